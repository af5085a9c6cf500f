/**
 * Take hidden data out of pictures by their bytes. Nothing is decoded and nothing is drawn again:
 * Tor Browser randomises what a canvas gives back, and pixels stay exactly as they were.
 *
 * What is named is the kind of what was removed, never its value: someone may look at the screen.
 */

/** @typedef {"place"|"device"|"time"|"author"|"preview"|"other"} Kind */

/**
 * @typedef {object} Clean
 * @property {Uint8Array<ArrayBuffer>[]} parts what is kept, in order
 * @property {Kind[]} removed kinds of what was removed
 * @property {"image/jpeg"|"image/png"} type
 */

/** The bytes are not a whole picture of a kind that can be cleaned. */
export class CannotClean extends Error {
  name = "CannotClean";
}

/** Order in which kinds are named. */
const ORDER = /** @type {Kind[]} */ (["place", "device", "time", "author", "preview", "other"]);

/** TIFF tags that tell a kind: GPS; Make, Model, Software, serial numbers; times; people. */
const TAGS = /** @type {Record<number, Kind>} */ ({
  0x8825: "place",
  0x010f: "device",
  0x0110: "device",
  0x0131: "device",
  0xa431: "device",
  0xa433: "device",
  0xa434: "device",
  0xa435: "device",
  0x927c: "device",
  0x0132: "time",
  0x9003: "time",
  0x9004: "time",
  0x013b: "author",
  0x8298: "author",
  0xa430: "author",
});

/** What a text block (XMP, PNG keywords) tells by its words. */
const WORDS = /** @type {[RegExp, Kind][]} */ ([
  [/GPS|Latitude|Location|Country|City/i, "place"],
  [/Make|Model|Software|CreatorTool|SerialNumber|Device/i, "device"],
  [/Date|Time/i, "time"],
  [/Author|Creator\b|Artist|Copyright|Owner|Credit/i, "author"],
]);

/**
 * Kinds and orientation in a TIFF structure. Broken structures only lose their name: they are
 * removed all the same.
 *
 * @param {Uint8Array} tiff
 * @returns {{kinds: Set<Kind>, orientation: number}}
 */
function readTiff(tiff) {
  const kinds = /** @type {Set<Kind>} */ (new Set(["other"]));
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  let orientation = 1;
  if (tiff.length < 8) return { kinds, orientation };
  const little = view.getUint16(0) === 0x4949;
  const seen = new Set();
  const queue = [view.getUint32(4, little)];
  while (queue.length > 0 && seen.size < 8) {
    const at = /** @type {number} */ (queue.shift());
    if (at < 8 || at + 2 > tiff.length || seen.has(at)) continue;
    seen.add(at);
    const count = view.getUint16(at, little);
    for (let entry = at + 2; entry < at + 2 + 12 * count; entry += 12) {
      if (entry + 12 > tiff.length) return { kinds, orientation };
      const tag = view.getUint16(entry, little);
      if (tag in TAGS) kinds.add(TAGS[tag]);
      if (tag === 0x8769) queue.push(view.getUint32(entry + 8, little));
      if (tag === 0x0201) kinds.add("preview");
      if (tag === 0x0112) orientation = view.getUint16(entry + 8, little);
    }
    const next = at + 2 + 12 * count;
    if (next + 4 <= tiff.length) queue.push(view.getUint32(next, little));
  }
  return { kinds, orientation };
}

/** @param {Uint8Array} bytes @returns {Kind[]} */
function readText(bytes) {
  const text = new TextDecoder("latin1").decode(bytes);
  return WORDS.filter(([words]) => words.test(text)).map(([, kind]) => kind);
}

/** @param {Uint8Array} bytes @param {number} at @param {string} text @returns {boolean} */
function says(bytes, at, text) {
  return [...text].every((letter, i) => bytes[at + i] === letter.charCodeAt(0));
}

/**
 * An Exif segment that holds the orientation and nothing else.
 *
 * @param {number} orientation 2 to 8
 * @returns {Uint8Array<ArrayBuffer>}
 */
function orientationSegment(orientation) {
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation];
  const body = [0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff, 0, 0, 0, 0, 0, 0];
  return new Uint8Array([0xff, 0xe1, 0, body.length + 2, ...body]);
}

/**
 * Kinds in a JPEG segment that is left out.
 *
 * @param {number} marker second byte
 * @param {Uint8Array} body
 * @returns {{kinds: Iterable<Kind>, orientation: number}}
 */
