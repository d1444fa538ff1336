import {
  type BackwardScene,
  type Beside,
  type besideFocus,
  type besideScenes,
  type checkGradients,
  type Diagnostic,
  type Direction,
  type Findings,
  type Focus,
  type findingsIn,
  focusOfStep,
  type GradientCheck,
  type Grain,
  type Graph,
  inferShapes,
  nodeAt,
  type Picture,
  pictureAt,
  plainValue,
  positionOf,
  type ReadProgram,
  type Run,
  type remarksOn,
  rememberingStructure,
  runGraph,
  SCALAR,
  type Scene,
  type Schedule,
  type Shape,
  type Step,
  type Strengths,
  type SweepMode,
  type Sweeps,
  sameShape,
  sceneOf,
  scheduleOf,
  shapeOf,
  sizeOf,
  smallestShapes,
  strengthsOf,
  sweepTangents,
  type Tangents,
  unitOf,
  type Value,
  withShapes,
} from "../core/index.ts";
import { grained } from "../store/grained.ts";
import { readingOf } from "../store/reading.ts";
import type { Choices } from "../store/store.ts";
import { sweepsOf, targetOf } from "../store/target.ts";
import { goAlong, hasSize } from "./goAlong.ts";
import { LayoutPending, Layouts } from "./graph/layouts.ts";

