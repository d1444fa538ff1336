import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readGraph } from "./read.ts";
import { rereadNumber } from "./reread.ts";

const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
  fc.double({ min: -5, max: 5, noNaN: true }).map((value) => String(Number(value.toPrecision(2)))),
  fc.constantFrom("0", "-0", "1e-7", ".5", "5.", "0.30000000000000004", "1e999", "12345678901234567890"),
);
/** What may stand in a number's place once somebody has typed there: mostly no number, or one among other signs. */
const typed = fc.oneof(
  number,
  fc.constantFrom(
    "",
    " ",
    "+1",
    "- 1",
    "--1",
    "1..3",
    "2x",
    "(1)",
    "[1, 2]",
    "1;2",
    "1 # one",
    "1\n",
    "π",
    "１",
  ),
  fc.string({ maxLength: 6 }),
);
/** Statements in which a number stands, or that use one: functions, loops, roles, products without a sign, tensors. */
const statement = fc.oneof(
  fc
    .tuple(fc.constantFrom("x", "y", "θ₁", "w_1"), fc.constantFrom("=", " = ", " =\t"), number)
    .map((parts) => parts.join("")),
  fc.constantFrom(
    "c = x*y + 3",
    "d = f(x, 2 + 1) - f(y, c)",
    "f(u, k) = sin(u*k)*θ₁ + 2u",
    "h[0] = x",
    "h[t] = tanh(w_1*h[t-1] + v[t]) for t = 1..3",
    "z = h[3]^2 (x + 1)(x - 1)",
    "k = 2*3*pi",
    "# data: x, y",
    "A = [[1, 2], [3, 4]]; s = sum(A @ b)",
    "g = √x y · softmax(b)[1]",
    "max(x, y, 3, -x)",
    "",
  ),
);
const program = fc
  .tuple(
    fc.uniqueArray(statement, { minLength: 1, maxLength: 8, selector: (text) => text.split(/\s*=/)[0] }),
    fc.constantFrom("\n", "; ", " # so\n", "\r\n"),
  )
  .map(([statements, between]) => `${statements.join(between)}\nout = x*2 + y`);

describe("a text in which one number is another", () => {
  it("is read as the whole text would be, or not at all", () => {
    let reread = 0;
    fc.assert(
      fc.property(program, fc.array(fc.tuple(fc.nat(), typed), { maxLength: 4 }), (text, edits) => {
        let read = readGraph(text);
        for (const [pick, insert] of edits) {
          const literals = (read.program?.inputs ?? []).flatMap(({ literal }) => literal ?? []);
          const literal = literals[pick % Math.max(1, literals.length)];
          if (literal === undefined || read.program === null) return;
          const { source } = read.program;
          const next = source.slice(0, literal.from) + insert + source.slice(literal.to);
          const again = rereadNumber(read, next);
          const whole = readGraph(next);
          if (again !== null) expect(again).toEqual(whole);
          if (again !== null) reread += 1;
          // Of what was reread, the next number can be as well.
          read = again ?? whole;
        }
      }),
      { seed: 20251122, numRuns: 3000 },
    );
    expect(reread).toBeGreaterThan(500);
  });

  it("is never taken for one when anything else changes", () => {
    fc.assert(
      fc.property(program, fc.nat(), fc.nat(3), typed, (text, at, length, insert) => {
        const read = readGraph(text);
        const from = at % (text.length + 1);
        const next = text.slice(0, from) + insert + text.slice(from + length);
        const again = next === text ? null : rereadNumber(read, next);
        if (again !== null) expect(again).toEqual(readGraph(next));
      }),
      { seed: 7, numRuns: 3000 },
    );
  });

  it.each([
    ["x = 0.5\ny = x*2", "x = 0.6\ny = x*2"],
    ["x = 0.5\ny = x*2", "x = -1.25\ny = x*2"],
    ["y = x*2; x1 = 3 # three\nz = y*x1", "y = x*2; x1 = 1e-7 # three\nz = y*x1"],
  ])("is reread: %s", (before, after) => {
    expect(rereadNumber(readGraph(before), after)).toEqual(readGraph(after));
  });
});
