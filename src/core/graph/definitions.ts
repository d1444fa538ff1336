import { numberExpression } from "../expression/numbers.ts";
import { printExpression } from "../expression/print.ts";
import { substitute } from "../expression/simplify.ts";
import type { Expression, Places } from "../expression/tree.ts";
import { readRule } from "../operations/rule.ts";
import {
  type ElementwiseKey,
  elementwise,
  isElementwise,
  type OperationKey,
  operations,
  type TensorKey,
} from "../operations/table.ts";
import { type Shape, sizeOf } from "../tensor/tensor.ts";

/** How an operation is opened: into the operations that define it, or into the entries of its vectors and matrices. */
export type Opening = "definition" | "entries";

/** What is asked of an operation that is to be opened. */
export interface Openable {
  readonly operation: OperationKey;
  readonly operands: readonly unknown[];
  /** Of an entry, which one. */
  readonly places: Places;
}

/** Of more numbers than this, the entries are not drawn one by one. */
const MOST_ENTRIES = 64;

/** The name that stands for an operand in what an operation is opened into, counted from 0. */
export function operandName(operand: number): string {
  return `o${operand}`;
}

/** The name of one entry of an operand, places counted from 1. */
export function entryName(operand: number, places: Places): string {
  return [operandName(operand), ...places].join("_");
}

/** The operand and the places that such a name speaks of; null for other names. */
export function readEntryName(
  name: string,
): { readonly operand: number; readonly places: readonly number[] } | null {
  const [, operand, places = ""] = /^o(\d+)((?:_\d+)*)$/.exec(name) ?? [];
  if (operand === undefined) return null;
  return { operand: Number(operand), places: places.split("_").slice(1).map(Number) };
}

/**
 * What an operation is in simpler ones, over names for its operands: `1 / (1 + exp(-o0))`. Null where it is simplest
 * already, or has too many entries. `shapes` are those of its operands, then its own.
 */
export function openedExpression(
  node: Openable,
  opening: Opening,
  shapes: readonly Shape[],
): Expression | null {
  if (opening === "definition") return definitionOf(node, shapes);
  const numbers = shapes.map(sizeOf);
  if (shapes.every((shape) => shape.length === 0)) return null;
  if (numbers.some((count) => count > MOST_ENTRIES) || productTerms(node, shapes) > 2 * MOST_ENTRIES)
    return null;
  const text = entriesText(node, shapes);
  return text === null ? null : readRule(text);
}

/** How an operation can be opened, the way a person would first expect first. */
export function openingsOf(node: Openable, shapes: readonly Shape[]): readonly Opening[] {
  const all: readonly Opening[] = ["definition", "entries"];
  return all.filter((opening) => openedExpression(node, opening, shapes) !== null);
}

function definitionOf(node: Openable, shapes: readonly Shape[]): Expression | null {
  const { definition, operands } = operations[node.operation];
  if (definition === null || node.operands.length !== operands.length) return null;
  const [shape = []] = shapes;
  // A row's sum is that of the whole only where there is one row.
  if (/rowSum/.test(definition) && shape.length !== 1) return null;
  const rule = readRule(definition.replaceAll("rowSum", "sum"));
  const names = new Map(
    operands.map((name, place): [string, Expression] => [
      name,
      { kind: "name", name: operandName(place), from: 0, to: 0 },
    ]),
  );
  return withSizes(substitute(rule, names), shape);
}

/** `size(x)` as the number that it is. */
function withSizes(expression: Expression, shape: Shape): Expression {
  if (expression.kind === "binary")
    return {
      ...expression,
      left: withSizes(expression.left, shape),
      right: withSizes(expression.right, shape),
    };
  const isSize = expression.kind === "call" && expression.callee === "size";
  return isSize ? numberExpression(sizeOf(shape)) : expression;
}

function productTerms({ operation }: Openable, shapes: readonly Shape[]): number {
  const own = sizeOf(shapes.at(-1) ?? []);
  return operation === "matmul" ? own * (shapes[0]?.at(-1) ?? 1) : own;
}

/** The operation entry by entry, in the program's own language. */
function entriesText(node: Openable, shapes: readonly Shape[]): string | null {
  const { operation } = node;
  const own = shapes.at(-1) ?? [];
  if (isElementwise(operation)) {
    const count = node.operands.length;
    return listText(own, (places) =>
      applied(
        operation,
        Array.from({ length: count }, (_operand, place) =>
          entryText(place, spreadPlaces(shapes[place] ?? [], places)),
        ),
      ),
    );
  }
  return TENSOR_ENTRIES[operation](shapes, own, node.places);
}

