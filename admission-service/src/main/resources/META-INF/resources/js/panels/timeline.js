// What runs in which slots now, and what is expected to come next: the scheduler's own forecast, which also explains the waits.

import { element, reconcile, setAttribute, setStyle, setText } from '../dom.js';
import { count, duration, time } from '../format.js';
import { label } from '../budget-parts.js';
import { layOut } from '../lanes.js';

const MOST_LANES = 64;
const MOST_BLOCKS = 300;
const SHORTEST = 20_000;
const LONGEST = 4 * 3_600_000;
const PAST = 0.12;
const MARKS = 5;

export function timelinePanel(root) {
  const words = element('p', { className: 'sum' });
  const plot = element('div', { className: 'timeline', role: 'img' });
  const blocks = element('div', { className: 'timeline-blocks' });
  const nowLine = element('div', { className: 'timeline-now' }, element('span', {}, 'now'));
  const axis = element('div', { className: 'timeline-axis', 'aria-hidden': 'true' });
  plot.append(blocks, nowLine);
  root.append(words, plot, axis);

  return {
    show(overview, now) {
      const all = [...running(overview, now), ...coming(overview)];
      const span = reach(all, now);
      const from = now - span * PAST;
      const to = now + span;
      const shown = all.filter(block => block.start < to).slice(0, MOST_BLOCKS);
      const { placed, lanes } = layOut(shown, Math.min(MOST_LANES, Math.max(1, overview.cluster.budget ?? 1)));
      setText(words, sentence(overview, all));
      setAttribute(plot, 'aria-label', spoken(all));
      setStyle(plot, '--lanes', String(Math.min(lanes, MOST_LANES)));
      draw(blocks, placed, { from, to });
      setStyle(nowLine, 'left', `${100 * (now - from) / (to - from)}%`);
      drawAxis(axis, from, to);
    },
  };
}

function running({ tokens }, now) {
  return tokens.map(({ token, expectedEnd }) => ({
    key: token.token,
    name: label(token),
    kind: token.state === 'draining' ? 'draining' : 'running',
    start: Date.parse(token.grantedAt),
    end: Math.max(now + 500, expectedEnd ? Date.parse(expectedEnd) : now + SHORTEST),
    connections: token.connections,
  }));
}

function coming({ queue }) {
  return queue.next.filter(next => next.waiting?.startsAt && next.expectedEnd).map(next => ({
    key: next.id,
    name: next.seed,
    kind: 'expected',
    start: Date.parse(next.waiting.startsAt),
    end: Math.max(Date.parse(next.waiting.startsAt) + 500, Date.parse(next.expectedEnd)),
    connections: next.connections,
  }));
}

/** As far ahead as most of it reaches, in steps, so that the scale does not change all the time. */
function reach(all, now) {
  const ends = all.map(block => block.end - now).sort((one, other) => one - other);
  const most = ends[Math.floor(0.9 * (ends.length - 1))] ?? SHORTEST;
  const wanted = Math.min(LONGEST, Math.max(SHORTEST, most * 1.05));
  return SHORTEST * 2 ** (Math.ceil(2 * Math.log2(wanted / SHORTEST)) / 2);
}

function draw(parent, placed, { from, to }) {
  const pieces = placed.flatMap(block => block.runs
    .filter(([first]) => first < MOST_LANES)
    .map(([first, lanes], index) => ({ block, first, lanes, key: `${block.key} ${index}` })));
  reconcile(parent, pieces, {
    key: piece => piece.key,
    make: () => element('div', {}, element('span')),
    update(child, { block, first, lanes }) {
      const left = Math.max(0, 100 * (block.start - from) / (to - from));
      const right = Math.min(100, 100 * (block.end - from) / (to - from));
      setAttribute(child, 'class', `block ${block.kind}`);
      setStyle(child, 'left', `${left.toFixed(2)}%`);
      setStyle(child, 'width', `${Math.max(0.2, right - left).toFixed(2)}%`);
      setStyle(child, '--lane', String(first));
      setStyle(child, '--span', String(lanes));
      setAttribute(child, 'title', `${block.name}: ${count(block.connections, 'connection')}, ${time(block.start)} to about ${time(block.end)}`);
      setText(child.firstChild, block.name);
    },
  });
}

function drawAxis(axis, from, to) {
  const marks = Array.from({ length: MARKS }, (_, index) => from + (to - from) * index / (MARKS - 1));
  reconcile(axis, marks.map((at, index) => ({ at, index })), {
    key: mark => mark.index,
    make: () => element('span'),
    update: (child, mark) => setText(child, time(mark.at)),
  });
}

function sentence({ cluster, queue }, all) {
  const expected = all.filter(block => block.kind === 'expected');
  if (cluster.hold) {
    return 'The granting is stopped: nothing starts until somebody resumes it.';
  }
  if (expected.length === 0) {
    return queue.waiting > 0 ? 'Nobody can foresee when those that wait will start.' : 'Nothing waits.';
  }
  const last = Math.max(...expected.map(block => block.end));
  return `Each row is a connection of the budget. The ${count(expected.length, 'next one', 'next ones')} should be done in ${duration(last - Date.now())}, if all take as long as they usually do.`;
}

function spoken(all) {
  const expected = all.filter(block => block.kind === 'expected');
  return `${all.length - expected.length} run now; ${expected.length} are expected to follow. The tables tell the same in words.`;
}
