import type { Span } from "../expression/span.ts";
import { type Expression, foldExpression, operandsOf, type Statement } from "../expression/tree.ts";
import { literalValue, type Program } from "../language/program.ts";
import { operationOf } from "../operations/rule.ts";
import { type OperationKey, operations } from "../operations/table.ts";
import type { ConstantNode, Graph, GraphEdge, InputNode, Operand, OperationNode } from "./graph.ts";

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

/**
 * Turns a program into its graph: a name is one node however often it is used, constant subexpressions join their
 * consumer, `y = x` only adds a name, and equal subexpressions stay apart.
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
  private readonly takenNames: ReadonlySet<string>;
  private output = 0;
  private unnamedStatements = 0;
  private unnamedNodes = 0;

  constructor(program: Program) {
    const assigned = program.statements.flatMap(({ name }) => (name === null ? [] : [name]));
    this.takenNames = new Set([...assigned, ...program.inputs.map(({ name }) => name)]);
  }

  statement({ name, nameSpan, expression, from, to }: Statement): void {
    const literal = literalValue(expression);
    if (name !== null && nameSpan !== null && literal !== null) {
      this.bind(name, this.input(name, literal, nameSpan));
      return;
    }
    const id = name ?? this.fresh("out");
    const part = this.expression(expression, id, name);
    // A constant that nothing consumes stands for itself, so that a name, or the output, has its node.
    const node = part.kind === "node" ? part.node : this.constant(part, id, name, { from, to });
    this.bind(name, node);
  }

  finish(): Graph {
    const { nodes, edges, output, byName } = this;
    const root = nodes[output];
    if (root !== undefined) root.feedsOutput = true;
    for (const edge of edges.toReversed()) {
      const source = nodes[edge.from];
      if (source !== undefined && nodes[edge.to]?.feedsOutput) source.feedsOutput = true;
    }
    return { nodes, edges, output, byName };
  }

  private bind(name: string | null, node: number): void {
    if (name !== null) this.byName.set(name, node);
    this.output = node;
  }

  private add(node: Draft): number {
    this.nodes.push(node);
    return node.index;
  }

  private input(name: string, literal: number | null, { from, to }: Span): number {
    const index = this.nodes.length;
    const node = {
      kind: "input",
      index,
      id: name,
      name,
      symbol: name,
      literal,
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
      if (!this.takenNames.has(id)) return id;
    }
  }

  /** `v1`, `v2` … skipping the names in use. */
  private unnamedSymbol(): string {
    for (;;) {
      this.unnamedNodes += 1;
      const symbol = `v${this.unnamedNodes}`;
      const isTaken = this.takenNames.has(symbol) || this.takenNames.has(`v_${this.unnamedNodes}`);
      if (!isTaken) return symbol;
    }
  }

  private expression(root: Expression, id: string, name: string | null): Part {
    const paths = operandPaths(root, id);
    return foldExpression<Part>(root, (expression, parts) => {
      if (expression.kind === "number") return { kind: "constant", value: expression.value, expression };
      if (expression.kind === "name") return this.reference(expression.name, expression);
      const key = operationOf(expression);
      if (key === undefined) throw new Error("a checked program calls only what the table has");
      const constants = parts.filter((part) => part.kind === "constant");
      if (constants.length === parts.length) {
        const [a = 0, b = 0] = constants.map(({ value }) => value);
        return { kind: "constant", value: operations[key].value(a, b, 0), expression };
      }
      const nodeName = expression === root ? name : null;
      return {
        kind: "node",
        node: this.operation(key, expression, parts, paths.get(expression) ?? id, nodeName),
      };
    });
  }

  private reference(name: string, place: Span): Part {
    const known = this.byName.get(name);
    if (known !== undefined) return { kind: "node", node: known };
    const node = this.input(name, null, place);
    this.byName.set(name, node);
    return { kind: "node", node };
  }

  private operation(
    operation: OperationKey,
    expression: Expression,
    parts: readonly Part[],
    id: string,
    name: string | null,
  ): number {
    const index = this.nodes.length;
    const operands = parts.map((part, operand): Operand => {
      if (part.kind === "constant") return part;
      return { kind: "node", node: part.node, edge: this.connect(part.node, index, id, operand) };
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
      symbol: name ?? this.unnamedSymbol(),
      operation,
      operands,
      expression: this.withOperandIds(expression, operands),
      dependsOnInput,
      feedsOutput: false,
      uses: [],
      from,
      to,
    });
  }

  private connect(from: number, to: number, toId: string, operand: number): number {
    const source = this.nodes[from];
    if (source === undefined) throw new Error("an operand stands before its consumer");
    const index = this.edges.length;
    source.uses.push(index);
    this.edges.push({ index, id: `${source.id}-${toId}-${operand}`, from, to, operand });
    return index;
  }

  private withOperandIds(expression: Expression, operands: readonly Operand[]): Expression {
    const written = operandsOf(expression).map((part, place): Expression => {
      const operand = operands[place];
      if (operand?.kind !== "node") return part;
      return { kind: "name", name: this.nodes[operand.node]?.id ?? "", from: part.from, to: part.to };
    });
    const [first, second] = written;
    if (first === undefined) throw new Error("an operation has operands");
    if (expression.kind === "call") return { ...expression, operands: written };
    if (expression.kind === "binary") return { ...expression, left: first, right: second ?? first };
    return expression.kind === "negate" ? { ...expression, operand: first } : expression;
  }
}

/** The path of every operation below a statement: `e`, `e.0`, `e.0.1`. */
function operandPaths(root: Expression, id: string): ReadonlyMap<Expression, string> {
  const paths = new Map<Expression, string>([[root, id]]);
  const pending: Expression[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const path = paths.get(node) ?? id;
    for (const [place, operand] of operandsOf(node).entries()) {
      if (operand.kind === "number" || operand.kind === "name") continue;
      paths.set(operand, `${path}.${place}`);
      pending.push(operand);
    }
  }
  return paths;
}
