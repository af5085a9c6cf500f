/** The same vectors in a browser: reads /vectors.json and /words.txt, writes its answer as the page. */

import { run } from "../client/codename-checks.mjs";

const read = async (path) => (await fetch(path)).text();
const found = await run(JSON.parse(await read("/vectors.json")), await read("/words.txt"));
document.body.textContent = JSON.stringify(found);
