import { equalsSign, type Formula, plusSign, row, seedSign, symbol } from "../expression/formula.ts";
import { foldExpression } from "../expression/tree.ts";
import { atom, product, typesetPiece } from "../expression/typeset.ts";
import {
  activeUses,
  edgeAt,
  type Graph,
  type GraphEdge,
  isEdge,
  nodeAt,
  partById,
  shapeAt,
} from "../graph/graph.ts";
import { graphNotation } from "../graph/notation.ts";
import { ARRIVING } from "../operations/pullback.ts";
import { gradientSymbol } from "./gradientSymbol.ts";
import { contributionFormula, type EdgeRule, edgeRule, edgeSymbol, isCases } from "./localDerivative.ts";

/** The gradient of one node as a calculation of its own: the seed, or a sum of contributions. */
export interface Adjoint {
  /** The node whose gradient it is, by index. */
  readonly node: number;
  /** The edges that bring its parts, in the order of the node's uses; none for the seed. */
  readonly contributions: readonly number[];
}

/** What one edge brings back: the gradient of its consumer times its factor, or put through its pullback. */
export interface Contribution {
  readonly edge: number;
  /** The node whose gradient it takes, and the one whose gradient it is part of, by index. */
  readonly from: number;
  readonly to: number;
  /** Nodes whose stored values its factor borrows from the sweep forward, in the order in which it mentions them. */
  readonly borrowed: readonly number[];
}

/**
 * The calculation of all gradients as a graph of its own (the adjoint program of Griewank & Walther, Evaluating
 * Derivatives, §3.3): adjoints in the order in which the sweep completes them, the output's first.
 */
export interface BackwardGraph {
  readonly adjoints: readonly Adjoint[];
  readonly contributions: readonly Contribution[];
}

export function backwardGraphOf(graph: Graph): BackwardGraph {
  const isActive = (index: number): boolean => {
    const node = nodeAt(graph, index);
    return node.feedsOutput && node.dependsOnInput;
  };
  const nodes = graph.nodes.filter(({ index }) => isActive(index)).toReversed();
  const adjoints = nodes.map(({ index }) => ({ node: index, contributions: activeUses(graph, index) }));
  const contributions = adjoints.flatMap(({ contributions: uses }) =>
    uses.map((use): Contribution => {
      const edge = edgeAt(graph, use);
      return { edge: use, from: edge.to, to: edge.from, borrowed: borrowedBy(graph, edge) };
    }),
  );
  return { adjoints, contributions };
}

/** What a pullback calls for the size or the place of an operand: then its value is not looked at. */
const OF_SHAPE: ReadonlySet<string> = new Set(["ones", "size", "identity", "part"]);

/** The nodes whose values the formula of an edge's factor mentions, cases with their conditions and all. */
function borrowedBy(graph: Graph, edge: GraphEdge): readonly number[] {
  const names = expressionsOf(edgeRule(graph, edge)).flatMap((expression) =>
    foldExpression<readonly string[]>(expression, (part, inner) => {
      if (part.kind === "name") return [part.name];
      // What arrives comes first; the rest says where it belongs.
      const isOfShape = part.kind === "call" && OF_SHAPE.has(part.callee);
      return isOfShape ? (inner[0] ?? []).filter((name) => name === ARRIVING) : inner.flat();
    }),
  );
  return [...new Set(names)].flatMap((name) => {
    const part = partById(graph, name);
    return part === undefined || isEdge(part) ? [] : [part.index];
  });
}

function expressionsOf(rule: EdgeRule) {
  if (rule === null) return [];
  return isCases(rule) ? rule.flatMap(({ where, slope }) => [where.left, where.right, slope]) : [rule];
}

/** `de/dc · d`: what an edge brings, in terms of the gradient that it takes; `isShort` names the factor only. */
export function broughtFormula(graph: Graph, edge: GraphEdge, isShort = false): Formula {
  const total = arrivingSymbol(graph, edge.to);
  const isTensor = shapeAt(graph, edge.from).length + shapeAt(graph, edge.to).length > 0;
  const rule = edgeRule(graph, edge);
  if (isTensor && !isShort) return contributionFormula(graph, edge, total);
  const factor =
    isShort || rule === null || isCases(rule)
      ? atom(edgeSymbol(graph, edge), "tall")
      : typesetPiece(rule, graphNotation(graph));
  return product(atom(total, "tall"), factor).formula;
}

const one = symbol("1", "1");

function isSeed(graph: Graph, node: number): boolean {
  return node === graph.output && shapeAt(graph, node).length > 0;
}

/** `de/dc`; of an output that is no number its seed, as in the derivation. */
function arrivingSymbol(graph: Graph, node: number): Formula {
  return isSeed(graph, node) ? seedSign : gradientSymbol(graph, node);
}

/** `de/db = de/dc · 1 + de/dd · 1`; the output's is the seed, of a number `seed = de/de = 1`. */
export function adjointFormula(graph: Graph, { node, contributions }: Adjoint, isShort = false): Formula {
  const own = arrivingSymbol(graph, node);
  if (isSeed(graph, node)) return own;
  if (node === graph.output) return row(seedSign, equalsSign, own, equalsSign, one);
  const parts = contributions.map((use) => broughtFormula(graph, edgeAt(graph, use), isShort));
  const sum = parts.flatMap((part, place) => (place === 0 ? [part] : [plusSign, part]));
  return row(own, equalsSign, ...sum);
}
