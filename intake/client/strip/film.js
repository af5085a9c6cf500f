/**
 * MP4, MOV, M4A and 3GP: films and sound in the ISO base media file format.
 *
 * `moov` is read whole and written anew from what a player needs; `mdat` is written anew from the
 * chunks that picture and sound name, as slices of the file that are never read into memory. So
 * tracks of positions, trailers and gaps have no way into the result, and every offset is computed,
 * whichever of the two stands first.
 *
 * Memory: `moov` (LARGEST_MOOV) some four times, and one window of WINDOW bytes; not the film.
 */

import { boxes, box, fullBox, only, placesOf } from "./bmff.js";
import { CannotClean, broken, joined, latin, letters, need, read, says, u32 } from "./bytes.js";
import { kindsIn, ordered } from "./kinds.js";
import { HEAD, keeps, lengthAt } from "./nal.js";
import { trackOf, withoutTimes } from "./tracks.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {import("./kinds.js").Kind} Kind */
/** @typedef {import("./tracks.js").Track} Track */

/** Largest list of samples that is read into memory, in bytes: some hours of film. */
const LARGEST_MOOV = 16 * 1024 * 1024;

/** Bytes of a film that are read at once while units are looked at. */
const WINDOW = 256 * 1024;

/** Most pieces that the result is made of. */
const MOST_PIECES = 200_000;

/** Most tracks of one film; a telephone writes up to eight. */
const MOST_TRACKS = 64;

/** A slice of the file that is kept. */
/** @typedef {{from: number, to: number}} Piece */

/** Reads a file through one window. */
class Window {
  /** @param {Blob} file */
  constructor(file) {
    this.file = file;
    this.at = 0;
    this.bytes = /** @type {Bytes} */ (new Uint8Array());
  }

  /** @param {number} from @param {number} to at most HEAD + 4 apart @returns {Promise<Bytes>} */
  async read(from, to) {
    if (from < this.at || to > this.at + this.bytes.length) {
      this.at = from;
      this.bytes = await read(this.file, from, Math.min(from + WINDOW, this.file.size));
    }
    return this.bytes.subarray(from - this.at, to - this.at);
  }
}

/**
 * Leaves messages out of a track of units: its samples get shorter.
 *
 * @param {Window} window
 * @param {Track} track its sizes are changed
 * @param {Set<Kind>} kinds
 * @returns {Promise<Piece[]>} what is left out, in the order of the track
 */
async function cutsOf(window, track, kinds) {
  const { samples, units } = track;
  const cuts = /** @type {Piece[]} */ ([]);
  if (!units) return cuts;
  need(samples.constant === 0, "pictures are all of one length");
  for (const chunk of samples.chunks) {
    let at = chunk.at;
    for (let sample = chunk.first; sample < chunk.first + chunk.samples; sample += 1) {
      const end = at + samples.sizes[sample];
      while (at < end) {
        need(at + units.prefix < end, "a picture is cut off");
        const head = await window.read(at, Math.min(at + units.prefix + HEAD, end));
        const length = lengthAt(head, 0, units.prefix);
        const next = at + units.prefix + length;
        need(length > 0 && next <= end, "a picture is cut off");
        const unit = head.subarray(units.prefix, units.prefix + length);
        if (!keeps(units.coding, unit, length, units.dolby)) {
          cuts.push({ from: at, to: next });
          samples.sizes[sample] -= next - at;
          kinds.add("other");
        }
        at = next;
      }
      need(samples.sizes[sample] > 0 || cuts.length === 0, "a picture is empty");
    }
    if (cuts.length > MOST_PIECES) throw new CannotClean("large", "The film has too many parts.");
  }
  return cuts;
}

/**
 * Chunks that are kept, in the order of the file. Each lies in `mdat`, and none shares a byte with
 * another: what one track names as sound cannot be what another names as positions.
 *
 * @param {Track[]} tracks
 * @param {import("./bmff.js").Place[]} data
 */
function inOrder(tracks, data) {
  const all = tracks.flatMap((track) => track.samples.chunks.map((chunk) => ({ chunk, track })));
  all.sort((a, b) => a.chunk.at - b.chunk.at);
  const kept = [];
  let [end, endKept] = [0, false];
  let area = 0;
  for (const item of all) {
    const { chunk, track } = item;
    const to = chunk.at + chunk.size;
    const keeps = track.sort !== "none";
    if (keeps) kept.push(item);
    if (chunk.size === 0) continue;
    need(chunk.at >= end || !(keeps || endKept), "chunks overlap");
    if (to > end) [end, endKept] = [to, keeps];
    if (!keeps) continue;
    while (area < data.length && data[area].end <= chunk.at) area += 1;
    need(area < data.length && chunk.at >= data[area].body && to <= data[area].end, "a chunk lies outside");
  }
  return kept;
}

/**
 * @param {ReturnType<typeof inOrder>} chunks
 * @param {Piece[]} cuts
 * @returns {{pieces: Piece[], places: Map<object, number>, length: number}} `places` are the chunks'
 *   new places, from the beginning of the data
 */
