import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FIGURE_13, runOf } from "../../../tests/programs.ts";
import { derive } from "../differentiate/derivation.ts";
import { PHASES } from "./beats.ts";
import { pieceState } from "./growth.ts";
import {
  advance,
  momentOf,
  nextBeat,
  nextPhase,
  nextStep,
  pictureAt,
  playheadAt,
  positionOf,
  previousBeat,
  previousPhase,
  previousStep,
  START,
} from "./playhead.ts";
import { scheduleOf, stepsOf } from "./steps.ts";

const steps = stepsOf(runOf(FIGURE_13).graph);
const anywhere = fc.double({ min: 0, max: steps.length, noNaN: true });

describe("the playhead", () => {
  it("keeps a position through its name and back", () => {
    fc.assert(
      fc.property(anywhere, (position) => {
        expect(positionOf(steps, playheadAt(steps, position))).toBeCloseTo(position, 9);
      }),
      { seed: 13 },
    );
  });

  it("names the step and not its number, so that it survives an edit elsewhere", () => {
    const playhead = playheadAt(steps, 8.5);
    expect(playhead).toEqual({ phase: "backward", id: "b-c-1", fraction: 0.5 });
    const edited = stepsOf(runOf({ ...FIGURE_13, source: `${FIGURE_13.source}\nf = e^2` }).graph);
    expect(edited[Math.floor(positionOf(edited, playhead))]?.id).toBe("b-c-1");
  });

  it.each([
    ["a step that is gone counts as done with its phase", { phase: "forward", id: "gone", fraction: 0.2 }, 3],
    ["so does one of the way back", { phase: "backward", id: "gone", fraction: 0.2 }, 9],
    ["the start is before everything", START, 0],
  ] as const)("%s", (_name, playhead, position) => {
    expect(positionOf(steps, playhead)).toBe(position);
  });

  it("stays inside the program", () => {
    expect(playheadAt(steps, -3)).toEqual(START);
    expect(positionOf(steps, playheadAt(steps, 1e9))).toBe(9);
    expect(pictureAt([], START)).toEqual({ settled: 0, moving: null });
  });
});

describe("momentOf", () => {
  const { graph, run } = runOf(FIGURE_13);
  const derivation = derive(graph, run, graph.byName.get("b") ?? 0);

  it("is enough to say how far every piece of a derivation has come", () => {
    const schedule = scheduleOf(graph);
    fc.assert(
      fc.property(anywhere, (position) => {
        const picture = pictureAt(steps, playheadAt(steps, position));
        for (const { kind, terms } of derivation)
          for (const piece of terms.flat())
            expect(pieceState(schedule, momentOf(picture), kind, piece)).toBe(
              pieceState(schedule, picture, kind, piece),
            );
      }),
      { seed: 13 },
    );
  });

  it("is no other while something moves, and two of each beat at most", () => {
    const moments = (from: number, to: number): number =>
      new Set(
        Array.from({ length: 50 }, (_, place) =>
          JSON.stringify(momentOf(pictureAt(steps, playheadAt(steps, from + ((to - from) * place) / 50)))),
        ),
      ).size;
    // The first beat of a forward step ends at 0.34, and what moves in it has arrived at three quarters of that.
    expect(moments(0.01, 0.25)).toBe(1);
    expect(moments(0.01, 0.34)).toBe(2);
  });
});

describe("pictureAt", () => {
  it("shows nothing at the start, and at k exactly k settled steps with the last one still in view", () => {
    expect(pictureAt(steps, START)).toEqual({ settled: 0, moving: null });
    for (let k = 1; k <= steps.length; k++) {
      const { settled, moving } = pictureAt(steps, playheadAt(steps, k));
      expect(settled).toBe(k);
      expect(moving?.step).toBe(steps[k - 1]);
      expect(moving?.progress).toBe(1);
    }
  });

  it("ends a beat at its stop and not in the next one", () => {
    const stops = PHASES.backward.beats.map(({ end }) => pictureAt(steps, playheadAt(steps, 4 + end)).moving);
    expect(stops.map((moving) => moving?.beat)).toEqual([0, 1, 2, 3, 4]);
    for (const moving of stops) expect(moving?.progress).toBeCloseTo(1, 9);
  });
});

describe("moving on", () => {
  it("goes from stop to stop and back along the same stops", () => {
    const forth: number[] = [0];
    while ((forth.at(-1) ?? 0) < steps.length) forth.push(nextBeat(steps, forth.at(-1) ?? 0));
    const back: number[] = [steps.length];
    while ((back.at(-1) ?? 0) > 0) back.push(previousBeat(steps, back.at(-1) ?? 0));
    // 3 forward steps of 4 beats, a seed, 5 backward steps of 5 beats.
    expect(forth).toHaveLength(1 + 3 * 4 + 1 + 5 * 5);
    expect(back.toReversed()).toEqual(forth);
  });

  it.each([
    ["from a rest to the next one", 2, 3, 1],
    ["from within a step to its ends", 2.5, 3, 2],
    ["not beyond the end", 9, 9, 8],
    ["not before the start", 0, 1, 0],
    ["as if at rest, just beside it", 3.0004, 4, 2],
  ])("a step: %s", (_name, position, next, previous) => {
    expect(nextStep(steps, position)).toBe(next);
    expect(previousStep(position)).toBe(previous);
  });

  it.each([
    [0, 3, 0],
    [1.5, 3, 0],
    [3, 4, 0],
    [3.5, 4, 3],
    [4, 9, 3],
    [6, 9, 4],
    [9, 9, 4],
  ])("a phase from %f", (position, next, previous) => {
    expect(nextPhase(steps, position)).toBe(next);
    expect(previousPhase(steps, position)).toBe(previous);
  });

  it("spends the same time however it is cut into frames", () => {
    fc.assert(
      fc.property(
        anywhere,
        fc.array(fc.double({ min: 0, max: 3, noNaN: true }), { maxLength: 20 }),
        (start, frames) => {
          const inFrames = frames.reduce((position, seconds) => advance(steps, position, seconds, 1), start);
          const atOnce = advance(
            steps,
            start,
            frames.reduce((sum, seconds) => sum + seconds, 0),
            1,
          );
          expect(inFrames).toBeCloseTo(atOnce, 6);
        },
      ),
      { seed: 13 },
    );
  });

  it("takes each phase's own time, and half of it at double speed", () => {
    expect(advance(steps, 0, PHASES.forward.seconds, 1)).toBeCloseTo(1, 9);
    expect(advance(steps, 0, PHASES.forward.seconds, 2)).toBeCloseTo(2, 9);
    expect(advance(steps, 4, PHASES.backward.seconds / 2, 1)).toBeCloseTo(4.5, 9);
    expect(advance(steps, 0, 1e6, 1)).toBe(9);
  });
});
