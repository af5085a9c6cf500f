/**
 * The questions of a manifest: checked data, never code.
 *
 * Same stem, same limits and same vectors as crypto/questionnaire.py; the rule is
 * docs/spec/questionnaire.md.
 */

import { NoteError } from "./note.js";

/** Bytes of ASCII JSON. */
const MOST_BYTES = 64 * 1024;
const MOST_SECTIONS = 20;
/** In all sections together. */
const MOST_QUESTIONS = 100;
/** Of one question. */
const MOST_OPTIONS = 40;
/** UTF-16 units. */
const LONGEST_LABEL = 500;
const LANGUAGES = ["en", "ru", "uk"];
const KINDS = ["one", "many", "date", "text"];

/** The id of the question that asks for the account itself. */
export const STORY = "text";

/** What an answer can give away, and a witness may ask to hide. */
export const REVEALS = ["place", "dates", "work", "age", "family", "health", "unit", "people"];

/** Consent that a newsroom may ask for besides `publish`, which is always asked. */
const CONSENT = ["name", "hide", "court"];

/** What only a newsroom can promise. */
const PROMISES = ["reads", "withheld", "meeting", "minors", "help"];

/** Control characters, zero-width signs, direction overrides: nothing that a label needs. */
export const INVISIBLE =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]/u;

/**
 * @typedef {{en: string, ru: string, uk: string}} Label
 * @typedef {{id: string, label: Label}} Option
 * @typedef {{id: string, kind: "one"|"many"|"date"|"text", label: Label, hint?: Label,
 *   options?: Option[], reveals?: string}} Question
 * @typedef {{id: string, title: Label, hint?: Label, questions: Question[]}} Section
 * @typedef {{sections: Section[], consent?: string[], promises?: Record<string, Label>}} Questionnaire
 */

/** A line of the manifest breaks its rule. */
export class BadField extends NoteError {
  /**
   * @param {string} field the key of the line, as the specification spells it
   * @param {string} message
   */
  constructor(field, message) {
    super(message);
    this.name = "BadField";
    this.field = field;
  }
}

/**
 * @param {boolean} holds
 * @param {string} at place in the questionnaire
 * @returns {asserts holds}
 */
function must(holds, at) {
  if (!holds) throw new BadField("questionnaire", `The questionnaire breaks a rule at ${at}.`);
}

/**
 * @param {unknown} value
 * @param {string} at
 * @param {string[]} needed
 * @param {string[]} [allowed]
 * @returns {Record<string, unknown>}
 */
function object(value, at, needed, allowed = []) {
  must(typeof value === "object" && value !== null && !Array.isArray(value), at);
  const keys = Object.keys(value);
  must(needed.every((key) => keys.includes(key)), at);
  must(keys.every((key) => needed.includes(key) || allowed.includes(key)), at);
  return /** @type {Record<string, unknown>} */ (value);
}

/**
 * @param {unknown} value
 * @param {string} at
 * @param {number} most
 * @returns {unknown[]}
 */
function list(value, at, most) {
  must(Array.isArray(value) && value.length >= 1 && value.length <= most, at);
  return value;
}

/**
 * @param {unknown} value
 * @param {string} at
 * @param {Set<string>} seen
 * @returns {string}
 */
function newId(value, at, seen) {
  must(typeof value === "string" && /^[a-z0-9-]{1,32}$/.test(value) && !seen.has(value), at);
  seen.add(value);
  return value;
}

/** @param {unknown} value @param {string} at */
function label(value, at) {
  for (const text of Object.values(object(value, at, LANGUAGES))) {
    must(typeof text === "string" && text.length >= 1 && text.length <= LONGEST_LABEL, at);
    must(!INVISIBLE.test(text), at);
  }
}

/**
 * @param {unknown} value
 * @param {string} at
 * @param {Map<string, string>} kinds by question id, grows
 */
function checkQuestion(value, at, kinds) {
  const question = object(value, at, ["id", "kind", "label"], ["hint", "options", "reveals"]);
  const id = newId(question.id, at, new Set(kinds.keys()));
  const { kind } = question;
  must(typeof kind === "string" && KINDS.includes(kind), at);
  kinds.set(id, kind);
  label(question.label, at);
  if ("hint" in question) label(question.hint, at);
  if ("reveals" in question) must(REVEALS.includes(/** @type {string} */ (question.reveals)), at);
  must("options" in question === (kind === "one" || kind === "many"), at);
  if (!("options" in question)) return;
  const seen = /** @type {Set<string>} */ (new Set());
  for (const item of list(question.options, at, MOST_OPTIONS)) {
    const option = object(item, at, ["id", "label"]);
    newId(option.id, at, seen);
    label(option.label, at);
  }
}

/** @param {unknown} value names out of CONSENT, each once */
function checkConsent(value) {
  const asked = list(value, "consent", CONSENT.length);
  must(asked.every((name) => CONSENT.includes(/** @type {string} */ (name))), "consent");
  must(new Set(asked).size === asked.length, "consent");
}

/**
 * Read and check the JSON of a manifest's `questionnaire` line.
 *
 * @param {string} line
 * @returns {Questionnaire}
 * @throws {BadField}
 */
export function parseQuestionnaire(line) {
  must(line.length <= MOST_BYTES, "its length");
  // eslint-disable-next-line no-control-regex
  must(/^[\u0000-\u007f]*$/.test(line), "its letters");
  let value;
  try {
    value = JSON.parse(line);
  } catch {
    value = null;
  }
  const top = object(value, "the top", ["sections"], ["consent", "promises"]);
  const sections = list(top.sections, "sections", MOST_SECTIONS);
  const seen = /** @type {Set<string>} */ (new Set());
  const kinds = /** @type {Map<string, string>} */ (new Map());
  for (const [i, item] of sections.entries()) {
    const at = `sections[${i}]`;
    const section = object(item, at, ["id", "title", "questions"], ["hint"]);
    newId(section.id, at, seen);
    label(section.title, at);
    if ("hint" in section) label(section.hint, at);
    for (const [j, question] of list(section.questions, at, MOST_QUESTIONS).entries()) {
      checkQuestion(question, `${at}.questions[${j}]`, kinds);
    }
  }
  must(kinds.size <= MOST_QUESTIONS, "sections");
  must(kinds.get(STORY) === "text", "sections");
  if ("consent" in top) checkConsent(top.consent);
  const promises = "promises" in top ? object(top.promises, "promises", [], PROMISES) : {};
  for (const text of Object.values(promises)) label(text, "promises");
  return /** @type {Questionnaire} */ (value);
}
