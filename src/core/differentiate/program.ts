import { abroad } from "../expression/abroad.ts";
import { type Diagnostic, diagnose } from "../expression/diagnostics.ts";
import { equalsSign, row, symbol, tex } from "../expression/formula.ts";
import { canonicalName, nameFormula } from "../expression/names.ts";
import type { Span } from "../expression/span.ts";
import type { Opening } from "../graph/definitions.ts";
import { FOLD_FAULTS, foldableKeys, foldOf } from "../graph/fold.ts";
import type { Gathering } from "../graph/gathered.ts";
import { type Grain, OPERATIONS } from "../graph/grain.ts";
import { type Graph, nodeAt } from "../graph/graph.ts";
import { nodeFormula } from "../graph/notation.ts";
import { readGraph } from "../graph/read.ts";
import { inferShapes, withShapes } from "../graph/shapes.ts";
import { type Role, writtenName } from "../language/input.ts";
import { nearName } from "../language/nearName.ts";
import type { Program as ReadProgram } from "../language/program.ts";
import { constants } from "../operations/constants.ts";
import type { OperationKey } from "../operations/table.ts";
import {
  filled,
  MOST_ENTRIES,
  type Numbers,
  numbersOf,
  plainValue,
  sameShape,
  shapeOf,
  shapeWords,
  sizeOf,
  type Value,
  valueFromNumbers,
} from "../tensor/tensor.ts";
import type { Trace } from "./evaluate.ts";
import { type EvaluationLine, evaluationLines } from "./evaluationLines.ts";
import { type Paths, pathsOf } from "./evaluationPaths.ts";
import { type EvaluationJacobian, type EvaluationTangent, jacobianFor, tangentsFor } from "./forwardDoor.ts";
import { differentiated, totalOf } from "./gradientSymbol.ts";
import type { JacobianWay } from "./jacobian.ts";
import { edgeFormula } from "./localDerivative.ts";
import { remarksOn } from "./remarks.ts";
import { isOfTensors, runOf, sweep, traceGraph } from "./run.ts";
import { simplifiedAtGrain } from "./simplifiedGroups.ts";
import { type EdgeKind, edgeKind, type TensorTrace } from "./tensorRun.ts";

export type { Numbers } from "../tensor/tensor.ts";
export type { EvaluationJacobian, EvaluationTangent } from "./forwardDoor.ts";

export interface EvaluationNode {
  readonly id: string;
  readonly name?: string;
  /** The key of the operation table, what kind of leaf it is, or that it is a group of operations shown as one. */
  readonly operation: OperationKey | "input" | "constant" | "group";
  /** The node as a formula: `c = a + b`. */
  readonly tex: string;
  /** Sizes from the outermost axis inwards; empty for a scalar. */
  readonly shape: readonly number[];
  readonly value: Numbers;
  readonly gradient: Numbers;
}

export interface EvaluationEdge {
  readonly from: string;
  readonly to: string;
  /** Which operand of `to` it feeds, from 0. */
  readonly operand: number;
  readonly kind: EdgeKind;
  /** The local derivative: a number, or of the consumer's shape where it is taken entry by entry; absent where it is linear. */
  readonly factor?: Numbers;
  /** What the edge brings to the gradient of `from`. */
  readonly contribution: Numbers;
  /** The local derivative as a formula; where it is linear, what it makes of the consumer's gradient δ. */
  readonly tex: string;
}

