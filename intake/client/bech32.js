/**
 * Bech32 as age writes identities: letters for bytes, with a checksum.
 *
 * Same stem as crypto/bech32.py; the rule is BIP 173, without its limit of length.
 */

const LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

/** @param {number[]} values of 5 bits @returns {number} 30 bits */
function checksum(values) {
  let sum = 1;
  for (const value of values) {
    const top = sum >>> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ value;
    GENERATOR.forEach((part, i) => {
      if ((top >>> i) & 1) sum ^= part;
    });
  }
  return sum;
}

/** @param {Uint8Array} bytes @returns {number[]} the same bits, five at a time, zeros at the end */
function fives(bytes) {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{1,5}/g) ?? []).map((part) => parseInt(part.padEnd(5, "0"), 2));
}

/**
 * Write bytes.
 *
 * @param {string} prefix in small letters
 * @param {Uint8Array} bytes
 * @returns {string} in small letters
 */
export function encode(prefix, bytes) {
  const codes = Array.from(prefix, (letter) => letter.charCodeAt(0));
  const head = [...codes.map((code) => code >>> 5), 0, ...codes.map((code) => code & 31)];
  const data = fives(bytes);
  const sum = checksum([...head, ...data, 0, 0, 0, 0, 0, 0]) ^ 1;
  const tail = Array.from({ length: 6 }, (_, i) => (sum >>> (5 * (5 - i))) & 31);
  return `${prefix}1${[...data, ...tail].map((value) => LETTERS[value]).join("")}`;
}