function applied(operation: ElementwiseKey, operands: readonly string[]): string {
  const { notation, names } = elementwise[operation];
  if (notation.kind === "infix") return `(${operands.join(` ${notation.operator} `)})`;
  return notation.kind === "prefix" ? `(-${operands[0]})` : `${names[0]}(${operands.join(", ")})`;
}

function entryText(operand: number, places: readonly number[]): string {
  return entryName(operand, places);
}

/** Where the entry stands that NumPy's broadcasting brings to an entry of the output. */
function spreadPlaces(shape: Shape, places: readonly number[]): readonly number[] {
  return shape.map((side, axis) => (side === 1 ? 1 : (places[places.length - shape.length + axis] ?? 1)));
}

const upTo = (count: number): readonly number[] =>
  Array.from({ length: count }, (_place, index) => index + 1);

/** Every entry of a shape as a list, or as rows. */
function listText(shape: Shape, write: (places: readonly number[]) => string): string {
  const [first, second] = shape;
  if (first === undefined) return write([]);
  if (second === undefined)
    return `[${upTo(first)
      .map((i) => write([i]))
      .join(", ")}]`;
  return `[${upTo(first)
    .map(
      (i) =>
        `[${upTo(second)
          .map((j) => write([i, j]))
          .join(", ")}]`,
    )
    .join(", ")}]`;
}

function allPlaces(shape: Shape): readonly (readonly number[])[] {
  return shape.reduce<readonly (readonly number[])[]>(
    (places, side) => places.flatMap((place) => upTo(side).map((next) => [...place, next])),
    [[]],
  );
}

const sumText = (terms: readonly string[]): string => (terms.length === 0 ? "0" : terms.join(" + "));

type WriteEntries = (shapes: readonly Shape[], own: Shape, places: Places) => string | null;

const allOf = (shape: Shape = []): readonly string[] =>
  allPlaces(shape).map((places) => entryText(0, places));

const TENSOR_ENTRIES: Readonly<Record<TensorKey, WriteEntries>> = {
  matmul: ([a = [], b = []], own) =>
    listText(own, (places) => {
      const row = a.length === 2 ? places.slice(0, 1) : [];
      const column = b.length === 2 ? places.slice(-1) : [];
      const terms = upTo(a.at(-1) ?? 1).map(
        (k) => `${entryText(0, [...row, k])}*${entryText(1, [k, ...column])}`,
      );
      return sumText(terms);
    }),
  transpose: (_shapes, own) => listText(own, (places) => entryText(0, [...places].reverse())),
  sum: ([x]) => sumText(allOf(x)),
  mean: ([x = []]) => `(${sumText(allOf(x))})/${sizeOf(x)}`,
  maxEntry: ([x]) => `max(${allOf(x).join(", ")})`,
  minEntry: ([x]) => `min(${allOf(x).join(", ")})`,
  norm: ([x]) => `sqrt(${sumText(allOf(x).map((entry) => `${entry}^2`))})`,
  dot: ([a = []]) => sumText(allPlaces(a).map((places) => `${entryText(0, places)}*${entryText(1, places)}`)),
  outer: (_shapes, own) => listText(own, ([i = 1, j = 1]) => `${entryText(0, [i])}*${entryText(1, [j])}`),
  trace: ([a = []]) => sumText(upTo(a[0] ?? 0).map((i) => entryText(0, [i, i]))),
  softmax: ([x = []], own) =>
    x.length > 1
      ? null
      : listText(own, (places) => `exp(${entryText(0, places)})/(${sumText(allOf(x).map(exponential))})`),
  logsumexp: ([x = []]) => (x.length > 1 ? null : `log(${sumText(allOf(x).map(exponential))})`),
  // Lists and entries are what everything else is opened into.
  concat: () => null,
  rows: () => null,
  entry: () => null,
};

function exponential(entry: string): string {
  return `exp(${entry})`;
}

/** What an operation is opened into, for people. */
export function openedText(node: Openable, opening: Opening, shapes: readonly Shape[]): string | null {
  const expression = openedExpression(node, opening, shapes);
  return expression === null ? null : printExpression(expression);
}
