/**
 * An envelope: one age v1 file for exactly one post-quantum recipient.
 *
 * Same stem as crypto/envelope.py; the rule is docs/spec/envelope.md. The only file that touches
 * the age library.
 */

import { Decrypter, Encrypter, generateHybridIdentity, identityToRecipient } from "age-encryption";

/** Bytes of the header with one mlkem768x25519 stanza: constant, so that it tells nothing. */
export const HEADER_LENGTH = 1627;

/** Payload nonce, chunk and tag of age's STREAM, in bytes. */
const NONCE = 16;
const CHUNK = 64 * 1024;
const TAG = 16;

/**
 * Length of the envelope around a padded testimony.
 *
 * @param {number} tarLength bytes, at least 1
 * @returns {number} bytes
 */
export function envelopeLength(tarLength) {
  return HEADER_LENGTH + NONCE + tarLength + TAG * Math.max(1, Math.ceil(tarLength / CHUNK));
}

/**
 * Turn slices into a stream that makes the next slice only when it is asked for.
 *
 * @param {AsyncIterator<Uint8Array>} slices
 * @returns {ReadableStream<Uint8Array>}
 */
function streamOf(slices) {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await slices.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
}

/**
 * Seal slices for one recipient. The age library gets small slices because it encrypts a whole
 * slice in one go: large ones would stop progress and fill memory.
 *
 * @param {AsyncIterator<Uint8Array>} slices
 * @param {string} recipient "age1pq1…"; any other kind is refused
 * @returns {Promise<ReadableStream<Uint8Array>>} the envelope
 */
export async function seal(slices, recipient) {
  if (!/^age1pq1[02-9ac-hj-np-z]+$/.test(recipient)) {
    throw new Error("The recipient is not a post-quantum age recipient.");
  }
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return encrypter.encrypt(streamOf(slices));
}

/**
 * Open an envelope: for self-tests, with keys that are fixed or made on the spot.
 *
 * @param {Uint8Array} envelope
 * @param {string} identity "AGE-SECRET-KEY-PQ-1…"
 * @returns {Promise<Uint8Array>}
 */
export async function open(envelope, identity) {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return decrypter.decrypt(envelope);
}

/** A key pair for one self-test. @returns {Promise<{identity: string, recipient: string}>} */
export async function generate() {
  const identity = await generateHybridIdentity();
  return { identity, recipient: await identityToRecipient(identity) };
}

/** @param {string} identity "AGE-SECRET-KEY-PQ-1…" @returns {Promise<string>} its "age1pq1…" */
export function recipientOf(identity) {
  return identityToRecipient(identity);
}