/** A program with numbers in it. Gradients are those of the value, the last statement's. */
export interface Evaluation {
  readonly value: Numbers;
  /**
   * The derivative of the value with respect to a name of the program or of the values given; 0 where the value does
   * not depend on it, of the name's shape. `seed` is the gradient placed on the value, ones unless given.
   * @throws ProgramError for a name that is neither ("unknown-name"), or a seed of another shape ("seed-shape").
   */
  gradient(name: string, seed?: Numbers): Numbers;
  /**
   * The derivative with respect to a name, written out: lines of the kinds "symbols", "formulas", "simplified" (any
   * number of them, none where they would be too long), "numbers" and "result", each as TeX. Every line says what the
   * gradient is; one whose left side is that of another node says it of that node.
   * @throws ProgramError for a name that is neither in the program nor among the values ("unknown-name").
   */
  derivation(name: string): readonly EvaluationLine[];
  /**
   * The paths from a name to the value, whose contributions add up to its gradient; none where the value does not depend
   * on it. `seed` is as for {@link gradient}, and so is what is thrown.
   */
  paths(name: string, seed?: Numbers): Paths;
  /**
   * Forward mode: the derivative of every node, in the order of evaluation, when a name of the program or of the values
   * given is moved in a direction of its shape. Without a direction: ones, so that for a number these are the derivatives
   * with respect to it, and for a vector or matrix those when all its entries grow alike. Of each node's shape; 0 for what
   * does not use the name.
   * @throws ProgramError for a name that is neither ("unknown-name"), or a direction of another shape ("direction-shape").
   */
  tangents(name: string, direction?: Numbers): readonly EvaluationTangent[];
  /**
   * The derivatives of every entry of the value with respect to every entry of the inputs. `way` says how they are found:
   * by rows, with a reverse sweep for each row, or by columns, with a forward sweep for each column; without it, the one
   * with fewer sweeps. Both agree but for rounding.
   */
  jacobian(way?: JacobianWay): EvaluationJacobian;
  readonly diagnostics: readonly Diagnostic[];
  readonly nodes: readonly EvaluationNode[];
  readonly edges: readonly EvaluationEdge[];
}

export interface Program {
  readonly source: string;
  /** Free names, and names assigned a literal (then with its value), where the text mentions them first. */
  readonly inputs: readonly {
    readonly name: string;
    readonly value?: Numbers;
    /** What a comment such as `# data: x, y` says it is; otherwise a parameter. */
    readonly role: Role;
    readonly from: number;
    readonly to: number;
  }[];
  /**
   * Evaluates at the given values; a literal's own value holds unless another is given. Names that the program lacks
   * are allowed and have gradient 0.
   * @throws ProgramError "missing-value" for a free name without a value, "bad-numbers" for what is no tensor, and the
   * diagnostics of shapes that do not fit.
   */
  evaluate(values?: Readonly<Record<string, Numbers>>): Evaluation;
  /**
   * The same program at another grain: its evaluations have nodes that stand for several operations, or operations
   * opened into simpler ones. Values and gradients stay, but for rounding.
   * @throws ProgramError "cannot-fold" for what is no statement, call or set of operations with one result.
   */
  fold(grain?: GrainChoice): Program;
}

/** How much of a program one node stands for; without a choice, every statement is one node. */
export interface GrainChoice {
  /** Statements by their names (`L`), calls by their groups (`f2`), or the ids of operations with one result. */
  readonly folded?: readonly (string | readonly string[])[];
  /** Operations to be opened, by id: into the operations that define them, or into those on their entries. */
  readonly opened?: Readonly<Record<string, Opening>>;
  /** Whether each use of a node keeps an edge of its own; otherwise edges between the same two nodes are merged. */
  readonly isByOccurrence?: boolean;
  /**
   * Sums and products that are one node each however many operands they have: all of them, or those with these ids. What
   * is no sum or product of more than two operands stays as it is.
   */
  readonly gathered?: Gathering;
}

/** A program that cannot be used as it is, with what a person has to be told about it. */
export class ProgramError extends Error {
  override readonly name = "ProgramError";
  readonly diagnostics: readonly Diagnostic[];
  constructor(diagnostics: readonly Diagnostic[]) {
    super(
      diagnostics
        .map(({ message, hint }) => (hint === undefined ? message : `${message} ${hint}`))
        .join("\n"),
    );
    this.diagnostics = diagnostics;
  }
}

/** Everything that is wrong with a text; for a program, what may surprise in how it was read. Never throws. */
export function check(source: string): Diagnostic[] {
  return [...readGraph(source, undefined, abroad).diagnostics];
}

/** @throws ProgramError if the text is not a program. */
export function compile(source: string): Program {
  return programAt(source, OPERATIONS);
}

function programAt(source: string, grain: Grain): Program {
  const read = readOrThrow(source);
  return {
    source,
    inputs: read.program.inputs.map((input) => ({
      name: writtenName(source, input),
      ...(input.value === undefined ? {} : { value: numbersOf(input.value) }),
      role: input.role,
      from: input.from,
      to: input.to,
    })),
    evaluate: (values = {}) => {
      const given = new Map(Object.entries(values).map(([name, value]) => [canonicalName(name), value]));
      // A value for e makes it an input like any other.
      const isShadowed = constants.some(
        ([name]) => given.has(name) && !read.program.inputs.some((input) => input.name === name),
      );
      const own = isShadowed ? readOrThrow(source, new Set(given.keys())) : read;
      return new ProgramEvaluation(own, given, grain);
    },
    fold: (choice) => programAt(source, checkedGrain(read.graph, choice)),
  };
}

