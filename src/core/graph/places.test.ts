import { describe, expect, it } from "vitest";
import { partsAt, partsWithin, placesOf } from "./places.ts";
import { readGraph } from "./read.ts";

function read(source: string) {
  const { graph, program } = readGraph(source);
  if (graph === null || program === null) throw new Error(`not a program: ${source}`);
  const words = (spans: readonly { readonly from: number; readonly to: number }[]) =>
    spans.map(({ from, to }) => `${from}:${source.slice(from, to)}`);
  return {
    at: (offset: number) => partsAt(graph, program, offset),
    within: (piece: string) => {
      const from = source.indexOf(piece);
      return partsWithin(graph, program, { from, to: from + piece.length });
    },
    places: (...ids: string[]) => {
      const { whole, mentions } = placesOf(graph, program, ids);
      return { whole: words(whole), mentions: words(mentions) };
    },
  };
}

describe("what a place in the text is about", () => {
  it("is the node of a name wherever it stands, and the smallest calculation elsewhere", () => {
    const source = "c = a + b\nd = b + 1\ne = c * d";
    const { at } = read(source);
    expect([...source].map((_character, offset) => at(offset).join())).toEqual(
      // c, blank, =, blank belong to the statement; then a + b.
      ["c", "c", "c", "c", "a", "c", "c", "c", "b", ""].concat(
        ["d", "d", "d", "d", "b", "d", "d", "d", "d", ""],
        ["e", "e", "e", "e", "c", "e", "e", "e", "d"],
      ),
    );
  });

  it("is an inner calculation inside its brackets", () => {
    const source = "e = (a+b)*(b+1)";
    const { at } = read(source);
    expect([4, 5, 6, 8, 9, 10, 12, 13].map((offset) => at(offset).join())).toEqual([
      "e.0",
      "a",
      "e.0",
      "e.0",
      "e",
      "e.1",
      "e.1",
      "e.1",
    ]);
  });

  it("is every use of a function's body", () => {
    const source = "f(x) = x^2\ny = f(a) + f(b)";
    const { at } = read(source);
    expect(at(source.indexOf("^"))).toEqual(["f", "f2"]);
    // A parameter is no node, so its place belongs to what is calculated there.
    expect(at(source.indexOf("x^"))).toEqual(["f", "f2"]);
  });

  it("is a statement that only gives a second name, or a literal", () => {
    const { at } = read("x = 3\ny = x\nz = y^2");
    expect([0, 2, 4, 6, 10, 16].map((offset) => at(offset).join())).toEqual(["x", "x", "x", "x", "x", "x"]);
  });

  it("is nothing in a comment", () => {
    const source = "y = x # data: x";
    expect(read(source).at(source.length - 1)).toEqual([]);
  });

  it("is, for a piece, what is named and calculated in it with the edges of that", () => {
    expect(read("c = a + b\nd = b + 1\ne = c * d").within("c * d")).toEqual([
      "c",
      "d",
      "e",
      "c-e-0",
      "d-e-1",
    ]);
  });
});

describe("where the text speaks of a part", () => {
  it("is a node's calculation, and its name", () => {
    const { places } = read("c = a + b\nd = b + 1\ne = c * d");
    expect(places("d")).toEqual({ whole: ["14:b + 1"], mentions: ["10:d", "28:d"] });
    expect(places("b")).toEqual({ whole: ["8:b"], mentions: ["14:b"] });
  });

  it("is, for an edge, its consumer, and there its operand", () => {
    const { places } = read("y = x*x + (x+1)*b");
    expect(places("y.0-y-0")).toEqual({ whole: ["4:x*x + (x+1)*b"], mentions: ["4:x*x"] });
    expect(places("x-y.0-0")).toEqual({ whole: ["4:x*x"], mentions: ["4:x"] });
    expect(places("x-y.0-1")).toEqual({ whole: ["4:x*x"], mentions: ["6:x"] });
    expect(places("b-y.1-1")).toEqual({ whole: ["10:(x+1)*b"], mentions: ["16:b"] });
  });

  it("is each place once for several parts, and none for what is not there", () => {
    const { places } = read("c = a + b\ne = c * b");
    expect(places("a-c-0", "b-c-1", "gone")).toEqual({ whole: ["4:a + b"], mentions: ["4:a", "8:b"] });
  });
});
