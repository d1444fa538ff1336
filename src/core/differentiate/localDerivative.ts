import {
  ellipsis,
  type Formula,
  fenced,
  fraction,
  partialSign,
  row,
  subscript,
  symbol,
} from "../expression/formula.ts";
import { numberExpression } from "../expression/numbers.ts";
import { simplify, substitute, withParts } from "../expression/simplify.ts";
import { type Expression, foldExpression, operandsOf, type Places } from "../expression/tree.ts";
import { atom, entrywise, product, typeset, typesetPiece } from "../expression/typeset.ts";
import {
  edgeAt,
  type Graph,
  type GraphEdge,
  isComputed,
  nodeAt,
  type OperationNode,
  shapeAt,
} from "../graph/graph.ts";
import { isEntrywise } from "../graph/inside.ts";
import { graphNotation, symbolFormula } from "../graph/notation.ts";
import { relationSign } from "../operations/notation.ts";
import { ARRIVING, BOLD_ONE } from "../operations/pullback.ts";
import { derivativesOf, operationOf, type ReadCondition } from "../operations/rule.ts";
import { isElementwise, operations, type TensorKey } from "../operations/table.ts";
import { pullbackFormula } from "../operations/tensorRule.ts";
import { type Shape, sameShape, sizeOf, tensorOf } from "../tensor/tensor.ts";
import { groupRule } from "./groupRule.ts";

function isBetweenNumbers(graph: Graph, { from, to }: GraphEdge): boolean {
  return shapeAt(graph, from).length + shapeAt(graph, to).length === 0 && nodeAt(graph, to).kind === "group";
}

/** Whether the edge's source feeds its consumer in more than one place, as in `x*x`. */
function isRepeated(graph: Graph, edge: GraphEdge): boolean {
  const [node, source] = [nodeAt(graph, edge.to), nodeAt(graph, edge.from)];
  const operands = isComputed(node) ? node.operands : [];
  // Of the two lists the shorter: either may have thousands.
  const count =
    operands.length < source.uses.length
      ? operands.filter((operand) => operand.kind === "node" && operand.node === edge.from).length
      : source.uses.filter((use) => edgeAt(graph, use).to === edge.to).length;
  return count > 1;
}

/** `∂c/∂a`; an operand that occurs twice is told apart by its place: `∂y/∂x₍₂₎`. */
export function edgeSymbol(graph: Graph, edge: GraphEdge): Formula {
  const source = symbolFormula(nodeAt(graph, edge.from));
  const place = `(${edge.operand + 1})`;
  const below = isRepeated(graph, edge) ? subscript(source, symbol(place, place)) : source;
  return fraction(row(partialSign, symbolFormula(nodeAt(graph, edge.to))), row(partialSign, below));
}

/**
 * A local derivative over the ids of nodes: one expression, or cases where the rule has them. Null for one of a group
 * that is too long to be written.
 */
export type EdgeRule = Expression | CaseRule | null;

export type CaseRule = readonly { readonly where: ReadCondition; readonly slope: Expression }[];

/** The rule of an edge's operation with the operands of this node in it, simplified. */
export function edgeRule(graph: Graph, edge: GraphEdge): EdgeRule {
  const node = nodeAt(graph, edge.to);
  if (node.kind === "group") {
    // What is an operation of the table has that operation's rule.
    const key = operationOf(node.expression);
    const isKnown = key !== undefined && operandsOf(node.expression).every(({ kind }) => kind === "name");
    if (!isKnown || !isElementwise(key) || node.operands.length !== operations[key].operands.length)
      return foldedRule(graph, edge);
    return operationRule(graph, { ...node, kind: "operation", operation: key, places: [] }, edge);
  }
  if (node.kind !== "operation") throw new Error("an edge ends at an operation");
  return operationRule(graph, node, edge);
}

function foldedRule(graph: Graph, edge: GraphEdge): EdgeRule {
  const rule = groupRule(graph, edge, edgeRule);
  return isCases(rule) ? rule : (graph.finer?.simplified?.(edge.index, rule) ?? rule);
}

function operationRule(graph: Graph, node: OperationNode, edge: GraphEdge): EdgeRule {
  const written = operandsOf(node.expression);
  if (!isElementwise(node.operation)) return pullbackRule(graph, node, edge, written);
  const isMany = written.length > operations[node.operation].operands.length;
  const { formula } = derivativesOf(node.operation)[isMany ? 0 : edge.operand] ?? {};
  if (formula === undefined)
    throw new Error(`${node.operation} has no derivative for operand ${edge.operand}`);
  const operands = isMany ? againstTheOthers(node.expression, edge.operand) : written;
  const replacements = new Map<string, Expression>([
    ["y", { kind: "name", name: node.id, from: node.from, to: node.to }],
    ...operations[node.operation].operands.flatMap((name, place): [string, Expression][] => {
      const operand = operands[place];
      return operand === undefined ? [] : [[name, operand]];
    }),
  ]);
  const isE = (name: string): boolean => {
    const operand = node.operands[operations[node.operation].operands.indexOf(name)];
    return operand?.kind === "constant" && operand.value === Math.E;
  };
  const fill = (expression: Expression): Expression =>
    simplify(substitute(withoutLogOf(expression, isE), replacements));
  if (!isCases(formula)) return fill(formula);
  return formula.map(({ where, slope }) => ({
    where: { left: fill(where.left), relation: where.relation, right: fill(where.right) },
    slope: fill(slope),
  }));
}

