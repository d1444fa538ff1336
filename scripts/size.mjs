// How much script a visitor's browser must fetch before the first paint.
import { readFileSync, realpathSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import ts from "typescript";

const limit = 171 * 1000;

/**
 * The scripts a page asks for by itself: its own and the ones it preloads.
 * @param {string} html
 */
function scriptsOf(html) {
  const tags = html.match(/<script\b[^>]*>|<link\b[^>]*\bmodulepreload\b[^>]*>/g) ?? [];
  return tags.flatMap((tag) => /\b(?:src|href)="([^"]+)"/.exec(tag)?.[1] ?? []);
}

/**
 * A built module's static imports. Minified code is full of strings that look like imports, hence the parser.
 * @param {string} text
 */
function staticImportsOf(text) {
  return ts
    .createSourceFile("built.js", text, ts.ScriptTarget.Latest)
    .statements.flatMap((statement) =>
      (ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)) &&
      statement.moduleSpecifier &&
      ts.isStringLiteral(statement.moduleSpecifier)
        ? [statement.moduleSpecifier.text]
        : [],
    );
}

/**
 * The files a page needs before it can run, with their text: its scripts and all they import statically.
 * @param {string} html
 * @param {(file: string) => string} read reads a file, named relative to the page
 * @returns {Map<string, string>}
 */
export function closureOf(html, read) {
  /** @type {Map<string, string>} */
  const closure = new Map();
  const waiting = scriptsOf(html).map((address) => path.posix.normalize(address));
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (closure.has(file)) continue;
    const text = read(file);
    closure.set(file, text);
    const folder = path.posix.dirname(file);
    waiting.push(...staticImportsOf(text).map((specifier) => path.posix.join(folder, specifier)));
  }
  return closure;
}

function main() {
  const dist = fileURLToPath(new URL("../dist/", import.meta.url));
  /** @param {string} file */
  const read = (file) => readFileSync(path.join(dist, file), "utf8");
  const sizes = [...closureOf(read("index.html"), read)].map(([file, text]) => ({
    file,
    bytes: gzipSync(text, { level: 9 }).length,
  }));
  // A page without scripts is a broken build or a broken reader, not a small page.
  if (sizes.length === 0) throw new Error("dist/index.html asks for no script");
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  const rows = [...sizes, { file: "total", bytes: total }, { file: "limit", bytes: limit }];
  const width = Math.max(...rows.map(({ file }) => file.length));
  for (const { file, bytes } of rows) {
    console.log(`${file.padEnd(width)}  ${(bytes / 1000).toFixed(1).padStart(7)} KB gzipped`);
  }
  if (total > limit) process.exitCode = 1;
}

if (process.argv[1] && realpathSync(process.argv[1]) === import.meta.filename) main();
