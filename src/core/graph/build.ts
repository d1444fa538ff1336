import type { Diagnostic } from "../expression/diagnostics.ts";
import { listSymbol } from "../expression/names.ts";
import { printExpression } from "../expression/print.ts";
import { withParts } from "../expression/simplify.ts";
import type { Span } from "../expression/span.ts";
import {
  type Expression,
  foldExpression,
  type NameReference,
  operandsOf,
  type Statement,
} from "../expression/tree.ts";
import { assignedLiteral, DEFAULT_ROLE, type Role } from "../language/input.ts";
import type { Program } from "../language/program.ts";
import { constantNamed } from "../operations/constants.ts";
import { applyToTensors, shapeOfOperation } from "../operations/onTensors.ts";
import { applyOperation, operationOf, placesOf } from "../operations/rule.ts";
import { isFault } from "../operations/shapes.ts";
import { isElementwise, type OperationKey, operations } from "../operations/table.ts";
import { plainValue, tensorOf, type Value } from "../tensor/tensor.ts";
import { connectNodes, markUsed, writtenOperand } from "./drafts.ts";
import {
  type ConstantNode,
  type Family,
  type Graph,
  type GraphEdge,
  type InputNode,
  NO_VALUE,
  type Operand,
  type OperationNode,
} from "./graph.ts";
import { symbolText } from "./notation.ts";

/** The order of construction fills these; a finished node is the same with nothing left to change. */
type Draft = (
  | Omit<InputNode, "uses" | "feedsOutput">
  | Omit<ConstantNode, "uses" | "feedsOutput">
  | Omit<OperationNode, "uses" | "feedsOutput">
) & {
  uses: number[];
  feedsOutput: boolean;
};

/** A subexpression on its way up: a finished node, or a constant not yet bound to a consumer. */
type Part = { readonly kind: "node"; readonly node: number } | (Operand & { readonly kind: "constant" });

/** What names mean besides the program's own: the operands of the call whose body is being built. */
type Environment = ReadonlyMap<string, Part>;

/** What a node is to be called: its id, and the name of a program or the symbol of a group where it has one. */
interface Title {
  readonly id: string;
  /** Where the paths of its operands begin, if not at its own id. */
  readonly inside?: string;
  readonly name: string | null;
  readonly symbol: string | null;
}

const NO_OPERANDS: Environment = new Map();

/**
 * Turns a program into its graph: a name is one node however often it is used, constant subexpressions join their
 * consumer, `y = x` only adds a name, and equal subexpressions stay apart. A call of a user's function is its body with
 * the operands in it; the result carries the function's name, `f`, then `f2`.
 */
export function buildGraph(program: Program): Graph {
  const builder = new GraphBuilder(program);
  for (const statement of program.statements) builder.statement(statement);
  return builder.finish();
}

class GraphBuilder {
  private readonly nodes: Draft[] = [];
  private readonly edges: GraphEdge[] = [];
  private readonly byName = new Map<string, number>();
  /** Names of the program, and those given here: none is given twice. */
  private readonly takenNames: Set<string>;
  private readonly roles: ReadonlyMap<string, Role>;
  private readonly functions = new Map<string, Statement>();
  private readonly callCounts = new Map<string, number>();
  private readonly families: Family[] = [];
  private output = 0;
  private unnamedStatements = 0;
  private unnamedNodes = 0;
  /** Shapes that do not fit among constants: there is no value to go on with. */
  private readonly faults: Diagnostic[] = [];

  constructor(program: Program) {
    const assigned = program.statements.flatMap(({ name }) => (name === null ? [] : [name]));
    this.roles = new Map(program.inputs.map(({ name, role }) => [name, role]));
    this.takenNames = new Set([...assigned, ...this.roles.keys()]);
  }

  statement(statement: Statement): void {
    const { name, nameSpan, parameters, expression, from, to } = statement;
    if (parameters !== null && name !== null) {
      this.functions.set(name, statement);
      return;
    }
    const literal = assignedLiteral(statement);
    if (name !== null && nameSpan !== null && literal !== null) {
      this.bind(name, this.input(name, literal, nameSpan));
      return;
    }
    const id = name ?? this.fresh("out");
    const begin = this.nodes.length;
    const part = this.expression(expression, { id, name, symbol: name }, NO_OPERANDS);
    this.family({ kind: "statement", key: id, written: null }, begin, part);
    // A constant that nothing consumes stands for itself, so that a name, or the output, has its node.
    const node = part.kind === "node" ? part.node : this.constant(part, id, name, { from, to });
    this.bind(name, node);
  }

  finish(): Graph {
    const { nodes, edges, output, byName } = this;
    markUsed(nodes, edges, output);
    return {
      nodes,
      edges,
      output,
      byName,
      shapes: null,
      faults: this.faults,
      families: this.families,
      finer: null,
    };
  }

