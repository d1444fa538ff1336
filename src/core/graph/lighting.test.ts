import { describe, expect, it } from "vitest";
import { FIGURE_13, runOf } from "../../../tests/programs.ts";
import { lightingOf } from "./lighting.ts";

const { graph } = runOf(FIGURE_13);
const lit = (pointed: readonly string[], pins: readonly (readonly string[])[] = []) => {
  const { parts, rows } = lightingOf(graph, pointed, pins);
  return { parts: Object.fromEntries(parts), rows: Object.fromEntries(rows) };
};
const POINTED = { isPointed: true, pins: [] };

describe("what is lit", () => {
  it("is a node with its row, and an edge with the rows of both its ends", () => {
    expect(lit(["c"])).toEqual({ parts: { c: POINTED }, rows: { c: POINTED } });
    expect(lit(["b-d-0"])).toEqual({ parts: { "b-d-0": POINTED }, rows: { b: POINTED, d: POINTED } });
  });

  it("is all parts of a term", () => {
    const { parts, rows } = lit(["c-e-0", "b-c-1"]);
    expect(Object.keys(parts)).toEqual(["c-e-0", "b-c-1"]);
    expect(Object.keys(rows)).toEqual(["c", "e", "b"]);
  });

  it("stays lit by its pins, of which a part can have several, whatever is pointed at", () => {
    expect(lit(["b"], [["b"], [], ["b", "d"]]).parts).toEqual({
      b: { isPointed: true, pins: [1, 3] },
      d: { isPointed: false, pins: [3] },
    });
  });

  it("is nothing of what the graph has not", () => {
    expect(lit(["gone"], [["gone"]])).toEqual({ parts: {}, rows: {} });
  });
});
