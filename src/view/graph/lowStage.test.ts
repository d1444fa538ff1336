import { describe, expect, it } from "vitest";
import { runOfExample } from "../../../tests/golden/examples.ts";
import { presentedParts } from "../../core/drawing/presented.ts";
import { focusOfStep, type Scene, sceneOf, withTabs } from "../../core/drawing/scene.ts";
import { readGraph } from "../../core/graph/read.ts";
import type { Box } from "../../core/layout/index.ts";
import { PHASES } from "../../core/timeline/beats.ts";
import { type Step, scheduleOf } from "../../core/timeline/steps.ts";
import { followingView, type StageSize } from "./camera.ts";

/** What the page has left for the graph below its network on a screen of 1024 by 768 px, and what the toolbar covers. */
const STAGE: StageSize = { width: 714, height: 311, covered: 38 };

/** Figure 2 in single numbers. */
const NUMBERS = "h1 = tanh(w11*x1 + w12*x2 + b1)\nh2 = tanh(w21*x1 + w22*x2 + b2)\ny = v1*h1 + v2*h2 + c";

/** What a step is about, with tabs, by its id. */
function activeIn(scene: Scene, step: Step): readonly (readonly [string, Box])[] {
  const { nodes, edges } = presentedParts(scene, step);
  return [
    ...nodes.map(({ node, box, direction, shape }) => {
      return [node.id, { ...box, ...withTabs(box, direction, shape) }] as const;
    }),
    ...edges.map(({ edge, plaque }) => [edge.id, plaque] as const),
  ];
}

/** Whether a place is in sight below the toolbar, whole. */
function isInSight(scene: Scene, step: Step, beat: number, place: Box): boolean {
  const { x, y, scale } = followingView(scene.bounds, STAGE, focusOfStep(scene, step, beat));
  const left = x + scale * (place.x - place.width / 2);
  const top = y + scale * (place.y - place.height / 2);
  return (
    left >= 0 &&
    left + scale * place.width <= STAGE.width &&
    top >= (STAGE.covered ?? 0) &&
    top + scale * place.height <= STAGE.height
  );
}

function momentsOf(scene: Scene): readonly (readonly [Step, number])[] {
  const { steps } = scheduleOf(scene.graph, { mode: "reverse", along: 0 });
  return steps.flatMap((step) => PHASES[step.phase].beats.map((_beat, beat) => [step, beat] as const));
}

describe("on a low stage", () => {
  it.each(["network", "network-cost"])(
    "nothing that a step of %s is about is covered or out of sight",
    (id) => {
      const scene = sceneOf(runOfExample(id).graph, "right");
      const hidden = momentsOf(scene).flatMap(([step, beat]) =>
        activeIn(scene, step).flatMap(([part, place]) =>
          isInSight(scene, step, beat, place) ? [] : `${part} in beat ${beat} of ${step.phase} ${step.id}`,
        ),
      );
      expect(hidden).toEqual([]);
    },
  );

  it("the place of a beat is in sight, whole, also where its step has no room", () => {
    const { graph } = readGraph(NUMBERS);
    if (graph === null) throw new Error("it is a program");
    const scene = sceneOf(graph, "right");
    const [seen, places] = [new Set<string>(), momentsOf(scene)];
    for (const [step, beat] of places) {
      const active = activeIn(scene, step).filter(([, place]) => isInSight(scene, step, beat, place));
      for (const [part] of active) seen.add(`${step.phase} ${step.id}: ${part}`);
      const here = "node" in step ? step.id : beat === PHASES[step.phase].beats.length - 1 ? null : step.id;
      const receiver = "edge" in step ? graph.nodes[graph.edges[step.edge]?.from ?? -1]?.id : null;
      expect(
        active.map(([part]) => part),
        `beat ${beat} of ${step.phase} ${step.id}`,
      ).toContain(here ?? receiver);
    }
    // Over the beats of a step backward, all of it is seen.
    for (const [step] of places)
      if (step.phase === "backward")
        for (const [part] of activeIn(scene, step).filter(([part]) => isEndOrPlaque(part, step.id, graph)))
          expect(seen, step.id).toContain(`${step.phase} ${step.id}: ${part}`);
  });
});

function isEndOrPlaque(part: string, step: string, graph: Scene["graph"]): boolean {
  const edge = graph.edges.find(({ id }) => id === step);
  return part === step || [edge?.from, edge?.to].some((end) => graph.nodes[end ?? -1]?.id === part);
}
