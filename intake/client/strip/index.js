/**
 * Take hidden data out of files by their bytes. Nothing is decoded and nothing is drawn again:
 * Tor Browser randomises what a canvas gives back, and pixels stay exactly as they were.
 *
 * One module a format. Each writes anew what a decoder needs and nothing else (a list of what is
 * kept, never a list of what is removed); what it does not know it refuses, and the file is then
 * not touched. What is kept and why: docs/spec/stripping.md.
 *
 * Memory: pictures and short sounds are read whole, up to LARGEST_WHOLE; films and WAV are not (see
 * film.js), their parts are slices of the file.
 */

import { CannotClean, latin, read, says } from "./bytes.js";
import { stripFilm } from "./film.js";
import { stripGif } from "./gif.js";
import { stripHeif } from "./heif.js";
import { stripJpeg } from "./jpeg.js";
import { stripMp3 } from "./mp3.js";
import { stripOgg } from "./ogg.js";
import { stripPng } from "./png.js";
import { stripWav, stripWebp } from "./riff.js";

export { CannotClean };

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {import("./bytes.js").Reason} Reason */
/** @typedef {import("./kinds.js").Kind} Kind */

/**
 * @typedef {object} Clean
 * @property {(Blob|Bytes)[]} parts what is kept, in order
 * @property {Kind[]} removed kinds of what was removed, never values
 * @property {string} type media type, by the bytes and not by the name
 * @property {string} ending of the neutral name
 */

/** A picture or a sound above this size is not read into memory, in bytes. */
const LARGEST_WHOLE = 64 * 1024 * 1024;

/** Brands of pictures in the ISO base media file format. */
const PICTURE_BRANDS = /^(mif1|msf1|hei[cxms]|hev[cx]|avif|avis|MiH.)$/;

/** First boxes of a QuickTime film that has no `ftyp`. */
const OLD_QUICKTIME = ["moov", "mdat", "wide", "free", "skip", "pnot"];

/** Beginnings of papers and office files, which hold more than can be taken out here. */
const DOCUMENTS = ["%PDF", "PK\x03\x04", "\xd0\xcf\x11\xe0", "{\\rtf"];

/** @param {Bytes} head @returns {((bytes: Bytes) => Clean|Promise<Clean>)|null} */
function forWhole(head) {
  if (says(head, 0, "\xff\xd8\xff")) return stripJpeg;
  if (says(head, 0, "\x89PNG\r\n\x1a\n")) return stripPng;
  if (says(head, 0, "GIF87a") || says(head, 0, "GIF89a")) return stripGif;
  if (says(head, 0, "RIFF") && says(head, 8, "WEBP")) return stripWebp;
  if (says(head, 4, "ftyp") && PICTURE_BRANDS.test(latin(head.subarray(8, 12)))) return stripHeif;
  if (says(head, 0, "OggS")) return stripOgg;
  if (says(head, 0, "ID3")) return stripMp3;
  if (head[0] === 0xff && (head[1] & 0xe6) === 0xe2) return stripMp3;
  return null;
}

/** @param {Bytes} head @returns {((file: Blob) => Promise<Clean>)|null} */
function forSlices(head) {
  if (says(head, 0, "RIFF") && says(head, 8, "WAVE")) return stripWav;
  const first = latin(head.subarray(4, 8));
  return first === "ftyp" || OLD_QUICKTIME.includes(first) ? stripFilm : null;
}

/**
 * Clean one file.
 *
 * @param {Blob} file
 * @returns {Promise<Clean>}
 * @throws {CannotClean} where it is of no kind that can be cleaned completely, or broken
 */
export async function strip(file) {
  const head = await read(file, 0, 16);
  const whole = forWhole(head);
  const slices = forSlices(head);
  if (!whole && !slices) {
    const paper = DOCUMENTS.some((start) => says(head, 0, start));
    throw new CannotClean(paper ? "document" : "kind", "Files of this kind cannot be cleaned.");
  }
  if (whole && file.size > LARGEST_WHOLE) {
    throw new CannotClean("large", "The file is too large to clean in memory.");
  }
  try {
    if (whole) return await whole(await read(file));
    return await /** @type {NonNullable<typeof slices>} */ (slices)(file);
  } catch (error) {
    // A read outside of its bytes is what a broken file leads to.
    if (error instanceof RangeError) throw new CannotClean("broken", "The file is broken.");
    throw error;
  }
}
