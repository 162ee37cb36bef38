// The live stream of one cluster. It comes again by itself, behind the last line of the journal that it has.

import { credentials, signOut } from './session.js';
import { events } from './sse.js';

const SILENT_AFTER = 10_000;
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 5_000;
const NOT_AUTHENTICATED = 401;

export class ClusterStream {
  /** @param told what is told: overview(data), line(data), gap(), state('live' | 'lost') */
  constructor(cluster, told) {
    this.cluster = cluster;
    this.told = told;
    this.lastId = '';
    this.pause = FIRST_PAUSE;
    this.watchdog = setInterval(() => this.#check(), 1_000);
    this.#open();
  }

  close() {
    clearInterval(this.watchdog);
    clearTimeout(this.timer);
    this.reading?.abort();
  }

  async #open() {
    const reading = new AbortController();
    this.reading = reading;
    this.heard = Date.now();
    try {
      for await (const event of this.#events(reading.signal)) {
        this.#hear(event);
      }
    } catch {
      // However it broke off, it comes again.
    }
    if (!reading.signal.aborted) {
      this.#comeAgain();
    }
  }

  async* #events(signal) {
    const after = this.lastId ? `?after=${encodeURIComponent(this.lastId)}` : '';
    const response = await fetch(`/v1/clusters/${encodeURIComponent(this.cluster)}/events${after}`, {
      headers: { Accept: 'text/event-stream, application/problem+json', ...credentials() },
      cache: 'no-store',
      signal,
    });
    if (response.status === NOT_AUTHENTICATED) {
      signOut();
    }
    if (response.ok) {
      yield* events(response.body);
    }
  }

  #hear({ name, id, data }) {
    this.heard = Date.now();
    this.pause = FIRST_PAUSE;
    try {
      this.told.state('live');
      this.#tell(name, id, data);
    } catch (error) {
      reportError(error);
    }
  }

  #tell(name, id, data) {
    if (name === 'overview') {
      this.told.overview(JSON.parse(data));
    } else if (name === 'journal') {
      this.lastId = id;
      this.told.line(JSON.parse(data));
    } else if (name === 'gap') {
      this.told.gap();
    }
  }

  /** A connection that was cut off somewhere in between says nothing of it. */
  #check() {
    if (!this.reading.signal.aborted && Date.now() - this.heard > SILENT_AFTER) {
      this.#comeAgain();
    }
  }

  #comeAgain() {
    this.reading.abort();
    this.told.state('lost');
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#open(), this.pause);
    this.pause = Math.min(LONGEST_PAUSE, this.pause * 2);
  }
}
