/**
 * Words in three languages. A node is bound to a key, so that a change of language changes the
 * words and leaves everything typed where it is.
 */

import en from "../locales/en.json";
import ru from "../locales/ru.json";
import uk from "../locales/uk.json";

/** @typedef {"en"|"ru"|"uk"} Language */
/** @typedef {(language: Language) => string} Words */
/** @typedef {Record<string, string|number|Words>} Values */

const TEXTS = /** @type {Record<Language, Record<string, string>>} */ ({ en, ru, uk });

/** Nodes that have words, with how to make them. */
const bound = /** @type {Map<HTMLElement, Words>} */ (new Map());

/** Parts of the page that hold such nodes. */
const voiced = /** @type {Set<HTMLElement>} */ (new Set());

let language = /** @type {Language} */ ("en");

/** @returns {Language} */
export function current() {
  return language;
}

/**
 * @param {string} fragment of the address, with or without "#"
 * @returns {Language|null}
 */
export function languageOf(fragment) {
  const name = fragment.replace("#", "");
  return Object.hasOwn(TEXTS, name) ? /** @type {Language} */ (name) : null;
}

/**
 * A text with its values filled in.
 *
 * @param {string} key
 * @param {Values} [values]
 * @returns {Words}
 */
export function words(key, values = {}) {
  return (lang) =>
    TEXTS[lang][key].replace(/\{([a-z]+)\}/g, (_, name) => {
      const value = values[name];
      return typeof value === "function" ? value(lang) : String(value);
    });
}

/**
 * Bind a node to words, now and at each change of language.
 *
 * @template {HTMLElement} T
 * @param {T} node
 * @param {string|Words} text a key or how to make the words
 * @param {Values} [values]
 * @returns {T} the node
 */
export function say(node, text, values) {
  const make = typeof text === "string" ? words(text, values) : text;
  bound.set(node, make);
  node.textContent = make(language);
  return node;
}

/** @param {HTMLElement} node Its words are taken away. */
export function hush(node) {
  bound.delete(node);
  node.textContent = "";
}

/**
 * Mark a part as of the chosen language, now and at each change, for the voice that reads it.
 *
 * `html` keeps the language with which it was served: Firefox tells assistive tools no language
 * that is also the document's, and never tells them that the document's changed.
 *
 * @template {HTMLElement} T
 * @param {T} part
 * @returns {T} the part
 */
export function voice(part) {
  voiced.add(part);
  part.lang = language;
  return part;
}

/** @param {Language} next */
export function speak(next) {
  language = next;
  for (const [node, make] of bound) {
    if (node.isConnected) node.textContent = make(next);
    else bound.delete(node);
  }
  for (const part of voiced) {
    part.lang = next;
    part.replaceWith(part); // or its language would be known to assistive tools as it was before
  }
}

/** Units of size; a no-break space stands before them. */
const UNITS = { en: ["kB", "MB"], ru: ["кБ", "МБ"], uk: ["кБ", "МБ"] };

/**
 * A size for reading: one digit after the comma from one to ten megabytes.
 *
 * @param {number} bytes
 * @returns {Words}
 */
export function size(bytes) {
  return (lang) => {
    const [kilo, mega] = UNITS[lang];
    if (bytes < 1e6) return `${Math.max(1, Math.round(bytes / 1e3))}\u00a0${kilo}`;
    const number = (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0);
    return `${lang === "en" ? number : number.replace(".", ",")}\u00a0${mega}`;
  };
}

/** Months as they stand in a date, each from its own list so that no clock or region is asked. */
const MONTHS = {
  en: "January February March April May June July August September October November December",
  ru: "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
  uk: "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
};

/**
 * A day as a person writes it; no-break spaces keep it in one line.
 *
 * @param {string} day as in 2026-12-02
 * @returns {Words}
 */
export function date(day) {
  const [year, month, number] = day.split("-").map(Number);
  return (lang) => [number, MONTHS[lang].split(" ")[month - 1], year].join("\u00a0");
}
