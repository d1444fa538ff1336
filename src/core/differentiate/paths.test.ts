import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FIGURE_13, FIGURE_18, FIGURES, type NamedProgram, runOf } from "../../../tests/programs.ts";
import { nodeAt } from "../graph/graph.ts";
import { largestPaths } from "./largestPaths.ts";
import { eachPath, type PathEdges, pathAt, pathCount, pathNumber, type Ways, waysFrom } from "./paths.ts";
import { firstOf, pathContribution, pathsThatBringMost, restOfPaths } from "./pathValues.ts";
import type { ScalarRun } from "./run.ts";

interface Prepared {
  readonly ways: Ways;
  readonly run: ScalarRun;
}

function prepared(source: string, target: string, values: Readonly<Record<string, number>>): Prepared {
  const { graph, run } = runOf({ name: "", source, values });
  return { ways: waysFrom(graph, graph.byName.get(target) ?? -1), run };
}

const ofFigure = ({ source, values }: NamedProgram, target: string): Prepared =>
  prepared(source, target, values);

const words = ({ graph, target }: Ways, edges: PathEdges): string =>
  [target, ...edges.map((edge) => graph.edges[edge]?.to ?? -1)]
    .map((node) => nodeAt(graph, node).symbol)
    .join(" ");

const allWords = (ways: Ways): readonly string[] => [...eachPath(ways)].map((edges) => words(ways, edges));

const productOf = ({ factors }: ScalarRun, edges: PathEdges): number =>
  edges.reduceRight((product, edge) => product * (factors[edge] ?? Number.NaN), 1);

/** Diamonds in a row: x_k = 2·x_{k−1} + 3·x_{k−1}, three nodes each. */
function diamonds(count: number): string {
  return Array.from(
    { length: count },
    (_, place) =>
      `a${place + 1} = 2*x${place}\nb${place + 1} = 3*x${place}\nx${place + 1} = a${place + 1} + b${place + 1}`,
  ).join("\n");
}

// Random programs ------------------------------------------------------------------------------------------------------

interface Line {
  readonly operands: readonly { readonly factor: number; readonly of: number }[];
}

/** Sums of multiples of earlier lines, the input being line 0: all factors are whole numbers, so products are exact. */
const lines = fc.array(
  fc.record({
    operands: fc.array(fc.record({ factor: fc.constantFrom(-3, -2, -1, 1, 2, 3, 0), of: fc.nat(99) }), {
      minLength: 1,
      maxLength: 3,
    }),
  }),
  { minLength: 1, maxLength: 7 },
);

function chosen(all: readonly Line[]): readonly Line[] {
  return all.map(({ operands }, index) => ({
    operands: operands.map(({ factor, of }) => ({ factor, of: of % (index + 1) })),
  }));
}

function sourceOf(all: readonly Line[]): string {
  return chosen(all)
    .map(({ operands }, index) => {
      const terms = operands.map(({ factor, of }) => `(${factor})*n${of}`);
      return `n${index + 1} = ${terms.join(" + ")}`;
    })
    .join("\n");
}

/** The products of all paths from the input to a line, by recursion over what was drawn. */
function productsTo(all: readonly Line[], line: number): readonly number[] {
  if (line === 0) return [1];
  return (all[line - 1]?.operands ?? []).flatMap(({ factor, of }) =>
    productsTo(all, of).map((product) => product * factor),
  );
}

const ascending = (numbers: readonly number[]): readonly number[] =>
  // Adding 0 turns −0 into 0.
  numbers.map((number) => number + 0).toSorted((a, b) => a - b);

const SEED = { seed: 20251201, numRuns: 150 };

