import { expect, test } from "vitest";
import { parse } from "./parser.ts";
import { foldExpression } from "./tree.ts";

test("operands come before their node, in the order written", () => {
  const [statement] = parse("max(a, -b) * (c + d)").statements;
  const visited: string[] = [];
  if (statement !== undefined) {
    foldExpression<string>(statement.expression, (node, operands) => {
      const word = node.kind === "name" ? node.name : `${node.kind}[${operands.join(" ")}]`;
      visited.push(word);
      return word;
    });
  }
  expect(visited).toEqual([
    "a",
    "b",
    "negate[b]",
    "call[a negate[b]]",
    "c",
    "d",
    "binary[c d]",
    "binary[call[a negate[b]] binary[c d]]",
  ]);
});
