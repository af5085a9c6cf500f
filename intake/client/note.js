/**
 * Signed notes: a text and Ed25519 signatures, each kind of text named in its first line.
 *
 * Same stem and same vectors as crypto/note.py; the rule is docs/spec/note.md, after C2SP
 * signed-note. Signatures are checked by the browser's own WebCrypto.
 */

/** Longest note that is looked at, in bytes: a browser only ever reads a manifest. */
const LONGEST = 128 * 1024;

/** A note may carry so many signatures; more only cost time. */
const MOST_SIGNATURES = 16;

/** Algorithm byte of Ed25519 in a verifier key. */
const ED25519 = 1;

/** The note is not one that this verifier and kind allow. */
export class NoteError extends Error {
  name = "NoteError";
}

/** A well-formed note that no known key has signed rightly. */
export class SignatureError extends NoteError {
  name = "SignatureError";
}

/** A rightly signed note of another kind. */
export class WrongKind extends NoteError {
  name = "WrongKind";
}

/**
 * @param {string} text canonical padded base64
 * @returns {Uint8Array<ArrayBuffer>}
 */
function decodeBase64(text) {
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)) {
    throw new NoteError("A key or a signature is not base64.");
  }
  const binary = atob(text);
  if (btoa(binary) !== text) throw new NoteError("A key or a signature is not canonical base64.");
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}

/** @param {Uint8Array<ArrayBuffer>} bytes @returns {Promise<Uint8Array>} SHA-256 */
async function sha256(bytes) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

/** @param {string} text hex @returns {Uint8Array<ArrayBuffer>} */
export function bytesOf(text) {
  return Uint8Array.from(text.match(/../g) ?? [], (byte) => parseInt(byte, 16));
}

/** @param {Uint8Array} bytes @returns {string} lower-case hex */
export function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * @typedef {object} Verifier
 * @property {string} name
 * @property {string} id first four bytes of the key's hash, 8 hex digits
 * @property {CryptoKey} key
 */

/**
 * Read a verifier key, `name+hash+key`.
 *
 * @param {string} vkey one line
 * @returns {Promise<Verifier>}
 * @throws {NoteError}
 */
export async function parseVerifier(vkey) {
  const parts = /^([^\s+]{1,256})\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/u.exec(vkey);
  if (!parts) throw new NoteError("The verifier key is not name+hash+key.");
  const [, name, id, encoded] = parts;
  const data = decodeBase64(encoded);
  if (data.length !== 33 || data[0] !== ED25519) {
    throw new NoteError("The verifier key is not an Ed25519 key.");
  }
  const prefix = new TextEncoder().encode(`${name}\n`);
  const hashed = await sha256(new Uint8Array([...prefix, ...data]));
  if (hex(hashed.subarray(0, 4)) !== id) {
    throw new NoteError("The verifier key does not match its hash.");
  }
  const key = await crypto.subtle.importKey("raw", data.subarray(1), "Ed25519", false, ["verify"]);
  return { name, id, key };
}

/**
 * Split a note into its text and its signatures.
 *
 * @param {Uint8Array<ArrayBuffer>} note
 * @returns {{text: string, signatures: {name: string, data: Uint8Array<ArrayBuffer>}[]}}
 */
function split(note) {
  if (note.length > LONGEST) throw new NoteError("The note is too long.");
  let whole;
  try {
    whole = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(note);
  } catch {
    throw new NoteError("The note is not UTF-8.");
  }
  if (/[\u0000-\u0009\u000b-\u001f]/.test(whole)) {
    throw new NoteError("The note holds a control character.");
  }
  const end = whole.lastIndexOf("\n\n");
  if (end < 1 || !whole.endsWith("\n") || end + 2 >= whole.length) {
    throw new NoteError("The note has no signatures behind an empty line.");
  }
  const lines = whole.slice(end + 2, -1).split("\n");
  if (lines.length > MOST_SIGNATURES) throw new NoteError("The note has too many signatures.");
  const signatures = lines.map((line) => {
    const parts = /^\u2014 ([^\s+]{1,256}) ([A-Za-z0-9+/=]+)$/u.exec(line);
    const data = parts ? decodeBase64(parts[2]) : new Uint8Array(0);
    if (!parts || data.length < 5) throw new NoteError("A signature line cannot be read.");
    return { name: parts[1], data };
  });
  return { text: whole.slice(0, end + 1), signatures };
}

/**
 * Check a note's kind and that a trusted key signed it.
 *
 * @param {Uint8Array<ArrayBuffer>} note at most 128 KiB
 * @param {string} kind first line that the text must have, e.g. "testimony-manifest v1"
 * @param {Verifier[]} verifiers the trusted keys
 * @returns {Promise<string>} the signed text
 * @throws {NoteError} malformed; SignatureError; WrongKind
 */
export async function openNote(note, kind, verifiers) {
  const { text, signatures } = split(note);
  const bytes = new TextEncoder().encode(text);
  let trusted = 0;
  for (const { name, data } of signatures) {
    const id = hex(data.subarray(0, 4));
    for (const verifier of verifiers.filter((known) => known.name === name && known.id === id)) {
      if (!(await crypto.subtle.verify("Ed25519", verifier.key, data.subarray(4), bytes))) {
        throw new SignatureError("The signature does not fit the text.");
      }
      trusted += 1;
    }
  }
  if (trusted === 0) throw new SignatureError("No trusted key signed the note.");
  if (text.slice(0, text.indexOf("\n")) !== kind) throw new WrongKind("The note is of another kind.");
  return text;
}
