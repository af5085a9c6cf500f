/**
 * The board: all replies that wait, in one file that is the same for everyone.
 *
 * Same stem and same vectors as crypto/board.py; the rule is docs/spec/board.md. The whole board is
 * fetched, and what is for this codename is found here: nobody learns who was answered, or who reads.
 */

import { HEADER_LENGTH, open } from "./envelope.js";

/** @typedef {import("./codename.js").Keys} Keys */

const SLOT = 8 * 1024;
const COUNTS = [64, 128, 256];
const NONCE = 16;
const TAG = 32;
const CODE = 32;

/** Bytes in the age file of a slot, behind payload nonce and chunk tag. */
const PLAIN = SLOT - NONCE - TAG - HEADER_LENGTH - 16 - 16;

/** Longest board, in bytes: more is not worth fetching. */
export const LONGEST = COUNTS[COUNTS.length - 1] * SLOT;

/** This is no board. */
export class BoardError extends Error {
  name = "BoardError";
}

/**
 * @typedef {object} Found
 * @property {{day: string, text: string}[]} answers replies whose code held, the newest first
 * @property {number} refused slots with this codename's tag that somebody else has put there
 */

/** @param {Uint8Array<ArrayBuffer>} bytes @returns {Promise<CryptoKey>} */
function hmacKey(bytes) {
  return crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["verify"]);
}

/** @param {string} day @returns {boolean} */
function isDay(day) {
  if (!/^(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(day)) return false;
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}

/**
 * @param {Uint8Array<ArrayBuffer>} content what stands behind the code
 * @returns {{day: string, text: string}}
 * @throws {BoardError|TypeError}
 */
function parse(content) {
  const whole = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(content);
  const parts = /^([^\n]{10})\n([^\0]+)\0*$/u.exec(whole);
  // eslint-disable-next-line no-control-regex
  const control = /[\x00-\x08\x0b-\x1f\x7f]/;
  if (!parts || !isDay(parts[1]) || !parts[2].trim() || control.test(parts[2])) {
    throw new BoardError("A reply is not spelled as a reply.");
  }
  return { day: parts[1], text: parts[2] };
}

/**
 * @param {Uint8Array<ArrayBuffer>} slot
 * @param {string} identity
 * @param {CryptoKey} replyKey
 * @returns {Promise<{day: string, text: string}>}
 */
async function openSlot(slot, identity, replyKey) {
  const plain = new Uint8Array(await open(slot.slice(NONCE + TAG), identity));
  if (plain.length !== PLAIN) throw new BoardError("A reply has another length.");
  const signed = new Uint8Array(NONCE + PLAIN - CODE);
  signed.set(slot.subarray(0, NONCE));
  signed.set(plain.subarray(CODE), NONCE);
  if (!(await crypto.subtle.verify("HMAC", replyKey, plain.slice(0, CODE), signed))) {
    throw new BoardError("The code of a reply does not hold.");
  }
  return parse(plain.slice(CODE));
}

/**
 * All replies to one codename.
 *
 * @param {Uint8Array<ArrayBuffer>} board as it was served
 * @param {Pick<Keys, "identity"|"tagKey"|"replyKey">} keys
 * @returns {Promise<Found>}
 * @throws {BoardError} if this is no board
 */
export async function read(board, keys) {
  if (!COUNTS.some((count) => count * SLOT === board.length)) {
    throw new BoardError("This has none of the lengths of a board.");
  }
  const [tagKey, replyKey] = await Promise.all([hmacKey(keys.tagKey), hmacKey(keys.replyKey)]);
  const answers = [];
  let refused = 0;
  for (let at = 0; at < board.length; at += SLOT) {
    const slot = board.slice(at, at + SLOT);
    const [nonce, tag] = [slot.slice(0, NONCE), slot.slice(NONCE, NONCE + TAG)];
    if (!(await crypto.subtle.verify("HMAC", tagKey, tag, nonce))) continue;
    try {
      answers.push(await openSlot(slot, keys.identity, replyKey));
    } catch {
      refused += 1;
    }
  }
  answers.sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0));
  return { answers, refused };
}
