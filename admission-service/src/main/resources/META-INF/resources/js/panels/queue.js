// Who waits: the place in line, why, for what, and when it is expected to start.

import { element, setAttribute, setText } from '../dom.js';
import { age, count, inTime, number, time } from '../format.js';
import { pagedTable } from '../paged.js';
import { buttons, text, twoLines } from '../table.js';

const NAMED = 3;

/** @param acts cancel(id, name) */
export function queuePanel(root, acts) {
  let now = Date.now();
  const more = element('p', { className: 'more' });
  const list = pagedTable('Requests that wait', [
    text('Place', next => next.waiting?.position ?? '–', 'number place'),
    twoLines('What', next => next.seed, next => [next.database, next.tenant === 'default' ? '' : next.tenant, next.attempt > 1 ? `attempt ${next.attempt}` : ''].filter(Boolean).join(' · ')),
    text('Needs', next => next.connections, 'number'),
    { title: 'Why it waits', className: 'why', fill: fillReason },
    text('Waits for', next => waitsFor(next), 'waits-for'),
    twoLines('Starts', next => start(next.waiting, now), next => range(next.waiting, now)),
    twoLines('Waits', next => age(now - Date.parse(next.acceptedAt)), () => ''),
    buttons('Actions', [
      { role: 'submitter', label: 'Cancel', name: next => next.seed, run: next => acts.cancel(next.id, next.seed) },
    ]),
  ], { key: next => next.id, empty: 'Nobody waits.', words });
  root.append(...list.elements, more);

  return {
    show(overview, at) {
      now = at;
      const { waiting, next } = overview.queue;
      list.show(next);
      const others = waiting - next.length;
      more.hidden = others <= 0;
      setText(more, `and ${count(others, 'other')} behind them; ${number(waiting)} in all`);
    },
  };
}

/** What one that waits is looked for by: which, where, whose, and why. */
function words(next) {
  return [next.seed, next.database, next.tenant, next.id, next.state, next.waiting?.reason.replaceAll('-', ' ')].join(' ');
}

function fillReason(cell, next) {
  if (!cell.firstChild) {
    cell.append(element('span'), element('span', { className: 'second' }));
  }
  const reason = next.waiting?.reason ?? next.state;
  setAttribute(cell.firstChild, 'class', `reason reason-${reason}`);
  setText(cell.firstChild, reason.replaceAll('-', ' '));
  setText(cell.lastChild, localTimes(next.waiting?.text ?? ''));
}

/** The service's words have times as everybody in the world can read them; whoever looks at a clock reads these. */
function localTimes(words) {
  return words.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, moment => time(moment));
}

function waitsFor(next) {
  const named = (next.waiting?.waitsFor ?? []).slice(0, NAMED);
  const others = next.waitsFor - named.length;
  return `${named.map(short).join(', ') || '–'}${others > 0 ? ` and ${others} more` : ''}`;
}

/** An id that was made is long, and its end tells it from others. */
function short(id) {
  return id.length > 20 ? `…${id.slice(-8)}` : id;
}

function start(waiting, now) {
  return waiting?.startsAt ? inTime(waiting.startsAt, now) : 'not known';
}

function range(waiting, now) {
  if (!waiting?.startsAt) {
    return '';
  }
  return waiting.startsBy && waiting.startsBy !== waiting.startsAt
    ? `${time(waiting.startsAt)}, at the latest ${inTime(waiting.startsBy, now)}`
    : time(waiting.startsAt);
}
