/**
 * RIFF: WebP pictures and WAV sound. Only the chunks named here are kept.
 *
 * WebP: VP8X with its flags set anew, ALPH, VP8, VP8L, ANIM, ANMF (the same inside), a constant
 * colour profile, and a minimal Exif with the orientation. WAV: `fmt `, `fact`, `data`.
 */

import { CannotClean, blank, joined, latin, letters, need, read, viewOf } from "./bytes.js";
import { smallProfile } from "./icc.js";
import { kindsBehind, kindsIn, ordered } from "./kinds.js";
import { orientationTiff, readTiff } from "./tiff.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {import("./kinds.js").Kind} Kind */

/** Flags of VP8X that stay as they are: alpha and animation. */
const VP8X_KEPT = 0x12;
const VP8X_ICC = 0x20;
const VP8X_EXIF = 0x08;

/** Most chunks of one file that are looked at. */
const MOST_CHUNKS = 100_000;

/** @param {number} value @returns {Bytes} four bytes, little end first */
function le32(value) {
  return new Uint8Array([value, value >>> 8, value >>> 16, value >>> 24]);
}

/** @param {string} name @param {Bytes} body @returns {Bytes} */
function chunk(name, body) {
  return joined([letters(name), le32(body.length), body, new Uint8Array(body.length % 2)]);
}

/**
 * @param {Bytes} bytes
 * @param {number} from
 * @param {number} to
 * @returns {Generator<{name: string, body: Bytes}>}
 */
function* chunks(bytes, from, to) {
  const view = viewOf(bytes);
  for (let at = from, n = 0; at < to; n += 1) {
    need(at + 8 <= to && n < MOST_CHUNKS, "it is cut off");
    const end = at + 8 + view.getUint32(at + 4, true);
    need(end <= to, "it is cut off");
    yield { name: latin(bytes.subarray(at, at + 4)), body: bytes.subarray(at + 8, end) };
    at = end + ((end - at) % 2);
  }
}

/** @param {Bytes} body of an animation's frame @returns {Bytes} with nothing but the picture */
function frame(body) {
  need(body.length >= 16, "a frame is cut off");
  const parts = [body.subarray(0, 16)];
  for (const { name, body: inner } of chunks(body, 16, body.length)) {
    if (["ALPH", "VP8 ", "VP8L"].includes(name)) parts.push(chunk(name, inner));
  }
  return joined(parts);
}

/** @param {Bytes} bytes the whole file @returns {import("./index.js").Clean} */
export function stripWebp(bytes) {
  const kinds = /** @type {Set<Kind>} */ (new Set());
  const size = 8 + viewOf(bytes).getUint32(4, true);
  need(size <= bytes.length && size >= 20, "it is cut off");
  let extended = /** @type {Bytes|null} */ (null);
  let profile = /** @type {Bytes|null} */ (null);
  let orientation = 1;
  const kept = [];
  for (const { name, body } of chunks(bytes, 12, size)) {
    if (name === "VP8X") {
      need(body.length === 10 && !extended, "its header has another length than it may");
      extended = body.slice();
    } else if (["VP8 ", "VP8L", "ALPH"].includes(name)) {
      kept.push(chunk(name, body));
    } else if (name === "ANIM") {
      need(body.length === 6, "a chunk has another length than it may");
      kept.push(chunk(name, body));
    } else if (name === "ANMF") {
      kept.push(chunk(name, frame(body)));
    } else if (name === "ICCP") {
      profile = smallProfile(body);
      const same = profile?.length === body.length && profile.every((byte, i) => byte === body[i]);
      if (!same) kinds.add("profile");
    } else if (name === "EXIF") {
      const found = readTiff(latin(body.subarray(0, 6)) === "Exif\0\0" ? body.subarray(6) : body);
      for (const kind of found.kinds) kinds.add(kind);
      orientation = found.orientation;
    } else {
      for (const kind of kindsIn(body)) kinds.add(kind);
    }
  }
  need(kept.length > 0, "no picture inside");
  const exif = orientation > 1 && extended ? [chunk("EXIF", orientationTiff(orientation))] : [];
  const colour = profile && extended ? [chunk("ICCP", profile)] : [];
  if (extended) {
    const flags = (extended[0] & VP8X_KEPT) | (colour.length && VP8X_ICC) | (exif.length && VP8X_EXIF);
    extended.set([flags, 0, 0, 0]);
  }
  const body = joined([...(extended ? [chunk("VP8X", extended)] : []), ...colour, ...kept, ...exif]);
  for (const kind of kindsBehind(bytes.subarray(size))) kinds.add(kind);
  const head = joined([letters("RIFF"), le32(body.length + 4), letters("WEBP")]);
  return { parts: [head, body], removed: ordered(kinds), type: "image/webp", ending: "webp" };
}

/** @param {Blob} file @returns {Promise<import("./index.js").Clean>} */
export async function stripWav(file) {
  const kinds = /** @type {Set<Kind>} */ (new Set());
  const size = 8 + viewOf(await read(file, 4, 8)).getUint32(0, true);
  if (size > file.size) throw new CannotClean("broken", "The sound is cut off or was never finished.");
  const parts = /** @type {(Blob|Bytes)[]} */ ([]);
  let length = 4;
  let sound = 0;
  for (let at = 12, n = 0; at < size; n += 1) {
    const head = await read(file, at, at + 8);
    need(head.length === 8 && n < 1000, "it is cut off");
    const name = latin(head.subarray(0, 4));
    const end = at + 8 + viewOf(head).getUint32(4, true);
    need(end <= size, "it is cut off");
    const short = name === "fmt " || name === "fact";
    need(!short || end - at <= 48, "a chunk is longer than it may be");
    need(name !== "fmt " || [16, 18, 40].includes(end - at - 8), "a chunk is longer than it may be");
    if (short || name === "data") {
      const padding = new Uint8Array((end - at) % 2);
      parts.push(file.slice(at, end), padding);
      length += end - at + padding.length;
      sound += Number(name === "data");
    } else {
      const body = await read(file, at + 8, Math.min(end, at + 8 + 65536));
      if (!blank(body)) for (const kind of kindsIn(body)) kinds.add(kind);
    }
    at = end + ((end - at) % 2);
  }
  need(sound === 1, "not one sound inside");
  if (size < file.size) kinds.add("other");
  const head = joined([letters("RIFF"), le32(length), letters("WAVE")]);
  return { parts: [head, ...parts], removed: ordered(kinds), type: "audio/wav", ending: "wav" };
}
