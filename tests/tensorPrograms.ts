import fc from "fast-check";
import {
  concat,
  entries,
  entryAt,
  entrywise,
  inner,
  type Lists,
  lists,
  logsumexp,
  matmul,
  outer,
  rows,
  softmax,
  sum,
  transpose,
} from "./arrays.ts";

/*
 * Random programs of vectors and matrices, with what they mean in terms of lists and loops (arrays.ts), which share
 * nothing with the core.
 */

export type Values = Readonly<Record<string, Lists>>;

interface Step {
  readonly name: string;
  readonly text: string;
  /** What it comes to, from the values of the names before it. */
  readonly value: (values: Values) => Lists;
}

export interface RandomProgram {
  readonly source: string;
  readonly inputs: Values;
  readonly steps: readonly Step[];
}

type Meaning = (...operands: readonly Lists[]) => Lists | null;

/** What a statement can be: its text over the names of its operands, and what it means. */
export const FORMS: readonly (readonly [
  count: number,
  text: (a: string, b: string) => string,
  meaning: Meaning,
])[] = [
  [2, (a, b) => `${a} + ${b}`, (...given) => entrywise((a = 0, b = 0) => a + b, ...given)],
  [2, (a, b) => `${a} - 2*${b}`, (...given) => entrywise((a = 0, b = 0) => a - 2 * b, ...given)],
  [2, (a, b) => `${a}*${b}`, (...given) => entrywise((a = 0, b = 0) => a * b, ...given)],
  [2, (a, b) => `${a}/(1 + ${b}^2)`, (...given) => entrywise((a = 0, b = 0) => a / (1 + b * b), ...given)],
  [2, (a, b) => `tanh(${a} @ ${b})`, (a = 0, b = 0) => mapped(Math.tanh, matmul(a, b))],
  [2, (a, b) => `${a}' @ ${b}`, (a = 0, b = 0) => matmul(transpose(a), b)],
  [2, (a, b) => `outer(${a}, ${b})`, (a = 0, b = 0) => outer(a, b)],
  [2, (a, b) => `[${a}, 1, ${b}]`, (a = 0, b = 0) => concat(a, 1, b)],
  [2, (a, b) => `[[1, 2], ${a}, ${b}]`, (a = 0, b = 0) => rows([1, 2], a, b)],
  [2, (a, b) => `own(${a}, ${b})`, (...given) => entrywise((a = 0, b = 0) => Math.sin(a) * b + a, ...given)],
  [1, (a) => `${a}'`, (a = 0) => transpose(a)],
  [1, (a) => `sigmoid(${a})`, (a = 0) => mapped((x) => 1 / (1 + Math.exp(-x)), a)],
  [1, (a) => `-${a}^2`, (a = 0) => mapped((x) => -x * x, a)],
  [1, (a) => `softmax(${a})`, (a = 0) => softmax(a)],
  [1, (a) => `logsumexp(${a})`, (a = 0) => logsumexp(a)],
  [1, (a) => `sum(${a})`, (a = 0) => sum(a)],
  [1, (a) => `mean(${a})`, (a = 0) => sum(a) / entries(a).length],
  [1, (a) => `norm([${a}, 1])`, (a = 0) => mapped(Math.sqrt, sumOfSquaresAndOne(a))],
  [1, (a) => `${a}[1]`, (a = 0) => entryAt(a, [1])],
  [1, (a) => `${a}[:,1]`, (a = 0) => entryAt(a, [null, 1])],
  [1, (a) => `${a}[2,:]`, (a = 0) => entryAt(a, [2, null])],
];

const OWN = "own(u, v) = sin(u)*v + u";

function mapped(change: (number: number) => number, given: Lists | null): Lists | null {
  return given === null ? null : entrywise((entry = Number.NaN) => change(entry), given);
}

/** Only of what can stand in a list. */
function sumOfSquaresAndOne(a: Lists): Lists | null {
  const joined = concat(a, 1);
  return joined === null ? null : inner(joined, joined);
}

/** All statements over these names whose operands fit. */
function candidates(values: Values): readonly Omit<Step, "name">[] {
  const names = Object.keys(values);
  return FORMS.flatMap(([count, text, meaning]) =>
    (count === 1
      ? names.map((name) => [name])
      : names.flatMap((one) => names.map((other) => [one, other]))
    ).flatMap((operands) => {
      const value = (known: Values): Lists | null =>
        meaning(...operands.map((name) => known[name] ?? Number.NaN));
      const [a = "", b = ""] = operands;
      if (value(values) === null) return [];
      return [{ text: text(a, b), value: (known: Values) => value(known) ?? Number.NaN }];
    }),
  );
}

const inputShapes = fc.array(fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 2 }), {
  minLength: 2,
  maxLength: 3,
});

/** First shapes, then numbers, then statements of what fits; later ones use names that several share. */
export const programs: fc.Arbitrary<RandomProgram> = fc
  .tuple(
    inputShapes,
    fc.infiniteStream(fc.integer({ min: -2000, max: 2000 }).map((number) => number / 1000)),
    fc.array(fc.nat(), { minLength: 2, maxLength: 6 }),
    fc.boolean(),
  )
  .map(([shapes, numbers, picks, areLiterals]) => {
    const inputs: Record<string, Lists> = {};
    for (const [place, shape] of shapes.entries()) {
      inputs[`x${place}`] = lists(shape, () => numbers.next().value ?? 0);
    }
    const values: Record<string, Lists> = { ...inputs };
    const steps: Step[] = [];
    for (const pick of picks) {
      const fitting = candidates(values);
      const chosen = fitting[pick % fitting.length];
      if (chosen === undefined) throw new Error("a sum of a name and itself always fits");
      const step = { ...chosen, name: `v${steps.length}` };
      values[step.name] = step.value(values);
      steps.push(step);
    }
    const literals = areLiterals
      ? Object.entries(inputs).map(([name, value]) => `${name} = ${JSON.stringify(value)}`)
      : [];
    const source = [OWN, ...literals, ...steps.map(({ name, text }) => `${name} = ${text}`)].join("\n");
    return { source, inputs, steps };
  });

/** Every value of a program, by name. */
export function valuesOf({ steps }: RandomProgram, inputs: Values): Values {
  const values: Record<string, Lists> = { ...inputs };
  for (const { name, value } of steps) values[name] = value(values);
  return values;
}

export function outputOf(program: RandomProgram, inputs: Values): Lists {
  return valuesOf(program, inputs)[program.steps.at(-1)?.name ?? ""] ?? Number.NaN;
}
