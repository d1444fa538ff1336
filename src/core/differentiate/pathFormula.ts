import {
  ellipsis,
  emptySlot,
  equalsSign,
  type Formula,
  fenced,
  plusSign,
  row,
  symbol,
  tex,
  thinSpace,
  timesSign,
} from "../expression/formula.ts";
import { edgeAt, type Graph } from "../graph/graph.ts";
import { asFactor, edgeFactorAt, numberFactor } from "./derivation.ts";
import { gradientSymbol } from "./gradientSymbol.ts";
import { contributionFormula, edgeSymbol } from "./localDerivative.ts";
import { type PathEdges, usesOf, type Ways } from "./paths.ts";
import { pathContribution } from "./pathValues.ts";
import { type ReducedEdge, type ReducedWays, reduceWays } from "./reducedWays.ts";
import type { Run, ScalarRun } from "./run.ts";
import { seedFormula } from "./tensorDerivation.ts";

const oneSign = symbol("1", "1");

/** Longer products are shown by their ends. */
const MOST_FACTORS = 6;

function product(factors: readonly Formula[]): Formula {
  return factors.length === 0 ? oneSign : joined(factors, timesSign);
}

function joined(parts: readonly Formula[], sign: Formula): Formula {
  return row(
    ...parts.flatMap((part, place) => {
      if (place === 0) return [part];
      // Three dots in a row of factors need none beside them.
      return [part === ellipsis || parts[place - 1] === ellipsis ? thinSpace : sign, part];
    }),
  );
}

/** Each as it is written, of many only those at the ends. */
function atEnds(edges: PathEdges, most: number, write: (edge: number) => Formula): readonly Formula[] {
  if (edges.length <= most) return edges.map(write);
  const half = Math.floor(most / 2);
  return [...edges.slice(0, half).map(write), ellipsis, ...edges.slice(-half).map(write)];
}

/** A path as a product of local derivatives, from the output's end: `∂c/∂b · ∂b/∂a`. */
export function pathSymbols(graph: Graph, edges: PathEdges, most = Infinity): Formula {
  return product(atEnds(edges.toReversed(), most, (edge) => edgeSymbol(graph, edgeAt(graph, edge))));
}

/**
 * A path's product with its factors written out, then in numbers, then what it comes to, literal ones left out. What
 * `isKnown` denies an edge is an empty square: its number is still to come.
 */
export function pathEquation(
  graph: Graph,
  run: ScalarRun,
  edges: PathEdges,
  isOne: (edge: number) => boolean,
  isKnown: (edge: number) => boolean,
): Formula {
  const factors = edges.filter((edge) => !isOne(edge)).toReversed();
  const isAlone = factors.length === 1;
  const written = (write: (edge: number) => Formula): Formula =>
    product(atEnds(factors, MOST_FACTORS, write));
  const formulas = written((edge) => asFactor(edgeFactorAt(graph, run, edge), isAlone));
  const numbers = written((edge) =>
    isKnown(edge) ? numberFactor(graph, run.factors[edge] ?? Number.NaN, isAlone) : emptySlot,
  );
  const contribution = Number(pathContribution(graph, run, edges));
  const result = edges.every(isKnown) ? numberFactor(graph, contribution, true) : emptySlot;
  const sides = [formulas, numbers, result];
  // Where a side only repeats the one before it, it is left out: 2 = 2.
  return joined(
    sides.filter((side, place) => place === 0 || tex(side) !== tex(sides[place - 1] ?? side)),
    equalsSign,
  );
}

/** Pullbacks of pullbacks are not read to any depth. */
const MOST_PULLBACKS = 40;

/** A path between tensors: the seed, pulled back along one edge after another; `⋯` where that goes too deep to be read. */
export function pathPullback(graph: Graph, run: Run, edges: PathEdges): Formula {
  if (edges.length > MOST_PULLBACKS) return ellipsis;
  let arriving = seedFormula(graph, run.seed);
  for (const edge of edges.toReversed()) {
    const brought = contributionFormula(graph, edgeAt(graph, edge), arriving);
    arriving = brought.kind === "row" ? fenced(brought) : brought;
  }
  return arriving === null ? oneSign : withoutBrackets(arriving);
}

function withoutBrackets(formula: Formula): Formula {
  return formula.kind === "fenced" && formula.by === "brackets" ? formula.inner : formula;
}

/** One line of the factored form: the derivative with respect to a node equals a nested product of sums. */
export interface FactoredLine {
  readonly left: Formula;
  readonly formulas: Formula;
  readonly numbers: Formula;
  readonly result: Formula;
}

