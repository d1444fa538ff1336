import type { Run } from "../differentiate/run.ts";
import { row as inRow, plusSign, runningText, symbol, totalSign } from "../expression/formula.ts";
import { numberText } from "../expression/numbers.ts";
import { edgeAt, type Graph, nodeAt, shapeAt } from "../graph/graph.ts";
import { outputNode, symbolFormula, symbolText } from "../graph/notation.ts";
import { tensorOf, type Value } from "../tensor/tensor.ts";
import { growingGradient } from "./slots.ts";
import type { Schedule } from "./steps.ts";
import { entryAt, equationText, inBrackets, type Sheet, sheet, sumText, type Work } from "./work.ts";

/** A node's gradient as the sum of what its uses bring; a single use brings all of it, and is not shown again. */
export function gradientWork(
  graph: Graph,
  schedule: Schedule,
  run: Run,
  index: number,
  settled: number,
): Work {
  const { slots, total } = growingGradient(graph, schedule, run, index, settled);
  const shape = shapeAt(graph, index);
  const data = (value: Value | null) => (value === null ? null : tensorOf(value).data);
  const [above, below] = [outputNode(graph), nodeAt(graph, index)].map((node) =>
    inRow(totalSign, symbolFormula(node)),
  );
  // In one line, so that the captions of sheets side by side are equally high.
  const name = inRow(above ?? totalSign, symbol("/", "/"), below ?? totalSign);
  const result = sheet({ name, word: runningText(name) }, "gradient", shape, data(total));
  const parts = slots.map(({ edge, contribution }): Sheet => {
    const user = nodeAt(graph, edgeAt(graph, edge).to);
    const named = { name: inRow(fromSign, symbolFormula(user)), word: `from ${symbolText(user)}` };
    return sheet(named, "gradient", shape, data(contribution));
  });
  const operands = parts.length > 1 ? parts : [];
  return {
    kind: "other",
    operands,
    signs: operands.map((_operand, place) => (place === 0 ? null : plusSign)),
    result,
    write: (row, column) => {
      if (result.data === null) return null;
      const whole = numberText(entryAt(result, row, column));
      const how = sumText(operands.length, (place) => {
        const part = entryAt(operands[place] ?? result, row, column);
        return place === 0 ? numberText(part) : inBrackets(part);
      });
      return {
        text: equationText(result, row, column, operands.length === 0 ? whole : how),
        lit: operands.map(() => ({ row, column })),
      };
    },
  };
}

const fromSign = symbol("\\text{from }", "from ");
