import type { Run } from "../differentiate/run.ts";
import { plainText, superscript, transposeSign } from "../expression/formula.ts";
import { numberExpression, numberText } from "../expression/numbers.ts";
import { substitute, withParts } from "../expression/simplify.ts";
import type { Expression, Places } from "../expression/tree.ts";
import { typeset } from "../expression/typeset.ts";
import {
  type ComputedNode,
  type Graph,
  type GraphNode,
  type GroupNode,
  isComputed,
  nodeAt,
  type OperationNode,
  shapeAt,
} from "../graph/graph.ts";
import { graphNotation, symbolFormula, symbolText } from "../graph/notation.ts";
import { isElementwise, type TensorKey } from "../operations/table.ts";
import { transposed } from "../tensor/kernels.ts";
import { shapeOf, type Tensor, tensorOf } from "../tensor/tensor.ts";
import {
  ALL,
  entryAt,
  entryName,
  equationText,
  inBrackets,
  isFilled,
  productWork,
  type Region,
  type Sheet,
  sheet,
  spreadRegion,
  sumText,
  type Work,
  type WrittenEntry,
} from "./work.ts";

/** Which values are there to be shown. */
export type IsShown = (node: number) => boolean;

/** What is known of a node when its calculation is looked into. */
interface NodeQuestion {
  readonly graph: Graph;
  readonly node: OperationNode;
  readonly operands: readonly Sheet[];
  readonly result: Sheet;
}

/** How a node's value comes about, sheet by sheet; what is given has no operands. */
export function nodeWork(graph: Graph, run: Run, index: number, isShown: IsShown): Work {
  const node = nodeAt(graph, index);
  if (!isComputed(node)) return givenWork(valueSheet(graph, run, index, isShown));
  const operands = node.operands.map((_operand, place) => operandSheet(graph, run, node, place, isShown));
  const result = valueSheet(graph, run, index, isShown);
  if (node.kind === "group") {
    const whole = { ...givenWork(result), operands, signs: operands.map(() => null) };
    return node.terms === null ? whole : { ...whole, write: termsWrite(graph, node, operands, result) };
  }
  const question = { graph, node, operands, result };
  return isElementwise(node.operation) ? elementwiseWork(question) : WORK[node.operation](question);
}

function givenWork(result: Sheet): Work {
  const write: Write = (row, column) => ({
    text: equationText(result, row, column, numberText(entryAt(result, row, column))),
    lit: [],
  });
  return {
    kind: "other",
    operands: [],
    signs: [],
    result,
    write: (row, column) => (isFilled(result) ? write(row, column) : null),
  };
}

/** A node's value as a sheet. */
export function valueSheet(graph: Graph, run: Run, index: number, isShown: IsShown): Sheet {
  const { data } = tensorOf(run.values[index] ?? Number.NaN);
  return sheet(namedAs(nodeAt(graph, index)), "value", shapeAt(graph, index), isShown(index) ? data : null);
}

/** A node's name, typeset and in running text. */
function namedAs(node: GraphNode): Pick<Sheet, "name" | "word"> {
  return { name: symbolFormula(node), word: symbolText(node) };
}

/** What stands in one place of an operation: another node's value, or a constant. */
export function operandSheet(
  graph: Graph,
  run: Run,
  node: ComputedNode,
  place: number,
  isShown: IsShown,
): Sheet {
  const operand = node.operands[place];
  if (operand === undefined) throw new Error(`${node.id} lacks operand ${place}`);
  if (operand.kind === "node") return valueSheet(graph, run, operand.node, isShown);
  const name = typeset(operand.expression, graphNotation(graph));
  const named = { name, word: plainText(name) };
  return sheet(named, "value", shapeOf(operand.value), tensorOf(operand.value).data);
}

/** A sheet laid out anew as a row or a column, where it is a vector. */
export function asLaid(given: Sheet, vectorIs: "row" | "column"): Sheet {
  return sheet(given, given.hue, given.shape, given.data, vectorIs);
}

