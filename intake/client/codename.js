/**
 * The codename: eight words that only the witness has, and every key that follows from them.
 *
 * Same stem and same vectors as crypto/codename.py; the rule is docs/spec/codename.md. Nothing here
 * is stored, and nothing but what `given` and `withdrawal` return may leave the browser, sealed.
 */

import { encode as bech32 } from "./bech32.js";
import { recipientOf } from "./envelope.js";
import { hex } from "./note.js";
import { LANGUAGES, WORDS, parse, start } from "./spelling.js";

/** Random bytes. */
const SIZE = 10;

/** Bits of one word. */
const BITS = 11;

/** Of PBKDF2-HMAC-SHA-512: 2 to 5 s on a slow, busy computer, at Standard and Safer alike. */
const ROUNDS = 600_000;

const LABEL = "testimony-codename v1";

/** What was typed is no codename. */
export class CodenameError extends Error {
  name = "CodenameError";

  /**
   * @param {"count"|"word"|"check"} reason not eight; some not on the list; some wrong
   * @param {number[]} words places of those that are not on the list, from 1
   */
  constructor(reason, words = []) {
    super(`This is no codename: ${reason}.`);
    this.reason = reason;
    this.words = words;
  }
}

/**
 * @typedef {object} Keys
 * @property {string} identity "AGE-SECRET-KEY-PQ-1…": opens replies
 * @property {string} recipient "age1pq1…"
 * @property {Uint8Array<ArrayBuffer>} tagKey marks the slots of the board for this codename
 * @property {Uint8Array<ArrayBuffer>} replyKey proves that a reply is the newsroom's
 * @property {Uint8Array<ArrayBuffer>} withdrawal the value that withdraws
 */

/** @param {...(string|Uint8Array)} parts @returns {Uint8Array<ArrayBuffer>} one behind the other */
function join(...parts) {
  const bytes = parts.map((part) => (typeof part === "string" ? new TextEncoder().encode(part) : part));
  const whole = new Uint8Array(bytes.reduce((sum, part) => sum + part.length, 0));
  bytes.reduce((at, part) => (whole.set(part, at), at + part.length), 0);
  return whole;
}

/** @param {Uint8Array<ArrayBuffer>} bytes @returns {Promise<Uint8Array<ArrayBuffer>>} */
async function sha256(bytes) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

/** @param {Uint8Array} secret @returns {Promise<number>} eight bits that notice most mistakes */
async function checkByte(secret) {
  return (await sha256(join(LABEL, " check", secret)))[0];
}

/** @returns {Uint8Array<ArrayBuffer>} a new codename; nobody ever chooses one */
export function generate() {
  return crypto.getRandomValues(new Uint8Array(SIZE));
}

/**
 * The eight places in the lists.
 *
 * @param {Uint8Array} secret ten bytes
 * @returns {Promise<number[]>} from 0
 */
export async function numbers(secret) {
  const bits = Array.from([...secret, await checkByte(secret)], (byte) => byte.toString(2).padStart(8, "0"));
  const whole = bits.join("");
  return Array.from({ length: WORDS }, (_, i) => parseInt(whole.slice(i * BITS, (i + 1) * BITS), 2));
}

/** @param {number[]} places from `numbers` @returns {string[]} "0001" to "2048" */
export function digits(places) {
  return places.map((place) => String(place + 1).padStart(4, "0"));
}

/**
 * The eight words.
 *
 * @param {number[]} places from `numbers`
 * @param {string} lists 2048 lines, each `english russian ukrainian`
 * @param {string} language "en", "ru" or "uk"
 * @returns {string[]}
 */
export function words(places, lists, language) {
  const lines = lists.trim().split("\n");
  return places.map((place) => lines[place].split(" ")[LANGUAGES.indexOf(language)]);
}

