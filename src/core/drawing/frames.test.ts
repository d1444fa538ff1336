import { describe, expect, it } from "vitest";
import { scalarNet } from "../../../bench/programs.ts";
import { atGrain } from "../graph/atGrain.ts";
import { OPERATIONS } from "../graph/grain.ts";
import { edgeAt, type Graph, nodeAt } from "../graph/graph.ts";
import { groupsOf } from "../graph/groups.ts";
import { readGraph } from "../graph/read.ts";
import { withShapes } from "../graph/shapes.ts";
import type { Box, Direction } from "../layout/index.ts";
import type { Shape } from "../tensor/tensor.ts";
import { frameMarks, type GroupFrame, groupFrames } from "./frames.ts";
import { type Scene, sceneOf, withTabs } from "./scene.ts";

interface Drawn {
  readonly scene: Scene;
  readonly frames: readonly GroupFrame[];
}

function drawn(
  text: string,
  direction: Direction = "right",
  shapes: Readonly<Record<string, Shape>> = {},
  grain: (graph: Graph) => Graph = (graph) => graph,
): Drawn {
  const { graph, program } = readGraph(text);
  if (graph === null || program === null) throw new Error(text);
  const shaped = grain(withShapes(graph, (node) => shapes[nodeAt(graph, node).id] ?? []));
  const scene = sceneOf(shaped, direction);
  return { scene, frames: groupFrames(scene, groupsOf(shaped, program.statements)) };
}

const names = ({ frames }: Drawn) => frames.map(({ group }) => `${group.kind} ${group.name}`).sort();

const NETWORK = "L1 = [x1, x2, 1]\nL2 = [sigmoid(L1 @ T1), 1]\nL3 = sigmoid(L2 @ T2)";
const LOOP = "h[t] = tanh(w*h[t-1] + u*x[t] + b) for t = 1..3\nL = (h[3] - y)^2/2";
const CALLS = "s(z) = 1/(1 + exp(-z))\na = s(w*x + b) * s(v*x)";
const NEURONS = scalarNet(2, 3, 1);

describe("frames are drawn", () => {
  it("round the layers of figure 3", () => {
    expect(names(drawn(NETWORK, "up", { T1: [3, 2], T2: [3] }))).toEqual(["layer L2", "layer L3"]);
  });

  it("names them as the program's names are typeset everywhere, and steps in words", () => {
    const written = ({ frames }: Drawn) =>
      frameMarks(frames).flatMap((mark) =>
        mark.kind === "formula"
          ? mark.tex
          : mark.kind === "figures"
            ? mark.parts.map(({ text }) => text)
            : [],
      );
    expect(written(drawn(NETWORK, "up", { T1: [3, 2], T2: [3] })).sort()).toEqual(["L_{2}", "L_{3}"]);
    expect(written(drawn(CALLS)).sort()).toEqual(["s", "s_{2}"]);
    expect(written(drawn(LOOP)).sort()).toEqual(["step 1", "step 2", "step 3"]);
  });

  it("round each call of a function of one's own, by its name", () => {
    expect(names(drawn(CALLS))).toEqual(["call s", "call s2"]);
  });

  it("round the steps of a loop, by their numbers", () => {
    expect(names(drawn(LOOP))).toEqual(["step step 1", "step step 2", "step step 3"]);
  });

  it("round the neurons of a network in single numbers, where the layout does not mingle them", () => {
    const apart = "h1 = tanh(w1*x1 + b1)\nh2 = tanh(w2*x2 + b2)\ny = v1*h1 + v2*h2";
    expect(names(drawn(apart))).toEqual(expect.arrayContaining(["neuron h1", "neuron h2"]));
  });

  it("round what a folded node leaves of its group, and not round one node alone", () => {
    const folded = (graph: Graph) => atGrain(graph, { ...OPERATIONS, folded: ["s"] });
    expect(names(drawn(CALLS, "right", {}, folded))).toEqual(["call s2"]);
  });
});

