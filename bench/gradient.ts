import { evaluateGraph } from "../src/core/differentiate/evaluate.ts";
import { type Gradients, reverseSweep } from "../src/core/differentiate/reverse.ts";
import { type Graph, type GraphNode, readGraph } from "../src/core/index.ts";
import { type Bench, type Benchmark, compareCalls } from "./measure.ts";
import { random, SEED, scalarNet } from "./programs.ts";
import { CODES, GradientTape, type TapeNode } from "./references/gradientTape.ts";

const SAME = 1e-9;

export const gradients: Benchmark = {
  about:
    "Value, factors, contributions and all gradients of a net written out in scalars, beside a plain tape over Float64Array that gives value and gradients alone.",
  run,
};

function run({ report }: Bench): void {
  const graph = graphOf(scalarNet(2, 16, 16, 1));
  const choose = random(SEED);
  const inputs = Float64Array.from(graph.nodes, () => choose() - 0.5);
  const tape = new GradientTape(graph.nodes.map(tapeNode));
  const ours = (): Gradients =>
    reverseSweep(
      graph,
      evaluateGraph(graph, (node) => inputs[node] ?? 0),
    );
  requireSameNumbers(ours().adjoints, tape.run(inputs));
  report({
    benchmark: "gradient",
    size: `MLP 2-16-16-1, ${graph.nodes.length} nodes`,
    unit: "µs",
    goal: 4,
    ...compareCalls(ours, () => tape.run(inputs)),
  });
}

export function graphOf(text: string): Graph {
  const { graph, diagnostics } = readGraph(text);
  if (graph === null) throw new Error(`not a program: ${diagnostics[0]?.message}`);
  return graph;
}

function tapeNode(node: GraphNode): TapeNode {
  if (node.kind !== "operation") return { code: "input", operands: [] };
  const operands = node.operands.flatMap((operand) => (operand.kind === "node" ? operand.node : []));
  const code = node.operation === "power" ? "square" : CODES.find((known) => known === node.operation);
  if (code === undefined) throw new Error(`the tape knows no ${node.operation}`);
  return { code, operands };
}

function requireSameNumbers(ours: Float64Array, reference: Float64Array): void {
  for (const [index, expected] of reference.entries()) {
    const found = ours[index] ?? Number.NaN;
    // Written so that NaN is a difference too.
    if (!(Math.abs(found - expected) <= SAME * Math.max(1, Math.abs(expected)))) {
      throw new Error(`gradient of node ${index}: ${found}, but the tape says ${expected}`);
    }
  }
}
