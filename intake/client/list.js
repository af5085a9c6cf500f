/**
 * The list of keys: the root key's line, then the manifest as it was signed. The page fetches it
 * as one answer, who seals on a computer of their own brings it as one file.
 */

import { fingerprint } from "./fingerprint.js";
import { verifyManifest } from "./manifest.js";
import { NoteError } from "./note.js";

/** @typedef {import("./manifest.js").Manifest} Manifest */

/** Longest list, in bytes: a manifest and one line. */
export const LONGEST_LIST = 132 * 1024;

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {Date} now
 * @returns {Promise<Manifest & {root: number[]}>} root: the numbers of the root key's words
 * @throws {NoteError}
 */
export async function openList(bytes, now) {
  if (bytes.length > LONGEST_LIST) throw new NoteError("The list is too long.");
  const end = bytes.indexOf(10);
  if (end < 0) throw new NoteError("The list has one line only.");
  const vkey = new TextDecoder().decode(bytes.subarray(0, end));
  const manifest = await verifyManifest(bytes.slice(end + 1), vkey, now);
  return { ...manifest, root: await fingerprint(vkey) };
}
