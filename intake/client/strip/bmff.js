/**
 * ISO base media file format (ISO/IEC 14496-12) and QuickTime: a file is boxes in boxes, each with
 * its length and four letters.
 */

import { broken, joined, latin, letters, need, read, u32, viewOf } from "./bytes.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */

/** @typedef {{type: string, body: Bytes}} Box */
/** @typedef {{type: string, start: number, body: number, end: number}} Place in the file */

/** Most boxes at the top of one file, and in one box. */
const MOST_BOXES = 2000;

/**
 * Boxes that fill `bytes` to the last byte.
 *
 * @param {Bytes} bytes
 * @param {boolean} [closed] whether zeros, fewer than make a box, may close them (QuickTime)
 * @returns {Box[]}
 */
export function boxes(bytes, closed = false) {
  const view = viewOf(bytes);
  const found = [];
  for (let at = 0; at < bytes.length; ) {
    const left = bytes.length - at;
    if (closed && left <= 8 && bytes.subarray(at).every((byte) => byte === 0)) break;
    need(left >= 8 && found.length < MOST_BOXES, "a box is cut off");
    const long = view.getUint32(at) === 1;
    need(!long || left >= 16, "a box is cut off");
    const size = long ? Number(view.getBigUint64(at + 8)) : view.getUint32(at);
    need(size >= (long ? 16 : 8) && size <= left, "a box is longer than what it stands in");
    const body = bytes.subarray(at + (long ? 16 : 8), at + size);
    found.push({ type: latin(bytes.subarray(at + 4, at + 8)), body });
    at += size;
  }
  return found;
}

/**
 * Boxes at the top of a file, of which only the heads are read.
 *
 * @param {Blob} file
 * @returns {Promise<Place[]>}
 */
export async function placesOf(file) {
  const found = [];
  for (let at = 0; at < file.size; ) {
    const head = await read(file, at, Math.min(at + 16, file.size));
    need(head.length >= 8 && found.length < MOST_BOXES, "a box is cut off");
    const view = viewOf(head);
    const type = latin(head.subarray(4, 8));
    let size = view.getUint32(0);
    const long = size === 1;
    need(!long || head.length === 16, "a box is cut off");
    if (long) size = Number(view.getBigUint64(8));
    else if (size === 0) size = file.size - at;
    const most = file.size - at;
    need(size >= (long ? 16 : 8) && size <= most, "a box is longer than the file");
    found.push({ type, start: at, body: at + (long ? 16 : 8), end: at + size });
    at += size;
  }
  return found;
}

/** @param {string} type @param {...Bytes} parts @returns {Bytes} */
export function box(type, ...parts) {
  const body = joined(parts);
  return joined([u32(body.length + 8), letters(type), body]);
}

/**
 * @param {string} type
 * @param {number} version
 * @param {number} flags
 * @param {...Bytes} parts
 * @returns {Bytes}
 */
export function fullBox(type, version, flags, ...parts) {
  return box(type, u32(version * 0x1000000 + flags), ...parts);
}

/**
 * @param {Box[]} list
 * @param {string} type
 * @returns {Bytes} the body of the one box of this type
 */
export function only(list, type) {
  const found = list.filter((item) => item.type === type);
  if (found.length !== 1) throw broken(`not one ${type}`);
  return found[0].body;
}

/** @param {Box[]} list @param {string} type @returns {Bytes|null} null where there is none */
export function maybe(list, type) {
  return list.some((item) => item.type === type) ? only(list, type) : null;
}
