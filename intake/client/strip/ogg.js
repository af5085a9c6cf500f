/**
 * Ogg Opus, the format of voice messages: the page of comments is exchanged for an empty one.
 * Its page must be one of its own, as RFC 7845 (section 5.2) asks; all other pages stay as they are.
 */

import { CannotClean, joined, latin, letters, need, says, viewOf } from "./bytes.js";
import { kindsIn, ordered } from "./kinds.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n << 24;
  for (let k = 0; k < 8; k += 1) c = c & 0x80000000 ? 0x04c11db7 ^ (c << 1) : c << 1;
  return c;
});

/** No vendor, no comment. */
const EMPTY = joined([letters("OpusTags"), new Uint8Array(8)]);

/** @param {Bytes} bytes @param {number} at @returns {{head: number, end: number}} */
function page(bytes, at) {
  need(says(bytes, at, "OggS\0") && at + 27 <= bytes.length, "a page is missing");
  const head = at + 27 + bytes[at + 26];
  need(head <= bytes.length, "a page is cut off");
  const end = bytes.subarray(at + 27, head).reduce((sum, size) => sum + size, head);
  need(end <= bytes.length, "a page is cut off");
  return { head, end };
}

/** @param {Bytes} bytes of a page @returns {Bytes} with its check sum */
function summed(bytes) {
  const clean = bytes.slice();
  clean.fill(0, 22, 26);
  let crc = 0;
  for (const byte of clean) crc = (crc << 8) ^ CRC_TABLE[((crc >>> 24) ^ byte) & 255];
  new DataView(clean.buffer).setUint32(22, crc >>> 0, true);
  return clean;
}

/** @param {Bytes} bytes the whole file @returns {import("./index.js").Clean} */
export function stripOgg(bytes) {
  const first = page(bytes, 0);
  if (!says(bytes, first.head, "OpusHead")) throw new CannotClean("kind", "The sound is not Opus.");
  need(first.end - first.head <= 276, "its head is longer than it may be");
  const second = page(bytes, first.end);
  need(says(bytes, second.head, "OpusTags"), "its comments are missing");
  const sizes = bytes.subarray(first.end + 27, second.head);
  need(sizes[sizes.length - 1] < 255 && sizes.subarray(0, -1).every((size) => size === 255), "its comments share a page");
  const serial = viewOf(bytes).getUint32(14);
  let pages = 2;
  let at = second.end;
  for (; at < bytes.length; pages += 1) {
    const { end } = page(bytes, at);
    const view = viewOf(bytes);
    need(view.getUint32(at + 14) === serial && view.getUint32(at + 18, true) === pages, "a page is missing");
    at = end;
  }
  need(pages > 2, "it holds no sound");
  const head = joined([bytes.subarray(first.end, first.end + 26), new Uint8Array([1, EMPTY.length])]);
  const tags = summed(joined([head, EMPTY]));
  const old = bytes.subarray(first.end, second.end);
  const same = old.length === tags.length && old.every((byte, i) => byte === tags[i]);
  const kinds = same ? [] : kindsIn(letters(latin(old.subarray(8))));
  const parts = [bytes.subarray(0, first.end), tags, bytes.subarray(second.end)];
  return { parts, removed: ordered(same || kinds[0] !== "other" ? kinds : ["software"]), type: "audio/ogg", ending: "ogg" };
}
