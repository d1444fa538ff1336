import { Algebra } from "../algebra/algebra.ts";
import { atomKey, quotientOf } from "../algebra/convert.ts";
import { TooLarge } from "../algebra/factors.ts";
import { Met } from "../algebra/met.ts";
import { negated, numberQuotient, ONE_QUOTIENT, type Quotient } from "../algebra/quotient.ts";
import { rational } from "../algebra/rational.ts";
import type { Expression } from "../expression/tree.ts";
import {
  activeUses,
  edgeAt,
  type Graph,
  type GraphNode,
  isEdge,
  nodeAt,
  partById,
  shapeAt,
} from "../graph/graph.ts";
import { isEntrywise } from "../graph/inside.ts";
import { constantNamed } from "../operations/constants.ts";
import type { ReadCondition } from "../operations/rule.ts";
import { isElementwise } from "../operations/table.ts";
import { sameShape, sizeOf } from "../tensor/tensor.ts";
import { type CaseRule, edgeRule, isCases } from "./localDerivative.ts";
import { shortWay } from "./shortWay.ts";

/**
 * Which nodes are written by their symbol: those that the program or a call names; of these, only what is no sum or
 * product; or none but the inputs.
 */
export type Terms = "names" | "functions" | "inputs";

/** The slope of an operation's cases that is meant; null where there is none. */
export type ChosenCase = (cases: CaseRule, edge: number) => Expression | null;

/** How a chain is written. */
export interface ChainWriting {
  readonly terms: Terms;
  readonly caseOf?: ChosenCase | undefined;
  /** Conditions that hold, by the edge whose case they are: where they fix a sign, it is made use of. */
  readonly known?: ReadonlyMap<number, ReadCondition> | undefined;
  /** What the output's gradient is called; without a name it is 1. */
  readonly seedName?: string | null;
}

/** A gradient that is longer is given up: nobody reads it. */
const LARGEST = 140;
/** A node without a name is written out with at most so many others inside it. */
const MOST_INSIDE = 40;
/** What the algebra calculates with; everything else is a function to it. */
const RATIONAL: ReadonlySet<string> = new Set(["add", "subtract", "multiply", "divide", "negate", "square"]);

const LOGARITHMS: ReadonlySet<string> = new Set(["log", "log2", "log10"]);

interface Recorded {
  readonly result: Quotient;
  readonly met: Met;
}

/** Whether a node has a name of its own, from the program or from the call whose result it is. */
export function isCalled({ id, symbol }: GraphNode): boolean {
  return id === symbol;
}

/**
 * Local derivatives and gradients of a graph of numbers as rational functions over its nodes.
 * Everything here throws TooLarge where nobody could read the result.
 */
export class SymbolicChain {
  readonly algebra = new Algebra();
  private readonly graph: Graph;
  private readonly terms: Terms;
  private readonly caseOf: ChosenCase;
  private readonly hasOneName: boolean;
  private readonly seedName: string | null;
  private readonly nodes = new Map<number, Recorded>();
  private readonly edges = new Map<number, Recorded>();
  private readonly gradients = new Map<number, Recorded>();

  /** `hasOneName`: a function that is a node by itself, f = e^g, is always written by the node's symbol. */
  constructor(
    graph: Graph,
    { terms, caseOf = () => null, known = new Map(), seedName = null }: ChainWriting,
    hasOneName = false,
  ) {
    this.graph = graph;
    this.seedName = seedName;
    this.terms = terms;
    this.caseOf = caseOf;
    this.hasOneName = hasOneName;
    for (const [edge, condition] of known) this.learn(edge, condition);
  }

  private learn(edge: number, condition: ReadCondition): void {
    const { hasDecimals } = this.algebra;
    try {
      this.algebra.signs.add(this.differenceOf(condition), condition.relation, edge);
    } catch (problem) {
      if (!(problem instanceof TooLarge)) throw problem;
    }
    // What a line is written with is seen in the line alone.
    this.algebra.hasDecimals = hasDecimals;
  }

  /** What a condition says is above, below or not zero: its left side without the right one. */
  differenceOf({ left, right }: Pick<ReadCondition, "left" | "right">): Quotient {
    return this.algebra.sum([this.quotient(left), negated(this.quotient(right))]);
  }

