// What runs: each token with what is done under it, how far it is, who holds it, and its sessions.

import { element, setAttribute, setStyle, setText } from '../dom.js';
import { age, count, duration, inTime, millisOf, number, time } from '../format.js';
import { label } from '../budget-parts.js';
import { pagedTable } from '../paged.js';
import { buttons, twoLines } from '../table.js';

/** @param acts cancel(token) and kill(tokens) */
export function tokensPanel(root, acts) {
  let now = Date.now();
  const list = pagedTable('Tokens and what runs under them', [
    twoLines('What', holding => label(holding.token), holding => [holding.token.database, holding.token.token, attempt(holding)].filter(Boolean).join(' · ')),
    { title: 'Progress', className: 'progress-cell', fill: fillProgress },
    twoLines('Token', holding => state(holding), holding => lease(holding, now)),
    twoLines('Holder', holding => holding.token.worker, holding => `for ${age(now - Date.parse(holding.token.grantedAt))}`),
    twoLines('Sessions', holding => `${holding.pids.length} of ${holding.token.connections}`, holding => pids(holding)),
    twoLines('Ends', holding => (holding.expectedEnd ? inTime(holding.expectedEnd, now) : '–'), holding => (holding.expectedEnd ? time(holding.expectedEnd) : '')),
    buttons('Actions', [
      { role: 'submitter', label: 'Cancel', name: holding => label(holding.token), when: holding => Boolean(holding.token.seed), run: holding => acts.cancel(holding.token.request, label(holding.token)) },
      { role: 'operator', label: 'Kill', name: holding => `${label(holding.token)}, ${holding.token.token}`, run: holding => acts.kill([holding.token.token]) },
    ]),
  ], { key: holding => holding.token.token, empty: 'Nothing runs.', words });
  root.append(...list.elements);

  return {
    show(overview, at) {
      now = at;
      list.show(overview.tokens);
    },
  };
}

/** What a token is looked for by: of what, where, whose, and its server processes. */
function words({ token, pids: all }) {
  return [label(token), token.database, token.token, token.request, token.worker, token.state, ...all].join(' ');
}

function attempt(holding) {
  return holding.attempt > 1 ? `attempt ${holding.attempt}` : '';
}

function state({ token }) {
  const back = token.askedBack > 0 ? `, ${token.askedBack} asked back` : '';
  return `${token.state}${back}`;
}

function lease({ token }, now) {
  if (token.reason) {
    return token.reason;
  }
  return token.leaseUntil ? `lease ${inTime(token.leaseUntil, now).replace('in ', 'for ')}` : 'not confirmed yet';
}

function pids({ pids: all }) {
  return all.length > 4 ? `${all.slice(0, 4).join(', ')} …` : all.join(', ');
}

function fillProgress(cell, holding) {
  if (!cell.firstChild) {
    cell.append(
      element('div', { className: 'progress', role: 'progressbar', 'aria-valuemin': 0, 'aria-valuemax': 100 }, element('div')),
      element('span', { className: 'second' }));
  }
  const [track, words] = cell.children;
  const progress = holding.progress;
  const percent = progress ? percentOf(progress) : null;
  setAttribute(track, 'aria-label', `Progress of ${label(holding.token)}`);
  setAttribute(track, 'aria-valuenow', percent);
  setAttribute(track, 'data-unknown', percent === null ? 'true' : null);
  setStyle(track.firstChild, 'width', percent === null ? '100%' : `${percent}%`);
  setText(words, progress ? said(progress) : 'no word yet');
}

/** Steps count alike; within a step it is the input that tells. */
function percentOf(progress) {
  const part = progress.bytesTotal > 0 ? Math.min(1, progress.bytesRead / progress.bytesTotal) : 0;
  return progress.steps > 0 ? Math.round(100 * (progress.step - 1 + part) / progress.steps) : null;
}

function said(progress) {
  const step = `${progress.stepName} (${progress.step} of ${progress.steps})`;
  const rows = progress.rows > 0 ? `, ${count(progress.rows, 'row')}` : '';
  const pace = progress.rowsPerSecond ? `, ${number(progress.rowsPerSecond)} a second` : '';
  const left = millisOf(progress.left);
  return `${step}${rows}${pace}${left === null ? '' : `, ${duration(left)} left`}`;
}
