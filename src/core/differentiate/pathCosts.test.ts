import katex from "katex";
import { describe, expect, it } from "vitest";
import { FIGURE_13, FIGURE_18, type NamedProgram, runOf } from "../../../tests/programs.ts";
import { tex } from "../expression/formula.ts";
import { onesOf, pathCosts } from "./pathCosts.ts";
import { factoredForm } from "./pathFormula.ts";
import { waysFrom } from "./paths.ts";

/** Figure 14: nine paths. */
const FIGURE_14: NamedProgram = {
  name: "figure 14",
  source: "Y = alpha*X+beta*X+gamma*X; Z = delta*Y+epsilon*Y+zeta*Y",
  values: { alpha: 1, beta: 2, gamma: 3, delta: 4, epsilon: 5, zeta: 6, X: 1 },
};

/**
 * A bridge, which no merging takes apart:
 *
 *     x ─a─► u ─d─► y
 *     │      │c     ▲
 *     └──b─► v ──g──┘
 */
const BRIDGE: NamedProgram = {
  name: "a bridge",
  source: "u = a*x; v = b*x + c*u; y = d*u + g*v",
  values: { a: 2, b: 3, c: 5, d: 7, g: 11, x: 1 },
};

/** Diamonds in a row, every edge with a factor of its own. */
function diamonds(count: number): NamedProgram {
  const places = Array.from({ length: count }, (_, place) => place);
  return {
    name: `${count} diamonds`,
    source: places.map((k) => `x${k + 1} = p${k}*x${k} + q${k}*x${k}`).join("\n"),
    values: Object.fromEntries([
      ["x0", 1],
      ...places.flatMap((k) => [
        [`p${k}`, 2],
        [`q${k}`, 3],
      ]),
    ]),
  };
}

type Counted = readonly [multiplications: number, additions: number, byOne: number];

/** Counted by hand; each with why. */
const COUNTED: readonly (readonly [NamedProgram, string, path: Counted, sweep: Counted, merged: Counted])[] =
  [
    // Nine products of two letters; α, β, γ times δ + ε + ζ; the two sums times each other. A path to a sum's third term
    // has one edge less than the others: 3·(5 + 5 + 4) + ... = 48 edges, 39 signs, of which 9 are between letters.
    [FIGURE_14, "X", [9, 8, 30], [3, 4, 11], [1, 4, 9]],
    // d·1 and c·1; the sweep also multiplies the seed; c and d are left out by a 1 each, and the seed comes last.
    [FIGURE_13, "b", [0, 1, 2], [0, 1, 4], [0, 1, 3]],
    // With p = 1/v₆ and q = −v₂/v₆²: p·1, q·1·σ′, q·1·2v₄·1; the sweep: q·σ′ and q·2v₄; merged: q·(σ′ + 2v₄).
    [FIGURE_18, "x", [2, 2, 4], [2, 2, 6], [1, 2, 5]],
    [{ name: "a chain", source: "exp(sin(x^2))", values: { x: 2 } }, "x", [2, 0, 0], [2, 0, 1], [2, 0, 1]],
    [{ name: "a square", source: "y = x*x", values: { x: 3 } }, "x", [0, 1, 0], [0, 1, 2], [0, 1, 1]],
    // Merging is not always cheaper: 1 + 1 is no literal 1.
    [
      { name: "a double", source: "y = x + x; z = w*y", values: { x: 3, w: 2 } },
      "x",
      [0, 1, 2],
      [0, 1, 3],
      [1, 1, 1],
    ],
    // d·a, g·b, g·c·a; the sweep: g·c, then times a and b; merging only leaves out the nodes of the products.
    [BRIDGE, "x", [4, 2, 5], [3, 2, 6], [3, 2, 6]],
    [
      { name: "the output itself", source: "y = x^2", values: { x: 3 } },
      "y",
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ],
    [
      { name: "what is not used", source: "u = w; y = x^2", values: { x: 3, w: 1 } },
      "w",
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ],
    // 2²⁰ products of 20 factors, each path with a 1 after every factor; the sweep multiplies the seed at the last diamond.
    [diamonds(20), "x0", [19 * 2 ** 20, 2 ** 20 - 1, 20 * 2 ** 20], [38, 20, 42], [19, 20, 41]],
  ];

