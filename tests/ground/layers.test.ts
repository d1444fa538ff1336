import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { checkLayers } from "../../scripts/layers.mjs";

const planted: string[] = [];

afterEach(() => {
  for (const directory of planted.splice(0)) rmSync(directory, { recursive: true });
});

/** A project in a temporary directory, with these files. */
function plant(files: Record<string, string>): string {
  const root = mkdtempSync(path.join(tmpdir(), "edgewise-layers-"));
  planted.push(root);
  mkdirSync(path.join(root, "src"));
  for (const [file, text] of Object.entries(files)) {
    const place = path.join(root, file);
    mkdirSync(path.dirname(place), { recursive: true });
    writeFileSync(place, text);
  }
  return root;
}

/** One module's violations; its first line is a comment, so that the bad import stands on line 2. */
function violationsOf(file: string, bad: string) {
  return checkLayers(plant({ [file]: `// A planted module.\n${bad}\n` }));
}

describe("forbidden imports are reported with their place and reason", () => {
  const cases: [what: string, file: string, code: string, specifier: string, reason: RegExp][] = [
    [
      "the core, a later folder",
      "src/core/tensor/a.ts",
      'import { build } from "../graph/build.ts";',
      "../graph/build.ts",
      /core\/tensor comes before core\/graph/,
    ],
    [
      "the core, its own door",
      "src/core/drawing/a.ts",
      'import { x } from "../index.ts";',
      "../index.ts",
      /core\/drawing comes before core\/index\.ts/,
    ],
    [
      "the expressions, anything at all",
      "src/core/expression/a.ts",
      'import { x } from "../tensor/x.ts";',
      "../tensor/x.ts",
      /core\/expression comes before core\/tensor/,
    ],
    [
      "the core, react",
      "src/core/graph/a.ts",
      'import { useState } from "react";',
      "react",
      /the package react/,
    ],
    ["the core, node", "src/core/graph/a.ts", 'import "node:fs";', "node:fs", /the package node:fs/],
    [
      "the layout, a layout package",
      "src/core/layout/a.ts",
      'import { graphStratify } from "d3-dag";',
      "d3-dag",
      /core\/layout may not use the package d3-dag/,
    ],
    [
      "the core, browser types",
      "src/core/graph/a.ts",
      '/// <reference lib="dom" />\nexport {};',
      "dom",
      /the package dom/,
    ],
    [
      "the view, deep into the core",
      "src/view/a.tsx",
      'import { build } from "../core/graph/build.ts";',
      "../core/graph/build.ts",
      /only through src\/core\/index\.ts/,
    ],
    [
      "the formats, the view",
      "src/formats/a.ts",
      'import { App } from "../view/app.tsx";',
      "../view/app.tsx",
      /formats comes before view/,
    ],
    [
      "the lessons, the store",
      "src/lessons/a.ts",
      'import { store } from "../store/store.ts";',
      "../store/store.ts",
      /lessons comes before store/,
    ],
    [
      "import type",
      "src/core/tensor/a.ts",
      'import type { Graph } from "../graph/graph.ts";',
      "../graph/graph.ts",
      /comes before/,
    ],
    [
      "a type written as import()",
      "src/core/tensor/a.ts",
      'export type G = import("../graph/graph.ts").Graph;',
      "../graph/graph.ts",
      /comes before/,
    ],
    [
      "import() of a module",
      "src/store/a.ts",
      'export const view = () => import("../view/app.tsx");',
      "../view/app.tsx",
      /store comes before view/,
    ],
    [
      "import() of something computed",
      "src/store/a.ts",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the planted module holds the template.
      "export const load = (name: string) => import(`../view/${name}.ts`);",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: as above.
      "`../view/${name}.ts`",
      /computed/,
    ],
    [
      "export from",
      "src/formats/a.ts",
      'export * from "../view/app.tsx";',
      "../view/app.tsx",
      /comes before/,
    ],
    [
      "a worker's address",
      "src/store/a.ts",
      'export const worker = new Worker(new URL("../view/worker.ts", import.meta.url));',
      "../view/worker.ts",
      /comes before/,
    ],
    [
      "a path from the root",
      "src/store/a.ts",
      'import "/src/view/app.tsx";',
      "/src/view/app.tsx",
      /store comes before view/,
    ],
    [
      "a path out of src",
      "src/view/a.ts",
      'import "../../bench/run.mjs";',
      "../../bench/run.mjs",
      /out of src/,
    ],
    ["a path off the road", "src/view/a.ts", 'import "../helpers/x.ts";', "../helpers/x.ts", /not a place/],
  ];

  test.each(cases)("%s", (_what, file, code, specifier, reason) => {
    expect(violationsOf(file, code)).toEqual([
      { file, line: 2, specifier, reason: expect.stringMatching(reason) },
    ]);
  });

  test("a module in no layer", () => {
    expect(violationsOf("src/helpers/a.ts", "export {};")).toEqual([
      {
        file: "src/helpers/a.ts",
        line: 1,
        specifier: "src/helpers/a.ts",
        reason: expect.stringMatching(/nowhere/),
      },
    ]);
  });
});

test("a clean project passes, and its tests may look anywhere", () => {
  const root = plant({
    "src/core/expression/node.ts": "export const a = 'import { x } from \"react\"';",
    "src/core/layout/place.ts": 'import { a } from "../expression/node.ts";',
    "src/core/index.ts": 'export { a } from "./expression/node.ts";',
    "src/lessons/first.ts": 'import type { a } from "../core/index.ts";',
    "src/view/app.tsx":
      'import "katex/dist/katex.css";\nimport { a } from "../core/index.ts";\nimport "./app.css";',
    "src/view/app.test.ts": 'import { a } from "../core/expression/node.ts";',
    "src/main.tsx": 'import { App } from "./view/app.tsx";\nimport "virtual:theme.css";',
  });
  expect(checkLayers(root)).toEqual([]);
});

test("a project without modules does not pass", () => {
  expect(() => checkLayers(plant({ "src/readme.txt": "" }))).toThrow(/no modules/);
});

test("this project passes", () => {
  expect(checkLayers(path.join(import.meta.dirname, "../.."))).toEqual([]);
});
