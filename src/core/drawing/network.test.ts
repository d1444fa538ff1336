import { describe, expect, it } from "vitest";
import { runGraph } from "../differentiate/run.ts";
import { nodeAt } from "../graph/graph.ts";
import { readGraph } from "../graph/read.ts";
import { networkOf } from "../graph/recogniseNetwork.ts";
import { withShapes } from "../graph/shapes.ts";
import { filled, type Shape } from "../tensor/tensor.ts";
import { networkNumbers } from "../timeline/networkNumbers.ts";
import { scheduleOf } from "../timeline/steps.ts";
import { cellColour } from "./cellColour.ts";
import { cellLook } from "./grid.ts";
import { MOST_UNITS, networkScene } from "./network.ts";
import { lineMarks, lineScaleOf } from "./networkMarks.ts";
import { LOOKS } from "./theme.ts";

function pictureOf(
  text: string,
  shapes: Readonly<Record<string, Shape>>,
  direction: "right" | "up" = "right",
) {
  const { graph } = readGraph(text);
  if (graph === null) throw new Error(text);
  const shaped = withShapes(graph, (node) => shapes[nodeAt(graph, node).id] ?? []);
  const network = networkOf(shaped);
  if (network === null) throw new Error(`${text} is no network`);
  return { graph: shaped, scene: networkScene(shaped, network, direction) };
}

const WIDE = "h = tanh(x @ W)\ny = h @ V";
const SIZES = { x: [784], W: [784, 8], V: [8, 10] } as const;

describe("the picture of a network", () => {
  it("draws all of eight units; of more, seven, and says how many there are besides", () => {
    const { scene } = pictureOf(WIDE, SIZES);
    const drawn = [0, 1, 2].map((place) => scene.circles.filter(({ layer }) => layer === place).length);
    expect(drawn).toEqual([7, MOST_UNITS, 7]);
    expect(scene.captions.map(({ content }) => content)).toEqual(
      expect.arrayContaining(["⋮ 777 more", "⋮ 3 more"]),
    );
    expect(scene.lines.length).toBe(7 * 8 + 8 * 7);
  });

  it.each(["right", "up"] as const)(
    "keeps its circles apart and its lines outside of them (%s)",
    (direction) => {
      const { scene } = pictureOf(WIDE, SIZES, direction);
      for (const one of scene.circles)
        for (const other of scene.circles)
          if (one !== other)
            expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(one.radius + other.radius);
      for (const { layer, from, to, start, end } of scene.lines) {
        const source = scene.circles.find((circle) => circle.layer === layer && circle.unit === from);
        const target = scene.circles.find((circle) => circle.layer === layer + 1 && circle.unit === to);
        expect(Math.hypot(start.x - (source?.x ?? 0), start.y - (source?.y ?? 0))).toBeCloseTo(
          source?.radius ?? 0,
        );
        expect(Math.hypot(end.x - (target?.x ?? 0), end.y - (target?.y ?? 0))).toBeCloseTo(
          target?.radius ?? 0,
        );
      }
    },
  );

  const neurons = (inputs: number, units: number) => {
    const unit = (to: number) =>
      `h${to} = tanh(${Array.from({ length: inputs }, (_, from) => `w${to}${from}*x${from}`).join(" + ")} + b${to})`;
    const all = Array.from({ length: units }, (_, to) => to);
    return [...all.map(unit), `y = ${all.map((to) => `v${to}*h${to}`).join(" + ")} + c`].join("\n");
  };

  it.each([
    [1, 2, "right"],
    [2, 2, "right"],
    [2, 3, "right"],
    [3, 3, "right"],
    [2, 2, "up"],
    [2, 3, "up"],
    [3, 3, "up"],
  ] as const)(
    "gives the numbers of %i inputs and %i units places of their own (%s)",
    (inputs, units, direction) => {
      const { scene } = pictureOf(neurons(inputs, units), {}, direction);
      const labels = scene.lines.map(({ label }) => label);
      for (const [place, one] of labels.entries()) {
        expect(one).not.toBeNull();
        if (one === null) continue;
        // "−0.00931" at 15 px is 68 px wide and 19 px tall, its ground included.
        for (const other of labels.slice(place + 1))
          if (other !== null)
            expect(Math.abs(one.x - other.x) >= 68 || Math.abs(one.y - other.y) >= 20).toBe(true);
        for (const { x, y, radius } of scene.circles)
          expect(Math.abs(one.x - x) >= radius + 34 || Math.abs(one.y - y) >= radius + 9.5).toBe(true);
        const { start, end } = scene.lines[place] ?? { start: one, end: one };
        const cross = (end.x - start.x) * (one.y - start.y) - (end.y - start.y) * (one.x - start.x);
        expect(cross / Math.hypot(end.x - start.x, end.y - start.y)).toBeCloseTo(0, 6);
      }
    },
  );

  it("leaves numbers out between layers where lines would be hidden by them", () => {
    expect(pictureOf(WIDE, SIZES).scene.lines.some(({ label }) => label !== null)).toBe(false);
  });

  it("grows to the right, or upwards", () => {
    const along = (direction: "right" | "up") =>
      pictureOf(WIDE, SIZES, direction).scene.circles.filter(({ unit }) => unit === 0);
    expect(along("right").map(({ x }) => x)).toEqual(
      along("right")
        .map(({ x }) => x)
        .sort((a, b) => a - b),
    );
    expect(along("up").map(({ y }) => y)).toEqual(
      along("up")
        .map(({ y }) => y)
        .sort((a, b) => b - a),
    );
  });
});