/** A sheet with rows and columns exchanged. */
export function turned(given: Sheet): Sheet {
  const { name, word, hue, rows, columns, data } = given;
  const tensor: Tensor | null = data === null ? null : transposed({ shape: [rows, columns], data });
  const named = { name: superscript(name, transposeSign), word: `${word}ᵀ` };
  return sheet(named, hue, [columns, rows], tensor?.data ?? null);
}

type Write = (row: number, column: number) => WrittenEntry;

function work({ operands, result }: NodeQuestion, write: Write): Work {
  return {
    kind: "other",
    operands,
    signs: operands.map(() => null),
    result,
    write: (row, column) => (isFilled(...operands, result) ? write(row, column) : null),
  };
}

function elementwiseWork(question: NodeQuestion): Work {
  const { graph, node, operands, result } = question;
  const notation = graphNotation(graph);
  return work(question, (row, column) => {
    const lit = operands.map((operand) => spreadRegion(operand, row, column));
    const numbers = operands.map((operand, place) => {
      const { row: r, column: c } = lit[place] ?? { row: 0, column: 0 };
      return numberExpression(entryAt(operand, r, c));
    });
    // The sign of a product as it is in every other line here.
    const how = plainText(typeset(withParts(node.expression, numbers), notation)).replaceAll("⋅", "·");
    return { text: equationText(result, row, column, how), lit };
  });
}

/** A sum or product of several, entry by entry with the numbers in it. */
function termsWrite(
  graph: Graph,
  { expression, operands }: GroupNode,
  sheets: readonly Sheet[],
  result: Sheet,
): Work["write"] {
  return (row, column) => {
    if (!isFilled(...sheets, result)) return null;
    const lit = sheets.map((sheet) => spreadRegion(sheet, row, column));
    const numbers = operands.flatMap((operand, place): [string, Expression][] => {
      const [sheet, { row: r, column: c }] = [sheets[place] ?? result, lit[place] ?? { row: 0, column: 0 }];
      return operand.kind === "node"
        ? [[nodeAt(graph, operand.node).id, numberExpression(entryAt(sheet, r, c))]]
        : [];
    });
    const written = typeset(substitute(expression, new Map(numbers)), graphNotation(graph));
    return { text: equationText(result, row, column, plainText(written).replaceAll("⋅", "·")), lit };
  };
}

function first({ operands }: NodeQuestion): Sheet {
  const [sheet] = operands;
  if (sheet === undefined) throw new Error("an operation has an operand");
  return sheet;
}

function pair({ operands, result }: NodeQuestion): readonly [Sheet, Sheet] {
  return [operands[0] ?? result, operands[1] ?? result];
}

/** Of all entries of the only operand, a single number. */
function ofAll(how: (x: Sheet, terms: (term: (entry: number) => string, sign?: string) => string) => string) {
  return (question: NodeQuestion): Work =>
    work(question, (row, column) => {
      const x = first(question);
      const data = x.data ?? new Float64Array();
      const text = how(x, (term, sign) => sumText(data.length, (place) => term(data[place] ?? 0), sign));
      return { text: equationText(question.result, row, column, text), lit: [ALL] };
    });
}

const plusBetween = (terms: (term: (entry: number) => string) => string): string => {
  let isFirst = true;
  return terms((entry) => {
    const text = isFirst ? numberText(entry) : inBrackets(entry);
    isFirst = false;
    return text;
  });
};

const power = (entry: number): string => `exp(${numberText(entry)})`;

/** The operand of several that were joined in which an entry of the result stands, and where in it. */
function sourceOf(
  operands: readonly Sheet[],
  offset: number,
): { readonly place: number; readonly at: number } {
  let rest = offset;
  for (const [place, { data, rows, columns }] of operands.entries()) {
    const size = data?.length ?? rows * columns;
    if (rest < size) return { place, at: rest };
    rest -= size;
  }
  return { place: 0, at: 0 };
}

