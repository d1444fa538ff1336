import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import {
  check,
  compile,
  type Diagnostic,
  type Evaluation,
  type Numbers,
  ProgramError,
} from "../../src/core/index.ts";

/*
 * The reference values of this folder against the library door, by the rules of README.md. A case whose own note asks
 * for something else than this language chose is left out with its reason in words; the numbers of cases that run are
 * written down, so that none is lost silently.
 */

type Number_ = number | string;
type Wanted = Number_ | null | readonly Wanted[];

interface Answer {
  readonly value: Wanted | null;
  readonly grads: Readonly<Record<string, Wanted | null>> | null;
  readonly flag?: string;
}

interface ValueCase extends Answer {
  readonly id: string;
  readonly source: string;
  readonly inputs: Readonly<Record<string, Numbers>>;
  readonly tol: number;
}

interface EdgeCase extends ValueCase {
  readonly kind: "finite" | "inf" | "nan" | "undefined" | "convention";
  readonly flag: "must" | "should" | "none" | "must-unless-exact";
  readonly also_accept: readonly Answer[];
  readonly quality_rel: boolean;
}

interface SyntaxCase {
  readonly id: string;
  readonly kind: "valid" | "optional" | "invalid" | "big";
  readonly source: string | null;
  readonly source_parts?: readonly (readonly [string, number])[];
  readonly inputs: Readonly<Record<string, Numbers>> | null;
  readonly input_names?: readonly string[];
  readonly value: Wanted | null;
  readonly accept_pos?: readonly (readonly [number, number])[] | null;
  readonly strict?: boolean;
  readonly must_error?: boolean;
  readonly tol?: number;
  readonly note: string;
}

interface LocalDerivativeCase {
  readonly id: string;
  readonly source: string;
  readonly inputs: Readonly<Record<string, number>>;
  readonly sample: Readonly<Record<string, readonly [number, number]>>;
  readonly edges: readonly { readonly from: string; readonly to: string; readonly d: string }[];
  readonly total: Readonly<Record<string, { readonly d: string }>>;
}

function casesOf<Case>(file: string): readonly Case[] {
  return JSON.parse(readFileSync(path.join(import.meta.dirname, file), "utf8")).cases;
}

const figures = casesOf<ValueCase>("figures.json");
const scalars = casesOf<ValueCase>("scalar.json");
const tensors = casesOf<ValueCase>("tensor.json");
const edges = casesOf<EdgeCase>("edge.json");
const texts = casesOf<SyntaxCase>("syntax.json");
const localDerivatives = casesOf<LocalDerivativeCase>("local_derivatives.json");

type AnyCase = ValueCase | EdgeCase | SyntaxCase | LocalDerivativeCase;

// What is left out ---------------------------------------------------------------------------------------------------

/** Cases whose own note says that they ask for something else than what this language chose. */
const NOT_OURS: readonly { readonly reason: string; readonly applies: (item: AnyCase) => boolean }[] = [
  {
    reason: "the case is for languages without implicit products, and this one has them",
    applies: (item) =>
      "note" in item && item.note.startsWith("only if the product has no implicit multiplication"),
  },
];

const reasonsAgainst = (item: AnyCase): readonly string[] =>
  NOT_OURS.filter(({ applies }) => applies(item)).map(({ reason }) => reason);

const readable = <Case extends AnyCase>(items: readonly Case[]): readonly Case[] =>
  items.filter((item) => reasonsAgainst(item).length === 0);

// The rules of README.md ---------------------------------------------------------------------------------------------

/** Infinities and NaN are strings in the files. */
const wantedNumber = (wanted: Number_): number => Number(wanted);

/** What is wrong with a value: |got - want| <= tol * max(|want|, floor) entry by entry, with equal shapes. */
function missOf(what: string, got: unknown, wanted: Wanted, tol: number, floor: number): string[] {
  if (wanted === null) return [];
  if (Array.isArray(wanted)) {
    if (!Array.isArray(got) || got.length !== wanted.length) return [`${what}: ${got}, not ${wanted}`];
    return wanted.flatMap((entry: Wanted, index) =>
      missOf(`${what}[${index}]`, got[index], entry, tol, floor),
    );
  }
  if (typeof wanted === "object" || typeof got !== "number") return [`${what}: ${got}, not ${wanted}`];
  const want = wantedNumber(wanted);
  if (Object.is(got, want) || got === want) return [];
  const isNear = Math.abs(got - want) <= tol * Math.max(Math.abs(want), floor);
  return isNear && Number.isFinite(want) ? [] : [`${what}: ${got}, not ${want}`];
}

function missesOf(evaluation: Evaluation, { value, grads }: Answer, tol: number, floor: number): string[] {
  return [
    ...missOf("value", evaluation.value, value, tol, floor),
    ...Object.entries(grads ?? {}).flatMap(([name, want]) =>
      missOf(`gradient of ${name}`, evaluation.gradient(name), want, tol, floor),
    ),
  ];
}

