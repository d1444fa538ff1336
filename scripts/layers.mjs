// The layer check: src is a road, and an import may only point back along it.
import { readdirSync, readFileSync, realpathSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

/** The places of src, in order: each may import itself and those before it. */
export const road = [
  "core/expression",
  "core/tensor",
  "core/operations",
  "core/algebra",
  "core/language",
  "core/graph",
  "core/differentiate",
  "core/layout",
  "core/timeline",
  "core/drawing",
  "core/index.ts",
  "lessons",
  "formats",
  "store",
  "view",
  "main.tsx",
];

/** The only way into the core for those outside it. */
const door = "core/index.ts";

/**
 * @typedef {{ specifier: string, line: number, computed?: boolean }} Reference
 * @typedef {{ file: string, line: number, specifier: string, reason: string }} Violation
 */

/** @param {string} file a path inside src, with forward slashes */
const placeOf = (file) => road.find((place) => file === place || file.startsWith(`${place}/`));

/** @param {string} place */
const isCore = (place) => place.startsWith("core/");

/**
 * Everything a module refers to, however it is written: import, export-from, import type, import(),
 * require(), import("…").Type, new URL("…", import.meta.url) for workers, and reference directives.
 * @param {string} file
 * @param {string} text
 * @returns {Reference[]}
 */
function referencesOf(file, text) {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  /** @type {Reference[]} */
  const references = [];
  /** @param {number} position */
  const lineAt = (position) => source.getLineAndCharacterOfPosition(position).line + 1;
  /** @param {ts.Node} node */
  const visit = (node) => {
    const target = targetOf(node);
    if (target) {
      const line = lineAt(node.getStart(source));
      if (ts.isStringLiteralLike(target)) references.push({ specifier: target.text, line });
      else references.push({ specifier: target.getText(source), line, computed: true });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  const directives = [source.referencedFiles, source.typeReferenceDirectives, source.libReferenceDirectives];
  for (const { fileName, pos } of directives.flat())
    references.push({ specifier: fileName, line: lineAt(pos) });
  return references;
}

/**
 * The part of a syntax node that names another module, if it names one.
 * @param {ts.Node} node
 * @returns {ts.Node | undefined}
 */
function targetOf(node) {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isExternalModuleReference(node)) return node.expression;
  if (ts.isImportTypeNode(node))
    return ts.isLiteralTypeNode(node.argument) ? node.argument.literal : node.argument;
  if (ts.isCallExpression(node)) {
    const callee = node.expression;
    const loads =
      callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === "require");
    return loads ? node.arguments[0] : undefined;
  }
  if (ts.isNewExpression(node) && node.expression.getText() === "URL") {
    const [address, base] = node.arguments ?? [];
    return base?.getText() === "import.meta.url" ? address : undefined;
  }
  return undefined;
}

/**
 * Why a reference is not allowed; undefined when it is.
 * @param {string} file the referring module, inside src
 * @param {string} place where on the road that module stands
 * @param {Reference} reference
 */
function reasonAgainst(file, place, { specifier, computed }) {
  if (computed) return "the imported path is computed, so its layer cannot be checked";
  const bare = specifier.replace(/\?.*$/, "");
  if (!/^[./]/.test(bare)) {
    if (!isCore(place)) return undefined;
    return `${place} may not use the package ${bare}`;
  }
  // Vite reads a leading slash as the project's root.
  const target = bare.startsWith("/")
    ? path.posix.relative("/src", bare)
    : path.posix.join(path.posix.dirname(file), bare);
  if (target.startsWith("../")) return "it leads out of src";
  const targetPlace = placeOf(target);
  if (targetPlace === undefined) return `src/${target} is not a place on the road (scripts/layers.mjs)`;
  if (road.indexOf(targetPlace) > road.indexOf(place)) return `${place} comes before ${targetPlace}`;
  if (!isCore(place) && isCore(targetPlace) && targetPlace !== door) {
    return `the core is imported only through src/${door}`;
  }
  return undefined;
}

/**
 * Checks every module of src except tests (which may look anywhere) and declaration files.
 * @param {string} rootDirectory the project's root, which holds src
 * @returns {Violation[]}
 */
export function checkLayers(rootDirectory) {
  const source = path.join(rootDirectory, "src");
  const modules = readdirSync(source, { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => /\.[cm]?[jt]sx?$/.test(file) && !/\.(test|d)\.[cm]?tsx?$/.test(file))
    .sort();
  // A check that looked at nothing must not pass.
  if (modules.length === 0) throw new Error(`no modules found in ${source}`);
  return modules.flatMap((module) => {
    const file = `src/${module}`;
    const place = placeOf(module);
    if (place === undefined) {
      return [
        {
          file,
          line: 1,
          specifier: file,
          reason: "the file stands nowhere on the road (scripts/layers.mjs)",
        },
      ];
    }
    return referencesOf(file, readFileSync(path.join(source, module), "utf8")).flatMap((reference) => {
      const reason = reasonAgainst(module, place, reference);
      return reason ? [{ file, line: reference.line, specifier: reference.specifier, reason }] : [];
    });
  });
}

if (process.argv[1] && realpathSync(process.argv[1]) === import.meta.filename) {
  const violations = checkLayers(fileURLToPath(new URL("..", import.meta.url)));
  for (const { file, line, specifier, reason } of violations) {
    console.error(`${file}:${line} imports "${specifier}": ${reason}`);
  }
  if (violations.length > 0) process.exitCode = 1;
  else console.log("every import points back along the road");
}