/** A rule with 1 for the logarithm of what is Euler's number: the slope of eˣ is eˣ. */
function withoutLogOf(rule: Expression, isE: (name: string) => boolean): Expression {
  return foldExpression<Expression>(rule, (part, operands) => {
    const isOne =
      part.kind === "call" && part.callee === "log" && operands[0]?.kind === "name" && isE(operands[0].name);
    return isOne ? numberExpression(1) : withParts(part, operands);
  });
}

/**
 * The pullback of an edge with the operands of this node in it: an expression over the ids of nodes and `δ`, which is no
 * name of a program.
 */
function pullbackRule(
  graph: Graph,
  node: OperationNode,
  { operand, from }: GraphEdge,
  written: readonly Expression[],
): Expression {
  const { operands, many } = operations[node.operation];
  const place = { from: node.from, to: node.to };
  const replacements = new Map<string, Expression>([
    ["y", { kind: "name", name: node.id, ...place }],
    ["delta", { kind: "name", name: ARRIVING, ...place }],
    ...operands.flatMap((name, index): [string, Expression][] => {
      const own = written[many === undefined ? index : operand];
      return own === undefined ? [] : [[name, own]];
    }),
  ]);
  const formula = substitute(pullbackFormula(node.operation as TensorKey, operand), replacements);
  if (graph.shapes === null) return simplify(formula);
  return simplify(atPlaces(atShape(formula, node.places, shapeAt(graph, from)), graph, node, operand));
}

/** What is an operand's own part of the gradient of a list, with its places in it; by these alone where it stands in the list twice. */
function atPlaces(formula: Expression, graph: Graph, node: OperationNode, place: number): Expression {
  if (formula.kind !== "call" || formula.callee !== "part") return formula;
  const [delta, operand] = formula.operands;
  if (delta === undefined || operand === undefined) return formula;
  const own = node.operands[place];
  const isRepeated =
    own?.kind === "node" &&
    node.operands.filter((other) => other.kind === "node" && other.node === own.node).length > 1;
  const places = placesInList(graph, node, place);
  return { ...formula, operands: [delta, isRepeated ? places : operand, places] };
}

/** Counted from 1: the row of a matrix, an entry, or the entries of a vector. */
function placesInList(graph: Graph, node: OperationNode, place: number): Expression {
  const at = { from: node.from, to: node.to };
  if (node.operation === "rows")
    return {
      kind: "call",
      callee: "rowNumber",
      calleeSpan: at,
      operands: [numberExpression(place + 1)],
      ...at,
    };
  const sizes = node.operands
    .slice(0, place + 1)
    .map((operand) =>
      sizeOf(operand.kind === "node" ? shapeAt(graph, operand.node) : tensorOf(operand.value).shape),
    );
  const last = sizes.reduce((sum, size) => sum + size, 0);
  const first = last - (sizes.at(-1) ?? 1) + 1;
  if (first === last) return numberExpression(first);
  return {
    kind: "call",
    callee: last === first + 1 ? "bothPlaces" : "range",
    calleeSpan: at,
    operands: [numberExpression(first), numberExpression(last)],
    ...at,
  };
}

/**
 * Tensors of ones with their shape, `𝟏₂ₓ₃`, and sizes as the numbers they are; what an entry's pullback scatters, with
 * the places at which it does.
 */
function atShape(formula: Expression, places: Places, shape: Shape): Expression {
  return foldExpression<Expression>(formula, (node, operands) => {
    if (node.kind !== "call") return withParts(node, operands);
    if (node.callee === "size") return numberExpression(sizeOf(shape));
    if (node.callee === "ones") return { ...node, operands: [...operands, ...shape.map(numberExpression)] };
    const [delta] = operands;
    if (node.callee !== "scattered" || delta === undefined) return withParts(node, operands);
    const { from, to } = node;
    const ones: Expression = { kind: "name", name: BOLD_ONE, from, to };
    const where: Expression = { kind: "entry", operand: ones, places, from, to };
    return { kind: "binary", operator: "*", left: delta, right: where, from, to };
  });
}

/** A pullback of the number 1: it leaves products of any kind, as it changes nothing there. */
export function ofOne(rule: Expression): Expression {
  const written = substitute(rule, new Map([[ARRIVING, numberExpression(1)]]));
  const isOne = (side: Expression | undefined): boolean => side?.kind === "number" && side.value === 1;
  return simplify(
    foldExpression<Expression>(written, (node, operands) => {
      const [left, right] = operands;
      if (node.kind === "call" && node.callee === "perRow" && left !== undefined) return left;
      if (node.kind !== "binary" || node.operator !== "@" || left === undefined || right === undefined)
        return withParts(node, operands);
      return isOne(left) ? right : isOne(right) ? left : withParts(node, operands);
    }),
  );
}

