/**
 * Colour profiles. A profile can name a device: makers write model and serial number of a screen
 * into it, and measured colours are as good as a serial number. So no profile of a file is kept.
 * Where its colours are those of Display P3 or Adobe RGB, a constant profile of our own, the same
 * in every file, stands in its place; every other one is left out, and a viewer takes sRGB.
 */

import { joined, latin, letters, u16, u32, viewOf } from "./bytes.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */

/**
 * Colour spaces by their primaries, adapted to D50, each coordinate as s15Fixed16.
 * Sources: SMPTE EG 432-1 (P3) with white D65; Adobe RGB (1998) Color Image Encoding, 4.3.
 */
const SPACES = [
  {
    name: "P3",
    primaries: { rXYZ: [0x83df, 0x3dbf, -0x45], gXYZ: [0x4abf, 0xb137, 0x0ab9], bXYZ: [0x2838, 0x110b, 0xc8b9] },
    // The sRGB curve: (a x + b)^g above d, c x below it.
    curve: joined([
      letters("para\0\0\0\0"), u16(3), u16(0),
      ...[0x26666, 0xf2a7, 0x0d59, 0x13d0, 0x0a5b].map(u32),
    ]),
  },
  {
    name: "A98",
    primaries: { rXYZ: [0x9c18, 0x4fa5, 0x04fc], gXYZ: [0x348d, 0xa02c, 0x0f95], bXYZ: [0x2631, 0x102f, 0xbe9c] },
    curve: joined([letters("curv\0\0\0\0"), u32(1), u16(0x0233), u16(0)]),
  },
];

/** White of the profile connection space, D50, as s15Fixed16. */
const D50 = [0xf6d6, 0x10000, 0xd32d];

/** How far primaries may lie from the table, as s15Fixed16: 0.003. */
const NEAR = 200;

/** Most tags that are looked at. */
const MOST_TAGS = 100;

/** @param {number[]} values @returns {Bytes} */
function xyz(values) {
  return joined([letters("XYZ \0\0\0\0"), ...values.map(u32)]);
}

/** @param {string} text @returns {Bytes} one name in no language */
function name(text) {
  const wide = [...text].flatMap((letter) => [0, letter.charCodeAt(0)]);
  const body = [u32(1), u32(12), letters("enUS"), u32(wide.length), u32(28), new Uint8Array(wide)];
  const padding = new Uint8Array((4 - (wide.length % 4)) % 4);
  return joined([letters("mluc\0\0\0\0"), ...body, padding]);
}

/** @param {(typeof SPACES)[number]} space @returns {Bytes} an ICC profile, version 4 */
function profile({ name: title, primaries, curve }) {
  const values = /** @type {[string, Bytes][]} */ ([
    ["desc", name(title)],
    ["cprt", name("-")],
    ["wtpt", xyz(D50)],
    ...Object.entries(primaries).map(([tag, value]) => [tag, xyz(value)]),
    ["rTRC", curve],
  ]);
  const start = 128 + 4 + 12 * (values.length + 2);
  const table = [];
  let at = start;
  for (const [tag, value] of values) {
    const tags = tag === "rTRC" ? ["rTRC", "gTRC", "bTRC"] : [tag];
    for (const shared of tags) table.push(letters(shared), u32(at), u32(value.length));
    at += value.length;
  }
  const header = new Uint8Array(128);
  header.set(u32(at), 0);
  header.set(u32(0x04300000), 8);
  header.set(letters("mntrRGB XYZ "), 12);
  header.set(letters("acsp"), 36);
  header.set(joined(D50.map(u32)), 68);
  return joined([header, u32(table.length / 3), ...table, ...values.map(([, value]) => value)]);
}

/**
 * @param {Bytes} icc a profile from a file; broken ones are only not recognised
 * @returns {Bytes|null} the constant profile of the same colour space, or null
 */
export function smallProfile(icc) {
  if (icc.length < 132 || latin(icc.subarray(16, 20)) !== "RGB ") return null;
  const view = viewOf(icc);
  const found = /** @type {Record<string, number[]>} */ ({});
  for (let i = 0; i < Math.min(view.getUint32(128), MOST_TAGS); i += 1) {
    const entry = 132 + 12 * i;
    if (entry + 12 > icc.length) return null;
    const at = view.getUint32(entry + 4) + 8;
    if (at + 12 > icc.length) continue;
    found[latin(icc.subarray(entry, entry + 4))] = [0, 4, 8].map((step) => view.getInt32(at + step));
  }
  const same = SPACES.find(({ primaries }) =>
    Object.entries(primaries).every(([tag, values]) =>
      values.every((value, i) => Math.abs(value - (found[tag]?.[i] ?? Infinity)) < NEAR),
    ),
  );
  return same ? profile(same) : null;
}
