// A table that draws so many rows and no more: a thousand rows that change every second keep a browser busy, and nobody reads them.

import { element, setAttribute, setText } from './dom.js';
import { count, number } from './format.js';
import { table } from './table.js';

const ROWS = 25;

/**
 * A table in pages, which is a plain one as long as a page holds all of it.
 *
 * @param words what an item is found by
 */
export function pagedTable(caption, columns, { words, ...options }) {
  const plain = table(caption, columns, options);
  const search = element('input', { type: 'search', placeholder: 'Find', 'aria-label': `Find in: ${caption}`, on: { input: () => turn(-page) } });
  const missed = element('p', { className: 'nothing' });
  const place = element('span', { className: 'second' });
  const back = turner('Previous', -1);
  const on = turner('Next', 1);
  const pages = element('div', { className: 'pages', role: 'group', 'aria-label': `Pages of: ${caption}` }, search, place, back, on);
  let items = [];
  let page = 0;

  /** It stays in reach of the keyboard where there is no way to turn, so that nobody loses his place. */
  function turner(label, by) {
    return element('button', { type: 'button', className: 'small', on: { click: () => turn(by) } }, label);
  }

  function turn(by) {
    page += by;
    draw();
  }

  function draw() {
    const wanted = search.value.trim().toLowerCase();
    const found = wanted ? items.filter(item => words(item).toLowerCase().includes(wanted)) : items;
    const last = Math.max(0, Math.ceil(found.length / ROWS) - 1);
    page = Math.min(Math.max(0, page), last);
    const first = page * ROWS;
    const shown = found.slice(first, first + ROWS);
    plain.show(shown);
    plain.elements[0].hidden = items.length > 0;
    missed.hidden = items.length === 0 || found.length > 0;
    setText(missed, `None of ${number(items.length)} has “${search.value.trim()}” in it.`);
    pages.hidden = items.length <= ROWS && !wanted;
    setText(place, `${number(shown.length ? first + 1 : 0)}–${number(first + shown.length)} of ${count(found.length, 'row')}`);
    setAttribute(back, 'aria-disabled', page === 0);
    setAttribute(on, 'aria-disabled', page === last);
  }

  return {
    elements: [pages, missed, ...plain.elements],
    show(all) {
      items = all;
      draw();
    },
  };
}