/** An evaluation, or what the person is told instead of one. */
function evaluationOf(
  source: string,
  inputs: Readonly<Record<string, Numbers>>,
): Evaluation | readonly Diagnostic[] {
  try {
    return compile(source).evaluate(inputs);
  } catch (problem) {
    if (problem instanceof ProgramError) return problem.diagnostics;
    throw problem;
  }
}

const isRefusal = (result: Evaluation | readonly Diagnostic[]): result is readonly Diagnostic[] =>
  Array.isArray(result);

const refused = (diagnostics: readonly Diagnostic[]): string[] => [`refused: ${diagnostics[0]?.message}`];

function judgeValue({ source, inputs, value, grads, tol }: ValueCase): string[] {
  const result = evaluationOf(source, inputs);
  return isRefusal(result) ? refused(result) : missesOf(result, { value, grads }, tol, 1e-3);
}

function judgeEdge(item: EdgeCase): string[] {
  const { source, inputs, kind, tol, quality_rel: isRelative } = item;
  const isMustKind = kind !== "finite" && kind !== "convention" && item.flag.startsWith("must");
  const result = evaluationOf(source, inputs);
  if (isRefusal(result)) return isMustKind && check(source).length === 0 ? [] : refused(result);
  const told = result.diagnostics.filter(({ severity }) => severity !== "info").map(({ message }) => message);
  const complaintsAgainst = (answer: Answer): string[] => {
    const flag = answer.flag ?? item.flag;
    const misses = missesOf(result, answer, tol, 1);
    if (flag === "must" && told.length === 0) misses.push("nobody is told");
    if (flag === "none" && told.length > 0) misses.push(`told without need: ${told}`);
    if (isRelative && answer === item) misses.push(...missesOf(result, answer, 1e-9, 0));
    return misses;
  };
  const complaints = [item, ...item.also_accept].map(complaintsAgainst);
  if (complaints.some((list) => list.length === 0)) return [];
  // "A clear message instead of a value passes."
  return isMustKind && told.length > 0 && Number.isNaN(Number(result.value)) ? [] : complaints.flat();
}

function judgeAccepted(item: SyntaxCase): string[] {
  const { source, inputs, input_names: names, value, note, tol = 1e-9 } = item;
  const result = evaluationOf(source ?? "", inputs ?? {});
  const [, place] = /accept or report at index (\d+)/.exec(note) ?? [];
  if (isRefusal(result)) return String(result[0]?.from) === place ? [] : refused(result);
  const free = compile(source ?? "").inputs.filter((input) => input.value === undefined);
  const isSame =
    JSON.stringify(free.map(({ name }) => name).sort()) === JSON.stringify([...(names ?? [])].sort());
  const wrongNames = isSame ? [] : [`inputs: ${free.map(({ name }) => name)}, not ${names}`];
  return [...wrongNames, ...missOf("value", result.value, value, tol, 1e-3)];
}

function judgeRefused({ source, inputs, strict, accept_pos: places }: SyntaxCase): string[] {
  const result = evaluationOf(source ?? "", inputs ?? {});
  if (!isRefusal(result)) return strict === false ? [] : ["accepted"];
  const [first] = result;
  const isThere = places?.some(([from, to]) => first !== undefined && from <= first.from && first.from <= to);
  return isThere ? [] : [`at ${first?.from}, not within ${JSON.stringify(places)}: ${first?.message}`];
}

/** The README's "within seconds", for a machine that does other things besides. */
const SECONDS = 5;

function judgeBig(item: SyntaxCase): string[] {
  const { source_parts: parts = [], inputs, value, must_error: mustError } = item;
  const source = parts.map(([text, count]) => text.repeat(count)).join("");
  const start = performance.now();
  const result = evaluationOf(source, inputs ?? {});
  const seconds = (performance.now() - start) / 1000;
  const late = seconds > SECONDS ? [`answered after ${seconds} s`] : [];
  if (!isRefusal(result))
    return [...late, ...(mustError ? ["accepted"] : missOf("value", result.value, value, 1e-9, 1e-3))];
  const isPlain = result.every(({ message }) =>
    /too deep|too long|too large|longer than|more than/.test(message),
  );
  return mustError || isPlain ? late : [...late, ...refused(result)];
}

function judgeText(item: SyntaxCase): string[] {
  switch (item.kind) {
    case "valid":
    case "optional":
      return judgeAccepted(item);
    case "invalid":
      return judgeRefused(item);
    case "big":
      return judgeBig(item);
  }
}

// Factors, against the formulas of local_derivatives.json --------------------------------------------------------------

/** The error function by Simpson's rule, which needs nothing but its definition. */
function erf(x: number): number {
  const PIECES = 2000;
  const width = x / PIECES;
  let sum = 0;
  for (let index = 0; index <= PIECES; index++) {
    const weight = index === 0 || index === PIECES ? 1 : index % 2 === 1 ? 4 : 2;
    sum += weight * Math.exp(-((index * width) ** 2));
  }
  return (2 / Math.sqrt(Math.PI)) * (width / 3) * sum;
}

