/**
 * TIFF structure, as Exif holds it: which kinds are in it, how the picture is turned, and the
 * smallest one that says only the latter.
 *
 * Orientation stays because nothing but this number tells a viewer which way is up: without it
 * half of all phone photographs would lie on their side, and pixels are never drawn again here.
 */

import { viewOf } from "./bytes.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {import("./kinds.js").Kind} Kind */

/** Most directories that are looked at; a camera writes four or five. */
const DIRECTORIES = 16;

const ORIENTATION = 0x0112;
const EXIF = 0x8769;
const GPS = 0x8825;

/** Tags by kind; a tag on no list is "other". */
const TAGS = /** @type {Record<number, Kind>} */ (
  Object.fromEntries(
    Object.entries({
      place: [GPS, 0xa40b],
      device: [0x010f, 0x0110, 0xa433, 0xa434, 0xa432, 0x927c, 0xc614],
      serial: [0xa431, 0xa435, 0xa420, 0xc62f],
      time: [0x0132, 0x9003, 0x9004, 0x9010, 0x9011, 0x9012, 0x9290, 0x9291, 0x9292],
      author: [0x013b, 0x8298, 0xa430, 0x9c9d],
      software: [0x0131, 0x000b],
      comment: [0x010e, 0x9286, 0x9c9b, 0x9c9c, 0x9c9e, 0x9c9f],
      preview: [0x0201],
    }).flatMap(([kind, tags]) => tags.map((tag) => [tag, kind])),
  )
);

/**
 * Kinds and orientation. A broken structure only loses its name: it is removed all the same.
 *
 * @param {Bytes} tiff
 * @returns {{kinds: Set<Kind>, orientation: number}} orientation 1 to 8, 1 where none is said
 */
export function readTiff(tiff) {
  const kinds = /** @type {Set<Kind>} */ (new Set());
  let orientation = 1;
  if (tiff.length < 8) return { kinds: kinds.add("other"), orientation };
  const view = viewOf(tiff);
  const little = view.getUint16(0) === 0x4949;
  const seen = new Set();
  const queue = [view.getUint32(4, little)];
  const first = queue[0];
  while (queue.length > 0 && seen.size < DIRECTORIES) {
    const at = /** @type {number} */ (queue.shift());
    if (at < 8 || at + 2 > tiff.length || seen.has(at)) continue;
    seen.add(at);
    const end = at + 2 + 12 * view.getUint16(at, little);
    for (let entry = at + 2; entry + 12 <= Math.min(end, tiff.length); entry += 12) {
      const tag = view.getUint16(entry, little);
      if (tag === ORIENTATION && at === first) {
        const turned = view.getUint16(entry + 8, little);
        if (turned >= 1 && turned <= 8) orientation = turned;
      } else if (tag === EXIF) {
        queue.push(view.getUint32(entry + 8, little));
      } else {
        kinds.add(TAGS[tag] ?? "other");
      }
    }
    if (end + 4 <= tiff.length) queue.push(view.getUint32(end, little));
  }
  return { kinds, orientation };
}

/** @param {number} orientation 2 to 8 @returns {Bytes} a TIFF that says this and nothing else */
export function orientationTiff(orientation) {
  const entry = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0];
  return new Uint8Array([0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, ...entry, 0, 0, 0, 0]);
}
