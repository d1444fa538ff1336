import { expect, it } from "vitest";
import { runGraph } from "../differentiate/run.ts";
import { plainText } from "../expression/formula.ts";
import { nodeAt } from "../graph/graph.ts";
import { readGraph } from "../graph/read.ts";
import { withShapes } from "../graph/shapes.ts";
import { type Numbers, shapeOf, valueFromNumbers } from "../tensor/tensor.ts";
import { numbersInFormula } from "./growingValue.ts";

it.each<[program: string, values: Record<string, Numbers>, numeric: string | null]>([
  ["c = a + b", { a: 2, b: 1 }, "2 + 1"],
  ["c = 3 * a", { a: -2 }, "3 ⋅ (−2)"],
  // A product is defined because its sizes meet, and they stand in its formula.
  [
    "D = W @ a",
    {
      W: [
        [1, 2, 3],
        [4, 5, 6],
      ],
      a: [1, 2, 3],
    },
    "[2×3]\u2009[3]",
  ],
  // In any other formula a size would be read as a number.
  ["L = [v, 1]", { v: [1, 2] }, null],
  ["s = sigmoid(v)", { v: [1, 2] }, null],
  ["z = v + b", { v: [1, 2], b: 0.5 }, "v + 0.5"],
])("puts numbers into %s", (program, values, numeric) => {
  const { graph } = readGraph(program);
  if (graph === null) throw new Error("no graph");
  const inputs = (node: number) => valueFromNumbers(values[nodeAt(graph, node).id]) ?? Number.NaN;
  const shaped = withShapes(graph, (node) => shapeOf(inputs(node)));
  const formula = numbersInFormula(shaped, runGraph(shaped, inputs), nodeAt(shaped, graph.output));
  expect(formula && plainText(formula)).toBe(numeric);
});