  /** Remembers what was built since `begin` as one, unless it is one operation or the same as the last. */
  private family(named: Pick<Family, "kind" | "key" | "written">, begin: number, part: Part): void {
    if (part.kind === "constant" || part.node < begin) return;
    const nodes = this.nodes.slice(begin).flatMap(({ kind, index }) => (kind === "operation" ? [index] : []));
    const last = this.families.at(-1);
    const isSame = last?.result === part.node && last.nodes.length === nodes.length;
    if (nodes.length > 1 && !isSame) this.families.push({ ...named, result: part.node, nodes });
  }

  /** What an operation on constants comes to. */
  private folded(
    key: OperationKey,
    expression: Expression,
    parts: readonly (Operand & { readonly kind: "constant" })[],
  ): Value {
    const operands = parts.map(({ value }) => value);
    // One fault is enough: what follows from it is not checked.
    if (operands.includes(NO_VALUE)) return NO_VALUE;
    const numbers = operands.filter((value) => typeof value === "number");
    if (isElementwise(key) && numbers.length === operands.length) return applyOperation(key, numbers);
    const tensors = operands.map(tensorOf);
    const shape = shapeOfOperation(key, {
      shapes: tensors.map((tensor) => tensor.shape),
      words: () => parts.map((part) => printExpression(part.expression)),
      places: placesOf(expression),
    });
    if (!isFault(shape)) return plainValue(applyToTensors(key, tensors, placesOf(expression)));
    this.faults.push(shape(expression));
    return NO_VALUE;
  }

  private bind(name: string | null, node: number): void {
    if (name !== null) this.byName.set(name, node);
    this.output = node;
  }

  private add(node: Draft): number {
    this.nodes.push(node);
    return node.index;
  }

  private input(name: string, literal: Value | null, { from, to }: Span): number {
    const index = this.nodes.length;
    const node = {
      kind: "input",
      index,
      id: name,
      name,
      symbol: name,
      literal,
      role: this.roles.get(name) ?? DEFAULT_ROLE,
      dependsOnInput: true,
    } as const;
    return this.add({ ...node, from, to, uses: [], feedsOutput: false });
  }

  private constant(
    part: Operand & { kind: "constant" },
    id: string,
    name: string | null,
    place: Span,
  ): number {
    const index = this.nodes.length;
    const { value, expression } = part;
    const symbol = name ?? this.unnamedSymbol();
    const node = {
      kind: "constant",
      index,
      id,
      name,
      symbol,
      value,
      expression,
      dependsOnInput: false,
    } as const;
    return this.add({ ...node, ...place, uses: [], feedsOutput: false });
  }

  /** `out`, `out2` … skipping the names in use. */
  private fresh(base: string): string {
    for (;;) {
      this.unnamedStatements += 1;
      const id = this.unnamedStatements === 1 ? base : `${base}${this.unnamedStatements}`;
      if (!this.takenNames.has(id)) return this.taken(id);
    }
  }

  /** `v1`, `v2` … skipping the names in use. */
  private unnamedSymbol(): string {
    for (;;) {
      this.unnamedNodes += 1;
      const symbol = `v${this.unnamedNodes}`;
      const isTaken = this.takenNames.has(symbol) || this.takenNames.has(`v_${this.unnamedNodes}`);
      if (!isTaken) return this.taken(symbol);
    }
  }

  private taken(name: string): string {
    this.takenNames.add(name);
    return name;
  }

  private expression(root: Expression, title: Title, environment: Environment): Part {
    const paths = operandPaths(root, title.inside ?? title.id);
    return foldExpression<Part>(root, (expression, parts) => {
      if (expression.kind === "number") return { kind: "constant", value: expression.value, expression };
      if (expression.kind === "name") return environment.get(expression.name) ?? this.reference(expression);
      const own = { id: paths.get(expression) ?? title.id, name: null, symbol: null };
      const called = expression.kind === "call" ? this.functions.get(expression.callee) : undefined;
      if (called !== undefined)
        return this.call(expression, called, parts, expression === root ? title : null);
      const key = operationOf(expression);
      if (key === undefined) throw new Error("a checked program calls only what the table has");
      const constants = parts.filter((part) => part.kind === "constant");
      if (constants.length === parts.length) {
        const value = this.folded(key, expression, constants);
        return {
          kind: "constant",
          value,
          expression: withOperands(
            key,
            expression,
            constants.map((part) => part.expression),
          ),
        };
      }
      const titled = expression === root ? this.withListSymbol(title, expression, parts) : own;
      return { kind: "node", node: this.operation(key, expression, parts, titled) };
    });
  }

  /** What has no name and is a list of outputs, `[y1, y2]`, is called by what is written in it. */
  private withListSymbol(title: Title, { kind }: Expression, parts: readonly Part[]): Title {
    if (title.symbol !== null || kind !== "list") return title;
    const entries = parts.flatMap((part) => {
      if (part.kind === "node") return this.nodes.slice(part.node, part.node + 1).map(symbolText);
      return ["number", "name"].includes(part.expression.kind) ? printExpression(part.expression) : [];
    });
    if (entries.length < parts.length) return title;
    return { ...title, symbol: listSymbol(entries) };
  }

