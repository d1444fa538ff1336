import { expect, it } from "vitest";
import { runOfExample } from "../../../tests/golden/examples.ts";
import { legibleScale, PROJECTED_HEIGHTS } from "../../core/drawing/legibility.ts";
import { movingMarks } from "../../core/drawing/moving.ts";
import { beginningOf, focusOfStep, sceneOf } from "../../core/drawing/scene.ts";
import { valuePlace } from "../../core/drawing/tabs.ts";
import { paceAt } from "../../core/timeline/pace.ts";
import { scheduleOf } from "../../core/timeline/steps.ts";
import { turnAt } from "../../core/timeline/turns.ts";
import { GALLERY } from "../../lessons/gallery.ts";
import { followingView } from "../graph/camera.ts";

/** The stage above the growing formula on a projector of 1920 by 1080 px. */
const STAGE = { width: 1920, height: 724 };

it.each(GALLERY.map((example) => [example.id, example.direction ?? "right"] as const))(
  "every operand of %s is in sight when it sets out, and its node when it has come",
  (id, direction) => {
    const { graph, run } = runOfExample(id);
    const scene = sceneOf(graph, direction);
    const schedule = scheduleOf(graph);
    const rest = { scene, run, schedule, tangents: null, mode: "all" } as const;
    for (const [settled, step] of schedule.steps.entries()) {
      if (step.phase !== "forward") continue;
      const still = { ...rest, picture: { settled, moving: null } };
      const least = legibleScale(still, step, PROJECTED_HEIGHTS);
      const isSeen = (beat: number, turn: number | null, place: { x: number; y: number }): boolean => {
        const focus = focusOfStep(scene, step, beat, null, turn);
        const { x, y, scale } = followingView(scene.bounds, STAGE, focus, least);
        const [left, top] = [x + scale * place.x, y + scale * place.y];
        return left > 0 && left < STAGE.width && top > 0 && top < STAGE.height;
      };
      const operands = scene.edges.filter(({ edge }) => edge.to === step.node);
      for (const [turn, edge] of operands.entries()) {
        const moving = { step, beat: 0, progress: (turn + 0.01) / operands.length };
        expect(turnAt(graph, moving)).toBe(turn);
        const source = beginningOf(scene, edge);
        const tab = source && valuePlace(source, { width: 40, height: 28 });
        expect(tab && isSeen(0, turn, tab), `${edge.edge.id} sets out`).toBe(true);
      }
      const node = scene.nodes[step.node];
      for (const beat of [1, 2, 3]) {
        expect(turnAt(graph, { step, beat, progress: 0.5 })).toBeNull();
        expect(node && isSeen(beat, null, node.box), `${step.id} in beat ${beat}`).toBe(true);
      }
    }
  },
);

it("operands that come in turn travel one after the other, and have the time for it", () => {
  const { graph, run } = runOfExample("used-twice");
  const scene = sceneOf(graph, "right");
  const schedule = scheduleOf(graph);
  const [step] = schedule.steps;
  if (step === undefined) throw new Error("there is a step");
  const at = (progress: number, inTurn: boolean) =>
    movingMarks({
      ...{ scene, run, schedule, tangents: null, mode: "all", inTurn },
      picture: { settled: 0, moving: { step, beat: 0, progress } },
    }).flatMap((mark) =>
      mark.kind === "box" && mark.key.endsWith("operand") ? [`${mark.x} ${mark.y}`] : [],
    );
  const [start, half, end] = [0, 0.49, 1].map((progress) => at(progress, true));
  // The first has come when the second sets out.
  expect([half?.[0], half?.[1]]).toEqual([end?.[0], start?.[1]]);
  expect(at(0.49, false)[1]).not.toBe(start?.[1]);
  expect(paceAt(graph, schedule.steps, 0.1, true)).toBe(1 / 2);
  expect(paceAt(graph, schedule.steps, 0.1)).toBe(1);
  expect(paceAt(graph, schedule.steps, 0.9, true)).toBe(1);
});
