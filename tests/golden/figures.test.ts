import { describe, it } from "vitest";
import { type Run, runGraph } from "../../src/core/differentiate/run.ts";
import { legibleScale, PROJECTED_HEIGHTS } from "../../src/core/drawing/legibility.ts";
import { productBox } from "../../src/core/drawing/presented.ts";
import { focusOfStep } from "../../src/core/drawing/scene.ts";
import { atGrain } from "../../src/core/graph/atGrain.ts";
import { OPERATIONS } from "../../src/core/graph/grain.ts";
import { type Graph, nodeAt } from "../../src/core/graph/graph.ts";
import { type Value, valueFromNumbers } from "../../src/core/tensor/tensor.ts";
import { phaseRange, type Schedule, type Sweeps, scheduleOf } from "../../src/core/timeline/steps.ts";
import { turnAt } from "../../src/core/timeline/turns.ts";
import { GALLERY } from "../../src/lessons/gallery.ts";
import type { Example } from "../../src/lessons/opening.ts";
import { followingView, type StageSize } from "../../src/view/graph/camera.ts";
import { screenShare } from "../../src/view/presenter/screenShare.ts";
import { runOfExample } from "./examples.ts";
import { type Drawn, expectGolden, expectGoldenLines, pictureMarks } from "./golden.ts";
import { type Part, themedSvg } from "./svg.ts";

/*
 * Every figure of the gallery as its stage shows it half of the way through its last sweep, while a product travels: on
 * a screen of 1920 by 1080 px and on a phone of 390 by 844, light and dark side by side, and in the presenter's view;
 * and some of them at further moments.
 */

/** What the page leaves for the picture on a screen. */
const STAGES = {
  wide: { width: 1560, height: 878, covered: 48 },
  phone: { width: 390, height: 455, covered: 85 },
  "wide-presented": { width: 1920, height: 724 },
  "phone-presented": { width: 390, height: 565 },
} as const satisfies Readonly<Record<string, StageSize>>;

const SCREEN_HEIGHTS = { wide: 1080, phone: 844, "wide-presented": 1080, "phone-presented": 844 } as const;

type Screen = keyof typeof STAGES;

describe.each(Object.keys(STAGES) as readonly Screen[])("on a stage as of %s", (screen) => {
  it.each(GALLERY.map((example) => [example.id, example] as const))("%s looks right", (id, example) => {
    expectGolden("figures", `${id}-${screen}`, seen(example, screen));
  });
});

/** The last part of the target's gradient lands in its sum; the end. */
const MOMENTS = {
  sum: ({ gradientAt }, target) => (gradientAt[target] ?? 0) - 0.13,
  end: ({ steps }) => steps.length,
} as const satisfies Record<string, Moment>;

type Moment = (schedule: Schedule, target: number) => number;

const halfway: Moment = ({ steps, sweeps }) => {
  const { first, end } = phaseRange(steps, sweeps.mode === "forward" ? "tangent" : "backward");
  return first + Math.floor((end - first) / 2) + 0.7;
};

// Values used more than once: of numbers, in a loop, and matrices.
const SHARED = ["staged", "gates", "recurrent-loop", "recurrent-vectors", "network-cost"];

describe.each(SHARED)("%s on a wide screen", (id) => {
  it.each(Object.keys(MOMENTS) as readonly (keyof typeof MOMENTS)[])("looks right at its %s", (moment) => {
    const example = GALLERY.find((one) => one.id === id);
    if (example === undefined) throw new Error(`the gallery lacks ${id}`);
    expectGolden("figures", `${id}-wide-${moment}`, seen(example, "wide", MOMENTS[moment]));
  });
});

/*
 * What all of them show before anything, on the way forward, and in the end: a line each, with what the camera shows, of
 * how many marks, and a digest of the whole picture. Where a line has changed, its picture is written for one to look at.
 */
const MOMENTS_IN_LINES = {
  start: () => 0,
  values: ({ steps }) => Math.floor(phaseRange(steps, "forward").end / 2) + 0.2,
  end: MOMENTS.end,
} as const satisfies Record<string, Moment>;

it("every figure shows what it did at its start, among its values and at its end, on every stage", () => {
  const pictures = new Map<string, string>();
  for (const example of GALLERY)
    for (const screen of Object.keys(STAGES) as readonly Screen[])
      for (const [name, moment] of Object.entries(MOMENTS_IN_LINES))
        pictures.set(`${example.id}-${screen}-${name}`, seen(example, screen, moment));
  expectGoldenLines("figures", "moments", pictures);
});

function seen(example: Example, screen: Screen, moment: Moment = halfway): string {
  const { graph, run, statements } = grainedExample(example);
  const along = graph.byName.get(example.target) ?? 0;
  const sweeps: Sweeps = { mode: example.mode ?? "reverse", along };
  const stage: StageSize = STAGES[screen];
  const isPresented = screen.endsWith("presented");
  const drawn = pictureMarks(graph, run, {
    position: moment(scheduleOf(graph, sweeps), along),
    direction: example.direction ?? (stage.width < stage.height ? "up" : "right"),
    sweeps,
    isPresented,
    statements,
  });
  const part = partSeen(drawn, stage, isPresented ? screenShare(stage.width, SCREEN_HEIGHTS[screen]) : 0);
  return themedSvg(part, drawn.marks, isPresented ? ["projector"] : ["light", "dark"]);
}

/** What the camera shows; `share` is that of the projector's heights that this screen needs, 0 for none. */
function partSeen({ frame, scene }: Drawn, stage: StageSize, share: number): Part {
  const { moving, settled } = frame.picture;
  const step = moving?.step ?? null;
  const heights = { active: PROJECTED_HEIGHTS.active * share, rest: PROJECTED_HEIGHTS.rest * share };
  const still = { ...frame, picture: { settled, moving: null } };
  const least = share === 0 ? 0 : legibleScale(still, step, heights);
  const turn = share === 0 ? null : turnAt(scene.graph, moving);
  const aimed = step && focusOfStep(scene, step, moving?.beat, productBox(still, step), turn);
  const { x, y, scale } = followingView(scene.bounds, stage, aimed, least);
  return {
    x: -x / scale,
    y: -y / scale,
    width: stage.width / scale,
    height: stage.height / scale,
    scale,
  };
}

function grainedExample({ id, folded, values }: Example): ReturnType<typeof runOfExample> {
  const plain = runOfExample(id);
  if (folded === undefined) return plain;
  const graph: Graph = atGrain(plain.graph, { ...OPERATIONS, folded });
  const inputs = (node: number): Value => valueFromNumbers(values[nodeAt(graph, node).id]) ?? Number.NaN;
  const run: Run = runGraph(graph, inputs);
  return { ...plain, graph, run };
}