describe("paths", () => {
  it("are counted, followed and numbered as on paper in figure 13", () => {
    const { ways } = ofFigure(FIGURE_13, "b");
    expect(pathCount(ways)).toBe(2n);
    expect(allWords(ways)).toEqual(["b c e", "b d e"]);
    expect([ways.nodes.length, ways.edgeCount]).toEqual([4, 4]);
  });

  it("come in the order of uses as written, the last choice changing first", () => {
    const { ways } = prepared("y = 2*x + 3*x\nz = 4*y + 5*y", "x", { x: 1 });
    expect(allWords(ways)).toEqual(["x v1 y v3 z", "x v1 y v4 z", "x v2 y v3 z", "x v2 y v4 z"]);
  });

  it("are two where an operand is used twice by one operation", () => {
    const { ways } = prepared("y = x*x", "x", { x: 3 });
    expect([...eachPath(ways)]).toEqual([[0], [1]]);
  });

  it("lead only through what the output uses", () => {
    const { ways } = prepared("u = x^2\nv = sin(x)\nw = u + v\nv", "x", { x: 3 });
    expect(allWords(ways)).toEqual(["x v"]);
    expect([ways.nodes.length, ways.edgeCount]).toEqual([2, 1]);
  });

  it("do not exist from what the output does not use, and there is one, without edges, from the output", () => {
    expect(pathCount(prepared("u = w\ny = x^2", "w", { x: 1, w: 2 }).ways)).toBe(0n);
    const { ways, run } = prepared("y = x^2", "y", { x: 3 });
    expect([...eachPath(ways)]).toEqual([[]]);
    expect(pathContribution(ways.graph, run, [])).toBe(1);
    expect([pathAt(ways, 0n), pathAt(ways, 1n)]).toEqual([[], null]);
  });

  it("have the products of figure 18", () => {
    const { ways, run } = ofFigure(FIGURE_18, "x");
    const products = [...eachPath(ways)].map((edges) => pathContribution(ways.graph, run, edges));
    for (const [place, printed] of [0.512144, -0.035762, 1.583187].entries())
      expect(Number(products[place])).toBeCloseTo(printed, 6);
  });

  it("agree in number and products with a recursion over random programs", () => {
    fc.assert(
      fc.property(lines, (drawn) => {
        const all = chosen(drawn);
        const { ways, run } = prepared(sourceOf(drawn), "n0", { n0: 1 });
        const wanted = productsTo(all, all.length);
        expect(pathCount(ways)).toBe(BigInt(wanted.length));
        const paths = [...eachPath(ways)];
        expect(ascending(paths.map((edges) => productOf(run, edges)))).toEqual(ascending(wanted));
        expect(new Set(paths.map(String)).size).toBe(paths.length);
        const sum = wanted.reduce((so, product) => so + product, 0);
        expect((run.adjoints[ways.target] ?? 0) + 0).toBe(sum + 0);
      }),
      SEED,
    );
  });

  it("have a number from which they can be found again", () => {
    fc.assert(
      fc.property(lines, (drawn) => {
        const { ways } = prepared(sourceOf(drawn), "n0", { n0: 1 });
        for (const [place, edges] of [...eachPath(ways)].slice(0, 200).entries()) {
          expect(pathNumber(ways, edges)).toBe(BigInt(place));
          expect(pathAt(ways, BigInt(place))).toEqual(edges);
        }
        expect([pathAt(ways, pathCount(ways)), pathAt(ways, -1n)]).toEqual([null, null]);
      }),
      SEED,
    );
  });

  it("of 3333 diamonds in a row, 10 000 nodes, are 2^3333, each of which can be asked for", () => {
    const { ways, run } = prepared(diamonds(3333), "x0", { x0: 1 });
    expect(ways.graph.nodes).toHaveLength(10_000);
    expect(pathCount(ways)).toBe(2n ** 3333n);
    expect([ways.nodes.length, ways.edgeCount]).toEqual([10_000, 4 * 3333]);
    expect(firstOf(eachPath(ways), 2).map((edges) => edges.length)).toEqual([6666, 6666]);
    const number = 2n ** 3332n + 12345n;
    expect(pathNumber(ways, pathAt(ways, number) ?? [])).toBe(number);
    // 3^3333 is beyond all doubles, and the next largest have a 2 in place of one 3.
    const [first = [], second = []] = firstOf(largestPaths(ways, run.factors), 2);
    const twos = (edges: PathEdges): number => edges.filter((edge) => run.factors[edge] === 2).length;
    expect([twos(first), twos(second)]).toEqual([0, 1]);
  });

  it("lie on a chain of 20 000 nodes without a call inside a call", () => {
    const { ways, run } = prepared(`${"sin(".repeat(20_000)}x${")".repeat(20_000)}`, "x", { x: 1 });
    expect(pathCount(ways)).toBe(1n);
    expect(firstOf(largestPaths(ways, run.factors), 2)).toHaveLength(1);
    expect(pathNumber(ways, pathAt(ways, 0n) ?? [])).toBe(0n);
  });
});

