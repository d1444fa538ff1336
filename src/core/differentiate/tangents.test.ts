import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FIGURES, type NamedProgram, runOf } from "../../../tests/programs.ts";
import { nodeAt } from "../graph/graph.ts";
import { reachedFrom, tangentsOf } from "./tangents.ts";

function tangentsIn(program: NamedProgram, along: string): Readonly<Record<string, number>> {
  const { graph, run } = runOf(program);
  const tangents = tangentsOf(graph, run, graph.byName.get(along) ?? -1);
  return Object.fromEntries(graph.nodes.map(({ id, index }) => [id, tangents[index] ?? Number.NaN]));
}

describe("the forward sweep of tangents", () => {
  // Worked by hand: d(c) = db, d(d) = db, d(e) = d·dc + c·dd = 2 + 3.
  it("gives every node's derivative at once", () => {
    const program = { name: "", source: "c = a + b\nd = b + 1\ne = c * d", values: { a: 2, b: 1 } };
    expect(tangentsIn(program, "b")).toEqual({ a: 0, b: 1, c: 1, d: 1, e: 5 });
    expect(tangentsIn(program, "a")).toEqual({ a: 1, b: 0, c: 1, d: 0, e: 2 });
  });

  it("leaves what does not use the input at 0, whatever the factors there are", () => {
    const program = { name: "", source: "u = sqrt(w)\nv = x + u\ny = x^2 + v", values: { w: 0, x: 3 } };
    expect(tangentsIn(program, "x")).toMatchObject({ w: 0, u: 0, v: 1, y: 7 });
    const { graph } = runOf(program);
    const reached = reachedFrom(graph, graph.byName.get("w") ?? -1);
    expect(graph.nodes.filter(({ index }) => reached[index]).map(({ id }) => id)).toEqual([
      "w",
      "u",
      "v",
      "y",
    ]);
  });

  it.each(FIGURES)("agrees with the reverse sweep on $name", (program) => {
    const { graph, run } = runOf(program);
    for (const name of Object.keys(program.values)) {
      const input = graph.byName.get(name) ?? -1;
      const tangent = tangentsOf(graph, run, input)[graph.output] ?? Number.NaN;
      const gradient = run.adjoints[input] ?? Number.NaN;
      expect(Math.abs(tangent - gradient), name).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(gradient)));
    }
  });
});

/** Smooth everywhere and of moderate size, so that differences are near. */
const STATEMENTS = [
  (a: string, b: string) => `sin(${a}) * ${b}`,
  (a: string, b: string) => `${a} + tanh(${b})`,
  (a: string, b: string) => `${a} * ${b} - ${a}`,
  (a: string, b: string) => `${a} / (2 + ${b}^2)`,
  (a: string, b: string) => `sigmoid(${a}) + cos(${b} * ${a})`,
] as const;

const programs = fc.array(
  fc.record({
    rule: fc.constantFrom(...STATEMENTS),
    first: fc.nat(99),
    second: fc.nat(99),
  }),
  { minLength: 1, maxLength: 7 },
);
const numbers = fc.record({
  x: fc.integer({ min: -1500, max: 1500 }).map((n) => n / 1000),
  z: fc.integer({ min: -1500, max: 1500 }).map((n) => n / 1000),
});

describe("random programs", () => {
  it("have tangents that are gradients, and that differences find", () => {
    let compared = 0;
    fc.assert(
      fc.property(programs, numbers, (statements, values) => {
        const names = ["x", "z"];
        const lines = statements.map(({ rule, first, second }, place) => {
          const line = `s${place} = ${rule(names[first % names.length] ?? "x", names[second % names.length] ?? "z")}`;
          names.push(`s${place}`);
          return line;
        });
        const source = lines.join("\n");
        const { graph, run } = runOf({ name: "", source, values });
        for (const name of ["x", "z"] as const) {
          const input = graph.byName.get(name);
          if (input === undefined) continue;
          const tangents = tangentsOf(graph, run, input);
          const size = 1 + Math.max(...tangents.map(Math.abs));
          expect(
            Math.abs((tangents[graph.output] ?? 0) - (run.adjoints[input] ?? 0)),
            source,
          ).toBeLessThanOrEqual(1e-10 * size ** 2);
          const width = 1e-5;
          const [below, above] = [-width, width].map(
            (by) => runOf({ name: "", source, values: { ...values, [name]: values[name] + by } }).run.values,
          );
          if (size > 50) continue;
          for (const { index } of graph.nodes) {
            const numeric = ((above?.[index] ?? 0) - (below?.[index] ?? 0)) / (2 * width);
            compared += 1;
            const words = `${nodeAt(graph, index).id} along ${name} in\n${source}`;
            expect(Math.abs(numeric - (tangents[index] ?? 0)), words).toBeLessThanOrEqual(1e-5 * size ** 3);
          }
        }
      }),
      { seed: 20251123, numRuns: 200 },
    );
    expect(compared).toBeGreaterThan(1000);
  });
});
