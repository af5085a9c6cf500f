/** Sealing and sending: true progress, what happens at a break, a way to stop. */

import { button, el, p } from "./dom.js";
import { hush, say, size } from "./text.js";

/** @typedef {import("./messages.js").ToPage} ToPage */
/** @typedef {import("./messages.js").ToWorker} ToWorker */

export class SendingView {
  /** @param {(message: ToWorker) => void} post */
  constructor(post) {
    this.bar = el("progress", { max: 1, value: 0 });
    this.bar.setAttribute("aria-labelledby", "go-done");
    this.done = p("p", "", "go.start");
    this.done.id = "go-done";
    this.left = el("p", { className: "soft" });
    this.back = el("p");
    this.back.setAttribute("role", "status");
    this.lost = p("p", "", "lost.t", { sec: 0 });
    this.broken = el(
      "section",
      { hidden: true, className: "say" },
      p("h2", "", "lost.h"),
      this.lost,
      button("plain", "lost.now", () => post({ kind: "now" })),
    );
    this.broken.setAttribute("role", "alert");
    this.node = el(
      "section",
      { hidden: true },
      p("h1", "", "go.h"),
      this.done,
      this.bar,
      this.left,
      this.back,
      this.broken,
      el("p", { className: "say" }, p("b", "", "go.not"), " ", p("span", "", "go.keep")),
      button("plain", "go.stop", () => post({ kind: "stop" })),
    );
    this.began = 0;
  }

  /** Back to the beginning, before each sending. */
  reset() {
    this.began = performance.now();
    this.bar.value = 0;
    this.broken.hidden = true;
    say(this.done, "go.start");
    hush(this.left);
    hush(this.back);
  }

  /** @param {ToPage} message */
  hear(message) {
    if (message.kind === "progress") this.progress(message.done, message.total);
    if (message.kind === "lost") {
      say(this.lost, "lost.t", { sec: message.seconds });
      this.broken.hidden = false;
      hush(this.back);
    }
    if (message.kind === "found") {
      this.broken.hidden = true;
      say(this.back, "lost.back");
    }
  }

  /** @param {number} done @param {number} total in bytes */
  progress(done, total) {
    this.bar.value = done / total;
    if (done === 0) return;
    say(this.done, "go.done", { done: size(done), total: size(total) });
    const spent = performance.now() - this.began;
    const minutes = ((total - done) * spent) / done / 60_000;
    if (done === total) hush(this.left);
    else if (minutes < 1) say(this.left, "go.soon");
    else say(this.left, "go.left", { n: Math.ceil(minutes) });
  }
}
