import { describe, expect, it } from "vitest";
import { FIGURE_13, FIGURE_17, FIGURE_18, type NamedProgram, runOf } from "../../../tests/programs.ts";
import { derive, lineTex } from "./derivation.ts";

function lines(program: NamedProgram, target: string): Record<string, string> {
  const { graph, run } = runOf(program);
  const node = graph.nodes.findIndex(({ id }) => id === target);
  return Object.fromEntries(derive(graph, run, node).map((line) => [line.kind, lineTex(line)]));
}

const d = (above: string, below: string) => String.raw`\dfrac{\mathrm{d}${above}}{\mathrm{d}${below}}`;
const p = (above: string, below: string) => String.raw`\dfrac{\partial ${above}}{\partial ${below}}`;

describe("the derivation", () => {
  // design.md: de/db = de/dc · ∂c/∂b + de/dd · ∂d/∂b, and the sketch's 2 · 1 + 3 · 1 = 5.
  it("of figure 13 is the sum over b's two uses, in their order", () => {
    expect(lines(FIGURE_13, "b")).toEqual({
      symbols: `${d("e", "b")}=${d("e", "c")}\\cdot${p("c", "b")}+${d("e", "d")}\\cdot${p("d", "b")}`,
      formulas: `${d("e", "b")}=d\\cdot 1+c\\cdot 1`,
      numbers: `${d("e", "b")}=2\\cdot 1+3\\cdot 1`,
      result: `${d("e", "b")}=5`,
    });
  });

  it("follows a single way as one product: dL/dw = dL/da · ∂a/∂z · ∂z/∂v₁ · ∂v₁/∂w", () => {
    const classifier = {
      name: "",
      source: "z = w*x+b; a = sigmoid(z); L = (a-y)^2",
      values: { w: 0.8, x: 1.5, b: -0.4, y: 1 },
    };
    const { symbols } = lines(classifier, "w");
    // (a−y) stands between a and L, so the gradient that leads is that of v₂.
    expect(symbols).toBe(
      `${d("L", "w")}=${d("L", "v_{2}")}\\cdot${p("v_{2}", "a")}\\cdot${p("a", "z")}\\cdot${p("z", "v_{1}")}\\cdot${p("v_{1}", "w")}`,
    );
  });

  it("tells the two places of a repeated operand apart", () => {
    expect(lines({ name: "", source: "y = x*x", values: { x: 3 } }, "x")).toEqual({
      symbols: `${d("y", "x")}=${p("y", "x_{(1)}")}+${p("y", "x_{(2)}")}`,
      formulas: `${d("y", "x")}=x+x`,
      numbers: `${d("y", "x")}=3+3`,
      result: `${d("y", "x")}=6`,
    });
  });

  it.each([
    ["the output itself", "y = 2*x", "y", "1"],
    ["what the output is another name of", "y = x", "x", "1"],
    ["what the output does not use", "u = z\ny = 2*x", "z", "0"],
  ])("of %s is only its result", (_name, source, target, result) => {
    const found = lines({ name: "", source, values: { x: 3, z: 4 } }, target);
    expect(found).toEqual({ result: `${d("y", target)}=${result}` });
  });

  it("brackets what would be misread in a product", () => {
    const { numbers } = lines(FIGURE_17, "w1");
    expect(numbers).toBe(
      `${d("f", "w_{1}")}=(-0.5344)\\cdot 1\\cdot 0.3679\\cdot(-1)\\cdot 1\\cdot 1\\cdot(-2)`,
    );
  });

  it("has products that add up to the gradient, for every input of figure 18", () => {
    const { graph, run } = runOf(FIGURE_18);
    for (const node of graph.nodes.filter(({ kind }) => kind === "input")) {
      const line = derive(graph, run, node.index).find(({ kind }) => kind === "symbols");
      const products = (line?.terms ?? []).map((term) =>
        term.reduce((product, { about }) => {
          const factor = about.kind === "edge" ? run.factors[about.edge] : run.adjoints[about.node];
          return product * (factor ?? Number.NaN);
        }, 1),
      );
      const sum = products.reduce((total, product) => total + product, 0);
      expect(sum).toBeCloseTo(run.adjoints[node.index] ?? Number.NaN, 12);
    }
  });

  it("leaves an empty square for what has not come yet", () => {
    const { graph, run } = runOf(FIGURE_13);
    const [, , numbers] = derive(graph, run, 1);
    if (numbers === undefined) throw new Error("figure 13 has a line of numbers");
    const first = numbers.terms[0]?.[0];
    expect(lineTex(numbers, (piece) => piece !== first)).toBe(`${d("e", "b")}=\\square\\cdot 1+3\\cdot 1`);
  });
});

describe("a value that is used in every line of a long program", () => {
  const LINES = 60;
  const source = Array.from({ length: LINES }, (_line, index) => `a${index + 1} = tanh(a${index}*w)`).join(
    "\n",
  );
  const { graph, run } = runOf({ name: "long", source, values: { a0: 0.5, w: 0.9 } });
  const lines = derive(graph, run, graph.byName.get("w") ?? -1);

  it("has one short product for each use, which takes over the gradient above it", () => {
    const [symbols] = lines;
    expect(symbols?.terms).toHaveLength(LINES);
    for (const term of symbols?.terms ?? []) expect(term.length).toBeLessThanOrEqual(2);
  });

  it("still adds up to the gradient", () => {
    const sum = (lines[0]?.terms ?? []).reduce(
      (total, term) =>
        total +
        term.reduce((product, { about }) => {
          const factor = about.kind === "edge" ? run.factors[about.edge] : run.adjoints[about.node];
          return product * (factor ?? Number.NaN);
        }, 1),
      0,
    );
    expect(sum).toBeCloseTo(run.adjoints[graph.byName.get("w") ?? -1] ?? Number.NaN, 12);
  });
});
