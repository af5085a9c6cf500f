/**
 * What the page that works from disk does in place of a Worker and a server: it reads the list of
 * keys, cleans files and makes the sealed file, on the page's own thread. Workers do not load from
 * `file:`; so everything goes in slices, with a breath between them in which the page answers.
 */

import { envelopeLength, seal } from "./envelope.js";
import { neutral } from "./kinds.js";
import { LONGEST_LIST, openList } from "./list.js";
import { NoteError } from "./note.js";
import { TooLarge } from "./padding.js";
import { CannotClean, strip } from "./strip/index.js";
import { MOST_ATTACHMENTS, encode, tarLength, write } from "./testimony.js";

/** @typedef {import("./manifest.js").Manifest} Manifest */
/** @typedef {import("./messages.js").ToPage} ToPage */
/** @typedef {import("./messages.js").ToWorker} ToWorker */

/** Bytes of the envelope that are gathered before they become one part of a file. */
const PART = 4 * 1024 * 1024;

/** Let the page draw and answer. Timers are slowed down in pages that are not looked at; this not. */
function breathe() {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve(undefined);
    };
    port2.postMessage(null);
  });
}

/**
 * Read a list of keys from a file.
 *
 * @param {Blob} file
 * @param {Date} now
 * @returns {Promise<Manifest & {root: number[]}>} root: the numbers of the root key's words
 * @throws {NoteError}
 */
export async function readList(file, now) {
  if (file.size > LONGEST_LIST) throw new NoteError("The list is too long.");
  return openList(new Uint8Array(await file.arrayBuffer()), now);
}

/** A name that says nothing. @returns {string} */
export function neutralName() {
  const [number] = crypto.getRandomValues(new Uint32Array(1));
  return `list-${String(number % 10_000).padStart(4, "0")}.bin`;
}

/** Chosen files, cleaned one after the other; takes and gives the messages of a Worker. */
export class Cleaning {
  /** @param {(message: ToPage) => void} tell */
  constructor(tell) {
    this.tell = tell;
    this.files = /** @type {Map<number, {source: Blob, ending: string, type: string}>} */ (new Map());
    this.turn = Promise.resolve();
  }

  /** @param {ToWorker} message */
  hear(message) {
    if (message.kind === "clean") {
      this.turn = this.turn.then(breathe).then(() => this.clean(message.number, message.file));
    }
    if (message.kind === "drop") this.files.delete(message.number);
  }

  /** @param {number} number @param {File} file */
  async clean(number, file) {
    try {
      const { parts, removed, type, ending } = await strip(file);
      const source = new Blob(parts);
      this.files.set(number, { source, ending, type });
      this.tell({ kind: "cleaned", number, size: source.size, removed });
    } catch (error) {
      if (!(error instanceof CannotClean)) {
        this.tell({ kind: "unreadable", number });
        return;
      }
      this.files.set(number, { source: file, ...neutral(file.name) });
      this.tell({ kind: "uncleanable", number, size: file.size, reason: error.reason });
    }
  }

  /**
   * @param {number[]} numbers
   * @returns {import("./testimony.js").Attachment[]} with neutral names
   */
  attachments(numbers) {
    if (numbers.length > MOST_ATTACHMENTS) throw new TooLarge(numbers.length);
    return numbers.flatMap((number, index) => {
      const { source, ending, type } = this.files.get(number) ?? {};
      if (!source) throw new Error("A file is missing.");
      return { name: `attachments/${index + 1}.${ending}`, type: String(type), source };
    });
  }
}

/**
 * Make the sealed file.
 *
 * @param {Manifest} manifest
 * @param {{language: string, answers: import("./messages.js").Answers,
 *   consent: import("./messages.js").Answers, reply?: Record<string, string>}} fields
 * @param {import("./testimony.js").Attachment[]} attachments
 * @param {AbortSignal} signal aborts when the person stops
 * @param {(done: number, total: number) => void} progress in bytes of the sealed file
 * @returns {Promise<Blob>}
 * @throws {TooLarge|DOMException}
 */
export async function makeFile(manifest, fields, attachments, signal, progress) {
  const json = encode({ ...fields, manifest: manifest.digest }, attachments);
  const length = tarLength(json, attachments, manifest.sizes);
  const total = envelopeLength(length);
  const slices = await seal(write(json, attachments, length), manifest.recipient);
  const parts = /** @type {Blob[]} */ ([]);
  let gathered = /** @type {Uint8Array<ArrayBuffer>[]} */ ([]);
  let since = 0;
  let done = 0;
  const reader = /** @type {ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>} */ (
    slices.getReader()
  );
  for (;;) {
    const { done: ended, value } = await reader.read();
    if (value) {
      gathered.push(value);
      since += value.length;
      done += value.length;
    }
    if (ended || since >= PART) {
      parts.push(new Blob(gathered));
      gathered = [];
      since = 0;
    }
    progress(done, total);
    await breathe();
    signal.throwIfAborted();
    if (ended) break;
  }
  if (done !== total) throw new Error("The sealed file has another length than it must have.");
  return new Blob(parts, { type: "application/octet-stream" });
}