const FUNCTIONS: Readonly<Record<string, (x: number) => number>> = {
  erf,
  exp: Math.exp,
  log: Math.log,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  sqrt: Math.sqrt,
  tanh: Math.tanh,
  cosh: Math.cosh,
  sinh: Math.sinh,
};

/** The value of a Python-style formula, by recursive descent: `**` binds tighter than a sign on its left. */
function python(formula: string, names: ReadonlyMap<string, number>): number {
  const tokens = formula.match(/\*\*|[-+*/()]|[A-Za-z_]\w*|[\d.]+/g) ?? [];
  let place = 0;
  const take = (...wanted: readonly string[]): string | undefined =>
    wanted.includes(tokens[place] ?? "") ? tokens[place++] : undefined;
  const sum = (): number => {
    let result = product();
    for (let sign = take("+", "-"); sign !== undefined; sign = take("+", "-"))
      result += sign === "+" ? product() : -product();
    return result;
  };
  const product = (): number => {
    let result = signed();
    for (let sign = take("*", "/"); sign !== undefined; sign = take("*", "/"))
      result = sign === "*" ? result * signed() : result / signed();
    return result;
  };
  const signed = (): number => (take("-") === undefined ? power() : -signed());
  const power = (): number => {
    const base = atom();
    return take("**") === undefined ? base : base ** signed();
  };
  const atom = (): number => {
    const token = tokens[place++] ?? "";
    const call = FUNCTIONS[token];
    if (token === "pi") return Math.PI;
    if (token !== "(" && call === undefined) return names.get(token) ?? Number(token);
    if (token !== "(") place += 1;
    const inner = sum();
    place += 1;
    return call === undefined ? inner : call(inner);
  };
  const value = sum();
  if (place !== tokens.length || Number.isNaN(value)) throw new Error(`cannot read ${formula}`);
  return value;
}

/** Sums the products of the factors over the paths from one name to another through nodes that have none. */
function factorBetween({ nodes, edges: all }: Evaluation, from: string, to: string): number {
  const unnamed = new Set(nodes.filter(({ name }) => name === undefined).map(({ id }) => id));
  const backFrom = (id: string): number =>
    all
      .filter((edge) => edge.to === id)
      .reduce((total, edge) => {
        const rest = edge.from === from ? 1 : unnamed.has(edge.from) ? backFrom(edge.from) : 0;
        return total + Number(edge.factor) * rest;
      }, 0);
  return backFrom(to);
}

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const DRAWS = 20;

function judgeFactors({ source, inputs, sample, edges: wanted, total }: LocalDerivativeCase): string[] {
  const random = randomNumbers(20_251_122);
  const draws = Array.from({ length: DRAWS }, () =>
    Object.fromEntries(
      Object.entries(sample).map(([name, [low, high]]) => [name, low + (high - low) * random()]),
    ),
  );
  return [inputs, ...draws].flatMap((numbers) => {
    const result = evaluationOf(source, numbers);
    if (isRefusal(result)) return refused(result);
    const names = new Map(
      result.nodes.flatMap(({ name, value }) => (name === undefined ? [] : [[name, Number(value)]])),
    );
    const factors = wanted.flatMap(({ from, to, d }) =>
      missOf(`∂${to}/∂${from} = ${d}`, factorBetween(result, from, to), python(d, names), 1e-9, 1e-3),
    );
    const totals = Object.entries(total).flatMap(([name, { d }]) =>
      missOf(`d/d${name} = ${d}`, result.gradient(name), python(d, names), 1e-9, 1e-3),
    );
    return [...factors, ...totals];
  });
}

// The tests ------------------------------------------------------------------------------------------------------------

const RUN: Readonly<Record<string, number>> = {
  "figures.json": 62,
  "scalar.json": 220,
  "tensor.json": 411,
  "edge.json": 133,
  "syntax.json": 217,
  "local_derivatives.json": 43,
};

function suite<Case extends AnyCase>(
  file: string,
  items: readonly Case[],
  judge: (item: Case) => readonly string[],
): void {
  describe(file, () => {
    test.each(readable(items))("$id", (item) => {
      expect(judge(item)).toEqual([]);
    });

    test("as many cases as before are run", () => {
      expect(readable(items).length).toBe(RUN[file]);
    });
  });
}

suite("figures.json", figures, judgeValue);
suite("scalar.json", scalars, judgeValue);
suite("tensor.json", tensors, judgeValue);
suite("edge.json", edges, judgeEdge);
suite("syntax.json", texts, judgeText);
suite("local_derivatives.json", localDerivatives, judgeFactors);

test("every reason to leave a case out still leaves one out", () => {
  const all: readonly AnyCase[] = [
    ...figures,
    ...scalars,
    ...tensors,
    ...edges,
    ...texts,
    ...localDerivatives,
  ];
  const idle = NOT_OURS.filter(({ applies }) => !all.some(applies));
  expect(idle.map(({ reason }) => reason)).toEqual([]);
});
