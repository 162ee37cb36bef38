// A form in a dialog: what it asks, what the service says to it, and nothing done before somebody has confirmed.

import { Problem } from './api.js';
import { element, freshId, setText } from './dom.js';

/**
 * Opens a dialog.
 *
 * @param title what is to be done
 * @param intro for people: what it means
 * @param fields made with {@link field}; a problem that names a field is shown beside it
 * @param content further elements, between the fields and the buttons
 * @param confirm the word on the button that does it
 * @param danger whether it ends something
 * @param mandatory whether there is no way round it
 * @param run does it, with the fields' values; the dialog closes when that has gone well, and shows what went wrong otherwise
 * @return with close(), and ready(boolean), which says whether it may be confirmed
 */
export function openDialog({ title, intro, fields = [], content = [], confirm, danger = false, mandatory = false, run }) {
  const titleId = freshId('dialog');
  const problem = element('p', { className: 'problem', role: 'alert', hidden: true });
  const button = element('button', { type: 'submit', className: danger ? 'danger' : 'primary' }, confirm);
  const cancel = element('button', { type: 'button', className: 'plain', hidden: mandatory, on: { click: () => dialog.close() } }, 'Close');
  const form = element('form', { noValidate: true },
    element('h2', { id: titleId }, title),
    intro ? element('p', {}, intro) : null,
    ...fields.map(each => each.element),
    ...content,
    problem,
    element('div', { className: 'dialog-buttons' }, cancel, button));
  const dialog = element('dialog', { 'aria-labelledby': titleId }, form);

  form.addEventListener('submit', async event => {
    event.preventDefault();
    if (button.disabled) {
      return;
    }
    clear();
    button.disabled = true;
    button.setAttribute('aria-busy', 'true');
    try {
      await run(Object.fromEntries(fields.map(each => [each.name, each.value()])));
      dialog.close();
    } catch (error) {
      show(error);
    } finally {
      button.disabled = false;
      button.removeAttribute('aria-busy');
    }
  });
  dialog.addEventListener('cancel', event => mandatory && event.preventDefault());
  dialog.addEventListener('close', () => dialog.remove());

  function clear() {
    problem.hidden = true;
    fields.forEach(each => each.complain(''));
  }

  function show(error) {
    if (!(error instanceof Problem)) {
      throw error;
    }
    const at = fields.find(each => error.field && each.has(error.field));
    if (at) {
      at.complain(error.message, error.field);
      at.focus();
    } else {
      setText(problem, error.field ? `${error.field}: ${error.message}` : error.message);
      problem.hidden = false;
    }
  }

  document.body.append(dialog);
  dialog.showModal();
  return {
    dialog,
    close: () => dialog.close(),
    ready: ready => { button.disabled = !ready; },
    show,
  };
}

/**
 * A field with its label, its hint, and the place where a complaint about it goes.
 *
 * @param control an input, a select or a textarea
 * @param read the value that is sent; undefined leaves the field out
 */
export function field(name, label, control, { hint = '', read = () => control.value.trim() || undefined } = {}) {
  control.id = freshId('field');
  const hintId = `${control.id}-hint`;
  const complaint = element('span', { className: 'problem', id: `${control.id}-problem`, role: 'alert' });
  control.setAttribute('aria-describedby', `${hintId} ${complaint.id}`);
  const isCheck = control.type === 'checkbox';
  const words = element('label', { htmlFor: control.id }, label);
  const told = element('span', { className: 'second', id: hintId }, hint);
  const root = element('div', { className: isCheck ? 'field check' : 'field' },
    ...(isCheck ? [control, words] : [words, control]), told, complaint);
  return {
    name,
    element: root,
    has: path => path === name || path.startsWith(`${name}.`) || path.startsWith(`${name}[`),
    value: read,
    focus: () => control.focus(),
    hint: text => setText(told, text),
    complain(text) {
      setText(complaint, text);
      if (text) {
        control.setAttribute('aria-invalid', 'true');
      } else {
        control.removeAttribute('aria-invalid');
      }
    },
  };
}

const WHO = 'seedgate.by';

/** Who asks; asked once, and remembered by this browser. */
export function whoField() {
  const input = element('input', { type: 'text', value: remembered(), autocomplete: 'username', maxLength: 200 });
  return field('by', 'Who you are', input, {
    hint: 'Others see it in the journal.',
    read() {
      const by = input.value.trim();
      try {
        localStorage.setItem(WHO, by);
      } catch {
        // A browser that keeps nothing asks again.
      }
      return by;
    },
  });
}

function remembered() {
  try {
    return localStorage.getItem(WHO) ?? '';
  } catch {
    return '';
  }
}
