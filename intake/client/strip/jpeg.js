/**
 * JPEG (ITU-T T.81): tables, frames and scans are kept, byte for byte; everything else goes.
 *
 * Written anew, and constant: the JFIF header and Adobe's marker (they say how colours are
 * stored), a minimal Exif with the orientation, a constant colour profile (see icc.js).
 */

import { blank, broken, joined, letters, need, says, u16, viewOf } from "./bytes.js";
import { smallProfile } from "./icc.js";
import { kindsBehind, kindsIn, ordered } from "./kinds.js";
import { orientationTiff, readTiff } from "./tiff.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {import("./kinds.js").Kind} Kind */

const JFIF = letters("JFIF\0\x01\x01\0\0\x01\0\x01\0\0");
const ICC = "ICC_PROFILE\0";

/** Most bytes of a profile that fit into one segment. */
const ONE_SEGMENT = 65519;

/** @param {number} marker second byte @param {Bytes} body @returns {Bytes} */
function segment(marker, body) {
  return joined([new Uint8Array([0xff, marker]), u16(body.length + 2), body]);
}

/** @param {number} marker @returns {boolean} start of a frame, SOF */
function isFrame(marker) {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/**
 * Whether a segment is exactly as long as its own fields say, so that nothing hides in it.
 *
 * @param {number} marker
 * @param {Bytes} body
 * @returns {boolean}
 */
function exact(marker, body) {
  if (isFrame(marker)) return body.length === 6 + 3 * body[5] && body[5] >= 1 && body[5] <= 4;
  if (marker === 0xda) return body.length === 4 + 2 * body[0];
  if (marker === 0xdd || marker === 0xdc) return body.length === 2;
  if (marker === 0xcc) return body.length % 2 === 0 && body.length <= 32;
  let at = 0;
  while (at < body.length) {
    if (marker === 0xdb) at += 1 + (body[at] >> 4 ? 128 : 64);
    else at += 17 + body.subarray(at + 1, at + 17).reduce((sum, count) => sum + count, 0);
  }
  return at === body.length;
}

/** @param {number} marker @returns {boolean} whether a decoder needs this segment as it is */
function needed(marker) {
  return isFrame(marker) || [0xc4, 0xcc, 0xda, 0xdb, 0xdc, 0xdd].includes(marker);
}

/**
 * Where coded data end: at the next marker that is neither a stuffed byte nor a restart.
 *
 * @param {Bytes} bytes
 * @param {number} from
 * @returns {number}
 */
function endOfScan(bytes, from) {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const marker = bytes[at + 1];
    if (marker === undefined) break;
    if (marker !== 0 && marker !== 0xff && !(marker >= 0xd0 && marker <= 0xd7)) return at;
  }
  throw broken("a scan is cut off");
}

/**
 * Segments in their order, each with what a scan holds after it.
 *
 * @param {Bytes} bytes
 * @returns {Generator<{marker: number, body: Bytes, whole: Bytes}, number>} returns the end
 */
function* segments(bytes) {
  let at = 2;
  for (;;) {
    while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at += 1;
    need(bytes[at] === 0xff && at + 1 < bytes.length, "a marker is missing");
    const marker = bytes[at + 1];
    if (marker === 0xd9) return at + 2;
    need(marker >= 0xc0 && !(marker >= 0xd0 && marker <= 0xd8), "a marker stands where none may");
    const length = bytes[at + 2] * 256 + bytes[at + 3];
    const end = at + 2 + length;
    need(length >= 2 && end <= bytes.length, "a segment is cut off");
    const upto = marker === 0xda ? endOfScan(bytes, end) : end;
    yield { marker, body: bytes.subarray(at + 4, end), whole: bytes.subarray(at, upto) };
    at = upto;
  }
}

/** @param {Bytes[]} pieces bodies of the profile's segments @returns {Bytes} */
function profileOf(pieces) {
  const sorted = [...pieces].sort((a, b) => a[ICC.length] - b[ICC.length]);
  return joined(sorted.map((piece) => piece.subarray(ICC.length + 2)));
}

/** @param {Bytes} bytes the whole file @returns {import("./index.js").Clean} */
export function stripJpeg(bytes) {
  const kinds = /** @type {Set<Kind>} */ (new Set());
  const kept = [];
  const profiles = [];
  const head = [];
  let orientation = 1;
  let frames = 0;
  const walk = segments(bytes);
  let step = walk.next();
  for (; !step.done; step = walk.next()) {
    const { marker, body, whole } = step.value;
    if (needed(marker)) {
      need(exact(marker, body), "a table has another length than it says");
      frames += Number(isFrame(marker));
      need(marker !== 0xda || frames === 1, "not one frame");
      kept.push(whole);
    } else if (marker === 0xe0 && says(body, 0, "JFIF\0")) {
      if (head.length === 0) head.push(segment(0xe0, JFIF));
      if (body.length > 14) kinds.add("preview");
      else if (viewOf(body).byteLength === 14 && body[7] !== 0) kinds.add("other");
    } else if (marker === 0xee && body.length >= 12 && says(body, 0, "Adobe")) {
      kept.push(segment(0xee, joined([letters("Adobe\0\x64\0\0\0\0"), body.subarray(11, 12)])));
    } else if (marker === 0xe1 && says(body, 0, "Exif\0\0")) {
      const found = readTiff(body.subarray(6));
      for (const kind of found.kinds) kinds.add(kind);
      if (found.orientation !== 1) orientation = found.orientation;
    } else if (marker === 0xe2 && says(body, 0, ICC) && body.length > ICC.length + 2) {
      profiles.push(body);
    } else if (marker === 0xe2 && says(body, 0, "MPF\0")) {
      kinds.add("preview");
    } else if (marker === 0xfe) {
      kinds.add("comment");
    } else if (!blank(body)) {
      for (const kind of kindsIn(body)) kinds.add(kind);
    }
  }
  need(frames === 1 && kept.some((part) => part[1] === 0xda), "no picture inside");
  for (const kind of kindsBehind(bytes.subarray(step.value))) kinds.add(kind);
  if (orientation > 1) {
    head.push(segment(0xe1, joined([letters("Exif\0\0"), orientationTiff(orientation)])));
  }
  if (profiles.length > 0) {
    const profile = profileOf(profiles);
    const small = smallProfile(profile);
    if (small && small.length < ONE_SEGMENT) {
      head.push(segment(0xe2, joined([letters(`${ICC}\x01\x01`), small])));
    }
    if (!small || small.length !== profile.length || !small.every((byte, i) => byte === profile[i])) {
      kinds.add("profile");
    }
  }
  const parts = [new Uint8Array([0xff, 0xd8]), ...head, ...kept, new Uint8Array([0xff, 0xd9])];
  return { parts, removed: ordered(kinds), type: "image/jpeg", ending: "jpg" };
}