  /** The local derivative of an edge. */
  edge(index: number): Quotient {
    return this.recordedEdge(index).result;
  }

  private recordedEdge(index: number): Recorded {
    const known = this.edges.get(index);
    if (known !== undefined) return known;
    const edge = edgeAt(this.graph, index);
    const node = nodeAt(this.graph, edge.to);
    if (node.kind === "operation" && !isElementwise(node.operation)) throw new TooLarge("not a number");
    if (this.hasOneName) this.giveOneName(node);
    const rule = edgeRule(this.graph, edge);
    const formula = isCases(rule) ? this.caseOf(rule, index) : rule;
    if (formula === null) throw new TooLarge("a case is missing");
    const found = this.algebra.recorded(() => this.quotient(formula));
    if (isCases(rule)) found.met.cases.add(index);
    if (node.kind === "operation" && LOGARITHMS.has(node.operation)) found.met.logarithms.add(index);
    this.edges.set(index, found);
    return found;
  }

  /** The derivative of the output with respect to a node: a sum over all ways, as the sweep adds it up. */
  gradient(target: number): Quotient {
    for (const node of shortWay(this.graph, target)) {
      if (this.gradients.has(node)) continue;
      const terms = this.gradientTerms(node);
      const result = node === this.graph.output ? this.seed() : this.limited(this.algebra.sum(terms));
      this.gradients.set(node, { result, met: this.metBelow(node) });
    }
    return this.gradients.get(target)?.result ?? ONE_QUOTIENT;
  }

  /** What was met on the way to a gradient that is known. */
  metBy(node: number): Met {
    return this.gradients.get(node)?.met ?? new Met();
  }

  private metBelow(node: number): Met {
    const all = new Met();
    for (const use of activeUses(this.graph, node)) {
      const above = this.gradients.get(edgeAt(this.graph, use).to);
      const isNamed = this.shareOf(use) === null && this.isLinear(use);
      // What goes by a name of its own says what it follows from where it gets that name.
      if (above !== undefined && (!isNamed || above.result.powers.size === 0)) all.add(above.met);
      const own = this.edges.get(use);
      if (own !== undefined && !isNamed) all.add(own.met);
    }
    return all;
  }

  /** The gradient that is placed on the output. */
  seed(): Quotient {
    return this.seedName === null ? ONE_QUOTIENT : this.nameAtom(this.seedName);
  }

  /** What each use of a node brings to its gradient; that of the nodes above must be known. */
  gradientTerms(node: number): readonly Quotient[] {
    return activeUses(this.graph, node).map((use) => {
      const above = this.gradients.get(edgeAt(this.graph, use).to)?.result;
      if (above === undefined) throw new TooLarge("a gradient is missing");
      const share = this.shareOf(use);
      if (share !== null) return this.algebra.divide(above, numberQuotient(rational(BigInt(share))));
      if (this.isLinear(use)) return this.nameAtom(broughtName(use));
      return this.limited(this.algebra.times(above, this.edge(use)));
    });
  }

  /** A sum brings each entry the whole number that arrives, a mean its share of it; null for every other edge. */
  private shareOf(use: number): number | null {
    const { from, to } = edgeAt(this.graph, use);
    const node = nodeAt(this.graph, to);
    if (node.kind !== "operation" || !["sum", "mean"].includes(node.operation)) return null;
    return node.operation === "sum" ? 1 : sizeOf(shapeAt(this.graph, from));
  }

  /** Whether what an edge brings is no product entry by entry: it is then an atom, a name for the whole. */
  private isLinear(use: number): boolean {
    if (this.graph.shapes === null) return false;
    const edge = edgeAt(this.graph, use);
    const isOfOneShape = sameShape(shapeAt(this.graph, edge.from), shapeAt(this.graph, edge.to));
    return !isOfOneShape || !isEntrywise(this.graph, edge);
  }

  private limited(quotient: Quotient): Quotient {
    if (this.algebra.sizeOf(quotient) > LARGEST) throw new TooLarge("too long");
    return quotient;
  }

