import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import {
  compile,
  type Evaluation,
  type EvaluationEdge,
  type EvaluationLine,
  type EvaluationNode,
} from "../src/core/index.ts";
import { refusedByKatex } from "./strictTex.ts";
import { readLine } from "./texReader.ts";
import { type Symbols, symbolsFrom } from "./texScanner.ts";

/*
 * The derivation of every gradient of the corpora's programs of numbers, through the library's door: every line is TeX
 * that KaTeX takes in its strict mode, and comes to the gradient of its left side, read by the tests' own reader.
 */

interface Case {
  readonly id: string;
  readonly source: string | null;
  readonly inputs: Readonly<Record<string, number>> | null;
}

const FILES = ["figures.json", "scalar.json", "local_derivatives.json", "edge.json", "syntax.json"];

const cases: readonly Case[] = FILES.flatMap(
  (file) => JSON.parse(readFileSync(path.join(import.meta.dirname, "corpora", file), "utf8")).cases,
);

function evaluated({ source, inputs }: Case): Evaluation | null {
  try {
    return source === null || inputs === null ? null : compile(source).evaluate(inputs);
  } catch {
    return null;
  }
}

/** A program of numbers without infinities on the way. */
function isFiniteAndScalar({ nodes, edges }: Evaluation): boolean {
  return (
    nodes.every(({ shape, value }) => shape.length === 0 && Number.isFinite(value)) &&
    edges.every(({ kind, factor }) => kind === "scalar" && Number.isFinite(factor))
  );
}

const programs = cases.flatMap((one) => {
  const evaluation = evaluated(one);
  return evaluation !== null && isFiniteAndScalar(evaluation) ? [{ id: one.id, evaluation }] : [];
});

/** What a node is called in formulas: after its other names, and before what it computes. */
const symbolOf = ({ tex, operation }: EvaluationNode): string =>
  tex.split("=").at(operation === "input" ? -1 : -2) ?? "";

/** What an evaluation says of its graph, asked for once. */
interface Numbered {
  readonly nodes: readonly EvaluationNode[];
  readonly edges: readonly EvaluationEdge[];
  readonly output: EvaluationNode | undefined;
}

function numbered({ nodes, edges }: Evaluation): Numbered {
  return { nodes, edges, output: nodes.findLast(({ gradient }) => gradient === 1) };
}

/** `de/db`, the derivative of the output. */
function total({ output }: Numbered, node: EvaluationNode): string {
  return String.raw`\dfrac{\mathrm{d}${output === undefined ? "" : symbolOf(output)}}{\mathrm{d}${symbolOf(node)}}`;
}

/** A letter needs room behind a command, another command does not. */
const partial = (symbol: string): string => `\\partial${/^[a-zA-Z0-9]/.test(symbol) ? " " : ""}${symbol}`;

/** What the symbols of a program's formulas stand for. */
function symbolsOf(evaluation: Numbered): ReadonlyMap<string, number> {
  const known = new Map<string, number>();
  for (const node of evaluation.nodes) {
    known.set(symbolOf(node), Number(node.value));
    known.set(total(evaluation, node), Number(node.gradient));
  }
  const symbols = new Map(evaluation.nodes.map((node) => [node.id, symbolOf(node)]));
  for (const { from, to, operand, factor } of evaluation.edges) {
    const [above, below] = [symbols.get(to) ?? "", symbols.get(from) ?? ""];
    // An operand that occurs twice is told apart by its place.
    const place = `_{(${operand + 1})}`;
    for (const source of [below, below + place, `{${below}}${place}`])
      known.set(`\\dfrac{${partial(above)}}{${partial(source)}}`, Number(factor));
  }
  return known;
}

/** The sum of the sizes of all paths' products, by symbol of the gradient: what 1e-9 is measured against. */
function largestTerms(evaluation: Numbered): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>([[evaluation.output?.id ?? "", 1]]);
  for (const { from, to, factor } of evaluation.edges.toReversed())
    sizes.set(from, (sizes.get(from) ?? 0) + (sizes.get(to) ?? 0) * Math.abs(Number(factor)));
  return sizes;
}

