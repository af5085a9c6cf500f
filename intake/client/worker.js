/**
 * The Worker: checks itself and the newsroom's keys, cleans files, seals and sends. What it holds
 * ends with it; nothing is stored.
 *
 * Messages come from and go to page.js; their shapes are in messages.js.
 */

import { budget } from "./budget.js";
import { withdrawal } from "./codename.js";
import { envelopeLength, seal } from "./envelope.js";
import { neutral } from "./kinds.js";
import { openList } from "./list.js";
import { Mailbox, reasonOf } from "./mailbox.js";
import { Expired, NotYetValid } from "./manifest.js";
import { NoteError } from "./note.js";
import { TooLarge } from "./padding.js";
import { codenameTest, selfTest } from "./selftest.js";
import { MOST_ATTACHMENTS, TooLong, encode, tarLength, write } from "./testimony.js";
import { Refused, Stopped, send } from "./upload.js";

/** @typedef {import("./manifest.js").Manifest} Manifest */
/** @typedef {import("./messages.js").ToPage} ToPage */
/** @typedef {import("./messages.js").ToWorker} ToWorker */
/** @typedef {import("./messages.js").Trouble} Trouble */
/** @typedef {typeof import("./strip/index.js")} Stripping */

/** Chosen files by their number, cleaned where that was possible. */
const files = /** @type {Map<number, {source: Blob, ending: string, type: string}>} */ (new Map());

/** Longest time for one file of the site, in milliseconds; after that it counts as broken off. */
const LONGEST_ANSWER = 300_000;

const mailbox = new Mailbox(obtain);
let stop = new AbortController();
let tryNow = () => {};

/** @param {ToPage} message */
function tell(message) {
  self.postMessage(message);
}

/** @param {number} seconds @returns {Promise<void>} */
function sleep(seconds) {
  return new Promise((resolve) => {
    setTimeout(resolve, seconds * 1000);
  });
}

/**
 * Read one of the site's files, however often the connection breaks.
 *
 * @param {string} path
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
async function read(path) {
  for (let tries = 0; ; tries += 1) {
    try {
      const options = /** @type {RequestInit} */ ({ cache: "no-store", credentials: "omit" });
      const response = await fetch(path, { ...options, redirect: "error" });
      if (response.ok) return new Uint8Array(await response.arrayBuffer());
      if (response.status < 500) throw new RangeError(`${path} answered ${response.status}.`);
    } catch (error) {
      if (error instanceof RangeError) throw error;
    }
    await sleep(Math.min(2 ** tries, 30));
  }
}

/**
 * Run the self-tests, check the newsroom's manifest, and see how much this browser can seal.
 *
 * @returns {Promise<Manifest & {root: number[], largest: number, rate: number}>} root: the numbers
 *   of the root key's words; largest and rate: from budget.js
 */
async function prepare() {
  const [list, able] = await Promise.all([read("/keys"), codenameTest(), selfTest()]);
  mailbox.able = able;
  const manifest = await openList(list, new Date());
  return { ...manifest, ...(await budget(manifest.sizes)) };
}

const ready = prepare();
ready.then(
  ({ newsroom, retentionDays, root, questionnaire, largest, rate }) => {
    const { able } = mailbox;
    tell({ kind: "ready", newsroom, retentionDays, root, questionnaire, largest, rate, able });
  },
  (error) => tell({ kind: "unable", trouble: troubleOf(error, "unable") }),
);

/**
 * @param {unknown} error
 * @param {Trouble} otherwise
 * @returns {Trouble} what the page has words for
 */
function troubleOf(error, otherwise) {
  if (error instanceof Expired) return "expired";
  if (error instanceof NotYetValid) return "early";
  if (error instanceof NoteError) return "false";
  if (error instanceof TooLarge) return "large";
  if (error instanceof TooLong) return "long";
  if (error instanceof Stopped) return error.rest ? "rest" : "stopped";
  if (error instanceof Refused) return error.full ? "full" : "refused";
  if (error instanceof DOMException && error.name === "NotReadableError") return "changed";
  if (error instanceof DOMException && error.name === "NotFoundError") return "changed";
  return otherwise;
}

