// Posts a seed.

import { freshKey, post } from '../api.js';
import { field, openDialog } from '../dialog.js';
import { element } from '../dom.js';
import { toast } from '../toast.js';

/** @param databases of the cluster; @param seeds names that somebody may mean */
export function submit(databases, seeds) {
  const key = freshKey();
  const names = element('datalist', { id: 'seed-names' }, ...seeds.map(name => element('option', { value: name })));
  const seed = element('input', { type: 'text', autocomplete: 'off', 'list': names.id });
  const database = element('select', {}, ...databases.map(name => element('option', { value: name }, name)));
  const connections = element('input', { type: 'number', min: 1, inputMode: 'numeric' });
  const priority = element('select', {}, ...['', 'low', 'normal', 'high', 'urgent'].map(word =>
    element('option', { value: word }, word || 'as usual')));
  const parameters = element('textarea', { rows: 3, spellcheck: false });
  openDialog({
    title: 'Submit a seed',
    fields: [
      field('seed', 'Seed', seed, { hint: 'Its name in the catalog.' }),
      field('database', 'Database', database),
      field('connections', 'Connections', connections, {
        hint: 'Empty: what its definition says.',
        read: () => (connections.value === '' ? undefined : Number(connections.value)),
      }),
      field('priority', 'Priority', priority),
      field('parameters', 'Parameters', parameters, { hint: 'One name=value a line.', read: () => pairs(parameters.value) }),
    ],
    content: [names],
    confirm: 'Submit',
    async run(values) {
      const accepted = await post('/v1/seeds', values, key);
      toast(`${accepted.seed} is accepted.`);
    },
  });
}

function pairs(text) {
  const lines = text.split('\n').map(line => line.trim()).filter(Boolean);
  return lines.length === 0 ? undefined : Object.fromEntries(lines.map(line => {
    const sign = line.indexOf('=');
    return sign < 0 ? [line, ''] : [line.slice(0, sign).trim(), line.slice(sign + 1).trim()];
  }));
}
