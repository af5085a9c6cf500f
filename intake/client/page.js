/**
 * The page: which part is shown, and what the Worker and the person say to each other.
 *
 * Nothing is stored, nothing goes into the browser's history, and no field stands in a form. The
 * button that sends is made only when the Worker says that all its tests passed.
 */

import { CodenameView } from "./codename-view.js";
import { ConsentView } from "./consent-view.js";
import { button, el, p, writing } from "./dom.js";
import { FilesView } from "./files-view.js";
import { MailboxView } from "./mailbox-view.js";
import { promised, rightPage } from "./owner-view.js";
import { QuestionsView } from "./questions-view.js";
import { STORY } from "./questionnaire.js";
import { Sealer } from "./sealer.js";
import { SendingView } from "./sending-view.js";
import { startShell } from "./shell.js";
import { current, say, size, voice } from "./text.js";

/** @typedef {import("./messages.js").ToPage} ToPage */
/** @typedef {import("./messages.js").ToWorker} ToWorker */

/** Size class of the largest testimony, until the manifest says what this newsroom takes. */
let largest = 0;

const land = /** @type {HTMLElement} */ (document.getElementById("land"));
const app = /** @type {HTMLElement} */ (document.getElementById("app"));
const sealer = new Sealer(hear, die);

/** @param {ToWorker} message */
function post(message) {
  sealer.post(message);
}

// ---- write -----------------------------------------------------------------------------------

const files = new FilesView(post);
const questions = new QuestionsView();
const sending = new SendingView(post);
const text = writing("text", "");
const status = p("p", "soft", "prep.wait");
status.setAttribute("role", "status");

const label = p("label", "q", "write.label");
label.htmlFor = "text";
const hint = p("p", "soft", "write.hint");
hint.id = "text-hint";
text.setAttribute("aria-describedby", "text-hint");

const nothing = p("p", "say stop", "err.empty");
nothing.setAttribute("role", "alert");
nothing.hidden = true;

/** Why nothing can be sent from this page; stands on top, because the button would be far below. */
const barred = el("p", { className: "say stop", hidden: true });
barred.setAttribute("role", "alert");

const write = el(
  "section",
  { hidden: true },
  p("h1", "", "write.h"),
  barred,
  p("p", "say", "write.where"),
  label,
  hint,
  text,
  p("p", "soft", "write.names"),
  p("p", "soft", "write.pause"),
  files.node,
  questions.node,
  nothing,
  button("", "write.next", () => showReview()),
  status,
);
for (const change of ["input", "change"]) {
  write.addEventListener(change, () => {
    nothing.hidden = true;
  });
}

// ---- review ----------------------------------------------------------------------------------

const trouble = el("p", { className: "say stop", hidden: true });
trouble.setAttribute("role", "alert");
const here = p("p", "say", "rev.here");
const content = el("ul");
const deletion = el("li", { hidden: true });
const slot = el("div");
const owner = el("p", { className: "soft" });
const readiness = p("p", "soft", "prep.wait");
readiness.setAttribute("role", "status");
const consent = new ConsentView();
const codename = new CodenameView(post);
const promises = el("section");

const review = el(
  "section",
  { hidden: true },
  p("h1", "", "rev.h"),
  here,
  trouble,
  p("h2", "", "rev.what"),
  content,
  p("h2", "", "rev.decide"),
  consent.node,
  codename.question,
  p("h2", "", "rev.next"),
  el(
    "ol",
    {},
    ...["rev.1", "rev.2", "rev.3"].map((key) => p("li", "", key)),
    deletion,
    p("li", "", "rev.5"),
  ),
  promises,
  owner,
  readiness,
  slot,
  button("plain", "rev.back", () => show(write)),
);

// ---- received --------------------------------------------------------------------------------

const received = el(
  "section",
  { hidden: true },
  p("h1", "", "ok.h"),
  p("p", "say", "ok.t"),
  codename.node,
  p("h2", "", "ok.next"),
  el("ol", {}, ...["ok.1", "ok.2", "ok.3"].map((key) => p("li", "", key))),
  p("p", "soft", "ok.after"),
);

// ---- eight words -----------------------------------------------------------------------------

/** What the Worker is sending. */
let errand = /** @type {"deliver"|"withdraw"} */ ("deliver");

const mailbox = new MailboxView({
  post,
  show,
  home: () => {
    app.hidden = true;
    land.hidden = false;
  },
  add: () => {
    codename.addition();
    show(write);
  },
  withdraw: () => {
    errand = "withdraw";
    sending.reset();
    show(sending.node);
    post({ kind: "withdraw" });
  },
});

const views = [write, review, sending.node, received, ...mailbox.views];

/** @param {HTMLElement} view shown alone, its heading read first */
function show(view) {
  land.hidden = true;
  app.hidden = false;
  for (const other of views) other.hidden = other !== view;
  const heading = /** @type {HTMLElement} */ (view.querySelector("h1"));
  heading.tabIndex = -1;
  scrollTo(0, 0);
  heading.focus({ preventScroll: true });
}