function checkedGrain(graph: Graph, choice: GrainChoice | undefined): Grain {
  const opened = new Map(Object.entries(choice?.opened ?? {}));
  // What an opened operation consists of is known once there are shapes; what else is named is checked here.
  const folded = choice === undefined ? foldableKeys(graph) : (choice.folded ?? []);
  for (const chosen of folded) {
    const ids = [chosen].flat();
    if (ids.some((id) => [...opened.keys()].some((key) => id === key || id.startsWith(`${key}.in`))))
      continue;
    const fold = foldOf(graph, chosen);
    if (typeof fold !== "string") continue;
    const what = ids.map((id) => `\`${id}\``).join(", ");
    throw new ProgramError([diagnose("cannot-fold", NOWHERE, what, FOLD_FAULTS[fold])]);
  }
  const { isByOccurrence = false, gathered = [] } = choice ?? {};
  return { folded, opened, isByOccurrence, gathered };
}

function readOrThrow(source: string, given?: ReadonlySet<string>): { program: ReadProgram; graph: Graph } {
  const { program, graph, diagnostics } = readGraph(source, given, abroad);
  if (program === null || graph === null) throw new ProgramError(diagnostics);
  return { program, graph };
}

const NOWHERE: Span = { from: 0, to: 0 };

function placesOf({ inputs }: ReadProgram): ReadonlyMap<string, Span> {
  return new Map(inputs.map(({ name, from, to }) => [name, { from, to }]));
}

function valueFrom(name: string, numbers: Numbers, place: Span): Value {
  const value = valueFromNumbers(numbers);
  if (value === null) throw new ProgramError([diagnose("bad-numbers", place, name)]);
  if (sizeOf(shapeOf(value)) > MOST_ENTRIES)
    throw new ProgramError([diagnose("too-large", place, `\`${name}\``, shapeWords(shapeOf(value)))]);
  return value;
}

/** A node in a graph with its numbers. */
interface At {
  readonly graph: Graph;
  readonly trace: Trace | TensorTrace;
  readonly index: number;
}

class ProgramEvaluation implements Evaluation {
  private readonly graph: Graph;
  private readonly trace: Trace | TensorTrace;
  private readonly given: ReadonlyMap<string, Numbers>;
  /** Names of the inputs, where the text mentions them first. */
  private readonly inputs: readonly string[];

  constructor(
    { program, graph }: { readonly program: ReadProgram; readonly graph: Graph },
    given: ReadonlyMap<string, Numbers>,
    grain: Grain,
  ) {
    this.given = given;
    this.inputs = program.inputs.map(({ name }) => name);
    const places = placesOf(program);
    const missing: Diagnostic[] = [];
    const inputs = graph.nodes.map((node): Value | null => {
      if (node.kind !== "input") return null;
      const place = places.get(node.id) ?? NOWHERE;
      const numbers = given.get(node.id);
      if (numbers !== undefined) return valueFrom(node.id, numbers, place);
      if (node.literal !== null) return node.literal;
      missing.push(diagnose("missing-value", place, node.id));
      return null;
    });
    if (missing.length > 0) throw new ProgramError(missing);
    const { diagnostics } = inferShapes(graph, (node) => shapeOf(inputs[node] ?? 0));
    if (diagnostics.length > 0) throw new ProgramError(diagnostics);
    const shaped = withShapes(graph, (node) => shapeOf(inputs[node] ?? 0));
    this.graph = simplifiedAtGrain(shaped, grain);
    const byId = new Map(shaped.nodes.map(({ id, index }) => [id, inputs[index]]));
    this.trace = traceGraph(this.graph, (node) => byId.get(nodeAt(this.graph, node).id) ?? Number.NaN);
  }

  get value(): Numbers {
    return numbersOf(this.valueAt(this.graph.output));
  }

  private valueAt(node: number): Value {
    return this.trace.values[node] ?? Number.NaN;
  }

  get diagnostics(): Diagnostic[] {
    return remarksOn(this.graph, this.trace);
  }

