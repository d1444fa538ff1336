import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { derive, lineTex } from "../differentiate/derivation.ts";
import { edgeFormula } from "../differentiate/localDerivative.ts";
import { pathCount, waysFrom } from "../differentiate/paths.ts";
import { type Run, runGraph } from "../differentiate/run.ts";
import { simplifiedAtGrain } from "../differentiate/simplifiedGroups.ts";
import { sweepTangents } from "../differentiate/tangents.ts";
import { plainText } from "../expression/formula.ts";
import { SCALAR, type Value } from "../tensor/tensor.ts";
import { atGrain } from "./atGrain.ts";
import { gatherableText } from "./gatherableText.ts";
import { type Gathering, gatherables } from "./gathered.ts";
import { OPERATIONS } from "./grain.ts";
import { type Graph, nodeAt } from "./graph.ts";
import { nodeFormula, nodeText } from "./notation.ts";
import { readGraph } from "./read.ts";
import { withShapes } from "./shapes.ts";

function graphOf(source: string): Graph {
  const { graph, diagnostics } = readGraph(source);
  if (graph === null) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return withShapes(graph, () => SCALAR);
}

function gathered(source: string, gathering: Gathering = "all", isByOccurrence = false): Graph {
  return simplifiedAtGrain(graphOf(source), { ...OPERATIONS, gathered: gathering, isByOccurrence });
}

function texts(graph: Graph): readonly string[] {
  return graph.nodes.flatMap((node) => (node.kind === "input" ? [] : [nodeText(graph, node)]));
}

function formulas(graph: Graph): readonly string[] {
  return graph.edges.map(
    (edge) =>
      `${nodeAt(graph, edge.from).id}: ${plainText(edgeFormula(graph, edge)).replaceAll("\u2009", " ")}`,
  );
}

function run(graph: Graph, values: Readonly<Record<string, Value>>): Run {
  return runGraph(graph, (node) => values[nodeAt(graph, node).id] ?? Number.NaN);
}

describe("what is one node", () => {
  test.each([
    ["a chain of +", "y = a + b + c + d", ["y = a + b + c + d"]],
    ["differences and brackets, by their signs", "y = a - (b - (c - d))", ["y = a - b + c - d"]],
    ["signs in front", "y = -(a + b) - -c", ["y = -a - b + c"]],
    ["constants among the operands", "y = 2 + a - 3 - (-4)", ["y = 2 + a - 3 + 4"]],
    ["a chain of ×, with its coefficient", "p = 2*a*(b*c)", ["p = 2*a*b*c"]],
    [
      "what two operands make is an operation already",
      "y = a + b; z = -c + y",
      ["y = a + b", "v₁ = -c", "z = v₁ + y"],
    ],
    ["a name is kept", "q = a + b; y = q + c + d", ["q = a + b", "y = q + c + d"]],
    [
      "what is used twice is kept",
      "f(x) = x*x; y = f(a + b + c) + d",
      ["v₂ = a + b + c", "f = v₂*v₂", "y = f + d"],
    ],
    [
      "the result of a call is kept",
      "f(x) = x + 1; y = f(a) + f(b) + c",
      ["f = a + 1", "f₂ = b + 1", "y = f + f₂ + c"],
    ],
    ["a quotient ends a product", "p = a*b*c/d*e", ["v₂ = a*b*c", "v₃ = v₂/d", "p = v₃*e"]],
    ["sums of products", "y = w*x*2 + v*z + 1", ["v₂ = w*x*2", "v₃ = v*z", "y = v₂ + v₃ + 1"]],
    ["of many, the ends are written", `y = ${names(40).join(" + ")}`, ["y = a1 + a2 + … + a40"]],
  ])("%s", (_name, source, wanted) => {
    expect(texts(gathered(source))).toEqual(wanted);
  });

  test("or only some of them, by their results", () => {
    const source = "y = sqrt(a + b + c)*sin(a*b*c)";
    expect(gatherables(graphOf(source)).map((one) => gatherableText(graphOf(source), one))).toEqual([
      "v₂ = a + b + c",
      "v₅ = a*b*c",
    ]);
    expect(texts(gathered(source, ["y.1.0"]))).toEqual([
      "v₁ = a + b",
      "v₂ = v₁ + c",
      "v₃ = sqrt(v₂)",
      "v₅ = a*b*c",
      "v₆ = sin(v₅)",
      "y = v₃*v₆",
    ]);
  });

  test("nothing is changed where nothing is chosen, or nothing is called so", () => {
    const graph = graphOf("y = a + b + c");
    expect(atGrain(graph, { ...OPERATIONS, gathered: [] })).toBe(graph);
    expect(atGrain(graph, { ...OPERATIONS, gathered: ["x", "y.0"] })).toBe(graph);
  });

  test("a statement that is one sum is that sum, however it was folded", () => {
    const graph = atGrain(graphOf("y = a - (b - c)"), { ...OPERATIONS, folded: ["y"] });
    expect(texts(graph)).toEqual(["y = a - b + c"]);
  });

  test("a product of matrices ends it, and so does another shape", () => {
    const { graph } = readGraph("z = W@x + b + c; s = sum(z) + d + e");
    const shapes: Readonly<Record<string, readonly number[]>> = { W: [2, 3], x: [3], b: [2], c: [2] };
    if (graph === null) throw new Error("a program");
    const shaped = withShapes(graph, (node) => shapes[nodeAt(graph, node).id] ?? SCALAR);
    expect(texts(atGrain(shaped, { ...OPERATIONS, gathered: "all" }))).toEqual([
      "v₁ = W @ x",
      "z = v₁ + b + c",
      "v₃ = sum(z)",
      "s = v₃ + d + e",
    ]);
  });
});