/** @returns {Record<string, string|string[]>} */
function answers() {
  const own = text.value.trim();
  return own ? { [STORY]: own, ...questions.answers() } : questions.answers();
}

function showReview() {
  const given = answers();
  nothing.hidden = Object.keys(given).length + files.ready().length + Number(files.working()) > 0;
  if (!nothing.hidden) return;
  trouble.hidden = ended === "";
  if (ended) say(trouble, ended);
  list();
  show(review);
}

/** List what would be sent now; while a file is being cleaned nothing can be sent. */
function list() {
  slot.hidden = files.working();
  const ready = files.ready().length;
  content.replaceChildren(p("li", "", "rev.text", { n: text.value.trim().length }));
  if (ready > 0) content.append(p("li", "", "rev.files", { n: ready, size: size(files.total()) }));
  if (files.working()) content.append(p("li", "", "files.work"));
  else if (files.left() > 0) content.append(p("li", "", "rev.unasked", { n: files.left() }));
}

function deliver() {
  if (largest > 0 && files.total() > largest) {
    complain("large");
    return;
  }
  errand = "deliver";
  here.hidden = true; // from now on something may have left
  sending.reset();
  show(sending.node);
  post({
    kind: "deliver",
    language: current(),
    answers: answers(),
    consent: consent.consent(),
    files: files.ready(),
    codename: codename.chosen(),
  });
}

/** @param {import("./messages.js").Trouble} what Nothing was received: say why, keep all. */
function complain(what) {
  const key = what === "stopped" ? "go.stopped" : `err.${what}`;
  say(trouble, key, { limit: size(largest) });
  trouble.hidden = false;
  list();
  show(review);
}

/** Key of the reason why nothing can be sent from this page any more. */
let ended = "";

/** @param {string} key Nothing can be sent from this page any more. */
function give(key) {
  ended = key;
  slot.replaceChildren();
  for (const node of [barred, trouble]) {
    say(node, key);
    node.hidden = false;
  }
  for (const node of [status, readiness]) {
    node.className = "say stop";
    node.removeAttribute("role"); // it is read once, from the top
    say(node, key);
  }
}

// ---- what the Worker says --------------------------------------------------------------------

/** @param {ToPage} data */
function hear(data) {
  files.hear(data);
  sending.hear(data);
  codename.hear(data);
  mailbox.hear(data);
  if (data.kind === "ready") {
    largest = data.largest;
    questions.show(data.questionnaire);
    consent.show(data.questionnaire.consent ?? []);
    codename.offer(data.able);
    if (!data.able) mailbox.die("mail.unable");
    showOwner(data);
    say(owner, "rev.owner", { newsroom: data.newsroom });
    say(deletion, "rev.4", { days: data.retentionDays });
    deletion.hidden = false;
    for (const node of [status, readiness]) say(node, "prep.ok");
    slot.append(button("", "rev.send", deliver));
  }
  if ("number" in data && !review.hidden) list();
  if (data.kind === "unable") {
    give(`err.${data.trouble}`);
    mailbox.die(`err.${data.trouble}`);
  }
  if (data.kind === "failed") complain(data.trouble);
  if (data.kind === "kept") mailbox.failed("wd.failed");
  if (data.kind === "received") {
    wipeFields();
    mailbox.wipe();
    show(received);
  }
}

/** @param {import("./messages.js").Ready} ready Whose page it is, and what they promise. */
function showOwner({ newsroom, root, questionnaire: { promises: kept } }) {
  const facts = promised("rev.promises", kept, ["reads", "withheld", "meeting", "minors"]);
  promises.append(...facts);
  const help = promised("help.h", kept, ["help"]);
  land.append(voice(el("div", {}, ...help, rightPage(root, newsroom))));
  received.append(...promised("help.h", kept, ["help"]));
}

/** The Worker died: by a broken script, or for want of memory. */
function die() {
  sealer.end(); // what still runs of it must not send any more
  mailbox.die("mail.dead");
  give(sending.node.hidden ? "err.script" : "err.died");
  if (sending.node.hidden) return;
  if (errand === "deliver") complain("died");
  else mailbox.failed("wd.failed");
}

/** After 'received' nothing of the message stays on the page. */
function wipeFields() {
  text.value = "";
  slot.replaceChildren();
  write.replaceChildren();
  review.replaceChildren();
}

// ---- begin -----------------------------------------------------------------------------------

voice(app).append(...views);
voice(/** @type {HTMLElement} */ (document.getElementById("begin"))).replaceChildren(
  button("", "land.write", () => show(write)),
  p("p", "soft", "land.write.t"),
  button("plain", "land.mail", () => show(mailbox.typing)),
  p("p", "soft", "land.mail.t"),
);
startShell(() => sealer.end());
