/**
 * Sample tables of a track (ISO/IEC 14496-12, 8.6 and 8.7): where its chunks lie and how long each
 * of its samples is.
 */

import { maybe, only } from "./bmff.js";
import { CannotClean, need, viewOf } from "./bytes.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {import("./bmff.js").Box} Box */

/** Most chunks and samples of one track: nine hours at 30 pictures a second. */
const MOST = 1_000_000;

/**
 * @typedef {object} Samples
 * @property {Chunk[]} chunks in the order of the track
 * @property {number} constant length of every sample, or 0 where `sizes` holds them
 * @property {Uint32Array} sizes
 * @property {number} count of samples
 */

/** @typedef {{at: number, size: number, first: number, samples: number}} Chunk */

/** @param {number} count */
function bounded(count) {
  if (count > MOST) throw new CannotClean("large", "The film has too many parts.");
}

/** @param {Bytes} body of a table @param {number} width bytes of an entry @returns {number} */
function entries(body, width) {
  need(body.length >= 8, "a table is cut off");
  const count = viewOf(body).getUint32(4);
  need(body.length === 8 + count * width, "a table has another length than it says");
  bounded(count);
  return count;
}

/** Tables that are kept as they are, each with the width of its entries in bytes. */
const TABLES = /** @type {[string, number][]} */ ([["stts", 8], ["ctts", 8], ["stss", 4], ["stps", 4]]);

/** @param {Box[]} stbl @returns {Box[]} tables of times and of key pictures */
export function timeTables(stbl) {
  return TABLES.flatMap(([type, width]) => {
    const body = maybe(stbl, type);
    if (!body) return [];
    entries(body, width);
    return [{ type, body }];
  });
}

/**
 * @param {Box[]} stbl
 * @returns {Samples}
 */
export function samplesOf(stbl) {
  const size = only(stbl, "stsz");
  need(size.length >= 12, "a table is cut off");
  const constant = viewOf(size).getUint32(4);
  const count = viewOf(size).getUint32(8);
  need(size.length === 12 + (constant ? 0 : 4 * count), "a table has another length than it says");
  if (!constant) bounded(count);
  const sizes = new Uint32Array(constant ? 0 : count);
  for (let i = 0; i < sizes.length; i += 1) sizes[i] = viewOf(size).getUint32(12 + 4 * i);

  const offsets = maybe(stbl, "stco") ?? only(stbl, "co64");
  const wide = maybe(stbl, "stco") === null;
  const total = entries(offsets, wide ? 8 : 4);
  const spread = only(stbl, "stsc");
  const runs = entries(spread, 12);
  const [from, runView] = [viewOf(offsets), viewOf(spread)];
  const chunks = /** @type {Chunk[]} */ ([]);
  let first = 0;
  for (let run = 0; run < runs; run += 1) {
    const start = runView.getUint32(8 + 12 * run);
    const end = run + 1 < runs ? runView.getUint32(20 + 12 * run) : total + 1;
    const samples = runView.getUint32(12 + 12 * run);
    need(start === chunks.length + 1 && end > start && end <= total + 1, "chunks are out of order");
    need(runView.getUint32(16 + 12 * run) === 1, "a track changes its coding");
    for (let chunk = start; chunk < end; chunk += 1) {
      const at = wide ? Number(from.getBigUint64(chunk * 8)) : from.getUint32(4 + chunk * 4);
      need(first + samples <= count, "chunks hold more samples than there are");
      let length = constant * samples;
      if (!constant) for (let i = first; i < first + samples; i += 1) length += sizes[i];
      chunks.push({ at, size: length, first, samples });
      first += samples;
    }
  }
  need(first === count && chunks.length === total, "chunks hold fewer samples than there are");
  return { chunks, constant, sizes, count };
}
