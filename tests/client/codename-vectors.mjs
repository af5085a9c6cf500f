/**
 * Run the vectors of codename, board and withdrawal through the browser's own modules, in Node.
 *
 * Reads from the standard input: [{"name": "board/…", "vector": {…}}, …]
 * Writes to the standard output: {"board/…": "success" or the class of the failure, …}
 */

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import * as board from "../../intake/client/board.js";
import * as codename from "../../intake/client/codename.js";
import { hex } from "../../intake/client/note.js";
import { tarLength, write } from "../../intake/client/testimony.js";

const list = (language) => readFileSync(`crypto/words/${language}.txt`, "utf8").trim().split("\n");
const LISTS = list("en").map((word, i) => `${word} ${list("ru")[i]} ${list("uk")[i]}`).join("\n");

const bytes = (text) => new Uint8Array(Buffer.from(text, "hex"));
const sha256 = (data) => createHash("sha256").update(data).digest("hex");

function gather(parts) {
  const pieces = parts.flatMap(({ base64, times }) => Array(times).fill(Buffer.from(base64, "base64")));
  return new Uint8Array(Buffer.concat(pieces));
}

function same(found, expected, what) {
  const [a, b] = [JSON.stringify(found), JSON.stringify(expected)];
  if (a !== b) throw new Error(`${what}: ${a} is not ${b}`);
}

const CHECKS = {
  "board read": async ({ identity, tag_key_hex, reply_key_hex, board: parts, answers, refused }) => {
    const keys = { identity, tagKey: bytes(tag_key_hex), replyKey: bytes(reply_key_hex) };
    const found = await board.read(gather(parts), keys);
    same(found.answers.map(({ day, text }) => [day, text]), answers, "the answers");
    same(found.refused, refused, "the refused");
  },
  "codename write": async ({ secret_hex, words, digits }) => {
    const places = await codename.numbers(bytes(secret_hex));
    same(codename.digits(places), digits, "the digits");
    for (const language of ["en", "ru", "uk"]) {
      same(codename.words(places, LISTS, language), words[language], language);
    }
  },
  "codename read": async ({ text, language, secret_hex, reason, words }) => {
    try {
      same(hex(await codename.read(text, language, LISTS)), secret_hex, "the secret");
    } catch (error) {
      if (error.name === "CodenameError") same([error.reason, error.words], [reason, words], "why");
      throw error;
    }
  },
  "codename derive": async (vector) => {
    const keys = await codename.derive(bytes(vector.secret_hex), bytes(vector.salt_hex));
    const given = await codename.given(keys);
    same(keys.identity, vector.identity, "the identity");
    same(sha256(keys.recipient), vector.recipient_sha256_hex, "the recipient");
    same(hex(keys.withdrawal), vector.withdrawal_hex, "the withdrawal value");
    const { recipient, ...rest } = given;
    same(recipient, keys.recipient, "the recipient that is given");
    same(rest, {
      "tag-key": vector.tag_key_hex,
      "reply-key": vector.reply_key_hex,
      withdrawal: vector.withdrawal_sha256_hex,
    }, "what is given");
  },
  "testimony withdraw": async ({ value_hex, length, sha256_hex }) => {
    const json = codename.withdrawal({ withdrawal: bytes(value_hex) });
    same(tarLength(json, []), length, "the length");
    const hash = createHash("sha256");
    for await (const slice of write(json, [], length)) hash.update(slice);
    same(hash.digest("hex"), sha256_hex, "the bytes");
  },
};

const outcomes = {};
for (const { name, vector } of JSON.parse(readFileSync(0, "utf8"))) {
  try {
    await CHECKS[`${name.split("/")[0]} ${vector.op}`](vector);
    outcomes[name] = "success";
  } catch (error) {
    outcomes[name] = error.name === "Error" ? error.message : error.name;
  }
}
const fresh = [codename.generate(), codename.generate()].map(hex);
console.log(JSON.stringify({ outcomes, fresh }));
