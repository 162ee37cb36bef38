// Who does the work.

import { age } from '../format.js';
import { table, text, twoLines } from '../table.js';

export function workersPanel(root) {
  let now = Date.now();
  const list = table('Workers', [
    twoLines('Worker', worker => worker.name, worker => `news ${age(now - Date.parse(worker.lastSeen))} ago`),
    text('Runs', worker => worker.tokens, 'number'),
    text('Free slots', worker => worker.bids, 'number'),
  ], { key: worker => worker.name, empty: 'No worker has been here within the last hour.' });
  root.append(...list.elements);

  return {
    show(overview, at) {
      now = at;
      list.show(overview.workers);
    },
  };
}