describe("its local derivatives", () => {
  test.each([
    ["of a sum are 1 and −1", "y = a - b + c", ["a: 1", "b: −1", "c: 1"]],
    ["count how often an operand is added", "y = a + b - c + a - c", ["a: 2", "b: 1", "c: −2"]],
    [
      "of a product are the other operands, as written",
      "p = a*b*c*d",
      ["a: b c d", "b: a c d", "c: a b d", "d: a b c"],
    ],
    ["have their number in front", "p = a*2*b*(-3)", ["a: −6b", "b: −6a"]],
    ["are powers where an operand is repeated", "p = x*y*x*x", ["x: 3x^2 y", "y: x^3"]],
  ])("%s", (_name, source, wanted) => {
    expect(formulas(gathered(source))).toEqual(wanted);
  });

  test("are those of each use where every use keeps its edge", () => {
    expect(formulas(gathered("p = x*y*x", "all", true))).toEqual(["x: y x", "y: x^2", "x: x y"]);
  });

  test("are exact beside a zero, and between two of them", () => {
    const graph = gathered("p = a*b*c*d");
    expect(run(graph, { a: 2, b: 0, c: 3, d: 5 }).adjoints.slice(0, 4)).toEqual(Float64Array.of(0, 30, 0, 0));
    expect(run(graph, { a: 2, b: 0, c: 0, d: 5 }).adjoints.slice(0, 4)).toEqual(Float64Array.of(0, 0, 0, 0));
  });
});

test("the typeset sum of many has its ends, and a node for each operand", () => {
  const graph = gathered(`y = ${names(200).join(" - ")}`);
  expect(plainText(nodeFormula(graph, nodeAt(graph, graph.output)))).toBe("y = a_1 − a_2 − ⋯ − a_200");
  expect(graph.edges).toHaveLength(200);
});

function names(count: number): readonly string[] {
  return Array.from({ length: count }, (_name, place) => `a${place + 1}`);
}

interface Written {
  readonly text: string;
  /** Each operand's sign and its letter, in the order of the text. */
  readonly signed: readonly (readonly [sign: number, name: string])[];
}

const LETTERS = ["a", "b", "c", "d", "x"];

