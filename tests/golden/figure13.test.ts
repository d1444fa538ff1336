import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { movingMarks } from "../../src/core/drawing/moving.ts";
import { sceneOf } from "../../src/core/drawing/scene.ts";
import { edgeMarks, nodeMarks } from "../../src/core/drawing/still.ts";
import { pictureAt, playheadAt } from "../../src/core/timeline/playhead.ts";
import { growingGradient, shownValue } from "../../src/core/timeline/slots.ts";
import { scheduleOf } from "../../src/core/timeline/steps.ts";
import { FIGURE_13, runOf } from "../programs.ts";
import { goldenSvg } from "./svg.ts";

const folder = new URL("./figure13/", import.meta.url);
const { graph, run } = runOf(FIGURE_13);
const schedule = scheduleOf(graph);

/** The whole picture at a position, as every renderer draws it: edges, nodes, then what moves. */
function pictureSvg(position: number, direction: "right" | "up", theme: "light" | "dark"): string {
  const scene = sceneOf(graph, direction);
  const picture = pictureAt(schedule.steps, playheadAt(schedule.steps, position));
  const moment = { settled: picture.settled, hasBegun: picture.moving !== null };
  const still = [
    ...scene.edges.flatMap((edge) => {
      const isThere = (schedule.contributionAt[edge.edge.index] ?? Infinity) <= picture.settled;
      const factor = isThere ? (run.factors[edge.edge.index] ?? null) : null;
      return edgeMarks(scene, edge, { factor, isConvention: false, mode: "all" });
    }),
    ...scene.nodes.flatMap((node) =>
      nodeMarks(node, {
        value: shownValue(schedule, run, node.node.index, moment),
        gradient: growingGradient(graph, schedule, run, node.node.index, picture.settled),
      }),
    ),
  ];
  return goldenSvg(
    scene.bounds,
    [...still, ...movingMarks({ scene, schedule, run, picture, mode: "all" })],
    theme,
  );
}

/**
 * Compares with the picture kept in figure13/. A picture that has changed is written beside it as `….actual.svg`: look
 * at both, and if the new one is right, put it in the old one's place.
 */
function expectGolden(name: string, svg: string): void {
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

// Before anything; numbers stand in a formula; stored values lift into a factor; a sum waits for its second part; the end.
const MOMENTS = [
  ["0-start", 0],
  ["2-numbers", 1.7],
  ["6-factor", 5.38],
  ["8-waiting", 7.9],
  ["9-end", 9],
] as const;

describe.each(["light", "dark"] as const)("figure 13 in the %s theme", (theme) => {
  it.each(MOMENTS)("looks right at %s", (name, position) => {
    expectGolden(`${name}-${theme}`, pictureSvg(position, "right", theme));
  });
});

it("figure 13 looks right from bottom to top", () => {
  expectGolden("9-end-up", pictureSvg(9, "up", "light"));
});
