/**
 * Draw the two pictures of the page: PNG, because SVG is off at Tor Browser's Safest level.
 * Written without compression, so that the bytes depend on nothing but this file.
 */

/** @param {Uint8Array} bytes @returns {number} CRC-32 as PNG wants it */
function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

/** @param {Uint8Array} bytes @returns {number} Adler-32 as zlib wants it */
function adler32(bytes) {
  let a = 1;
  let b = 0;
  for (const byte of bytes) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return ((b << 16) | a) >>> 0;
}

/** @param {number} value @returns {number[]} four bytes, big end first */
function long(value) {
  return [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
}

/** @param {string} name @param {number[]} body @returns {number[]} */
function chunk(name, body) {
  const content = [...Buffer.from(name), ...body];
  return [...long(body.length), ...content, ...long(crc32(Uint8Array.from(content)))];
}

/**
 * A PNG with a palette of at most four colours, two bits a dot.
 *
 * @param {number} width in dots, a multiple of four
 * @param {number} height
 * @param {number[][]} palette red, green, blue, opacity
 * @param {(x: number, y: number) => number} colour index into the palette
 * @returns {Uint8Array}
 */
function png(width, height, palette, colour) {
  const raw = [];
  for (let y = 0; y < height; y += 1) {
    raw.push(0);
    for (let x = 0; x < width; x += 4) {
      raw.push([0, 1, 2, 3].reduce((byte, i) => (byte << 2) | colour(x + i, y), 0));
    }
  }
  const stored = [0x78, 0x01];
  for (let at = 0; at < raw.length; at += 65535) {
    const block = raw.slice(at, at + 65535);
    const size = [block.length & 255, block.length >> 8];
    stored.push(at + 65535 >= raw.length ? 1 : 0, ...size, size[0] ^ 255, size[1] ^ 255, ...block);
  }
  stored.push(...long(adler32(Uint8Array.from(raw))));
  return Uint8Array.from([
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a,
    ...chunk("IHDR", [...long(width), ...long(height), 2, 3, 0, 0, 0]),
    ...chunk("PLTE", palette.flatMap(([r, g, b]) => [r, g, b])),
    ...chunk("tRNS", palette.map(([, , , opacity]) => opacity)),
    ...chunk("IDAT", stored),
    ...chunk("IEND", []),
  ]);
}

/** A plain ruled sheet, grey, 32 dots wide. @returns {Uint8Array} */
export function icon() {
  const palette = [[0, 0, 0, 0], [250, 250, 250, 255], [150, 156, 152, 255], [96, 104, 99, 255]];
  return png(32, 32, palette, (x, y) => {
    if (x < 5 || x > 26 || y < 2 || y > 29) return 0;
    if (x === 5 || x === 26 || y === 2 || y === 29) return 3;
    return y >= 9 && y % 5 === 4 && x >= 9 && x <= 22 ? 2 : 1;
  });
}

/**
 * Distance to a box with round corners: negative inside.
 *
 * @param {number} x @param {number} y
 * @param {[number, number, number, number]} box left, top, right, bottom
 * @param {number} radius
 */
function box(x, y, [left, top, right, bottom], radius) {
  const dx = Math.abs(x - (left + right) / 2) - (right - left) / 2 + radius;
  const dy = Math.abs(y - (top + bottom) / 2) - (bottom - top) / 2 + radius;
  return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - radius;
}

/** @param {number} x @param {number} y @param {number} cx @param {number} cy @param {number} r */
function disc(x, y, cx, cy, r) {
  return Math.hypot(x - cx, y - cy) - r;
}

/** A shield of half width 13 and height 34: negative inside. */
function shield(/** @type {number} */ x, /** @type {number} */ y, cx = 466, top = 20) {
  const v = y - top;
  const half = v < 18 ? 15 : 15 - ((v - 18) ** 2) / 22;
  return Math.max(Math.abs(x - cx) - half, -v, v - 36);
}

/**
 * Where the level is chosen: an address line, the shield beside it, a list of three with the
 * middle one chosen. No letters, so that it serves every language.
 *
 * @returns {Uint8Array}
 */
export function level() {
  const palette = [[0, 0, 0, 0], [125, 140, 132, 255], [47, 131, 108, 255], [125, 140, 132, 90]];
  const grey = (/** @type {number} */ x, /** @type {number} */ y) => Math.min(
    Math.abs(box(x, y, [4, 4, 556, 196], 10)) - 2,
    Math.abs(box(x, y, [20, 16, 420, 58], 21)) - 2,
    Math.abs(box(x, y, [250, 76, 540, 184], 8)) - 2,
    ...[100, 160].map((cy) => Math.abs(disc(x, y, 282, cy, 10)) - 2),
  );
  const faint = (/** @type {number} */ x, /** @type {number} */ y) => Math.min(
    box(x, y, [44, 34, 340, 40], 3),
    box(x, y, [310, 97, 430, 103], 3),
    box(x, y, [310, 157, 470, 163], 3),
  );
  const green = (/** @type {number} */ x, /** @type {number} */ y) => Math.min(
    Math.abs(shield(x, y)) - 3,
    Math.abs(disc(x, y, 282, 130, 10)) - 3,
    disc(x, y, 282, 130, 4.5),
    box(x, y, [310, 126, 400, 134], 4),
  );
  return png(560, 200, palette, (x, y) => {
    if (green(x + 0.5, y + 0.5) < 0) return 2;
    if (grey(x + 0.5, y + 0.5) < 0) return 1;
    return faint(x + 0.5, y + 0.5) < 0 ? 3 : 0;
  });
}
