// What seeds had by the hour of the day: bars, and the same as a table.

import { uPlot } from '/libraries.js';
import { chartPlace } from './chart-place.js';
import { value } from './colours.js';
import { element, setAttribute } from './dom.js';
import { table, text } from './table.js';

const HEIGHT = 160;

export function hoursChart() {
  const chart = chartPlace(HEIGHT, draw);
  const list = table('Connections of seeds by the hour of the day, in UTC', [
    text('Hour (UTC)', each => `${two(each.hour)}:00`),
    text('On average', each => each.average, 'number'),
    text('At most', each => each.peak, 'number'),
  ], { key: each => each.hour, empty: 'Nothing ran.' });
  const root = element('div', {}, chart.element, element('details', { className: 'legend' }, element('summary', {}, 'As a table'), ...list.elements));
  let hours = [];

  function draw() {
    if (hours.length === 0) {
      chart.clear();
    } else {
      chart.draw(options(), columns(hours));
    }
  }

  return {
    element: root,
    /** @param given each with an hour, an average and a peak; to be called where it can be seen, for it is as wide as its place */
    show(given) {
      hours = given;
      list.show(hours);
      chart.element.hidden = hours.length === 0;
      setAttribute(chart.element, 'aria-label', spoken(hours));
      draw();
    },
    close: chart.close,
  };
}

function columns(hours) {
  return [hours.map(each => each.hour), hours.map(each => each.peak), hours.map(each => each.average)];
}

function spoken(hours) {
  if (hours.length === 0) {
    return 'Nothing ran.';
  }
  const fullest = hours.reduce((one, other) => (other.peak > one.peak ? other : one));
  return `Connections of seeds by the hour of the day in UTC: at most ${fullest.peak}, at ${two(fullest.hour)}:00.`;
}

function two(hour) {
  return String(hour).padStart(2, '0');
}

function options() {
  const axis = { stroke: value('text-soft'), grid: { stroke: value('line'), width: 1 }, ticks: { show: false } };
  const bars = size => uPlot.paths.bars({ size });
  return {
    cursor: { show: false },
    legend: { live: false },
    scales: { x: { time: false, range: [-0.6, 23.6] }, y: { range: (plot, low, high) => [0, Math.max(1, high) * 1.05] } },
    axes: [
      { ...axis, grid: { show: false }, incrs: [1, 2, 3, 6], size: 28, space: 36, values: (plot, marks) => marks.map(two) },
      { ...axis, size: 36, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] },
    ],
    series: [
      {},
      { label: 'at most', stroke: value('token'), fill: `${value('token')}40`, width: 1, paths: bars([0.7, 40]), points: { show: false } },
      { label: 'on average', stroke: value('token'), fill: value('token'), width: 1, paths: bars([0.7, 40]), points: { show: false } },
    ],
  };
}
