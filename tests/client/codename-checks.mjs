/**
 * The vectors of codename, board and withdrawal, put to the browser's own modules: the same checks
 * in Node and in a browser.
 */

import * as board from "../../intake/client/board.js";
import * as codename from "../../intake/client/codename.js";
import { bytesOf, hex } from "../../intake/client/note.js";
import { tarLength, write } from "../../intake/client/testimony.js";

const sha256 = async (data) => hex(new Uint8Array(await crypto.subtle.digest("SHA-256", data)));

async function gather(parts) {
  const pieces = parts.flatMap(({ base64, times }) => (
    Array(times).fill(Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)))
  ));
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}

function same(found, expected, what) {
  const [a, b] = [JSON.stringify(found), JSON.stringify(expected)];
  if (a !== b) throw new Error(`${what}: ${a} is not ${b}`);
}

const CHECKS = {
  "board read": async ({ identity, tag_key_hex, reply_key_hex, board: parts, answers, refused }) => {
    const keys = { identity, tagKey: bytesOf(tag_key_hex), replyKey: bytesOf(reply_key_hex) };
    const found = await board.read(await gather(parts), keys);
    same(found.answers.map(({ day, text }) => [day, text]), answers, "the answers");
    same(found.refused, refused, "the refused");
  },
  "codename write": async ({ secret_hex, words, digits }, lists) => {
    const places = await codename.numbers(bytesOf(secret_hex));
    same(codename.digits(places), digits, "the digits");
    for (const language of ["en", "ru", "uk"]) {
      same(codename.words(places, lists, language), words[language], language);
    }
  },
  "codename read": async ({ text, language, secret_hex, reason, words }, lists) => {
    try {
      same(hex(await codename.read(text, language, lists)), secret_hex, "the secret");
    } catch (error) {
      if (error.name === "CodenameError") same([error.reason, error.words], [reason, words], "why");
      throw error;
    }
  },
  "codename derive": async (vector) => {
    const keys = await codename.derive(bytesOf(vector.secret_hex), bytesOf(vector.salt_hex));
    const given = await codename.given(keys);
    same(keys.identity, vector.identity, "the identity");
    const recipient = await sha256(new TextEncoder().encode(keys.recipient));
    same(recipient, vector.recipient_sha256_hex, "the recipient");
    same(hex(keys.withdrawal), vector.withdrawal_hex, "the withdrawal value");
    same(given, {
      recipient: keys.recipient,
      "tag-key": vector.tag_key_hex,
      "reply-key": vector.reply_key_hex,
      withdrawal: vector.withdrawal_sha256_hex,
    }, "what is given");
  },
  "testimony withdraw": async ({ value_hex, length, sha256_hex }) => {
    const json = codename.withdrawal({ withdrawal: bytesOf(value_hex) });
    same(tarLength(json, []), length, "the length");
    const slices = [];
    for await (const slice of write(json, [], length)) slices.push(slice);
    same(await sha256(await new Blob(slices).arrayBuffer()), sha256_hex, "the bytes");
  },
};

/**
 * @param {{name: string, vector: {op: string}}[]} cases
 * @param {string} lists 2048 lines, each `english russian ukrainian`
 * @returns {Promise<{outcomes: Record<string, string>, fresh: string[]}>} outcomes: "success" or the
 *   class of the failure; fresh: twenty new codenames, in hex
 */
export async function run(cases, lists) {
  const outcomes = {};
  for (const { name, vector } of cases) {
    try {
      await CHECKS[`${name.split("/")[0]} ${vector.op}`](vector, lists);
      outcomes[name] = "success";
    } catch (error) {
      outcomes[name] = error.name === "Error" ? error.message : error.name;
    }
  }
  return { outcomes, fresh: Array.from({ length: 20 }, () => hex(codename.generate())) };
}
