import { numberExpression } from "../expression/numbers.ts";
import { simplify, substitute, withParts } from "../expression/simplify.ts";
import { type Expression, foldExpression, isLongerThan } from "../expression/tree.ts";
import {
  type ComputedNode,
  edgeAt,
  type Graph,
  type GraphEdge,
  isComputed,
  nodeAt,
  shapeAt,
} from "../graph/graph.ts";
import { insideOf, isEntrywise } from "../graph/inside.ts";
import { ARRIVING } from "../operations/pullback.ts";
import { sameShape } from "../tensor/tensor.ts";
import type { EdgeRule } from "./localDerivative.ts";
import { termRule } from "./termRule.ts";

/** Longer rules are not written out. */
const LONGEST = 240;

type Written = Exclude<EdgeRule, null>;

/**
 * The rule of an edge whose consumer is folded: the sum over the ways inside it, each the product of the rules on the
 * way, by a reverse sweep over expressions (Griewank & Walther, Evaluating Derivatives, §3.2). Over the ids of the
 * nodes outside and of the folded node itself. Null where it is too long, or has kinks of several operations in it.
 */
export function groupRule(
  graph: Graph,
  edge: GraphEdge,
  ruleOf: (graph: Graph, edge: GraphEdge) => EdgeRule,
): EdgeRule {
  const group = nodeAt(graph, edge.to);
  if (group.kind === "group" && group.terms !== null && isEntrywise(graph, edge))
    return termRule(graph, edge, group.terms);
  const inside = insideOf(graph, edge.to);
  if (inside === null) throw new Error("only a group has a graph inside");
  const isFactor = isEntrywise(graph, edge);
  // A number from a number by way of vectors has no formula over numbers.
  if (!isFactor && shapeAt(graph, edge.from).length + shapeAt(graph, edge.to).length === 0) return null;
  const brought = new Map<number, readonly EdgeRule[]>();
  brought.set(inside.output, [isFactor ? ONE : { kind: "name", name: ARRIVING, from: 0, to: 0 }]);
  for (const node of inside.nodes.toReversed()) {
    const terms = brought.get(node.index);
    // What the result does not use brings nothing.
    if (!isComputed(node) || terms === undefined) continue;
    const arrives = sumOf(terms);
    for (const [source, edges] of broughtTo(inside, node, edge.operand)) {
      const own = edges.map((index) => broughtBy(inside, edgeAt(inside, index), arrives, isFactor, ruleOf));
      // Uses come back from the last to the first, and are written from the first to the last.
      brought.set(source, [...own, ...(brought.get(source) ?? [])]);
    }
  }
  const whole = sumOf(brought.get(edge.operand) ?? [null]);
  return whole === null ? null : limited(overOutside(inside, whole));
}

/** The edges into a node on which something comes back, by where they come from: the operand, or a node inside. */
function broughtTo(
  inside: Graph,
  { operands }: ComputedNode,
  wanted: number,
): ReadonlyMap<number, readonly number[]> {
  const bySource = new Map<number, number[]>();
  for (const operand of operands) {
    if (operand.kind === "constant") continue;
    if (operand.node !== wanted && !isComputed(nodeAt(inside, operand.node))) continue;
    bySource.set(operand.node, [...(bySource.get(operand.node) ?? []), operand.edge]);
  }
  return bySource;
}

const ONE = numberExpression(1);

function broughtBy(
  graph: Graph,
  edge: GraphEdge,
  arrives: EdgeRule,
  isFactor: boolean,
  ruleOf: (graph: Graph, edge: GraphEdge) => EdgeRule,
): EdgeRule {
  const rule = ruleOf(graph, edge);
  if (rule === null || arrives === null) return null;
  if (isEntrywise(graph, edge)) {
    // A smaller operand that was spread gets a sum, which is no product any more.
    const isSpread = !sameShape(shapeAt(graph, edge.from), shapeAt(graph, edge.to));
    return isSpread && !isFactor ? null : productOf(arrives, rule);
  }
  if (isListed(rule) || isListed(arrives)) return null;
  return limited(simplify(substitute(rule, new Map([[ARRIVING, arrives]]))));
}

