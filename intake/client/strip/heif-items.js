/**
 * The lists in the `meta` box of a HEIF picture: items, references, properties, places.
 */

import { boxes, only } from "./bmff.js";
import { broken, joined, latin, need, viewOf } from "./bytes.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {import("./bmff.js").Box} Box */

/** @typedef {Map<number, {type: string, hidden: boolean, name: Bytes, words: Bytes}>} Items */
/** @typedef {{kind: string, from: number, to: number[]}} Reference */

/** Most items of one picture: a grid of 48 megapixels has some 200 tiles. */
const MOST_ITEMS = 4096;

/** @param {Bytes} body of `iinf` @returns {Items} */
export function parseItems(body) {
  const items = /** @type {Items} */ (new Map());
  for (const { type, body: info } of boxes(body.subarray(body[0] === 0 ? 6 : 8))) {
    need(type === "infe" && info.length >= 12 && (info[0] === 2 || info[0] === 3), "an item is unknown");
    const wide = info[0] === 3 ? 2 : 0;
    const view = viewOf(info);
    const item = wide ? view.getUint32(4) : view.getUint16(4);
    need(view.getUint16(6 + wide) === 0, "an item is protected");
    const kind = latin(info.subarray(8 + wide, 12 + wide));
    const words = info.subarray(12 + wide);
    const name = words.subarray(0, Math.max(0, words.indexOf(0)));
    need(!items.has(item) && items.size < MOST_ITEMS, "an item is listed twice");
    items.set(item, { type: kind, hidden: (info[3] & 1) === 1, name, words });
  }
  return items;
}

/** @param {Bytes|null} body of `iref` @returns {Reference[]} */
export function parseReferences(body) {
  if (!body) return [];
  const size = body[0] === 0 ? 2 : 4;
  return boxes(body.subarray(4)).map(({ type, body: list }) => {
    const view = viewOf(list);
    const number = (/** @type {number} */ at) => (size === 2 ? view.getUint16(at) : view.getUint32(at));
    need(list.length >= size + 2, "a reference is cut off");
    const count = view.getUint16(size);
    need(list.length === size + 2 + size * count && count <= MOST_ITEMS, "a reference is cut off");
    const to = Array.from({ length: count }, (_, i) => number(size + 2 + size * i));
    return { kind: type, from: number(0), to };
  });
}

/**
 * @param {Bytes} body of `iprp`
 * @returns {{properties: Box[], used: Map<number, {index: number, essential: boolean}[]>}}
 */
export function parseProperties(body) {
  const inner = boxes(body);
  const properties = boxes(only(inner, "ipco"));
  const used = new Map();
  for (const { type, body: map } of inner) {
    if (type !== "ipma") continue;
    need(map.length >= 8, "its properties are cut off");
    const view = viewOf(map);
    const [wide, long] = [map[0] > 0, (map[3] & 1) === 1];
    let at = 8;
    need(view.getUint32(4) <= MOST_ITEMS, "too many properties");
    for (let n = view.getUint32(4); n > 0; n -= 1) {
      need(at + (wide ? 5 : 3) <= map.length, "its properties are cut off");
      const item = wide ? view.getUint32(at) : view.getUint16(at);
      at += wide ? 4 : 2;
      const count = map[at];
      at += 1;
      need(at + count * (long ? 2 : 1) <= map.length && !used.has(item), "its properties are cut off");
      const list = [];
      for (let i = 0; i < count; i += 1, at += long ? 2 : 1) {
        const value = long ? view.getUint16(at) : map[at];
        const index = value & (long ? 0x7fff : 0x7f);
        need(index <= properties.length, "a property is missing");
        if (index > 0) list.push({ index, essential: value >= (long ? 0x8000 : 0x80) });
      }
      used.set(item, list);
    }
  }
  return { properties, used };
}

/** @param {Bytes} bytes of the file @param {Bytes} body @returns {[number, number]} */
function rangeOf(bytes, body) {
  const start = body.byteOffset - bytes.byteOffset;
  return [start, start + body.length];
}

/**
 * Where items lie. Each lies in the file's `mdat` or in `idat`, and none shares a byte with one that
 * is left out.
 *
 * @param {Bytes} body of `iloc`
 * @param {Bytes} bytes the whole file
 * @param {Bytes|null} idat
 * @param {Box[]} top
 */
export function locate(body, bytes, idat, top) {
  const version = body[0];
  need(version <= 2 && body.length >= 8, "its places are cut off");
  const view = viewOf(body);
  const [offsetSize, lengthSize] = [body[4] >> 4, body[4] & 15];
  const [baseSize, indexSize] = [body[5] >> 4, version > 0 ? body[5] & 15 : 0];
  need([offsetSize, lengthSize, baseSize, indexSize].every((n) => [0, 4, 8].includes(n)), "its places are unknown");
  const areas = top.filter(({ type }) => type === "mdat").map((item) => rangeOf(bytes, item.body));
  const inline = idat ? rangeOf(bytes, idat) : null;
  let at = 6;
  const number = (/** @type {number} */ size) => {
    need(at + size <= body.length, "its places are cut off");
    let value = 0;
    for (let i = 0; i < size; i += 1) value = value * 256 + body[at + i];
    at += size;
    return value;
  };
  const count = number(version < 2 ? 2 : 4);
  need(count <= MOST_ITEMS, "too many items");
  const places = /** @type {Map<number, [number, number][]>} */ (new Map());
  for (let n = 0; n < count; n += 1) {
    const item = number(version < 2 ? 2 : 4);
    const method = version > 0 ? number(2) & 15 : 0;
    need(number(2) === 0 && method <= 1 && !places.has(item), "an item lies outside of the file");
    const base = number(baseSize);
    const extents = number(2);
    const ranges = /** @type {[number, number][]} */ ([]);
    for (let i = 0; i < extents; i += 1) {
      number(indexSize);
      const offset = base + number(offsetSize);
      const length = number(lengthSize);
      need(method === 0 || inline !== null, "an item lies nowhere");
      const start = method === 1 && inline ? inline[0] + offset : offset;
      const allowed = method === 1 && inline ? [inline] : areas;
      const fits = allowed.some(([from, to]) => start >= from && start + length <= to);
      need(length > 0 && fits, "an item lies outside of the file");
      ranges.push([start, start + length]);
    }
    places.set(item, ranges);
  }
  need(at === body.length && view.byteLength > 0, "its places hold more than they say");
  return {
    /** @param {number} item @returns {Bytes} */
    data(item) {
      const ranges = places.get(item) ?? [];
      const size = ranges.reduce((sum, [from, to]) => sum + to - from, 0);
      need(size <= bytes.length, "its items overlap");
      return joined(ranges.map(([from, to]) => bytes.subarray(from, to)));
    },
    /** @param {Set<number>} kept @throws {CannotClean} where a kept item shares bytes with another */
    apart(kept) {
      const all = [...places].flatMap(([item, ranges]) =>
        ranges.map(([from, to]) => ({ from, to, kept: kept.has(item) })),
      );
      all.sort((a, b) => a.from - b.from);
      let [end, endKept] = [0, false];
      for (const range of all) {
        if (range.from < end && range.kept !== endKept) throw broken("its items overlap");
        if (range.from < end && range.kept) throw broken("its items overlap");
        if (range.to > end) [end, endKept] = [range.to, range.kept];
      }
    },
  };
}
