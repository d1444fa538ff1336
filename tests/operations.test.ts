import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { tex } from "../src/core/expression/formula.ts";
import { constants } from "../src/core/operations/constants.ts";
import { operationHelp } from "../src/core/operations/help.ts";
import type { Convention, ElementwiseOperation } from "../src/core/operations/operation.ts";
import {
  elementwise,
  isElementwise,
  type OperationKey,
  ofTensors,
  operationKeys,
  operations,
} from "../src/core/operations/table.ts";

/** docs/operations.md, written from the table. */
function operationsPage(): string {
  const sections = operationKeys.map((key) => {
    const { names, doc, role, source } = operations[key];
    const { derivatives, exclusions } = isElementwise(key) ? elementwise[key] : NO_RULES;
    const { usage, formula, derivatives: slopes } = operationHelp(key);
    const others = names.slice(1).map((name) => `\`${name}\``);
    const agreed = derivatives.flatMap(({ conventions = [] }) =>
      conventions.filter(({ kind }) => kind !== "gap"),
    );
    return [
      `## \`${usage}\``,
      "",
      `${doc}${others.length > 0 ? ` Also called ${others.join(", ")}.` : ""} It ${role}.`,
      "",
      `$$${tex(formula)}$$`,
      "",
      ...slopes.map(({ symbol, formula: slope }) => `$$${symbol.tex} = ${tex(slope)}$$\n`),
      ...agreed.map((convention) => `- ${conventionLine(convention)}`),
      ...tensorConvention(key),
      ...exclusions.map(({ message }) => `- ${message}`),
      ...(agreed.length + exclusions.length > 0 ? [""] : []),
      `Source: ${source}.`,
      "",
    ].join("\n");
  });
  const named = constants.map(([name, { doc }]) => `- \`${name}\`: ${doc}`);
  return [
    "# Operations",
    "",
    "<!-- Made from src/core/operations by tests/operations.test.ts; not to be edited by hand. -->",
    "",
    "Every operation with its value, its local derivatives, what is agreed upon where there is none, and where it has no value.",
    "Operations on vectors and matrices as wholes have, for each operand, what its gradient gets from that of the output, δ:",
    "x̄ stands for it.",
    "",
    ...sections,
    "## Constants",
    "",
    ...named,
    "",
  ].join("\n");
}

const NO_RULES: Pick<ElementwiseOperation, "derivatives" | "exclusions"> = {
  derivatives: [],
  exclusions: [],
};

function tensorConvention(key: OperationKey): readonly string[] {
  const { convention } = isElementwise(key) ? { convention: undefined } : ofTensors[key];
  if (convention === undefined) return [];
  return [`- At a ${convention.kind}, ${convention.words}: ${convention.source}.`, ""];
}

function conventionLine({ where, kind, slope, source, anyBetween }: Convention): string {
  const place = [where].flat().join(" and ");
  const fits = anyBetween === undefined ? "" : ` (any slope from ${anyBetween[0]} to ${anyBetween[1]} fits)`;
  return `At ${place} there is a ${kind}: the slope is ${slope}, ${source}${fits}.`;
}

it("docs/operations.md says what the table says; a page that differs is written beside it as operations.actual.md", () => {
  const kept = new URL("../docs/operations.md", import.meta.url);
  const actual = new URL("../docs/operations.actual.md", import.meta.url);
  rmSync(actual, { force: true });
  const page = operationsPage();
  const isSame = existsSync(kept) && readFileSync(kept, "utf8") === page;
  if (!isSame) writeFileSync(actual, page);
  expect(isSame).toBe(true);
});
