import { edgeRule, edgeSymbol, isCases } from "../differentiate/localDerivative.ts";
import type { Run } from "../differentiate/run.ts";
import { equalsSign, type Formula, row, runningText, symbol } from "../expression/formula.ts";
import { numberText } from "../expression/numbers.ts";
import { typeset } from "../expression/typeset.ts";
import {
  type ComputedNode,
  edgeAt,
  type Graph,
  type GraphEdge,
  isComputed,
  nodeAt,
  shapeAt,
} from "../graph/graph.ts";
import { isEntrywise } from "../graph/inside.ts";
import { graphNotation, symbolFormula, symbolText } from "../graph/notation.ts";
import { weighted } from "../operations/onTensors.ts";
import { ARRIVING, offsetsOf } from "../operations/pullback.ts";
import { isElementwise, type TensorKey } from "../operations/table.ts";
import { sameShape, sizeOf, tensorOf, type Value } from "../tensor/tensor.ts";
import { asLaid, type IsShown, operandSheet, turned, valueSheet } from "./nodeWork.ts";
import {
  entryAt,
  entryName,
  equationText,
  inBrackets,
  isFilled,
  ONE,
  productSign,
  productWork,
  type Region,
  type Sheet,
  sheet,
  sumText,
  type Work,
  type WrittenEntry,
} from "./work.ts";

/** What of an edge the playhead has filled. */
export interface EdgeShown {
  readonly value: IsShown;
  readonly gradient: IsShown;
  readonly contribution: boolean;
}

interface EdgeQuestion {
  readonly edge: GraphEdge;
  readonly node: ComputedNode;
  /** The consumer's gradient. */
  readonly delta: Sheet;
  /** Of the consumer. */
  readonly operands: readonly Sheet[];
  readonly output: Sheet;
  /** What the edge brings. */
  readonly result: Sheet;
}

/** How what an edge brings to its source's gradient comes about: its pullback at work, sheet by sheet. */
export function edgeWork(graph: Graph, run: Run, index: number, shown: EdgeShown): Work {
  const edge = edgeAt(graph, index);
  const [source, node] = [nodeAt(graph, edge.from), nodeAt(graph, edge.to)];
  if (!isComputed(node)) throw new Error("an edge ends at an operation");
  const data = (value: Value | undefined, isThere: boolean) => (isThere ? tensorOf(value ?? 0).data : null);
  const question: EdgeQuestion = {
    edge,
    node,
    delta: sheet(
      { name: graphNotation(graph).name(ARRIVING), word: ARRIVING },
      "gradient",
      shapeAt(graph, edge.to),
      data(run.adjoints[edge.to], shown.gradient(edge.to)),
    ),
    operands: node.operands.map((_operand, place) => operandSheet(graph, run, node, place, shown.value)),
    output: valueSheet(graph, run, edge.to, shown.value),
    result: sheet(
      { name: row(toSign, symbolFormula(source)), word: `to ${symbolText(source)}` },
      "gradient",
      shapeAt(graph, edge.from),
      data(run.contributions[index], shown.contribution),
    ),
  };
  const isGroup = node.kind === "group";
  if (isEntrywise(graph, edge) || (isGroup && typeof run.factors[index] === "number"))
    return elementwiseWork(graph, run, question, shown);
  return isGroup || isElementwise(node.operation)
    ? work(question, [question.delta], [null], (row, column) => ({
        text: equationText(question.result, row, column, "…"),
        lit: [null],
      }))
    : WORK[node.operation](question);
}

type Write = (row: number, column: number) => WrittenEntry;

function work(
  question: Pick<EdgeQuestion, "result">,
  operands: readonly Sheet[],
  signs: readonly (Formula | null)[],
  write: Write,
): Work {
  const { result } = question;
  return {
    kind: "other",
    operands,
    signs,
    result,
    write: (row, column) => (isFilled(...operands, result) ? write(row, column) : null),
  };
}

const toSign = symbol("\\text{to }", "to ");
/** What is summed over the copies that a broadcast made. */
const productName = symbol("\\text{copy by copy}", "copy by copy");
const summedSign = symbol("\\text{summed, }", "summed, ");
const NO_SIGN = [null, null];

