/** Bundle one module for a browser onto the standard output: node bundle.mjs ENTRY */

import { build } from "esbuild";

const { outputFiles } = await build({
  entryPoints: [process.argv[2]],
  bundle: true,
  minify: true,
  charset: "utf8",
  format: "esm",
  target: "firefox128",
  write: false,
});
process.stdout.write(outputFiles[0].contents);
