/**
 * What stands around every state: the choice of a language, the darker sheet, the way out.
 *
 * The language is a fragment of the address: no request carries it and nothing remembers it.
 */

import { languageOf, speak } from "./text.js";

/** Wipe what was typed and chosen, and the page. */
function wipe() {
  for (const field of document.querySelectorAll("textarea, input")) {
    const input = /** @type {HTMLInputElement} */ (field);
    if (input.type === "checkbox" || input.type === "radio") input.checked = false;
    else input.value = "";
  }
  document.body.replaceChildren();
}

/** @param {import("./text.js").Language} next */
function choose(next) {
  speak(next);
  for (const link of document.querySelectorAll("nav a")) {
    const chosen = link.getAttribute("hreflang") === next;
    if (chosen) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

/** @param {DragEvent} event @returns {boolean} whether what lies under it takes what is dropped */
function takesDrop({ target, dataTransfer }) {
  if (target instanceof HTMLTextAreaElement) return !dataTransfer?.types.includes("Files");
  return target instanceof HTMLInputElement;
}

/**
 * Listen for the choice of a language and for leaving, and take the language that is chosen now.
 *
 * @param {() => void} end ends what works in the background, when the page is left
 */
export function startShell(end) {
  addEventListener("hashchange", () => {
    const next = languageOf(location.hash);
    if (next) choose(next);
  });
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const next = link ? languageOf(link.hash) : null;
    if (link && next) {
      event.preventDefault();
      location.replace(link.hash);
    } else if (link?.classList.contains("leave")) {
      event.preventDefault();
      wipe();
      end();
      document.title = "";
      location.replace("about:blank");
    }
  });
  // A file or a link that is dropped beside its field would take the page's place, and its text go.
  for (const kind of ["dragover", "drop"]) {
    addEventListener(kind, (event) => {
      if (!takesDrop(/** @type {DragEvent} */ (event))) event.preventDefault();
    });
  }
  // What works in the background ends with its page, unless the browser keeps the page.
  addEventListener("pagehide", (event) => {
    wipe();
    if (event.persisted) end();
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
  const named = languageOf(location.hash);
  if (named) choose(named);
}
