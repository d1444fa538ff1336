import { expect, it } from "vitest";
import { compile, type Numbers } from "./program.ts";

function told(source: string, values: Readonly<Record<string, Numbers>>): readonly string[] {
  return compile(source)
    .evaluate(values)
    .diagnostics.map(({ code, message }) => `${code}: ${message}`);
}

// PyTorch shares the gradient of amax among ties, and gives 0 for the norm at the origin.
it.each([
  [
    "max(v)",
    { v: [3, 1, 3] },
    "tie here; by convention (PyTorch's rule) the entries that tie share the gradient evenly.",
  ],
  [
    "min(v)",
    {
      v: [
        [1, 2],
        [1, 3],
      ],
    },
    "tie here; by convention (PyTorch's rule) the entries that tie share the gradient evenly.",
  ],
  [
    "norm(v)",
    { v: [0, 0] },
    "kink here; by convention (PyTorch's rule) the gradient is 0 at the origin, where there is no direction.",
  ],
])("%s of %j tells of its convention", (source, values, words) => {
  const [message, ...others] = told(source, values);
  expect(message).toBe(`kink: \`${source.slice(0, -3)}\` has a ${words}`);
  expect(others).toEqual([]);
});

it.each([
  ["max(v)", { v: [3, 1, 2] }],
  ["norm(v)", { v: [0, 1] }],
  ["sum(relu(v))", { v: [1, -1] }],
  ["sum(v * v + tanh(v))", { v: [0, 0] }],
])("%s of %j has nothing to tell", (source, values) => {
  expect(told(source, values)).toEqual([]);
});

it("tells which entries are at a kink", () => {
  expect(told("sum(relu(v))", { v: [0, 1, 0] })).toEqual([
    "kink: In entry [1] and 1 more: `relu` has a kink here; its slope is 0 by convention (PyTorch's rule); any slope from 0 to 1 fits.",
  ]);
  expect(
    told("sum(abs(W))", {
      W: [
        [1, 2],
        [3, 0],
      ],
    }),
  ).toEqual([
    "kink: In entry [2,2]: `abs` has a kink here; its slope is 0 by convention (PyTorch's rule); any slope from −1 to 1 fits.",
  ]);
});