  gradient(name: string, seed?: Numbers): Numbers {
    const found = this.nodeOf(name);
    if ("zero" in found) return numbersOf(found.zero);
    const { graph, trace, index } = found;
    const { adjoints } = sweep(graph, trace, this.seed(seed));
    return numbersOf(adjoints[index] ?? 0);
  }

  tangents(name: string, direction?: Numbers): readonly EvaluationTangent[] {
    const found = this.nodeOf(name);
    const at = "zero" in found ? { graph: this.graph, trace: this.trace } : found;
    const like = "zero" in found ? found.zero : (found.trace.values[found.index] ?? Number.NaN);
    const moved = direction === undefined ? null : valueFrom("direction", direction, NOWHERE);
    const [wanted, got] = [shapeOf(like), shapeOf(moved ?? like)];
    if (!sameShape(wanted, got))
      throw new ProgramError([
        diagnose("direction-shape", NOWHERE, name, shapeWords(wanted), shapeWords(got)),
      ]);
    return tangentsFor(at.graph, at.trace, "zero" in found ? null : found.index, moved);
  }

  jacobian(way?: JacobianWay): EvaluationJacobian {
    return jacobianFor(this.graph, this.trace, this.inputs, way);
  }

  paths(name: string, seed?: Numbers): Paths {
    const found = this.nodeOf(name);
    const own = { graph: this.graph, trace: this.trace };
    const { graph, trace } = "zero" in found ? own : found;
    return pathsOf(graph, runOf(graph, trace, this.seed(seed)), "zero" in found ? found : found.index);
  }

  derivation(name: string): readonly EvaluationLine[] {
    const found = this.nodeOf(name);
    if (!("zero" in found)) return evaluationLines(found.graph, runOf(found.graph, found.trace), found.index);
    const left = totalOf(differentiated(this.graph), nameFormula(canonicalName(name)));
    return [{ kind: "result", tex: tex(row(left, equalsSign, symbol("0", "0"))) }];
  }

  /** The node of a name, in the finest graph where it is folded into another; for one that only the values have, 0 in its shape. */
  private nodeOf(name: string): At | { readonly zero: Value } {
    const known = canonicalName(name);
    const own = { graph: this.graph, trace: this.trace };
    const [graph, trace] = [this.graph.finer?.graph, this.trace.finer];
    const finest = graph === undefined || trace === undefined ? own : { graph, trace };
    for (const at of [own, finest]) {
      const index = at.graph.byName.get(known);
      if (index !== undefined) return { ...at, index };
    }
    const given = this.given.get(known);
    if (given !== undefined) return { zero: plainValue(filled(shapeOf(valueFrom(name, given, NOWHERE)), 0)) };
    const names = finest.graph.byName.keys();
    throw new ProgramError([diagnose("unknown-name", NOWHERE, name, nearName(name, names))]);
  }

  private seed(numbers: Numbers | undefined): Value | null {
    if (numbers === undefined) return null;
    const seed = valueFrom("seed", numbers, NOWHERE);
    const [wanted, got] = [shapeOf(this.valueAt(this.graph.output)), shapeOf(seed)];
    if (sameShape(wanted, got)) return seed;
    throw new ProgramError([diagnose("seed-shape", NOWHERE, shapeWords(wanted), shapeWords(got))]);
  }

  get nodes(): EvaluationNode[] {
    const { adjoints } = sweep(this.graph, this.trace);
    return this.graph.nodes.map((node) => {
      const value = this.valueAt(node.index);
      return {
        id: node.id,
        ...(node.name === null ? {} : { name: node.name }),
        operation: node.kind === "operation" ? node.operation : node.kind,
        tex: tex(nodeFormula(this.graph, node)),
        shape: shapeOf(value),
        value: numbersOf(value),
        gradient: numbersOf(adjoints[node.index] ?? 0),
      };
    });
  }

  get edges(): EvaluationEdge[] {
    const { contributions } = sweep(this.graph, this.trace);
    return this.graph.edges.map((edge) => {
      const factor = this.trace.factors[edge.index] ?? null;
      return {
        from: nodeAt(this.graph, edge.from).id,
        to: nodeAt(this.graph, edge.to).id,
        operand: edge.operand,
        kind: isOfTensors(this.trace) ? edgeKind(this.graph, this.trace, edge.index) : "scalar",
        ...(factor === null ? {} : { factor: numbersOf(factor) }),
        contribution: numbersOf(contributions[edge.index] ?? 0),
        tex: tex(edgeFormula(this.graph, edge)),
      };
    });
  }
}
