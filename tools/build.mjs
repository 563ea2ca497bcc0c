// Bundles static/js and static/css into static/dist: node tools/build.mjs
import { build } from "esbuild";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { compileAsync } from "sass";

const OUT = "static/dist";
const PAGES = ["app", "session", "intake", "posture", "past", "schedule"];
const ENTRIES = [
  ...PAGES.flatMap((page) => [`static/js/${page}.js`, `static/css/${page}.css`]),
  "static/js/who.js", "static/js/documents.js", "static/js/extras.js",
  ...["people", "record", "cautions", "visit", "courses", "team", "daysheet", "events", "exports", "report"].map((sheet) => `static/css/${sheet}.css`),
];

await mkdir(OUT, { recursive: true });
await build({
  entryPoints: ENTRIES.filter(existsSync),
  outdir: OUT,
  entryNames: "[name]",
  assetNames: "[name]",
  bundle: true,
  minify: true,
  format: "iife",
  target: ["es2022", "chrome110", "firefox115", "safari16.4"],
  plugins: [
    { name: "sass", setup: (bundle) => bundle.onLoad({ filter: /\.scss$/ }, compiled) },
    { name: "font", setup: (bundle) => bundle.onLoad({ filter: /@fontsource.*\.css$/ }, still) },
  ],
  loader: { ".woff2": "file", ".woff": "file", ".svg": "file" },
  logLevel: "warning",
}).catch(() => process.exit(1)); // esbuild has said why
await writeFile(`${OUT}/grid.css`, grid());

// The board's places as classes, since the page's security policy allows no style attributes:
// .from-N starts N steps of 5 minutes after midnight, .for-N lasts N steps.
function grid() {
  const steps = Array.from({ length: 288 }, (_, step) => step);
  const starts = steps.map((step) => `.from-${step}{grid-row-start:${step + 1}}`);
  const lengths = steps.map((step) => `.for-${step + 1}{grid-row-end:span ${step + 1}}`);
  return [...starts, ...lengths].join("\n") + "\n";
}

// Bootstrap's parts are chosen in static/css/bootstrap.scss; its own old-style Sass is no news to us.
async function compiled({ path }) {
  const silenceDeprecations = ["import", "global-builtin", "color-functions", "if-function"];
  const { css } = await compileAsync(path, { loadPaths: ["node_modules"], quietDeps: true, silenceDeprecations });
  return { contents: css, loader: "css" };
}

// A font that comes late changes nobody's line breaks: it is there with the page, or from the next page on.
async function still({ path }) {
  const css = await readFile(path, "utf-8");
  return { contents: css.replaceAll("font-display: swap", "font-display: optional"), loader: "css" };
}
