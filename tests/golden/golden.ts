import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { expect } from "vitest";
import { healthOf } from "../../src/core/differentiate/health.ts";
import type { Run } from "../../src/core/differentiate/run.ts";
import { shareOf, strengthsOf } from "../../src/core/differentiate/strength.ts";
import { marginMarks } from "../../src/core/drawing/margins.ts";
import { movingMarks } from "../../src/core/drawing/moving.ts";
import { sceneOf } from "../../src/core/drawing/scene.ts";
import { edgeMarks, nodeMarks } from "../../src/core/drawing/still.ts";
import { strengthWidth } from "../../src/core/drawing/strength.ts";
import type { Graph } from "../../src/core/graph/graph.ts";
import { pictureAt, playheadAt } from "../../src/core/timeline/playhead.ts";
import { growingGradient, shownValue } from "../../src/core/timeline/slots.ts";
import { scheduleOf } from "../../src/core/timeline/steps.ts";
import { goldenSvg } from "./svg.ts";

/** How a picture is taken; a position beyond the last step is the end. */
export interface Shot {
  readonly position: number;
  readonly direction: "right" | "up";
  readonly theme: "light" | "dark";
  /** Whether edges are as strong as their gradients, with the signs of what happens to these. */
  readonly hasStrength?: boolean;
}

/** The whole picture at a position, as every renderer draws it: margin, edges, nodes, then what moves. */
export function pictureSvg(
  graph: Graph,
  run: Run,
  { position, direction, theme, hasStrength }: Shot,
): string {
  const schedule = scheduleOf(graph);
  const scene = sceneOf(graph, direction);
  const picture = pictureAt(schedule.steps, playheadAt(schedule.steps, position));
  const moment = { settled: picture.settled, hasBegun: picture.moving !== null };
  const strengths = hasStrength === true ? strengthsOf(run) : null;
  const health = hasStrength === true ? healthOf(graph, run) : null;
  const still = [
    ...marginMarks(scene.margin),
    ...scene.edges.flatMap((edge) => {
      const isThere = (schedule.contributionAt[edge.edge.index] ?? Infinity) <= picture.settled;
      const factor = isThere ? (run.factors[edge.edge.index] ?? "pullback") : null;
      const share = strengths === null ? null : shareOf(strengths, edge.edge.index);
      const strength = share === null ? null : strengthWidth(share, strengths?.decades ?? 1);
      const finding = isThere ? health?.edges.get(edge.edge.index)?.kind : undefined;
      return edgeMarks(scene, edge, {
        factor,
        isConvention: false,
        mode: "all",
        ...(strength === null ? {} : { strength }),
        ...(finding === undefined ? {} : { finding }),
      });
    }),
    ...scene.nodes.flatMap((node) => {
      const gradient = growingGradient(graph, schedule, run, node.node.index, picture.settled);
      const finding = gradient.total === null ? undefined : health?.nodes.get(node.node.index)?.kind;
      const value = shownValue(schedule, run, node.node.index, moment);
      return nodeMarks(node, { value, gradient, ...(finding === undefined ? {} : { finding }) });
    }),
  ];
  return goldenSvg(
    scene.bounds,
    [...still, ...movingMarks({ scene, schedule, run, picture, mode: "all" })],
    theme,
  );
}

/**
 * Compares with the picture kept in a folder beside this file. A picture that has changed is written beside it as
 * `….actual.svg`: look at both, and if the new one is right, put it in the old one's place.
 */
export function expectGolden(folderName: string, name: string, svg: string): void {
  const folder = new URL(`./${folderName}/`, import.meta.url);
  const kept = new URL(`${name}.svg`, folder);
  const actual = new URL(`${name}.actual.svg`, folder);
  rmSync(actual, { force: true });
  const isSame = existsSync(kept) && readFileSync(kept, "utf8") === svg;
  if (!isSame) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(actual, svg);
  }
  expect(isSame, `${name}.actual.svg differs from ${name}.svg: look at both`).toBe(true);
}
