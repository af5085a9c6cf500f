/**
 * Neutral names for attachments: a number and an ending from a fixed list. The name that a file
 * had on the person's device is read for its ending only and never sent.
 */

/** Media type of each ending that is kept. */
const TYPES = /** @type {Record<string, string>} */ ({
  jpg: "image/jpeg",
  png: "image/png",
  gif: "image/gif",
  webp: "image/webp",
  heic: "image/heic",
  avif: "image/avif",
  mp4: "video/mp4",
  mov: "video/quicktime",
  webm: "video/webm",
  "3gp": "video/3gpp",
  mp3: "audio/mpeg",
  m4a: "audio/mp4",
  ogg: "audio/ogg",
  opus: "audio/ogg",
  wav: "audio/wav",
  amr: "audio/amr",
  pdf: "application/pdf",
  txt: "text/plain",
  doc: "application/msword",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  odt: "application/vnd.oasis.opendocument.text",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  zip: "application/zip",
});

/**
 * @param {string} original the name on the device
 * @returns {{ending: string, type: string}} "bin" where the ending is not on the list
 */
export function neutral(original) {
  const ending = original.toLowerCase().split(".").pop() ?? "";
  const known = ending === "jpeg" ? "jpg" : ending;
  return Object.hasOwn(TYPES, known)
    ? { ending: known, type: TYPES[known] }
    : { ending: "bin", type: "application/octet-stream" };
}
