import { expect, it } from "vitest";
import { runOf } from "../../../tests/programs.ts";
import { pushOf } from "../differentiate/push.ts";
import { narratePush } from "./pushWords.ts";

type Values = Readonly<Record<string, number>>;
const cases: readonly (readonly [
  what: string,
  source: string,
  values: Values,
  input: string,
  delta: number,
  words: string,
])[] = [
  [
    "a small push",
    "e = (a+b)*(b+1)",
    { a: 2, b: 1 },
    "b",
    0.1,
    "e moves about 5 times as far as b: the straight line says ±0.5, and e moves by −0.49 and 0.51.",
  ],
  [
    "a slope downwards",
    "y = 1/x",
    { x: 2 },
    "x",
    0.2,
    "y moves about −0.25 times as far as x: the straight line says ∓0.05, and y moves by 0.05556 and −0.04545.",
  ],
  [
    "a large push",
    "e = (a+b)*(b+1)",
    { a: 2, b: 1 },
    "b",
    2,
    "At this Δ the straight line fails: it says ±10, and e moves by −6 and 14.",
  ],
  [
    "a straight line",
    "y = 3x + 1",
    { x: 2 },
    "x",
    0.1,
    "y moves exactly 3 times as far as x: here y is a straight line in x, and no Δ up to 2 leaves a gap.",
  ],
  [
    "a kink",
    "y = 3*relu(x)",
    { x: 0 },
    "x",
    0.1,
    "`relu` has a kink here; its slope is 0 by convention (PyTorch's rule); any slope from 0 to 1 fits. Below x, y moves 0 times as far as x; above it, 3 times.",
  ],
  [
    "an output that does not use the input",
    "z = w\ny = x^2",
    { x: 2, w: 1 },
    "w",
    0.1,
    "y does not depend on w: however far w is pushed, y stays at 4. The gradient is 0.",
  ],
  [
    "a value that is lost",
    "y = log(x)",
    { x: 1 },
    "x",
    2,
    "At x − Δ: The logarithm of a negative number has no real value.",
  ],
  [
    "an output without a value",
    "y = log(x)",
    { x: -1 },
    "x",
    0.1,
    "Before any push y is undefined: there is nothing to compare with.",
  ],
  [
    "an infinite slope",
    "y = sqrt(x)",
    { x: 0 },
    "x",
    0.1,
    "The slope of `y` in `x` is infinite here: the tangent is vertical. At x − Δ: The square root of a negative number has no real value.",
  ],
];

it.each(cases)("says of %s what it shows", (_what, source, values, input, delta, words) => {
  const { graph, run } = runOf({ name: "", source, values });
  const push = pushOf(graph, run, graph.byName.get(input) ?? -1);
  expect(
    narratePush(push, delta)
      .map(({ text }) => text)
      .join(""),
  ).toBe(words);
});
