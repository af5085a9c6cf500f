/**
 * PNG (W3C PNG, third edition): the chunks that make the picture are kept, the others go. So are
 * those of an animation.
 *
 * Kept as they are: IHDR, PLTE, IDAT, IEND, tRNS, sRGB, cICP, acTL, fcTL, fdAT. gAMA and cHRM only
 * with the values that standards name, because a screen's own values tell which screen. iCCP is
 * exchanged (see icc.js). Left out: pHYs (a screen's density), sBIT, bKGD, hIST, sPLT (hints that
 * viewers do not follow), all text, times, Exif but for the orientation, and all unknown chunks.
 */

import { broken, joined, latin, letters, need, u16, u32, viewOf } from "./bytes.js";
import { smallProfile } from "./icc.js";
import { kindsBehind, kindsIn, ordered } from "./kinds.js";
import { orientationTiff, readTiff } from "./tiff.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {import("./kinds.js").Kind} Kind */

/** Length in bytes that a kept chunk must have; null where it varies. */
const LENGTHS = /** @type {Record<string, number|null>} */ ({
  IHDR: 13, PLTE: null, IDAT: null, IEND: 0, tRNS: null, sRGB: 1, cICP: 4,
  acTL: 8, fcTL: 26, fdAT: null,
});

/** Values of gAMA that are no screen's own, in units of 1/100000: 1, 1/1.8, 1/2, sRGB, 1/2.2. */
const GAMMAS = [100000, 55556, 50000, 45455, 45454];

/** Red, green, blue and white of sRGB, Display P3 and Adobe RGB, in units of 1/100000. */
const PRIMARIES = [
  [31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000],
  [31270, 32900, 68000, 32000, 26500, 69000, 15000, 6000],
  [31270, 32900, 64000, 33000, 21000, 71000, 15000, 6000],
];

/** A larger colour profile is not looked at, in bytes. */
const LARGEST_PROFILE = 1024 * 1024;

/** Kinds by chunk, where the name says it all. */
const KINDS = /** @type {Record<string, Kind>} */ ({
  tIME: "time", pHYs: "device", gAMA: "profile", cHRM: "profile", iCCP: "profile",
});

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

/** @param {Bytes} bytes @returns {Bytes} the check sum that closes a chunk */
function check(bytes) {
  let crc = 0xffffffff;
  for (let at = 0; at < bytes.length; at += 1) crc = CRC_TABLE[(crc ^ bytes[at]) & 0xff] ^ (crc >>> 8);
  return u32(crc ^ 0xffffffff);
}

/** @param {string} name @param {Bytes} body @returns {Bytes} */
function chunk(name, body) {
  const said = joined([letters(name), body]);
  return joined([u32(body.length), said, check(said)]);
}

/** @param {Bytes} bytes up to 65535 @returns {Bytes} a zlib stream that holds them as they are */
function stored(bytes) {
  let a = 1;
  let b = 0;
  for (const byte of bytes) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  const n = bytes.length;
  const block = new Uint8Array([0x78, 0x01, 1, n & 255, n >> 8, ~n & 255, (~n >> 8) & 255]);
  return joined([block, bytes, u16(b), u16(a)]);
}

/**
 * @param {Bytes} body of iCCP
 * @returns {Promise<Bytes>} the profile; empty where it cannot be read
 */
async function inflated(body) {
  const name = body.indexOf(0);
  const packed = new Blob([body.subarray(name + 2)]);
  const parts = [];
  let length = 0;
  try {
    const reader = packed.stream().pipeThrough(new DecompressionStream("deflate")).getReader();
    for (let step = await reader.read(); !step.done; step = await reader.read()) {
      length += step.value.length;
      if (length > LARGEST_PROFILE) {
        await reader.cancel();
        return new Uint8Array();
      }
      parts.push(new Uint8Array(step.value));
    }
  } catch {
    return new Uint8Array();
  }
  return joined(parts);
}

/** @param {string} name @param {Bytes} body @returns {boolean} */
function isStandard(name, body) {
  const view = viewOf(body);
  if (name === "gAMA") return body.length === 4 && GAMMAS.includes(view.getUint32(0));
  if (name !== "cHRM" || body.length !== 32) return false;
  return PRIMARIES.some((set) => set.every((value, i) => Math.abs(view.getUint32(4 * i) - value) <= 10));
}

/** @param {string} name @param {Bytes} body @returns {boolean} whether a decoder needs it */
function needed(name, body) {
  if (isStandard(name, body)) return true;
  if (!Object.hasOwn(LENGTHS, name)) return false;
  const length = LENGTHS[name];
  need(length === null || body.length === length, "a chunk has another length than it may");
  if (name === "PLTE") need(body.length <= 768 && body.length % 3 === 0, "a palette is too long");
  if (name === "tRNS") need(body.length <= 256, "a chunk is too long");
  return true;
}

/** @param {Bytes} bytes the whole file @returns {Promise<import("./index.js").Clean>} */
export async function stripPng(bytes) {
  const kinds = /** @type {Set<Kind>} */ (new Set());
  const parts = [bytes.subarray(0, 8)];
  const view = viewOf(bytes);
  let name = "";
  let at = 8;
  let data = 0;
  while (name !== "IEND") {
    need(at + 12 <= bytes.length, "it is cut off");
    const end = at + 12 + view.getUint32(at);
    need(end <= bytes.length, "it is cut off");
    name = latin(bytes.subarray(at + 4, at + 8));
    const body = bytes.subarray(at + 8, end - 4);
    need((at === 8) === (name === "IHDR"), "its header is not where it should be");
    data += Number(name === "IDAT");
    if (needed(name, body)) {
      const sum = check(bytes.subarray(at + 4, end - 4));
      need(sum.every((byte, i) => byte === bytes[end - 4 + i]), "a check sum is wrong");
      parts.push(bytes.subarray(at, end));
    } else if (name === "iCCP") {
      const small = smallProfile(await inflated(body));
      const own = small && chunk("iCCP", joined([letters("p\0\0"), stored(small)]));
      if (own) parts.push(own);
      const same = own?.length === end - at && own.every((byte, i) => byte === bytes[at + i]);
      if (!same) kinds.add("profile");
    } else if (name === "eXIf") {
      const found = readTiff(body);
      for (const kind of found.kinds) kinds.add(kind);
      if (found.orientation > 1) parts.push(chunk("eXIf", orientationTiff(found.orientation)));
    } else {
      const text = /^[tzi]/.test(name) && name !== "tIME";
      for (const kind of text ? kindsIn(body) : [KINDS[name] ?? "other"]) kinds.add(kind);
      if (/^[A-Z]/.test(name)) throw broken("a chunk that a decoder must know is not known here");
    }
    at = end;
  }
  need(data > 0, "no picture inside");
  for (const kind of kindsBehind(bytes.subarray(at))) kinds.add(kind);
  return { parts, removed: ordered(kinds), type: "image/png", ending: "png" };
}
