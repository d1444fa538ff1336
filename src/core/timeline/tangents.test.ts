import { describe, expect, it } from "vitest";
import { FIGURE_13, FIGURE_17, FIGURE_19, type NamedProgram, runOf } from "../../../tests/programs.ts";
import { derive, lineTex } from "../differentiate/derivation.ts";
import { runGraph } from "../differentiate/run.ts";
import { tangentLines } from "../differentiate/tangentLines.ts";
import { sweepTangents } from "../differentiate/tangents.ts";
import { readGraph } from "../graph/read.ts";
import { withShapes } from "../graph/shapes.ts";
import { shapeOf, type Value, valueFromNumbers } from "../tensor/tensor.ts";
import { pieceState } from "./growth.ts";
import { narrate } from "./narration.ts";
import { nextPhase, pictureAt, playheadAt, positionOf, previousPhase } from "./playhead.ts";
import { growingTangent } from "./slots.ts";
import { type SweepMode, scheduleOf, stepsOf } from "./steps.ts";
import { growingTangentLines, isSweepingForward } from "./tangentGrowth.ts";

function sweptAlong(program: NamedProgram, name: string, mode: SweepMode = "forward") {
  const { graph, run } = runOf(program);
  const along = graph.byName.get(name) ?? -1;
  return {
    graph,
    run,
    schedule: scheduleOf(graph, { mode, along }),
    tangents: sweepTangents(graph, run, along),
  };
}

const words = ({ graph, run, schedule, tangents }: ReturnType<typeof sweptAlong>) =>
  [null, ...schedule.steps].map((step) =>
    narrate(graph, schedule, run, step, tangents)
      .map(({ text }) => text)
      .join(""),
  );

const stepNames = ({ schedule }: Pick<ReturnType<typeof sweptAlong>, "schedule">) =>
  schedule.steps.map(({ phase, id }) => `${phase} ${id}`);

describe("the line that a presenter sees of a sweep forward between matrices", () => {
  const { graph: read } = readGraph("D = W @ X\nA = 2*D\nL = sum(A)");
  if (read === null) throw new Error("a program");
  const given = new Map<string, Value>(
    Object.entries({ W: [[1, 2]], X: [[3], [4]] }).map(([name, numbers]) => [
      name,
      valueFromNumbers(numbers) ?? 0,
    ]),
  );
  const valueAt = (node: number): Value => given.get(read.nodes[node]?.id ?? "") ?? Number.NaN;
  const graph = withShapes(read, (node) => shapeOf(valueAt(node)));
  const run = runGraph(graph, valueAt);
  const along = graph.byName.get("W") ?? -1;
  const lines = tangentLines(graph, sweepTangents(graph, run, along));
  const seen = (mode: SweepMode, id: string, fraction: number) => {
    const schedule = scheduleOf(graph, { mode, along });
    const step = schedule.steps.findIndex((one) => one.id === id && one.phase.startsWith("tangent"));
    const picture = pictureAt(schedule.steps, playheadAt(schedule.steps, step + fraction));
    return {
      isForward: isSweepingForward(schedule, picture),
      growing: growingTangentLines(lines, schedule, picture).map((line) => lineTex(line)),
    };
  };

  it.each(["forward", "both"] as const)("is that of the step under way (%s)", (mode) => {
    const [first, second, third] = [
      String.raw`\mathrm{d}W=\begin{bmatrix}1 & 1\end{bmatrix}`,
      String.raw`\mathrm{d}D=\mathrm{d}W\,X`,
      String.raw`\mathrm{d}A=2\mathrm{d}D`,
    ];
    expect(seen(mode, "W", 0.9)).toEqual({ isForward: true, growing: [first] });
    expect(seen(mode, "W-D-0", 0.9)).toEqual({ isForward: true, growing: [first, second] });
    expect(seen(mode, "D-A-1", 0.9)).toEqual({ isForward: true, growing: [second, third] });
  });

  it("gives way to the derivation once gradients come back", () => {
    const schedule = scheduleOf(graph, { mode: "both", along });
    const back = schedule.steps.findIndex(({ phase }) => phase === "backward");
    const picture = pictureAt(schedule.steps, playheadAt(schedule.steps, back + 0.5));
    expect(isSweepingForward(schedule, picture)).toBe(false);
  });
});

