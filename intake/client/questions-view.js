/**
 * The newsroom's questions, each part folded. The question for the account itself is the large
 * field, which is there before the questions arrive.
 */

import { choice, describe, el, line, p, writing } from "./dom.js";
import { STORY } from "./questionnaire.js";

/** @typedef {import("./questionnaire.js").Label} Label */
/** @typedef {import("./questionnaire.js").Question} Question */

/** @param {Label} label @returns {import("./text.js").Words} */
function labelled(label) {
  return (lang) => label[lang];
}

export class QuestionsView {
  constructor() {
    this.node = el("section", { className: "parts" });
    this.readers = /** @type {Map<string, () => string|string[]>} */ (new Map());
  }

  /** @param {import("./questionnaire.js").Questionnaire} questionnaire checked */
  show({ sections }) {
    for (const { title, hint, questions } of sections) {
      const asked = questions.filter(({ id }) => id !== STORY);
      if (asked.length === 0) continue;
      const part = el("details", {}, el("summary", {}, p("h2", "", labelled(title))));
      if (hint) part.append(p("p", "soft", labelled(hint)));
      part.append(...asked.map((question) => this.question(question)));
      this.node.append(part);
    }
  }

  /** @param {Question} question @returns {HTMLElement} */
  question({ id, kind, label, hint, options = [] }) {
    const notes = hint ? [p("p", "soft", labelled(hint))] : [];
    if (kind === "one" || kind === "many") {
      const offered = options.map((option) => ({ id: option.id, text: labelled(option.label) }));
      const asked = choice(kind, p("legend", "q", labelled(label)), offered, ...notes);
      this.readers.set(id, () => (kind === "one" ? asked.chosen()[0] ?? "" : asked.chosen()));
      return asked.node;
    }
    const field = kind === "text" ? writing(`q-${id}`, "few") : line(`q-${id}`);
    const name = p("label", "q", labelled(label));
    name.htmlFor = field.id;
    describe(field, ...notes);
    this.readers.set(id, () => field.value.trim());
    return el("div", {}, name, ...notes, field);
  }

  /** @returns {Record<string, string|string[]>} what was answered, and nothing else */
  answers() {
    const given = [...this.readers].map(([id, read]) => /** @type {const} */ ([id, read()]));
    return Object.fromEntries(given.filter(([, answer]) => answer.length > 0));
  }
}
