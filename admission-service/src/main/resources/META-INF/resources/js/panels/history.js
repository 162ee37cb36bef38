// Who used the server in the last hours: a stacked area of sessions, with the moments that explain it.

import { element, setAttribute, setText } from '../dom.js';
import { get } from '../api.js';
import { chartPlace } from '../chart-place.js';
import { value } from '../colours.js';
import { count, millisOf, time } from '../format.js';
import { series, stacked } from '../use-series.js';

const REFRESH = 15_000;
const HEIGHT = 220;
const RED = new Set(['seeds-killed', 'database-unreachable', 'use-critical', 'request-died']);

export function historyPanel(root, cluster) {
  const words = element('p', { className: 'sum' });
  const chart = chartPlace(HEIGHT, () => history && show());
  const moments = element('ul', { className: 'moments', 'aria-label': 'What happened' });
  root.append(words, chart.element, moments);
  let history;
  let shape = '';
  let closed = false;

  async function load() {
    try {
      history = await get(`/v1/clusters/${encodeURIComponent(cluster)}/history`);
      if (!closed) {
        show();
      }
    } catch {
      // The page says elsewhere that the service is away; the next time may do better.
    }
  }

  function show() {
    setText(words, sentence(history));
    setAttribute(chart.element, 'aria-label', `Sessions over time. ${sentence(history)}`);
    moments.replaceChildren(...history.moments.slice(-6).reverse().map(moment => element('li', { className: RED.has(moment.event) ? 'red' : '' },
      element('time', { dateTime: moment.at }, time(moment.at)), ` ${moment.event}${moment.by ? ` by ${moment.by}` : ''}${moment.detail ? `: ${moment.detail}` : ''}`)));
    chart.element.hidden = history.points.length < 2;
    if (!chart.element.hidden) {
      draw();
    }
  }

  /** The same chart with other data; a new one where there are other series, or the colours have changed. */
  function draw() {
    const list = series(history.points);
    const data = stacked(history.points, list, millisOf(history.step) / 1000);
    const wanted = list.map(each => each.name).join() + value('text');
    if (shape === wanted) {
      chart.renew(data);
      return;
    }
    shape = wanted;
    chart.draw(options(list, () => history), data);
  }

  const timer = setInterval(load, REFRESH);
  load();
  return {
    refresh: load,
    close() {
      closed = true;
      clearInterval(timer);
      chart.close();
    },
  };
}

function sentence({ points }) {
  if (points.length < 2) {
    return 'There is not enough to draw yet.';
  }
  const used = points.map(point => Object.values(point.classes).reduce((sum, each) => sum + each, point.tokens + point.unclassified));
  const most = Math.max(...used);
  const when = points[used.indexOf(most)].at;
  return `Since ${time(points[0].at)} at most ${count(most, 'session')} of ${points.at(-1).maxConnections}, at ${time(when)}. Each point is the fullest moment of fifteen seconds.`;
}

function options(list, history) {
  const grid = { stroke: value('line'), width: 1 };
  return {
    legend: { show: true, live: true },
    cursor: { y: false },
    scales: { y: { range: (plot, low, high) => [0, Math.max(high, plot.data[1].at(-1) ?? 0) + 1] } },
    axes: [
      { stroke: value('text-soft'), grid, ticks: grid, space: 90, incrs: [15, 30, 60, 120, 300, 600, 900, 1800, 3600], values: [[3600, '{HH}:{mm}'], [60, '{HH}:{mm}'], [1, '{HH}:{mm}:{ss}']] },
      { stroke: value('text-soft'), grid, ticks: grid, size: 36, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000] },
    ],
    series: [
      { label: 'at', value: (plot, at) => (at === null ? '–' : time(at * 1000)) },
      { label: 'max_connections', stroke: value('critical'), width: 1, dash: [6, 4], points: { show: false } },
      ...list.map(each => ({
        label: each.name,
        stroke: value(each.colour),
        fill: value(each.colour),
        width: 1,
        points: { show: false },
        value: (plot, top, index, at) => (top === null || at === null ? '–' : each.own[at] ?? '–'),
      })),
    ],
    hooks: { drawAxes: [plot => drawMoments(plot, history().moments)] },
  };
}

function drawMoments(plot, moments) {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.lineWidth = 2;
  for (const moment of moments) {
    const x = plot.valToPos(Date.parse(moment.at) / 1000, 'x', true);
    if (x >= bbox.left && x <= bbox.left + bbox.width) {
      ctx.strokeStyle = value(RED.has(moment.event) ? 'critical' : 'text-soft');
      ctx.beginPath();
      ctx.moveTo(x, bbox.top);
      ctx.lineTo(x, bbox.top + bbox.height);
      ctx.stroke();
    }
  }
  ctx.restore();
}