describe("the steps of forward mode", () => {
  it("go from the input along every edge that leads on from it, in the order of evaluation", () => {
    expect(stepNames(sweptAlong(FIGURE_13, "b"))).toEqual([
      ...["forward c", "forward d", "forward e"],
      "tangentSeed b",
      ...["tangent b-c-1", "tangent b-d-0", "tangent c-e-0", "tangent d-e-1"],
    ]);
    expect(stepNames(sweptAlong(FIGURE_13, "a")).slice(3)).toEqual([
      "tangentSeed a",
      "tangent a-c-0",
      "tangent c-e-0",
    ]);
  });

  it("come before those of reverse mode where both are played, and change none of them", () => {
    const both = stepNames(sweptAlong(FIGURE_13, "b", "both"));
    const reverse = stepsOf(runOf(FIGURE_13).graph).map(({ phase, id }) => `${phase} ${id}`);
    expect(both.slice(0, 3)).toEqual(reverse.slice(0, 3));
    expect(both.slice(8)).toEqual(reverse.slice(3));
    expect(stepNames(sweptAlong(FIGURE_13, "b", "reverse"))).toEqual(reverse);
  });

  it("leave out what the output does not use", () => {
    const { schedule, graph } = sweptAlong({ name: "", source: "u = x^2\ny = 2*x", values: { x: 3 } }, "x");
    expect(stepNames({ schedule }).slice(1)).toEqual(["tangentSeed x", "tangent x-y-1"]);
    expect(schedule.tangentAt[graph.byName.get("u") ?? -1]).toBe(Infinity);
  });
});

describe("a growing tangent", () => {
  it("of figure 13's e has a place for each operand, and waits for both", () => {
    const { graph, schedule, tangents } = sweptAlong(FIGURE_13, "b");
    const at = (name: string, settled: number) =>
      growingTangent(graph, schedule, tangents, graph.byName.get(name) ?? -1, settled);
    expect(at("e", 6)).toEqual({
      slots: [
        { edge: 3, contribution: null },
        { edge: 4, contribution: null },
      ],
      total: null,
    });
    expect(at("e", 7).slots.map(({ contribution }) => contribution)).toEqual([2, null]);
    expect(at("e", 8)).toMatchObject({ slots: [{ contribution: 2 }, { contribution: 3 }], total: 5 });
    // Inputs have theirs as soon as the one that is moved has.
    expect([at("a", 3).total, at("a", 4).total, at("b", 4).total, at("c", 4).total]).toEqual([
      null,
      0,
      1,
      null,
    ]);
  });

  it.each([FIGURE_13, FIGURE_17, FIGURE_19])("is the sum of its parts in $name, at every node", (program) => {
    for (const name of Object.keys(program.values)) {
      const { graph, schedule, tangents } = sweptAlong(program, name);
      for (const { index, id } of graph.nodes) {
        const { slots, total } = growingTangent(graph, schedule, tangents, index, Infinity);
        const sum = slots.reduce((so, { contribution }) => so + Number(contribution), 0);
        const want = id === name ? 1 : sum;
        expect(Math.abs(Number(total) - want), `${id} along ${name}`).toBeLessThan(1e-12);
      }
    }
  });
});

describe("the derivation in forward mode", () => {
  const statesAt = (position: number) => {
    const { graph, run, schedule } = sweptAlong(FIGURE_13, "b");
    const picture = pictureAt(schedule.steps, playheadAt(schedule.steps, position));
    return derive(graph, run, graph.byName.get("b") ?? -1).map((line) =>
      line.terms.map((term) => term.map((piece) => pieceState(schedule, picture, line.kind, piece))),
    );
  };

  it("gets its factors with the tangents' steps, and its result with the output's tangent", () => {
    expect(statesAt(5)[2]).toEqual([
      ["to come", "active"],
      ["to come", "to come"],
    ]);
    expect(statesAt(7)[3]).toEqual([["to come"]]);
    expect(statesAt(8)[3]).toEqual([["active"]]);
  });
});

