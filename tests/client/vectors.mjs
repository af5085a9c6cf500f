/**
 * Run the vectors that the browser needs through its own modules, here in Node.
 *
 * Reads from the standard input: [{"name": "note/…", "vector": {…}}, …]
 * Writes to the standard output: {"note/…": "success" or the class of the failure, …}
 */

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { envelopeLength } from "../../intake/client/envelope.js";
import { fingerprint, wordsOf } from "../../intake/client/fingerprint.js";
import { verifyManifest } from "../../intake/client/manifest.js";
import { openNote, parseVerifier } from "../../intake/client/note.js";
import { SIZE_CLASSES, sizeClass } from "../../intake/client/padding.js";
import { parseQuestionnaire } from "../../intake/client/questionnaire.js";
import { encode, tarLength, write } from "../../intake/client/testimony.js";

const bytes = (base64) => new Uint8Array(Buffer.from(base64, "base64"));

const list = (language) => readFileSync(`crypto/words/${language}.txt`, "utf8").trim().split("\n");
const LISTS = list("en").map((word, i) => `${word} ${list("ru")[i]} ${list("uk")[i]}`).join("\n");

function same(found, expected, what) {
  const [a, b] = [JSON.stringify(found), JSON.stringify(expected)];
  if (a !== b) throw new Error(`${what}: ${a} is not ${b}`);
}

const CHECKS = {
  envelope: ({ length }) => {
    same(SIZE_CLASSES.map(envelopeLength).includes(length), true, "the lengths of envelopes");
  },
  fingerprint: async ({ vkey, numbers, words }) => {
    const found = await fingerprint(vkey);
    same(found, numbers, "the numbers");
    for (const language of ["en", "ru", "uk"]) {
      same(wordsOf(found, LISTS)(language), words[language].join(" "), "the words");
    }
  },
  manifest: async ({ note_base64, roots, now, manifest }) => {
    const found = await verifyManifest(bytes(note_base64), roots[0], new Date(now));
    same(found, {
      newsroom: manifest.newsroom,
      lastDay: manifest.not_after,
      recipient: manifest.recipient,
      sizes: manifest.sizes,
      retentionDays: manifest.retention_days,
      codenameSalt: new Uint8Array(Buffer.from(manifest.codename_salt_hex, "hex")),
      questionnaire: manifest.questionnaire,
      digest: manifest.digest_hex,
    }, "the manifest");
  },
  note: async ({ note_base64, kind, verifiers, text }) => {
    const trusted = await Promise.all(verifiers.map(parseVerifier));
    same(await openNote(bytes(note_base64), kind, trusted), text, "the text");
  },
  padding: ({ length, size }) => same(sizeClass(length), size, "the size class"),
  questionnaire: ({ line }) => parseQuestionnaire(line),
  testimony: async ({ testimony, attachments, length, sha256_hex }) => {
    const files = attachments.map(({ name, type, content_base64 }) => (
      { name, type, source: new Blob([bytes(content_base64)]) }
    ));
    const json = encode(testimony, files);
    same(tarLength(json, files), length, "the length");
    const hash = createHash("sha256");
    for await (const slice of write(json, files, length)) hash.update(slice);
    same(hash.digest("hex"), sha256_hex, "the bytes");
  },
};

const outcomes = {};
for (const { name, vector } of JSON.parse(readFileSync(0, "utf8"))) {
  try {
    await CHECKS[name.split("/")[0]](vector);
    outcomes[name] = "success";
  } catch (error) {
    outcomes[name] = error.name === "Error" ? error.message : error.name;
  }
}
console.log(JSON.stringify(outcomes));
