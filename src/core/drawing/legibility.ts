import type { Formula } from "../expression/formula.ts";
import { tex } from "../expression/formula.ts";
import { PHASES } from "../timeline/beats.ts";
import type { Step } from "../timeline/steps.ts";
import type { Frame } from "./frame.ts";
import { marginMarks } from "./margins.ts";
import { type Mark, TYPE } from "./marks.ts";
import { movingMarks } from "./moving.ts";
import type { Scene } from "./scene.ts";

/** How tall type must be for the last row, as its size on the screen in px. */
export interface TypeHeights {
  /** Of what the step under way is about. */
  readonly active: number;
  readonly rest: number;
}

/** On a screen of 1920 by 1080 px. */
export const PROJECTED_HEIGHTS: TypeHeights = { active: 32, rest: 22 };

/** TeX's sizes of scripts, and of scripts on these, as shares of the type they stand at. */
const SCRIPTS = [1, 0.7, 0.5] as const;

/** The smallest type in a formula as a share of its own size: fractions keep it, scripts do not. */
export function smallestShare(source: string): number {
  const depths = [0];
  let deepest = 0;
  for (let place = 0; place < source.length; place++) {
    const depth = depths.at(-1) ?? 0;
    const character = source[place];
    if (character === "\\") place++;
    else if (character === "{") depths.push(depth);
    else if (character === "}") depths.pop();
    else if (character === "_" || character === "^") {
      deepest = Math.max(deepest, depth + 1);
      if (source[place + 1] !== "{") continue;
      depths.push(depth + 1);
      place++;
    }
  }
  return SCRIPTS[Math.min(deepest, 2)] ?? 0.5;
}

/** The smallest type of some marks, px in the picture. */
export function smallestType(marks: readonly Mark[]): number {
  let least = Infinity;
  for (const mark of marks) {
    if (mark.kind === "figures") least = Math.min(least, mark.size);
    else if (mark.kind === "formula") least = Math.min(least, mark.size * smallestShare(mark.tex));
  }
  return least;
}

/** The smallest type of a picture at rest, whatever has been filled: a number on a plaque may have an exponent. */
function smallestAtRest({ nodes, edges, graph, margin }: Scene): number {
  const least = (size: number, formulas: readonly Formula[]): number =>
    Math.min(...formulas.map((formula) => size * smallestShare(tex(formula))));
  return Math.min(
    TYPE.figures,
    TYPE.plaque * (SCRIPTS[1] ?? 1),
    graph.shapes === null ? Infinity : TYPE.caption,
    smallestType(marginMarks(margin)),
    nodes.reduce((so, { label }) => Math.min(so, least(TYPE.node, [label])), Infinity),
    edges.reduce(
      (so, { symbol, formula }) => Math.min(so, least(TYPE.plaque, formula ? [symbol, formula] : [symbol])),
      Infinity,
    ),
  );
}

const known = new WeakMap<Scene, number>();

/** What a step draws over the picture, in all of its beats. */
function marksInStep(frame: Frame, step: Step, settled: number): readonly Mark[] {
  return PHASES[step.phase].beats.flatMap((_beat, beat) =>
    [0.5, 1].flatMap((progress) => {
      const isOver = progress === 1 && beat === PHASES[step.phase].beats.length - 1;
      const picture = { settled: isOver ? settled + 1 : settled, moving: { step, beat, progress } };
      return movingMarks({ ...frame, picture });
    }),
  );
}

/** A shape, or the name of a factor that is still to come: a step draws it again, but is not about it. */
const isAside = ({ look }: Mark): boolean => look === "muted";

/**
 * The least scale of the picture at which everything in it can be read from the last row, while a step is under way or
 * none. `heights` are those of type on the screen, px.
 */
export function legibleScale(frame: Frame, step: Step | null, { active, rest }: TypeHeights): number {
  const { scene, schedule } = frame;
  const atRest = known.get(scene) ?? smallestAtRest(scene);
  known.set(scene, atRest);
  if (step === null) return rest / atRest;
  const marks = marksInStep(frame, step, schedule.steps.indexOf(step));
  return Math.max(
    rest / Math.min(atRest, smallestType(marks.filter(isAside))),
    active / smallestType(marks.filter((mark) => !isAside(mark))),
  );
}
