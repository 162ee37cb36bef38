// Asks for an API key or a token where the service wants one.

import { get, Problem } from './api.js';
import { field, openDialog } from './dialog.js';
import { element } from './dom.js';
import { forget, keep, name, remember, signOut } from './session.js';

const NOT_AUTHENTICATED = 401;
const NOT_ALLOWED = 403;

/** Returns when the service knows who it is, and what he may do. Whoever is there already stays so after a reload. */
export async function signIn() {
  try {
    remember(await get('/v1/me'));
  } catch (problem) {
    if (!(problem instanceof Problem) || ![NOT_AUTHENTICATED, NOT_ALLOWED].includes(problem.status)) {
      throw problem;
    }
    forget();
    await ask();
  }
}

function ask() {
  const input = element('input', { type: 'password', autocomplete: 'off', spellcheck: false });
  return new Promise(resolve => {
    openDialog({
      title: 'Sign in',
      intro: 'The service wants to know who you are. What you enter stays in this tab and is gone with it.',
      fields: [field('key', 'API key or token', input)],
      confirm: 'Sign in',
      mandatory: true,
      async run({ key }) {
        keep(key ?? '');
        try {
          remember(await get('/v1/me'));
        } catch (problem) {
          forget();
          throw problem;
        }
        resolve();
      },
    });
  });
}

/** Says who is signed in, with a way out; nothing where nobody need be. */
export function showWho(root) {
  root.hidden = !name();
  root.replaceChildren(...(name() ? [
    element('span', {}, name()),
    element('button', { type: 'button', className: 'plain small', on: { click: signOut } }, 'Sign out'),
  ] : []));
}
