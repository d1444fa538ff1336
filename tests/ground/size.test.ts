import { expect, test } from "vitest";
import { closureOf } from "../../scripts/size.mjs";

/** The names in the closure of a page, given the built files. */
function filesNeeded(html: string, files: Record<string, string>): string[] {
  const read = (file: string): string => {
    const text = files[file];
    if (text === undefined) throw new Error(`no ${file}`);
    return text;
  };
  return [...closureOf(html, read).keys()].sort();
}

test("the page's script brings all it imports statically, however deep, and once", () => {
  const html = '<script type="module" crossorigin src="./assets/main.js"></script>';
  const files = {
    "assets/main.js": 'import{a as b}from"./a.js";import"./b.js";export{c}from"./c.js";b();',
    "assets/a.js": 'import"./c.js";export const a=1;',
    "assets/b.js": 'import"./a.js";import"./main.js";',
    "assets/c.js": "export const c=1;",
  };
  expect(filesNeeded(html, files)).toEqual(["assets/a.js", "assets/b.js", "assets/c.js", "assets/main.js"]);
});

test("modules preloaded by the page count too; stylesheets and icons do not", () => {
  const html = `<link rel="icon" href="./favicon.svg" /><link rel="stylesheet" href="./assets/main.css">
    <link rel="modulepreload" crossorigin href="./assets/a.js"><script type="module" src="./assets/main.js"></script>`;
  expect(filesNeeded(html, { "assets/main.js": "", "assets/a.js": "" })).toEqual([
    "assets/a.js",
    "assets/main.js",
  ]);
});

test("what is imported later, or only looks imported, does not count", () => {
  const html = '<script type="module" src="./main.js"></script>';
  const text = `const s='import"./text.js"';import("./later.js");/* import"./comment.js" */`;
  expect(filesNeeded(html, { "main.js": text })).toEqual(["main.js"]);
});