/**
 * What a Worker has and a page has not, and what strip.js adds.
 *
 * @typedef {object} Scope
 * @property {{createPolicy: Function}} [trustedTypes]
 * @property {(address: string) => void} importScripts
 * @property {Stripping} [stripping]
 */

/** @type {{createScriptURL: Function}|undefined} The one address that it lets through is fixed. */
let policy;

/** Files are cleaned one after the other, so that only one is in memory. */
let turn = Promise.resolve();

/** How often the cleaning code is asked for, with pauses, before a file is called uncleanable. */
const MOST_TRIES = 6;

/**
 * The cleaning code, a script of its own: who sends only text does not wait for it.
 *
 * @returns {Promise<Stripping|null>} null where it does not come
 */
async function stripping() {
  const scope = /** @type {Scope} */ (/** @type {unknown} */ (globalThis));
  const address = "/strip.js";
  policy ??= scope.trustedTypes?.createPolicy("intake", { createScriptURL: () => address });
  for (let tries = 0; !scope.stripping && tries < MOST_TRIES; tries += 1) {
    if (tries > 0) await sleep(2 ** tries);
    try {
      scope.importScripts(policy ? policy.createScriptURL("") : address);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
    }
  }
  return scope.stripping ?? null;
}

/**
 * Clean one chosen file, or say that it cannot be cleaned.
 *
 * @param {number} number
 * @param {File} file
 */
async function clean(number, file) {
  const code = await stripping();
  try {
    if (!code) throw new RangeError("The cleaning code did not come.");
    const { parts, removed, type, ending } = await code.strip(file);
    const source = new Blob(parts);
    files.set(number, { source, ending, type });
    tell({ kind: "cleaned", number, size: source.size, removed });
  } catch (error) {
    if (code && !(error instanceof code.CannotClean)) {
      tell({ kind: "unreadable", number });
      return;
    }
    const reason = code && error instanceof code.CannotClean ? error.reason : "kind";
    files.set(number, { source: file, ...neutral(file.name) });
    tell({ kind: "uncleanable", number, size: file.size, reason });
  }
}

/**
 * Wait, unless the page asks to try now or to stop.
 *
 * @param {number} seconds
 * @returns {Promise<void>}
 */
function pause(seconds) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, seconds * 1000);
    const end = () => {
      clearTimeout(timer);
      resolve();
    };
    tryNow = end;
    stop.signal.addEventListener("abort", end, { once: true });
  });
}

/**
 * Seal and send.
 *
 * @param {{language: string, answers: import("./messages.js").Answers,
 *   consent: import("./messages.js").Answers}} fields
 * @param {number[]} numbers files to send, in their order
 * @param {import("./messages.js").Codename} codename
 */
async function deliver(fields, numbers, codename) {
  const { digest, codenameSalt } = await ready;
  if (numbers.length > MOST_ATTACHMENTS) throw new TooLarge(numbers.length);
  const attachments = numbers.map((number, index) => {
    const file = files.get(number);
    if (!file) throw new Error("A file is missing.");
    return { name: `attachments/${index + 1}.${file.ending}`, type: file.type, source: file.source };
  });
  const reply = await mailbox.reply(codename, codenameSalt);
  await sendSealed(encode({ ...fields, manifest: digest, reply }, attachments), attachments);
  files.clear();
  if (codename === "same") mailbox.forget(); // what was added needs the keys no more
  const kept = await mailbox.shown();
  if (kept) tell({ kind: "codename", ...kept });
  tell({ kind: "received" });
}

/**
 * Pad, seal and send.
 *
 * @param {Uint8Array<ArrayBuffer>} json
 * @param {import("./testimony.js").Attachment[]} attachments
 */