/** Sums, or products, of three to eight operands with brackets anywhere. */
function written(kind: "sum" | "product"): fc.Arbitrary<Written> {
  const leaf = fc.constantFrom(...LETTERS).map((name): Written => ({ text: name, signed: [[1, name]] }));
  const join = (left: Written, right: Written, isMinus: boolean): Written => {
    const sign = kind === "product" ? "*" : isMinus ? "-" : "+";
    const flip = sign === "-" ? -1 : 1;
    const others = right.signed.map(([own, name]) => [own * flip, name] as const);
    return { text: `(${left.text} ${sign} ${right.text})`, signed: [...left.signed, ...others] };
  };
  const grown = fc.letrec<{ tree: Written }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      leaf,
      fc
        .tuple(tie("tree"), tie("tree"), fc.boolean())
        .map(([left, right, isMinus]) => join(left, right, isMinus)),
    ),
  })).tree;
  return grown.filter(({ signed }) => signed.length > 2);
}

const numbers = fc.tuple(...LETTERS.map(() => fc.integer({ min: -3, max: 3 })));

describe.each(["sum", "product"] as const)("any %s, whatever its brackets", (kind) => {
  test("has the values, factors and gradients that arithmetic gives, in either mode, and the operands' order", () => {
    fc.assert(
      fc.property(written(kind), numbers, fc.boolean(), ({ text, signed }, given, isByOccurrence) => {
        // Squared, so that what arrives is no 1.
        const graph = gathered(`y = ${text}; z = y*y`, "all", isByOccurrence);
        const values = Object.fromEntries(LETTERS.map((name, place) => [name, given[place] ?? 0]));
        const value = (name: string): number => values[name] ?? 0;
        const whole =
          kind === "sum"
            ? signed.reduce((sum, [sign, name]) => sum + sign * value(name), 0)
            : signed.reduce((so, [, name]) => so * value(name), 1);
        const slopeOf = (place: number): number =>
          kind === "sum"
            ? (signed[place]?.[0] ?? 0)
            : signed.reduce((so, [, name], other) => (other === place ? so : so * value(name)), 1);
        const uses = (name: string) => signed.flatMap(([, own], place) => (own === name ? [place] : []));
        const result = run(graph, values);
        const y = graph.byName.get("y") ?? -1;
        expect(result.values[y]).toBe(whole);
        const into = graph.edges.filter(({ to }) => to === y);
        const distinct = [...new Set(signed.map(([, name]) => name))];
        expect(into.map(({ from }) => nodeAt(graph, from).id)).toEqual(
          isByOccurrence ? signed.map(([, name]) => name) : distinct,
        );
        for (const [place, edge] of into.entries()) {
          const { id } = nodeAt(graph, edge.from);
          const own = isByOccurrence ? [place] : uses(id);
          const slope = own.reduce((sum, use) => sum + slopeOf(use), 0);
          expect(Number(result.factors[edge.index]) + 0).toBe(slope + 0);
        }
        for (const name of distinct) {
          const node = graph.byName.get(name) ?? -1;
          const slope = uses(name).reduce((sum, use) => sum + slopeOf(use), 0);
          expect(Number(result.adjoints[node]) + 0).toBe(2 * whole * slope + 0);
          const tangents = sweepTangents(graph, result, node, 1);
          expect(Number(tangents.tangents[graph.output]) + 0).toBe(2 * whole * slope + 0);
          const edges = isByOccurrence ? uses(name).length : 1;
          expect(pathCount(waysFrom(graph, node))).toBe(2n * BigInt(edges));
          const last = derive(graph, result, node).at(-1);
          if (last === undefined) throw new Error("a derivation has a result");
          expect(last.kind).toBe("result");
          expect(Number(/=(-?[\d.]+)$/.exec(lineTex(last))?.[1])).toBe(2 * whole * slope + 0);
        }
      }),
      { seed: 6, numRuns: 150 },
    );
  });
});
