// The answer to "which plan?", as docs/PLAN.md tells how to read it.

import { element, reconcile, setAttribute, setText } from './dom.js';
import { count, duration, millisOf, number, time } from './format.js';
import { hoursChart } from './hours-chart.js';
import { table, text, twoLines } from './table.js';

const VERDICTS = { stay: 'Stay', change: 'Change something', 'take-plan': 'Take another plan', 'nothing-meets': 'Nothing grants the wish' };
const MOMENT = /\d{4}-\d\d-\d\dT[\d:.]+Z/g;

/** Shows nothing until it is given an answer. */
export function planAnswer() {
  const verdict = element('p', { className: 'level' });
  const why = element('p');
  const sure = element('p', { className: 'facts' });
  const history = element('p', { className: 'facts' });
  const advice = element('div', { className: 'advice' }, verdict, why, sure, history);
  const notes = element('ul', { className: 'notes', 'aria-label': 'What is taken to be so' });
  const tables = { options: optionsTable(), validation: validationTable(), classes: classesTable() };
  const hours = hoursChart();
  const root = element('div', { className: 'answer', tabIndex: -1, hidden: true },
    advice,
    part('What if', ...tables.options.elements),
    half('As it was', ...tables.validation.elements),
    half('What each class needed', ...tables.classes.elements),
    part('By the hour', hours.element),
    part('Taken to be so', notes));

  return {
    element: root,
    show(plan) {
      root.hidden = false;
      setAttribute(advice, 'data-verdict', plan.advice.verdict);
      setText(verdict, [VERDICTS[plan.advice.verdict] ?? plan.advice.verdict, plan.advice.what].filter(Boolean).join(': '));
      setText(why, sentence(plan.advice.why));
      setText(sure, sentence(plan.advice.sure));
      setText(history, `${count(plan.history.requests, 'request')} and ${count(plan.history.runs, 'run')} since ${time(plan.history.from)}.`);
      tables.options.show(plan.options.map(option => ({ ...option, advised: isAdvised(option, plan.advice) })));
      tables.validation.show(validation(plan.validation));
      tables.classes.show(plan.classes);
      hours.show(plan.hours);
      reconcile(notes, plan.notes, { key: note => note, make: () => element('li'), update: (child, note) => setText(child, localTimes(note)) });
    },
    hide() {
      root.hidden = true;
    },
    close: hours.close,
  };
}

function part(title, ...content) {
  return element('section', {}, element('h3', {}, title), ...content);
}

/** Two of these stand side by side where there is room. */
function half(title, ...content) {
  const made = part(title, ...content);
  made.className = 'half';
  return made;
}

function optionsTable() {
  return table('What would come of each plan and each change', [
    twoLines('If', option => option.what ?? 'Everything stays as it is', option => (option.advised ? 'advised' : ''), 'option'),
    text('Connections', option => number(option.maxConnections), 'number'),
    text('A month', option => number(option.price), 'number'),
    text('Median wait', option => span(option.waits.median), 'number'),
    text('p95', option => span(option.waits.p95), 'number'),
    text('Longest', option => span(option.waits.longest), 'number'),
    text('Makespan', option => span(option.makespan), 'number'),
    { title: 'The wish is granted', className: 'granted', fill: fillGranted },
  ], { key: option => `${option.kind} ${option.what}`, empty: 'Nothing was tried.' });
}

function fillGranted(cell, option) {
  const words = granted(option);
  setAttribute(cell, 'data-granted', words === 'yes' ? 'yes' : option.meets ? 'perhaps' : 'no');
  setText(cell, words);
}

/** The words of `seedctl plan`. */
function granted(option) {
  if (!option.fitsOthers) {
    return 'others lack room';
  }
  if (option.neverStarted > 0) {
    return `${count(option.neverStarted, 'request')} too large`;
  }
  const word = option.meetsForSure ? 'yes' : option.meets ? 'perhaps' : 'no';
  return option.meets && option.slowed > 0 ? `${word}, lengths guessed` : word;
}

function validationTable() {
  return table('Waits as they were measured and as they are replayed', [
    twoLines('Waits', row => row.name, row => row.more),
    text('Median wait', row => row.median, 'number'),
    text('p95', row => row.p95, 'number'),
    text('Longest', row => row.longest, 'number'),
  ], { key: row => row.name, empty: '' });
}

function validation({ requests, measured, foretold, medianError, p95Error }) {
  const waits = each => ({ median: span(each.median), p95: span(each.p95), longest: span(each.longest) });
  return [
    { name: 'Measured', more: count(requests, 'request'), ...waits(measured) },
    { name: 'Replayed', more: '', ...waits(foretold) },
    { name: 'Off by', more: '', median: span(medianError), p95: span(p95Error), longest: '–' },
  ];
}

function classesTable() {
  return table('What each class of sessions that nobody gates really had', [
    twoLines('Class', need => need.name, () => ''),
    text('Kept for it', need => number(need.reservation), 'number'),
    text('Most at once', need => number(need.peak), 'number'),
    text('Enough for 19/20 of the time', need => number(need.usual), 'number'),
    text('More than kept, for', need => span(need.beyond), 'number'),
  ], { key: need => need.name, empty: 'There are none.' });
}

function isAdvised(option, { verdict, what }) {
  return verdict !== 'nothing-meets' && (option.what ?? null) === (what ?? null);
}

function span(iso) {
  const millis = millisOf(iso);
  return millis === null ? '–' : millis < 50 ? '0 s' : duration(millis);
}

/** The service's words begin small, as parts of lines in a terminal, and have times as everybody in the world can read them. */
function sentence(words) {
  return localTimes(`${words.charAt(0).toUpperCase()}${words.slice(1)}.`);
}

function localTimes(words) {
  return words.replace(MOMENT, moment => time(moment));
}
