// Which plan, or which change, the cluster needs. Asked for and not live: an answer is a replay of all that was recorded.

import { get } from '../api.js';
import { field } from '../dialog.js';
import { element, setText } from '../dom.js';
import { planAnswer } from '../plan-answer.js';

const DAYS = 7;
const MOST_DAYS = 90;
const WISH = '2m';

export function planPanel(root, cluster) {
  const wish = field('p95Wait', '19 of 20 wait no longer than', element('input', { type: 'text', value: WISH, size: 6, autocomplete: 'off' }), { hint: 'Such as 90s, 2m or 1h.' });
  const days = field('days', 'Days to look back', element('input', { type: 'number', min: 1, max: MOST_DAYS, value: DAYS }), { hint: 'No further than the journal goes.' });
  const fields = [wish, days];
  const button = element('button', { type: 'submit', className: 'primary' }, 'Ask');
  const state = element('p', { className: 'sum', role: 'status' },
    'What was recorded is replayed under each plan that can be had, and under changes that cost nothing. It takes some seconds.');
  const problem = element('p', { className: 'problem', role: 'alert', hidden: true });
  const answer = planAnswer();
  root.append(
    element('form', { className: 'ask', noValidate: true, on: { submit: ask } }, ...fields.map(each => each.element), button),
    state, problem, answer.element);
  let asking = false;
  let closed = false;

  async function ask(event) {
    event.preventDefault();
    if (asking) {
      return;
    }
    begin();
    try {
      const query = new URLSearchParams(fields.map(each => [each.name, each.value() ?? '']).filter(([, value]) => value));
      const plan = await get(`/v1/clusters/${encodeURIComponent(cluster)}/plan?${query}`);
      if (!closed) {
        answer.show(plan);
        setText(state, '');
      }
    } catch (error) {
      complain(error);
    } finally {
      asking = false;
      button.setAttribute('aria-disabled', 'false');
    }
  }

  function begin() {
    asking = true;
    button.setAttribute('aria-disabled', 'true');
    problem.hidden = true;
    fields.forEach(each => each.complain(''));
    setText(state, 'Replaying what was recorded…');
  }

  /** Beside the field where it is about one; what was answered before is no answer to this. */
  function complain(error) {
    setText(state, '');
    answer.hide();
    const at = fields.find(each => each.name === error.field);
    if (at) {
      at.complain(error.message);
      at.focus();
    } else {
      setText(problem, [error.title, error.message].filter(Boolean).join(': '));
      problem.hidden = false;
    }
  }

  return {
    close() {
      closed = true;
      answer.close();
    },
  };
}
