import { LONGEST_TEXT } from "../expression/limits.ts";
import { parse } from "../expression/parser.ts";
import { withParts } from "../expression/simplify.ts";
import type { Span } from "../expression/span.ts";
import { type Expression, foldExpression, type Statement } from "../expression/tree.ts";
import { type Input, literalValue } from "../language/input.ts";
import type { Program } from "../language/program.ts";
import type { Value } from "../tensor/tensor.ts";
import type { Family, Graph, GraphNode } from "./graph.ts";
import type { ReadText } from "./read.ts";

/** A number, signed or not. */
const NUMBER = /^-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
/** The end of a statement. */
const END = /^[ \t]*(?:[\r\n;#]|$)/;

/** A text that is a program with a graph. */
interface Good extends ReadText {
  readonly program: Program;
  readonly graph: Graph;
}

/**
 * Reads a text that differs from one read before in nothing but the number that it assigns to an input: what was read
 * stays, with that number in it and the places behind it moved. Null wherever it is not certain that `readGraph` would
 * say the same.
 */
export function rereadNumber(before: ReadText, source: string): ReadText | null {
  const { program, graph, diagnostics } = before;
  // What there is to tell may quote the number.
  if (program === null || graph === null || diagnostics.length > 0 || source.length > LONGEST_TEXT)
    return null;
  const changed = changedNumber(program, source);
  if (changed === null) return null;
  const { literal, by } = changed;
  const [statement] = parse(source.slice(literal.from, literal.to + by)).statements;
  if (statement === undefined) return null;
  const expression = new Move(0, literal.from).expression(statement.expression);
  const value = literalValue(expression);
  if (value === null) return null;
  const good = { ...before, program, graph };
  const moved = by === 0 ? good : new Move(literal.to, by).text(good);
  return withNumber({ ...moved, program: { ...moved.program, source } }, changed, expression, value);
}

interface Changed {
  /** The input's. */
  readonly name: string;
  /** Where the number stood. */
  readonly literal: Span;
  /** By how much it has become longer. */
  readonly by: number;
}

/** The input whose number is another; null where anything else is, or the number is not all that is assigned. */
function changedNumber({ source: before, inputs }: Program, source: string): Changed | null {
  const by = source.length - before.length;
  let place = 0;
  while (place < source.length && before[place] === source[place]) place += 1;
  for (const { name, literal } of inputs) {
    if (literal === undefined || place < literal.from || place > literal.to) continue;
    const numbers = [before.slice(literal.from, literal.to), source.slice(literal.from, literal.to + by)];
    const behind = source.slice(literal.to + by);
    const isWhole = before.slice(0, literal.from).trimEnd().endsWith("=") && END.test(behind);
    const isSame = behind === before.slice(literal.to) && numbers.every((text) => NUMBER.test(text));
    return isWhole && isSame ? { name, literal, by } : null;
  }
  return null;
}

/** What was read, with another number for an input. */
function withNumber(read: Good, { name, literal }: Changed, expression: Expression, value: Value): ReadText {
  const { program, graph } = read;
  return {
    ...read,
    program: {
      ...program,
      statements: program.statements.map((statement) =>
        statement.expression.from === literal.from ? { ...statement, expression } : statement,
      ),
      inputs: program.inputs.map((input) => (input.name === name ? { ...input, value } : input)),
    },
    graph: {
      ...graph,
      nodes: graph.nodes.map((node) =>
        node.kind === "input" && node.name === name ? { ...node, literal: value } : node,
      ),
    },
  };
}

/** Brings what was read to where it stands now: all places from `behind` on are `by` characters farther on. */
class Move {
  private readonly behind: number;
  private readonly by: number;
  private readonly moved = new Map<Expression, Expression>();

  constructor(behind: number, by: number) {
    this.behind = behind;
    this.by = by;
  }

  text(read: Good): Good {
    const { program, graph, impliedProducts } = read;
    return {
      ...read,
      program: {
        ...program,
        statements: program.statements.map((statement) => this.statement(statement)),
        inputs: program.inputs.map((input) => this.input(input)),
      },
      graph: {
        ...graph,
        nodes: graph.nodes.map((node) => this.node(node)),
        families: graph.families.map((family) => this.family(family)),
      },
      impliedProducts: impliedProducts.map((product) => this.span(product)),
    };
  }

  expression(root: Expression): Expression {
    return foldExpression<Expression>(root, (node, operands) => {
      const known = this.moved.get(node);
      if (known !== undefined) return known;
      const whole = this.span(withParts(node, operands));
      const moved = whole.kind === "call" ? { ...whole, calleeSpan: this.span(whole.calleeSpan) } : whole;
      this.moved.set(node, moved);
      return moved;
    });
  }

  private span<Place extends Span>(place: Place): Place {
    if (place.to < this.behind) return place;
    return { ...place, from: this.offset(place.from), to: this.offset(place.to) };
  }

  private offset(place: number): number {
    return place < this.behind ? place : place + this.by;
  }

  private statement(statement: Statement): Statement {
    const { nameSpan, parameters, expression } = statement;
    return {
      ...this.span(statement),
      nameSpan: nameSpan && this.span(nameSpan),
      parameters: parameters === null ? null : parameters.map((parameter) => this.span(parameter)),
      expression: this.expression(expression),
    };
  }

  private input(input: Input): Input {
    const { literal } = input;
    return literal === undefined ? this.span(input) : { ...this.span(input), literal: this.span(literal) };
  }

  private node(node: GraphNode): GraphNode {
    if (node.kind === "input") return this.span(node);
    const moved = { ...this.span(node), expression: this.expression(node.expression) };
    if (moved.kind === "constant") return moved;
    const operands = moved.operands.map((operand) =>
      operand.kind === "node" ? operand : { ...operand, expression: this.expression(operand.expression) },
    );
    return { ...moved, operands };
  }

  private family(family: Family): Family {
    const { written } = family;
    return { ...family, written: written && this.expression(written) };
  }
}
