/**
 * A testimony: a ustar archive, `testimony.json` first, then attachments, then zeros up to a size
 * class. Written as slices, so that memory stays flat.
 *
 * Same stem and same vectors as crypto/testimony.py; the rule is docs/spec/testimony.md.
 */

import { sizeClass } from "./padding.js";

/** Unit of a tar archive, in bytes. */
const BLOCK = 512;

/** Two zero blocks end an archive. */
const END = 2 * BLOCK;

/** Largest slice that `write` yields, in bytes: one chunk of the age payload. */
export const SLICE = 64 * 1024;

/** Most attachments in one testimony. The reader refuses more than 256 members. */
export const MOST_ATTACHMENTS = 255;

/** Longest `testimony.json`, in bytes: the reader refuses more. */
const LONGEST_JSON = 4 * 1024 * 1024;

/** The answers are longer than any reader takes. */
export class TooLong extends Error {
  name = "TooLong";
}

/**
 * @typedef {object} Attachment
 * @property {string} name `attachments/` and a neutral name of [a-z0-9._-]
 * @property {string} type media type
 * @property {Blob} source the bytes; its size is the attachment's size
 */

/**
 * @typedef {object} Testimony
 * @property {string} language "en", "ru" or "uk"
 * @property {string} manifest SHA-256 of the manifest's bytes, 64 hex digits
 * @property {Record<string, string|string[]>} answers by question; `text` holds the own words
 * @property {Record<string, string|string[]>} consent what may be done with it, by id
 * @property {Record<string, string>} [reply] keys for an answer
 */

/**
 * The bytes of `testimony.json`.
 *
 * @param {Testimony} testimony
 * @param {Attachment[]} attachments
 * @returns {Uint8Array<ArrayBuffer>} UTF-8, one line, no spaces; halves of letters replaced
 * @throws {TooLong}
 */
export function encode(testimony, attachments) {
  const { language, manifest, answers, consent, reply } = testimony;
  const listed = attachments.map(({ name, source, type }) => ({ name, size: source.size, type }));
  const fields = { language, manifest, answers, consent, attachments: listed, reply };
  const whole = (/** @type {string} */ _, /** @type {unknown} */ value) =>
    typeof value === "string" ? value.toWellFormed() : value;
  const document = { kind: "testimony", version: 1, ...fields };
  const json = new TextEncoder().encode(JSON.stringify(document, whole));
  if (json.length > LONGEST_JSON) throw new TooLong("The answers are too long.");
  return json;
}

/** @param {number} size @returns {number} `size` rounded up to whole blocks */
function blocks(size) {
  return Math.ceil(size / BLOCK) * BLOCK;
}

/**
 * Length of the padded archive, known before a byte of it is made.
 *
 * @param {Uint8Array} json from `encode`
 * @param {Attachment[]} attachments
 * @param {readonly number[]} [sizes] the classes that the newsroom accepts
 * @returns {number} one of `sizes`
 */
export function tarLength(json, attachments, sizes) {
  const member = (/** @type {number} */ size) => BLOCK + blocks(size);
  const content = attachments.reduce((sum, { source }) => sum + member(source.size), 0);
  return sizeClass(member(json.length) + content + END, sizes);
}

/**
 * One ustar header: mode 0644, no owner, no time.
 *
 * @param {string} name ASCII, at most 100 bytes
 * @param {number} size of the member, in bytes
 * @returns {Uint8Array<ArrayBuffer>} 512 bytes
 */
function header(name, size) {
  const block = new Uint8Array(BLOCK);
  const put = (/** @type {number} */ at, /** @type {string} */ text) =>
    block.set(new TextEncoder().encode(text), at);
  const octal = (/** @type {number} */ value, /** @type {number} */ digits) =>
    `${value.toString(8).padStart(digits, "0")}\0`;
  put(0, name);
  put(100, octal(0o644, 7));
  put(108, octal(0, 7));
  put(116, octal(0, 7));
  put(124, octal(size, 11));
  put(136, octal(0, 11));
  put(148, " ".repeat(8));
  put(156, "0");
  put(257, "ustar\x0000");
  put(329, octal(0, 7));
  put(337, octal(0, 7));
  const sum = block.reduce((total, byte) => total + byte, 0);
  put(148, `${sum.toString(8).padStart(6, "0")}\0 `);
  return block;
}

/**
 * @param {Blob} source
 * @param {number} at
 * @returns {Promise<Uint8Array<ArrayBuffer>>} the next slice, whole
 * @throws {DOMException} NotReadableError
 */
async function readSlice(source, at) {
  let bytes;
  try {
    bytes = new Uint8Array(await source.slice(at, at + SLICE).arrayBuffer());
  } catch (error) {
    if (error instanceof RangeError) throw error; // for want of memory
    throw new DOMException("The file cannot be read any more.", "NotReadableError");
  }
  if (bytes.length === Math.min(SLICE, source.size - at)) return bytes;
  throw new DOMException("The file is shorter now.", "NotReadableError");
}

/**
 * The padded archive, slice by slice.
 *
 * @param {Uint8Array<ArrayBuffer>} json from `encode`
 * @param {Attachment[]} attachments
 * @param {number} total from `tarLength`
 * @returns {AsyncGenerator<Uint8Array<ArrayBuffer>>} slices of 1 to SLICE bytes, `total` in all
 * @throws {DOMException} NotReadableError, where a file changed after it was chosen
 */
export async function* write(json, attachments, total) {
  let written = 0;
  const members = [
    { name: "testimony.json", source: new Blob([json]) },
    ...attachments,
  ];
  for (const { name, source } of members) {
    yield header(name, source.size);
    for (let at = 0; at < source.size; at += SLICE) {
      const slice = await readSlice(source, at);
      yield slice;
    }
    const filled = blocks(source.size);
    if (filled > source.size) yield new Uint8Array(filled - source.size);
    written += BLOCK + filled;
  }
  for (; written < total; written += SLICE) {
    yield new Uint8Array(Math.min(SLICE, total - written));
  }
}
