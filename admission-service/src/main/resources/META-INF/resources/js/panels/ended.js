// What failed for good or was cancelled, and can be tried again.

import { element, setText } from '../dom.js';
import { get } from '../api.js';
import { time } from '../format.js';
import { buttons, table, twoLines } from '../table.js';

const SHOWN = 10;
const SETTLE = 500;

/** @param acts retry(id, name) */
export function endedPanel(root, cluster, acts) {
  const failed = element('p', { className: 'problem', role: 'alert', hidden: true });
  const list = table('Seeds that failed or were cancelled', [
    twoLines('What', seed => seed.seed ?? seed.id, seed => [seed.database, seed.finishedAt ? time(seed.finishedAt) : ''].filter(Boolean).join(' · ')),
    twoLines('How it ended', seed => seed.state, seed => seed.error ?? ''),
    buttons('Actions', [{ role: 'submitter', label: 'Retry', name: seed => seed.seed ?? seed.id, run: seed => acts.retry(seed.id, seed.seed ?? seed.id) }]),
  ], { key: seed => seed.id, empty: 'None.' });
  root.append(failed, ...list.elements);
  list.show([]);
  let timer;
  let closed = false;

  async function load() {
    timer = undefined;
    try {
      const pages = await Promise.all(['dead', 'cancelled'].map(state =>
        get(`/v1/seeds?cluster=${encodeURIComponent(cluster)}&state=${state}&limit=${SHOWN}`)));
      const seeds = pages.flatMap(page => page.seeds)
        .sort((one, other) => Date.parse(other.finishedAt ?? other.acceptedAt) - Date.parse(one.finishedAt ?? one.acceptedAt));
      if (!closed) {
        list.show(seeds.slice(0, SHOWN));
        failed.hidden = true;
      }
    } catch (problem) {
      setText(failed, problem.message);
      failed.hidden = false;
    }
  }

  return {
    /** Many may change at the same time; they are asked for once. */
    refresh() {
      timer ??= setTimeout(load, SETTLE);
    },
    close() {
      closed = true;
      clearTimeout(timer);
    },
  };
}
