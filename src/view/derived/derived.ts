import type {
  BackwardScene,
  Diagnostic,
  Direction,
  Focus,
  Graph,
  Picture,
  ReadProgram,
  Run,
  Scene,
  Schedule,
  Tangents,
} from "../../core/index.ts";
import { readingOf } from "../../store/reading.ts";
import type { Choices } from "../../store/store.ts";
import { type Fetched, fetchedSoFar } from "./fetched.ts";
import { graphsOf } from "./graphs.ts";
import { inputValues } from "./inputValues.ts";
import { focusFor, layouts, placesFor, WAITING } from "./places.ts";
import { remarksFor, toldOf } from "./remarks.ts";
import { remember, rememberFields } from "./remember.ts";
import { runFor, tangentsFor } from "./run.ts";
import { momentAt, scheduleFor, stepsOf, sweepsFor, targetFor } from "./schedule.ts";
import { checkFor, healthFor, type Still, sameStill, strengthsFor } from "./still.ts";

// The chain from choices to what is seen. Each station is computed anew only when what it depends on has changed.

/** Everything that follows from the choices while there is a graph. */
export interface Derived {
  /** One node for each operation; as `graph`, the same while only numbers of inputs and places in the text change. */
  readonly whole: Graph;
  /** At the chosen grain. Its places are those of the text that it was first made from: see `placedGraph`. */
  readonly graph: Graph;
  readonly program: ReadProgram;
  readonly run: Run;
  /** Those of the schedule's sweep forward, if it has one. */
  readonly tangents: Tangents | null;
  readonly schedule: Schedule;
  readonly scene: Scene;
  /** The backward graph, while it is shown. */
  readonly backward: BackwardScene | null;
  /** The moment: what moves to the frame is drawn by those who listen to frames (`useFrames`). */
  readonly picture: Picture;
  readonly still: Still;
  /** The part of the scene that the step under way, or the first one, is about. */
  readonly focus: Focus | null;
  /** The node whose derivative is written out. */
  readonly target: number;
  /** What a person is told of shapes and numbers. */
  readonly remarks: () => readonly Diagnostic[];
}

/** What follows from the choices; null while no text has been a program yet. `direction` is the one in use. */
export function derived(choices: Choices, direction: Direction): Derived | null {
  return seenFrom(choices, direction, fetchedSoFar(), layouts.arrivals);
}

// What was last seen: it stays until the next graph has its places.
let seen: Derived | null = null;
let seenText = "";

// At each change of the store hundreds of components ask for parts of the same.
const seenFrom: (
  choices: Choices,
  direction: Direction,
  fetched: Fetched,
  arrivals: number,
) => Derived | null = remember((choices, direction, fetched, arrivals) => {
  const { goodText } = choices;
  layouts.former = (placesOf) => placesOf(seen && { text: seenText, scene: seen.scene }, goodText, direction);
  const next = deriveAll(askedBy(choices, direction, fetched, arrivals));
  if (next !== WAITING) [seen, seenText] = [next, goodText];
  return seen;
});

/** All that the chain depends on, and no other choice. */
type Asked = ReturnType<typeof askedBy>;

function askedBy(choices: Choices, direction: Direction, fetched: Fetched, arrivals: number) {
  const { goodText, values, seed, grain, mode, entry, target, playhead, showsStrength } = choices;
  return {
    ...fetched,
    goodText,
    values,
    seed,
    grain,
    mode,
    entry,
    target,
    moment: momentAt(stepsOf(choices), playhead),
    showsStrength,
    direction,
    arrivals,
    check: choices.isChecking ? fetched.check : null,
    beside: choices.isBackwardShown ? fetched.beside : null,
    untangle: choices.hasCopies ? fetched.untangle : null,
  };
}

const deriveAll = rememberFields((asked: Asked): Derived | null | typeof WAITING => {
  const { program, graph: written } = readingOf(asked.goodText);
  const graphs = graphsOf(asked);
  if (written === null || graphs === null || program === null) return null;
  const { graph } = graphs;
  const { free, diagnostics } = inputValues(asked.goodText, asked.values);
  const run = runFor(graph, written, free, asked.seed);
  const target = targetFor(graph, program, asked.target);
  const sweeps = sweepsFor(graph, asked.mode, target);
  const schedule = scheduleFor(graph, sweeps);
  const tangents = tangentsFor(graph, run, sweeps.along, asked.entry);
  const places = placesFor(asked.beside, asked.untangle, graph, asked.direction, sweeps.mode, asked.arrivals);
  if (places === WAITING) return WAITING;
  const { scene, beside } = places;
  const { settled, moving } = asked.moment;
  const remarks = remarksFor(asked.remark, graph, run, written, free, asked.grain);
  const parts = { scene, schedule, run, tangents };
  return {
    ...graphs,
    ...parts,
    program,
    target,
    picture: asked.moment,
    backward: beside?.backward ?? null,
    still: sameStill({
      ...parts,
      settled,
      hasBegun: moving !== null,
      check: asked.check && checkFor(asked.check, graph, written, run, free),
      remarked: remarks.nodes,
      health: healthFor(asked.health, graph, run),
      strengths: asked.showsStrength ? strengthsFor(run) : null,
    }),
    focus: focusFor(asked.beside, scene, beside, moving?.step ?? schedule.steps[0], moving?.beat ?? 0),
    remarks: toldOf(remarks, diagnostics),
  };
});
