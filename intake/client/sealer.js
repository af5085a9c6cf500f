/**
 * The Worker as the page sees it: started, and started again where its script does not come
 * through. What is said to it before it can hear is kept and said again.
 */

/** @typedef {import("./messages.js").ToPage} ToPage */
/** @typedef {import("./messages.js").ToWorker} ToWorker */

/** Seconds before the script is asked for again, after the first, second, … time. */
const PAUSES = [1, 2, 4, 8, 15, 30];

export class Sealer {
  /**
   * @param {(message: ToPage) => void} hear
   * @param {() => void} dead the Worker will say nothing any more: by a broken script, for want of
   *   memory, or because its script never came
   */
  constructor(hear, dead) {
    this.hear = hear;
    this.dead = dead;
    const address = "/worker.js";
    const { trustedTypes } = /** @type {{trustedTypes?: {createPolicy: Function}}} */ (globalThis);
    const policy = trustedTypes?.createPolicy("intake", { createScriptURL: () => address });
    // The address of the script is the one constant that the page's policy lets through.
    this.script = policy ? policy.createScriptURL("") : address;
    this.unheard = /** @type {ToWorker[]|null} */ ([]);
    this.starts = 0;
    this.ended = false;
    this.worker = this.start();
  }

  /** @returns {Worker} */
  start() {
    const worker = new Worker(this.script);
    worker.onmessage = (/** @type {MessageEvent<ToPage>} */ { data }) => {
      this.unheard = null;
      this.hear(data);
    };
    worker.onerror = (event) => {
      // A script that ran and failed tells how; one that did not come has nothing to tell.
      const came = event instanceof ErrorEvent && event.message !== "";
      if (came || !this.unheard || this.starts === PAUSES.length) this.dead();
      else this.startAgain();
    };
    return worker;
  }

  startAgain() {
    const pause = PAUSES[this.starts];
    this.starts += 1;
    setTimeout(() => {
      if (this.ended) return;
      this.worker = this.start();
      for (const message of this.unheard ?? []) this.worker.postMessage(message);
    }, pause * 1000);
  }

  /** @param {ToWorker} message */
  post(message) {
    this.unheard?.push(message);
    this.worker.postMessage(message);
  }

  end() {
    this.ended = true;
    this.worker.terminate();
  }
}
