import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { compile, type Evaluation, type Numbers, ProgramError } from "../src/core/index.ts";
import { entries, entrywise, inner, type Lists, lists, shapeOfLists, sum, withEntry } from "./arrays.ts";
import { outputOf, programs, type RandomProgram, valuesOf } from "./tensorPrograms.ts";

/*
 * Forward mode through the library's door: against the reverse sweep on everything the corpora have, and against
 * differences of loops over lists, which share nothing with the core.
 */

const RUNS = { seed: 20251124, numRuns: 150 };

interface Case {
  readonly id: string;
  readonly source: string | null;
  readonly inputs: Readonly<Record<string, Numbers>> | null;
}

function casesOf(file: string): readonly Case[] {
  return JSON.parse(readFileSync(path.join(import.meta.dirname, "corpora", file), "utf8")).cases;
}

function evaluated({ source, inputs }: Case): Evaluation | null {
  try {
    return source === null ? null : compile(source).evaluate(inputs ?? {});
  } catch (problem) {
    if (problem instanceof ProgramError) return null;
    throw problem;
  }
}

const isScalar = ({ nodes }: Evaluation): boolean => nodes.every(({ shape }) => shape.length === 0);

const isFiniteEverywhere = ({ nodes, edges }: Evaluation): boolean =>
  nodes.every(({ value }) => entries(value).every(Number.isFinite)) &&
  edges.every(({ factor }) => factor === undefined || entries(factor).every(Number.isFinite));

/** Forward mode against reverse mode, for every input, to a share of the largest term on the way. */
function expectAgreement(item: Case, evaluation: Evaluation): number {
  const { blocks } = evaluation.jacobian("columns");
  for (const { input, matrix } of blocks) {
    // The seed of a gradient is ones: the sum over the rows.
    const gradient = entries(evaluation.gradient(input));
    const forward = gradient.map((_entry, column) => sum(matrix.map((row) => row[column] ?? Number.NaN)));
    const largest = Math.max(
      ...entries(evaluation.tangents(input).flatMap(({ tangent }) => entries(tangent))).map(Math.abs),
      ...evaluation.edges.flatMap(({ contribution }) => entries(contribution).map(Math.abs)),
    );
    if (!Number.isFinite(largest)) continue;
    for (const [column, entry] of gradient.entries())
      expect(Math.abs((forward[column] ?? Number.NaN) - entry), `${item.id}: ${input}`).toBeLessThanOrEqual(
        1e-9 * largest,
      );
  }
  return blocks.length;
}

describe("forward and reverse mode agree on every program of the corpora that is finite", () => {
  it.each([
    ["scalar.json", 150],
    ["figures.json", 10],
    ["edge.json", 30],
    ["syntax.json", 40],
    ["local_derivatives.json", 30],
    ["tensor.json", 40],
  ] as const)("%s", (file, least) => {
    let compared = 0;
    for (const item of casesOf(file)) {
      const evaluation = evaluated(item);
      if (evaluation === null || evaluation.nodes.length > 2000) continue;
      if (
        !isFiniteEverywhere(evaluation) ||
        (file !== "tensor.json" && file !== "figures.json" && !isScalar(evaluation))
      )
        continue;
      compared += Math.sign(expectAgreement(item, evaluation));
    }
    expect(compared).toBeGreaterThan(least);
  });
});

// Random programs ------------------------------------------------------------------------------------------------------

const numbers = fc.infiniteStream(fc.integer({ min: -9, max: 9 }));

function expectNear(got: number, want: number, relative: number, scale: number, where: string): void {
  expect(Math.abs(got - want) <= relative * Math.max(1, scale), `${where}: ${got}, not ${want}`).toBe(true);
}

const tangentOf = (evaluation: Evaluation, name: string, direction: Lists, of: string): Lists =>
  evaluation.tangents(name, direction).find(({ id }) => id === of)?.tangent ?? Number.NaN;

/** The last statement; another name for it has its node. */
function outputId(program: RandomProgram, evaluation: Evaluation): string {
  const last = program.steps.at(-1)?.name ?? "";
  return evaluation.nodes.some(({ id }) => id === last) ? last : (evaluation.nodes.at(-1)?.id ?? "");
}