describe("the largest paths", () => {
  it("are those that sorting all of them finds, in its order", () => {
    fc.assert(
      fc.property(lines, (drawn) => {
        const { ways, run } = prepared(sourceOf(drawn), "n0", { n0: 1 });
        const size = (edges: PathEdges): number => Math.abs(productOf(run, edges));
        const sorted = [...eachPath(ways)].toSorted((one, other) => size(other) - size(one));
        expect([...largestPaths(ways, run.factors)].map(size)).toEqual(sorted.map(size));
        expect(pathsThatBringMost(ways, run, 5)?.map(size)).toEqual(sorted.slice(0, 5).map(size));
        expect(new Set([...largestPaths(ways, run.factors)].map(String)).size).toBe(sorted.length);
      }),
      SEED,
    );
  });

  it("are exact where factors are no whole numbers, too", () => {
    const factors = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(factors, (drawn) => {
        const names = drawn.map((_, place) => `w${place}`);
        const layer = (place: number): string =>
          names
            .slice(place, place + 3)
            .map((name) => `${name}*n${place / 3}`)
            .join(" + ");
        const source = [0, 3, 6, 9].map((place) => `n${place / 3 + 1} = ${layer(place)}`).join("\n");
        const values = {
          n0: 1,
          ...Object.fromEntries(names.map((name, place) => [name, drawn[place] ?? 0])),
        };
        const { ways, run } = prepared(source, "n0", values);
        const size = (edges: PathEdges): number => Math.abs(productOf(run, edges));
        const sorted = [...eachPath(ways)].map(size).toSorted((one, other) => other - one);
        expect(sorted).toHaveLength(81);
        expect([...largestPaths(ways, run.factors)].map(size)).toEqual(sorted);
      }),
      { ...SEED, numRuns: 60 },
    );
  });

  it("go by the order of uses where they bring the same", () => {
    const { ways, run } = prepared("y = x + x + x\nz = y + y", "x", { x: 1 });
    const numbers = firstOf(largestPaths(ways, run.factors), 6).map((edges) => pathNumber(ways, edges));
    expect(numbers).toEqual([0n, 1n, 2n, 3n, 4n, 5n]);
  });

  it("begin with what is no finite number, and end with 0", () => {
    // ∂y/∂x by sqrt is ∞ at 0, by 0·x it is 0.
    const { ways, run } = prepared("y = 0*x + 7*x + sqrt(x)", "x", { x: 0 });
    const found = [...largestPaths(ways, run.factors)].map((edges) =>
      pathContribution(ways.graph, run, edges),
    );
    expect(found).toEqual([Infinity, 7, 0]);
  });

  it("are ordered by their true products where those overflow and underflow", () => {
    const source = "y = 1e200*(1e200*(1e-300*x)) + 1e200*(1e200*x) + 1e-200*(1e-200*x)";
    const { ways, run } = prepared(source, "x", { x: 1 });
    const found = [...largestPaths(ways, run.factors)].map((edges) => pathNumber(ways, edges));
    expect(found).toEqual([1n, 0n, 2n]);
  });
});

describe("what the paths that are not listed bring", () => {
  it("is what a sum over them comes to, for any list", () => {
    fc.assert(
      fc.property(lines, fc.nat(6), (drawn, limit) => {
        const { ways, run } = prepared(sourceOf(drawn), "n0", { n0: 1 });
        const ranked = [...largestPaths(ways, run.factors)];
        const rest = ranked.slice(limit).reduce((so, edges) => so + productOf(run, edges), 0);
        expect(Number(restOfPaths(ways, run, ranked.slice(0, limit))) + 0).toBe(rest + 0);
      }),
      SEED,
    );
  });

  it("keeps its digits beside what is listed", () => {
    const { ways, run } = prepared("y = 1e9*x + 1e-9*x", "x", { x: 1 });
    expect(restOfPaths(ways, run, firstOf(largestPaths(ways, run.factors), 1))).toBe(1e-9);
  });
});

it.each(FIGURES)("the paths of $name add up to every gradient", (figure) => {
  for (const name of Object.keys(figure.values)) {
    const { ways, run } = ofFigure(figure, name);
    const terms = [...eachPath(ways)].map((edges) => Number(pathContribution(ways.graph, run, edges)));
    const sum = terms.reduce((so, term) => so + term, 0);
    const scale = Math.max(...terms.map(Math.abs));
    expect(Math.abs(sum - (run.adjoints[ways.target] ?? 0)), name).toBeLessThanOrEqual(1e-12 * scale);
  }
});
