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

/** @param {Language} next */
export function speak(next) {
  language = next;
  document.documentElement.lang = next;
  for (const [node, make] of bound) {
    if (node.isConnected) node.textContent = make(next);
    else bound.delete(node);
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
