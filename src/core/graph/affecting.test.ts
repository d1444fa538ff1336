import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { affecting } from "./affecting.ts";
import { edgeAt, type Graph, nodeAt } from "./graph.ts";
import { readGraph } from "./read.ts";

function graphOf(source: string): Graph {
  const { graph } = readGraph(source);
  if (graph === null) throw new Error(`not a program: ${source}`);
  return graph;
}

function idsAround(source: string, name: string) {
  const graph = graphOf(source);
  const { nodes, edges } = affecting(graph, graph.byName.get(name) ?? -1);
  return {
    nodes: [...nodes].map((index) => nodeAt(graph, index).id).sort(),
    edges: [...edges].map((index) => edgeAt(graph, index).id).sort(),
  };
}

describe("what affects a node, and what it affects", () => {
  const figure = "c = a + b\nd = b + 1\ne = c * d";

  it("is read off the textbook's graph", () => {
    expect(idsAround(figure, "c")).toEqual({
      nodes: ["a", "b", "c", "e"],
      edges: ["a-c-0", "b-c-1", "c-e-0"],
    });
    expect(idsAround(figure, "a")).toEqual({ nodes: ["a", "c", "e"], edges: ["a-c-0", "c-e-0"] });
    expect(idsAround(figure, "e").nodes).toEqual(["a", "b", "c", "d", "e"]);
  });

  it("has every edge of a use in two places", () => {
    expect(idsAround("y = x * x", "x").edges).toEqual(["x-y-0", "x-y-1"]);
  });

  it("is mutual: a node is among what affects another or is affected by it exactly when the other is so for it", () => {
    const operand = fc.nat();
    fc.assert(
      fc.property(fc.array(fc.tuple(operand, operand), { minLength: 1, maxLength: 20 }), (lines) => {
        const text = lines.map(([one, other], place) => {
          const name = (pick: number): string => (place === 0 || pick % 3 === 0 ? "x" : `n${pick % place}`);
          return `n${place} = ${name(one)} + ${name(other)}`;
        });
        const graph = graphOf(text.join("\n"));
        const around = graph.nodes.map(({ index }) => affecting(graph, index).nodes);
        for (const [one, nodes] of around.entries())
          for (const other of around.keys()) expect(around[other]?.has(one)).toBe(nodes.has(other));
      }),
      { seed: 7, numRuns: 60 },
    );
  });

  it("goes through a chain of 5000 nodes", () => {
    const chain = Array.from({ length: 5000 }, (_, place) => `n${place + 1} = sin(n${place})`).join("\n");
    const graph = graphOf(chain);
    expect(affecting(graph, graph.byName.get("n2000") ?? -1).nodes.size).toBe(5001);
  });
});
