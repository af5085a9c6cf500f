/**
 * The list of chosen files: what was taken out of each, and a decision where nothing could be.
 */

import { button, el, p } from "./dom.js";
import { say, size, words } from "./text.js";

/** @typedef {import("./messages.js").ToPage} ToPage */
/** @typedef {import("./messages.js").ToWorker} ToWorker */

/**
 * @typedef {object} Chosen
 * @property {HTMLLIElement} node
 * @property {HTMLElement} title
 * @property {HTMLElement} report
 * @property {HTMLElement[]} which the number again, for who hears a button and not its place
 * @property {number} size in bytes, as it will be sent
 * @property {"working"|"clean"|"ask"|"keep"|"unreadable"} state
 */

export class FilesView {
  /** @param {(message: ToWorker) => void} post */
  constructor(post) {
    this.post = post;
    this.chosen = /** @type {Map<number, Chosen>} */ (new Map());
    this.last = 0;
    this.input = el("input", { id: "files", type: "file", multiple: true, className: "sr" });
    this.input.setAttribute("autocomplete", "off");
    this.input.addEventListener("change", () => this.add());
    this.list = el("ul", { className: "files" });
    this.see = p("p", "soft", "files.see");
    this.see.hidden = true;
    this.most = 0;
    this.limit = el("p", { className: "soft" });
    this.limit.setAttribute("role", "status");
    this.slow = el("p", { className: "soft" });
    const label = p("label", "go plain", "files.pick");
    label.htmlFor = "files";
    this.node = el(
      "section",
      {},
      p("h2", "", "files.h"),
      p("p", "soft", "files.name"),
      p("p", "soft", "files.copy"),
      this.limit,
      this.slow,
      el("p", { className: "picker" }, this.input, label),
      this.list,
      this.see,
    );
  }

  /**
   * Say how much goes, before anything is picked.
   *
   * @param {number} most bytes of all files together
   * @param {number} rate bytes sealed in a second; 0 where it is too fast to tell
   */
  allow(most, rate) {
    this.most = most;
    if (rate > 0) say(this.slow, "files.slow", { size: size(rate * 60) });
    this.count();
  }

  /** Take the files that were picked and give them to the Worker to clean. */
  add() {
    for (const file of this.input.files ?? []) {
      this.last += 1;
      const number = this.last;
      const title = el("b");
      const report = p("p", "", "files.work");
      report.setAttribute("role", "status");
      const drop = button("small-button", "", () => this.drop(number));
      const which = [el("span", { className: "sr" })];
      drop.append(p("span", "", "files.drop"), " ", which[0]);
      const node = el("li", {}, title, report, drop);
      this.list.append(node);
      this.chosen.set(number, { node, title, report, which, size: file.size, state: "working" });
      this.post({ kind: "clean", number, file });
    }
    this.input.value = "";
    this.count();
  }

  /** @param {number} number */
  drop(number) {
    this.chosen.get(number)?.node.remove();
    this.chosen.delete(number);
    this.post({ kind: "drop", number });
    this.count();
    this.input.focus();
  }

  /** Number the files anew, as they stand in the list. */
  count() {
    for (const [index, file] of [...this.chosen.values()].entries()) {
      const bytes = size(file.size);
      for (const node of file.which) say(node, "files.this", { n: index + 1 });
      say(file.title, (lang) => `${words("files.n", { n: index + 1 })(lang)} · ${bytes(lang)}`);
    }
    this.see.hidden = this.chosen.size === 0;
    if (this.most === 0) return;
    const over = this.total() > this.most;
    this.limit.className = over ? "say stop" : "soft";
    say(this.limit, over ? "files.over" : "files.limit", { limit: size(this.most) });
  }

  /** @param {ToPage} message what the Worker found */
  hear(message) {
    if (message.kind === "ready") this.allow(message.largest, message.rate);
    if (!("number" in message)) return;
    const file = this.chosen.get(message.number);
    if (!file) return;
    if (message.kind === "cleaned") {
      file.state = "clean";
      file.size = message.size;
      const kinds = message.removed;
      const named = (/** @type {import("./text.js").Language} */ lang) =>
        kinds.map((kind) => words(`files.${kind}`)(lang)).join(", ");
      if (kinds.length > 0) say(file.report, "files.removed", { kinds: named });
      else say(file.report, "files.nothing");
    } else if (message.kind === "uncleanable") {
      file.state = "ask";
      file.size = message.size;
      say(file.report, `files.cannot.${message.reason}`);
      const keep = el("input", { type: "checkbox" });
      keep.setAttribute("autocomplete", "off");
      keep.addEventListener("change", () => {
        file.state = keep.checked ? "keep" : "ask";
        this.count();
      });
      const which = el("span", { className: "sr" });
      file.which.push(which);
      const label = el("span", {}, p("span", "", "files.keep"), " ", which);
      file.report.after(el("label", { className: "option" }, keep, label));
    } else {
      file.state = "unreadable";
      say(file.report, "files.unreadable");
    }
    this.count();
  }

  /** @returns {number[]} files that will be sent, in the order of the list */
  ready() {
    return [...this.chosen]
      .filter(([, { state }]) => state === "clean" || state === "keep")
      .map(([number]) => number);
  }

  /** @returns {number} files in the list that will not be sent */
  left() {
    return this.chosen.size - this.ready().length;
  }

  /** @returns {number} bytes of what will be sent */
  total() {
    return this.ready().reduce((sum, number) => sum + (this.chosen.get(number)?.size ?? 0), 0);
  }

  /** @returns {boolean} whether a file is still being cleaned */
  working() {
    return [...this.chosen.values()].some(({ state }) => state === "working");
  }
}
