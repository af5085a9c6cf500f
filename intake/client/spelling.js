/**
 * Reading typed codenames with forgiveness: letters, layouts, separators. Knows no secret.
 *
 * Same stem and same vectors as crypto/spelling.py; the rule is docs/spec/codename.md, section 3.
 */

export const LANGUAGES = Object.freeze(["en", "ru", "uk"]);
export const WORDS = 8;

/** Letters that decide which word is meant. */
const PREFIX = 4;
const LAST = 2048;

/** The letter keys of one keyboard in its three layouts, place by place. */
const LAYOUTS = Object.freeze(
  /** @type {Record<string, string>} */ ({
    en: "qwertyuiop[]asdfghjkl;'zxcvbnm,.`",
    ru: "йцукенгшщзхъфывапролджэячсмитьбюё",
    uk: "йцукенгшщзхїфівапролджєячсмитьбю'",
  }),
);

/**
 * @param {string} text
 * @param {string} from
 * @param {string} to as long as `from`
 * @returns {string} with each sign of `from` in the place of its neighbour in `to`
 */
function translate(text, from, to) {
  return Array.from(text, (sign) => (from.includes(sign) ? to[from.indexOf(sign)] : sign)).join("");
}

/** @param {string} word @returns {string} its first letters: small, ё written е and ґ written г */
export function start(word) {
  const small = translate(word.toLowerCase().normalize("NFC"), "ёґ", "ег");
  return Array.from(small.replace(/[^\p{L}]|\u02bc/gu, "")).slice(0, PREFIX).join("");
}

/**
 * @param {string} word
 * @param {string} language
 * @returns {string[]} the word as its keys would read in the language's own layout
 */
function otherLayouts(word, language) {
  const keys = translate(word.toLowerCase(), '{}:"<>~', "[];',.`");
  const others = LANGUAGES.filter((other) => other !== language);
  return others.map((other) => translate(keys, LAYOUTS[other], LAYOUTS[language]));
}

/**
 * @param {string} word
 * @param {string} language
 * @param {Map<string, number>} numbers
 * @returns {number} from 0; -1 for a word that is not on the list
 */
function numberOf(word, language, numbers) {
  if (/^[0-9]{4}$/.test(word)) {
    const number = Number(word);
    return number >= 1 && number <= LAST ? number - 1 : -1;
  }
  for (const reading of [word, ...otherLayouts(word, language)]) {
    const number = numbers.get(start(reading));
    if (number !== undefined) return number;
  }
  return -1;
}

/** @param {string} text @returns {string[]} what stands for a word each */
function split(text) {
  const whole = text.normalize("NFKC");
  // What only one of the two programs takes for white space is written out.
  // eslint-disable-next-line no-control-regex
  const between = /[\s\x00-\x20\x85\u200b\ufeff\u2010-\u2015-]+/u;
  const words = whole.split(between).filter((word) => word !== "");
  const digits = words.join("");
  if (/^[0-9]{32}$/.test(digits)) return digits.match(/.{4}/g) ?? [];
  if (words.length === WORDS) return words;
  const isWord = (/** @type {string} */ word) => word !== "" && !/^[0-9]{1,2}[.):]?$/.test(word);
  const kept = words.filter(isWord);
  const loose = whole.split(/[^\p{L}\p{N}_'`\u2019\u02bc]+/u).filter(isWord);
  return kept.length !== WORDS && loose.length === WORDS ? loose : kept;
}

/**
 * Understand typed words in one language.
 *
 * @param {string} text
 * @param {string} language
 * @param {Map<string, number>} numbers the number of each word of the list by `start`
 * @returns {number[]} from 0; -1 for a word that is not on the list
 */
export function parse(text, language, numbers) {
  return split(text).map((word) => numberOf(word, language, numbers));
}
