/**
 * What the page and its Worker say to each other. Types only.
 *
 * `rest`: stopped, and a part stays on the server for a day.
 * @typedef {"unable"|"expired"|"early"|"false"|"large"|"stopped"|"rest"|"full"|"refused"|
 *   "changed"|"long"|"worker"|"died"} Trouble
 *
 * @typedef {Record<string, string|string[]>} Answers
 *
 * Whether a testimony carries keys for a reply: no, of a new codename, of the one that was typed.
 * @typedef {"none"|"new"|"same"} Codename
 *
 * @typedef {{kind: "clean", number: number, file: File}
 *   | {kind: "drop", number: number}
 *   | {kind: "now"}
 *   | {kind: "stop"}
 *   | {kind: "deliver", language: string, answers: Answers,
 *      consent: Answers, files: number[], codename: Codename}
 *   | {kind: "compare", text: string, language: string}
 *   | {kind: "forget"}
 *   | {kind: "open", text: string, language: string}
 *   | {kind: "withdraw"}} ToWorker
 *
 * `root`: the numbers of the root key's words, from fingerprint.js. `largest`: bytes of all files
 * together; `rate`: bytes sealed in a second, 0 where it is too fast to tell; from budget.js.
 * `able`: whether codenames can be made and read.
 * @typedef {{kind: "ready", newsroom: string, retentionDays: number, largest: number, rate: number,
 *   able: boolean, root: number[], questionnaire: import("./questionnaire.js").Questionnaire}} Ready
 *
 * @typedef {Ready
 *   | {kind: "unable", trouble: Trouble}
 *   | {kind: "cleaned", number: number, size: number, removed: import("./strip/index.js").Kind[]}
 *   | {kind: "uncleanable", number: number, size: number,
 *      reason: import("./strip/index.js").Reason}
 *   | {kind: "unreadable", number: number}
 *   | {kind: "progress", done: number, total: number}
 *   | {kind: "lost", seconds: number}
 *   | {kind: "found"}
 *   | {kind: "codename", words: Record<string, string[]>, digits: string[]}
 *   | {kind: "received"}
 *   | {kind: "compared", right: boolean}
 *   | {kind: "wrong", reason: "count"|"word"|"check"|"board"|"stopped"|"unable", places: number[]}
 *   | {kind: "replies", answers: {day: string, text: string}[], refused: number}
 *   | {kind: "withdrawn"}
 *   | {kind: "kept"}
 *   | {kind: "failed", trouble: Trouble}} ToPage
 */

export {};
