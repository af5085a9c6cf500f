/**
 * The manifest: what one newsroom says to its witnesses for one epoch, signed by its root.
 *
 * Same stem and same vectors as crypto/manifest.py; the rule is docs/spec/manifest.md. A browser
 * remembers nothing, so that it cannot refuse a lower serial; the dates bound what an old manifest
 * can do.
 */

import { NoteError, bytesOf, hex, openNote, parseVerifier } from "./note.js";
import { SIZE_CLASSES } from "./padding.js";
import { BadField, INVISIBLE, parseQuestionnaire } from "./questionnaire.js";

const KIND = "testimony-manifest v1";

/** Days in an epoch with its grace, at most. */
const MOST_DAYS = 62;
const MOST_RETENTION = 3650;
/** UTF-16 units. */
const LONGEST_NEWSROOM = 100;

/** The lines after the first, in order. */
const KEYS = [
  "newsroom",
  "onion",
  "serial",
  "not-before",
  "not-after",
  "desk",
  "codename-salt",
  "recipient",
  "sizes",
  "retention-days",
  "questionnaire",
];

/** The manifest's first day has not come. */
export class NotYetValid extends NoteError {
  name = "NotYetValid";
}

/** The manifest's last day is over. */
export class Expired extends NoteError {
  /** @param {string} day its last one, as in 2026-12-02 */
  constructor(day) {
    super(`The manifest was valid until ${day}.`);
    this.name = "Expired";
    this.day = day;
  }
}

/**
 * @typedef {object} Manifest
 * @property {string} newsroom
 * @property {string} lastDay the last on which it is valid, UTC, as in 2026-12-02
 * @property {string} recipient age1pq1…
 * @property {readonly number[]} sizes accepted size classes, ascending, in bytes
 * @property {number} retentionDays
 * @property {Uint8Array<ArrayBuffer>} codenameSalt 16 bytes
 * @property {import("./questionnaire.js").Questionnaire} questionnaire
 * @property {string} digest SHA-256 of the note's bytes, 64 hex digits
 */

/**
 * @param {string} key
 * @param {string} value
 * @param {RegExp} rule
 * @returns {string}
 */
function match(key, value, rule) {
  if (!rule.test(value)) throw new BadField(key, `The manifest's ${key} breaks its rule.`);
  return value;
}

/** @param {string} key @param {string} value @param {number} most @returns {number} */
function integer(key, value, most) {
  const number = Number(match(key, value, /^[1-9][0-9]{0,15}$/));
  if (number > most) throw new BadField(key, `The manifest's ${key} is more than ${most}.`);
  return number;
}

/** @param {string} key @param {string} value @returns {number} days since 1970 */
function day(key, value) {
  const time = Date.parse(`${match(key, value, /^(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}$/)}T00:00:00Z`);
  if (Number.isNaN(time) || !new Date(time).toISOString().startsWith(value)) {
    throw new BadField(key, `The manifest's ${key} is not a day.`);
  }
  return time / 86_400_000;
}

/** @param {string} value @returns {string} */
function newsroomName(value) {
  let name;
  try {
    name = JSON.parse(value);
  } catch {
    name = null;
  }
  const fits = typeof name === "string" && name.length >= 1 && name.length <= LONGEST_NEWSROOM;
  if (!fits || INVISIBLE.test(name)) {
    throw new BadField("newsroom", "The newsroom's name cannot be shown.");
  }
  return name;
}

/** @param {string} value @returns {number[]} */
function acceptedSizes(value) {
  const parts = value.split(" ");
  const sizes = SIZE_CLASSES.filter((size) => parts.includes(String(size)));
  if (sizes.length === 0 || sizes.join(" ") !== value) {
    throw new BadField("sizes", "The manifest's sizes are not size classes in rising order.");
  }
  return sizes;
}

/** @param {string} value */
async function checkDesk(value) {
  try {
    await parseVerifier(value);
  } catch {
    throw new BadField("desk", "The manifest's desk is not a verifier key.");
  }
}

/**
 * @param {string} text signed, first line checked
 * @returns {Record<string, string>}
 */
function readLines(text) {
  const lines = text.slice(0, -1).split("\n").slice(1);
  // eslint-disable-next-line no-control-regex
  const ascii = /^[\u0000-\u007f]*$/.test(text);
  const keys = lines.map((line) => line.split(" ", 1)[0]);
  if (!ascii || keys.join(" ") !== KEYS.join(" ")) {
    throw new BadField("text", "The manifest does not have its lines in order.");
  }
  return Object.fromEntries(lines.map((line, i) => [KEYS[i], line.slice(KEYS[i].length + 1)]));
}

/**
 * Check everything and return what can be relied on.
 *
 * @param {Uint8Array<ArrayBuffer>} note as it was served
 * @param {string} root the newsroom's root verifier key
 * @param {Date} now
 * @returns {Promise<Manifest>}
 * @throws {NoteError} SignatureError, WrongKind, BadField, NotYetValid, Expired
 */
export async function verifyManifest(note, root, now) {
  const values = readLines(await openNote(note, KIND, [await parseVerifier(root)]));
  const first = day("not-before", values["not-before"]);
  const last = day("not-after", values["not-after"]);
  if (last < first || last - first >= MOST_DAYS) {
    throw new BadField("not-after", `The manifest is valid for none, or over ${MOST_DAYS} days.`);
  }
  match("onion", values.onion, /^[a-z2-7]{56}\.onion$/);
  integer("serial", values.serial, Number.MAX_SAFE_INTEGER);
  const salt = match("codename-salt", values["codename-salt"], /^[0-9a-f]{32}$/);
  await checkDesk(values.desk);
  const manifest = {
    newsroom: newsroomName(values.newsroom),
    lastDay: values["not-after"],
    recipient: match("recipient", values.recipient, /^age1pq1[qpzry9x8gf2tvdw0s3jn54khce6mua7l]{1952}$/),
    sizes: acceptedSizes(values.sizes),
    retentionDays: integer("retention-days", values["retention-days"], MOST_RETENTION),
    codenameSalt: bytesOf(salt),
    questionnaire: parseQuestionnaire(values.questionnaire),
    digest: hex(new Uint8Array(await crypto.subtle.digest("SHA-256", note))),
  };
  const today = Math.floor(now.getTime() / 86_400_000);
  if (today < first) throw new NotYetValid("The manifest is not valid yet.");
  if (today > last) throw new Expired(manifest.lastDay);
  return manifest;
}
