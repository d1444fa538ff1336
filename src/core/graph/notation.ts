import { equalsSign, type Formula, row } from "../expression/formula.ts";
import { isListSymbol, nameFormula } from "../expression/names.ts";
import { printExpression, printForReading } from "../expression/print.ts";
import { substitute } from "../expression/simplify.ts";
import { type Expression, foldExpression, isLongerThan, type NameReference } from "../expression/tree.ts";
import { LONGEST_FORMULA, type Notation, typeset } from "../expression/typeset.ts";
import { DEFAULT_ROLE, type Role } from "../language/input.ts";
import { tableNotation } from "../operations/notation.ts";
import { ARRIVING } from "../operations/pullback.ts";
import { SCALAR, type Shape } from "../tensor/tensor.ts";
import { type Graph, type GraphNode, type InputNode, isEdge, nodeAt, partById, shapeAt } from "./graph.ts";
import { shortTerms, termsExpression } from "./terms.ts";

/** The notation in which a name is the id of a node and is written as that node's symbol; `arriving` is the shape of δ. */
export function graphNotation(graph: Graph, arriving: Shape = SCALAR): Notation {
  const nodeOf = (id: string): GraphNode | undefined => {
    const part = partById(graph, id);
    return part === undefined || isEdge(part) ? undefined : part;
  };
  const notation = tableNotation((id) => {
    const node = nodeOf(id);
    return node === undefined ? undefined : nameFormula(node.symbol);
  });
  if (graph.shapes === null) return notation;
  const isTensor = (name: string): boolean => {
    const node = nodeOf(name);
    const shape = node === undefined ? arriving : shapeAt(graph, node.index);
    return shape.length > 0 && (node !== undefined || name === ARRIVING);
  };
  return {
    ...notation,
    isEntrywise: (left, right) => [left, right].every((side) => mentions(side, isTensor)),
  };
}

function mentions(expression: Expression, isWanted: (name: string) => boolean): boolean {
  return foldExpression<boolean>(
    expression,
    (node, parts) =>
      node.kind === "list" || parts.some(Boolean) || (node.kind === "name" && isWanted(node.name)),
  );
}

/** What a node is called, typeset. */
export function symbolFormula(node: GraphNode): Formula {
  return nameFormula(node.symbol);
}

/** What a node is called in running text: `v₁` for the names that are ours, others as the program writes them. */
export function symbolText(node: Pick<GraphNode, "name" | "symbol">): string {
  if (node.name !== null) return node.name;
  if (isListSymbol(node.symbol)) return node.symbol;
  return node.symbol.replace(/\d/g, (digit) => "₀₁₂₃₄₅₆₇₈₉"[Number(digit)] ?? digit);
}

/** What a node computes from its operands, typeset: `a + b`. Null for an input. */
export function ownFormula(graph: Graph, node: GraphNode): Formula | null {
  return node.kind === "input" ? null : typeset(legible(node), graphNotation(graph));
}

/** What a node computes, or what of it can be typeset. */
export function legible(node: Exclude<GraphNode, InputNode>): Expression {
  const short = isLongerThan(node.expression, LONGEST_FORMULA) ? shortExpression(node) : null;
  return short ?? node.expression;
}

/** What a node is, typeset: `c = a + b`, or the name of an input alone; with its second names, `y = x`, before it. */
export function nodeFormula(graph: Graph, node: GraphNode): Formula {
  const own = ownFormula(graph, node);
  // What is called by what is written in it needs no more.
  if (own !== null && isListSymbol(node.symbol)) return own;
  const named = otherNames(graph, node).flatMap((name) => [nameFormula(name), equalsSign]);
  return own === null
    ? named.length === 0
      ? symbolFormula(node)
      : row(...named, symbolFormula(node))
    : row(...named, symbolFormula(node), equalsSign, own);
}

// Hardly any node has one, and every node is asked.
const knownOthers = new WeakMap<Graph["byName"], ReadonlyMap<number, readonly string[]>>();

/** The names that `y = x` gives to a node that has one already, the last one first. */
export function otherNames({ byName, nodes }: Graph, { index }: GraphNode): readonly string[] {
  const known = knownOthers.get(byName);
  if (known !== undefined) return known.get(index) ?? [];
  const others = new Map<number, string[]>();
  for (const [name, node] of byName)
    if (nodes[node]?.name !== name) others.set(node, [name, ...(others.get(node) ?? [])]);
  knownOthers.set(byName, others);
  return others.get(index) ?? [];
}

/** The output as the program calls it in the end: after `y = x`, that is y. */
export function outputNode(graph: Graph): GraphNode {
  const node = nodeAt(graph, graph.output);
  const [name] = otherNames(graph, node);
  return name === undefined ? node : { ...node, name, symbol: name };
}

/** The role of an input whose text gives it one that is not the usual one; null for every other node. */
export function specialRole(node: GraphNode): Role | null {
  return node.kind === "input" && node.role !== DEFAULT_ROLE ? node.role : null;
}

/** What a node is, as it can be read aloud: `c = a + b`. */
export function nodeText(graph: Graph, node: GraphNode): string {
  const own = ownText(graph, node);
  if (own !== null && isListSymbol(node.symbol)) return own;
  return [...otherNames(graph, node), symbolText(node), ...(own === null ? [] : [own])].join(" = ");
}

/** What a node computes from its operands, as it can be read aloud: `a + b`. Null for an input. */
export function ownText(graph: Graph, node: GraphNode): string | null {
  if (node.kind === "input") return null;
  return readAloud(node, (expression) => printForReading(withSymbols(graph, expression)));
}

/** An expression over ids as it can be read aloud; a long one is left out. */
export function withSymbolsText(graph: Graph, expression: Expression): string {
  return limited(printExpression(withSymbols(graph, expression)));
}

/** What stands in a node as text, written by `write`; of a sum or product of many only the ends, and else nothing long. */
export function readAloud(
  node: Exclude<GraphNode, InputNode>,
  write: (expression: Expression) => string,
): string {
  const whole = write(node.expression);
  const short = whole.length > LONGEST_TEXT ? shortExpression(node) : null;
  return limited(short === null ? whole : write(short));
}

const LONGEST_TEXT = 80;

export function limited(text: string): string {
  return text.length > LONGEST_TEXT ? "…" : text;
}

/** What a node of many operands computes, with dots for most of them: `a + b + ⋯ + z`. Null for any other node. */
export function shortExpression(node: GraphNode): Expression | null {
  const terms = node.kind === "group" && node.terms !== null ? shortTerms(node.terms) : null;
  return terms === null ? null : termsExpression(terms, node);
}

/** The same expression with symbols where the ids of nodes stand, for reading aloud. */
export function withSymbols(graph: Graph, expression: Expression): Expression {
  return replaceIds(graph, expression, (node, place) => ({ ...place, name: symbolText(node) }));
}

/** An expression over ids with something else in place of each. */
export function replaceIds(
  graph: Graph,
  expression: Expression,
  replacement: (node: GraphNode, place: NameReference) => Expression,
): Expression {
  const replacements = new Map<string, Expression>();
  foldExpression(expression, (node) => {
    if (node.kind !== "name") return;
    const part = partById(graph, node.name);
    if (part !== undefined && !isEdge(part)) replacements.set(node.name, replacement(part, node));
  });
  return substitute(expression, replacements);
}
