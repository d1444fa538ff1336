import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FIGURE_13, runOf } from "../../../tests/programs.ts";
import { type Run, runGraph } from "../differentiate/run.ts";
import { type Graph, nodeAt } from "../graph/graph.ts";
import { readGraph } from "../graph/read.ts";
import { type Box, curveSamples, type Direction, type Point } from "../layout/index.ts";
import { PHASES } from "../timeline/beats.ts";
import { pictureAt, playheadAt } from "../timeline/playhead.ts";
import { scheduleOf } from "../timeline/steps.ts";
import { overlap } from "./boxes.ts";
import { ghostMarks, termPlace } from "./ghost.ts";
import { ghostEdges, untangledScene } from "./ghosts.ts";
import type { Mark } from "./marks.ts";
import { movingMarks } from "./moving.ts";
import { pinMarks } from "./pins.ts";
import { presentedParts } from "./presented.ts";
import { beginningOf, focusOfStep, type Scene, type SceneNode, sceneOf, withTabs } from "./scene.ts";

function graphOf(source: string): Graph {
  const { graph } = readGraph(source);
  if (graph === null) throw new Error(source);
  return graph;
}

function untangled(plain: Scene): Scene {
  return untangledScene(plain, (ghosts) =>
    sceneOf(plain.graph, plain.direction, true, undefined, "reverse", undefined, ghosts),
  );
}

const copiesOf = ({ edges }: Scene): readonly SceneNode[] => edges.flatMap(({ ghost }) => ghost ?? []);

/** Pairs of edges that cross, point by point along their curves; those of one source or one consumer meet there. */
function crossingPairs({ edges }: Scene): number {
  const side = (from: Point, to: Point, { x, y }: Point): number =>
    (to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x);
  const lines = edges.map(({ curve }) => curveSamples(curve));
  const doCross = (one: readonly Point[], other: readonly Point[]): boolean =>
    one.slice(1).some((b, i) =>
      other.slice(1).some((d, j) => {
        const [a = b, c = d] = [one[i], other[j]];
        return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
      }),
    );
  return lines.reduce(
    (sum, one, index) => sum + lines.slice(0, index).filter((other) => doCross(one, other)).length,
    0,
  );
}

/** Programs of a few statements over few inputs, which they use again and again. */
const programs = fc
  .array(fc.tuple(fc.nat(99), fc.nat(99), fc.constantFrom("+", "*", "-")), { minLength: 4, maxLength: 14 })
  .map((statements) => {
    const names = ["a", "b", "c"];
    const lines = statements.map(([left, right, sign], place) => {
      const pick = (number: number): string => names[number % names.length] ?? "a";
      const line = `n${place} = ${pick(left)} ${sign} ${pick(right)}`;
      names.push(`n${place}`);
      return line;
    });
    return [...lines, `out = ${names.slice(3).join(" + ")}`].join("\n");
  });

const directions = fc.constantFrom<Direction>("right", "up");

function roomOf({ box, direction, shape, hasTangent }: SceneNode): Box {
  return { ...box, ...withTabs(box, direction, shape, hasTangent) };
}

function isIn({ x, y, width, height }: Box, point: Point): boolean {
  return Math.abs(point.x - x) < width / 2 - 0.01 && Math.abs(point.y - y) < height / 2 - 0.01;
}

