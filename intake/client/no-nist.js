/**
 * Stands in the build where the age library asks for the curves P-256 and P-384. An envelope has
 * one recipient, of the type mlkem768x25519; without their code the Worker is a third lighter.
 * Whatever would use them stops with an error.
 */

function refuse() {
  throw new Error("This build holds no NIST curve.");
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
