/**
 * Stands in the build for parts of the age library that no envelope of ours can reach: the curves
 * P-256 and P-384, X25519 alone, and passphrases. An envelope has one recipient, of the type
 * mlkem768x25519; without the rest the Worker is almost half as heavy.
 * Whatever would use them stops with an error.
 */

function refuse() {
  throw new Error("This build holds no such key.");
}

/** @param {number} bytes of a number on the curve; only lengths are asked before anything is used */
function curve(bytes) {
  return {
    lengths: {
      secretKey: bytes,
      publicKey: bytes + 1,
      publicKeyUncompressed: 2 * bytes + 1,
      publicKeyHasPrefix: true,
      seed: bytes,
    },
    Point: { Fn: { isLE: false, create: refuse, toBytes: refuse }, fromBytes: refuse },
    utils: { randomSecretKey: refuse },
    keygen: refuse,
    getPublicKey: refuse,
    getSharedSecret: refuse,
  };
}

export const p256 = curve(32);
export const p384 = curve(48);
export const x25519 = { scalarMult: refuse, scalarMultBase: refuse };
export const scrypt = refuse;