  quotient(expression: Expression): Quotient {
    return quotientOf(this.algebra, expression, (name) => this.named(name));
  }

  private named(name: string): Quotient {
    const part = partById(this.graph, name);
    if (part !== undefined && !isEdge(part)) return this.node(part.index);
    if (constantNamed(name) === undefined) throw new TooLarge("a name without a number");
    return this.nameAtom(name);
  }

  /** What stands for a node: its symbol, or what it computes. */
  private node(index: number): Quotient {
    const found =
      this.nodes.get(index) ?? this.algebra.recorded(() => this.written(nodeAt(this.graph, index)));
    this.nodes.set(index, found);
    this.algebra.met.add(found.met);
    return found.result;
  }

  private written(node: GraphNode): Quotient {
    return node.kind === "input" || this.isKept(node)
      ? this.nameAtom(node.id)
      : this.limited(this.quotient(node.expression));
  }

  /** The place in the program of the node whose name a factor is; null where it is none. */
  placeOf(factor: number): number | null {
    const { kind, expression } = { expression: null, ...this.algebra.factor(factor) };
    const part =
      kind === "atom" && expression?.kind === "name" ? partById(this.graph, expression.name) : undefined;
    return part === undefined || isEdge(part) ? null : part.index;
  }

  private nameAtom(name: string): Quotient {
    return this.algebra.atom(nameKey(name), () => ({ kind: "name", name, from: 0, to: 0 }));
  }

  private isKept(node: GraphNode): boolean {
    const isRational = node.kind === "operation" && RATIONAL.has(node.operation);
    // Between tensors a symbol is what its shape is known by.
    if (this.graph.shapes !== null && !isRational) return true;
    if (isCalled(node) && (this.terms === "names" || (this.terms === "functions" && !isRational)))
      return true;
    if (this.isSmall(node.index)) return false;
    if (this.terms === "inputs") throw new TooLarge("too much inside");
    return true;
  }

  /** Whether some node that is a sum or a product is written by its symbol. */
  hasNamedSums(): boolean {
    return [...this.nodes.keys()].some((index) => {
      const node = nodeAt(this.graph, index);
      return node.kind === "operation" && RATIONAL.has(node.operation) && this.isKept(node);
    });
  }

  /** Whether few enough nodes stand inside it, each counted as often as it is used. */
  private isSmall(index: number): boolean {
    const inside: number[] = [index];
    let count = 0;
    for (let next = inside.pop(); next !== undefined; next = inside.pop()) {
      const node = nodeAt(this.graph, next);
      count += 1;
      if (count > MOST_INSIDE) return false;
      const isEnd = next !== index && isCalled(node) && this.terms === "names";
      if (!("operands" in node) || isEnd) continue;
      for (const operand of node.operands) if (operand.kind === "node") inside.push(operand.node);
    }
    return true;
  }

  /** Whether a node's symbol and the function it is, f and e^g, both occur: like factors that look unlike. */
  hasTwoNamesForOne(): boolean {
    return [...this.edges.keys()].some((edge) => {
      const node = nodeAt(this.graph, edgeAt(this.graph, edge).to);
      const key = this.algebra.has(nameKey(node.id)) ? this.callKey(node) : null;
      return key !== null && this.algebra.has(key);
    });
  }

  private giveOneName(node: GraphNode): void {
    const key = this.isKept(node) ? this.callKey(node) : null;
    if (key !== null) this.algebra.alias(key, this.node(node.index));
  }

  /** The key that a node's own function has as an atom. */
  private callKey(node: GraphNode): string | null {
    if (node.kind !== "operation" || node.expression.kind !== "call") return null;
    return atomKey(
      node.expression.callee,
      node.expression.operands.map((operand) => this.quotient(operand)),
    );
  }
}

/** What an edge that is no product entry by entry brings, as a name that no node has. */
export function broughtName(use: number): string {
  return `use:${use}`;
}

/** The edge of such a name; null for every other name. */
export function edgeOfBrought(name: string): number | null {
  return name.startsWith("use:") ? Number(name.slice(4)) : null;
}

function nameKey(name: string): string {
  return `name ${name}`;
}