interface Question {
  /** Whether some slope is agreed upon, which no formula says: 0 for 0² by its exponent. */
  readonly isConvention: boolean;
  readonly symbols: Symbols<number>;
  readonly byLeft: ReadonlyMap<string, EvaluationNode>;
  readonly sizes: ReadonlyMap<string, number>;
}

/** Below it, numbers have fewer digits than others. */
const SMALLEST = 2 ** -1022;

/** Where 0 is raised to a power, the exponent's slope is agreed upon, and its formula has no value. */
const WITHOUT_A_VALUE: ReadonlySet<string> = new Set([
  "edge-0^x@2",
  "edge-x^y@(0,2)",
  "edge-x^y@(0,1)",
  "edge-x^y@(0,3)",
]);

/** What is wrong with a line: it is not the gradient of its left side, to 1e-9 of the largest term but for rounding. */
function missOf({ kind, tex }: EvaluationLine, { symbols, byLeft, sizes, isConvention }: Question): string[] {
  const { left, right } = readLine(tex, symbols);
  const node = byLeft.get(left);
  const wanted = Number(node?.gradient);
  const size = Math.max(sizes.get(node?.id ?? "") ?? 0, Math.abs(wanted));
  if (isConvention && kind === "formulas") return [];
  const most = 1e-9 * size + 64 * right.error + SMALLEST;
  const isNear = right.value === wanted || Math.abs(right.value - wanted) <= most;
  return isNear ? [] : [`${kind}: ${right.value} is not ${wanted}: ${tex}`];
}

function questionOf(given: Evaluation): Question {
  const evaluation = numbered(given);
  return {
    isConvention: given.diagnostics.some(({ code }) => code === "kink"),
    symbols: symbolsFrom(symbolsOf(evaluation)),
    byLeft: new Map(evaluation.nodes.map((node) => [total(evaluation, node), node])),
    sizes: largestTerms(evaluation),
  };
}

interface Derived {
  readonly id: string;
  readonly evaluation: Evaluation;
  readonly lines: readonly EvaluationLine[];
}

function derivationsOf(given: readonly Omit<Derived, "lines">[]): readonly Derived[] {
  return given.map(({ id, evaluation }) => {
    const names = evaluation.nodes.flatMap(({ name, operation }) =>
      operation === "input" && name !== undefined ? [name] : [],
    );
    return { id, evaluation, lines: names.flatMap((name) => evaluation.derivation(name)) };
  });
}

function missesOf(derivations: readonly Derived[]): readonly string[] {
  return derivations.flatMap(({ id, evaluation, lines }) => {
    const question = questionOf(evaluation);
    return lines
      .filter(
        ({ kind, tex }) => !tex.includes("\\cdots") && (kind !== "formulas" || !WITHOUT_A_VALUE.has(id)),
      )
      .flatMap((line) => missOf(line, question).map((miss) => `${id} ${miss}`));
  });
}

const derivations = derivationsOf(programs);

describe("the derivations of the corpora's programs of numbers", () => {
  it("come to the gradient in every line", () => {
    expect(missesOf(derivations)).toEqual([]);
  });

  it("are TeX for KaTeX's strict mode", () => {
    const written = derivations.flatMap(({ lines }) =>
      lines.flatMap(({ tex, struck = tex, conditions = [] }) => [tex, struck, ...conditions]),
    );
    expect([...new Set(written)].flatMap(refusedByKatex)).toEqual([]);
  });

  // Written down, so that lines cannot go missing silently.
  it("are as many as they were", () => {
    const counts: Record<string, number> = { programs: programs.length };
    for (const { kind } of derivations.flatMap(({ lines }) => lines)) counts[kind] = (counts[kind] ?? 0) + 1;
    expect(counts).toEqual({
      programs: 497,
      symbols: 1073,
      formulas: 1073,
      simplified: 1323,
      numbers: 1073,
      result: 1085,
    });
  });
});

