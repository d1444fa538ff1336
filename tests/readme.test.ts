import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { check, compile } from "../src/core/index.ts";
import { operationHelp } from "../src/core/operations/help.ts";
import { operationKeys, operations } from "../src/core/operations/table.ts";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");

it("the README's table of functions is the operation table's", () => {
  const rows = operationKeys.flatMap((key) =>
    operations[key].names.map((name) => {
      const { usage, doc } = operationHelp(key, name);
      return `| \`${usage}\` | ${doc} |`;
    }),
  );
  const written = readme
    .split("\n")
    .filter((line) => /^\| `\w+\(/.test(line))
    .map((line) => line.replace(/ +\|/g, " |"));
  expect(written).toEqual(rows);
});

it("the README's example of the library is true", () => {
  const source = /compile\("(.*?)"\)/.exec(readme)?.[1] ?? "";
  const evaluation = compile(source).evaluate({ a: 2, b: 1 });
  expect(readme).toContain(`evaluation.value; // ${evaluation.value}`);
  expect(readme).toContain(`evaluation.gradient("b"); // ${evaluation.gradient("b")}`);
  const { from, to, operand, kind, factor, contribution, tex } = evaluation.edges[0] ?? {};
  expect(readme).toContain(
    `{ from: "${from}", to: "${to}", operand: ${operand}, kind: "${kind}", factor: ${factor}, contribution: ${contribution}, tex: "${tex}" }`,
  );
  const [problem] = check("y = sigmod(x)");
  expect(readme).toContain(`code: "${problem?.code}", message: "${problem?.message}"`);
});
