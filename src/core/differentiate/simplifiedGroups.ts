import { isAlwaysPositive } from "../algebra/nonzero.ts";
import { factorExpression } from "../algebra/print.ts";
import { printExpression } from "../expression/print.ts";
import { type Expression, foldExpression, isLongerThan } from "../expression/tree.ts";
import { atGrain } from "../graph/atGrain.ts";
import type { Grain } from "../graph/grain.ts";
import { edgeAt, type Graph, isEdge, nodeAt, partById } from "../graph/graph.ts";
import { insideOf, isEntrywise } from "../graph/inside.ts";
import { isElementwise } from "../operations/table.ts";
import { isConfirmed, random } from "./lineCheck.ts";
import { missingDivisors } from "./missingDivisors.ts";
import { lineOf, sizeOf } from "./productLines.ts";
import { isOfTensors, runGraph } from "./run.ts";
import { chainTo, orNull, shortestSum } from "./simplifiedDerivative.ts";

/** In a graph with more edges into folded nodes nobody reads each of their formulas. */
const MOST_EDGES = 200;
/** What is folded into one node, and the formula for it, are not tried when they are larger. */
const MOST_INSIDE = 40;
const LONGEST = 40;

/**
 * A graph, with its shapes and at the grain of operations, at another grain. The local derivatives of folded nodes are
 * simplified where that makes them shorter, holds for all values, and comes to the same numbers.
 */
export function simplifiedAtGrain(graph: Graph, grain: Grain): Graph {
  const coarse = atGrain(graph, grain);
  const { finer } = coarse;
  const merged = coarse.edges.filter(({ to }) => nodeAt(coarse, to).kind === "group");
  if (finer === null || merged.length > MOST_EDGES) return coarse;
  const known = new Map<number, Expression | null>();
  const simplified = (edge: number, written: Expression | null): Expression | null => {
    const found = known.get(edge) ?? null;
    if (found !== null || known.has(edge)) return found;
    const rule = simplifiedRule(coarse, edge, written);
    known.set(edge, rule);
    return rule;
  };
  return { ...coarse, finer: { ...finer, simplified } };
}

/** The sum over the ways inside a folded node, simplified; null where there is none that is shorter and always holds. */
function simplifiedRule(graph: Graph, index: number, written: Expression | null): Expression | null {
  const edge = edgeAt(graph, index);
  const group = nodeAt(graph, edge.to);
  // What is one sum or product has the shortest rule from the beginning.
  if (group.kind === "group" && group.terms !== null) return null;
  const whole = insideOf(graph, edge.to);
  if (whole === null || whole.nodes.length > MOST_INSIDE || !isEntrywise(graph, edge)) return null;
  const isOfNumbers = whole.nodes.every(
    (node) => node.kind === "input" || (node.kind === "operation" && isElementwise(node.operation)),
  );
  if (!isOfNumbers) return null;
  const inside = overOutside(whole);
  const found = orNull(() => {
    const chain = chainTo(inside, edge.operand, { terms: "names" });
    const gradient = chain.gradient(edge.operand);
    const expression = shortestSum(chain, chain.gradientTerms(edge.operand), gradient);
    const divisors = missingDivisors(chain, edge.operand, expression).map((factor) =>
      factorExpression(chain.algebra, factor),
    );
    return { expression, divisors };
  });
  if (found === null) return null;
  const { expression, divisors } = found;
  if (isLongerThan(expression, LONGEST) || (written !== null && !isShorter(expression, written))) return null;
  const isSure = divisors.every(isAlwaysPositive) && isOver(inside, expression);
  return isSure && isConfirmedAtPoints(inside, edge.operand, expression) ? expression : null;
}

/** Whether it says the same with less: 2u is u + u. */
function isShorter(one: Expression, other: Expression): boolean {
  const [own, others] = [sizeOf(one), sizeOf(other)];
  return own < others || (own === others && printExpression(one).length < printExpression(other).length);
}

/**
 * What is inside a node, entry by entry, with names only for what comes in and for the result: what else is called by
 * a name in there is not to be seen from outside.
 */
function overOutside(inside: Graph): Graph {
  const nodes = inside.nodes.map((node) => {
    const isSeen = node.kind === "input" || node.index === inside.output;
    return { ...node, symbol: isSeen ? node.id : "" };
  });
  return { ...inside, nodes, shapes: null };
}

/** Whether an expression has no name for what cannot be seen from outside. */
function isOver(inside: Graph, expression: Expression): boolean {
  return foldExpression<boolean>(expression, (node, parts) => {
    if (node.kind !== "name") return parts.every(Boolean);
    const part = partById(inside, node.name);
    return part === undefined || isEdge(part) || part.kind === "input" || part.index === inside.output;
  });
}

/** Where numbers are drawn from: an operation may be defined in few places only. */
const RANGES = [
  [-2, 2],
  [0.1, 0.9],
  [1.1, 4],
] as const;
const POINTS_OF_EACH = 6;
const LEAST_POINTS = 4;
const SEED = 5;

/**
 * Whether an expression comes to the derivative that the sweep finds, at points of which enough have one. The run's own
 * numbers play no part: what a plaque says, and its room, must not change while a slider moves.
 */
function isConfirmedAtPoints(inside: Graph, node: number, expression: Expression): boolean {
  const line = lineOf(inside, node, expression, LONGEST * 6);
  const next = random(SEED);
  let confirmed = 0;
  for (const [least, most] of RANGES)
    for (let point = 0; point < POINTS_OF_EACH; point++) {
      // A node that comes in at several places is one number.
      const values = new Map<string, number>();
      const run = runGraph(inside, (input) => {
        const { id } = nodeAt(inside, input);
        const value = values.get(id) ?? least + next() * (most - least);
        values.set(id, value);
        return value;
      });
      if (isOfTensors(run) || line === null) return false;
      if (!Number.isFinite(run.adjoints[node] ?? Number.NaN)) continue;
      if (!isConfirmed(inside, run, line)) return false;
      confirmed += 1;
    }
  return confirmed >= LEAST_POINTS;
}
