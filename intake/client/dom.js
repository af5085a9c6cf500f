/**
 * Small ways to make elements. Text is set as text, never as HTML; answer fields get no name and
 * stand in no form, so that no browser can send them by itself.
 */

import { say } from "./text.js";

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Partial<HTMLElementTagNameMap[K]>} [properties]
 * @param {...(Node|string)} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function el(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  Object.assign(node, properties);
  node.append(...children);
  return node;
}

/**
 * An element with words.
 *
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {string} className
 * @param {string|import("./text.js").Words} text
 * @param {import("./text.js").Values} [values]
 * @returns {HTMLElementTagNameMap[K]}
 */
export function p(tag, className, text, values) {
  const node = el(tag);
  node.className = className;
  return say(node, text, values);
}

/**
 * @param {string} className
 * @param {string} key or "" for one whose words come later
 * @param {() => void} press
 * @returns {HTMLButtonElement}
 */
export function button(className, key, press) {
  const node = key ? p("button", className, key) : el("button", { className });
  node.type = "button";
  node.addEventListener("click", press);
  return node;
}

/** Keeps a field out of what a browser remembers, completes or checks. @param {HTMLElement} field */
function keepPrivate(field) {
  field.spellcheck = false;
  field.setAttribute("autocomplete", "off");
  field.setAttribute("autocapitalize", "sentences");
}

/**
 * @param {string} id
 * @param {string} className
 * @returns {HTMLTextAreaElement}
 */
export function writing(id, className) {
  const field = el("textarea", { id, className });
  keepPrivate(field);
  return field;
}

/** @param {string} id @returns {HTMLInputElement} one line */
export function line(id) {
  const field = el("input", { id, type: "text" });
  keepPrivate(field);
  return field;
}

let notes = 0;

/**
 * Notes that are read with what they belong to.
 *
 * @param {HTMLElement} node
 * @param {...HTMLElement} about
 */
export function describe(node, ...about) {
  for (const note of about) note.id ||= `note-${(notes += 1)}`;
  if (about.length > 0) node.setAttribute("aria-describedby", about.map(({ id }) => id).join(" "));
}

/**
 * @typedef {object} Choice
 * @property {HTMLFieldSetElement} node
 * @property {() => string[]} chosen ids of what is marked
 */

/**
 * One choice or several. Marks have no name: what a name does for a group of radio marks is done
 * here, arrow keys included.
 *
 * @param {"one"|"many"} kind
 * @param {HTMLElement} legend
 * @param {{id: string, text: string|import("./text.js").Words}[]} options
 * @param {...HTMLElement} about notes between question and options
 * @returns {Choice}
 */
export function choice(kind, legend, options, ...about) {
  const marks = options.map(({ id }) =>
    el("input", { type: kind === "one" ? "radio" : "checkbox", value: id }),
  );
  const clear = button("small-button", "rev.clear", () => {
    for (const mark of marks) mark.checked = false;
    marks[0].focus();
    update();
  });
  const update = () => {
    clear.hidden = !marks.some((mark) => mark.checked);
  };
  const pick = (/** @type {HTMLInputElement} */ picked) => {
    if (kind === "one") for (const mark of marks) mark.checked = mark === picked;
    update();
  };
  for (const [index, mark] of marks.entries()) {
    mark.setAttribute("autocomplete", "off");
    mark.addEventListener("change", () => pick(mark));
    mark.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
      if (kind !== "one" || step === undefined) return;
      event.preventDefault();
      const next = marks[(index + step + marks.length) % marks.length];
      next.focus();
      pick(next);
    });
  }
  const lines = marks.map((mark, i) => el("label", { className: "option" }, mark, p("span", "", options[i].text)));
  update();
  const node = el("fieldset", {}, legend, ...about, ...lines, clear);
  describe(node, ...about);
  if (kind === "one") node.setAttribute("role", "radiogroup");
  return { node, chosen: () => marks.filter((mark) => mark.checked).map((mark) => mark.value) };
}