describe("no frame is drawn", () => {
  it.each([
    ["round all that is calculated", "s(z) = 1/(1 + exp(-z))\ns(x)"],
    ["round a single operation", "double(x) = 2*x\na = double(x) + double(y)\nsin(a)"],
    ["for a statement alone", "c = (a + b)*(b + 1)\nd = sin(c)*cos(c)"],
    ["for a loop of one step", "h[t] = tanh(w*h[t-1]) for t = 1..1\nL = h[1]^2/2"],
  ])("%s", (_name, text) => {
    expect(drawn(text).frames).toEqual([]);
  });

  it("more than two deep", () => {
    const { frames } = drawn("f(x) = x^2 + 1\ng(x) = f(x)*x\nh(x) = sin(g(x))\ny = h(a) + b");
    expect(Math.max(...frames.map(({ depth }) => depth))).toBe(2);
  });
});

type Place = { readonly x: number; readonly y: number };

/** Whether a point lies in a frame; its sides count, for there two rectangles of it may meet. */
function contains(outline: GroupFrame["outline"], point: Place): boolean {
  return outline.some(
    ({ x, y, width, height }) =>
      Math.abs(point.x - x) <= width / 2 + 1e-9 && Math.abs(point.y - y) <= height / 2 + 1e-9,
  );
}

/** Points all over a box, its edges included. */
function pointsOf({ x, y, width, height }: Box) {
  const parts = Array.from({ length: 9 }, (_, place) => place / 8 - 0.5);
  return parts.flatMap((across) => parts.map((down) => ({ x: x + across * width, y: y + down * height })));
}

const PROGRAMS: readonly (readonly [string, string, Readonly<Record<string, Shape>>])[] = [
  ["figure 3", NETWORK, { T1: [3, 2], T2: [3] }],
  ["a loop", LOOP, {}],
  ["calls", CALLS, {}],
  ["neurons", NEURONS, {}],
  ["more neurons", scalarNet(3, 4, 4, 2), {}],
];

describe.each(PROGRAMS)("of %s", (_name, text, shapes) => {
  it.each(["right", "up"] as const)("a frame holds its nodes whole and nothing foreign (%s)", (direction) => {
    const { scene, frames } = drawn(text, direction, shapes);
    const { graph } = scene;
    for (const { group, outline } of frames) {
      const own = new Set(group.nodes);
      for (const { node, box, shape, hasTangent } of scene.nodes) {
        const whole = { ...box, ...withTabs(box, direction, shape, hasTangent) };
        const isInside = pointsOf(whole).map((point) => contains(outline, point));
        const { uses } = node;
        const feedsOnlyIt = uses.length > 0 && uses.every((use) => own.has(edgeAt(graph, use).to));
        if (own.has(node.index)) expect(isInside, `${node.id} in ${group.name}`).not.toContain(false);
        else if (!feedsOnlyIt) expect(isInside, `${node.id} in ${group.name}`).not.toContain(true);
      }
      for (const { edge, plaque } of scene.edges) {
        if (plaque.width === 0 || own.has(edge.from) || own.has(edge.to)) continue;
        const isInside = pointsOf(plaque).map((point) => contains(outline, point));
        expect(isInside, `${edge.id} in ${group.name}`).not.toContain(true);
      }
    }
  });

  it("frames lie in each other or apart, with a name each", () => {
    const { frames } = drawn(text, "right", shapes);
    for (const one of frames)
      for (const other of frames) {
        const inside = one.outline.flatMap(pointsOf).map((point) => contains(other.outline, point));
        if (one !== other) expect(new Set(inside).size, `${one.group.name} in ${other.group.name}`).toBe(1);
      }
    const labels = frameMarks(frames).filter(({ kind }) => kind === "figures" || kind === "formula");
    expect(labels.length).toBe(frames.length);
  });
});
