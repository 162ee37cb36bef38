// Puts the page together: which cluster, its stream, and the panels that show what the stream tells.

import { cancel, retry } from './actions/seeds.js';
import { hold, resume } from './actions/granting.js';
import { kill } from './actions/kill.js';
import { submit } from './actions/submit.js';
import { element, setAttribute, setText } from './dom.js';
import { age } from './format.js';
import { budgetPanel } from './panels/budget.js';
import { clustersPanel } from './panels/clusters.js';
import { endedPanel } from './panels/ended.js';
import { historyPanel } from './panels/history.js';
import { journalPanel } from './panels/journal.js';
import { planPanel } from './panels/plan.js';
import { queuePanel } from './panels/queue.js';
import { statusPanel } from './panels/status.js';
import { timelinePanel } from './panels/timeline.js';
import { tokensPanel } from './panels/tokens.js';
import { workersPanel } from './panels/workers.js';
import { may } from './session.js';
import { showWho, signIn } from './sign-in.js';
import { ClusterStream } from './stream.js';

const AGAIN = 2_000;
const ENDS = new Set(['request-died', 'request-cancelled', 'request-revived']);
const place = id => document.getElementById(id);

/** One cluster's page, from the first picture until another cluster is chosen. */
class ClusterPage {
  constructor(cluster) {
    this.cluster = cluster;
    const acts = { cancel, retry, kill: tokens => kill(cluster, tokens) };
    const fresh = id => keepTitle(place(id));
    this.journal = journalPanel(fresh('journal'));
    this.ended = endedPanel(fresh('ended'), cluster, acts);
    this.history = historyPanel(fresh('history'), cluster);
    this.plan = planPanel(fresh('plan'), cluster);
    this.status = statusPanel(fresh('status'));
    this.panels = [
      this.status,
      budgetPanel(fresh('budget')),
      tokensPanel(fresh('tokens'), acts),
      queuePanel(fresh('queue'), acts),
      timelinePanel(fresh('timeline')),
      workersPanel(fresh('workers')),
    ];
    this.buttons = actionButtons(place('actions'), this);
    this.stream = new ClusterStream(cluster, this);
    this.clock = setInterval(() => this.#showLive(), 1_000);
    this.ended.refresh();
  }

  close() {
    this.stream.close();
    this.ended.close();
    this.history.close();
    this.plan.close();
    clearInterval(this.clock);
  }

  overview(picture) {
    this.latest = picture;
    this.at = Date.now();
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.#show());
  }

  line(event) {
    this.journal.line(event);
    if (ENDS.has(event.event)) {
      this.ended.refresh();
    }
  }

  gap() {
    this.journal.gap();
  }

  state(state) {
    if (this.live !== state) {
      if (this.live === 'lost') {
        this.ended.refresh();
        this.history.refresh();
      }
      this.live = state;
      if (state === 'lost') {
        cancelAnimationFrame(this.frame);
        this.status.lost();
      }
      this.#showLive();
    }
  }

  /** Times are the service's: a browser whose clock is wrong must not show wrong ages. */
  #show() {
    const begun = performance.now();
    const now = Date.parse(this.latest.at);
    this.panels.forEach(panel => panel.show(this.latest, now));
    this.buttons(this.latest.cluster);
    document.title = titleOf(this.latest);
    document.body.dataset.drawn = (performance.now() - begun).toFixed(1);
  }

  #showLive() {
    const lost = this.live === 'lost';
    setAttribute(document.body, 'data-live', this.live ?? 'connecting');
    if (lost) {
      setText(place('live'), this.at ? `lost the service ${age(Date.now() - this.at)} ago, trying again; this is how it was` : 'cannot reach the service, trying again');
    } else {
      setText(place('live'), this.live === 'live' ? 'live' : 'connecting');
    }
  }
}

function titleOf({ status, cluster }) {
  const sign = { ok: '', warn: '(!) ', critical: '(!!) ' }[status];
  return `${sign}${cluster.cluster}${cluster.use ? ` ${cluster.use.used}/${cluster.maxConnections}` : ''} – Seedgate`;
}

/** Empties a section but for its heading. */
function keepTitle(section) {
  section.replaceChildren(...section.querySelectorAll(':scope > h2'));
  return section;
}

function actionButtons(root, page) {
  const button = (label, className, run) => element('button', { type: 'button', className, on: { click: run } }, label);
  const holding = button('Hold…', 'plain', () => hold(page.cluster));
  const resuming = button('Resume…', 'primary', () => resume(page.cluster));
  const killing = button('Kill seeds…', 'danger', () => kill(page.cluster, null));
  let opening = false;
  const submitting = button('Submit…', 'primary', async () => {
    if (opening) {
      return; // one dialog, however often it is clicked
    }
    opening = true;
    try {
      await submit(page.latest.cluster.databases);
    } finally {
      opening = false;
    }
  });
  root.replaceChildren(...may('submitter') ? [submitting] : [], ...may('operator') ? [holding, resuming, killing] : []);
  root.hidden = true;
  return cluster => {
    root.hidden = false;
    holding.hidden = Boolean(cluster.hold);
    resuming.hidden = !cluster.hold && cluster.seeds.held === 0;
  };
}

function chosenIn(names) {
  const wanted = decodeURIComponent(location.hash.slice(1));
  return names.includes(wanted) ? wanted : names[0];
}

async function start() {
  let page;
  let names = [];
  const chosen = () => page?.cluster ?? chosenIn(names);
  while (names.length === 0) {
    try {
      await signIn();
      showWho(place('who'));
      names = await clustersPanel(place('clusters'), chosen);
    } catch {
      setText(place('live'), 'cannot reach the service, trying again');
      await new Promise(resolve => setTimeout(resolve, AGAIN));
    }
  }
  page = new ClusterPage(chosenIn(names));
  addEventListener('hashchange', () => {
    if (chosenIn(names) !== page.cluster) {
      page.close();
      page = new ClusterPage(chosenIn(names));
    }
  });
}

start();
