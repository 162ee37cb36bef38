// The journal, the latest line first.

import { element } from '../dom.js';
import { time } from '../format.js';

const KEPT = 200;

export function journalPanel(root) {
  const lines = element('ol', { className: 'journal', tabIndex: 0, 'aria-label': 'Journal, the latest first' });
  const nothing = element('p', { className: 'nothing' }, 'Nothing has happened yet.');
  const all = element('input', { type: 'checkbox', on: { change: () => lines.classList.toggle('all', all.checked) } });
  root.append(element('label', { className: 'choice' }, all, ' with bids and what the agent observed'), nothing, lines);

  let told = [];

  /** All that came since the last frame at once; nobody looks at what comes and goes in between. */
  function put(make) {
    if (told.length === 0) {
      requestAnimationFrame(draw);
    }
    told.push(make);
    told = told.slice(-KEPT);
  }

  function draw() {
    nothing.hidden = true;
    lines.prepend(...told.reverse().map(make => make()));
    told = [];
    while (lines.children.length > KEPT) {
      lines.lastElementChild.remove();
    }
  }

  return {
    line(event) {
      put(() => element('li', { 'data-event': event.event },
        element('time', { dateTime: event.at }, time(event.at)),
        element('b', {}, event.event),
        element('span', {}, words(event)),
        element('span', { className: 'second' }, `${event.budget.charged} of ${event.budget.budget} charged`)));
    },
    gap() {
      put(() => element('li', { className: 'gap' }, 'Lines are missing here: they are no longer kept.'));
    },
  };
}

function words(event) {
  return [
    event.token,
    event.request,
    event.worker,
    event.connections === undefined ? '' : `${event.connections} connections`,
    event.by ? `by ${event.by}` : '',
    event.detail,
  ].filter(Boolean).join(' · ');
}