/** The same program somewhere else, where other cases hold; null where it has no gradient. */
function elsewhere({ source, inputs }: Case, change: (value: number) => number): Evaluation | null {
  const changed = Object.entries(inputs ?? {}).map(([name, value]) => [name, change(value)] as const);
  const evaluation = evaluated({ id: "", source, inputs: Object.fromEntries(changed) });
  return evaluation !== null && isFiniteAndScalar(evaluation) ? evaluation : null;
}

function holds(condition: string, symbols: Symbols<number>): boolean {
  const [, left = "", relation = "", right = ""] = /^(.*?)(<|>|\\ne |\\le |\\ge )(.*)$/.exec(condition) ?? [];
  const [a, b] = [left, right].map((side) => readLine(`f=${side}`, symbols).right.value);
  if (a === undefined || b === undefined || relation === "") throw new Error(`no condition: ${condition}`);
  const relations = { "<": a < b, ">": a > b, "\\ne ": a !== b, "\\le ": a <= b, "\\ge ": a >= b };
  return relations[relation as keyof typeof relations];
}

describe("simplified lines with the values of other points", () => {
  it("come to the gradient there too, wherever their conditions hold", () => {
    const byId = new Map(cases.map((one) => [one.id, one]));
    let [checked, excluded] = [0, 0];
    const misses = derivations.flatMap(({ id, lines }) => {
      const own = byId.get(id);
      return [(value: number) => -value, (value: number) => 0.7 - value / 2].flatMap((change) => {
        const evaluation = own === undefined ? null : elsewhere(own, change);
        if (evaluation === null) return [];
        const question = questionOf(evaluation);
        return lines.flatMap((line) => {
          const { kind, tex, conditions = [] } = line;
          if (kind !== "simplified" || tex.includes("\\cdots")) return [];
          const isMeant = conditions.every((condition) => holds(condition, question.symbols));
          if (isMeant) checked += 1;
          else excluded += 1;
          return isMeant
            ? missOf(line, question).map((miss) => `${id} ${miss} where ${conditions.join()}`)
            : [];
        });
      });
    });
    expect(misses).toEqual([]);
    // Written down, so that lines cannot go missing silently.
    expect([checked, excluded]).toEqual([1982, 285]);
  });
});

/** What is left where terms that are the same cancel: the formula says 0. */
const ROUNDING = 2 ** -50;

/** Every statement of more than one operation as one node. */
const folded = cases.flatMap((one) => {
  const { source, inputs } = one;
  if (source === null || inputs === null || !programs.some(({ id }) => id === one.id)) return [];
  const evaluation = compile(source).fold().evaluate(inputs);
  const isFolded = evaluation.nodes.some(({ operation }) => operation === "group");
  return isFolded && isFiniteAndScalar(evaluation) ? [{ id: one.id, evaluation }] : [];
});

describe("the same programs with one node a statement", () => {
  it("come to the gradient in every line of their derivations", () => {
    const lines = derivationsOf(folded);
    expect(missesOf(lines)).toEqual([]);
    expect(lines.flatMap((one) => one.lines.flatMap(({ tex }) => refusedByKatex(tex)))).toEqual([]);
  });

  it("have on every edge a formula that comes to its factor", () => {
    let read = 0;
    const misses = folded.flatMap(({ id, evaluation }) => {
      const symbols = symbolsFrom(symbolsOf(numbered(evaluation)));
      return evaluation.edges.flatMap(({ tex, factor, from, to }) => {
        if (/cdots|cases/.test(tex)) return [];
        read += 1;
        const { value, error } = readLine(`f=${tex}`, symbols).right;
        const isNear =
          Math.abs(value - Number(factor)) <= 1e-9 * Math.abs(Number(factor)) + 64 * error + ROUNDING;
        return isNear ? [] : [`${id} ${from}-${to}: ${value} is not ${factor}: ${tex}`];
      });
    });
    expect(misses).toEqual([]);
    expect([folded.length, read]).toEqual([285, 1781]);
  });
});
