/**
 * One upload by tus-js-client, the protocol's official client for JavaScript.
 *
 *     node stock.mjs '{"endpoint": …, "file": …, "chunkSize": …, …}'
 *
 * Options are the client's own, and two of ours: `stopAfter` stops once so many bytes are
 * accepted, `terminate` then also ends the upload on the server. Prints what happened as JSON.
 */

import { readFileSync } from "node:fs";
import { Upload } from "tus-js-client";

const { file, stopAfter, terminate, ...options } = JSON.parse(process.argv[2]);
const requests = [];

/** @param {string|null} error */
function tell(error) {
  console.log(JSON.stringify({ requests, url: upload.url, error }));
  process.exit(0);
}

const upload = new Upload(readFileSync(file), {
  ...options,
  onAfterResponse(request, response) {
    requests.push([request.getMethod(), response.getStatus()]);
  },
  async onChunkComplete(_size, accepted) {
    if (stopAfter === undefined || accepted < stopAfter) return;
    await upload.abort(terminate ?? false);
    tell(null);
  },
  onError: (error) => tell(String(error)),
  onSuccess: () => tell(null),
});
upload.start();