function elementwiseWork(graph: Graph, run: Run, question: EdgeQuestion, shown: EdgeShown): Work {
  const { edge, delta, result } = question;
  const value = run.factors[edge.index] ?? 0;
  const shape = shapeAt(graph, edge.to);
  const name = factorName(graph, edge);
  const factor = sheet(
    { name, word: runningText(name) },
    "value",
    shape,
    shown.contribution ? tensorOf(value).data : null,
  );
  const sign = productSign(delta, factor);
  if (sameShape(shape, result.shape))
    return work(question, [delta, factor], [null, sign], (row, column) => {
      const how = `${numberText(entryAt(delta, row, column))} · ${inBrackets(entryAt(factor, row, column))}`;
      const lit = { row, column };
      return { text: equationText(result, row, column, how), lit: [lit, lit] };
    });
  const products =
    shown.contribution && delta.data !== null
      ? weighted({ shape, data: delta.data }, tensorOf(value)).data
      : null;
  const summed = { ...result, name: row(summedSign, result.name) };
  const copies = sheet({ name: productName, word: "copy by copy" }, "gradient", shape, products);
  return work({ result: summed }, [delta, factor, copies], [null, sign, equalsSign], (row, column) => {
    const region = copiesOf(result, delta, row, column);
    const places = placesIn(region, delta);
    const how = sumText(places.length, (place) => {
      const [r, c] = places[place] ?? [0, 0];
      const arrives = entryAt(delta, r, c);
      return `${place === 0 ? numberText(arrives) : inBrackets(arrives)} · ${inBrackets(entryAt(factor, r, c))}`;
    });
    return { text: equationText(result, row, column, how), lit: [region, region, region] };
  });
}

/** The factor as it stands in the formula: `1 − y²`; where its rule has cases, `∂y/∂x`. */
function factorName(graph: Graph, edge: GraphEdge): Formula {
  const rule = edgeRule(graph, edge);
  return rule === null || isCases(rule)
    ? edgeSymbol(graph, edge)
    : typeset(rule, graphNotation(graph, shapeAt(graph, edge.to)));
}

/** Where the copies of a smaller operand's entry stand in the larger shape over which it was spread. */
function copiesOf(small: Sheet, large: Sheet, row: number, column: number): Region {
  return {
    row: small.rows === 1 && large.rows > 1 ? null : row,
    column: small.columns === 1 && large.columns > 1 ? null : column,
  };
}

function placesIn({ row, column }: Region, { rows, columns }: Sheet): readonly (readonly [number, number])[] {
  const range = (one: number | null, count: number): readonly number[] =>
    one === null ? Array.from({ length: count }, (_place, index) => index) : [one];
  const across = range(column, columns);
  return range(row, rows).flatMap((r) => across.map((c) => [r, c] as const));
}

function operand({ operands, result }: EdgeQuestion, place: number): Sheet {
  return operands[place] ?? result;
}

/** δ laid out as the matrix that the lifted operands' product is. */
function liftedDelta(delta: Sheet, rows: number, columns: number): Sheet {
  return { ...delta, rows, columns };
}

function matmulWork(question: EdgeQuestion): Work {
  const [a, b] = [asLaid(operand(question, 0), "row"), asLaid(operand(question, 1), "column")];
  const delta = liftedDelta(question.delta, a.rows, b.columns);
  return question.edge.operand === 0
    ? productWork(delta, turned(b), asLaid(question.result, "row"))
    : productWork(turned(a), delta, asLaid(question.result, "column"));
}

function outerWork(question: EdgeQuestion): Work {
  const { delta, edge, result } = question;
  const other = asLaid(operand(question, 1 - edge.operand), "column");
  return productWork(edge.operand === 0 ? delta : turned(delta), other, asLaid(result, "column"));
}

/** Every entry gets δ, a single number, times something of its own. */
function scaledWork(
  question: EdgeQuestion,
  others: readonly Sheet[],
  how: (delta: string, row: number, column: number) => string,
  lit: (row: number, column: number) => readonly (Region | null)[],
): Work {
  const { delta, result } = question;
  return work(question, [delta, ...others], NO_SIGN, (row, column) => ({
    text: equationText(result, row, column, how(numberText(entryAt(delta, 0, 0)), row, column)),
    lit: [ONE, ...lit(row, column)],
  }));
}

/** To the entries that are the largest, or the smallest, and nothing to the others. */
function extremeWork(word: string): (question: EdgeQuestion) => Work {
  return (question) => {
    const { output, delta, result } = question;
    const x = operand(question, 0);
    const wanted = entryAt(output, 0, 0);
    const hits = (x.data ?? []).filter((entry) => entry === wanted).length;
    return work(question, [delta, x], NO_SIGN, (row, column) => {
      const isHit = entryAt(x, row, column) === wanted;
      const arrives = numberText(entryAt(delta, 0, 0));
      const text = isHit
        ? equationText(result, row, column, hits === 1 ? arrives : `${arrives} / ${hits}`)
        : `${entryName(result, row, column)} = 0: ${entryName(x, row, column)} is not the ${word}.`;
      return { text, lit: [isHit ? ONE : null, { row, column }] };
    });
  };
}

