/**
 * How much this browser can seal while a person waits, measured and not guessed from its level.
 *
 * A browser at Safer seals about 1 MiB a second on a computer and less on a phone: fifty times
 * slower than at Standard. Its page is told no level; so it takes the time.
 */

import { generate, seal } from "./envelope.js";

/** Bytes sealed to take the time: a quarter of a second at Safer on a computer. */
const PROBE = 256 * 1024;
const SLICE = 64 * 1024;

/** Tor Browser rounds its clock to this, in milliseconds; a shorter time is not known better. */
const CLOCK = 100;

/** Longest time that sealing all files may take, in milliseconds. */
const LONGEST = 600_000;

/** Bytes that are always taken, however slow: some photographs and a short film. */
const ALWAYS = 32 * 1024 * 1024;

/** @returns {Promise<number>} milliseconds for PROBE bytes, at least CLOCK */
async function probe() {
  const slices = (async function* () {
    for (let start = 0; start < PROBE; start += SLICE) yield new Uint8Array(SLICE);
  })();
  const { recipient } = await generate();
  const began = performance.now();
  const reader = (await seal(slices, recipient)).getReader();
  while (!(await reader.read()).done);
  return Math.max(CLOCK, performance.now() - began);
}

/**
 * The largest size class within the budget.
 *
 * @param {readonly number[]} sizes what the newsroom takes, rising, in bytes
 * @param {number} rate bytes a second
 * @returns {number} bytes
 */
export function largest(sizes, rate) {
  const most = Math.max(ALWAYS, (rate * LONGEST) / 1000);
  return sizes.filter((size) => size <= most).at(-1) ?? sizes[0];
}

/**
 * Take the time; twice where the first result would lower the limit, for another program may
 * have been busy.
 *
 * @param {readonly number[]} sizes
 * @returns {Promise<{largest: number, rate: number}>} rate: bytes a second, 0 where it is too fast
 *   to tell
 */
export async function budget(sizes) {
  let time = await probe();
  if (largest(sizes, (PROBE / time) * 1000) < sizes[sizes.length - 1]) {
    time = Math.min(time, await probe());
  }
  const rate = (PROBE / time) * 1000;
  return { largest: largest(sizes, rate), rate: time > CLOCK ? rate : 0 };
}
