import { describe, expect, it } from "vitest";
import { nodesFound } from "./finding.ts";
import { symbolText } from "./notation.ts";
import { readGraph } from "./read.ts";

function found(source: string, letters: string): readonly string[] {
  const { graph } = readGraph(source);
  if (graph === null) throw new Error(`not a program: ${source}`);
  return nodesFound(graph, letters).map(symbolText);
}

describe("finding nodes", () => {
  const source = "hidden = tanh(w1 * x)\nh = hidden + b\nch = h * w1\nL = ch ^ 2";

  it("puts the very name before its beginning, that before its middle, and operations last", () => {
    expect(found(source, "h")).toEqual(["h", "hidden", "ch", "L"]);
  });

  it("finds an operation, and a symbol that is ours", () => {
    expect(found(source, "tanh")).toEqual(["hidden"]);
    expect(found(source, "v1")).toEqual(["v₁", "hidden"]);
  });

  it("minds neither case nor blanks, and finds inputs as such", () => {
    expect(found(source, " HID den")).toEqual(["hidden", "h"]);
    expect(found(source, "input")).toEqual(["w1", "x", "b"]);
  });

  it("finds nothing for no letters, or for foreign ones", () => {
    expect(found(source, "  ")).toEqual([]);
    expect(found(source, "zeta")).toEqual([]);
  });

  it("finds a node by a second name", () => {
    expect(found("a = x * 2\nb = a", "b")).toEqual(["a"]);
  });
});
