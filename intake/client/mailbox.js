/**
 * The codename in the Worker: made, checked, opened. The keys live as long as the Worker, and
 * nothing but what is sealed leaves it. Words and board are fetched only when somebody uses them.
 */

import { LONGEST, read as readBoard } from "./board.js";
import { CodenameError, derive, digits, generate, given, numbers, read, words } from "./codename.js";
import { LANGUAGES } from "./spelling.js";

/** @typedef {import("./board.js").Found} Found */
/** @typedef {import("./codename.js").Keys} Keys */
/** @typedef {import("./messages.js").Codename} Codename */

/** Longest word lists, in bytes. */
const LONGEST_LISTS = 256 * 1024;

/**
 * Fetches one of the site's files; null where there is none.
 *
 * @typedef {(path: string, longest: number) => Promise<Uint8Array<ArrayBuffer>|null>} Fetching
 */

export class Mailbox {
  /** @param {Fetching} get */
  constructor(get) {
    this.get = get;
    /** Whether this browser derives the known keys: without that no codename is made or read. */
    this.able = false;
    this.lists = "";
    /** The codename that was made here, as long as it is shown. */
    this.secret = /** @type {Uint8Array<ArrayBuffer>|null} */ (null);
    /** Keys of the codename that was typed. */
    this.keys = /** @type {Keys|null} */ (null);
  }

  /** @returns {Promise<string>} the word lists */
  async words() {
    if (!this.lists) {
      const bytes = await this.get("/words.txt", LONGEST_LISTS);
      if (!bytes) throw new RangeError("There are no words.");
      this.lists = new TextDecoder().decode(bytes);
    }
    return this.lists;
  }

  /**
   * Keys that a testimony carries.
   *
   * @param {Codename} which
   * @param {Uint8Array} salt of the manifest
   * @returns {Promise<Record<string, string>|undefined>}
   */
  async reply(which, salt) {
    this.secret = null;
    if (which === "none") return undefined;
    if (!this.able) throw new RangeError("This browser derives wrong keys.");
    if (which === "same") {
      if (!this.keys) throw new RangeError("No codename was typed.");
      return given(this.keys);
    }
    await this.words(); // before sending: afterwards there must be something to show
    const secret = generate();
    const reply = await given(await derive(secret, salt));
    this.secret = secret;
    return reply;
  }

  /** @returns {Promise<{words: Record<string, string[]>, digits: string[]}|null>} what to keep */
  async shown() {
    if (!this.secret) return null;
    const places = await numbers(this.secret);
    const one = (/** @type {string} */ language) => [language, words(places, this.lists, language)];
    return { words: Object.fromEntries(LANGUAGES.map(one)), digits: digits(places) };
  }

  /**
   * Is this the codename that is shown?
   *
   * @param {string} text
   * @param {string} language
   * @returns {Promise<boolean>}
   */
  async same(text, language) {
    try {
      const typed = await read(text, language, this.lists);
      return this.secret !== null && typed.every((byte, i) => byte === this.secret?.[i]);
    } catch (error) {
      if (error instanceof CodenameError) return false;
      throw error;
    }
  }

  /** Nothing of a codename stays here. */
  forget() {
    this.secret = null;
    this.keys = null;
  }

  /**
   * Find the replies for typed words. The whole board is fetched, whatever the words are.
   *
   * @param {string} text
   * @param {string} language
   * @param {Uint8Array} salt of the manifest
   * @returns {Promise<Found>}
   * @throws {CodenameError|import("./board.js").BoardError}
   */
  async open(text, language, salt) {
    this.forget();
    const keys = await derive(await read(text, language, await this.words()), salt);
    const board = await this.get("/board", LONGEST);
    const found = board ? await readBoard(board, keys) : { answers: [], refused: 0 };
    this.keys = keys;
    return found;
  }
}

/**
 * @param {unknown} error of `open`
 * @returns {{reason: "count"|"word"|"check"|"board", places: number[]}} what the page has words for
 */
export function reasonOf(error) {
  if (error instanceof CodenameError) return { reason: error.reason, places: error.words };
  return { reason: "board", places: [] };
}
