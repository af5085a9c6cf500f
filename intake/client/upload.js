/**
 * Send an envelope by the tus protocol 1.0 (core, creation, creation-with-upload, termination).
 *
 * The smallest envelope goes whole in the POST that creates it, so that words never wait among
 * unfinished uploads. Larger ones go in pieces; after a break the server is asked how far it came.
 */

import { envelopeLength } from "./envelope.js";
import { SIZE_CLASSES } from "./padding.js";

/** Bytes in the first PATCH: soon through, so that the time left can be said. */
const FIRST_PIECE = 256 * 1024;

/** Bytes in each other PATCH: a few seconds over Tor, and two of the server's chunk rows. */
const PIECE = 512 * 1024;

/** Longest time for one request, in milliseconds; after that it counts as broken off. */
const LONGEST_REQUEST = 300_000;

/** The same for one that carries no body: Tor has found another way by then, or will not. */
const LONGEST_QUESTION = 90_000;

/** Seconds before the next try after the first, second, … break. The last one repeats. */
const PAUSES = [2, 4, 8, 15, 30, 60];

/** The server answered that it will not take the envelope. Nothing is stored. */
export class Refused extends Error {
  /** @param {number} status HTTP status */
  constructor(status) {
    super(`The server answered ${status}.`);
    this.name = "Refused";
    this.full = status === 507 || status === 413;
  }
}

/** The person stopped the upload. */
export class Stopped extends Error {
  name = "Stopped";

  /** @param {boolean} [rest] a part stays on the server, because it could not be told */
  constructor(rest = false) {
    super("Stopped.");
    this.rest = rest;
  }
}

/** The server forgot an unfinished upload: it must be sealed and sent anew. */
class Forgotten extends Error {
  name = "Forgotten";
}

/**
 * @typedef {object} Listener
 * @property {(done: number) => void} progress bytes that the server has
 * @property {(seconds: number) => Promise<void>} lost called at each break; resolves when it is
 *   time to try again
 * @property {() => void} found the server answers again
 * @property {AbortSignal} signal aborts when the person stops
 */

/** Statuses after which a later try may succeed: the server is busy, restarting, or still writing. */
const PASSING = new Set([408, 409, 423, 429, 500, 502, 503, 504]);

/** How often an upload that the server forgot is begun anew. */
const RESTARTS = 3;

/** Reads pieces of an exact length from a stream. */
class Pieces {
  /** @param {ReadableStream<Uint8Array>} stream */
  constructor(stream) {
    this.reader = stream.getReader();
    this.rest = new Uint8Array(0);
  }

  /**
   * @param {number} length bytes
   * @returns {Promise<Uint8Array<ArrayBuffer>>} shorter only at the end of the stream
   */
  async take(length) {
    const piece = new Uint8Array(length);
    let filled = 0;
    while (filled < length) {
      if (this.rest.length === 0) {
        const { done, value } = await this.reader.read();
        if (done) return piece.subarray(0, filled);
        this.rest = /** @type {Uint8Array<ArrayBuffer>} */ (value);
      }
      const part = this.rest.subarray(0, length - filled);
      piece.set(part, filled);
      filled += part.length;
      this.rest = this.rest.subarray(part.length);
    }
    return piece;
  }
}

/**
 * One request, as our server speaks tus.
 *
 * @param {"POST"|"PATCH"|"HEAD"|"DELETE"} method
 * @param {string} url
 * @param {Record<string, string>} headers
 * @param {Uint8Array<ArrayBuffer>|null} body
 * @param {AbortSignal} signal
 * @returns {Promise<Response>}
 */
function request(method, url, headers, body, signal) {
  const longest = body ? LONGEST_REQUEST : LONGEST_QUESTION;
  return fetch(url, {
    method,
    headers: { "Tus-Resumable": "1.0.0", ...headers },
    body,
    signal: AbortSignal.any([signal, AbortSignal.timeout(longest)]),
    cache: "no-store",
    credentials: "omit",
    redirect: "error",
    referrerPolicy: "no-referrer",
  });
}

/**
 * Repeat `attempt` until it gives an answer that is not a passing trouble.
 *
 * @param {() => Promise<Response>} attempt
 * @param {Listener} listener
 * @returns {Promise<Response>} an answer of the 200s
 * @throws {Refused|Forgotten|Stopped}
 */
async function insist(attempt, listener) {
  for (let breaks = 0; ; breaks += 1) {
    listener.signal.throwIfAborted();
    try {
      const response = await attempt();
      if (response.ok) {
        if (breaks > 0) listener.found();
        return response;
      }
      if (response.status === 404 || response.status === 410) throw new Forgotten();
      if (!PASSING.has(response.status)) throw new Refused(response.status);
    } catch (error) {
      if (error instanceof Refused || error instanceof Forgotten) throw error;
      listener.signal.throwIfAborted();
    }
    await listener.lost(PAUSES[Math.min(breaks, PAUSES.length - 1)]);
  }
}

