/**
 * HEIC, HEIF and AVIF pictures (ISO/IEC 23008-12): one `meta` box that lists items, properties and
 * where their bytes lie. It is written anew with the picture, the tiles that it is made of, and its
 * transparency; nothing else is carried over, so that no byte of Exif, XMP, previews, depth maps,
 * other pictures or a video behind it can stay.
 *
 * How the picture is turned is a property of its own here (irot, imir) and stays; the Exif
 * orientation is ignored by decoders of this format.
 */

import { boxes, box, fullBox, maybe, only } from "./bmff.js";
import { broken, joined, latin, letters, need, says, u16, u32, viewOf } from "./bytes.js";
import { smallProfile } from "./icc.js";
import { locate, parseItems, parseProperties, parseReferences } from "./heif-items.js";
import { kindsIn, ordered } from "./kinds.js";
import { av1Of, cleanHevc, pictureOf } from "./nal.js";
import { readTiff } from "./tiff.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {import("./kinds.js").Kind} Kind */
/** @typedef {import("./bmff.js").Box} Box */

/** Brands that may stand in the head of the file, in this order. */
const BRANDS = ["mif1", "heic", "heix", "miaf", "avif", "MiHB", "MiHA", "MiHE", "MA1B", "MA1A"];

/** What an item may be: coded pictures, a grid of them, a picture turned. */
const CODED = ["hvc1", "av01"];
const DERIVED = ["grid", "iden"];

const ALPHA = ["urn:mpeg:mpegB:cicp:systems:auxiliary:alpha", "urn:mpeg:hevc:2015:auxid:1"];

/** Properties that are kept as they are, each with its longest body in bytes. */
const PROPERTIES = /** @type {Record<string, number>} */ ({
  ispe: 12, pixi: 16, irot: 1, imir: 1, clap: 32, pasp: 8, clli: 4, mdcv: 24, av1C: 256,
  a1op: 1, a1lx: 13, lsel: 2,
});

/**
 * A property as it is written, or null where it is left out.
 *
 * @param {Box} property
 * @param {Set<Kind>} kinds
 * @returns {Bytes|null}
 */
function cleanProperty({ type, body }, kinds) {
  if (type === "hvcC") return box(type, cleanHevc(body).body);
  if (Object.hasOwn(PROPERTIES, type)) {
    need(body.length <= PROPERTIES[type], "a property is longer than it may be");
    return box(type, body);
  }
  if (type === "auxC") {
    const name = ALPHA.find((alpha) => says(body, 4, `${alpha}\0`));
    return name ? fullBox(type, 0, 0, letters(`${name}\0`)) : null;
  }
  if (type === "colr" && says(body, 0, "nclx")) return box(type, body.subarray(0, 11));
  if (type === "colr") {
    const small = smallProfile(body.subarray(4));
    const same = small?.length === body.length - 4 && small.every((byte, i) => byte === body[4 + i]);
    if (!same) kinds.add("profile");
    return small ? box(type, letters("prof"), small) : null;
  }
  return null;
}

/**
 * Items that make the picture: the primary one, what it is made of, and its transparency.
 *
 * @param {number} primary
 * @param {import("./heif-items.js").Items} items
 * @param {import("./heif-items.js").Reference[]} references
 * @param {(item: number) => boolean} isAlpha
 * @returns {Set<number>}
 */
function picture(primary, items, references, isAlpha) {
  const kept = new Set([primary]);
  for (const item of kept) {
    const type = items.get(item)?.type ?? "";
    need(CODED.includes(type) || DERIVED.includes(type), "a picture is coded in an unknown way");
    for (const { kind, from, to } of references) {
      if (kind === "dimg" && from === item) for (const part of to) kept.add(part);
      if (kind === "auxl" && to.includes(item) && isAlpha(from)) kept.add(from);
    }
  }
  return kept;
}

/**
 * @param {import("./heif-items.js").Items} items
 * @param {Set<number>} kept
 * @param {import("./heif-items.js").Reference[]} references
 * @param {(item: number) => Bytes} dataOf
 * @param {Set<Kind>} kinds
 */
function nameRemoved(items, kept, references, dataOf, kinds) {
  for (const [item, { type, name, words }] of items) {
    if (name.length > 0) kinds.add("other");
    if (kept.has(item)) continue;
    const small = references.some(({ kind, from }) => kind === "thmb" && from === item);
    if (type === "Exif") {
      const data = dataOf(item);
      const start = data.length >= 4 ? 4 + viewOf(data).getUint32(0) : 0;
      const found = readTiff(data.subarray(start)).kinds;
      for (const kind of found.size > 0 ? found : ["other"]) kinds.add(/** @type {Kind} */ (kind));
    } else if (type === "mime") {
      for (const kind of [...kindsIn(dataOf(item)), ...kindsIn(words)]) kinds.add(kind);
    } else {
      kinds.add(small ? "preview" : "other");
    }
  }
}

/**
 * @param {Bytes} data
 * @param {string} type
 * @param {Box[]} properties of this item
 * @returns {Bytes}
 */
function cleanData(data, type, properties) {
  if (type === "hvc1") return pictureOf("hevc", data, cleanHevc(only(properties, "hvcC")).prefix);
  if (type === "av01") return av1Of(data);
  if (type === "grid") need(data.length === (data[1] & 1 ? 12 : 8), "a grid has a wrong length");
  else need(data.length === 0, "an item holds what it should not");
  return data;
}

/** @param {Bytes} head body of `ftyp` @returns {{brands: string[], major: string}} */
function brandsOf(head) {
  need(head.length >= 8 && head.length % 4 === 0, "its head is cut off");
  const all = /** @type {string[]} */ ([]);
  for (let at = 0; at < head.length; at += 4) if (at !== 4) all.push(latin(head.subarray(at, at + 4)));
  const brands = BRANDS.filter((brand) => all.includes(brand));
  if (brands.length === 0) throw broken("its brand is not known");
  return { brands, major: brands.includes(all[0]) ? all[0] : brands[0] };
}

