import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { expect } from "vitest";
import { healthOf } from "../../src/core/differentiate/health.ts";
import type { Run } from "../../src/core/differentiate/run.ts";
import { shareOf, strengthsOf } from "../../src/core/differentiate/strength.ts";
import { sweepTangents } from "../../src/core/differentiate/tangents.ts";
import {
  adjointMarks,
  backwardTitleMark,
  borrowedMarks,
  contributionMarks,
  linkMark,
} from "../../src/core/drawing/backward.ts";
import { besideScenes } from "../../src/core/drawing/backwardScene.ts";
import type { Frame } from "../../src/core/drawing/frame.ts";
import { frameMarks, groupFrames } from "../../src/core/drawing/frames.ts";
import { marginMarks } from "../../src/core/drawing/margins.ts";
import type { Mark } from "../../src/core/drawing/marks.ts";
import { movingMarks } from "../../src/core/drawing/moving.ts";
import { besideMovingMarks } from "../../src/core/drawing/movingBeside.ts";
import { networkScene } from "../../src/core/drawing/network.ts";
import {
  captionMarks,
  circleMarks,
  lineMarks,
  lineNumberMarks,
  lineScaleOf,
  placeOfUnit,
} from "../../src/core/drawing/networkMarks.ts";
import { presentedParts, veilMark } from "../../src/core/drawing/presented.ts";
import { type Scene, type SceneEdge, type SceneNode, sceneOf } from "../../src/core/drawing/scene.ts";
import { edgeMarks } from "../../src/core/drawing/stillEdge.ts";
import { nodeMarks } from "../../src/core/drawing/stillNode.ts";
import { strengthWidth } from "../../src/core/drawing/strength.ts";
import type { Statement } from "../../src/core/expression/tree.ts";
import type { Graph } from "../../src/core/graph/graph.ts";
import { groupsOf } from "../../src/core/graph/groups.ts";
import { networkOf } from "../../src/core/graph/recogniseNetwork.ts";
import { adjointState, contributionState, isBorrowing } from "../../src/core/timeline/backwardStates.ts";
import { networkNumbers } from "../../src/core/timeline/networkNumbers.ts";
import { pictureAt, playheadAt } from "../../src/core/timeline/playhead.ts";
import { growingGradient, growingTangent, shownValue } from "../../src/core/timeline/slots.ts";
import { ONLY_REVERSE, type Sweeps, scheduleOf } from "../../src/core/timeline/steps.ts";
import { goldenSvg, type Theme } from "./svg.ts";

/** How a picture is taken; a position beyond the last step is the end. */
export interface Shot {
  readonly position: number;
  readonly direction: "right" | "up";
  readonly theme: Theme;
  /** Whether all that the step is not about is dimmed, as in the presenter's view. */
  readonly isPresented?: boolean;
  /** The reverse sweep alone unless given. */
  readonly sweeps?: Sweeps;
  /** Whether edges are as strong as their gradients, with the signs of what happens to these. */
  readonly hasStrength?: boolean;
  /** Of the program, where its loops have steps to be framed. */
  readonly statements?: readonly Statement[];
}

/** The whole picture at a position. */
export function pictureSvg(graph: Graph, run: Run, shot: Shot): string {
  const { scene, marks } = pictureMarks(graph, run, shot);
  return goldenSvg(scene.bounds, marks, shot.theme);
}

/** A moment of a picture: what its step needs to be looked at, and all marks in the order in which they are drawn. */
export interface Drawn {
  readonly frame: Frame;
  readonly scene: Scene;
  readonly marks: readonly Mark[];
}

