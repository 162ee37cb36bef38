// Stops the granting of a cluster, and lets it go on.

import { freshKey, post } from '../api.js';
import { field, openDialog, whoField } from '../dialog.js';
import { element } from '../dom.js';
import { toast } from '../toast.js';

export function hold(cluster) {
  const key = freshKey();
  const reason = element('input', { type: 'text' });
  openDialog({
    title: `Hold ${cluster}`,
    intro: 'Nothing more is granted until somebody resumes it. What runs goes on.',
    fields: [whoField(), field('reason', 'Why', reason)],
    confirm: 'Hold',
    async run(values) {
      await post(`/v1/clusters/${encodeURIComponent(cluster)}/hold`, values, key);
      toast(`${cluster} is held.`);
    },
  });
}

export function resume(cluster) {
  const key = freshKey();
  openDialog({
    title: `Resume ${cluster}`,
    intro: 'Granting goes on. Seeds that were stopped go back to their old places in the queue.',
    fields: [whoField()],
    confirm: 'Resume',
    async run(values) {
      await post(`/v1/clusters/${encodeURIComponent(cluster)}/resume`, values, key);
      toast(`${cluster} goes on.`);
    },
  });
}