/** Remembers the last few results by the identity of their arguments. */
export function remember<Arguments extends readonly unknown[], Result>(
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

/** What is computed when it is first asked for, and then no more. */
export function once<Result>(compute: () => Result): () => Result {
  let known: { readonly result: Result } | null = null;
  return () => {
    known ??= { result: compute() };
    return known.result;
  };
}

// The chain from choices to what is seen. Each station is computed anew only when what it depends on has changed.

// A literal's slider makes a new text and graph at each move. What depends on the structure alone is made from a graph
// that stays; numbers and places in the text come from the new one.
const structureOf: (graph: Graph) => Graph = remember(rememberingStructure());

/** The graph of a text, the same while only numbers of inputs and places in the text change. */
function keptGraph(text: string): Graph | null {
  const { graph } = readingOf(text);
  return graph === null ? null : structureOf(graph);
}

/** Values by name, as given by the person. */
type Values = ReadonlyMap<string, Value>;

/** What single numbers are that nobody has given: 2, 1, 3, 4 … in the order of the text. */
function defaultNumber(place: number): number {
  return [2, 1][place] ?? place + 1;
}

/** What fills vectors and matrices that nobody has given, again and again: small, and of both signs. */
const DEFAULT_ENTRIES = [0.5, -0.3, 0.8, 0.2, -0.6, 1, -0.9, 0.4];

function defaultValue(shape: Shape, place: number): Value {
  if (shape.length === 0) return defaultNumber(place);
  const data = Float64Array.from(
    { length: sizeOf(shape) },
    (_entry, index) => DEFAULT_ENTRIES[(index + 3 * place) % DEFAULT_ENTRIES.length] ?? 1,
  );
  return plainValue({ shape, data });
}

interface InputValues {
  /** Of every free input, in the order of the text. */
  readonly free: Values;
  /** What was given and does not fit. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The values of the free inputs: given, or of the smallest shape that fits what is given. */
const inputValues: (text: string, values: Values) => InputValues = remember((text, values) => {
  const { program, graph: written } = readingOf(text);
  const graph = keptGraph(text);
  if (graph === null || written === null || program === null) return { free: new Map(), diagnostics: [] };
  const names = program.inputs.filter(({ value }) => value === undefined).map(({ name }) => name);
  // In the order in which they were given.
  const asked = new Map([...values].filter(([name]) => names.includes(name)));
  const first = fitted(graph, asked);
  const along =
    first.diagnostics.length === 0
      ? null
      : goAlong(asked, (tried) => fitted(graph, tried).diagnostics.length === 0);
  const given = new Map(along ?? asked);
  // What does not fit is said, and the picture goes on without the shapes that were given last.
  let fit = along === null ? first : fitted(graph, given);
  const tensors = [...given].filter(([, value]) => typeof value !== "number").map(([name]) => name);
  while (fit.diagnostics.length > 0 && tensors.length > 0) {
    given.delete(tensors.pop() ?? "");
    fit = fitted(graph, given);
  }
  const free = new Map(
    names.map((name, place) => {
      const shape = fit.shapes.get(graph.byName.get(name) ?? -1) ?? SCALAR;
      return [name, given.get(name) ?? defaultValue(shape, place)];
    }),
  );
  const last = [...asked.keys()].at(-1) ?? "";
  const isMended = first.diagnostics.length === 0 || hasSize(asked.get(last), along?.get(last));
  // What is told has the places of the text as it is now.
  return { free, diagnostics: isMended ? [] : fitted(written, asked).diagnostics };
});

function fitted(graph: Graph, given: Values) {
  return fittingShapes(graph, JSON.stringify([...given].map(([name, value]) => [name, shapeOf(value)])));
}

/** The shapes of the inputs, the same while only numbers change. */
const fittingShapes = remember((graph: Graph, shapesGiven: string) => {
  const given: ReadonlyMap<string, Shape> = new Map(JSON.parse(shapesGiven));
  const shapes = smallestShapes(graph, (node) => {
    if (node.kind === "input" && node.literal !== null) return shapeOf(node.literal);
    return given.get(node.id) ?? null;
  });
  const { diagnostics } = inferShapes(graph, (node) => shapes.get(node) ?? SCALAR);
  return { shapes, diagnostics };
});

/** The value of every free input, given or by default, in the order of the text. */
export function freeValues(text: string, values: Values): Values {
  return inputValues(text, values).free;
}

/** The value of each input node of a graph: the literal in the graph of the text, or the value that goes with its name. */
function inputsFrom(graph: Graph, written: Graph, values: Values): (node: number) => Value {
  return (index) => {
    const { id } = nodeAt(graph, index);
    const node = written.nodes[written.byName.get(id) ?? -1];
    const literal = node?.kind === "input" ? node.literal : null;
    return literal ?? values.get(id) ?? Number.NaN;
  };
}

/** The graph with its shapes, the same while only numbers change. */
const shapedGraphs: (graph: Graph, shapes: string) => Graph = remember((graph, shapes) => {
  const known: ReadonlyMap<number, Shape> = new Map(JSON.parse(shapes));
  return withShapes(graph, (node) => known.get(node) ?? SCALAR);
});

const grainedGraphs: (graph: Graph, grain: Grain) => Graph = remember(grained);

const placedGraphs: (written: Graph, values: Values, grain: Grain) => Graph = remember(
  (written, values, grain) => {
    const inputs = inputsFrom(written, written, values);
    return grained(
      withShapes(written, (node) => shapeOf(inputs(node))),
      grain,
    );
  },
);

function shapedGraph(graph: Graph, values: Values): Graph {
  const inputs = inputsFrom(graph, graph, values);
  const shapes = graph.nodes.flatMap(({ kind, index }) =>
    kind === "input" ? [[index, shapeOf(inputs(index))]] : [],
  );
  return shapedGraphs(graph, JSON.stringify(shapes));
}

const runOf: (graph: Graph, written: Graph, values: Values, seed: Value | null) => Run = remember(
  (graph, written, values, seed) => {
    const inputs = inputsFrom(graph, written, values);
    const run = runGraph(graph, inputs);
    const output = run.values[graph.output] ?? Number.NaN;
    const isSeed = seed !== null && typeof output !== "number" && sameShape(shapeOf(seed), shapeOf(output));
    return isSeed ? runGraph(graph, inputs, seed) : run;
  },
);

const sweepsFor: (graph: Graph, mode: SweepMode, target: number) => Sweeps = remember(sweepsOf);
const schedulesOf: (graph: Graph, sweeps: Sweeps) => Schedule = remember(scheduleOf);
const tangentsFor: (graph: Graph, run: Run, along: number, entry: number | null) => Tangents | null =
  remember((graph, run, along, entry) => {
    if (along < 0) return null;
    const value = run.values[along] ?? Number.NaN;
    const isEntry = entry !== null && typeof value !== "number" && entry < value.data.length;
    return sweepTangents(graph, run, along, isEntry ? unitOf(value, entry) : null);
  });
/** A text with another number in a formula may still have labels of the same sizes: they are remembered. */
export const layouts = new Layouts();
const scenesOf: (graph: Graph, direction: Direction, mode: SweepMode) => Scene = remember(
  (graph, direction, mode) => sceneOf(graph, direction, true, layouts.layOut, mode, layouts.label(graph)),
);

/** What draws the backward graph beside the forward one. */
export interface BesideDrawing {
  readonly scenes: typeof besideScenes;
  readonly focus: typeof besideFocus;
}

// How often something was provided that comes later.
let provisions = 0;

// Fetched when it is first asked for: until then the forward graph stands alone.
let besideDrawing: BesideDrawing | null = null;

/** Gives the page what draws the backward graph, once it has been fetched. */
export function provideBeside(drawing: BesideDrawing): void {
  besideDrawing = drawing;
  provisions += 1;
}

// Fetched like it.
let check: typeof checkGradients | null = null;

/** Gives the page the check against differences, once it has been fetched. */
export function provideCheck(fetched: typeof checkGradients): void {
  check = fetched;
  provisions += 1;
}

const besidesOf: (drawing: BesideDrawing, graph: Graph, direction: Direction, mode: SweepMode) => Beside =
  remember((drawing, graph, direction, mode) => drawing.scenes(graph, direction, layouts.layOut, mode));
const picturesOf: (schedule: Schedule, playhead: Choices["playhead"]) => Picture = remember(
  (schedule, playhead) => pictureAt(schedule.steps, playhead),
);
// The camera moves when it is another focus; of a scene with the same places it is the same.
const sameFocus: (x: number, y: number, width: number, height: number, atX: number, atY: number) => Focus =
  remember((x, y, width, height, atX, atY) => ({ x, y, width, height, anchor: { x: atX, y: atY } }));
const focusOf: (scene: Scene, beside: Beside | null, step: Step | undefined, beat: number) => Focus | null =
  remember((scene, beside, step, beat) => {
    if (step === undefined) return null;
    const both = beside && besideDrawing?.focus(beside, step, beat);
    const { x, y, width, height, anchor } = both ?? focusOfStep(scene, step, beat);
    return sameFocus(x, y, width, height, anchor.x, anchor.y);
  });

// Fetched just after the first paint.
let remarking: typeof remarksOn | null = null;

/** Gives the page what remarks on values and kinks, once it has been fetched. */
export function provideRemarks(remark: typeof remarksOn): void {
  remarking = remark;
  provisions += 1;
}

const NO_REMARKS: readonly Diagnostic[] = [];
const remarksOf: (remark: typeof remarksOn | null, graph: Graph, run: Run) => readonly Diagnostic[] =
  remember((remark, graph, run) => remark?.(graph, run) ?? NO_REMARKS);

/** What there is to tell of a run; it is found when it is first asked for, and most pictures never ask. */
interface Remarks {
  /** Ids of the nodes where something happened that a person has to be told. */
  readonly nodes: () => ReadonlySet<string>;
  readonly list: () => readonly Diagnostic[];
}

const lazyRemarks: (
  ...known: [typeof remarksOn | null, graph: Graph, run: Run, written: Graph, values: Values, grain: Grain]
) => Remarks = remember((remark, graph, run, written, values, grain) => ({
  // Of which nodes there is something to tell follows from the graph that is kept, where in the text does not.
  nodes: once(() => new Set(remarksOf(remark, graph, run).flatMap(({ node }) => node ?? []))),
  list: () => {
    const remarks = remarksOf(remark, graph, run);
    return remarks.length === 0 ? remarks : remarksOf(remark, placedGraphs(written, values, grain), run);
  },
}));

const lists: (remarks: Remarks, others: readonly Diagnostic[]) => () => readonly Diagnostic[] = remember(
  (remarks, others) => (others.length > 0 ? () => others : remarks.list),
);

/** What the still picture shows: the same from one settled step to the next. */
export interface Still {
  readonly scene: Scene;
  readonly schedule: Schedule;
  readonly run: Run;
  /** Those of the schedule's sweep forward, if it has one. */
  readonly tangents: Tangents | null;
  readonly settled: number;
  /** Whether anything is shown yet. */
  readonly hasBegun: boolean;
  /** What differences say, when that was asked for. */
  readonly check: GradientCheck | null;
  /** Ids of the nodes where something happened that a person has to be told. */
  readonly remarked: () => ReadonlySet<string>;
  /** What there is to say of gradients, once they are there. */
  readonly health: Findings;
  /** How strong the gradient is on each edge, when that was asked for. */
  readonly strengths: Strengths | null;
}

const stills: (
  ...parts: [
    Scene,
    Schedule,
    Run,
    Tangents | null,
    number,
    boolean,
    GradientCheck | null,
    Remarks,
    Strengths | null,
    Findings,
  ]
) => Still = remember(
  (scene, schedule, run, tangents, settled, hasBegun, check, remarks, strengths, health) => {
    const remarked = remarks.nodes;
    return { scene, schedule, run, tangents, settled, hasBegun, check, remarked, health, strengths };
  },
);

const NO_HEALTH: Findings = { edge: () => null, node: () => null };
// Fetched like it, right after the first paint.
let health: typeof findingsIn | null = null;

/** Gives the page what finds out what happens to gradients, once it has been fetched. */
export function provideHealth(fetched: typeof findingsIn): void {
  health = fetched;
  provisions += 1;
}

const healths: (finding: typeof findingsIn, graph: Graph, run: Run) => Findings = remember(
  (finding, graph, run) => finding(graph, run),
);
const strengthsIn: (run: Run) => Strengths = remember(strengthsOf);

const checks: (
  ...known: [checking: typeof checkGradients, graph: Graph, written: Graph, run: Run, values: Values]
) => GradientCheck = remember((checking, graph, written, run, values) =>
  checking(graph, run, inputsFrom(graph, written, values)),
);

/** Everything that follows from the choices while there is a graph. */
export interface Derived {
  /** One node for each operation; as `graph`, the same while only numbers of inputs and places in the text change. */
  readonly whole: Graph;
  /** At the chosen grain. Its places are those of the text that it was first made from: see {@link placedGraph}. */
  readonly graph: Graph;
  readonly program: ReadProgram;
  readonly run: Run;
  /** Those of the schedule's sweep forward, if it has one. */
  readonly tangents: Tangents | null;
  readonly schedule: Schedule;
  readonly scene: Scene;
  /** The backward graph, while it is shown. */
  readonly backward: BackwardScene | null;
  readonly picture: Picture;
  readonly still: Still;
  /** The part of the scene that the step under way, or the first one, is about. */
  readonly focus: Focus | null;
  /** From 0 to the number of steps. */
  readonly position: number;
  /** The node whose derivative is written out. */
  readonly target: number;
  /** What a person is told of shapes and numbers. */
  readonly remarks: () => readonly Diagnostic[];
}

/** Stands for what cannot be told before the graph is laid out. */
const WAITING = Symbol("waiting for a layout");

interface Places {
  readonly scene: Scene;
  readonly beside: Beside | null;
}

const placesOf: (
  drawing: BesideDrawing | null,
  graph: Graph,
  direction: Direction,
  mode: SweepMode,
  arrivals: number,
) => Places | typeof WAITING = remember((drawing, graph, direction, mode) => {
  const make = (): Places => {
    const beside = drawing && besidesOf(drawing, graph, direction, mode);
    return { beside, scene: beside?.forward ?? scenesOf(graph, direction, mode) };
  };
  try {
    return make();
  } catch (error) {
    if (!(error instanceof LayoutPending)) throw error;
    layouts.awaitedBy(make);
    return WAITING;
  }
});

/** The steps to play; they need no places, and so wait for no layout. */
export function stepsOf({ goodText, values, grain, target, mode }: Choices): readonly Step[] {
  const { program } = readingOf(goodText);
  const graph = shownGraph({ goodText, values, grain });
  if (graph === null || program === null) return [];
  return schedulesOf(graph, sweepsFor(graph, mode, targetOf(graph, program, target))).steps;
}

const deriveAll = remember(
  (
    text: string,
    values: Values,
    seed: Value | null,
    playhead: Choices["playhead"],
    chosen: string | null,
    direction: Direction,
    checking: typeof checkGradients | null,
    finding: typeof findingsIn | null,
    grain: Grain,
    mode: SweepMode,
    entry: number | null,
    drawing: BesideDrawing | null,
    showsStrength: boolean,
    arrivals: number,
    remark: typeof remarksOn | null,
  ): Derived | null | typeof WAITING => {
    const { program, graph: written } = readingOf(text);
    const kept = keptGraph(text);
    if (written === null || kept === null || program === null) return null;
    const inputs = inputValues(text, values);
    const whole = shapedGraph(kept, inputs.free);
    const graph = grainedGraphs(whole, grain);
    const run = runOf(graph, written, inputs.free, seed);
    const target = targetOf(graph, program, chosen);
    const sweeps = sweepsFor(graph, mode, target);
    const schedule = schedulesOf(graph, sweeps);
    const tangents = tangentsFor(graph, run, sweeps.along, entry);
    const places = placesOf(drawing, graph, direction, sweeps.mode, arrivals);
    if (places === WAITING) return WAITING;
    const { beside, scene } = places;
    const picture = picturesOf(schedule, playhead);
    const checked = checking && checks(checking, graph, written, run, inputs.free);
    const remarks = lazyRemarks(remark, graph, run, written, inputs.free, grain);
    const strengths = showsStrength ? strengthsIn(run) : null;
    return {
      whole,
      graph,
      program,
      run,
      tangents,
      schedule,
      scene,
      backward: beside?.backward ?? null,
      picture,
      still: stills(
        scene,
        schedule,
        run,
        tangents,
        picture.settled,
        picture.moving !== null,
        checked,
        remarks,
        strengths,
        finding === null ? NO_HEALTH : healths(finding, graph, run),
      ),
      focus: focusOf(scene, beside, picture.moving?.step ?? schedule.steps[0], picture.moving?.beat ?? 0),
      position: positionOf(schedule.steps, playhead),
      target,
      remarks: lists(remarks, inputs.diagnostics),
    };
  },
);

/** What the shown graph follows from. */
type Written = Pick<Choices, "goodText" | "values" | "grain">;

/** The program's graph, one node for each operation and at the chosen grain; null while there is none. */
export function graphsOf({
  goodText,
  values,
  grain,
}: Written): { readonly whole: Graph; readonly graph: Graph } | null {
  const kept = keptGraph(goodText);
  if (kept === null) return null;
  const whole = shapedGraph(kept, inputValues(goodText, values).free);
  return { whole, graph: grainedGraphs(whole, grain) };
}

/** The graph whose parts the page shows; null while no text has been a program yet. */
export function shownGraph(choices: Written): Graph | null {
  return graphsOf(choices)?.graph ?? null;
}

/** The shown graph with the places of the text as it is now; for those who ask where in the text something stands. */
export function placedGraph({ goodText, values, grain }: Written): Graph | null {
  const { graph: written } = readingOf(goodText);
  return written && placedGraphs(written, inputValues(goodText, values).free, grain);
}

// What was last seen: it stays until the next graph has its places.
let seen: Derived | null = null;
let seenText = "";

/** What follows from the choices; null while no text has been a program yet. `direction` is the one in use. */
export function derived(choices: Choices, direction: Direction): Derived | null {
  return seenFrom(choices, direction, layouts.arrivals, provisions);
}

// At each change of the store hundreds of components ask for parts of the same.
const seenFrom: (
  choices: Choices,
  direction: Direction,
  arrivals: number,
  provisions: number,
) => Derived | null = remember((choices, direction) => {
  const { goodText, values, seed, playhead, target, isChecking, isBackwardShown, showsStrength } = choices;
  const { grain, mode, entry } = choices;
  layouts.former = (placesOf) => placesOf(seen && { text: seenText, scene: seen.scene }, goodText, direction);
  const next = deriveAll(
    goodText,
    values,
    seed,
    playhead,
    target,
    direction,
    isChecking ? check : null,
    health,
    grain,
    mode,
    entry,
    isBackwardShown ? besideDrawing : null,
    showsStrength,
    layouts.arrivals,
    remarking,
  );
  if (next !== WAITING) [seen, seenText] = [next, goodText];
  return seen;
});
