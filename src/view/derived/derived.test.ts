import { describe, expect, it } from "vitest";
import { besideFocus, besideScenes, drawnCheck, playheadAt } from "../../core/index.ts";
import { type Choices, createEdgewiseStore } from "../../store/store.ts";
import { type Derived, derived } from "./derived.ts";
import { provide } from "./fetched.ts";
import { placedGraph } from "./graphs.ts";

const store = createEdgewiseStore({ text: "x = 2\ny = x*x + x" });

function seenWith(choices: Partial<Choices>): Derived {
  const seen = derived({ ...store.getState(), ...choices }, "right");
  if (seen === null) throw new Error("there is no graph");
  return seen;
}

/** The parts that are others than before, in the order of the alphabet. */
function changed<Parts extends object>(before: Parts, after: Parts): readonly string[] {
  const parts = new Map<string, unknown>(Object.entries(after));
  return Object.entries(before)
    .filter(([name, part]) => parts.get(name) !== part)
    .map(([name]) => name)
    .sort();
}

function at(position: number): Partial<Choices> {
  return { playhead: playheadAt(seenWith({}).schedule.steps, position) };
}

describe("what follows from the choices", () => {
  it("is the same while nothing changes that it depends on", () => {
    expect(seenWith({ pointed: ["x"], speed: 4 })).toBe(seenWith({}));
  });

  it("keeps graph and places while a slider moves a literal", () => {
    const before = seenWith({});
    const after = seenWith({ goodText: "x = 2.125\ny = x*x + x" });
    expect(changed(before, after)).toEqual(["program", "remarks", "run", "still"]);
    expect(changed(before.still, after.still)).toEqual(["remarked", "run"]);
    expect(after.run.values[after.graph.output]).toBe(2.125 * 2.125 + 2.125);
  });

  it("gives the places of the text as it is now to who asks for them", () => {
    const { values, grain } = store.getState();
    const endIn = (goodText: string) => placedGraph({ goodText, values, grain })?.nodes.at(-1)?.to;
    expect([endIn("x = 2\ny = x*x + x"), endIn("x = 2.125\ny = x*x + x")]).toEqual([17, 21]);
  });

  it("keeps the still picture from one settled step to the next", () => {
    const before = seenWith(at(1.25));
    const after = seenWith(at(1.75));
    expect(changed(before, after)).not.toContain("still");
    expect(changed(before, after)).toContain("picture");
    expect(changed(after.still, seenWith(at(2.25)).still)).toEqual(["settled"]);
  });

  it("takes up what has been fetched, where it is asked for", () => {
    const alone = seenWith({ isChecking: true, isBackwardShown: true });
    expect([alone.still.check, alone.backward]).toEqual([null, null]);
    provide({ check: drawnCheck, beside: { scenes: besideScenes, focus: besideFocus } });
    const whole = seenWith({ isChecking: true, isBackwardShown: true });
    expect(whole.backward).not.toBeNull();
    expect(whole.still.check?.gradients.length).toBe(whole.graph.nodes.length);
    const unasked = seenWith({});
    expect([unasked.still.check, unasked.backward]).toEqual([null, null]);
  });
});
