// Runs jobs with typage (npm age-encryption), the browser's implementation: JSON in, JSON out.
//
//   {"op": "encrypt", "recipients": ["age1…"], "plain": "base64"}     → {"sealed": "base64"}
//   {"op": "decrypt", "identities": ["AGE-…"], "sealed": "base64"}    → {"plain": "base64"}
//   {"op": "encrypt", "passphrase": "…", "plain": …} and decrypt likewise
//   {"op": "recipient", "identity": "AGE-…"}                          → {"recipient": "age1…"}
//
// A job that typage refuses gives {"error": "…"}.

import { Decrypter, Encrypter, identityToRecipient } from "age-encryption";

const bytes = (text) => new Uint8Array(Buffer.from(text, "base64"));
const base64 = (data) => Buffer.from(data).toString("base64");

async function run(job) {
  if (job.op === "recipient") {
    return { recipient: await identityToRecipient(job.identity) };
  }
  if (job.op === "encrypt") {
    const encrypter = new Encrypter();
    if (job.passphrase !== undefined) {
      encrypter.setScryptWorkFactor(4);
      encrypter.setPassphrase(job.passphrase);
    }
    for (const recipient of job.recipients ?? []) encrypter.addRecipient(recipient);
    return { sealed: base64(await encrypter.encrypt(bytes(job.plain))) };
  }
  const decrypter = new Decrypter();
  if (job.passphrase !== undefined) decrypter.addPassphrase(job.passphrase);
  for (const identity of job.identities ?? []) decrypter.addIdentity(identity);
  return { plain: base64(await decrypter.decrypt(bytes(job.sealed))) };
}

const parts = [];
for await (const part of process.stdin) parts.push(part);
const answers = [];
for (const job of JSON.parse(Buffer.concat(parts).toString())) {
  try {
    answers.push(await run(job));
  } catch (error) {
    answers.push({ error: String(error) });
  }
}
process.stdout.write(JSON.stringify(answers));
