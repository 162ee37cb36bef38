// Tables whose rows keep their elements. The roles are said out, for a narrow screen lays the same rows out as cards.

import { element, reconcile, setText } from './dom.js';

/**
 * A table in its place.
 *
 * @param columns each with a title, and fill(cell, item), which brings a cell up to its item
 * @param empty what is said where there are no rows
 */
export function table(caption, columns, { key, empty }) {
  const body = element('tbody', { role: 'rowgroup' });
  const head = element('tr', { role: 'row' },
    ...columns.map(column => element('th', { role: 'columnheader', scope: 'col', className: column.className },
      column.hidden ? element('span', { className: 'visually-hidden' }, column.title) : column.title)));
  const root = element('table', { role: 'table' },
    element('caption', { className: 'visually-hidden' }, caption),
    element('thead', { role: 'rowgroup' }, head), body);
  const nothing = element('p', { className: 'nothing' }, empty);
  const make = () => element('tr', { role: 'row' },
    ...columns.map(column => element('td', { role: 'cell', className: column.className, 'data-label': column.title })));
  const update = (row, item) => columns.forEach((column, index) => column.fill(row.children[index], item));
  return {
    elements: [nothing, root],
    show(items) {
      nothing.hidden = items.length > 0;
      root.hidden = items.length === 0;
      reconcile(body, items, { key, make, update });
    },
  };
}

/** A column of plain text. */
export function text(title, words, className) {
  return { title, className, fill: (cell, item) => setText(cell, words(item)) };
}

/** A column of a name and smaller words under it. */
export function twoLines(title, first, second, className) {
  return {
    title,
    className,
    fill(cell, item) {
      if (!cell.firstChild) {
        cell.append(element('span', { className: 'first' }), element('span', { className: 'second' }));
      }
      setText(cell.firstChild, first(item));
      setText(cell.lastChild, second(item));
    },
  };
}

/**
 * A column of buttons.
 *
 * @param actions each with a label, name(item) for those who do not see the row, and run(item)
 */
export function buttons(title, actions) {
  return {
    title,
    hidden: true,
    className: 'buttons',
    fill(cell, item) {
      if (!cell.firstChild) {
        cell.append(...actions.map(action => element('button', {
          type: 'button',
          className: 'small',
          on: { click: () => action.run(cell.item) },
        }, action.label)));
      }
      cell.item = item;
      actions.forEach((action, index) => {
        const button = cell.children[index];
        button.hidden = action.when ? !action.when(item) : false;
        const name = `${action.label}: ${action.name(item)}`;
        if (button.getAttribute('aria-label') !== name) {
          button.setAttribute('aria-label', name);
        }
      });
    },
  };
}