describe("random programs of vectors and matrices", () => {
  it("have ⟨δ, J t⟩ = ⟨Jᵀδ, t⟩ through the whole graph", () => {
    fc.assert(
      fc.property(programs, numbers, (program, random) => {
        const evaluation = compile(program.source).evaluate(program.inputs);
        const delta = lists(shapeOfLists(evaluation.value), () => random.next().value ?? 0);
        for (const [name, at] of Object.entries(program.inputs)) {
          const direction = lists(shapeOfLists(at), () => random.next().value ?? 0);
          const forward = tangentOf(evaluation, name, direction, outputId(program, evaluation));
          const back = evaluation.gradient(name, delta);
          const terms = entries(entrywise((a = 0, b = 0) => Math.abs(a * b), delta, forward) ?? 0);
          expectNear(
            inner(delta, forward),
            inner(back, direction),
            1e-10,
            Math.max(...terms),
            program.source,
          );
        }
      }),
      RUNS,
    );
  });

  it("have tangents that differences find, at every statement", () => {
    fc.assert(
      fc.property(programs, numbers, (program, random) => {
        const evaluation = compile(program.source).evaluate(program.inputs);
        const name = Object.keys(program.inputs)[0] ?? "";
        const at = program.inputs[name] ?? Number.NaN;
        const direction = lists(shapeOfLists(at), () => (random.next().value ?? 0) / 4);
        const moved = (step: number) =>
          valuesOf(program, {
            ...program.inputs,
            [name]: entrywise((x = 0, t = 0) => x + step * t, at, direction) ?? at,
          });
        const h = 1e-4;
        const [below, above] = [moved(-h), moved(h)];
        for (const { id, tangent } of evaluation.tangents(name, direction)) {
          if (below[id] === undefined) continue;
          const slopes = entrywise((b = 0, a = 0) => (a - b) / (2 * h), below[id], above[id] ?? 0) ?? 0;
          const wanted = entries(slopes);
          expect(shapeOfLists(tangent)).toEqual(shapeOfLists(slopes));
          const scale = Math.max(1, ...wanted.map(Math.abs)) ** 2;
          for (const [place, entry] of entries(tangent).entries())
            expectNear(entry, wanted[place] ?? Number.NaN, 1e-4, scale, `${id} in ${program.source}`);
        }
      }),
      RUNS,
    );
  });

  it("have one Jacobian by rows, by columns and by differences", () => {
    fc.assert(
      fc.property(programs, (program) => {
        const evaluation = compile(program.source).evaluate(program.inputs);
        const [rows, columns] = [evaluation.jacobian("rows"), evaluation.jacobian("columns")];
        expect(rows.inputs).toEqual(columns.inputs);
        const output = entries(outputOf(program, program.inputs));
        expect(rows.outputs).toHaveLength(output.length);
        const used = Object.entries(program.inputs).filter(([name]) =>
          rows.blocks.some(({ input }) => input === name),
        );
        for (const [name, at] of used) {
          const block = rows.blocks.find(({ input }) => input === name);
          const other = columns.blocks.find(({ input }) => input === name);
          expect(block?.shape).toEqual(shapeOfLists(at));
          for (let row = 0; row < output.length; row++)
            for (let column = 0; column < entries(at).length; column++) {
              const f = (step: number): number =>
                entries(
                  outputOf(program, { ...program.inputs, [name]: withEntry(at, column, (x) => x + step) }),
                )[row] ?? Number.NaN;
              const h = 1e-3;
              const slope = (8 * (f(h) - f(-h)) - (f(2 * h) - f(-2 * h))) / (12 * h);
              const where = `[${row},${column}] of ${name} in ${program.source}`;
              const [byRow, byColumn] = [block, other].map((one) => one?.matrix[row]?.[column] ?? Number.NaN);
              expectNear(byRow ?? Number.NaN, byColumn ?? Number.NaN, 1e-11, Math.abs(slope), where);
              expectNear(byRow ?? Number.NaN, slope, 1e-6, Math.abs(slope), where);
            }
        }
      }),
      { ...RUNS, numRuns: 80 },
    );
  });
});