/** Each operand of several that were joined gets its own part of δ. */
function partWork(question: EdgeQuestion): Work {
  const { delta, edge, operands, result } = question;
  const offset = operands.slice(0, edge.operand).reduce((sum, { rows, columns }) => sum + rows * columns, 0);
  return work(question, [delta], NO_SIGN, (row, column) => {
    const at = offset + row * result.columns + column;
    const place = { row: Math.floor(at / delta.columns), column: at % delta.columns };
    return {
      text: equationText(result, row, column, entryName(delta, place.row, place.column)),
      lit: [place],
    };
  });
}

function scatteredWork(question: EdgeQuestion): Work {
  const { delta, node, result } = question;
  const places = node.kind === "operation" ? node.places : [];
  const taken = new Map(offsetsOf({ shape: result.shape }, places).map((offset, at) => [offset, at]));
  return work(question, [delta], NO_SIGN, (row, column) => {
    const at = taken.get(row * result.columns + column);
    if (at === undefined)
      return { text: `${entryName(result, row, column)} = 0: this entry is not taken.`, lit: [null] };
    const place = { row: Math.floor(at / delta.columns), column: at % delta.columns };
    return {
      text: equationText(result, row, column, entryName(delta, place.row, place.column)),
      lit: [place],
    };
  });
}

function softmaxWork(question: EdgeQuestion): Work {
  const { delta, output, result } = question;
  return work(question, [delta, output], NO_SIGN, (row, column) => {
    const sum = sumText(delta.columns, (place) => {
      const arrives = entryAt(delta, row, place);
      return `${place === 0 ? numberText(arrives) : inBrackets(arrives)} · ${inBrackets(entryAt(output, row, place))}`;
    });
    const [share, own] = [entryAt(output, row, column), entryAt(delta, row, column)];
    const how = `${numberText(share)} · (${numberText(own)} − (${sum}))`;
    const lit = { row, column: null };
    return { text: equationText(result, row, column, how), lit: [lit, lit] };
  });
}

function logsumexpWork(question: EdgeQuestion): Work {
  const { delta, result } = question;
  const x = operand(question, 0);
  return work(question, [delta, x], NO_SIGN, (row, column) => {
    const arrives = entryAt(delta, 0, x.rows === 1 ? 0 : row);
    const power = (place: number): string => `exp(${numberText(entryAt(x, row, place))})`;
    const how = `${numberText(arrives)} · ${power(column)} / (${sumText(x.columns, power)})`;
    return {
      text: equationText(result, row, column, how),
      lit: [
        { row: 0, column: x.rows === 1 ? 0 : row },
        { row, column: null },
      ],
    };
  });
}

/** By operation: what is left out does not compile. */
const WORK: Readonly<Record<TensorKey, (question: EdgeQuestion) => Work>> = {
  matmul: matmulWork,
  outer: outerWork,
  dot: (question) => {
    const other = operand(question, 1 - question.edge.operand);
    return scaledWork(
      question,
      [other],
      (delta, row, column) => `${delta} · ${inBrackets(entryAt(other, row, column))}`,
      (row, column) => [{ row, column }],
    );
  },
  transpose: (question) => {
    const { delta, result } = question;
    return work(question, [delta], NO_SIGN, (row, column) => {
      const [r, c] = delta.shape.length === 2 ? [column, row] : [row, column];
      return {
        text: equationText(result, row, column, entryName(delta, r, c)),
        lit: [{ row: r, column: c }],
      };
    });
  },
  sum: (question) =>
    scaledWork(
      question,
      [],
      (delta) => delta,
      () => [],
    ),
  mean: (question) =>
    scaledWork(
      question,
      [],
      (delta) => `${delta} / ${sizeOf(question.result.shape)}`,
      () => [],
    ),
  maxEntry: extremeWork("largest"),
  minEntry: extremeWork("smallest"),
  norm: (question) => {
    const x = operand(question, 0);
    return scaledWork(
      question,
      [x, question.output],
      (delta, row, column) =>
        `${delta} · ${inBrackets(entryAt(x, row, column))} / ${numberText(entryAt(question.output, 0, 0))}`,
      (row, column) => [{ row, column }, ONE],
    );
  },
  trace: (question) => {
    const { delta, result } = question;
    return work(question, [delta], NO_SIGN, (row, column) =>
      row === column
        ? { text: equationText(result, row, column, numberText(entryAt(delta, 0, 0))), lit: [ONE] }
        : { text: `${entryName(result, row, column)} = 0: it is beside the diagonal.`, lit: [null] },
    );
  },
  softmax: softmaxWork,
  logsumexp: logsumexpWork,
  concat: partWork,
  rows: partWork,
  entry: scatteredWork,
};