describe("a line", () => {
  // Δ: h = 1·x1, y = W·h with weights of both signs and 0: the gradients of V are h = tanh(1), tanh(−2) and tanh(0).
  const text = "h1 = tanh(a*x)\nh2 = tanh(b*x)\nh3 = tanh(c*x)\ny = p*h1 + q*h2 + r*h3";
  const values = new Map(Object.entries({ x: 1, a: 1, b: -2, c: 0, p: 0.5, q: -1, r: 0 }));
  const { graph, scene } = pictureOf(text, {});
  const run = runGraph(graph, (node) => values.get(nodeAt(graph, node).id) ?? Number.NaN);
  const schedule = scheduleOf(graph);
  const at = (settled: number, hasBegun = true) =>
    networkNumbers(graph, { graph, schedule, run, settled, hasBegun });
  const looks = (settled: number, hasBegun = true) => {
    const numbers = at(settled, hasBegun);
    const scale = lineScaleOf(scene, numbers);
    return scene.lines
      .filter(({ layer }) => layer === 1)
      .map((line) => {
        const [mark] = lineMarks(line, numbers, scale);
        return [mark?.look, mark?.kind === "path" ? mark.width : undefined];
      });
  };

  it("says nothing before anything has begun, then the weight's sign and size", () => {
    expect(looks(0, false).map(([look]) => look)).toEqual(["edge", "edge", "edge"]);
    // The largest size is 2, of b: 1.5 px and as much of 5 px as its share of that.
    expect(looks(0)).toEqual([
      ["weight plus", 2.75],
      ["weight minus", 4],
      ["edge zero", undefined],
    ]);
  });

  it("says the gradient once that is there, on a scale that does not change meanwhile", () => {
    expect(looks(Infinity).map(([look]) => look)).toEqual([
      "weight gradient",
      "weight gradient minus",
      "edge zero",
    ]);
    expect(lineScaleOf(scene, at(0))).toEqual(lineScaleOf(scene, at(Infinity)));
    expect(lineScaleOf(scene, at(0)).gradient).toBeCloseTo(Math.tanh(2), 12);
  });
});

it("is filled with the numbers of the folded graph, by ids", () => {
  const { graph } = pictureOf(WIDE, { x: [2], W: [2, 3], V: [3] });
  const run = runGraph(graph, (node) => filled(graph.shapes?.[node] ?? [], 0.5));
  const schedule = scheduleOf(graph);
  const shown = { graph, schedule, run, settled: Infinity, hasBegun: true };
  // Another graph with the same ids stands for one that is folded.
  const copy = { ...graph, nodes: [...graph.nodes] };
  const hidden = graph.nodes.find(({ id }) => id === "h")?.index ?? -1;
  expect(networkNumbers(copy, shown).value({ node: hidden, entry: 2 })).toBeCloseTo(Math.tanh(0.5), 12);
});

it("colours a cell as its look does", () => {
  for (const entry of [-3, -2, -1, 0, 1, 2, 3, Number.NaN])
    expect(cellColour(entry, 3)).toBe(LOOKS[cellLook(entry, 3)].fill);
});
