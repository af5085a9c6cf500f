// Cleans files as the Worker does: a line of JSON in, a line of JSON out.
//   {"in": path, "out": path} → {"type", "ending", "removed", "pieces"} or {"reason", "message"}

import { openAsBlob, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { CannotClean, strip } from "../../../intake/client/strip/index.js";

for await (const line of createInterface({ input: process.stdin })) {
  const task = JSON.parse(line);
  let answer;
  try {
    const { parts, removed, type, ending } = await strip(await openAsBlob(task.in));
    writeFileSync(task.out, Buffer.from(await new Blob(parts).arrayBuffer()));
    answer = { type, ending, removed, pieces: parts.length };
  } catch (error) {
    if (!(error instanceof CannotClean)) throw error;
    answer = { reason: error.reason, message: error.message };
  }
  console.log(JSON.stringify(answer));
}
