// The parameters of a seed as one field of a dialog, with a field in it for each that the definition has.

import { field } from '../dialog.js';
import { element } from '../dom.js';

/** Has no parameter, and is not to be seen, until it is told which ones to show. */
export function parametersField() {
  const root = element('fieldset', { className: 'parameters', hidden: true });
  let fields = [];
  const named = path => fields.find(each => path === `parameters.${each.name}`);
  let shown = '[]';
  let wrong;
  return {
    name: 'parameters',
    element: root,
    /** @param parameters as the catalog lists them */
    show(parameters) {
      if (JSON.stringify(parameters) === shown) {
        return; // what was typed stays
      }
      shown = JSON.stringify(parameters);
      fields = parameters.map(asField);
      root.replaceChildren(element('legend', {}, 'Parameters'), ...fields.map(each => each.element));
      root.hidden = fields.length === 0;
    },
    value() {
      const given = fields.map(each => [each.name, each.value()]).filter(([, value]) => value !== undefined);
      return given.length === 0 ? undefined : Object.fromEntries(given);
    },
    focus: () => wrong?.focus(),
    has: path => named(path) !== undefined,
    /** @param path of the parameter that it is about */
    complain(text, path) {
      fields.forEach(each => each.complain(''));
      wrong = named(path);
      wrong?.complain(text);
    },
  };
}

function asField({ name, type, required, default: usual, description }) {
  return field(name, name, control(type, usual), {
    hint: [description, required ? 'Must be given.' : `Empty: ${usual === '' ? 'nothing' : usual}.`].filter(Boolean).join(' '),
  });
}

function control(type, usual) {
  if (type === 'boolean') {
    return element('select', {}, ...['', 'true', 'false'].map(word => element('option', { value: word }, word)));
  }
  return element('input', { type: 'text', autocomplete: 'off', inputMode: type === 'integer' ? 'numeric' : 'text', placeholder: usual ?? '' });
}
