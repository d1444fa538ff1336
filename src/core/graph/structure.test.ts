import { describe, expect, it } from "vitest";
import { readGraph } from "./read.ts";
import { hasSameStructure, rememberingStructure } from "./structure.ts";

const TEXT = "x = 0.5\ny = x\nk = 2*3\nW = [[1, 2], [3, 4]]\nv = W[1, 2] + y\nout = max(v, 2^x, k) * (b + 1)";

function graphOf(text: string) {
  const { graph } = readGraph(text);
  if (graph === null) throw new Error(`no program: ${text}`);
  return graph;
}

const SAME: Readonly<Record<string, readonly [string, string]>> = {
  "another number of an input": ["x = 0.5", "x = -12.25"],
  "other entries of an input": ["[3, 4]", "[3.5, -4]"],
  "more blanks": ["v, 2^x", "v,   2 ^ x"],
  "a remark": ["y = x", "# y is x\ny = x"],
};

const ANOTHER: Readonly<Record<string, readonly [string, string]>> = {
  "another number in a formula": ["2^x", "3^x"],
  "the same number with other digits": ["b + 1", "b + 1.0"],
  "another number in a constant": ["2*3", "2*4"],
  "another operator": ["b + 1", "b - 1"],
  "another function": ["max(", "min("],
  "another operand": ["2^x", "2^b"],
  "another order of operands": ["b + 1", "1 + b"],
  "another place": ["W[1, 2]", "W[2, 1]"],
  "another shape": ["W = [[1, 2], [3, 4]]", "W = [[1, 2, 3], [3, 4, 5]]"],
  "an input without its number": ["x = 0.5\n", ""],
  "an input that is now a constant": ["x = 0.5", "x = 0.5 + 0"],
  "another name for the same node": ["y = x", "z = x\ny = x"],
  "a node more": ["out = ", "w = b * b\nout = "],
  "another role of an input": ["x = 0.5", "# data: x\nx = 0.5"],
  "another output": [TEXT, `${TEXT}\nout2 = v`],
};

describe("the structure of a graph", () => {
  it.each(Object.entries(SAME))("stays with %s", (_name, [before, after]) => {
    const [one, other] = [graphOf(TEXT), graphOf(TEXT.replace(before, after))];
    expect(TEXT).toContain(before);
    expect(hasSameStructure(one, other)).toBe(true);
    const structureOf = rememberingStructure();
    structureOf(one);
    expect(structureOf(other)).toBe(one);
  });

  it.each(Object.entries(ANOTHER))("changes with %s", (_name, [before, after]) => {
    const [one, other] = [graphOf(TEXT), graphOf(TEXT.replace(before, after))];
    expect(TEXT).toContain(before);
    expect(hasSameStructure(one, other)).toBe(false);
    const structureOf = rememberingStructure();
    structureOf(one);
    expect(structureOf(other)).toBe(other);
  });

  it("compares trees that are deeper than the call stack", () => {
    const text = `x = 1\nout = ${"1 + ".repeat(20_000)}x`;
    expect(hasSameStructure(graphOf(text), graphOf(text.replace("x = 1", "x = 2")))).toBe(true);
  });
});
