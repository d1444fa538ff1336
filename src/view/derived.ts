import {
  type Box,
  buildGraph,
  checkGradients,
  type DerivationLine,
  type Diagnostic,
  type Direction,
  derive,
  type GradientCheck,
  type Graph,
  nodeAt,
  type Picture,
  pictureAt,
  positionOf,
  type ReadProgram,
  type Run,
  remarksOn,
  rememberingLayout,
  runGraph,
  type Scene,
  type Schedule,
  type Step,
  sceneOf,
  scheduleOf,
  stepBounds,
} from "../core/index.ts";
import { readingOf } from "../store/reading.ts";
import type { Choices } from "../store/store.ts";

/** Remembers the last few results by the identity of their arguments. */
function remember<Arguments extends readonly unknown[], Result>(
  compute: (...given: Arguments) => Result,
  most = 2,
): (...given: Arguments) => Result {
  const known: { readonly given: Arguments; readonly result: Result }[] = [];
  return (...given) => {
    const found = known.find((entry) =>
      entry.given.every((argument, index) => Object.is(argument, given[index])),
    );
    if (found !== undefined) return found.result;
    const result = compute(...given);
    known.unshift({ given, result });
    known.length = Math.min(known.length, most);
    return result;
  };
}

// The chain from choices to what is seen. Each station is computed anew only when what it depends on has changed.

const graphOf: (text: string) => Graph | null = remember((text) => {
  const { program } = readingOf(text);
  return program === null ? null : buildGraph(program);
});

/** The values of free names that nobody has given one: 2, 1, 3, 4 … in the order of the text. */
function defaultValue(place: number): number {
  return [2, 1][place] ?? place + 1;
}

/** The value of every free input, given or by default, in the order of the text. */
export const freeValues: (text: string, values: ReadonlyMap<string, number>) => ReadonlyMap<string, number> =
  remember((text, values) => {
    const free = (readingOf(text).program?.inputs ?? []).filter(({ value }) => value === undefined);
    return new Map(free.map(({ name }, place) => [name, values.get(name) ?? defaultValue(place)]));
  });

/** The number of each input node: the literal of the program, or the value that goes with its name. */
function inputsFrom(graph: Graph, values: ReadonlyMap<string, number>): (node: number) => number {
  return (index) => {
    const node = nodeAt(graph, index);
    const literal = node.kind === "input" ? node.literal : null;
    return literal ?? values.get(node.id) ?? Number.NaN;
  };
}

const runOf: (graph: Graph, values: ReadonlyMap<string, number>) => Run = remember((graph, values) =>
  runGraph(graph, inputsFrom(graph, values)),
);

const schedulesOf: (graph: Graph) => Schedule = remember(scheduleOf);
// A literal's slider makes a new graph of the same shape at each move: no node moves with it.
const layOut = rememberingLayout();
const scenesOf: (graph: Graph, direction: Direction) => Scene = remember((graph, direction) =>
  sceneOf(graph, direction, true, layOut),
);
const picturesOf: (schedule: Schedule, playhead: Choices["playhead"]) => Picture = remember(
  (schedule, playhead) => pictureAt(schedule.steps, playhead),
);
// The camera moves when it is another box; of a scene with the same places it is the same.
const boxOf: (x: number, y: number, width: number, height: number) => Box = remember(
  (x, y, width, height) => ({ x, y, width, height }),
);
const focusOf: (scene: Scene, step: Step | undefined) => Box | null = remember((scene, step) => {
  if (step === undefined) return null;
  const { x, y, width, height } = stepBounds(scene, step);
  return boxOf(x, y, width, height);
});
const derivationsOf: (graph: Graph, run: Run, target: number) => readonly DerivationLine[] = remember(derive);
const remarksOf: (graph: Graph, run: Run) => readonly Diagnostic[] = remember(remarksOn);

/** What the still picture shows: the same from one settled step to the next. */
export interface Still {
  readonly scene: Scene;
  readonly schedule: Schedule;
  readonly run: Run;
  readonly settled: number;
  /** Whether anything is shown yet. */
  readonly hasBegun: boolean;
  /** What differences say, when that was asked for. */
  readonly check: GradientCheck | null;
  /** Ids of the nodes where something happened that a person has to be told. */
  readonly remarked: ReadonlySet<string>;
}

const stills: (
  ...parts: [Scene, Schedule, Run, number, boolean, GradientCheck | null, readonly Diagnostic[]]
) => Still = remember((scene, schedule, run, settled, hasBegun, check, remarks) => {
  const remarked = new Set(remarks.flatMap(({ node }) => node ?? []));
  return { scene, schedule, run, settled, hasBegun, check, remarked };
});

const checks: (graph: Graph, run: Run, values: ReadonlyMap<string, number>) => GradientCheck = remember(
  (graph, run, values) => checkGradients(graph, run, inputsFrom(graph, values)),
);

/** Everything that follows from the choices while there is a graph. */
export interface Derived {
  readonly graph: Graph;
  readonly program: ReadProgram;
  readonly run: Run;
  readonly schedule: Schedule;
  readonly scene: Scene;
  readonly picture: Picture;
  readonly still: Still;
  /** The part of the scene that the step under way, or the first one, is about. */
  readonly focus: Box | null;
  /** From 0 to the number of steps. */
  readonly position: number;
  /** The node whose derivative is written out. */
  readonly target: number;
  readonly derivation: readonly DerivationLine[];
  readonly remarks: readonly Diagnostic[];
}

const deriveAll = remember(
  (
    text: string,
    values: ReadonlyMap<string, number>,
    playhead: Choices["playhead"],
    chosen: string | null,
    direction: Direction,
    isChecking: boolean,
  ): Derived | null => {
    const graph = graphOf(text);
    const { program } = readingOf(text);
    if (graph === null || program === null) return null;
    const run = runOf(graph, freeValues(text, values));
    const schedule = schedulesOf(graph);
    const target = targetOf(graph, program, chosen);
    const scene = scenesOf(graph, direction);
    const picture = picturesOf(schedule, playhead);
    const check = isChecking ? checks(graph, run, freeValues(text, values)) : null;
    const remarks = remarksOf(graph, run);
    return {
      graph,
      program,
      run,
      schedule,
      scene,
      picture,
      still: stills(scene, schedule, run, picture.settled, picture.moving !== null, check, remarks),
      focus: focusOf(scene, picture.moving?.step ?? schedule.steps[0]),
      position: positionOf(schedule.steps, playhead),
      target,
      derivation: derivationsOf(graph, run, target),
      remarks,
    };
  },
);

/** The chosen input; otherwise the input with the most uses, where there is most to see. */
function targetOf(graph: Graph, { inputs }: ReadProgram, chosen: string | null): number {
  const byChoice = inputs.some(({ name }) => name === chosen) ? graph.byName.get(chosen ?? "") : undefined;
  if (byChoice !== undefined) return byChoice;
  const nodes = inputs.flatMap(({ name }) => graph.byName.get(name) ?? []);
  const uses = (index: number): number => nodeAt(graph, index).uses.length;
  return nodes.reduce((best, node) => (uses(node) > uses(best) ? node : best), nodes[0] ?? graph.output);
}

/** What follows from the choices; null while no text has been a program yet. `direction` is the one in use. */
export function derived(choices: Choices, direction: Direction): Derived | null {
  const { goodText, values, playhead, target, isChecking } = choices;
  return deriveAll(goodText, values, playhead, target, direction, isChecking);
}
