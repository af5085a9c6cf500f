/** The question whether we may write back, and the eight words once there is something to answer. */

import { button, choice, el, p, writing } from "./dom.js";
import { current, hush, say } from "./text.js";

/** @typedef {import("./messages.js").ToPage} ToPage */
/** @typedef {import("./messages.js").ToWorker} ToWorker */

export class CodenameView {
  /**
   * @param {(message: ToWorker) => void} post
   * @param {string} [what] key of the sentence that says what the words are for
   */
  constructor(post, what = "code.t") {
    this.post = post;
    this.what = what;
    this.wish = /** @type {import("./dom.js").Choice|null} */ (null);
    /** Before sealing; empty until it is known whether this browser derives the right keys. */
    this.question = el("div");
    /** After 'received'; empty where there is no codename to show. */
    this.node = el("section", { className: "code" });
    this.result = el("p");
    this.result.setAttribute("role", "status");
    this.added = false;
  }

  /** @param {boolean} able whether this browser derives the right keys */
  offer(able) {
    if (this.added) return;
    if (!able) {
      this.question.replaceChildren(p("p", "say stop", "rev.reply.unable"));
      return;
    }
    this.wish = choice(
      "one",
      p("legend", "q", "rev.reply"),
      ["no", "yes"].map((id) => ({ id, text: `rev.reply.${id}` })),
      p("p", "soft", "rev.reply.blank"),
    );
    this.question.replaceChildren(this.wish.node);
  }

  /** This message goes with an earlier one: nothing is asked. */
  addition() {
    this.added = true;
    this.question.replaceChildren(p("p", "say", "rev.same"));
  }

  /** @returns {import("./messages.js").Codename} */
  chosen() {
    if (this.added) return "same";
    return this.wish?.chosen()[0] === "yes" ? "new" : "none";
  }

  /** @param {ToPage} message */
  hear(message) {
    if (message.kind === "codename") this.show(message);
    if (message.kind === "compared") say(this.result, message.right ? "code.right" : "code.not");
  }

  /** @param {{words: Record<string, string[]>, digits: string[]}} codename */
  show({ words, digits }) {
    const list = el("ol", {}, ...digits.map((_, i) => p("li", "", (lang) => words[lang][i])));
    const numbers = el("ol", {}, ...digits.map((digit) => el("li", { textContent: digit })));
    list.translate = numbers.translate = false;
    const label = p("label", "q", "code.check");
    const field = writing("kept", "few");
    label.htmlFor = "kept";
    field.rows = 4;
    field.setAttribute("autocapitalize", "none");
    field.setAttribute("autocorrect", "off");
    const compare = () => {
      hush(this.result);
      this.post({ kind: "compare", text: field.value, language: current() });
    };
    this.node.replaceChildren(
      p("h2", "", "code.h"),
      p("p", "", this.what),
      list,
      p("p", "say", "code.keep"),
      el("details", {}, el("summary", {}, p("h2", "", "code.digits")), p("p", "soft", "code.digits.t"), numbers),
      label,
      field,
      button("small-button", "code.go", compare),
      this.result,
      button("plain", "code.hide", () => this.hide()),
    );
  }

  hide() {
    this.post({ kind: "forget" });
    const hidden = p("p", "say", "code.hidden");
    hidden.tabIndex = -1;
    this.node.replaceChildren(hidden);
    hidden.focus();
  }
}
