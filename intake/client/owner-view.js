/** Whose page this is: the newsroom's words to compare, and what it promises. */

import { wordsOf } from "./fingerprint.js";
import { el, p } from "./dom.js";
import { say } from "./text.js";

/** @typedef {import("./questionnaire.js").Label} Label */

/**
 * The words of a key, as text: filled once the lists are there.
 *
 * @param {number[]} numbers
 * @param {string} lists
 * @returns {HTMLElement}
 */
export function eightWords(numbers, lists) {
  const node = p("p", "say", wordsOf(numbers, lists));
  node.translate = false;
  return node;
}

/**
 * A folded part that fetches the word lists when it is opened: who does not compare does not load
 * them. One file has all languages, so that the request does not tell which is read.
 *
 * @param {number[]} numbers of the root key's fingerprint
 * @param {string} newsroom
 * @returns {HTMLElement}
 */
export function rightPage(numbers, newsroom) {
  const words = p("p", "soft", "true.wait");
  words.setAttribute("role", "status");
  const part = el(
    "details",
    {},
    el("summary", {}, p("h2", "", "true.h")),
    p("p", "", "true.t", { newsroom }),
    words,
    p("p", "", "true.limit"),
  );
  part.addEventListener("toggle", async () => {
    if (!part.open || !words.isConnected) return;
    say(words, "true.wait");
    try {
      const response = await fetch("/words.txt", { cache: "no-store", credentials: "omit", redirect: "error" });
      if (!response.ok) throw new TypeError(`The words answered ${response.status}.`);
      words.replaceWith(eightWords(numbers, await response.text()));
    } catch {
      say(words, "true.none");
    }
  });
  return part;
}

/**
 * What only the newsroom can promise; nothing where it promises nothing.
 *
 * @param {string} title key of the words above
 * @param {Record<string, Label>|undefined} promises of the manifest
 * @param {string[]} names which of them, in order
 * @returns {HTMLElement[]}
 */
export function promised(title, promises, names) {
  const kept = new Map(Object.entries(promises ?? {}));
  const given = names.flatMap((name) => kept.get(name) ?? []);
  if (given.length === 0) return [];
  return [p("h2", "", title), ...given.map((text) => p("p", "", (lang) => text[lang]))];
}