/** A form of more factors is not read. */
const MOST_WRITTEN = 80;

/**
 * The derivative as it is when parallel edges are merged and nodes between two edges left out, read from the target to
 * the output: `(α + β + γ) · (δ + ε + ζ)`; what `isKnown` denies an edge is an empty square in the numbers. Where that leaves a node which several stretches reach, its derivative stands
 * as a symbol, and a line of its own says what it is. Null where it would be too long to be read.
 */
export function factoredForm(
  ways: Ways,
  run: ScalarRun,
  isOne: (edge: number) => boolean,
  isKnown: (edge: number) => boolean = () => true,
): readonly FactoredLine[] | null {
  if (ways.edgeCount === 0 || ways.edgeCount > MOST_WRITTEN) return null;
  const { graph, target } = ways;
  const reduced = reduceWays(ways, isOne);
  const total = (node: number): Formula => gradientSymbol(graph, node, run.seed);
  const shared = ways.nodes.filter(
    (node) => node !== graph.output && (reduced.arriving.get(node)?.size ?? 0) > 1,
  );
  const written = new Writer(reduced, graph.output, new Set(shared), total);
  const edgeFormula = (edge: number): Formula => asFactor(edgeFactorAt(graph, run, edge));
  const edgeNumber = (edge: number): Formula =>
    isKnown(edge) ? numberFactor(graph, run.factors[edge] ?? Number.NaN) : emptySlot;
  const isFull = (node: number): boolean => usesOf(ways, node).every(isKnown);
  return [target, ...shared].map((node) => ({
    left: total(node),
    formulas: written.derivative(node, edgeFormula),
    numbers: written.derivative(node, edgeNumber, (other) =>
      isFull(other) ? numberFactor(graph, run.adjoints[other] ?? Number.NaN) : emptySlot,
    ),
    result: isFull(node) ? numberFactor(graph, run.adjoints[node] ?? Number.NaN, true) : emptySlot,
  }));
}

type WriteEdge = (edge: number) => Formula;

/** Writes reduced stretches, which are no longer than {@link MOST_WRITTEN}, so that calls may nest. */
class Writer {
  private readonly reduced: ReducedWays;
  private readonly output: number;
  private readonly shared: ReadonlySet<number>;
  private readonly total: (node: number) => Formula;

  constructor(
    reduced: ReducedWays,
    output: number,
    shared: ReadonlySet<number>,
    total: (node: number) => Formula,
  ) {
    this.reduced = reduced;
    this.output = output;
    this.shared = shared;
    this.total = total;
  }

  /** The derivative of the output by a node; `named` is what stands for a shared node's. */
  derivative(node: number, write: WriteEdge, named: (node: number) => Formula = this.total): Formula {
    const terms = [...(this.reduced.leaving.get(node) ?? [])]
      .sort(([, one], [, other]) => one.place - other.place)
      .map(([to, edge]) => [...factors(edge, write), ...this.further(to, write, named)]);
    const [first = [], ...others] = terms;
    // What stands alone needs no brackets.
    const alone = others.length === 0 && first.length === 1 ? first[0] : undefined;
    return alone === undefined ? sum(terms.map((term) => product(term))) : withoutBrackets(alone);
  }

  private further(to: number, write: WriteEdge, named: (node: number) => Formula): readonly Formula[] {
    if (to === this.output) return [];
    if (this.shared.has(to)) return [named(to)];
    return [fenced(this.derivative(to, write, named))];
  }
}

function sum(terms: readonly Formula[]): Formula {
  return joined(terms, plusSign);
}

/** The factors of a stretch, literal ones left out; a sum is one, in brackets. */
function factors(edge: ReducedEdge, write: WriteEdge): readonly Formula[] {
  const { stretch, isOne } = edge;
  if (isOne) return [];
  switch (stretch.kind) {
    case "edge":
      return [write(stretch.edge)];
    case "product":
      return [...factors(stretch.first, write), ...factors(stretch.second, write)];
    case "sum":
      return [fenced(sum(termsOf(edge).map((term) => product(factors(term, write)))))];
  }
}

/** The terms of a sum, those of sums in it among them, as written. */
function termsOf(edge: ReducedEdge): readonly ReducedEdge[] {
  if (edge.stretch.kind !== "sum") return [edge];
  return edge.stretch.terms.flatMap(termsOf).toSorted((one, other) => one.place - other.place);
}