// Figures --------------------------------------------------------------------------------------------------------------

/*
 *   x1 ──▶ h1 = x1+x2 ──▶ y1 = −h1
 *   x2 ──▶ ⤴  └─────────▶ y2 = h1+h2
 *   x2 ──▶ h2 = 2·x2 ───▶ ⤴
 */
describe("15: two outputs", () => {
  const figure = compile("h1 = x1+x2; h2 = 2*x2; y1 = -h1; y2 = h1+h2; [y1, y2]").evaluate({ x1: 2, x2: 1 });
  const WHOLE = [
    [-1, -1],
    [1, 3],
  ];

  it.each(["rows", "columns", undefined] as const)("has its Jacobian by %s", (way) => {
    expect(figure.jacobian(way)).toEqual({
      outputs: ["y1", "y2"],
      inputs: ["x1", "x2"],
      matrix: WHOLE,
      blocks: [
        { input: "x1", shape: [], matrix: [[-1], [1]] },
        { input: "x2", shape: [], matrix: [[-1], [3]] },
      ],
    });
  });

  it("has the columns as tangents and the rows as gradients", () => {
    expect(figure.tangents("x2").map(({ id, tangent }) => [id, tangent])).toEqual([
      ["x1", 0],
      ["x2", 1],
      ["h1", 1],
      ["h2", 2],
      ["y1", -1],
      ["y2", 3],
      ["out", [-1, 3]],
    ]);
    for (const [row, seed] of [
      [1, 0],
      [0, 1],
    ].entries())
      expect([figure.gradient("x1", seed), figure.gradient("x2", seed)]).toEqual(WHOLE[row]);
  });
});

test("13: forward from b", () => {
  const figure = compile("c = a+b; d = b+1; e = c*d").evaluate({ a: 2, b: 1 });
  expect(figure.tangents("b")).toEqual([
    { id: "a", name: "a", tangent: 0 },
    { id: "b", name: "b", tangent: 1 },
    { id: "c", name: "c", tangent: 1 },
    { id: "d", name: "d", tangent: 1 },
    { id: "e", name: "e", tangent: 5 },
  ]);
  expect(figure.tangents("c").map(({ tangent }) => tangent)).toEqual([0, 0, 1, 0, 2]);
  expect(figure.tangents("b", 10).at(-1)?.tangent).toBe(50);
  expect(figure.jacobian()).toMatchObject({ outputs: ["e"], inputs: ["a", "b"], matrix: [[2, 5]] });
});

describe("what is asked for", () => {
  const evaluation = compile("y = W @ x").evaluate({
    W: [
      [1, 2],
      [3, 4],
    ],
    x: [1, -1],
    far: [1, 2],
  });

  it("is moved alike in all entries, unless a direction is given", () => {
    expect(evaluation.tangents("x").at(-1)?.tangent).toEqual([3, 7]);
    expect(evaluation.tangents("x", [1, 0]).at(-1)?.tangent).toEqual([1, 3]);
  });

  it("may be a name that the program lacks: nothing moves", () => {
    expect(evaluation.tangents("far").map(({ tangent }) => sum(tangent))).toEqual([0, 0, 0]);
  });

  it("has its entries named, counted from 1", () => {
    const { outputs, inputs, matrix } = evaluation.jacobian();
    expect(outputs).toEqual(["y[1]", "y[2]"]);
    expect(inputs).toEqual(["W[1,1]", "W[1,2]", "W[2,1]", "W[2,2]", "x[1]", "x[2]"]);
    expect(matrix).toEqual([
      [1, -1, 0, 0, 1, 2],
      [0, 0, 1, -1, 3, 4],
    ]);
  });

  it("is told by name where it is nowhere", () => {
    expect(() => evaluation.tangents("z")).toThrow("`z` is not a name in this program.");
    expect(() => evaluation.tangents("x", [1])).toThrow(
      "A direction for `x` has its shape, a vector of 2; this one is a vector of 1.",
    );
  });

  it("is nothing where there is no input", () => {
    expect(compile("y = 2*3").evaluate().jacobian()).toEqual({
      outputs: ["y"],
      inputs: [],
      matrix: [[]],
      blocks: [],
    });
  });
});
