import { TooLarge } from "../algebra/factors.ts";
import { isAlwaysPositive } from "../algebra/nonzero.ts";
import { expressionOf, factorExpression } from "../algebra/print.ts";
import { factorQuotient, keyOfFactors, type Quotient } from "../algebra/quotient.ts";
import { numberExpression } from "../expression/numbers.ts";
import { printExpression } from "../expression/print.ts";
import { substitute } from "../expression/simplify.ts";
import { type Expression, foldExpression, isLongerThan, operandsOf } from "../expression/tree.ts";
import { edgeAt, type Graph, type GraphNode, isEdge, nodeAt, partById } from "../graph/graph.ts";
import { constantNamed } from "../operations/constants.ts";
import type { ReadCondition } from "../operations/rule.ts";
import { missingDivisors } from "./missingDivisors.ts";
import { orNull } from "./simplifiedDerivative.ts";
import { isCalled, type SymbolicChain } from "./symbolicChain.ts";

/** A condition by what must be above, below or not zero; conditions on one thing have one key. */
interface Standing {
  readonly key: string;
  readonly written: ReadCondition;
}

interface Implying extends Standing {
  /** The keys of what is not zero because of it. */
  readonly factors: readonly string[];
}

/**
 * What must hold for a line to follow where the line itself does not say so: the cases that were chosen, and that
 * nothing is zero which was divided by and is gone. The line is an expression that the chain found for a node's gradient.
 * Where the program itself has no value, nothing is said: no more is claimed than that the line is its derivative.
 */
export function lineConditions(
  graph: Graph,
  chain: SymbolicChain,
  node: number,
  line: Expression,
  cases: ReadonlyMap<number, ReadCondition>,
): readonly ReadCondition[] {
  const all = [...chosenCases(graph, chain, node, cases), ...nonzero(graph, chain, node, line)];
  // What is above or below zero is not zero.
  const strict = new Set(all.flatMap(({ key, written }) => (isStrict(written) ? [key] : [])));
  const kept = new Map<string, ReadCondition>();
  for (const { key, written } of all) {
    const own = isStrict(written) ? key : `${key} ${written.relation}`;
    if ((isStrict(written) || !strict.has(key)) && !kept.has(own)) kept.set(own, written);
  }
  return [...kept.values()].filter((condition) => !isCertain(condition));
}

function isStrict({ relation }: ReadCondition): boolean {
  return relation === "<" || relation === ">";
}

function isCertain({ left, relation, right }: ReadCondition): boolean {
  const isAboveZero = right.kind === "number" && right.value === 0 && relation !== "<";
  return isAboveZero && (isAlwaysPositive(left) || !hasName(left));
}

function hasName(expression: Expression): boolean {
  return foldExpression<boolean>(
    expression,
    (node, parts) => parts.some(Boolean) || (node.kind === "name" && constantNamed(node.name) === undefined),
  );
}

/** The conditions of the cases on the way, and of those that these follow from in turn. */
function chosenCases(
  graph: Graph,
  chain: SymbolicChain,
  node: number,
  cases: ReadonlyMap<number, ReadCondition>,
): readonly Standing[] {
  const edges = new Set(chain.metBy(node).cases);
  const found: Standing[] = [];
  for (const edge of edges) {
    const condition = cases.get(edge);
    if (condition === undefined) continue;
    const { result, met } = chain.algebra.recorded(() =>
      // Between tensors a symbol is what its shape is known by.
      graph.shapes === null ? orNull(() => standing(chain, condition)) : null,
    );
    for (const other of met.cases) edges.add(other);
    found.push(result ?? asItStands(graph.shapes === null ? overNames(graph, condition) : condition));
  }
  return found;
}

function asItStands(condition: ReadCondition): Standing {
  const [left, right] = [printExpression(condition.left), printExpression(condition.right)];
  const key = condition.relation === ">" ? `${right} < ${left}` : `${left} ${condition.relation} ${right}`;
  return { key, written: condition };
}

/** A condition over what the line is written in; a > b and b < a have one key, and −x > x is x < 0. */
function standing(chain: SymbolicChain, condition: ReadCondition): Standing {
  const { algebra } = chain;
  const difference = chain.differenceOf(condition);
  const [only, another] = difference.powers;
  const isZeroed = condition.right.kind === "number" && condition.right.value === 0;
  const isAlone = another === undefined && only?.[1] === 1;
  if (isAlone && (isZeroed || algebra.factor(only[0]).kind === "atom"))
    return againstZero(chain, difference, condition.relation);
  if (difference.powers.size === 0) throw new TooLarge("a condition on nothing");
  const [left, right] = [condition.left, condition.right].map((side) =>
    expressionOf(algebra, chain.quotient(side)),
  );
  const written = { ...condition, left: left ?? condition.left, right: right ?? condition.right };
  return { key: keyOfFactors(difference), written };
}