/** As every renderer draws it: frames, margin, edges, nodes, then what moves. */
export function pictureMarks(
  graph: Graph,
  run: Run,
  {
    position,
    direction,
    sweeps = ONLY_REVERSE,
    hasStrength,
    isPresented,
    statements = [],
  }: Omit<Shot, "theme">,
): Drawn {
  const schedule = scheduleOf(graph, sweeps);
  const tangents = sweeps.mode === "reverse" ? null : sweepTangents(graph, run, sweeps.along);
  const scene = sceneOf(graph, direction, true, undefined, sweeps.mode);
  const picture = pictureAt(schedule.steps, playheadAt(schedule.steps, position));
  const moment = { settled: picture.settled, hasBegun: picture.moving !== null };
  const strengths = hasStrength === true ? strengthsOf(run) : null;
  const health = hasStrength === true ? healthOf(graph, run) : null;
  const edgesAtRest = (edges: readonly SceneEdge[]): readonly Mark[] =>
    edges.flatMap((edge) => {
      const isThere = (schedule.contributionAt[edge.edge.index] ?? Infinity) <= picture.settled;
      const isCarried = !isThere && (schedule.partAt[edge.edge.index] ?? Infinity) <= picture.settled;
      const map = isThere ? "pullback" : "pushforward";
      const factor = isThere || isCarried ? (run.factors[edge.edge.index] ?? map) : null;
      const share = strengths === null ? null : shareOf(strengths, edge.edge.index);
      const strength = share === null ? null : strengthWidth(share, strengths?.decades ?? 1);
      const finding = isThere ? health?.edges.get(edge.edge.index)?.kind : undefined;
      return edgeMarks(scene, edge, {
        factor,
        isCarried,
        isConvention: false,
        mode: "all",
        ...(strength === null ? {} : { strength }),
        ...(finding === undefined ? {} : { finding }),
      });
    });
  const nodesAtRest = (nodes: readonly SceneNode[]): readonly Mark[] =>
    nodes.flatMap((node) => {
      const gradient = growingGradient(graph, schedule, run, node.node.index, picture.settled);
      const tangent = tangents && growingTangent(graph, schedule, tangents, node.node.index, picture.settled);
      const finding = gradient.total === null ? undefined : health?.nodes.get(node.node.index)?.kind;
      const value = shownValue(schedule, run, node.node.index, moment);
      return nodeMarks(node, { value, gradient, tangent, ...(finding === undefined ? {} : { finding }) });
    });
  const step = picture.moving?.step;
  const lit = isPresented === true && step !== undefined ? presentedParts(scene, step) : null;
  const still = [
    ...frameMarks(groupFrames(scene, groupsOf(graph, statements))),
    ...marginMarks(scene.margin),
    ...edgesAtRest(scene.edges),
    ...nodesAtRest(scene.nodes),
    ...(lit === null ? [] : [veilMark(scene), ...edgesAtRest(lit.edges), ...nodesAtRest(lit.nodes)]),
  ];
  const frame: Frame = { scene, schedule, run, tangents, picture, mode: "all", inTurn: isPresented === true };
  return { frame, scene, marks: [...still, ...movingMarks(frame)] };
}

/** The network of a program as circles and lines, for one example of a batch. */
export function networkSvg(
  graph: Graph,
  run: Run,
  { position, direction, theme }: Shot,
  example = 0,
): string {
  const network = networkOf(graph);
  if (network === null) throw new Error("the program is no layered network");
  const schedule = scheduleOf(graph);
  const picture = pictureAt(schedule.steps, playheadAt(schedule.steps, position));
  const { settled } = picture;
  const numbers = networkNumbers(graph, { graph, schedule, run, settled, hasBegun: picture.moving !== null });
  const scene = networkScene(graph, network, direction);
  const scale = lineScaleOf(scene, numbers);
  const valueAt = (place: { readonly node: number; readonly entry: number } | null) =>
    place === null ? null : numbers.value(place);
  const marks = [
    ...scene.lines.flatMap((line) => lineMarks(line, numbers, scale)),
    ...scene.circles.flatMap((circle) => {
      const place = placeOfUnit(scene, circle, example);
      const layer = scene.circles.filter((other) => other.layer === circle.layer);
      const values = layer.map((other) => Math.abs(valueAt(placeOfUnit(scene, other, example)) ?? 0));
      const filled = { value: valueAt(place), gradient: place === null ? null : numbers.gradient(place) };
      return circleMarks(circle, filled, Math.max(...values));
    }),
    ...captionMarks(scene),
    ...scene.lines.flatMap((line) => lineNumberMarks(line, numbers)),
  ];
  return goldenSvg(scene.bounds, marks, theme);
}