/** One operand of many, and what the operation comes to for the others: the two that the rule for two speaks of. */
function againstTheOthers(expression: Expression, place: number): readonly Expression[] {
  const operands = operandsOf(expression);
  const own = operands[place];
  if (expression.kind !== "call" || own === undefined) return operands;
  return [own, { ...expression, operands: operands.filter((_operand, index) => index !== place) }];
}

export function isCases(rule: EdgeRule): rule is CaseRule {
  return Array.isArray(rule);
}

/** The ids of the nodes whose stored values a factor needs, in the order in which its formula mentions them. */
export function neededNodes(rule: EdgeRule): readonly string[] {
  const names = new Set<string>();
  const collect = (expression: Expression): void => {
    foldExpression(expression, (node) => {
      if (node.kind === "name") names.add(node.name);
    });
  };
  if (rule === null) return [];
  if (!isCases(rule)) collect(rule);
  else for (const { where } of rule.slice(0, 1)) [where.left, where.right].forEach(collect);
  return [...names];
}

/** Whether what an edge has is a pullback, a map of gradients, and not a factor. */
export function isPullback(graph: Graph, edge: GraphEdge): boolean {
  return !isEntrywise(graph, edge) && !isBetweenNumbers(graph, edge);
}

/** Whether a smaller operand was spread over its consumer, so that what comes back to all its copies is added. */
export function isSpread(graph: Graph, edge: GraphEdge): boolean {
  return !isPullback(graph, edge) && !sameShape(shapeAt(graph, edge.from), shapeAt(graph, edge.to));
}

/** The factor of an edge as a formula: `d`, `1 - y²`, or cases. */
export function edgeFormula(graph: Graph, edge: GraphEdge): Formula {
  const notation = graphNotation(graph, shapeAt(graph, edge.to));
  const rule = edgeRule(graph, edge);
  if (rule === null) return ellipsis;
  if (!isCases(rule)) return typeset(rule, notation);
  const rows = rule.map(({ where, slope }) => {
    const condition = row(
      typeset(where.left, notation),
      relationSign(where.relation),
      typeset(where.right, notation),
    );
    return { value: typeset(slope, notation), condition };
  });
  return { kind: "cases", rows };
}

/**
 * What an edge brings to its source's gradient, in terms of the consumer's, `arriving`: the pullback, or entry by entry
 * the product with the factor, summed where a smaller operand was spread. Null for the number 1, which a product leaves
 * out.
 */
export function contributionFormula(
  graph: Graph,
  edge: GraphEdge,
  arriving: Formula | null = graphNotation(graph).name(ARRIVING),
): Formula {
  const own = graphNotation(graph, shapeAt(graph, edge.to));
  const given = arriving ?? one;
  const notation = { ...own, name: (name: string) => (name === ARRIVING ? given : own.name(name)) };
  const rule = edgeRule(graph, edge);
  if (isPullback(graph, edge) && rule !== null && !isCases(rule))
    return typeset(arriving === null ? ofOne(rule) : rule, notation);
  const [from, to] = [shapeAt(graph, edge.from), shapeAt(graph, edge.to)];
  const factor =
    rule === null
      ? atom(edgeSymbol(graph, edge))
      : isCases(rule)
        ? atom(edgeFormula(graph, edge), "tall")
        : typesetPiece(rule, notation);
  const delta: Expression = { kind: "name", name: ARRIVING, from: 0, to: 0 };
  const isTensor = partsOf(rule).some((part) => own.isEntrywise?.(delta, part) === true);
  const isOne = isOneRule(rule);
  const whole = (): Formula => (isTensor ? entrywise : product)(atom(given), factor).formula;
  const brought = isOne ? given : arriving === null ? factor.formula : whole();
  if (sameShape(from, to)) return brought;
  return row(from.length === 0 ? sumName : subscript(sumName, rowsName), fenced(brought));
}

/** The expressions that a rule is made of. */
function partsOf(rule: EdgeRule): readonly Expression[] {
  if (rule === null) return [];
  return isCases(rule) ? rule.flatMap(({ where, slope }) => [where.left, where.right, slope]) : [rule];
}

const one = symbol("1", "1");
const sumName = symbol("\\mathrm{sum}", "sum");
/** Over the copies that a broadcast made. */
const rowsName = symbol("\\text{copies}", "copies");

/** Whether the factor is written 1, whatever the inputs are. */
export function isOneRule(rule: EdgeRule): boolean {
  return rule !== null && !isCases(rule) && rule.kind === "number" && rule.value === 1;
}

/** Whether the factor's formula is a number already, so that writing the number too would say it twice. */
export function isNumericRule(rule: EdgeRule): boolean {
  if (rule === null || isCases(rule)) return false;
  return rule.kind === "number" || (rule.kind === "negate" && rule.operand.kind === "number");
}