describe("copies of inputs", () => {
  it("are not there where nothing is tangled", () => {
    expect(ghostEdges(sceneOf(runOf(FIGURE_13).graph, "right")).size).toBe(0);
  });

  it("leave nodes and edges as they are, each input one use of its own, and fewer crossings", () => {
    let [before, after, copies] = [0, 0, 0];
    fc.assert(
      fc.property(programs, directions, (source, direction) => {
        const plain = sceneOf(graphOf(source), direction);
        const scene = untangled(plain);
        expect(scene.graph).toBe(plain.graph);
        expect(scene.nodes.map(({ node }) => node)).toEqual(plain.nodes.map(({ node }) => node));
        expect(scene.edges.map(({ edge }) => edge)).toEqual(plain.edges.map(({ edge }) => edge));
        for (const { node } of scene.nodes) {
          const own = scene.edges.filter(({ edge, ghost }) => edge.from === node.index && ghost === null);
          if (node.uses.length > 0) expect(own.length).toBeGreaterThan(0);
          if (node.kind !== "input") expect(own).toHaveLength(node.uses.length);
        }
        for (const { edge, ghost } of scene.edges)
          if (ghost !== null) expect(ghost.node.index).toBe(edge.from);
        const [without, withCopies] = [crossingPairs(plain), crossingPairs(scene)];
        expect(withCopies).toBeLessThanOrEqual(without);
        before += without;
        after += withCopies;
        copies += copiesOf(scene).length;
      }),
      { seed: 3, numRuns: 25 },
    );
    expect(copies).toBeGreaterThan(25);
    expect(after).toBeLessThan(0.6 * before);
  });

  it("touch nothing, and no edge runs over one that is not its own", () => {
    fc.assert(
      fc.property(programs, directions, (source, direction) => {
        const scene = untangled(sceneOf(graphOf(source), direction));
        const boxes = [
          ...[...scene.nodes, ...copiesOf(scene)].map(roomOf),
          ...scene.edges.flatMap(({ plaque }) => (plaque.width > 0 ? [plaque] : [])),
        ];
        const touching = boxes.filter((box, place) =>
          boxes.some((other, before) => before < place && overlap(box, other) > 0),
        );
        expect(touching).toEqual([]);
        for (const sceneEdge of scene.edges) {
          const own = [beginningOf(scene, sceneEdge), scene.nodes[sceneEdge.edge.to]];
          const foreign = [...scene.nodes, ...copiesOf(scene)].filter((node) => !own.includes(node));
          const samples = curveSamples(sceneEdge.curve);
          const covered = foreign.map(roomOf).filter((room) => samples.some((point) => isIn(room, point)));
          expect(covered).toEqual([]);
        }
      }),
      { seed: 4, numRuns: 25 },
    );
  });

  it("stand where their edges begin", () => {
    const scene = untangled(sceneOf(TANGLED, "right"));
    for (const { curve, ghost } of scene.edges) {
      if (ghost === null) continue;
      const { x, y, width, height } = ghost.box;
      expect(curve[0]?.x).toBeCloseTo(x + width / 2, 6);
      expect(Math.abs((curve[0]?.y ?? 0) - y)).toBeLessThan(height / 2);
    }
  });
});

/** a, b and c go over several layers, and cross on the way. */
const TANGLED = graphOf("u = a*b; v = sin(u) + c; w = v*a - b; y = w*c + a*v");
const VALUES: Readonly<Record<string, number>> = { a: 2, b: -1, c: 3 };