describe("the operations that the derivative takes", () => {
  it.each(COUNTED)("are those counted by hand: $name by $1", (program, target, path, sweep, merged) => {
    const { graph } = runOf(program);
    const costs = pathCosts(waysFrom(graph, graph.byName.get(target) ?? -1));
    const counted = Object.entries({ pathByPath: path, reverseSweep: sweep, merged }).map(
      ([way, [multiplications, additions, byOne]]) => [
        way,
        { multiplications: BigInt(multiplications), additions: BigInt(additions), byOne: BigInt(byOne) },
      ],
    );
    expect(costs).toEqual(Object.fromEntries(counted));
  });
});

describe("the factored form", () => {
  function linesOf(
    program: NamedProgram,
    target: string,
  ): readonly (readonly [string, string, string])[] | null {
    const { graph, run } = runOf(program);
    const ways = waysFrom(graph, graph.byName.get(target) ?? -1);
    const lines = factoredForm(ways, run, onesOf(ways));
    return lines?.map(({ left, formulas, numbers }) => [tex(left), tex(formulas), tex(numbers)]) ?? null;
  }

  const total = (of: string, by: string): string => String.raw`\dfrac{\mathrm{d}${of}}{\mathrm{d}${by}}`;

  it.each<[NamedProgram, string, readonly (readonly [string, string, string])[]]>([
    [
      FIGURE_14,
      "X",
      [
        [
          total("Z", "X"),
          String.raw`(\alpha+\beta+\gamma)\cdot(\delta+\epsilon+\zeta)`,
          String.raw`(1+2+3)\cdot(4+5+6)`,
        ],
      ],
    ],
    [FIGURE_13, "b", [[total("e", "b"), "d+c", "2+3"]]],
    [FIGURE_13, "a", [[total("e", "a"), "d", "2"]]],
    [
      FIGURE_18,
      "x",
      [
        [
          total("f", "x"),
          String.raw`\dfrac{1}{v_{6}}+(v_{3}\cdot(1-v_{3})+2v_{4})\cdot\left(-\dfrac{v_{2}}{{v_{6}}^{2}}\right)`,
          String.raw`0.5121+(0.04518+(-2))\cdot(-0.7916)`,
        ],
      ],
    ],
    [
      BRIDGE,
      "x",
      [
        // v is reached from u and from x: its derivative has a line of its own.
        [
          total("y", "x"),
          String.raw`a\cdot\left(c\cdot${total("y", "v")}+d\right)+b\cdot${total("y", "v")}`,
          String.raw`2\cdot(5\cdot 11+7)+3\cdot 11`,
        ],
        [total("y", "v"), "g", "11"],
      ],
    ],
  ])("of $name by %s", (program, target, wanted) => {
    const found = linesOf(program, target);
    expect(found).toEqual(wanted);
    for (const side of found?.flat() ?? [])
      expect(() => katex.renderToString(side, { strict: "error", throwOnError: true })).not.toThrow();
  });

  it("keeps the terms of a sum in the order of uses, however they were merged", () => {
    const source = "y = p*x + (q*sin(r*x) + s*x) + t*x";
    const found = linesOf({ name: "", source, values: { p: 1, q: 2, r: 3, s: 4, t: 5, x: 1 } }, "x");
    expect(found?.[0]?.[1]).toBe(String.raw`p+r\cdot\cos(v_{2})\cdot q+s+t`);
  });

  it("is left out where it would be too long to be read, and of the output itself", () => {
    expect(linesOf(diamonds(21), "x0")).toBeNull();
    expect(linesOf(FIGURE_13, "e")).toBeNull();
  });
});
