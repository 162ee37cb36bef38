// The live stream of one cluster. It comes again by itself, behind the last line of the journal that it has.

const SILENT_AFTER = 10_000;
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 5_000;

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
    this.source?.close();
  }

  #open() {
    const after = this.lastId ? `?after=${encodeURIComponent(this.lastId)}` : '';
    this.source = new EventSource(`/v1/clusters/${encodeURIComponent(this.cluster)}/events${after}`);
    this.heard = Date.now();
    this.source.addEventListener('overview', event => this.#hear(() => this.told.overview(JSON.parse(event.data))));
    this.source.addEventListener('journal', event => {
      this.lastId = event.lastEventId;
      this.#hear(() => this.told.line(JSON.parse(event.data)));
    });
    this.source.addEventListener('gap', () => this.#hear(() => this.told.gap()));
    this.source.addEventListener('error', () => this.#comeAgain());
  }

  #hear(tell) {
    this.heard = Date.now();
    this.pause = FIRST_PAUSE;
    this.told.state('live');
    tell();
  }

  /** A connection that was cut off somewhere in between says nothing of it. */
  #check() {
    if (this.source.readyState !== EventSource.CLOSED && Date.now() - this.heard > SILENT_AFTER) {
      this.#comeAgain();
    }
  }

  /** A browser gives up for good where it is answered with a problem; so this does not leave it to the browser. */
  #comeAgain() {
    this.source.close();
    this.told.state('lost');
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#open(), this.pause);
    this.pause = Math.min(LONGEST_PAUSE, this.pause * 2);
  }
}
