// What is done to one seed.

import { freshKey, post, remove } from '../api.js';
import { openDialog } from '../dialog.js';
import { toast } from '../toast.js';

export function cancel(id, name) {
  openDialog({
    title: `Cancel ${name}?`,
    intro: `Request ${id}. Where it runs already it is rolled back, as far as it did not commit itself. What runs after it is cancelled too.`,
    confirm: 'Cancel it',
    danger: true,
    async run() {
      await remove(`/v1/seeds/${encodeURIComponent(id)}`);
      toast(`${name} is being cancelled.`);
    },
  });
}

export function retry(id, name) {
  const key = freshKey();
  openDialog({
    title: `Run ${name} again?`,
    intro: `Request ${id} goes to the end of the queue, with all its attempts, and with it those that were to run after it.`,
    confirm: 'Run it again',
    async run() {
      await post(`/v1/seeds/${encodeURIComponent(id)}/retry`, undefined, key);
      toast(`${name} waits again.`);
    },
  });
}
