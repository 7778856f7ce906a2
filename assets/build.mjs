// Makes assets/dist/ from assets/src/ and the packages of package-lock.json.
//   node assets/build.mjs           writes dist/
//   node assets/build.mjs --check   fails if dist/ is not what src/ makes
// dist/ is committed, so that running Överens needs no Node.
import { build } from "esbuild";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const source = join(here, "src");
const target = join(here, "dist");
const browsers = ["chrome111", "firefox114", "safari16.4"];

const bundle = await build({
  entryPoints: [join(source, "overens.css"), join(source, "overens.js"), join(source, "offline.js")],
  bundle: true,
  minify: true,
  write: false,
  outdir: target,
  format: "esm",
  charset: "utf8",
  target: browsers,
  legalComments: "none",
  loader: { ".woff2": "file" },
  assetNames: "[name]-[hash]",
  logLevel: "warning",
});

const made = new Map(bundle.outputFiles.map((file) => [file.path.slice(target.length + 1), file.contents]));
made.set("overens.css", darkOnScreenOnly(made.get("overens.css")));
made.set("logo.svg", await readFile(join(source, "logo.svg")));

if (process.argv.includes("--check")) {
  const wrong = await differences();
  if (wrong.length > 0) {
    console.error(`assets/dist is not what assets/src makes: ${wrong.join(", ")}. Run: npm run build`);
    process.exit(1);
  }
  console.log("assets/dist is what assets/src makes.");
} else {
  await rm(target, { recursive: true, force: true });
  await mkdir(target, { recursive: true });
  for (const [name, bytes] of made) await writeFile(join(target, name), bytes);
  for (const [name, bytes] of made) console.log(`${String(bytes.length).padStart(8)}  ${name}`);
}

// The theme's dark colours would follow a dark desktop onto white paper.
function darkOnScreenOnly(css) {
  const dark = /@media ?\(prefers-color-scheme: ?dark\)/g;
  return Buffer.from(Buffer.from(css).toString().replace(dark, "@media screen and (prefers-color-scheme:dark)"));
}

async function differences() {
  const standing = await readdir(target).catch(() => []);
  const wrong = standing.filter((name) => !made.has(name));
  for (const [name, bytes] of made) {
    const old = await readFile(join(target, name)).catch(() => null);
    if (old === null || !old.equals(bytes)) wrong.push(name);
  }
  return wrong;
}
