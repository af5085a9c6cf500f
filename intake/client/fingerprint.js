/**
 * A newsroom's root key as eight words, for comparing by eye, aloud or on paper.
 *
 * Same stem and same vectors as crypto/fingerprint.py; the rule is docs/spec/fingerprint.md.
 */

/** Words, and bits of one: the lists have 2048. */
const COUNT = 8;
const BITS = 11;

/**
 * The eight places in the lists, from 0.
 *
 * @param {string} vkey the verifier key's line without its line feed
 * @returns {Promise<number[]>}
 */
export async function fingerprint(vkey) {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(vkey));
  const bits = Array.from(new Uint8Array(hash), (byte) => byte.toString(2).padStart(8, "0")).join("");
  return Array.from({ length: COUNT }, (_, i) => parseInt(bits.slice(i * BITS, (i + 1) * BITS), 2));
}

/**
 * The eight words.
 *
 * @param {number[]} numbers from `fingerprint`
 * @param {string} lists 2048 lines, each `english russian ukrainian`
 * @returns {(language: "en"|"ru"|"uk") => string} words with spaces between them
 */
export function wordsOf(numbers, lists) {
  const lines = lists.trim().split("\n");
  const rows = numbers.map((number) => lines[number].split(" "));
  return (language) => rows.map((row) => row[["en", "ru", "uk"].indexOf(language)]).join(" ");
}
