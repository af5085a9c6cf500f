/**
 * Run the vectors of codename, board and withdrawal through the browser's own modules, in Node.
 *
 * Reads from the standard input: [{"name": "board/…", "vector": {…}}, …]
 * Writes to the standard output what `run` of codename-checks.mjs gives.
 */

import { readFileSync } from "node:fs";
import { run } from "./codename-checks.mjs";

const list = (language) => readFileSync(`crypto/words/${language}.txt`, "utf8").trim().split("\n");
const lists = list("en").map((word, i) => `${word} ${list("ru")[i]} ${list("uk")[i]}`).join("\n");

console.log(JSON.stringify(await run(JSON.parse(readFileSync(0, "utf8")), lists)));