/** @param {number[]} places of 11 bits @returns {Promise<Uint8Array<ArrayBuffer>|null>} ten bytes */
async function checked(places) {
  const bits = places.map((place) => place.toString(2).padStart(BITS, "0")).join("");
  const bytes = Uint8Array.from(bits.match(/.{8}/g) ?? [], (part) => parseInt(part, 2));
  const secret = bytes.slice(0, SIZE);
  return (await checkByte(secret)) === bytes[SIZE] ? secret : null;
}

/**
 * Understand what a person typed: words of any of the three languages, or numbers.
 *
 * @param {string} text
 * @param {string} language the one that is tried first
 * @param {string} lists 2048 lines, each `english russian ukrainian`
 * @returns {Promise<Uint8Array<ArrayBuffer>>} ten bytes
 * @throws {CodenameError}
 */
export async function read(text, language, lists) {
  const rows = lists.trim().split("\n").map((line) => line.split(" "));
  const ordered = [language, ...LANGUAGES.filter((other) => other !== language)];
  const tries = ordered.map((one) => {
    const column = LANGUAGES.indexOf(one);
    return parse(text, one, new Map(rows.map((row, number) => [start(row[column]), number])));
  });
  for (const places of tries) {
    if (places.length !== WORDS || places.includes(-1)) continue;
    const secret = await checked(places);
    if (secret) return secret;
  }
  const unknown = tries.map((places) => places.flatMap((place, i) => (place < 0 ? [i + 1] : [])));
  const best = unknown.reduce((least, one) => (one.length < least.length ? one : least));
  if (tries[unknown.indexOf(best)].length !== WORDS) throw new CodenameError("count");
  throw best.length > 0 ? new CodenameError("word", best) : new CodenameError("check");
}

/**
 * The keys of a codename, by PBKDF2 and HKDF; takes seconds.
 *
 * @param {Uint8Array<ArrayBuffer>} secret ten bytes
 * @param {Uint8Array} salt the manifest's codename salt, 16 bytes
 * @param {number} [rounds] fewer in the self-test only
 * @returns {Promise<Keys>}
 */
export async function derive(secret, salt, rounds = ROUNDS) {
  const typed = await crypto.subtle.importKey("raw", secret, "PBKDF2", false, ["deriveBits"]);
  const slow = { name: "PBKDF2", hash: "SHA-512", salt: join(LABEL, salt), iterations: rounds };
  const stretched = await crypto.subtle.deriveBits(slow, typed, 512);
  const master = await crypto.subtle.importKey("raw", stretched, "HKDF", false, ["deriveBits"]);
  const expand = async (/** @type {string} */ purpose) => {
    const info = join(LABEL, " ", purpose);
    const fast = { name: "HKDF", hash: "SHA-512", salt: new Uint8Array(0), info };
    return new Uint8Array(await crypto.subtle.deriveBits(fast, master, 256));
  };
  const identity = bech32("age-secret-key-pq-", await expand("identity")).toUpperCase();
  return {
    identity,
    recipient: await recipientOf(identity),
    tagKey: await expand("tag key"),
    replyKey: await expand("reply key"),
    withdrawal: await expand("withdrawal"),
  };
}

/**
 * What a testimony carries, sealed, so that it can be answered, added to and withdrawn: the
 * `reply` of `encode` in testimony.js.
 *
 * @param {Keys} keys
 * @returns {Promise<Record<string, string>>}
 */
export async function given(keys) {
  return {
    recipient: keys.recipient,
    "tag-key": hex(keys.tagKey),
    "reply-key": hex(keys.replyKey),
    withdrawal: hex(await sha256(keys.withdrawal)),
  };
}

/**
 * All of testimony.json of a withdrawal: pad it with `tarLength` and `write` of testimony.js, without
 * attachments, and seal it as any testimony.
 *
 * @param {Keys} keys
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function withdrawal(keys) {
  return join(JSON.stringify({ kind: "withdrawal", version: 1, value: hex(keys.withdrawal) }));
}
