import {
  type Box,
  checkGradients,
  type DerivationLine,
  type Diagnostic,
  type Direction,
  derive,
  type GradientCheck,
  type Graph,
  inferShapes,
  nodeAt,
  type Picture,
  pictureAt,
  plainValue,
  positionOf,
  type ReadProgram,
  type Run,
  remarksOn,
  rememberingLayout,
  rememberingStructure,
  runGraph,
  SCALAR,
  type Scene,
  type Schedule,
  type Shape,
  type Step,
  sameShape,
  sceneOf,
  scheduleOf,
  shapeOf,
  sizeOf,
  smallestShapes,
  stepBounds,
  type Value,
  withShapes,
} from "../core/index.ts";
import { readingOf } from "../store/reading.ts";
import type { Choices } from "../store/store.ts";
import { goAlong, hasSize } from "./goAlong.ts";

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

const graphOf = (text: string): Graph | null => readingOf(text).graph;

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
  const { graph, program } = readingOf(text);
  if (graph === null || program === null) return { free: new Map(), diagnostics: [] };
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
  return { free, diagnostics: hasSize(asked.get(last), along?.get(last)) ? [] : first.diagnostics };
});

function fitted(graph: Graph, given: Values) {
  const shapes = smallestShapes(graph, (node) => {
    if (node.kind === "input" && node.literal !== null) return shapeOf(node.literal);
    const value = given.get(node.id);
    return value === undefined ? null : shapeOf(value);
  });
  const { diagnostics } = inferShapes(graph, (node) => shapes.get(node) ?? SCALAR);
  return { shapes, diagnostics };
}

/** The value of every free input, given or by default, in the order of the text. */
export function freeValues(text: string, values: Values): Values {
  return inputValues(text, values).free;
}

/** The value of each input node: the literal of the program, or the value that goes with its name. */
function inputsFrom(graph: Graph, values: Values): (node: number) => Value {
  return (index) => {
    const node = nodeAt(graph, index);
    const literal = node.kind === "input" ? node.literal : null;
    return literal ?? values.get(node.id) ?? Number.NaN;
  };
}

/** The graph with its shapes, the same while only numbers change. */
const shapedGraphs: (graph: Graph, shapes: string) => Graph = remember((graph, shapes) => {
  const known: ReadonlyMap<number, Shape> = new Map(JSON.parse(shapes));
  return withShapes(graph, (node) => known.get(node) ?? SCALAR);
});

function shapedGraph(graph: Graph, values: Values): Graph {
  const inputs = inputsFrom(graph, values);
  const shapes = graph.nodes.flatMap(({ kind, index }) =>
    kind === "input" ? [[index, shapeOf(inputs(index))]] : [],
  );
  return shapedGraphs(graph, JSON.stringify(shapes));
}

// A literal's slider makes a new text and graph at each move. What depends on the structure alone is made from a graph
// that stays; numbers and places in the text come from the new one.
const structureOf: (graph: Graph) => Graph = remember(rememberingStructure());

const runOf: (structure: Graph, graph: Graph, values: Values, seed: Value | null) => Run = remember(
  (structure, graph, values, seed) => {
    const inputs = inputsFrom(graph, values);
    const run = runGraph(structure, inputs);
    const output = run.values[graph.output] ?? Number.NaN;
    const isSeed = seed !== null && typeof output !== "number" && sameShape(shapeOf(seed), shapeOf(output));
    return isSeed ? runGraph(structure, inputs, seed) : run;
  },
);

const schedulesOf: (structure: Graph) => Schedule = remember(scheduleOf);
// A text with another number in a formula may still have labels of the same sizes.
const layOut = rememberingLayout();
const scenesOf: (structure: Graph, direction: Direction) => Scene = remember((structure, direction) =>
  sceneOf(structure, direction, true, layOut),
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

const checks: (graph: Graph, run: Run, values: Values) => GradientCheck = remember((graph, run, values) =>
  checkGradients(graph, run, inputsFrom(graph, values)),
);

/** Everything that follows from the choices while there is a graph. */
export interface Derived {
  readonly graph: Graph;
  /** The same graph while only numbers of inputs and places in the text change. */
  readonly structure: Graph;
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
    values: Values,
    seed: Value | null,
    playhead: Choices["playhead"],
    chosen: string | null,
    direction: Direction,
    isChecking: boolean,
  ): Derived | null => {
    const built = graphOf(text);
    const { program } = readingOf(text);
    if (built === null || program === null) return null;
    const inputs = inputValues(text, values);
    const graph = shapedGraph(built, inputs.free);
    const structure = structureOf(graph);
    const run = runOf(structure, graph, inputs.free, seed);
    const schedule = schedulesOf(structure);
    const target = targetOf(graph, program, chosen);
    const scene = scenesOf(structure, direction);
    const picture = picturesOf(schedule, playhead);
    const check = isChecking ? checks(graph, run, inputs.free) : null;
    const remarks = remarksOf(graph, run);
    return {
      graph,
      structure,
      program,
      run,
      schedule,
      scene,
      picture,
      still: stills(scene, schedule, run, picture.settled, picture.moving !== null, check, remarks),
      focus: focusOf(scene, picture.moving?.step ?? schedule.steps[0]),
      position: positionOf(schedule.steps, playhead),
      target,
      derivation: derivationsOf(structure, run, target),
      remarks: inputs.diagnostics.length > 0 ? inputs.diagnostics : remarks,
    };
  },
);

/** The chosen input; otherwise the one with the most uses, where there is most to see: a parameter, if there is any. */
function targetOf(graph: Graph, { inputs }: ReadProgram, chosen: string | null): number {
  const byChoice = inputs.some(({ name }) => name === chosen) ? graph.byName.get(chosen ?? "") : undefined;
  if (byChoice !== undefined) return byChoice;
  const parameters = inputs.filter(({ role }) => role === "parameter");
  const nodes = (parameters.length > 0 ? parameters : inputs).flatMap(
    ({ name }) => graph.byName.get(name) ?? [],
  );
  const uses = (index: number): number => nodeAt(graph, index).uses.length;
  return nodes.reduce((best, node) => (uses(node) > uses(best) ? node : best), nodes[0] ?? graph.output);
}

/** What follows from the choices; null while no text has been a program yet. `direction` is the one in use. */
export function derived(choices: Choices, direction: Direction): Derived | null {
  const { goodText, values, seed, playhead, target, isChecking } = choices;
  return deriveAll(goodText, values, seed, playhead, target, direction, isChecking);
}
