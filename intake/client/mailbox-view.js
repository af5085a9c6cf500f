/** 'I have eight words': typing them, reading a reply, adding, withdrawing. */

import { button, el, p, writing } from "./dom.js";
import { current, date, hush, say } from "./text.js";

/** @typedef {import("./messages.js").ToPage} ToPage */
/** @typedef {import("./messages.js").ToWorker} ToWorker */

/**
 * @typedef {object} Doors where the witness goes from here
 * @property {(message: ToWorker) => void} post
 * @property {(view: HTMLElement) => void} show
 * @property {() => void} home
 * @property {() => void} add
 * @property {() => void} withdraw
 */

export class MailboxView {
  /** @param {Doors} doors */
  constructor(doors) {
    this.doors = doors;
    this.field = writing("words", "few");
    this.field.rows = 4;
    this.field.setAttribute("autocapitalize", "none");
    this.field.setAttribute("autocorrect", "off");
    this.field.setAttribute("aria-describedby", "words-hint words-wrong");
    const label = p("label", "q", "mail.label");
    label.htmlFor = "words";
    const hint = p("p", "soft", "mail.hint");
    hint.id = "words-hint";
    this.wrong = el("p", { id: "words-wrong", className: "say stop", hidden: true });
    this.wrong.setAttribute("role", "alert");
    this.status = el("p", { className: "say" });
    this.status.setAttribute("role", "status");
    this.now = button("plain", "lost.now", () => doors.post({ kind: "now" }));
    this.go = button("", "mail.open", () => this.open());
    this.stop = button("plain", "mail.stop", () => doors.post({ kind: "stop" }));
    this.back = button("plain", "mail.back", () => doors.home());
    this.typing = el(
      "section",
      { hidden: true },
      p("h1", "", "land.mail"),
      p("p", "say", "mail.first"),
      label,
      hint,
      this.field,
      this.wrong,
      this.status,
      this.now,
      this.go,
      this.stop,
      this.back,
    );
    this.found = el("section", { hidden: true });
    this.trouble = el("p", { className: "say stop", hidden: true });
    this.trouble.setAttribute("role", "alert");
    this.sure = el(
      "section",
      { hidden: true },
      p("h1", "", "wd.h"),
      this.trouble,
      p("p", "", "wd.t"),
      p("p", "", "wd.when"),
      button("", "wd.yes", () => doors.withdraw()),
      button("plain", "wd.no", () => doors.show(this.found)),
    );
    this.gone = el(
      "section",
      { hidden: true },
      p("h1", "", "wd.ok"),
      p("p", "say", "wd.ok.t"),
      p("p", "", "ok.1"),
    );
    this.views = [this.typing, this.found, this.sure, this.gone];
    this.waiting = false;
    this.wait(false);
  }

  /** @param {boolean} waiting for the Worker */
  wait(waiting) {
    this.waiting = waiting;
    this.field.readOnly = waiting;
    this.go.hidden = this.back.hidden = waiting;
    this.stop.hidden = this.status.hidden = !waiting;
    this.now.hidden = true;
    if (waiting) say(this.status, "mail.wait");
    else hush(this.status);
  }

  open() {
    this.wrong.hidden = true;
    hush(this.wrong); // what is hidden would still be read with the field
    this.field.removeAttribute("aria-invalid");
    this.wait(true);
    this.stop.focus();
    this.doors.post({ kind: "open", text: this.field.value, language: current() });
  }

  /** @param {string} key @param {import("./text.js").Values} [values] What was typed stays. */
  refuse(key, values) {
    this.wait(false);
    say(this.wrong, key, values);
    this.wrong.hidden = false;
    this.field.focus();
  }

  /** @param {string} key Nothing can be opened from this page any more. */
  die(key) {
    this.refuse(key);
    this.go.remove();
  }

  /** @param {string} key Nothing was withdrawn. */
  failed(key) {
    say(this.trouble, key);
    this.trouble.hidden = false;
    this.doors.show(this.sure);
  }

  /** @param {ToPage} message */
  hear(message) {
    if (message.kind === "lost" && this.waiting) {
      say(this.status, "mail.lost", { sec: message.seconds });
      this.now.hidden = false;
    }
    if (message.kind === "found" && this.waiting) this.wait(true);
    if (message.kind === "wrong") {
      this.refuse(`mail.${message.reason}`, { n: message.places.join(", ") });
      const mistyped = ["count", "word", "check"].includes(message.reason);
      if (mistyped) this.field.setAttribute("aria-invalid", "true");
    }
    if (message.kind === "replies") this.show(message);
    if (message.kind === "withdrawn") {
      this.wipe();
      this.doors.show(this.gone);
    }
  }

  /** @param {import("./board.js").Found} found */
  show({ answers, refused }) {
    this.wait(false);
    this.field.value = "";
    const replies = answers.flatMap(({ day, text }) => {
      const node = el("blockquote", { textContent: text, dir: "auto" });
      node.translate = false;
      return [node, p("p", "soft", "mail.sure", { day: date(day) })];
    });
    this.found.replaceChildren(
      p("h1", "", answers.length > 0 ? "mail.got" : "mail.none"),
      ...(answers.length > 0 ? replies : [p("p", "say", "mail.none.t")]),
      ...(refused > 0 ? [p("p", "say stop", "mail.bad")] : []),
      p("p", "say", "mail.after"),
      button("", "mail.add", () => this.doors.add()),
      button("plain", "wd.h", () => {
        this.trouble.hidden = true;
        this.doors.show(this.sure);
      }),
    );
    this.doors.show(this.found);
  }

  /** Nothing that was typed or read stays on the page. */
  wipe() {
    this.field.value = "";
    this.found.replaceChildren();
    this.sure.replaceChildren();
  }
}
