/**
 * Known-answer tests that run before anything can be sent. A browser that computes wrongly, or
 * half a script, must never get as far as a send button.
 */

import { derive, digits, given, numbers } from "./codename.js";
import { HEADER_LENGTH, envelopeLength, generate, open, seal } from "./envelope.js";
import {
  KNOWN_CODENAME, KNOWN_ENVELOPE, KNOWN_IDENTITY, KNOWN_ROUNDS, KNOWN_SALT, KNOWN_SECRET, KNOWN_TAR,
  KNOWN_TEXT,
} from "./known.js";
import { bytesOf, hex } from "./note.js";
import { SIZE_CLASSES, sizeClass } from "./padding.js";
import { encode, tarLength, write } from "./testimony.js";

/** A self-test gave another answer than the known one. */
export class SelfTestFailed extends Error {
  name = "SelfTestFailed";
}

/**
 * @param {string} what
 * @param {boolean} holds
 */
function expect(what, holds) {
  if (!holds) throw new SelfTestFailed(what);
}

/** @param {AsyncIterable<Uint8Array>|ReadableStream<Uint8Array>} slices @returns {Promise<Uint8Array<ArrayBuffer>>} */
async function gather(slices) {
  const parts = /** @type {Uint8Array<ArrayBuffer>[]} */ ([]);
  for await (const slice of /** @type {AsyncIterable<Uint8Array<ArrayBuffer>>} */ (slices)) {
    parts.push(slice);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

/** A file that another implementation could have made opens to the known text. */
async function opensTheKnownEnvelope() {
  const binary = atob(KNOWN_ENVELOPE);
  const envelope = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
  const opened = new TextDecoder().decode(await open(envelope, KNOWN_IDENTITY));
  expect("the known envelope", opened === KNOWN_TEXT);
  // The last byte of the header is a line feed; before it stands the MAC.
  envelope[HEADER_LENGTH - 3] ^= 1;
  const refused = await open(envelope, KNOWN_IDENTITY).then(() => false, () => true);
  expect("a damaged envelope", refused);
}

/**
 * Fixed fields give the known archive, byte by byte.
 *
 * @returns {Promise<Uint8Array<ArrayBuffer>>} the archive
 */
async function writesTheKnownTar() {
  const attachment = { name: "attachments/1.txt", type: "text/plain", source: new Blob(["лист"]) };
  const fields = {
    language: "uk",
    manifest: "00".repeat(32),
    answers: { text: "Ґанок, їжак, Ёлка.\n" },
    consent: { publish: "no" },
  };
  const json = encode(fields, [attachment]);
  const length = tarLength(json, [attachment]);
  const tar = await gather(write(json, [attachment], length));
  expect("the length of the archive", tar.length === length);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", tar));
  expect("the known archive", hex(digest) === KNOWN_TAR);
  return tar;
}

/** @param {Uint8Array<ArrayBuffer>} tar Sealed for a new key it opens to itself. */
async function opensWhatItSealed(tar) {
  const { identity, recipient } = await generate();
  const slices = (async function* () {
    yield tar.subarray(0, 1000);
    yield tar.subarray(1000);
  })();
  const envelope = await gather(await seal(slices, recipient));
  expect("the length of the envelope", envelope.length === envelopeLength(tar.length));
  expect("sealing", !new TextDecoder("latin1").decode(envelope).includes("testimony.json"));
  const opened = await open(envelope, identity);
  expect("opening", opened.length === tar.length && opened.every((byte, i) => byte === tar[i]));
}

/** Sizes at the edges of the classes. */
function padsToTheKnownClasses() {
  expect("the classes", SIZE_CLASSES.length === 16 && sizeClass(0) === 65536);
  expect("an edge", sizeClass(65536) === 65536 && sizeClass(65537) === 131072);
}

/** A fixed codename gives the known numbers and keys. */
async function derivesTheKnownKeys() {
  const secret = bytesOf(KNOWN_SECRET);
  const shown = digits(await numbers(secret)).join(" ");
  const keys = await derive(secret, bytesOf(KNOWN_SALT), KNOWN_ROUNDS);
  const all = JSON.stringify([shown, await given(keys), hex(keys.withdrawal)]);
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(all));
  expect("the known codename", hex(new Uint8Array(digest)) === KNOWN_CODENAME);
}

/**
 * Whether a codename may be offered here. A browser that fails this can still seal and send.
 *
 * @returns {Promise<boolean>}
 */
export function codenameTest() {
  return derivesTheKnownKeys().then(() => true, () => false);
}

/**
 * Run all self-tests of sealing.
 *
 * @throws {SelfTestFailed} or whatever the failing part threw
 */
export async function selfTest() {
  padsToTheKnownClasses();
  await opensTheKnownEnvelope();
  await opensWhatItSealed(await writesTheKnownTar());
}
