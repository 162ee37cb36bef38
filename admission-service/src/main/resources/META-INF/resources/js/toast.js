// A word on what was done, where it is seen and read out, and gone after a while.

import { element } from './dom.js';

const SHOWN = 8_000;

export function toast(text) {
  const said = element('p', { className: 'toast' }, text);
  document.getElementById('toasts').append(said);
  setTimeout(() => said.remove(), SHOWN);
}