  /** A call in place: the body, with the operands where the parameters stand. */
  private call(
    call: Expression,
    { name, parameters, expression }: Statement,
    operands: readonly Part[],
    title: Title | null,
  ): Part {
    const given = (parameters ?? []).flatMap(({ name: parameter }, place): [string, Part][] => {
      const operand = operands[place];
      return operand === undefined ? [] : [[parameter, operand]];
    });
    const group = this.groupName(name ?? "");
    // What is nothing but the call, a statement or another function's body, gives the result its own name.
    const result = title?.symbol == null ? { id: group, name: null, symbol: group } : title;
    const begin = this.nodes.length;
    const part = this.expression(expression, { ...result, inside: group }, new Map(given));
    const written = withParts(
      call,
      operands.map((operand) => writtenOperand(this.nodes, operand, call)),
    );
    this.family({ kind: "call", key: group, written }, begin, part);
    return part;
  }

  /** `f`, `f2` … skipping the names in use. */
  private groupName(name: string): string {
    for (;;) {
      const count = (this.callCounts.get(name) ?? 0) + 1;
      this.callCounts.set(name, count);
      if (count === 1) return name;
      const group = `${name}${count}`;
      if (!this.takenNames.has(group) && !this.takenNames.has(`${name}_${count}`)) return this.taken(group);
    }
  }

  private reference(reference: NameReference): Part {
    const { name } = reference;
    const known = this.byName.get(name);
    if (known !== undefined) return { kind: "node", node: known };
    const constant = this.roles.has(name) ? undefined : constantNamed(name);
    if (constant !== undefined) return { kind: "constant", value: constant.value, expression: reference };
    const node = this.input(name, null, reference);
    this.byName.set(name, node);
    return { kind: "node", node };
  }

  private operation(
    operation: OperationKey,
    expression: Expression,
    parts: readonly Part[],
    { id, name, symbol }: Title,
  ): number {
    const index = this.nodes.length;
    const operands = parts.map((part, operand): Operand => {
      if (part.kind === "constant") return part;
      return {
        kind: "node",
        node: part.node,
        edge: connectNodes(this.nodes, this.edges, { from: part.node, to: index, toId: id, operand }),
      };
    });
    const dependsOnInput = parts.some(
      (part) => part.kind === "node" && this.nodes[part.node]?.dependsOnInput,
    );
    const { from, to } = expression;
    return this.add({
      kind: "operation",
      index,
      id,
      name,
      symbol: symbol ?? this.unnamedSymbol(),
      operation,
      operands,
      places: placesOf(expression),
      expression: withOperands(
        operation,
        expression,
        operands.map((operand) => writtenOperand(this.nodes, operand, expression)),
      ),
      dependsOnInput,
      feedsOutput: false,
      uses: [],
      from,
      to,
    });
  }
}

/** The operation with other operands; one called by name though it has a sign, pow(a, b), is written with its sign. */
export function withOperands(
  key: OperationKey,
  expression: Expression,
  operands: readonly Expression[],
): Expression {
  const [first, second] = operands;
  const { notation } = operations[key];
  const { from, to } = expression;
  if (first === undefined) return expression;
  if (notation.kind === "prefix") return { kind: "negate", operand: first, from, to };
  if (notation.kind === "infix" && second !== undefined) {
    return { kind: "binary", operator: notation.operator, left: first, right: second, from, to };
  }
  return withParts(expression, operands);
}

/** A longer run of the same place is counted: the ids of a sum of thousands are else as long as the sum, each of them. */
const LONGEST_RUN = 16;

/** A path that ends in the same place several times. */
interface Path {
  readonly above: string;
  readonly place: number;
  readonly times: number;
}

/** The path of every operation below a statement: `e`, `e.0`, `e.0.1`, and `e.0_40` for forty times `.0`. */
function operandPaths(root: Expression, id: string): ReadonlyMap<Expression, string> {
  const paths = new Map<Expression, string>([[root, id]]);
  const pending: { readonly node: Expression; readonly path: Path }[] = [
    { node: root, path: { above: id, place: 0, times: 0 } },
  ];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const [place, operand] of operandsOf(next.node).entries()) {
      if (operand.kind === "number" || operand.kind === "name") continue;
      const path = pathBelow(next.path, place);
      paths.set(operand, writtenPath(path));
      pending.push({ node: operand, path });
    }
  }
  return paths;
}

function pathBelow(path: Path, place: number): Path {
  return path.times > 0 && path.place === place
    ? { ...path, times: path.times + 1 }
    : { above: writtenPath(path), place, times: 1 };
}

function writtenPath({ above, place, times }: Path): string {
  return times > LONGEST_RUN ? `${above}.${place}_${times}` : above + `.${place}`.repeat(times);
}
