/**
 * Size classes: how long a testimony may be, so that its length says little.
 *
 * Same stem and same vectors as crypto/padding.py; the rule is docs/spec/padding.md.
 */

const KIB = 1024;
const MIB = 1024 * KIB;

/**
 * Every length a padded testimony may have, in bytes, ascending: doubling from 64 KiB to 32 MiB,
 * from there two classes a doubling to 256 MiB. Fewer classes hide more and waste more.
 */
export const SIZE_CLASSES = Object.freeze([
  ...Array.from({ length: 10 }, (_, step) => 64 * KIB * 2 ** step),
  ...[48, 64, 96, 128, 192, 256].map((size) => size * MIB),
]);

/** Raised where a testimony is longer than the largest class. */
export class TooLarge extends Error {
  /** @param {number} length in bytes */
  constructor(length) {
    super(`${length} bytes are more than the largest class.`);
    this.name = "TooLarge";
  }
}

/**
 * The smallest size class that holds `length` bytes.
 *
 * @param {number} length bytes of the tar, 0 or more
 * @param {readonly number[]} [sizes] the classes that a newsroom accepts, ascending
 * @returns {number} one of `sizes`
 * @throws {TooLarge}
 */
export function sizeClass(length, sizes = SIZE_CLASSES) {
  const fits = sizes.find((size) => length <= size);
  if (fits === undefined) throw new TooLarge(length);
  return fits;
}
