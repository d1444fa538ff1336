import { pointAt } from "../layout/index.ts";
import type { BackwardScene, ContributionScene } from "./backwardScene.ts";
import { type Frame, hasReached, motion, prefixed } from "./frame.ts";
import { contentOf, type Mark, tabMarks, tabSize } from "./marks.ts";
import type { ActiveLooks } from "./movingEdge.ts";
import { gradientPlace } from "./tabs.ts";
import { arrivingTab, departingTab } from "./travelling.ts";

const ACTIVE: ActiveLooks = { tab: "tab gradient active", text: "on gradient" };

/** What travels in the backward graph while an edge brings its part: the same as on the edge, the way it is drawn there. */
export function besideMovingMarks(frame: Frame, { contributions, adjoints }: BackwardScene): readonly Mark[] {
  const step = frame.picture.moving?.step;
  if (step?.phase !== "backward") return [];
  const moving = contributions.find(({ contribution }) => contribution.edge === step.edge);
  if (moving === undefined) return [];
  const { run } = frame;
  const { edge, from } = moving.contribution;
  const content = contentOf(run.adjoints[from] ?? 0);
  const giving = adjoints.find(({ adjoint }) => adjoint.node === from)?.scene;
  const tab = giving === undefined ? pointAt(moving.curve, 0) : gradientPlace(giving, tabSize(content));
  return [
    ...borrowedOnTheirWay(frame, moving),
    ...(hasReached(frame, 3)
      ? departingTab(frame, moving, contentOf(run.contributions[edge] ?? 0), 1, ACTIVE)
      : arrivingTab(frame, { place: moving, from: tab, content, goal: 1 }, ACTIVE)),
  ];
}

/** Stored values on their links, from their nodes in the forward graph to where they are borrowed. */
function borrowedOnTheirWay(frame: Frame, { borrowed }: ContributionScene): readonly Mark[] {
  const isMoving = hasReached(frame, 1) && !hasReached(frame, 2) && motion(frame, 1) < 1;
  if (!isMoving) return [];
  return borrowed.flatMap(({ node, link }) => {
    const value = frame.run.values[node] ?? Number.NaN;
    // A grid would hide what it travels over; its name says enough.
    if (typeof value !== "number") return [];
    const place = pointAt(link, motion(frame, 1));
    return prefixed(`lift${node}`, tabMarks("tab", place, contentOf(value), "tab value active", "on value"));
  });
}
