import { expect, it } from "vitest";
import { atGrain } from "../../core/graph/atGrain.ts";
import { OPERATIONS } from "../../core/graph/grain.ts";
import {
  edgeFormula,
  edgeSymbol,
  insideOf,
  isComputed,
  lineTex,
  nodeAt,
  readGraph,
  runGraph,
} from "../../core/index.ts";
import { proofOf } from "./proof.ts";

/** The proofs of all edges into folded nodes, as TeX. */
function proofs(source: string, folded: readonly (string | readonly string[])[]) {
  const { graph: fine } = readGraph(source);
  if (fine === null) throw new Error(source);
  const graph = atGrain(fine, { ...OPERATIONS, folded });
  const run = runGraph(graph, () => 0.4);
  return graph.edges.flatMap((edge) => {
    const inside = insideOf(graph, edge.to);
    const node = nodeAt(graph, edge.to);
    if (inside === null || !isComputed(node)) return [];
    const sources = node.operands.flatMap((operand) => (operand.kind === "node" ? [operand.node] : []));
    const within = runGraph(inside, (input) => run.values[sources[input] ?? 0] ?? Number.NaN);
    const proof = proofOf(inside, within, edge.operand, edgeSymbol(graph, edge), edgeFormula(graph, edge));
    return [{ id: edge.id, whole: proof.whole, lines: proof.lines.map((line) => lineTex(line)) }];
  });
}

const CLASSIFIER = "z = w*x + b\na = sigmoid(z)\nL = -(y*log(a) + (1 - y)*log(1 - a))";

it("a sum's proof is one line", () => {
  const [, , bias] = proofs(CLASSIFIER, ["z"]);
  expect(bias?.lines).toEqual(["\\dfrac{\\partial z}{\\partial b}=1"]);
  expect(bias?.whole).toBe(0);
});

it("says what the plaque says once, where it follows", () => {
  const [, bySlope] = proofs(CLASSIFIER, ["L"]);
  const said = "\\dfrac{\\partial L}{\\partial a}=\\dfrac{1-y}{1-a}-\\dfrac{y}{a}";
  expect(bySlope?.lines.filter((line) => line === said)).toEqual([said]);
  expect(bySlope?.lines[bySlope.whole]).toBe(said);
});

it.each([
  [CLASSIFIER, ["z", "L"]],
  ["h = x^2; g = sin(h); f = exp(g)", [["h", "g", "f"]]],
  ["q = x + y; f = q*z", [["q", "f"]]],
  ["f = 1/(1 + exp(-(w0*x0 + w1*x1 + w2)))", [["f.1.1.0", "f.1.1", "f.1", "f"]]],
] as const)("repeats no line of %s", (source, folded) => {
  const all = proofs(source, folded);
  expect(all.length).toBeGreaterThan(0);
  for (const { id, lines } of all) expect(new Set(lines).size, id).toBe(lines.length);
});
