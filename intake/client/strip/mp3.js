/**
 * MP3: frames are kept, tags before and behind them go (ID3v1, ID3v2, APE, Lyrics3). Between the
 * first and the last frame nothing else may stand.
 */

import { blank, broken, latin, need, says, viewOf } from "./bytes.js";
import { kindsIn, ordered } from "./kinds.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {import("./kinds.js").Kind} Kind */

/** Kilobits a second of layer III by index: MPEG 1, then MPEG 2 and 2.5. */
const RATES = [
  [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
];
const SAMPLING = [44100, 48000, 32000];

/** @param {Bytes} bytes @param {number} at @returns {number} length of the frame, 0 where none is */
function frameLength(bytes, at) {
  if (at + 4 > bytes.length || bytes[at] !== 0xff || (bytes[at + 1] & 0xe0) !== 0xe0) return 0;
  const version = (bytes[at + 1] >> 3) & 3;
  const layer = (bytes[at + 1] >> 1) & 3;
  const rate = RATES[version === 3 ? 0 : 1][bytes[at + 2] >> 4];
  const sampling = SAMPLING[(bytes[at + 2] >> 2) & 3];
  if (version === 1 || layer !== 1 || !rate || !sampling) return 0;
  const divided = sampling / (version === 3 ? 1 : version === 2 ? 2 : 4);
  const slots = version === 3 ? 144 : 72;
  return Math.floor((slots * rate * 1000) / divided) + ((bytes[at + 2] >> 1) & 1);
}

/** @param {Bytes} bytes @param {number} at @returns {number} length of an ID3v2 tag, 0 where none is */
function tagLength(bytes, at) {
  if (!says(bytes, at, "ID3") || at + 10 > bytes.length) return 0;
  const size = bytes.subarray(at + 6, at + 10).reduce((sum, byte) => sum * 128 + (byte & 127), 0);
  return size + (bytes[at + 5] & 0x10 ? 20 : 10);
}

/**
 * Where the first frame's own header of a variable rate names its encoder: these words go.
 *
 * @param {Bytes} frame the first one
 * @returns {Bytes}
 */
function withoutEncoder(frame) {
  const text = latin(frame.subarray(0, 200));
  const mark = Math.max(text.indexOf("Xing"), text.indexOf("Info"));
  const name = mark < 0 ? -1 : text.slice(mark).search(/LAME|Lavc|Lavf/);
  if (name < 0) return frame;
  // Players trust the delays that follow only behind a name they know, so the commonest one stands.
  const clean = frame.slice();
  clean.set([...("LAME3.100")].map((letter) => letter.charCodeAt(0)), mark + name);
  return clean;
}

/** @param {Bytes} bytes the whole file @returns {import("./index.js").Clean} */
export function stripMp3(bytes) {
  const kinds = /** @type {Set<Kind>} */ (new Set());
  let start = 0;
  for (let tag = tagLength(bytes, 0); tag > 0; tag = tagLength(bytes, start)) {
    need(start + tag <= bytes.length, "a tag is cut off");
    for (const kind of kindsIn(bytes.subarray(start, start + tag))) kinds.add(kind);
    start += tag;
  }
  while (bytes[start] === 0) start += 1;
  let end = start;
  let frames = 0;
  for (let length = frameLength(bytes, end); length > 0; length = frameLength(bytes, end)) {
    if (end + length > bytes.length) break;
    end += length;
    frames += 1;
  }
  need(frames > 2, "it holds no sound");
  const rest = bytes.subarray(end);
  const tags = rest.length === 0 || blank(rest) || frameLength(bytes, end) > 0 ||
    ["TAG", "APETAGEX", "LYRICSBEGIN", "ID3"].some((name) => says(rest, 0, name));
  if (!tags) throw broken("something else than sound stands in it");
  if (!blank(rest) && frameLength(bytes, end) === 0) {
    for (const kind of says(rest, 0, "TAG") ? /** @type {Kind[]} */ (["author", "comment"]) : kindsIn(rest)) {
      kinds.add(kind);
    }
  }
  const first = bytes.subarray(start, start + frameLength(bytes, start));
  const clean = withoutEncoder(first);
  if (viewOf(first).byteLength !== clean.length || !first.every((byte, i) => byte === clean[i])) {
    kinds.add("software");
  }
  const parts = [clean, bytes.subarray(start + first.length, end)];
  return { parts, removed: ordered(kinds), type: "audio/mpeg", ending: "mp3" };
}
