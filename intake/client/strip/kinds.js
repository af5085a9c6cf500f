/**
 * Kinds of hidden data. Only kinds are ever named, never values: someone may look at the screen.
 */

import { latin } from "./bytes.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */

/**
 * @typedef {"place"|"device"|"serial"|"time"|"author"|"software"|"comment"|"preview"|"motion"|
 *   "track"|"profile"|"other"} Kind
 */

/** Order in which kinds are named: what endangers most stands first. */
const ORDER = /** @type {Kind[]} */ ([
  "place", "device", "serial", "time", "author", "software", "comment", "preview", "motion",
  "track", "profile", "other",
]);

/** Bytes of one block that are searched for words, at most. */
const SEARCHED = 1024 * 1024;

/** What a block tells by its words: XMP, PNG keywords, boxes of a video, tags of a sound. */
const WORDS = /** @type {[RegExp, Kind][]} */ ([
  [/GPS|Latitude|Longitude|Location|Country|City\b|ISO6709|\xa9xyz|loci|gpmd|camm/i, "place"],
  [/Make\b|Model|Lens|Camera|Device|\xa9mak|\xa9mod/i, "device"],
  [/Serial|UniqueID|DocumentID|InstanceID|UUID/i, "serial"],
  [/Date|Time|\xa9day|TDRC|TYER|ICRD/i, "time"],
  [/Author|Creator\b|Artist|Copyright|Owner|Credit|\xa9ART|\xa9aut|TPE1|TPE2|IART/i, "author"],
  [/Software|CreatorTool|Producer|Encoder|\xa9swr|\xa9too|\xa9enc|TSSE|TENC|ISFT/i, "software"],
  [/Comment|Description|Title|Caption|Keyword|\xa9cmt|\xa9nam|\xa9des|COMM|TIT2|ICMT|INAM/i, "comment"],
  [/Thumbnail|Preview|covr|APIC/i, "preview"],
]);

/**
 * @param {Bytes} bytes a block that is removed
 * @returns {Kind[]} by the words in it; "other" where none is known
 */
export function kindsIn(bytes) {
  const text = latin(bytes.subarray(0, SEARCHED));
  const found = WORDS.filter(([words]) => words.test(text)).map(([, kind]) => kind);
  return found.length > 0 ? found : ["other"];
}

/**
 * What stands behind the end of a picture: a second picture, a short video, something else.
 *
 * @param {Bytes} bytes
 * @returns {Kind[]}
 */
export function kindsBehind(bytes) {
  if (bytes.every((byte) => byte === 0)) return [];
  const text = latin(bytes.subarray(0, SEARCHED));
  const found = /** @type {Kind[]} */ ([]);
  if (text.includes("\xff\xd8\xff")) found.push("preview");
  if (/ftyp(mp4|iso|qt|3gp|M4V)/.test(text)) found.push("motion");
  return found.length > 0 ? found : ["other"];
}

/** @param {Iterable<Kind>} kinds @returns {Kind[]} each once, in a fixed order */
export function ordered(kinds) {
  const all = new Set(kinds);
  return ORDER.filter((kind) => all.has(kind));
}