async function sendSealed(json, attachments) {
  const { recipient, sizes } = await ready;
  const length = tarLength(json, attachments, sizes);
  const total = envelopeLength(length);
  tell({ kind: "progress", done: 0, total });
  await send(() => seal(write(json, attachments, length), recipient), total, {
    signal: stop.signal,
    progress: (done) => tell({ kind: "progress", done, total }),
    found: () => tell({ kind: "found" }),
    lost: (seconds) => {
      tell({ kind: "lost", seconds });
      return pause(seconds);
    },
  });
}

/**
 * Read one of the site's files for a person who waits, who can have it tried at once, or stop.
 *
 * @param {string} path
 * @param {number} longest in bytes
 * @returns {Promise<Uint8Array<ArrayBuffer>|null>} null where there is no such file
 */
async function obtain(path, longest) {
  for (let breaks = 0; ; breaks += 1) {
    try {
      const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(LONGEST_ANSWER)]);
      const options = /** @type {RequestInit} */ ({ cache: "no-store", credentials: "omit" });
      const response = await fetch(path, { ...options, redirect: "error", signal });
      if (response.ok) {
        const bytes = await upTo(response, longest);
        if (breaks > 0) tell({ kind: "found" });
        return bytes;
      }
      if (response.status === 404) return null;
      if (response.status < 500) throw new RangeError(`${path} answered ${response.status}.`);
    } catch (error) {
      if (stop.signal.aborted) throw new Stopped();
      if (error instanceof RangeError) throw error;
    }
    const seconds = Math.min(2 ** (breaks + 1), 60);
    tell({ kind: "lost", seconds });
    await pause(seconds);
    if (stop.signal.aborted) throw new Stopped();
  }
}

/**
 * @param {Response} response
 * @param {number} longest in bytes
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 * @throws {RangeError} for an answer that is longer
 */
async function upTo(response, longest) {
  const parts = [];
  let length = 0;
  for await (const part of /** @type {AsyncIterable<Uint8Array<ArrayBuffer>>} */ (
    /** @type {unknown} */ (response.body ?? [])
  )) {
    length += part.length;
    if (length > longest) throw new RangeError("This answer is too long.");
    parts.push(part);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

/** @param {string} text what was typed @param {string} language */
async function openReplies(text, language) {
  try {
    const { codenameSalt } = await ready;
    if (!mailbox.able) return tell({ kind: "wrong", reason: "unable", places: [] });
    tell({ kind: "replies", ...(await mailbox.open(text, language, codenameSalt)) });
  } catch (error) {
    if (error instanceof Stopped) tell({ kind: "wrong", reason: "stopped", places: [] });
    else tell({ kind: "wrong", ...reasonOf(error) });
  }
}

/** Send what withdraws everything under the codename that was typed. */
async function withdraw() {
  try {
    if (!mailbox.keys) throw new RangeError("No codename was typed.");
    await sendSealed(withdrawal(mailbox.keys), []);
    mailbox.forget();
    tell({ kind: "withdrawn" });
  } catch {
    tell({ kind: "kept" });
  }
}

/** @param {Extract<ToWorker, {kind: "deliver"}>} message */
async function answer({ language, answers, consent, files: numbers, codename }) {
  try {
    await deliver({ language, answers, consent }, numbers, codename);
  } catch (error) {
    mailbox.secret = null; // words of a message that did not arrive are never shown
    tell({ kind: "failed", trouble: troubleOf(error, "worker") });
  }
}

self.onmessage = async (/** @type {MessageEvent<ToWorker>} */ { data }) => {
  if (data.kind === "clean") turn = turn.then(() => clean(data.number, data.file));
  else if (data.kind === "drop") files.delete(data.number);
  else if (data.kind === "now") tryNow();
  else if (data.kind === "stop") stop.abort();
  else if (data.kind === "forget") mailbox.forget();
  else if (data.kind === "compare") {
    tell({ kind: "compared", right: await mailbox.same(data.text, data.language) });
  } else {
    stop = new AbortController();
    if (data.kind === "open") await openReplies(data.text, data.language);
    else if (data.kind === "withdraw") await withdraw();
    else await answer(data);
  }
};
