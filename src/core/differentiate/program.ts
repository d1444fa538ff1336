import { type Diagnostic, diagnose } from "../expression/diagnostics.ts";
import { tex } from "../expression/formula.ts";
import { canonicalName } from "../expression/names.ts";
import type { Span } from "../expression/span.ts";
import { buildGraph } from "../graph/build.ts";
import { type Graph, nodeAt } from "../graph/graph.ts";
import { nodeFormula } from "../graph/notation.ts";
import { nearName } from "../language/nearName.ts";
import { type Program as ReadProgram, readProgram } from "../language/program.ts";
import { constants } from "../operations/constants.ts";
import type { OperationKey } from "../operations/table.ts";
import { evaluateGraph, type Trace } from "./evaluate.ts";
import { edgeFormula } from "./localDerivative.ts";
import { remarksOn } from "./remarks.ts";
import { reverseSweep } from "./reverse.ts";

/** A scalar, a vector, or a matrix by rows. Programs are scalar so far: a list is refused with a diagnostic. */
export type Numbers = number | readonly number[] | readonly (readonly number[])[];

export interface EvaluationNode {
  readonly id: string;
  readonly name?: string;
  /** The key of the operation table, or what kind of leaf it is. */
  readonly operation: OperationKey | "input" | "constant";
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
  readonly kind: "scalar" | "elementwise" | "linear";
  /** The local derivative as a number. */
  readonly factor?: Numbers;
  /** What the edge brings to the gradient of `from`. */
  readonly contribution: Numbers;
  /** The local derivative as a formula. */
  readonly tex: string;
}

/** A program with numbers in it. Gradients are those of the value, the last statement's. */
export interface Evaluation {
  readonly value: Numbers;
  /**
   * The derivative of the value with respect to a name of the program or of the values given; 0 where the value does
   * not depend on it. `seed` is the gradient placed on the value, 1 unless given.
   * @throws ProgramError for a name that is neither ("unknown-name"), or a seed of the wrong shape ("not-a-scalar").
   */
  gradient(name: string, seed?: Numbers): Numbers;
  readonly diagnostics: readonly Diagnostic[];
  readonly nodes: readonly EvaluationNode[];
  readonly edges: readonly EvaluationEdge[];
}

export interface Program {
  readonly source: string;
  /** Free names, and names assigned a literal (then with its value), where the text mentions them first. */
  readonly inputs: readonly {
    readonly name: string;
    readonly value?: number;
    readonly from: number;
    readonly to: number;
  }[];
  /**
   * Evaluates at the given values; a literal's own value holds unless another is given. Names that the program lacks
   * are allowed and have gradient 0.
   * @throws ProgramError "missing-value" for a free name without a value, "not-a-scalar" for a list.
   */
  evaluate(values?: Readonly<Record<string, Numbers>>): Evaluation;
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
  return [...readProgram(source).diagnostics];
}

/** @throws ProgramError if the text is not a program. */
export function compile(source: string): Program {
  const read = readOrThrow(source);
  const graph = buildGraph(read);
  return {
    source,
    inputs: read.inputs.map(({ name, value, from, to }) => ({
      name: writtenName(source, name, { from, to }),
      ...(value === undefined ? {} : { value }),
      from,
      to,
    })),
    evaluate: (values = {}) => {
      const given = new Map(Object.entries(values).map(([name, value]) => [canonicalName(name), value]));
      // A value for e makes it an input like any other.
      const isShadowed = constants.some(
        ([name]) => given.has(name) && !read.inputs.some((input) => input.name === name),
      );
      const program = isShadowed ? readOrThrow(source, new Set(given.keys())) : read;
      return new ProgramEvaluation(isShadowed ? buildGraph(program) : graph, given, placesOf(program));
    },
  };
}

function readOrThrow(source: string, given?: ReadonlySet<string>): ReadProgram {
  const { program, diagnostics } = readProgram(source, given);
  if (program === null) throw new ProgramError(diagnostics);
  return program;
}

/** A name as the text has it at a place, which may hold brackets too: `θ₁` for theta_1. */
function writtenName(source: string, name: string, { from, to }: Span): string {
  const words = source.slice(from, to).match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? [];
  return words.find((word) => canonicalName(word) === name) ?? name;
}

const NOWHERE: Span = { from: 0, to: 0 };

function placesOf({ inputs }: ReadProgram): ReadonlyMap<string, Span> {
  return new Map(inputs.map(({ name, from, to }) => [name, { from, to }]));
}

function scalar(name: string, numbers: Numbers, place: Span): number {
  if (typeof numbers === "number") return numbers;
  throw new ProgramError([diagnose("not-a-scalar", place, name)]);
}

class ProgramEvaluation implements Evaluation {
  private readonly graph: Graph;
  private readonly trace: Trace;
  private readonly given: ReadonlyMap<string, Numbers>;

  constructor(graph: Graph, given: ReadonlyMap<string, Numbers>, places: ReadonlyMap<string, Span>) {
    this.graph = graph;
    this.given = given;
    const missing: Diagnostic[] = [];
    this.trace = evaluateGraph(graph, (index) => {
      const node = nodeAt(graph, index);
      const place = places.get(node.id) ?? NOWHERE;
      const value = given.get(node.id) ?? (node.kind === "input" ? node.literal : null);
      if (value !== null) return scalar(node.id, value, place);
      missing.push(diagnose("missing-value", place, node.id));
      return Number.NaN;
    });
    if (missing.length > 0) throw new ProgramError(missing);
  }

  get value(): number {
    return this.trace.values[this.graph.output] ?? Number.NaN;
  }

  get diagnostics(): Diagnostic[] {
    return remarksOn(this.graph, this.trace);
  }

  gradient(name: string, seed: Numbers = 1): number {
    const known = canonicalName(name);
    const index = this.graph.byName.get(known);
    const { adjoints } = reverseSweep(this.graph, this.trace, scalar("seed", seed, NOWHERE));
    if (index !== undefined) return adjoints[index] ?? 0;
    if (this.given.has(known)) return 0;
    throw new ProgramError([
      diagnose("unknown-name", NOWHERE, name, nearName(name, this.graph.byName.keys())),
    ]);
  }

  get nodes(): EvaluationNode[] {
    const { adjoints } = reverseSweep(this.graph, this.trace);
    return this.graph.nodes.map((node) => ({
      id: node.id,
      ...(node.name === null ? {} : { name: node.name }),
      operation: node.kind === "operation" ? node.operation : node.kind,
      tex: tex(nodeFormula(this.graph, node)),
      shape: [],
      value: this.trace.values[node.index] ?? Number.NaN,
      gradient: adjoints[node.index] ?? 0,
    }));
  }

  get edges(): EvaluationEdge[] {
    const { contributions } = reverseSweep(this.graph, this.trace);
    return this.graph.edges.map((edge) => ({
      from: nodeAt(this.graph, edge.from).id,
      to: nodeAt(this.graph, edge.to).id,
      operand: edge.operand,
      kind: "scalar",
      factor: this.trace.factors[edge.index] ?? Number.NaN,
      contribution: contributions[edge.index] ?? 0,
      tex: tex(edgeFormula(this.graph, edge)),
    }));
  }
}
