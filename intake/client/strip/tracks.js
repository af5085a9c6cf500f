/**
 * One track of a film, written anew: how it is coded, its times, its samples. Names, vendors,
 * creation times and languages are left out; a track that is neither picture nor sound as well.
 */

import { boxes, box, fullBox, maybe, only } from "./bmff.js";
import { CannotClean, blank, broken, joined, latin, letters, need, says, u16, u32, viewOf } from "./bytes.js";
import { smallProfile } from "./icc.js";
import { kindsIn } from "./kinds.js";
import { checkAvc, cleanHevc } from "./nal.js";
import { samplesOf, timeTables } from "./samples.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {import("./bmff.js").Box} Box */
/** @typedef {import("./kinds.js").Kind} Kind */

/**
 * @typedef {object} Track
 * @property {"vide"|"soun"|"none"} sort "none" is left out
 * @property {import("./samples.js").Samples} samples
 * @property {{coding: import("./nal.js").Coding, prefix: number, dolby: boolean}|null} units
 *   how its pictures are divided into units, where they are
 * @property {(sizes: Bytes, offsets: Bytes) => Bytes} write the whole `trak` with these two tables
 */

/** Codings of picture and sound whose descriptions are known here. */
const PICTURES = ["avc1", "avc3", "hvc1", "hev1", "dvh1", "dvhe", "av01", "vp09", "mp4v", "s263"];
const SOUNDS = ["mp4a", "samr", "sawb", "alac", "Opus", "ac-3", "ec-3", "apac"];

/** Boxes in a description that are kept, each with its longest body in bytes. */
const SETTINGS = /** @type {Record<string, number>} */ ({
  avcC: 4096, hvcC: 65536, av1C: 256, vpcC: 256, esds: 256, d263: 16, pasp: 8, clap: 32, fiel: 2,
  mdcv: 24, clli: 4, dvcC: 24, dvvC: 24, damr: 9, dOps: 512, alac: 64, dac3: 3, dec3: 64,
  dapa: 256, chan: 256, frma: 4, "\0\0\0\0": 0,
});

/** Bytes before the boxes of a description, after the eight that all have. */
const PICTURE_HEAD = 70;
const SOUND_HEADS = [20, 36, 56];

/** Language "und" in three letters of five bits. */
const NO_LANGUAGE = 0x55c4;

/**
 * @param {Box[]} settings
 * @param {Set<Kind>} kinds
 * @returns {Bytes[]}
 */
function cleanSettings(settings, kinds) {
  return settings.flatMap(({ type, body }) => {
    if (type === "colr" && (says(body, 0, "nclx") || says(body, 0, "nclc"))) {
      return [box(type, body.subarray(0, says(body, 0, "nclx") ? 11 : 10))];
    }
    if (type === "colr") {
      const small = smallProfile(body.subarray(4));
      kinds.add("profile");
      return small ? [box(type, letters("prof"), small)] : [];
    }
    if (type === "wave") return [box(type, ...cleanSettings(boxes(body, true), kinds))];
    // Within `wave` an empty copy of the description may stand.
    if (type === "mp4a" && body.length === 4) return [box(type, new Uint8Array(4))];
    if (!Object.hasOwn(SETTINGS, type)) return [];
    need(body.length <= SETTINGS[type], "a description is longer than it may be");
    if (type === "hvcC") return [box(type, cleanHevc(body).body)];
    // The vendor of the coder stands in the first four bytes.
    if (type === "damr") return [box(type, u32(0), body.subarray(4))];
    return [box(type, body)];
  });
}

/**
 * The one description of a track's samples.
 *
 * @param {Bytes} stsd
 * @param {"vide"|"soun"} sort
 * @param {Set<Kind>} kinds
 * @returns {{written: Bytes, settings: Box[], type: string}}
 */
function description(stsd, sort, kinds) {
  need(stsd.length > 8 && viewOf(stsd).getUint32(4) === 1, "a track changes its coding");
  const [{ type, body }] = boxes(stsd.subarray(8));
  const known = sort === "vide" ? PICTURES : SOUNDS;
  if (!known.includes(type)) throw new CannotClean("kind", "A track is coded in an unknown way.");
  need(body.length >= 8 + SOUND_HEADS[0], "a description is cut off");
  const version = viewOf(body).getUint16(8);
  const length = 8 + (sort === "vide" ? PICTURE_HEAD : (SOUND_HEADS[version] ?? body.length));
  need(body.length >= length, "a description is cut off");
  const head = body.slice(0, length);
  if (!blank(head.subarray(10, sort === "vide" ? 24 : 16))) kinds.add("software");
  head.fill(0, 0, 6);
  head.set(u16(1), 6);
  if (sort === "vide") {
    need(viewOf(body).getUint16(76) === 0xffff, "a picture has a palette");
    if (!blank(head.subarray(42, 74))) kinds.add("software");
    head.fill(0, 8, 24);
    head.fill(0, 42, 74);
  } else {
    head.fill(0, 10, 16);
  }
  const settings = boxes(body.subarray(length), true);
  const entry = box(type, head, ...cleanSettings(settings, kinds));
  return { written: fullBox("stsd", 0, 0, u32(1), entry), settings, type };
}

