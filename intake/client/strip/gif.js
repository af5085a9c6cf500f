/**
 * GIF 89a: the screen, palettes, frames with their delays, and how often the film repeats are kept.
 * Comments, text blocks, XMP, all other application blocks and what follows the end are left out.
 */

import { joined, need, says } from "./bytes.js";
import { kindsBehind, kindsIn, ordered } from "./kinds.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {import("./kinds.js").Kind} Kind */

/** @param {number} packed a byte of flags @returns {number} bytes of the palette it announces */
function palette(packed) {
  return packed & 0x80 ? 3 << ((packed & 7) + 1) : 0;
}

/** @param {Bytes} bytes @param {number} at @returns {number} where a chain of blocks ends */
function endOfBlocks(bytes, at) {
  while (at < bytes.length && bytes[at] !== 0) at += 1 + bytes[at];
  need(at < bytes.length, "it is cut off");
  return at + 1;
}

/** @param {Bytes} bytes the whole file @returns {import("./index.js").Clean} */
export function stripGif(bytes) {
  need(bytes.length > 13, "it is cut off");
  const kinds = /** @type {Set<Kind>} */ (new Set());
  let at = 13 + palette(bytes[10]);
  const parts = [joined([bytes.subarray(0, 12), new Uint8Array(1)]), bytes.subarray(13, at)];
  let control = /** @type {Bytes|null} */ (null);
  let frames = 0;
  while (bytes[at] !== 0x3b) {
    need(at + 2 < bytes.length, "it is cut off");
    if (bytes[at] === 0x2c) {
      need(at + 10 < bytes.length, "it is cut off");
      const end = endOfBlocks(bytes, at + 11 + palette(bytes[at + 9]));
      if (control) parts.push(control);
      parts.push(bytes.subarray(at, end));
      control = null;
      frames += 1;
      at = end;
      continue;
    }
    need(bytes[at] === 0x21, "a block is not known");
    const label = bytes[at + 1];
    const end = endOfBlocks(bytes, at + 2);
    const block = bytes.subarray(at, end);
    const repeats = says(block, 3, "NETSCAPE2.0") || says(block, 3, "ANIMEXTS1.0");
    if (label === 0xf9) {
      need(block.length === 8 && block[2] === 4, "a block has another length than it may");
      control = block;
    } else if (label === 0xff && repeats && block.length === 19 && block[14] === 3) {
      parts.push(block);
    } else if (label === 0xfe) {
      kinds.add("comment");
    } else {
      if (label === 0x01) control = null;
      for (const kind of kindsIn(block)) kinds.add(kind);
    }
    at = end;
  }
  need(frames > 0, "no picture inside");
  parts.push(new Uint8Array([0x3b]));
  for (const kind of kindsBehind(bytes.subarray(at + 1))) kinds.add(kind);
  return { parts, removed: ordered(kinds), type: "image/gif", ending: "gif" };
}
