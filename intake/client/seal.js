/**
 * The page that works from disk, with the network off: seal.html. It takes the newsroom's list of
 * keys as a file and gives a sealed file, for the form that needs no script.
 *
 * It is the same file in every newsroom. Its own policy forbids every connection, form and frame.
 */

import { CodenameView } from "./codename-view.js";
import { ConsentView } from "./consent-view.js";
import { button, el, p, writing } from "./dom.js";
import { FilesView } from "./files-view.js";
import { Mailbox } from "./mailbox.js";
import { Expired, NotYetValid } from "./manifest.js";
import { NoteError } from "./note.js";
import { eightWords, promised } from "./owner-view.js";
import { TooLarge } from "./padding.js";
import { QuestionsView } from "./questions-view.js";
import { STORY } from "./questionnaire.js";
import { Cleaning, makeFile, neutralName, readList } from "./sealing.js";
import { codenameTest, selfTest } from "./selftest.js";
import { startShell } from "./shell.js";
import { TooLong } from "./testimony.js";
import { current, date, say, size, voice } from "./text.js";
import LISTS from "words";

/** @typedef {Awaited<ReturnType<typeof readList>>} Keys */

const app = /** @type {HTMLElement} */ (document.getElementById("app"));
const tests = selfTest().then(() => true, () => false);
const mailbox = new Mailbox(async () => null);
mailbox.lists = LISTS;

let keys = /** @type {Keys|null} */ (null);
let stop = new AbortController();
let address = "";

// ---- the list of keys --------------------------------------------------------------------------

const picker = el("input", { id: "keys", type: "file", className: "sr" });
picker.setAttribute("autocomplete", "off");
const pick = p("label", "go plain", "sh.pick");
pick.htmlFor = "keys";
const listed = el("p");
listed.setAttribute("role", "status");
const owner = el("div");
picker.addEventListener("change", () => {
  const file = picker.files?.[0];
  picker.value = "";
  if (file) takeKeys(file);
});

// ---- write -----------------------------------------------------------------------------------

const cleaning = new Cleaning((message) => files.hear(message));
const files = new FilesView((message) => cleaning.hear(message));
const text = writing("text", "");
const label = p("label", "q", "write.label");
label.htmlFor = "text";
const hint = p("p", "soft", "write.hint");
hint.id = "text-hint";
text.setAttribute("aria-describedby", "text-hint");
const questions = el("div");
const decisions = el("section", { hidden: true }, p("h2", "", "rev.decide"));
const trouble = el("p", { className: "say stop", hidden: true });
trouble.setAttribute("role", "alert");
const slot = el("div");
const need = p("p", "soft", "sh.need");
let asked = new QuestionsView();
let consent = new ConsentView();
let codename = newCodename();

/** @returns {CodenameView} */
function newCodename() {
  const view = new CodenameView(async (message) => {
    if (message.kind === "forget") mailbox.forget();
    if (message.kind !== "compare") return;
    view.hear({ kind: "compared", right: await mailbox.same(message.text, message.language) });
  }, "sh.code");
  return view;
}

const write = el(
  "section",
  {},
  p("h1", "", "sh.h"),
  p("p", "say", "sh.off"),
  p("h2", "", "sh.keys"),
  p("p", "", "sh.keys.t"),
  el("p", { className: "picker" }, picker, pick),
  listed,
  owner,
  p("h2", "", "write.h"),
  p("p", "say", "write.where"),
  label,
  hint,
  text,
  p("p", "soft", "write.names"),
  files.node,
  questions,
  decisions,
  trouble,
  need,
  slot,
);

// ---- work and done -----------------------------------------------------------------------------

const bar = el("progress", { max: 1, value: 0 });
bar.setAttribute("aria-labelledby", "work-done");
const done = el("p", { id: "work-done" });
const work = el(
  "section",
  { hidden: true },
  p("h1", "", "sh.h"),
  done,
  bar,
  button("plain", "sh.stop", () => stop.abort()),
);
const save = el("a", { className: "go" });
const kept = el("div");
const ready = el(
  "section",
  { hidden: true },
  p("h1", "", "sh.done.h"),
  p("p", "say", "sh.1"),
  el("p", {}, save),
  kept,
  el("ol", {}, ...["sh.2", "sh.3", "sh.4"].map((key) => p("li", "", key))),
  button("plain", "sh.again", () => {
    forget();
    show(write);
  }),
);

const views = [write, work, ready];

