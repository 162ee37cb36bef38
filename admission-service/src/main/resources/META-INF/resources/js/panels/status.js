// What is wrong, in a line for each, the worst first; and how old the last look at the server is.

import { element, reconcile, setAttribute, setText } from '../dom.js';
import { age, millisOf, time } from '../format.js';

const WORDS = { ok: 'All is well', warn: 'Look at this', critical: 'Act now' };

export function statusPanel(root) {
  const level = element('p', { className: 'level' });
  const problems = element('ul', { className: 'problems' });
  const facts = element('p', { className: 'facts' });
  root.append(element('div', { className: 'verdict', role: 'status' }, level, problems), facts);

  return {
    show(overview) {
      setAttribute(root, 'data-status', overview.status);
      setText(level, WORDS[overview.status]);
      reconcile(problems, overview.problems, {
        key: problem => `${problem.kind} ${problem.text.replace(/[\d.]+/g, '')}`,
        make: () => element('li'),
        update(child, problem) {
          setAttribute(child, 'data-severity', problem.severity);
          setText(child, problem.text);
        },
      });
      setText(facts, sentence(overview));
    },
    /** Nothing is heard any more, so nobody knows. */
    lost() {
      setAttribute(root, 'data-status', 'lost');
      setText(level, 'Nobody knows how it is now');
      problems.replaceChildren();
    },
  };
}

function sentence({ cluster, queue, tokens, workers }) {
  const look = cluster.observationAge === undefined
    ? 'PostgreSQL has not been seen yet'
    : `PostgreSQL was seen ${age(millisOf(cluster.observationAge))} ago`;
  const hold = cluster.hold ? `; held by ${cluster.hold.by} since ${time(cluster.hold.since)}${cluster.hold.reason ? `: ${cluster.hold.reason}` : ''}` : '';
  return `${look}${hold}. ${tokens.length} running, ${queue.waiting} waiting, ${workers.length} ${workers.length === 1 ? 'worker' : 'workers'} with ${cluster.bids} free ${cluster.bids === 1 ? 'slot' : 'slots'}.`;
}
