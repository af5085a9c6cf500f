// Cleans files as the Worker does: a line of JSON in, a line of JSON out.
//   {"in": path, "out": path} → {"type", "ending", "removed", "largest"} or {"reason", "message"}
// `largest` is the most that the cleaning code read into memory at once, in bytes.

import { openAsBlob } from "node:fs";
import { writeFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { CannotClean, strip } from "../../../intake/client/strip/index.js";

let largest = 0;
const { arrayBuffer } = Blob.prototype;
Blob.prototype.arrayBuffer = function counted() {
  largest = Math.max(largest, this.size);
  return arrayBuffer.call(this);
};

for await (const line of createInterface({ input: process.stdin })) {
  const task = JSON.parse(line);
  let answer;
  largest = 0;
  try {
    const { parts, removed, type, ending } = await strip(await openAsBlob(task.in));
    answer = { type, ending, removed, largest };
    await writeFile(task.out, new Blob(parts).stream());
  } catch (error) {
    if (!(error instanceof CannotClean)) throw error;
    answer = { reason: error.reason, message: error.message };
  }
  console.log(JSON.stringify(answer));
}