/** @param {HTMLElement} view shown alone, its heading read first */
function show(view) {
  for (const other of views) other.hidden = other !== view;
  const heading = /** @type {HTMLElement} */ (view.querySelector("h1"));
  heading.tabIndex = -1;
  scrollTo(0, 0);
  heading.focus({ preventScroll: true });
}

/** Let go of the file that was made, and of its words. */
function forget() {
  mailbox.forget();
  kept.replaceChildren();
  if (address) URL.revokeObjectURL(address);
  address = "";
  save.removeAttribute("href");
}

/**
 * @param {string} key
 * @param {import("./text.js").Values} [values]
 */
function complain(key, values) {
  say(trouble, key, values);
  trouble.hidden = false;
  show(write);
  trouble.scrollIntoView({ block: "center" });
}

/**
 * Check the list and this browser; the button that seals exists only after both.
 *
 * @param {File} file
 */
async function takeKeys(file) {
  keys = null;
  slot.replaceChildren();
  for (const node of [owner, questions]) node.replaceChildren();
  decisions.hidden = true;
  need.hidden = false;
  listed.className = "";
  say(listed, "sh.test");
  try {
    const found = await readList(file, new Date());
    if (!(await tests)) throw new Error("A self-test failed.");
    mailbox.able = await codenameTest();
    accept(found);
  } catch (error) {
    listed.className = "say stop";
    if (error instanceof Expired) say(listed, "sh.old", { day: date(error.day) });
    else if (error instanceof NotYetValid) say(listed, "sh.early");
    else if (error instanceof NoteError) say(listed, "sh.nokeys");
    else say(listed, "sh.unable");
  }
}

/** @param {Keys} found */
function accept(found) {
  const { newsroom, lastDay, questionnaire, root } = found;
  keys = found;
  say(listed, "sh.good", { newsroom, day: date(lastDay) });
  owner.append(p("p", "", "sh.words"), eightWords(root, LISTS));
  asked = new QuestionsView();
  asked.show(questionnaire);
  consent = new ConsentView();
  consent.show(questionnaire.consent ?? []);
  files.allow(found.sizes[found.sizes.length - 1], 0);
  codename = newCodename();
  codename.offer(mailbox.able);
  const { promises } = questionnaire;
  questions.append(asked.node);
  decisions.replaceChildren(
    p("h2", "", "rev.decide"),
    consent.node,
    codename.question,
    ...promised("rev.promises", promises, ["reads", "withheld", "meeting", "minors"]),
    ...promised("help.h", promises, ["help"]),
  );
  decisions.hidden = false;
  need.hidden = true;
  slot.replaceChildren(button("", "sh.make", make));
}

/** @returns {import("./messages.js").Answers} */
function answers() {
  const own = text.value.trim();
  return own ? { [STORY]: own, ...asked.answers() } : asked.answers();
}

async function make() {
  if (!keys) return;
  trouble.hidden = true;
  const given = answers();
  if (files.working()) return complain("files.work");
  if (Object.keys(given).length + files.ready().length === 0) return complain("err.empty");
  stop = new AbortController();
  bar.value = 0;
  say(done, "sh.start");
  show(work);
  const largest = keys.sizes[keys.sizes.length - 1];
  try {
    const reply = await mailbox.reply(codename.chosen(), keys.codenameSalt);
    const fields = { language: current(), answers: given, consent: consent.consent(), reply };
    const chosen = cleaning.attachments(files.ready());
    const sealed = await makeFile(keys, fields, chosen, stop.signal, progress);
    offer(sealed, await mailbox.shown());
  } catch (error) {
    mailbox.forget(); // words of a file that is not there are never shown
    if (stop.signal.aborted) complain("sh.stopped");
    else if (error instanceof TooLarge) complain("sh.large", { limit: size(largest) });
    else if (error instanceof TooLong) complain("sh.long");
    else if (error instanceof DOMException) complain("sh.changed");
    else complain("sh.broken");
  }
}

/** @param {number} made @param {number} total in bytes */
function progress(made, total) {
  bar.value = made / total;
  say(done, "sh.work", { done: size(made), total: size(total) });
}

/**
 * @param {Blob} sealed
 * @param {{words: Record<string, string[]>, digits: string[]}|null} shown the words to keep
 */
function offer(sealed, shown) {
  address = URL.createObjectURL(sealed);
  save.href = address;
  save.download = neutralName();
  say(save, "sh.save", { file: save.download });
  if (shown) codename.show(shown);
  kept.replaceChildren(...(shown ? [codename.node] : []));
  show(ready);
}

app.hidden = false;
voice(app).append(...views);
startShell(() => {
  stop.abort();
  forget();
});