/** A product or a factor above, below or not zero, its number left out. */
function againstZero(chain: SymbolicChain, quotient: Quotient, relation: string): Standing {
  const turned: Readonly<Record<string, string>> = { "<": ">", ">": "<" };
  const isNegative = quotient.coefficient.numerator < 0n;
  const [[factor, exponent] = [-1, 0], another] = quotient.powers;
  const isAlone = another === undefined && exponent === 1;
  const left = isAlone ? factorExpression(chain.algebra, factor) : expressionOf(chain.algebra, quotient);
  return {
    key: keyOfFactors(quotient),
    written: {
      left,
      relation: isNegative && isAlone ? (turned[relation] ?? relation) : relation,
      right: numberExpression(0),
    },
  };
}

/** What was divided by and is gone: not zero, or above zero where it is a root or was in a logarithm. */
function nonzero(graph: Graph, chain: SymbolicChain, node: number, line: Expression): readonly Standing[] {
  const missing = missingDivisors(chain, node, line);
  const divided = missing.flatMap((factor) => {
    const radicand = radicandOf(chain, factor);
    return radicand === null ? notZero(chain, factor) : aboveZero(chain, radicand);
  });
  const inLogarithms = [...chain.metBy(node).logarithms].flatMap((edge): readonly Implying[] => {
    const [operand] = operandsOf(operationAt(graph, edge));
    if (operand === undefined || isAlwaysPositive(overInputs(graph, operand))) return [];
    const quotient = chain.algebra.recorded(() => orNull(() => chain.quotient(operand))).result;
    const isGone =
      quotient !== null && [...quotient.powers.keys()].every((factor) => missing.includes(factor));
    if (!isGone) return [];
    // A product above zero has no factor that is zero.
    const factors =
      quotient.powers.size > 1 ? [...quotient.powers.keys()].map((factor) => `${factor}^1`) : [];
    return aboveZero(chain, quotient).map((one) => ({ ...one, factors }));
  });
  const implied = new Set(inLogarithms.flatMap(({ factors }) => factors));
  return [...inLogarithms, ...divided.filter(({ key }) => !implied.has(key))].sort(
    (one, other) => Number(one.written.left.kind !== "name") - Number(other.written.left.kind !== "name"),
  );
}

const notZero = (chain: SymbolicChain, factor: number): Standing =>
  againstZero(chain, factorQuotient(factor), "≠");

/** What has an even power is not zero; the product of all the others is above it. */
function aboveZero(chain: SymbolicChain, { coefficient, powers }: Quotient): readonly Standing[] {
  const odd = [...powers.keys()].filter((factor) => (powers.get(factor) ?? 0) % 2 !== 0);
  const even = [...powers.keys()].filter((factor) => !odd.includes(factor));
  const product = { coefficient, powers: new Map(odd.map((factor) => [factor, 1])) };
  return [
    ...(odd.length > 0 ? [againstZero(chain, product, ">")] : []),
    ...even.map((factor) => notZero(chain, factor)),
  ];
}

/** What is under the root that a factor is; null where it is none. */
function radicandOf(chain: SymbolicChain, number: number): Quotient | null {
  const known = chain.algebra.radicand(number);
  const factor = chain.algebra.factor(number);
  if (known !== null || factor.kind !== "atom" || factor.expression.kind !== "call") return known;
  const [operand] = factor.expression.operands;
  if (factor.expression.callee !== "sqrt" || operand === undefined) return null;
  return chain.algebra.recorded(() => orNull(() => chain.quotient(operand))).result;
}

function operationAt(graph: Graph, edge: number): Expression {
  const node = nodeAt(graph, edgeAt(graph, edge).to);
  return "expression" in node ? node.expression : numberExpression(0);
}

const LONGEST = 200;
const READABLE = 30;

/** A condition without the names that nodes have only for want of better ones. */
function overNames(graph: Graph, { left, relation, right }: ReadCondition): ReadCondition {
  const written = (side: Expression): Expression =>
    unfolded(graph, side, (node) => !isCalled(node), READABLE);
  return { left: written(left), relation, right: written(right) };
}

function overInputs(graph: Graph, expression: Expression): Expression {
  return unfolded(graph, expression, () => true, LONGEST);
}

/** An expression with what some of its names stand for in their place, as far as that is short. */
function unfolded(
  graph: Graph,
  expression: Expression,
  isUnfolded: (node: GraphNode) => boolean,
  most: number,
): Expression {
  let current = expression;
  for (let depth = 0; depth < most; depth++) {
    const replaced = new Map<string, Expression>();
    foldExpression(current, (node) => {
      const part = node.kind === "name" ? partById(graph, node.name) : undefined;
      if (node.kind !== "name" || part === undefined || isEdge(part) || !("expression" in part)) return;
      if (isUnfolded(part)) replaced.set(node.name, part.expression);
    });
    if (replaced.size === 0) return current;
    const next = substitute(current, replaced);
    if (isLongerThan(next, most)) return current;
    current = next;
  }
  return current;
}
