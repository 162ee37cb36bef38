// Where a chart is drawn: as wide as its place, and anew when the colours change.

import { uPlot } from '/libraries.js';
import { element } from './dom.js';

/** @param recolour called when the page turns dark or light */
export function chartPlace(height, recolour) {
  const place = element('div', { className: 'chart', role: 'img' });
  let plot;
  const resized = new ResizeObserver(() => plot?.setSize({ width: place.clientWidth, height }));
  resized.observe(place);
  const dark = matchMedia('(prefers-color-scheme: dark)');
  dark.addEventListener('change', recolour);

  function clear() {
    plot?.destroy();
    plot = undefined;
  }

  return {
    element: place,
    /** Draws a new chart; to be called where its place can be seen. */
    draw(options, data) {
      clear();
      plot = new uPlot({ width: place.clientWidth, height, ...options }, data, place);
    },
    /** The same chart with other data. */
    renew(data) {
      plot.setData(data);
    },
    clear,
    close() {
      resized.disconnect();
      dark.removeEventListener('change', recolour);
      clear();
    },
  };
}