describe("the gradient of an input with copies", () => {
  const scene = untangled(sceneOf(TANGLED, "right"));
  const schedule = scheduleOf(TANGLED);
  const run: Run = runGraph(TANGLED, (node) => VALUES[nodeAt(TANGLED, node).id] ?? 0);
  const copied = scene.edges.filter(({ ghost }) => ghost !== null);
  const texts = (marks: readonly Mark[]): readonly string[] =>
    marks.flatMap((mark) => (mark.kind === "figures" ? [mark.parts.map(({ text }) => text).join("")] : []));

  it("is the sum of what its copies say and of what comes along its own edges", () => {
    expect(copied.length).toBeGreaterThan(1);
    // y = (va − b)c + av with v = sin(ab) + c: ∂y/∂c = va − b + (ca + a)·1, of which v's use brings a(c + 1).
    const v = Math.sin(-2) + 3;
    const use = copied.find(({ edge }) => edge.id === "c-y.0-1");
    if (use?.ghost == null) throw new Error("c has a copy beside w*c");
    const state = { value: 3, tangent: null, contribution: run.contributions[use.edge.index] ?? null };
    const [value, term] = texts(ghostMarks(use.ghost, state));
    expect([value, term]).toEqual(["3", `+ ${(v * 2 + 1).toPrecision(4)}`]);
    const own = scene.edges.filter(
      ({ edge, ghost }) => nodeAt(TANGLED, edge.from).id === "c" && ghost === null,
    );
    const rest = own.reduce((sum, { edge }) => sum + Number(run.contributions[edge.index]), 0);
    expect(rest).toBeCloseTo(2 * (3 + 1), 12);
    const whole = Number(run.adjoints[TANGLED.byName.get("c") ?? -1]);
    expect(Number(state.contribution) + rest).toBeCloseTo(whole, 12);
  });

  it("grows where the input itself stands: a part goes there from its copy", () => {
    for (const { edge, ghost } of copied) {
      if (ghost === null) continue;
      const at = schedule.contributionAt[edge.index] ?? 0;
      const ends = PHASES.backward.beats.map(({ end }) => end);
      const landing = (share: number): Point => {
        const [start = 0, end = 0] = ends.slice(-2);
        const playhead = playheadAt(schedule.steps, at - 1 + start + (end - start) * share);
        const picture = pictureAt(schedule.steps, playhead);
        const marks = movingMarks({ scene, schedule, run, tangents: null, picture, mode: "all" });
        const tab = marks.find(({ key }) => key === "arrival:tab" || key === "landing:tab");
        if (tab?.kind !== "box") throw new Error("a tab is on its way");
        return tab;
      };
      const from = termPlace(ghost, run.contributions[edge.index] ?? 0);
      expect(Math.hypot(landing(0.001).x - from.x, landing(0.001).y - from.y)).toBeLessThan(30);
      const source = scene.nodes[edge.from]?.box ?? ghost.box;
      const [near, there] = [landing(0.999), landing(1)];
      for (const place of [near, there]) {
        expect(Math.abs(place.x - source.x)).toBeLessThan(source.width / 2 + 20);
        expect(Math.abs(place.y - source.y)).toBeLessThan(source.height / 2 + 20);
      }
    }
  });

  it("is where the camera and the presenter's view end", () => {
    const [first] = copied;
    if (first?.ghost == null) throw new Error("there is a copy");
    const { edge, ghost } = first;
    const step = { phase: "backward", id: edge.id, edge: edge.index } as const;
    const source = scene.nodes[edge.from];
    const last = PHASES.backward.beats.length - 1;
    expect(focusOfStep(scene, step, last)[0]).toMatchObject({ x: source?.box.x, y: source?.box.y });
    expect(presentedParts(scene, step).nodes).toContain(source);
    // Forward, the value is borrowed from the copy alone.
    const forward = { phase: "forward", id: nodeAt(TANGLED, edge.to).id, node: edge.to } as const;
    expect(presentedParts(scene, forward).nodes).not.toContain(source);
    const seen = focusOfStep(scene, forward).map(({ x, width }) => x - width / 2);
    const copy = ghost.box.x - ghost.box.width / 2;
    expect(seen.some((left) => Math.abs(left - copy) < 1e-6)).toBe(true);
    const left = (source?.box.x ?? 0) - (source?.box.width ?? 0) / 2;
    expect(seen.every((other) => Math.abs(other - left) > 1e-6)).toBe(true);
    expect(beginningOf(scene, first)).toBe(ghost);
  });

  it("is pinned together with its copies", () => {
    const { under } = pinMarks(scene, [["a"]]);
    const copies = copied.filter(({ edge }) => nodeAt(TANGLED, edge.from).id === "a");
    expect(copies.length).toBeGreaterThan(0);
    expect(under).toHaveLength(1 + copies.length);
  });
});