describe("the playhead", () => {
  it("keeps its meaning when the mode changes", () => {
    const { graph } = runOf(FIGURE_13);
    const along = graph.byName.get("b") ?? -1;
    const [reverse, forward, both] = (["reverse", "forward", "both"] as const).map((mode) =>
      stepsOf(graph, { mode, along }),
    );
    const inTangents = playheadAt(both ?? [], 6.5);
    expect(positionOf(forward ?? [], inTangents)).toBe(6.5);
    // Without tangents: after the values. Without gradients: at the end.
    expect(positionOf(reverse ?? [], inTangents)).toBe(3);
    expect(positionOf(forward ?? [], playheadAt(reverse ?? [], 7))).toBe(8);
    expect(positionOf(both ?? [], playheadAt(reverse ?? [], 7))).toBe(12);
  });

  it("goes by phases", () => {
    const { schedule } = sweptAlong(FIGURE_13, "b", "both");
    const stops = [0, 3, 4, 8, 9, 14];
    for (const [place, stop] of stops.slice(0, -1).entries()) {
      expect(nextPhase(schedule.steps, stop)).toBe(stops[place + 1]);
      expect(previousPhase(schedule.steps, stops[place + 1] ?? 0)).toBe(stop);
    }
  });
});

describe("the narration of forward mode", () => {
  it("tells figure 13 from b", () => {
    const told = words(sweptAlong(FIGURE_13, "b"));
    expect(told[0]).toBe(
      "Play: first values flow forward to e, then tangents flow the same way, from b, each multiplied by a local derivative.",
    );
    expect(told.slice(4)).toEqual([
      "Now forward mode. b has the tangent 1, the other input 0: a node's tangent is how fast it changes when b alone does.",
      "The tangent at b is 1. The edge to c has factor 1, so 1 · 1 = 1 goes on to c.",
      "The tangent at b is 1. The edge to d has factor 1, so 1 · 1 = 1 goes on to d.",
      "The tangent at c is 1. The edge to e has factor d = 2, so 2 · 1 = 2 goes on to e. e has 2 operands that move: part 1 of 2 is here, and the sum waits.",
      "The tangent at d is 1. The edge to e has factor c = 3, so 3 · 1 = 3 goes on to e. e has 2 operands that move, so the parts are added: 2 + 3 = 5. This is de/db.",
    ]);
  });

  it("tells what happens to vectors by formula", () => {
    const { graph } = readGraph("z = W @ x\ny = [z, 1]");
    if (graph === null) throw new Error("no graph");
    const numbers: Readonly<Record<string, unknown>> = {
      W: [
        [1, 2],
        [3, 4],
      ],
      x: [1, -1],
    };
    const inputs = (node: number): Value =>
      valueFromNumbers(numbers[graph.nodes[node]?.id ?? ""]) ?? Number.NaN;
    const shaped = withShapes(graph, (node) => shapeOf(inputs(node)));
    const run = runGraph(shaped, inputs);
    const along = shaped.byName.get("x") ?? -1;
    const tangents = sweepTangents(shaped, run, along, valueFromNumbers([1, 0]));
    const schedule = scheduleOf(shaped, { mode: "forward", along });
    expect(words({ graph: shaped, run, schedule, tangents } as never).slice(3)).toEqual([
      "Now forward mode. x is a vector of 2, moved in the direction [1, 0] (one entry alone grows); every other input stays.",
      "The tangent at x is [1, 0]. To z it goes on as W\u2009dx: [1, 3], a vector of 2, as z is.",
      "The tangent at z is [1, 3]. To y it goes to its own place: [1, 3, 0], a vector of 3, as y is.",
    ]);
  });
});
