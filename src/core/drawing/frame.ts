import type { Run } from "../differentiate/run.ts";
import type { Tangents } from "../differentiate/tangents.ts";
import { arrivalIn } from "../timeline/beats.ts";
import type { Picture } from "../timeline/playhead.ts";
import type { Schedule } from "../timeline/steps.ts";
import type { Mark } from "./marks.ts";
import type { PlaqueMode } from "./plaques.ts";
import type { Scene } from "./scene.ts";

/** Everything a frame is drawn from. */
export interface Frame {
  readonly scene: Scene;
  readonly schedule: Schedule;
  readonly run: Run;
  /** Those of the schedule's sweep forward, if it has one. */
  readonly tangents: Tangents | null;
  readonly picture: Picture;
  readonly mode: PlaqueMode;
  /** Whether operands come one after the other, as the presenter's camera follows them, and not all at once. */
  readonly inTurn?: boolean;
}

/** How far a motion has come in a beat: it starts and ends gently, and is over before the beat is, so that one can look. */
function eased(progress: number, arrival: number): number {
  const time = Math.min(1, progress / arrival);
  return time * time * (3 - 2 * time);
}

/** The progress of one beat as seen from the beat under way: 0 before it, 1 after it. */
export function motion({ picture }: Frame, beat: number): number {
  const { moving } = picture;
  if (moving === null || moving.beat < beat) return 0;
  return moving.beat > beat ? 1 : eased(moving.progress, arrivalIn(moving.step.phase, beat));
}

/** The progress of one of so many motions that follow one another in a beat. */
export function motionInTurn(frame: Frame, beat: number, place: number, count: number): number {
  const { moving } = frame.picture;
  if (moving === null || moving.beat !== beat) return motion(frame, beat);
  const progress = Math.max(0, moving.progress * count - place);
  return eased(progress, arrivalIn(moving.step.phase, beat));
}

export function hasReached({ picture }: Frame, beat: number): boolean {
  return (picture.moving?.beat ?? 0) >= beat;
}

export function prefixed(prefix: string, marks: readonly Mark[]): readonly Mark[] {
  return marks.map((mark) => ({ ...mark, key: `${prefix}:${mark.key}` }));
}