/**
 * @param {Response} response
 * @returns {number} the offset that the server names, in bytes
 */
function offsetOf(response) {
  const offset = Number(response.headers.get("Upload-Offset"));
  if (!Number.isSafeInteger(offset) || offset < 0) throw new Refused(response.status);
  return offset;
}

/**
 * Send the smallest envelope in one POST. Where the answer is lost the same bytes go again: a
 * second copy of one envelope is recognised and left out when it is opened.
 *
 * @param {Pieces} pieces
 * @param {number} total
 * @param {Listener} listener
 */
async function sendWhole(pieces, total, listener) {
  const body = await pieces.take(total);
  const headers = {
    "Upload-Length": String(total),
    "Content-Type": "application/offset+octet-stream",
  };
  const post = () => request("POST", "/testimonies", headers, body, listener.signal);
  const response = await insist(post, listener);
  if (offsetOf(response) !== total) throw new Refused(response.status);
  listener.progress(total);
}

/**
 * Send a larger envelope piece by piece; while one is on its way the next is sealed.
 *
 * @param {Pieces} pieces
 * @param {number} total
 * @param {Listener} listener
 */
async function sendPieces(pieces, total, listener) {
  const { signal } = listener;
  const create = () => request("POST", "/testimonies", { "Upload-Length": String(total) }, null, signal);
  const created = await insist(create, listener);
  const url = new URL(created.headers.get("Location") ?? "", self.location.href);
  if (url.origin !== self.location.origin) throw new Refused(created.status);
  try {
    let next = pieces.take(FIRST_PIECE);
    for (let start = 0; start < total; ) {
      const piece = await next;
      next = pieces.take(PIECE);
      next.catch(() => {}); // said when it is its turn
      await sendPiece(url.href, piece, start, listener);
      start += piece.length;
      listener.progress(start);
    }
  } catch (error) {
    const gone = await forget(url.href);
    throw signal.aborted ? new Stopped(!gone) : error;
  }
}

/**
 * Bring one piece to the server, however many breaks it takes.
 *
 * @param {string} url
 * @param {Uint8Array<ArrayBuffer>} piece
 * @param {number} start its place in the envelope, in bytes
 * @param {Listener} listener
 */
async function sendPiece(url, piece, start, listener) {
  let offset = start;
  let sure = true;
  const attempt = async () => {
    if (!sure) {
      const head = await request("HEAD", url, {}, null, listener.signal);
      if (!head.ok) return head;
      offset = offsetOf(head);
      if (offset < start || offset > start + piece.length) throw new Refused(head.status);
      if (offset === start + piece.length) return head;
    }
    sure = false; // until the server has answered
    const headers = {
      "Upload-Offset": String(offset),
      "Content-Type": "application/offset+octet-stream",
    };
    return request("PATCH", url, headers, piece.subarray(offset - start), listener.signal);
  };
  while (offset < start + piece.length) {
    const response = await insist(attempt, listener);
    offset = offsetOf(response);
    if (offset < start || offset > start + piece.length) throw new Refused(response.status);
    sure = true;
  }
}

/**
 * Ask the server to delete an unfinished upload; it ends by itself where this does not arrive.
 *
 * @param {string} url
 * @returns {Promise<boolean>} whether it is gone; else the server deletes it with the end of the
 *   next day
 */
async function forget(url) {
  try {
    const { ok, status } = await request("DELETE", url, {}, null, AbortSignal.timeout(20_000));
    return ok || status === 404 || status === 410;
  } catch {
    return false;
  }
}

/**
 * Send an envelope, sealing it while it goes. Resolves when the server said 'received'.
 *
 * @param {() => Promise<ReadableStream<Uint8Array>>} seal makes the envelope, anew at each call
 * @param {number} total bytes of the envelope
 * @param {Listener} listener
 * @returns {Promise<void>}
 * @throws {Refused|Stopped} and whatever `seal`'s stream throws
 */
export async function send(seal, total, listener) {
  const whole = total <= envelopeLength(SIZE_CLASSES[0]);
  try {
    for (let restarts = 0; ; restarts += 1) {
      try {
        const pieces = new Pieces(await seal());
        return await (whole ? sendWhole(pieces, total, listener) : sendPieces(pieces, total, listener));
      } catch (error) {
        if (!(error instanceof Forgotten) || whole || restarts === RESTARTS) throw error;
        listener.progress(0);
      }
    }
  } catch (error) {
    if (error instanceof Stopped) throw error;
    if (listener.signal.aborted) throw new Stopped();
    if (error instanceof Forgotten) throw new Refused(404);
    throw error;
  }
}
