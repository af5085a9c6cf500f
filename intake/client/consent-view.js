/**
 * What a witness allows. `publish` is always asked; the newsroom's manifest says which others are.
 * The words are the page's own and not the newsroom's, so that a yes is a yes everywhere.
 *
 * Nothing marked is the most protective reading, and a sentence under each question says so.
 */

import { choice, el, line, p } from "./dom.js";
import { REVEALS } from "./questionnaire.js";

/** @typedef {import("./dom.js").Choice} Choice */

/**
 * @param {"one"|"many"} kind
 * @param {string} key
 * @param {readonly string[]} ids
 * @returns {Choice}
 */
function ask(kind, key, ids) {
  const options = ids.map((id) => ({ id, text: `rev.${key}.${id}` }));
  return choice(kind, p("legend", "q", `rev.${key}`), options, p("p", "soft", `rev.${key}.blank`));
}

/**
 * @param {string} key
 * @returns {{node: HTMLElement, read: () => string}} one line with its label
 */
function field(key) {
  const input = line(key.replace(".", "-"));
  const label = p("label", "q", `rev.${key}`);
  label.htmlFor = input.id;
  return { node: el("div", {}, label, input), read: () => input.value.trim() };
}

export class ConsentView {
  constructor() {
    this.use = ask("one", "use", ["no", "retell", "yes"]);
    this.node = el("div", {}, this.use.node);
    this.readers = /** @type {(() => Record<string, string|string[]>)[]} */ ([]);
  }

  /** @param {readonly string[]} asked of the manifest: "name", "hide", "court" */
  show(asked) {
    if (asked.includes("name")) this.name();
    if (asked.includes("hide")) this.hide();
    if (asked.includes("court")) {
      const court = ask("one", "court", ["no", "yes"]);
      this.node.append(court.node);
      this.readers.push(() => ({ court: court.chosen()[0] ?? "no" }));
    }
  }

  name() {
    const wish = ask("one", "name", ["none", "invented", "own"]);
    const own = field("name.field");
    this.node.append(wish.node, own.node);
    this.readers.push(/** @returns {Record<string, string>} */ () => {
      const chosen = wish.chosen()[0] ?? "none";
      if (chosen !== "own") return { name: chosen };
      return own.read() ? { name: "own", "name-own": own.read() } : { name: "none" };
    });
  }

  hide() {
    const marked = ask("many", "hide", [...REVEALS, "media"]);
    const other = field("hide.field");
    this.node.append(marked.node, other.node);
    this.readers.push(() => ({
      ...(marked.chosen().length > 0 ? { hide: marked.chosen() } : {}),
      ...(other.read() ? { "hide-other": other.read() } : {}),
    }));
  }

  /** @returns {Record<string, string|string[]>} as the testimony carries it */
  consent() {
    const publish = this.use.chosen()[0] ?? "no";
    return Object.assign({ publish }, ...this.readers.map((read) => read()));
  }
}
