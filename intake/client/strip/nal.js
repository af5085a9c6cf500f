/**
 * Units of H.264 and H.265 streams, and of AV1. A picture needs slices and parameter sets; messages
 * beside them (SEI) may hold anything: a time of day, a position, the name of the encoder.
 *
 * Sources: ITU-T H.264 table 7-1, ITU-T H.265 table 7-1, AV1 specification section 5.3.
 */

import { joined, need, viewOf } from "./bytes.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */

/** @typedef {"avc"|"hevc"} Coding */

/**
 * SEI messages that say how to show a picture and nothing else: recovery point, frame packing,
 * display orientation, mastering display, light level, transfer characteristics.
 */
const HARMLESS = new Set([6, 45, 47, 137, 144, 147]);

/** Bytes of a unit that `keeps` needs to see, at most. */
export const HEAD = 64;

/**
 * Whether every message of an SEI unit is harmless. Reads only `head`; what does not end in it is
 * not harmless.
 *
 * @param {Bytes} head
 * @param {number} at
 * @param {number} length of the whole unit
 * @returns {boolean}
 */
function harmless(head, at, length) {
  while (at < length - 1) {
    let type = 0;
    let size = 0;
    for (; head[at] === 0xff; at += 1) type += 255;
    type += head[at];
    at += 1;
    for (; head[at] === 0xff; at += 1) size += 255;
    size += head[at];
    at += 1 + size;
    if (!(at < head.length) || !HARMLESS.has(type)) return false;
  }
  return at === length - 1 && head[at] === 0x80;
}

/**
 * Whether a unit makes the picture.
 *
 * @param {Coding} coding
 * @param {Bytes} head its first bytes, up to HEAD
 * @param {number} length of the whole unit
 * @param {boolean} dolby whether units of Dolby Vision are kept
 * @returns {boolean}
 */
export function keeps(coding, head, length, dolby) {
  if (coding === "avc") {
    const type = head[0] & 0x1f;
    if (type === 6) return harmless(head, 1, length);
    return (type >= 1 && type <= 11) || type === 13 || (type >= 14 && type <= 20);
  }
  const type = (head[0] >> 1) & 0x3f;
  if (type === 39 || type === 40) return harmless(head, 2, length);
  return type <= 37 || (dolby && type === 62);
}

/**
 * The units of one picture, without those that it does not need.
 *
 * @param {Coding} coding
 * @param {Bytes} data units, each behind its length
 * @param {number} prefix bytes of such a length: 1, 2 or 4
 * @returns {Bytes}
 */
export function pictureOf(coding, data, prefix) {
  const kept = [];
  for (let at = 0; at < data.length; ) {
    need(at + prefix < data.length, "a picture is cut off");
    const length = lengthAt(data, at, prefix);
    const end = at + prefix + length;
    need(length > 0 && end <= data.length, "a picture is cut off");
    const head = data.subarray(at + prefix, Math.min(end, at + prefix + HEAD));
    if (keeps(coding, head, length, false)) kept.push(data.subarray(at, end));
    at = end;
  }
  need(kept.length > 0, "a picture is empty");
  return joined(kept);
}

/** @param {Bytes} data @param {number} at @param {number} prefix @returns {number} */
export function lengthAt(data, at, prefix) {
  let length = 0;
  for (let i = 0; i < prefix; i += 1) length = length * 256 + data[at + i];
  return length;
}

/**
 * The parameter sets of `avcC`; nothing but these may be in it.
 *
 * @param {Bytes} body
 * @returns {number} bytes of a unit's length
 */
export function checkAvc(body) {
  need(body.length >= 7, "its settings are cut off");
  let at = 6;
  for (const count of [body[5] & 31, -1]) {
    const sets = count < 0 ? body[at++] : count;
    for (let i = 0; i < sets; i += 1) at += 2 + lengthAt(body, at, 2);
    need(at <= body.length, "its settings are cut off");
  }
  need(at === body.length || body.length - at === 4, "its settings hold more than they say");
  return 1 + (body[4] & 3);
}

/**
 * `hvcC` with parameter sets only.
 *
 * @param {Bytes} body
 * @returns {{body: Bytes, prefix: number}} with the bytes of a unit's length
 */
export function cleanHevc(body) {
  need(body.length >= 23, "its settings are cut off");
  const arrays = [];
  let at = 23;
  for (let n = 0; n < body[22]; n += 1) {
    const start = at;
    need(at + 3 <= body.length, "its settings are cut off");
    const units = viewOf(body).getUint16(at + 1);
    at += 3;
    for (let i = 0; i < units; i += 1) {
      need(at + 2 <= body.length, "its settings are cut off");
      at += 2 + lengthAt(body, at, 2);
    }
    need(at <= body.length, "its settings are cut off");
    const type = body[start] & 0x3f;
    if (type >= 32 && type <= 34) arrays.push(body.subarray(start, at));
  }
  need(at === body.length, "its settings hold more than they say");
  const head = body.slice(0, 23);
  head[22] = arrays.length;
  return { body: joined([head, ...arrays]), prefix: 1 + (body[21] & 3) };
}

/**
 * Units of AV1 without metadata and padding.
 *
 * @param {Bytes} data
 * @returns {Bytes}
 */
export function av1Of(data) {
  const kept = [];
  for (let at = 0; at < data.length; ) {
    const start = at;
    const type = (data[at] >> 3) & 15;
    const [extended, sized] = [data[at] & 4, data[at] & 2];
    at += extended ? 2 : 1;
    let length = data.length - at;
    if (sized) {
      length = 0;
      for (let i = 0; i < 8; i += 1) {
        const byte = data[at];
        need(byte !== undefined, "a picture is cut off");
        at += 1;
        length += (byte & 127) * 2 ** (7 * i);
        if (byte < 128) break;
      }
    }
    at += length;
    need(at <= data.length, "a picture is cut off");
    if (type === 1 || type === 2 || type === 3 || type === 4 || type === 6 || type === 7) {
      kept.push(data.subarray(start, at));
    }
  }
  return joined(kept);
}

