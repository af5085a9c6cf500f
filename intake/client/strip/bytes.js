/**
 * Reading and writing bytes for all formats, and the one error they raise.
 */

/** @typedef {Uint8Array<ArrayBuffer>} Bytes */

/**
 * Why a file is left as it is: `kind` nothing here can clean it, `document` a paper or an office
 * file, `broken` not whole or not built as its format says, `large` above what memory allows.
 *
 * @typedef {"kind"|"document"|"broken"|"large"} Reason
 */

/** The file cannot be cleaned completely; it is not touched. */
export class CannotClean extends Error {
  name = "CannotClean";

  /** @param {Reason} reason @param {string} message */
  constructor(reason, message) {
    super(message);
    this.reason = reason;
  }
}

/** @param {string} what the part that is wrong @returns {CannotClean} */
export function broken(what) {
  return new CannotClean("broken", `The file is broken or unusual: ${what}.`);
}

/**
 * @param {boolean} holds
 * @param {string} what
 * @returns {asserts holds}
 * @throws {CannotClean} unless `holds`
 */
export function need(holds, what) {
  if (!holds) throw broken(what);
}

/** @param {Bytes} bytes @returns {DataView} */
export function viewOf(bytes) {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** @param {Bytes} bytes @returns {string} one letter a byte */
export function latin(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 4096) {
    text += String.fromCharCode(...bytes.subarray(at, at + 4096));
  }
  return text;
}

/** @param {string} text letters up to U+00FF @returns {Bytes} */
export function letters(text) {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

/** @param {Bytes} bytes @param {number} at @param {string} text @returns {boolean} */
export function says(bytes, at, text) {
  if (at < 0 || at + text.length > bytes.length) return false;
  for (let i = 0; i < text.length; i += 1) if (bytes[at + i] !== text.charCodeAt(i)) return false;
  return true;
}

/** @param {readonly Bytes[]} parts @returns {Bytes} */
export function joined(parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** @param {number} value @returns {Bytes} two bytes, big end first */
export function u16(value) {
  return new Uint8Array([value >>> 8, value]);
}

/** @param {number} value @returns {Bytes} four bytes, big end first */
export function u32(value) {
  return new Uint8Array([value >>> 24, value >>> 16, value >>> 8, value]);
}

/** @param {Bytes} bytes @returns {boolean} whether all are zero */
export function blank(bytes) {
  return bytes.every((byte) => byte === 0);
}

/** @param {Blob} file @param {number} [from] @param {number} [to] @returns {Promise<Bytes>} */
export async function read(file, from = 0, to = file.size) {
  return new Uint8Array(await file.slice(from, to).arrayBuffer());
}