function layOut(chunks, cuts) {
  const sorted = [...cuts].sort((a, b) => a.from - b.from);
  const pieces = /** @type {Piece[]} */ ([]);
  const places = new Map();
  let length = 0;
  let cut = 0;
  const keep = (/** @type {number} */ from, /** @type {number} */ to) => {
    if (from === to) return;
    const last = pieces[pieces.length - 1];
    if (last?.to === from) last.to = to;
    else pieces.push({ from, to });
    length += to - from;
  };
  for (const { chunk } of chunks) {
    places.set(chunk, length);
    let at = chunk.at;
    const end = chunk.at + chunk.size;
    for (; cut < sorted.length && sorted[cut].from < end; cut += 1) {
      keep(at, sorted[cut].from);
      at = sorted[cut].to;
    }
    keep(at, end);
  }
  if (pieces.length > MOST_PIECES) throw new CannotClean("large", "The film has too many parts.");
  return { pieces, places, length };
}

/** @param {Track} track @returns {Bytes} `stsz` */
function sizeTable({ samples }) {
  const head = [u32(samples.constant), u32(samples.count)];
  const table = new Uint8Array(4 * samples.sizes.length);
  const view = new DataView(table.buffer);
  samples.sizes.forEach((size, i) => view.setUint32(4 * i, size));
  return fullBox("stsz", 0, 0, ...head, table);
}

/** @param {Track} track @param {Map<object, number>} places @param {number} start @returns {Bytes} */
function offsetTable({ samples }, places, start) {
  const table = new Uint8Array(4 * samples.chunks.length);
  const view = new DataView(table.buffer);
  samples.chunks.forEach((chunk, i) => view.setUint32(4 * i, start + (places.get(chunk) ?? 0)));
  return fullBox("stco", 0, 0, u32(samples.chunks.length), table);
}

/** @param {string} brand @param {boolean} pictures @returns {{brand: string, type: string, ending: string}} */
function sortOf(brand, pictures) {
  if (brand === "qt  ") return { brand, type: "video/quicktime", ending: "mov" };
  if (!pictures) return { brand: "M4A ", type: "audio/mp4", ending: "m4a" };
  if (brand.startsWith("3g")) return { brand: "3gp4", type: "video/3gpp", ending: "3gp" };
  return { brand: "mp42", type: "video/mp4", ending: "mp4" };
}

/**
 * @param {Blob} file
 * @param {import("./bmff.js").Place[]} top
 * @param {Set<Kind>} kinds
 */
async function nameRemoved(file, top, kinds) {
  for (const { type, body, end } of top) {
    if (["ftyp", "moov", "mdat", "wide"].includes(type)) continue;
    const bytes = await read(file, body, Math.min(end, body + 65536));
    if (bytes.some((byte) => byte !== 0)) for (const kind of kindsIn(bytes)) kinds.add(kind);
  }
}

/** @param {Blob} file @returns {Promise<import("./index.js").Clean>} */
export async function stripFilm(file) {
  const kinds = /** @type {Set<Kind>} */ (new Set());
  const top = await placesOf(file);
  need(!top.some(({ type }) => type === "moof"), "it is in fragments");
  const list = top.filter(({ type }) => type === "moov");
  if (list.length !== 1) throw broken("not one moov");
  if (list[0].end - list[0].body > LARGEST_MOOV) {
    throw new CannotClean("large", "The film has too many parts.");
  }
  const moov = boxes(await read(file, list[0].body, list[0].end), true);
  need(!moov.some(({ type }) => ["mvex", "cmov", "rmra", "pssh"].includes(type)), "it is in fragments");
  await nameRemoved(file, top, kinds);
  for (const { type, body } of moov) {
    if (["mvhd", "trak", "iods"].includes(type) || body.length === 0) continue;
    for (const kind of kindsIn(joined([letters(type), body]))) kinds.add(kind);
  }
  const traks = moov.filter(({ type }) => type === "trak");
  need(traks.length <= MOST_TRACKS, "too many tracks");
  const tracks = traks.map(({ body }) => trackOf(body, kinds));
  const kept = tracks.filter(({ sort }) => sort !== "none");
  need(kept.length > 0, "neither picture nor sound inside");
  const chunks = inOrder(tracks, top.filter(({ type }) => type === "mdat"));
  const window = new Window(file);
  const cuts = [];
  for (const track of kept) for (const cut of await cutsOf(window, track, kinds)) cuts.push(cut);
  const { pieces, places, length } = layOut(chunks, cuts);

  const header = withoutTimes("mvhd", only(moov, "mvhd"), [100, 112], kinds);
  header.fill(0, header.length - 28, header.length - 4);
  const head = await read(file, 0, 12);
  const brand = says(head, 4, "ftyp") ? latin(head.subarray(8, 12)) : "qt  ";
  const sort = sortOf(brand, kept.some((track) => track.sort === "vide"));
  const brands = sort.brand === "qt  " ? ["qt  "] : [sort.brand, "isom"];
  const start = box("ftyp", letters(sort.brand), u32(0), ...brands.map(letters));
  const build = (/** @type {number} */ at) =>
    box("moov", box("mvhd", header), ...kept.map((track) =>
      track.write(sizeTable(track), offsetTable(track, places, at))));
  const at = start.length + build(0).length + 8;
  if (at + length > 0xffffffff) throw new CannotClean("large", "The film is too large.");
  const parts = [start, build(at), u32(length + 8), letters("mdat"),
    ...pieces.map(({ from, to }) => file.slice(from, to))];
  return { parts, removed: ordered(kinds), type: sort.type, ending: sort.ending };
}
