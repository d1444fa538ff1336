import { describe, expect, it } from "vitest";
import { nodeAt } from "../graph/graph.ts";
import { readGraph } from "../graph/read.ts";
import { withShapes } from "../graph/shapes.ts";
import { shapeOf, type Value, valueFromNumbers } from "../tensor/tensor.ts";
import { lineTex } from "./derivation.ts";
import { runGraph } from "./run.ts";
import { tangentLines } from "./tangentLines.ts";
import { sweepTangents } from "./tangents.ts";

type Numbers = Parameters<typeof valueFromNumbers>[0];

function linesOf(source: string, given: Readonly<Record<string, Numbers>>, name: string): readonly string[] {
  const { graph } = readGraph(source);
  if (graph === null) throw new Error("a program");
  const inputs = (node: number): Value => valueFromNumbers(given[nodeAt(graph, node).id] ?? 0) ?? 0;
  const shaped = withShapes(graph, (node) => shapeOf(inputs(node)));
  const run = runGraph(shaped, inputs);
  return tangentLines(shaped, sweepTangents(shaped, run, graph.byName.get(name) ?? 0)).map((line) =>
    lineTex(line),
  );
}

describe("the lines of a sweep forward", () => {
  it("follow the graph up, with 0 for what does not move", () => {
    const given = { W: [[1, 2]], x: [3, 4] };
    expect(linesOf("z = W @ x\ny = [z, 1]\nL = sum(y * y)", given, "x")).toEqual([
      String.raw`\mathrm{d}x=\begin{bmatrix}1 & 1\end{bmatrix}`,
      String.raw`\mathrm{d}z=W\,\mathrm{d}x`,
      String.raw`\mathrm{d}y=[\mathrm{d}z,\,0]`,
      String.raw`\mathrm{d}v_{1}=y\odot\mathrm{d}y+y\odot\mathrm{d}y`,
      String.raw`\mathrm{d}L=\mathrm{sum}(\mathrm{d}v_{1})`,
      // 2 z (1 + 2) at z = 11.
      String.raw`\mathrm{d}L=66`,
    ]);
  });

  it("keep a sign behind a plus in brackets, and leave out what does not move", () => {
    const given = { a: [1, 2], b: [3, 4] };
    expect(linesOf("c = exp(b)\nd = a - a*c", given, "a").slice(1, 3)).toEqual([
      String.raw`\mathrm{d}v_{1}=c\odot\mathrm{d}a`,
      String.raw`\mathrm{d}d=\mathrm{d}a+(-\mathrm{d}v_{1})`,
    ]);
  });
});
