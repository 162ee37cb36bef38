// Posts a seed: which ones there are, what each needs and which parameters it takes is asked of the catalog.

import { freshKey, get, post, Problem } from '../api.js';
import { field, openDialog } from '../dialog.js';
import { element, freshId } from '../dom.js';
import { toast } from '../toast.js';
import { parametersField } from './parameters.js';

/** @param databases of the cluster */
export async function submit(databases) {
  const definitions = await known();
  const key = freshKey();
  const names = element('datalist', { id: freshId('seed-names') },
    ...definitions.map(each => element('option', { value: each.name }, each.description)));
  const input = element('input', { type: 'text', autocomplete: 'off', 'list': names.id });
  const seed = field('seed', 'Seed', input, { hint: 'Its name in the catalog.' });
  const database = element('select', {}, ...databases.map(name => element('option', { value: name }, name)));
  const number = element('input', { type: 'number', min: 1, inputMode: 'numeric' });
  const connections = field('connections', 'Connections', number, {
    hint: 'Empty: what its definition says.',
    read: () => (number.value === '' ? undefined : Number(number.value)),
  });
  const priority = element('select', {}, ...['', 'low', 'normal', 'high', 'urgent'].map(word =>
    element('option', { value: word }, word || 'as usual')));
  const parameters = parametersField();
  input.addEventListener('input', () => {
    const definition = definitions.find(each => each.name === input.value.trim());
    seed.hint(definition?.description || 'Its name in the catalog.');
    connections.hint(definition ? `Empty: ${needed(definition)}, as its definition says.` : 'Empty: what its definition says.');
    parameters.show(definition?.parameters ?? []);
  });
  openDialog({
    title: 'Submit a seed',
    fields: [seed, field('database', 'Database', database), connections, field('priority', 'Priority', priority), parameters],
    content: [names],
    confirm: 'Submit',
    async run(values) {
      const accepted = await post('/v1/seeds', values, key);
      toast(`${accepted.seed} is accepted.`);
    },
  });
}

/** Without the catalog one can still submit what one knows by name, if it takes no parameters. */
async function known() {
  try {
    return (await get('/v1/catalog')).seeds;
  } catch (problem) {
    if (!(problem instanceof Problem)) {
      throw problem;
    }
    toast(`The catalog is not to be had: ${problem.message}`);
    return [];
  }
}

function needed({ connections, maxConnections }) {
  return maxConnections && maxConnections !== connections ? `${connections} to ${maxConnections}` : `${connections}`;
}
