// The points of a history as the columns that a chart draws.

import { colourOfClass } from './colours.js';

/**
 * Who is shown, the lowest layer last: a layer covers what is below its top, so that the highest is drawn first.
 *
 * @return each with a name, a colour, and of(point)
 */
export function series(points) {
  const names = [...new Set(points.flatMap(point => Object.keys(point.classes)))].sort();
  const classes = names.map(name => ({ name, colour: colourOfClass(name, names), of: point => point.classes[name] ?? 0 }));
  return [
    ...classes,
    { name: 'unclassified', colour: 'unclassified', of: point => point.unclassified },
    { name: 'tokens', colour: 'token', of: point => point.tokens },
  ].reverse();
}

/**
 * Times, the limit, and of each series the top of its layer; nothing where the server was not seen for a while. Each series also gets
 * its own figures, as `own`.
 *
 * @param step between two points, in seconds
 */
export function stacked(points, list, step) {
  const seen = withGaps(points, step);
  const sums = seen.map(() => 0);
  const tops = [...list].reverse().map(each => {
    each.own = seen.map(({ point }) => (point ? each.of(point) : null));
    return seen.map(({ point }, index) => {
      sums[index] += point ? each.of(point) : 0;
      return point ? sums[index] : null;
    });
  });
  return [seen.map(each => each.at), seen.map(({ point }) => point?.maxConnections ?? null), ...tops.reverse()];
}

function withGaps(points, step) {
  const seen = [];
  for (const point of points) {
    const at = Date.parse(point.at) / 1000;
    const last = seen.at(-1);
    if (last && at - last.at > 2 * step) {
      seen.push({ at: last.at + step, point: null });
    }
    seen.push({ at, point });
  }
  return seen;
}