/**
 * A header with its two times set to zero.
 *
 * @param {string} type
 * @param {Bytes} body
 * @param {[number, number]} lengths in versions 0 and 1
 * @param {Set<Kind>} kinds
 * @returns {Bytes} the body
 */
export function withoutTimes(type, body, lengths, kinds) {
  const wide = body[0] === 1;
  need(body[0] <= 1 && body.length === lengths[body[0]], `${type} has another length than it may`);
  const clean = body.slice();
  const end = wide ? 20 : 12;
  if (!blank(clean.subarray(4, end))) kinds.add("time");
  clean.fill(0, 4, end);
  return clean;
}

/** @param {Bytes|null} edts @returns {Bytes[]} */
function edits(edts) {
  const elst = edts && maybe(boxes(edts), "elst");
  if (!elst) return [];
  need(elst.length >= 8, "a table is cut off");
  const width = elst[0] === 1 ? 20 : 12;
  need(elst.length === 8 + width * viewOf(elst).getUint32(4), "a table has another length than it says");
  return [box("edts", box("elst", elst))];
}

/** @param {Bytes} dinf @returns {boolean} whether all samples lie in this file */
function selfContained(dinf) {
  const dref = only(boxes(dinf), "dref");
  return boxes(dref.subarray(8)).every(({ body }) => body.length >= 4 && (body[3] & 1) === 1);
}

/** @param {Box[]} minf @returns {Bytes} the header of the media */
function mediaHeader(minf) {
  for (const [type, length] of /** @type {[string, number][]} */ ([["vmhd", 12], ["smhd", 8]])) {
    const body = maybe(minf, type);
    if (!body) continue;
    need(body.length === length, "a header has another length than it may");
    return box(type, body);
  }
  throw broken("a header is missing");
}

/**
 * @param {Bytes} trak
 * @param {Set<Kind>} kinds what is left out is added
 * @returns {Track}
 */
export function trackOf(trak, kinds) {
  const inner = boxes(trak);
  for (const { type, body } of inner) {
    if (!["tkhd", "edts", "mdia", "tref", "load", "tapt"].includes(type) && !blank(body)) {
      for (const kind of kindsIn(joined([letters(type), body]))) kinds.add(kind);
    }
  }
  const mdia = boxes(only(inner, "mdia"));
  const hdlr = only(mdia, "hdlr");
  need(hdlr.length >= 20, "a header is cut off");
  const handler = latin(hdlr.subarray(8, 12));
  const minf = boxes(only(mdia, "minf"));
  const stbl = boxes(only(minf, "stbl"));
  const samples = samplesOf(stbl);
  if (handler !== "vide" && handler !== "soun") {
    const said = kindsIn(only(stbl, "stsd"));
    kinds.add("track");
    for (const kind of said) if (kind !== "other") kinds.add(kind);
    return { sort: "none", samples, units: null, write: () => new Uint8Array() };
  }
  if (!blank(hdlr.subarray(12))) kinds.add("software");
  need(selfContained(only(minf, "dinf")), "its samples lie in another file");
  need(!stbl.some(({ type }) => ["saiz", "saio", "stz2"].includes(type)), "it is encrypted");
  const { written, settings, type } = description(only(stbl, "stsd"), handler, kinds);
  need(handler === "vide" || samples.constant === 0 || samples.constant > 4, "its sound is not coded");
  const track = withoutTimes("tkhd", only(inner, "tkhd"), [84, 96], kinds);
  const media = withoutTimes("mdhd", only(mdia, "mdhd"), [24, 36], kinds);
  media.set(u16(NO_LANGUAGE), media.length - 4);
  const groups = stbl.filter(({ type: name, body }) =>
    (name === "sgpd" || name === "sbgp") && /^(roll|prol|rap )/.test(latin(body.subarray(4, 8))) && body.length < 65536,
  );
  const tables = [...timeTables(stbl), ...stbl.filter(({ type: name, body }) =>
    (name === "cslg" && body.length <= 44) || (name === "sdtp" && body.length === 4 + samples.count),
  ), ...groups].map(({ type: name, body }) => box(name, body));
  const write = (/** @type {Bytes} */ sizes, /** @type {Bytes} */ offsets) => box(
    "trak",
    box("tkhd", track),
    ...edits(maybe(inner, "edts")),
    box(
      "mdia",
      box("mdhd", media),
      fullBox("hdlr", 0, 0, hdlr.subarray(4, 12), new Uint8Array(13)),
      box(
        "minf",
        mediaHeader(minf),
        box("dinf", fullBox("dref", 0, 0, u32(1), fullBox("url ", 0, 1))),
        box("stbl", written, ...tables, sizes, box("stsc", only(stbl, "stsc")), offsets),
      ),
    ),
  );
  return { sort: handler, samples, units: unitsOf(type, settings), write };
}

/**
 * @param {string} type
 * @param {Box[]} settings
 * @returns {Track["units"]}
 */
function unitsOf(type, settings) {
  const dolby = settings.some((item) => item.type === "dvcC" || item.type === "dvvC");
  if (type.startsWith("avc")) return { coding: "avc", prefix: checkAvc(only(settings, "avcC")), dolby };
  if (!/^(hvc|hev|dv)/.test(type)) return null;
  return { coding: "hevc", prefix: cleanHevc(only(settings, "hvcC")).prefix, dolby };
}