function readSegment(marker, body) {
  if (marker === 0xe1 && says(body, 0, "Exif\0\0")) return readTiff(body.subarray(6));
  if (marker === 0xe0 && says(body, 0, "JFXX")) return { kinds: ["preview"], orientation: 1 };
  if (marker === 0xe0) return { kinds: [], orientation: 1 };
  return { kinds: ["other", ...readText(body)], orientation: 1 };
}

/**
 * Whether a decoder needs this JPEG segment: tables, frames, scans, restart interval, and Adobe's
 * marker, which says how colours are stored.
 *
 * @param {number} marker
 * @param {Uint8Array} body
 */
function needed(marker, body) {
  if (marker === 0xee) return body.length === 12 && says(body, 0, "Adobe");
  const frame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc8;
  return frame || marker === 0xda || marker === 0xdb || marker === 0xdc || marker === 0xdd;
}

/**
 * Where coded data end: at the next marker that is neither a stuffed byte nor a restart.
 *
 * @param {Uint8Array} bytes
 * @param {number} from
 * @returns {number}
 */
function endOfScan(bytes, from) {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const marker = bytes[at + 1];
    if (marker !== 0 && marker !== 0xff && !(marker >= 0xd0 && marker <= 0xd7)) return at;
  }
  throw new CannotClean("The picture is cut off.");
}

/** @param {Uint8Array<ArrayBuffer>} bytes @returns {Clean} */
function stripJpeg(bytes) {
  const kinds = /** @type {Set<Kind>} */ (new Set());
  const kept = [];
  let turned = 1;
  let at = 2;
  for (;;) {
    while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at += 1;
    if (bytes[at] !== 0xff || at + 1 >= bytes.length) throw new CannotClean("The picture is broken.");
    const marker = bytes[at + 1];
    if (marker === 0xd9) break;
    const length = bytes[at + 2] * 256 + bytes[at + 3];
    const end = at + 2 + length;
    if (!(length >= 2) || end > bytes.length) throw new CannotClean("The picture is cut off.");
    const body = bytes.subarray(at + 4, end);
    const upto = marker === 0xda ? endOfScan(bytes, end) : end;
    if (needed(marker, body)) {
      kept.push(bytes.subarray(at, upto));
    } else {
      const found = readSegment(marker, body);
      for (const kind of found.kinds) kinds.add(kind);
      if (found.orientation > 1 && found.orientation < 9) turned = found.orientation;
    }
    at = upto;
  }
  if (at + 2 < bytes.length) kinds.add("other");
  const orientation = turned === 1 ? [] : [orientationSegment(turned)];
  const parts = [new Uint8Array([0xff, 0xd8]), ...orientation, ...kept, new Uint8Array([0xff, 0xd9])];
  return { parts, removed: named(kinds), type: "image/jpeg" };
}

/** PNG chunks that make the picture: all others are left out. */
const PNG_NEEDED = new Set(
  ["IHDR", "PLTE", "tRNS", "gAMA", "sRGB", "IDAT", "acTL", "fcTL", "fdAT", "IEND"],
);

/** @param {Uint8Array<ArrayBuffer>} bytes @returns {Clean} */
function stripPng(bytes) {
  const kinds = /** @type {Set<Kind>} */ (new Set());
  const parts = [bytes.subarray(0, 8)];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let name = "";
  let at = 8;
  while (name !== "IEND") {
    if (at + 12 > bytes.length) throw new CannotClean("The picture is cut off.");
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) throw new CannotClean("The picture is cut off.");
    name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const body = bytes.subarray(at + 8, end - 4);
    if (PNG_NEEDED.has(name)) parts.push(bytes.subarray(at, end));
    else if (name === "eXIf") for (const kind of readTiff(body).kinds) kinds.add(kind);
    else if (name === "tIME") kinds.add("time");
    else if (/^[tzi]/.test(name)) for (const kind of ["other", ...readText(body)]) kinds.add(/** @type {Kind} */ (kind));
    else kinds.add("other");
    at = end;
  }
  if (at < bytes.length) kinds.add("other");
  return { parts, removed: named(kinds), type: "image/png" };
}

/** @param {Set<Kind>} kinds @returns {Kind[]} in a fixed order */
function named(kinds) {
  return ORDER.filter((kind) => kinds.has(kind));
}

/**
 * Clean a JPEG or PNG picture.
 *
 * @param {Uint8Array<ArrayBuffer>} bytes the whole file
 * @returns {Clean}
 * @throws {CannotClean} any other kind of file, or a broken one
 */
export function strip(bytes) {
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return stripJpeg(bytes);
  if (says(bytes, 0, "\x89PNG\r\n\x1a\n")) return stripPng(bytes);
  throw new CannotClean("The file is no JPEG or PNG picture.");
}