type Cases = Exclude<Written, Expression>;

function isListed(rule: Written): rule is Cases {
  return Array.isArray(rule);
}

const productOf = (left: Written, right: Written): EdgeRule => combined(left, right, times);

function sumOf(terms: readonly EdgeRule[]): EdgeRule {
  return terms.reduce((sum, term) => (sum === null || term === null ? null : combined(sum, term, plus)));
}

/** Two rules joined, of which one may have cases; two with cases would have every pair of them. */
function combined(
  left: Written,
  right: Written,
  join: (left: Expression, right: Expression) => Expression,
): EdgeRule {
  if (!isListed(left)) {
    if (!isListed(right)) return limited(join(left, right));
    return mapped(right, (slope) => join(left, slope));
  }
  return isListed(right) ? null : mapped(left, (slope) => join(slope, right));
}

function mapped(cases: Cases, change: (slope: Expression) => Expression): EdgeRule {
  const changed = cases.map(({ where, slope }) => ({ where, slope: change(slope) }));
  return limited(changed);
}

/** A product as one writes it: y · 1/a is y/a, and a sign stands in front. */
function times(left: Expression, right: Expression): Expression {
  if (right.kind === "negate") return simplify(negated(times(left, right.operand)));
  if (left.kind === "negate") return simplify(negated(times(left.operand, right)));
  if (right.kind === "binary" && right.operator === "/") return over(times(left, right.left), right.right);
  if (left.kind === "binary" && left.operator === "/") return over(times(left.left, right), left.right);
  return simplify(binary("*", left, right));
}

/** A quotient with its sign before it. */
function over(numerator: Expression, denominator: Expression): Expression {
  return numerator.kind === "negate"
    ? simplify(negated(binary("/", numerator.operand, denominator)))
    : simplify(binary("/", numerator, denominator));
}

function plus(left: Expression, right: Expression): Expression {
  if (right.kind === "negate") return simplify(binary("-", left, right.operand));
  // A difference needs no sign in front.
  return simplify(left.kind === "negate" ? binary("-", right, left.operand) : binary("+", left, right));
}

function binary(operator: "+" | "-" | "*" | "/", left: Expression, right: Expression): Expression {
  return { kind: "binary", operator, left, right, from: left.from, to: left.to };
}

function negated(operand: Expression): Expression {
  return { kind: "negate", operand, from: operand.from, to: operand.to };
}

/** With what the nodes inside compute in their place; the output keeps its name. */
function overOutside(graph: Graph, rule: Written): Written {
  const known = new Map<string, Expression>();
  for (const node of graph.nodes)
    if (isComputed(node) && node.index !== graph.output)
      known.set(node.id, substitute(node.expression, known));
  const fill = (expression: Expression): Expression => substitute(expression, known);
  const filled = (slope: Expression): Expression => tidied(fill(slope));
  if (!isListed(rule)) return filled(rule);
  return rule.map(({ where, slope }: Cases[number]) => ({
    where: { left: fill(where.left), relation: where.relation, right: fill(where.right) },
    slope: filled(slope),
  }));
}

/** Products, quotients and sums written anew, once it is known what stands in them: a sign may have come with it. */
function tidied(expression: Expression): Expression {
  if (isLongerThan(expression, LONGEST)) return expression;
  return foldExpression<Expression>(expression, (node, parts) => {
    const [left, right] = parts;
    if (node.kind === "negate" && left?.kind === "negate") return left.operand;
    if (node.kind !== "binary" || left === undefined || right === undefined) return withParts(node, parts);
    switch (node.operator) {
      case "+":
        return plus(left, right);
      case "*":
        return times(left, right);
      case "/":
        return over(left, right);
      default:
        return withParts(node, parts);
    }
  });
}

function limited(rule: Written): EdgeRule {
  const slopes = isListed(rule) ? rule.map(({ slope }) => slope) : [rule];
  return slopes.some((slope) => isLongerThan(slope, LONGEST)) ? null : rule;
}