/** The same with the backward graph beside it. */
export function besideSvg(graph: Graph, run: Run, { position, direction, theme }: Shot): string {
  const schedule = scheduleOf(graph);
  const { forward, backward } = besideScenes(graph, direction);
  const picture = pictureAt(schedule.steps, playheadAt(schedule.steps, position));
  const moment = { settled: picture.settled, hasBegun: picture.moving !== null };
  const shown = (node: number) => shownValue(schedule, run, node, moment);
  const marks = [
    backwardTitleMark(backward),
    ...backward.contributions.flatMap(({ borrowed }) => borrowed.map((one) => linkMark(one, ""))),
    ...forward.edges.flatMap((edge) => {
      const isThere = (schedule.contributionAt[edge.edge.index] ?? Infinity) <= picture.settled;
      const factor = isThere ? (run.factors[edge.edge.index] ?? "pullback") : null;
      return edgeMarks(forward, edge, { factor, isConvention: false, mode: "all" });
    }),
    ...forward.nodes.flatMap((node) =>
      nodeMarks(node, {
        value: shown(node.node.index),
        gradient: growingGradient(graph, schedule, run, node.node.index, picture.settled),
      }),
    ),
    ...backward.contributions.flatMap((one) => {
      const { edge } = one.contribution;
      const { value, progress } = contributionState(schedule, run, picture, edge);
      return [
        ...contributionMarks(backward, one, value, progress),
        ...one.borrowed.flatMap((stored) =>
          borrowedMarks(stored, shown(stored.node), isBorrowing(picture, edge)),
        ),
      ];
    }),
    ...backward.adjoints.flatMap((one) => {
      const { gradient, isActive } = adjointState(graph, schedule, run, picture, one.adjoint.node);
      return adjointMarks(one, gradient, isActive);
    }),
    ...[movingMarks, (frame: Frame) => besideMovingMarks(frame, backward)].flatMap((moving) =>
      moving({ scene: forward, schedule, run, tangents: null, picture, mode: "all" }),
    ),
  ];
  return goldenSvg(forward.bounds, marks, theme);
}

/**
 * Compares with the picture, or the text, kept in a folder beside this file. One that has changed is written beside it
 * as `….actual.svg`: look at both, and if the new one is right, put it in the old one's place.
 */
export function expectGolden(
  folderName: string,
  name: string,
  shown: string,
  kind: "svg" | "txt" = "svg",
): void {
  const folder = new URL(`./${folderName}/`, import.meta.url);
  const kept = new URL(`${name}.${kind}`, folder);
  const actual = new URL(`${name}.actual.${kind}`, folder);
  rmSync(actual, { force: true });
  const isSame = existsSync(kept) && readFileSync(kept, "utf8") === shown;
  if (!isSame) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(actual, shown);
  }
  expect(isSame, `${name}.actual.${kind} differs from ${name}.${kind}: look at both`).toBe(true);
}

/**
 * Compares many pictures, by their names, with a line kept of each: which part is seen, of how many marks, and a digest of
 * all of it. Those whose line has changed are written beside the lines, as those of {@link expectGolden} are.
 */
export function expectGoldenLines(
  folderName: string,
  name: string,
  pictures: ReadonlyMap<string, string>,
): void {
  const folder = new URL(`./${folderName}/`, import.meta.url);
  const kept = new URL(`${name}.txt`, folder);
  const known = new Set(existsSync(kept) ? readFileSync(kept, "utf8").split("\n") : []);
  const lines = [...pictures].map(([picture, svg]) => `${picture}: ${lineOf(svg)}`);
  for (const [place, [picture, svg]] of [...pictures].entries()) {
    const actual = new URL(`${picture}.actual.svg`, folder);
    if (known.has(lines[place] ?? "")) rmSync(actual, { force: true });
    else writeFileSync(actual, svg);
  }
  expectGolden(folderName, name, `${lines.join("\n")}\n`, "txt");
}

function lineOf(svg: string): string {
  const [, box = ""] = /x="0" [^>]*viewBox="([^"]*)"/.exec(svg) ?? [];
  const marks = svg.match(/<(?:rect|path|text) /g)?.length ?? 0;
  return `${box}, ${marks} marks, ${createHash("sha256").update(svg).digest("hex").slice(0, 16)}`;
}