function joinedWork(question: NodeQuestion): Work {
  const { operands, result } = question;
  return work(question, (row, column) => {
    const { place, at } = sourceOf(operands, row * result.columns + column);
    const source = operands[place] ?? result;
    const lit = operands.map((_operand, index): Region | null =>
      index === place ? { row: 0, column: at } : null,
    );
    return { text: equationText(result, row, column, entryName(source, 0, at)), lit };
  });
}

/** By operation: what is left out does not compile. */
const WORK: Readonly<Record<TensorKey, (question: NodeQuestion) => Work>> = {
  matmul: (question) => {
    const [a, b] = pair(question);
    const { shape } = question.result;
    // A vector on the left counts as a row, on the right as a column; what comes of a matrix and a column stands too.
    const stands = b.shape.length === 1 && a.shape.length === 2 && shape.length === 1;
    return productWork(
      asLaid(a, "row"),
      asLaid(b, "column"),
      asLaid(question.result, stands ? "column" : "row"),
    );
  },
  dot: (question) => {
    const [a, b] = pair(question);
    return productWork(asLaid(a, "row"), asLaid(b, "column"), question.result);
  },
  outer: (question) => {
    const [a, b] = pair(question);
    return productWork(asLaid(a, "column"), asLaid(b, "row"), question.result);
  },
  transpose: (question) =>
    work(question, (row, column) => {
      const x = first(question);
      const [r, c] = x.shape.length === 2 ? [column, row] : [row, column];
      return {
        text: equationText(question.result, row, column, entryName(x, r, c)),
        lit: [{ row: r, column: c }],
      };
    }),
  sum: ofAll((_x, terms) => plusBetween(terms)),
  mean: ofAll(({ rows, columns }, terms) => `(${plusBetween(terms)}) / ${rows * columns}`),
  maxEntry: ofAll((_x, terms) => `max(${terms(numberText, ", ")})`),
  minEntry: ofAll((_x, terms) => `min(${terms(numberText, ", ")})`),
  norm: ofAll((_x, terms) => `√(${terms((entry) => `${inBrackets(entry)}²`)})`),
  trace: (question) =>
    work(question, (row, column) => {
      const x = first(question);
      const how = sumText(x.rows, (place) => {
        const entry = entryAt(x, place, place);
        return place === 0 ? numberText(entry) : inBrackets(entry);
      });
      return { text: equationText(question.result, row, column, how), lit: [{ ...ALL, isDiagonal: true }] };
    }),
  softmax: (question) =>
    work(question, (row, column) => {
      const x = first(question);
      const sum = sumText(x.columns, (place) => power(entryAt(x, row, place)));
      const how = `${power(entryAt(x, row, column))} / (${sum})`;
      return { text: equationText(question.result, row, column, how), lit: [{ row, column: null }] };
    }),
  logsumexp: (question) =>
    work(question, (row, column) => {
      const x = first(question);
      // Of a matrix, the entries of the result are its rows.
      const own = x.rows === 1 ? row : column;
      const how = `log(${sumText(x.columns, (place) => power(entryAt(x, own, place)))})`;
      return { text: equationText(question.result, row, column, how), lit: [{ row: own, column: null }] };
    }),
  concat: joinedWork,
  rows: joinedWork,
  entry: (question) =>
    work(question, (row, column) => {
      const x = first(question);
      const [from, to] = placeOfEntry(question.node, x, row, column);
      return {
        text: equationText(question.result, row, column, entryName(x, from, to)),
        lit: [{ row: from, column: to }],
      };
    }),
};

/** Where an entry of what was taken stands in what it was taken from. */
function placeOfEntry(
  { places }: OperationNode,
  x: Sheet,
  row: number,
  column: number,
): readonly [row: number, column: number] {
  const [one = null, other = null] = places;
  const at = (place: Places[number], counted: number): number =>
    typeof place === "number" ? place - 1 : (place?.first ?? 1) - 1 + counted;
  if (x.shape.length < 2) return [0, at(one, column)];
  // What is left of a matrix as a vector lies as a row, whichever axis it is of.
  const isMatrix = typeof one !== "number" && typeof other !== "number";
  return [at(one, isMatrix ? row : column), at(other, column)];
}
