// Ends sessions of tokens: first says which it would end, then does it to these and no others.

import { freshKey, post } from '../api.js';
import { field, openDialog, whoField } from '../dialog.js';
import { element } from '../dom.js';
import { count } from '../format.js';
import { toast } from '../toast.js';
import { table, text, twoLines } from '../table.js';

const DRY_RUN_BY = 'the page, dry run';

/** @param tokens which; null for all */
export async function kill(cluster, tokens) {
  const path = `/v1/clusters/${encodeURIComponent(cluster)}/kill-seeds`;
  const key = freshKey();
  const reason = element('input', { type: 'text' });
  const hold = element('input', { type: 'checkbox' });
  const planned = element('div', { 'aria-live': 'polite' }, 'Looking at what it would end…');
  let meant = [];
  const opened = openDialog({
    title: tokens ? `Kill ${tokens.join(', ')}?` : `Kill all seeds of ${cluster}?`,
    intro: 'Ends these sessions at once, without grace. Their seeds are rolled back and held until somebody resumes the cluster. No other session is touched.',
    fields: [whoField(), field('reason', 'Why', reason), field('hold', 'Stop granting as well', hold, { read: () => hold.checked || undefined })],
    content: [planned],
    confirm: 'Kill',
    danger: true,
    async run(values) {
      const report = await post(path, { ...values, tokens: meant }, key);
      toast(outcome(report));
    },
  });
  opened.ready(false);
  try {
    const report = await post(path, { tokens: tokens ?? undefined, dryRun: true, by: DRY_RUN_BY });
    meant = report.tokens.map(killed => killed.token.token);
    planned.replaceChildren(...plan(report));
    opened.ready(meant.length > 0);
  } catch (problem) {
    planned.replaceChildren();
    opened.show(problem);
  }
}

function plan(report) {
  const sessions = report.tokens.reduce((sum, killed) => sum + killed.sessions.length, 0);
  if (report.tokens.length === 0) {
    return [element('p', {}, 'No token is charged: there is nothing to end.')];
  }
  const list = table('What it would end', [
    twoLines('What', killed => killed.token.seed ?? killed.token.token, killed => killed.token.token),
    text('Holder', killed => killed.token.worker),
    text('Sessions', killed => killed.sessions.map(session => session.pid).join(', ') || 'none'),
  ], { key: killed => killed.token.token, empty: '' });
  list.show(report.tokens);
  return [
    element('p', {}, element('b', {}, `It would end ${count(sessions, 'session')} of ${count(report.tokens.length, 'token')}:`)),
    element('div', { className: 'planned', tabIndex: 0, role: 'region', 'aria-label': 'What it would end' }, ...list.elements),
    ...report.refused.map(refusal => element('p', { className: 'problem' }, `${refusal.name}: ${refusal.why}`)),
  ];
}

function outcome(report) {
  const ended = report.tokens.reduce((sum, killed) => sum + killed.sessions.filter(session => session.fate === 'gone').length, 0);
  return report.allGone
    ? `${count(ended, 'session')} of ${count(report.tokens.length, 'token')} ended; PostgreSQL shows none of them any more.`
    : `It is decided, but not all sessions are seen to be gone yet. Look at the tokens.`;
}