/** @param {Bytes} bytes the whole file @returns {import("./index.js").Clean} */
export function stripHeif(bytes) {
  const kinds = /** @type {Set<Kind>} */ (new Set());
  const top = boxes(topOf(bytes, kinds));
  need(!top.some(({ type }) => type === "moov"), "it is a film of pictures");
  for (const { type, body } of top) {
    if (type === "mpvd") kinds.add("motion");
    else if (!["ftyp", "meta", "mdat", "free", "skip"].includes(type)) {
      for (const kind of kindsIn(body)) kinds.add(kind);
    }
  }
  const { brands, major } = brandsOf(only(top, "ftyp"));
  const meta = boxes(only(top, "meta").subarray(4));
  need(says(only(meta, "hdlr"), 8, "pict"), "it holds no picture");
  const items = parseItems(only(meta, "iinf"));
  const references = parseReferences(maybe(meta, "iref"));
  const { properties, used } = parseProperties(only(meta, "iprp"));
  const located = locate(only(meta, "iloc"), bytes, maybe(meta, "idat"), top);
  const pitm = only(meta, "pitm");
  const primary = pitm[0] === 0 ? viewOf(pitm).getUint16(4) : viewOf(pitm).getUint32(4);
  const of = (/** @type {number} */ item) =>
    (used.get(item) ?? []).map(({ index }) => properties[index - 1]);
  const isAlpha = (/** @type {number} */ item) =>
    of(item).some(({ type, body }) => type === "auxC" && ALPHA.some((name) => says(body, 4, name)));
  const kept = picture(primary, items, references, isAlpha);
  nameRemoved(items, kept, references, (item) => located.data(item), kinds);
  located.apart(kept);

  const order = [...kept];
  const number = new Map(order.map((item, i) => [item, i + 1]));
  const written = /** @type {Bytes[]} */ ([]);
  const indexes = new Map();
  const associations = order.map((item) => {
    const list = [];
    for (const { index, essential } of used.get(item) ?? []) {
      if (!indexes.has(index)) {
        const clean = cleanProperty(properties[index - 1], kinds);
        if (clean) written.push(clean);
        indexes.set(index, clean ? written.length : 0);
      }
      const place = indexes.get(index);
      need(place > 0 || !essential || properties[index - 1].type === "colr", "an unknown property");
      if (place > 0) list.push(u16((essential ? 0x8000 : 0) + place));
    }
    return joined([u16(number.get(item) ?? 0), new Uint8Array([list.length]), ...list]);
  });
  const data = order.map((item) => {
    const { type } = /** @type {{type: string}} */ (items.get(item));
    return cleanData(located.data(item), type, of(item));
  });
  need(data.reduce((sum, part) => sum + part.length, 0) <= bytes.length, "its items overlap");

  const refs = references
    .filter(({ kind, from }) => kept.has(from) && (kind === "dimg" || (kind === "auxl" && isAlpha(from))))
    .map(({ kind, from, to }) => {
      const targets = to.filter((item) => kept.has(item)).map((item) => u16(number.get(item) ?? 0));
      return box(kind, u16(number.get(from) ?? 0), u16(targets.length), ...targets);
    });
  const infos = order.map((item, i) => {
    const { type, hidden } = /** @type {{type: string, hidden: boolean}} */ (items.get(item));
    return fullBox("infe", 2, Number(hidden), u16(i + 1), u16(0), letters(`${type}\0`));
  });
  const head = box("ftyp", letters(major), u32(0), ...brands.map(letters));
  const build = (/** @type {number} */ start) => {
    let at = start;
    const places = data.map((part, i) => {
      const extent = part.length === 0 ? [u16(0)] : [u16(1), u32(at), u32(part.length)];
      at += part.length;
      return joined([u16(i + 1), u16(0), u16(0), ...extent]);
    });
    return fullBox(
      "meta", 0, 0,
      fullBox("hdlr", 0, 0, u32(0), letters("pict"), new Uint8Array(13)),
      fullBox("pitm", 0, 0, u16(1)),
      fullBox("iloc", 1, 0, u16(0x4400), u16(order.length), ...places),
      fullBox("iinf", 0, 0, u16(order.length), ...infos),
      ...(refs.length > 0 ? [fullBox("iref", 0, 0, ...refs)] : []),
      box("iprp", box("ipco", ...written), fullBox("ipma", 0, 1, u32(order.length), ...associations)),
    );
  };
  const body = build(head.length + build(0).length + 8);
  const type = major.startsWith("avi") || brands.includes("avif") ? "avif" : "heic";
  const parts = [head, body, box("mdat", ...data)];
  return { parts, removed: ordered(kinds), type: `image/${type}`, ending: type };
}

/**
 * The boxes at the top. What stands behind them and is no box is a trailer.
 *
 * @param {Bytes} bytes
 * @param {Set<Kind>} kinds
 * @returns {Bytes}
 */
function topOf(bytes, kinds) {
  const view = viewOf(bytes);
  let at = 0;
  while (at + 8 <= bytes.length) {
    const size = view.getUint32(at);
    const name = latin(bytes.subarray(at + 4, at + 8));
    if (!/^[ -~]{4}$/.test(name) || size === 1 || size > bytes.length - at) break;
    if (size === 0) return bytes.slice();
    if (size < 8) break;
    at += size;
  }
  if (at < bytes.length && !bytes.subarray(at).every((byte) => byte === 0)) kinds.add("other");
  return bytes.subarray(0, at);
}
