/**
 * Build the browser's files into intake/static/, the same bytes everywhere.
 *
 *     node intake/client/build.mjs            build, and refuse what BUILD.sha256 does not name
 *     node intake/client/build.mjs --update   build, and write BUILD.sha256 anew
 *
 * The gzip copies are made here so that the server compresses nothing; they are not in the list of
 * hashes, because zlib may differ from one machine to the next and its output says the same.
 */

import { createHash } from "node:crypto";
import {
  existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { constants, gzipSync } from "node:zlib";
import { build } from "esbuild";
import { icon, level } from "./draw.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = dirname(dirname(HERE));
const OUT = process.env.CLIENT_OUT ?? join(dirname(HERE), "static");
const HASHES = join(HERE, "BUILD.sha256");
const LANGUAGES = ["en", "ru", "uk"];

/** Pages that answer a form sent without a script, and errors. */
const ANSWERS = [
  "received", "unsealed", "damaged", "nofile", "large", "full", "busy", "missing", "method", "broken",
];

/** Texts that stand in the page itself, or in another one, and not in its script. */
const NOT_IN_PAGE = /^(leave|darker|language|start|safe|page|sh\.)|^land\.(?!write|mail)/;

/** The same for the page that works from disk. */
const NOT_IN_SEAL = /^(leave|darker|language|start|safe|page|land|true|prep|go|lost|ok|mail|wd|code\.t$|rev\.same|err\.(?!empty))/;

/** What the page that works from disk may do, by its own head: nothing but run itself. */
const POLICY = [
  "default-src 'none'", "script-src 'sha256-{script}'", "style-src 'sha256-{style}'",
  "connect-src 'none'", "form-action 'none'", "base-uri 'none'",
  "require-trusted-types-for 'script'", "trusted-types 'none'",
].join("; ");

const texts = Object.fromEntries(
  LANGUAGES.map((lang) => [lang, JSON.parse(readFileSync(join(ROOT, `intake/locales/${lang}.json`), "utf8"))]),
);

/** @param {string} text @returns {string} */
function escape(text) {
  const names = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return text.replace(/[&<>"]/g, (letter) => names[/** @type {keyof typeof names} */ (letter)]);
}

/**
 * Fill a template: `{{#each}}…{{/each}}` once a language, `{{key}}` with the language's text.
 *
 * @param {string} template
 * @param {string} answer name of an answer page, or ""
 * @returns {string}
 */
function fill(template, answer) {
  const drawn = `data:image/png;base64,${Buffer.from(icon()).toString("base64")}`;
  const only = template.replace("{{icon}}", drawn).replace(
    /\{\{#received\}\}([^]*?)\{\{\/received\}\}/g,
    (_, block) => (answer === "received" ? block : ""),
  );
  return only.replace(/\{\{#each\}\}\n?([^]*?)\{\{\/each\}\}/g, (_, block) =>
    LANGUAGES.map((lang) =>
      block.replace(/\{\{([a-z0-9.]+)\}\}/g, (/** @type {string} */ _whole, /** @type {string} */ key) => {
        if (key === "lang") return lang;
        const text = texts[lang][key.replace(/^answer\./, `page.${answer}.`)];
        if (text === undefined) throw new Error(`The text “${key}” is missing in ${lang}.json.`);
        return escape(text);
      }),
    ).join(""),
  );
}

/**
 * Leaves out of a script's texts what it never says.
 *
 * @param {RegExp} unsaid keys
 * @returns {import("esbuild").Plugin}
 */
function textsWithout(unsaid) {
  return {
    name: "texts",
    setup(plugin) {
      plugin.onLoad({ filter: /locales\/[a-z]+\.json$/ }, ({ path }) => {
        const all = Object.entries(JSON.parse(readFileSync(path, "utf8")));
        const kept = all.filter(([key]) => !unsaid.test(key));
        return { contents: JSON.stringify(Object.fromEntries(kept)), loader: "json" };
      });
    },
  };
}

/** @returns {string} the word lists side by side, 2048 lines */
function wordLists() {
  const lists = LANGUAGES.map((lang) =>
    readFileSync(join(ROOT, `crypto/words/${lang}.txt`), "utf8").trim().split("\n"),
  );
  return lists[0].map((_, i) => `${lists.map((list) => list[i]).join(" ")}\n`).join("");
}

/** Gives the import "words" the word lists. @type {import("esbuild").Plugin} */
const words = {
  name: "words",
  setup(plugin) {
    plugin.onResolve({ filter: /^words$/ }, () => ({ path: "words", namespace: "words" }));
    plugin.onLoad({ filter: /.*/, namespace: "words" }, () => ({ contents: wordLists(), loader: "text" }));
  },
};

/**
 * Leaves out what no envelope of ours can use. The hybrid key has an X25519 of its own, which stays.
 *
 * @type {import("esbuild").Plugin}
 */
const leftOut = {
  name: "left-out",
  setup(plugin) {
    const instead = () => ({ path: join(HERE, "left-out.js") });
    plugin.onResolve({ filter: /^@noble\/curves\/nist\.js$/ }, instead);
    plugin.onResolve({ filter: /^@noble\/(curves\/ed25519|hashes\/scrypt)\.js$/ }, ({ importer }) =>
      importer.includes("/age-encryption/") ? instead() : null,
    );
  },
};

/** @returns {string} licences of what is bundled */
function licences() {
  const packages = ["age-encryption", "@noble/ciphers", "@noble/curves", "@noble/hashes",
    "@noble/post-quantum", "@scure/base"];
  return packages.map((name) => {
    const folder = join(ROOT, "node_modules", name);
    const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    return `${name} ${version}\n\n${readFileSync(join(folder, "LICENSE"), "utf8").trim()}\n`;
  }).join("\n----\n\n");
}

/**
 * @param {string} entry
 * @param {string} [name] under which other scripts find what the entry exports
 * @returns {Promise<Uint8Array>}
 */
async function bundle(entry, name) {
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: [`intake/client/${entry}`],
    bundle: true,
    minify: true,
    charset: "utf8",
    format: entry.endsWith(".css") ? undefined : "iife",
    globalName: name,
    target: "firefox128",
    legalComments: "none",
    banner: entry === "worker.js" ? { js: "/* Licences: /licences.txt */" } : {},
    plugins: [textsWithout(entry === "seal.js" ? NOT_IN_SEAL : NOT_IN_PAGE), words, leftOut],
    write: false,
    logLevel: "warning",
  });
  return outputFiles[0].contents;
}

/**
 * The page that works from disk: one file with everything in it, allowed by its own policy. The
 * same in every newsroom: whose keys it seals for comes as a second file.
 *
 * @param {Uint8Array} style
 * @returns {Promise<Uint8Array>}
 */
async function sealPage(style) {
  const template = fill(readFileSync(join(ROOT, "intake/templates/seal.html"), "utf8"), "");
  const parts = /** @type {Record<string, string>} */ ({
    style: Buffer.from(style).toString("utf8").trim(),
    script: Buffer.from(await bundle("seal.js")).toString("utf8").trim(),
    licences: licences(),
  });
  const ends = { style: "</style", script: /<!--|<\/?script/i, licences: "-->" };
  for (const [name, end] of Object.entries(ends)) {
    if (parts[name].search(end) >= 0) throw new Error(`The ${name} of seal.html would end too early.`);
  }
  const digest = (/** @type {string} */ text) => createHash("sha256").update(text).digest("base64");
  parts.policy = POLICY.replace(/\{([a-z]+)\}/g, (_, name) => digest(parts[name]));
  return Buffer.from(template.replace(/\{\{([a-z]+)\}\}/g, (_, name) => parts[name]));
}

/** @returns {Promise<Map<string, Uint8Array>>} by name */
async function make() {
  const page = readFileSync(join(ROOT, "intake/templates/page.html"), "utf8");
  const answer = readFileSync(join(ROOT, "intake/templates/answer.html"), "utf8");
  const files = new Map();
  for (const name of ["page.js", "worker.js", "page.css"]) files.set(name, await bundle(name));
  files.set("strip.js", await bundle("strip/index.js", "stripping"));
  files.set("page.html", Buffer.from(fill(page, "")));
  files.set("seal.html", await sealPage(files.get("page.css")));
  files.set("words.txt", Buffer.from(wordLists()));
  for (const name of ANSWERS) files.set(`answers/${name}.html`, Buffer.from(fill(answer, name)));
  files.set("level.png", level());
  files.set("licences.txt", Buffer.from(licences()));
  return files;
}

/** @param {Map<string, Uint8Array>} files @returns {string} in the form that sha256sum -c reads */
function hashes(files) {
  const line = (/** @type {[string, Uint8Array]} */ [name, bytes]) =>
    `${createHash("sha256").update(bytes).digest("hex")}  ${name}\n`;
  return [...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(line).join("");
}

/**
 * What differs from the committed hashes.
 *
 * @param {string} found from `hashes`
 * @returns {string[]} names, with a remark where a file is not built any more
 */
function differences(found) {
  const expected = readFileSync(HASHES, "utf8").split("\n");
  const made = found.split("\n");
  const name = (/** @type {string} */ line) => line.slice(66);
  const wrong = made.filter((line) => !expected.includes(line)).map(name);
  const gone = expected.map(name).filter((file) => !made.map(name).includes(file));
  return [...wrong, ...gone.map((file) => `${file} (not built any more)`)];
}

/**
 * Write what is new, and remove what is not built any more. A server that reads the folder at the
 * same time meets whole files.
 *
 * @param {Map<string, Uint8Array>} files
 */
function install(files) {
  mkdirSync(join(OUT, "answers"), { recursive: true });
  const all = new Map(files);
  for (const [name, bytes] of files) {
    if (/^[a-z]+\.(html|js|css|txt)$/.test(name)) {
      all.set(`${name}.gz`, gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION }));
    }
  }
  for (const [name, bytes] of all) {
    const path = join(OUT, name);
    if (existsSync(path) && readFileSync(path).equals(bytes)) continue;
    writeFileSync(`${path}.new`, bytes);
    renameSync(`${path}.new`, path);
  }
  for (const name of readdirSync(OUT, { recursive: true, encoding: "utf8" })) {
    if (name !== "answers" && !all.has(name)) rmSync(join(OUT, name), { recursive: true });
  }
}

const files = await make();
const found = hashes(files);
const where = relative(process.cwd(), OUT);
if (process.argv.includes("--update")) {
  writeFileSync(HASHES, found);
  install(files);
  console.log(`Built the browser client into ${where} and wrote its hashes anew.`);
} else {
  const wrong = differences(found);
  if (wrong.length > 0) {
    rmSync(OUT, { recursive: true, force: true });
    console.error(
      `The browser client was not built: not as in intake/client/BUILD.sha256: ${wrong.join(", ")}.\n` +
      "If you changed its sources, look at the change and run: node intake/client/build.mjs --update\n" +
      "If you did not, something else made these bytes: do not serve them.",
    );
    process.exit(1);
  }
  install(files);
  console.log(`Built the browser client into ${where}: ${files.size} files, hashes as expected.`);
}
