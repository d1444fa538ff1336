import { numberExpression } from "../expression/numbers.ts";
import { type Expression, foldExpression } from "../expression/tree.ts";
import { applyToTensors, shapeOfOperation } from "../operations/onTensors.ts";
import { applyOperation, operationOf, placesOf } from "../operations/rule.ts";
import { isFault } from "../operations/shapes.ts";
import { isElementwise, type OperationKey } from "../operations/table.ts";
import { plainValue, type Shape, shapeOf, tensorOf } from "../tensor/tensor.ts";
import { withOperands } from "./build.ts";
import { openedExpression, readEntryName } from "./definitions.ts";
import { connectNodes, markUsed, writtenOperand } from "./drafts.ts";
import {
  type Family,
  type Graph,
  type GraphEdge,
  type GraphNode,
  isComputed,
  isJoin,
  type Join,
  type Operand,
  type OperationNode,
  shapeAt,
} from "./graph.ts";
import { type Openings, operandWith, splitLists } from "./splitLists.ts";

/**
 * The graph with some operations opened: each is replaced by the operations that define it, or by those on its entries.
 * The result keeps its id, name and value; the others have ids below `…​.in`. What cannot be opened is left as it is.
 * `graph` is one in which nothing is folded; an operation inside an opened one can be opened in turn.
 */
export function openGraph(graph: Graph, openings: Openings): Graph {
  if (!graph.nodes.some(({ id }) => openings.has(id))) return graph;
  return new Opened(graph, openings).graph();
}

type Draft = GraphNode & { uses: number[]; feedsOutput: boolean };
type Part = Operand | { readonly kind: "node"; readonly node: number } | SplitList;

/** A list that is no node: only its entries are used. */
interface SplitList {
  readonly kind: "list";
  readonly operation: Join["operation"];
  readonly parts: readonly Part[];
  readonly shape: Shape;
}

type Title = Pick<OperationNode, "id" | "name" | "symbol">;

class Opened {
  private readonly fine: Graph;
  private readonly openings: Openings;
  private readonly nodes: Draft[] = [];
  private readonly edges: GraphEdge[] = [];
  private readonly shapes: Shape[] = [];
  private readonly places = new Map<number, number>();
  private readonly splits: ReadonlySet<number>;
  private readonly lists = new Map<number, SplitList>();
  /** What each node of the graph has become. */
  private readonly ranges: (readonly number[])[] = [];
  private readonly families: Family[] = [];
  private readonly symbols: Set<string>;
  private symbolCount = 0;

  constructor(fine: Graph, openings: Openings) {
    this.fine = fine;
    this.openings = openings;
    this.splits = splitLists(fine, openings);
    this.symbols = new Set(fine.nodes.map(({ symbol }) => symbol));
  }

  graph(): Graph {
    const { fine } = this;
    for (const node of fine.nodes) {
      const begin = this.nodes.length;
      if (this.splits.has(node.index)) {
        this.split(node);
        this.ranges.push([]);
        continue;
      }
      const index = this.copied(node);
      this.places.set(node.index, index);
      this.ranges.push(this.nodes.slice(begin).flatMap((one) => (isComputed(one) ? [one.index] : [])));
    }
    const placeOf = (node: number): number => this.places.get(node) ?? 0;
    const output = placeOf(fine.output);
    markUsed(this.nodes, this.edges, output);
    return {
      ...fine,
      nodes: this.nodes,
      edges: this.edges,
      output,
      byName: new Map(
        [...fine.byName].flatMap(([name, node]) => (this.splits.has(node) ? [] : [[name, placeOf(node)]])),
      ),
      shapes: this.shapes.every((shape) => shape.length === 0) ? null : this.shapes,
      families: [
        ...fine.families
          .filter(({ result }) => !this.splits.has(result))
          .map((family) => ({
            ...family,
            result: placeOf(family.result),
            nodes: family.nodes.flatMap((node) => this.ranges[node] ?? []),
          })),
        ...this.families,
      ],
    };
  }

  private copied(node: GraphNode): number {
    if (!isComputed(node))
      return this.add({ ...node, index: this.nodes.length, uses: [] }, shapeAt(this.fine, node.index));
    if (node.kind === "group") throw new Error("what is folded is opened before it is folded");
    return this.operation(node, node.operation, node.expression, this.partsOf(node), node);
  }

  /** A node's operands as they are here. */
  private partsOf({ operands }: OperationNode): readonly Part[] {
    return operands.map((operand): Part => {
      if (operand.kind === "constant") return operand;
      return this.lists.get(operand.node) ?? { kind: "node", node: this.places.get(operand.node) ?? 0 };
    });
  }

  private split(node: GraphNode): void {
    if (!isJoin(node)) return;
    const { index, operation } = node;
    const shape = shapeAt(this.fine, index);
    this.lists.set(index, { kind: "list", operation, parts: this.partsOf(node), shape });
  }

  /** An operation with its operands, opened if that is asked for. */
  private operation(
    title: Title,
    operation: OperationKey,
    expression: Expression,
    parts: readonly Part[],
    place: GraphNode,
    isOpened = false,
  ): number {
    const index = this.nodes.length;
    const shape = this.shapeOfResult(operation, expression, parts);
    const opening = isOpened ? undefined : this.openings.get(title.id);
    if (opening !== undefined) {
      const shapes = [...parts.map((part) => this.shapeOfPart(part)), shape];
      const asked = { operation, places: placesOf(expression), operands: parts };
      const opened = openedExpression(asked, opening, shapes);
      if (opened !== null) return this.openedInto(title, opened, parts, place);
    }
    const { id, name, symbol } = title;
    const operands = parts.map((part, operand): Operand => {
      if (part.kind === "constant") return part;
      if (part.kind === "list") throw new Error("of a list that is split, only entries are used");
      const edge = connectNodes(this.nodes, this.edges, { from: part.node, to: index, toId: id, operand });
      return { kind: "node", node: part.node, edge };
    });
    const { from, to } = place;
    const own = { kind: "operation", index, id, name, symbol, operation, operands, from, to } as const;
    const dependsOnInput = parts.some(
      (part) => part.kind === "node" && this.nodes[part.node]?.dependsOnInput,
    );
    const written = withOperands(
      operation,
      { ...expression, from, to },
      operands.map((operand) => writtenOperand(this.nodes, operand, place)),
    );
    return this.add(
      {
        ...own,
        places: placesOf(expression),
        expression: written,
        dependsOnInput,
        uses: [],
        feedsOutput: false,
      },
      shape,
    );
  }

  private openedInto(title: Title, root: Expression, parts: readonly Part[], place: GraphNode): number {
    const begin = this.nodes.length;
    const known = new Map<string, Part>();
    let count = 0;
    const fresh = (): Title => ({ id: `${title.id}.in${count++}`, name: null, symbol: this.freshSymbol() });
    const named = (name: string): Part => {
      const found = known.get(name) ?? this.entry(name, parts, fresh, place);
      known.set(name, found);
      return found;
    };
    const result = foldExpression<Part>(root, (expression, operands) => {
      if (expression.kind === "number")
        return { kind: "constant", value: expression.value, expression: at(expression, place) };
      if (expression.kind === "name") return named(expression.name);
      const key = operationOf(expression);
      if (key === undefined) throw new Error("a definition uses only what the table has");
      const constants = operands.filter((part) => part.kind === "constant");
      if (constants.length === operands.length) return foldedConstant(key, expression, constants, place);
      const isRoot = expression === root;
      const own = isRoot ? title : fresh();
      return { kind: "node", node: this.operation(own, key, expression, operands, place, isRoot) };
    });
    if (result.kind !== "node") throw new Error("an operation that is opened depends on its operands");
    const nodes = this.nodes.slice(begin).map(({ index }) => index);
    if (nodes.length > 1)
      this.families.push({ kind: "definition", key: title.id, result: result.node, nodes, written: null });
    return result.node;
  }

  /** One operand, or one entry of it. */
  private entry(name: string, parts: readonly Part[], fresh: () => Title, place: GraphNode): Part {
    const read = readEntryName(name);
    const part = parts[read?.operand ?? -1];
    if (read === null || part === undefined) throw new Error(`nothing is called ${name}`);
    return this.entryOf(part, read.places, name, fresh, place);
  }

  private entryOf(
    part: Part,
    places: readonly number[],
    name: string,
    fresh: () => Title,
    place: GraphNode,
  ): Part {
    if (places.length === 0) return part;
    if (part.kind === "list") {
      const { operation, parts } = part;
      const inner = operandWith(
        operation,
        parts.map((one) => this.shapeOfPart(one)),
        places,
      );
      const found = parts[inner.operand];
      if (found === undefined) throw new Error("an entry is in the list");
      return this.entryOf(found, inner.places, name, fresh, place);
    }
    const { from, to } = place;
    const operand: Expression = { kind: "name", name, from, to };
    const expression: Expression = { kind: "entry", operand, places, from, to };
    if (part.kind === "constant") return foldedConstant("entry", expression, [part], place);
    return { kind: "node", node: this.operation(fresh(), "entry", expression, [part], place) };
  }

  private shapeOfPart(part: Part): Shape {
    if (part.kind === "list") return part.shape;
    return part.kind === "constant" ? shapeOf(part.value) : (this.shapes[part.node] ?? []);
  }

  private shapeOfResult(operation: OperationKey, expression: Expression, parts: readonly Part[]): Shape {
    const shapes = parts.map((part) => this.shapeOfPart(part));
    const shape = shapeOfOperation(operation, { shapes, words: () => [], places: placesOf(expression) });
    if (isFault(shape)) throw new Error("only what fits is opened");
    return shape;
  }

  private add(node: Draft, shape: Shape): number {
    this.nodes.push(node);
    this.shapes.push(shape);
    return node.index;
  }

  /** `v3`, `v4` … skipping the names in use. */
  private freshSymbol(): string {
    for (;;) {
      this.symbolCount += 1;
      const symbol = `v${this.symbolCount}`;
      if (this.symbols.has(symbol) || this.symbols.has(`v_${this.symbolCount}`)) continue;
      this.symbols.add(symbol);
      return symbol;
    }
  }
}

function at(expression: Expression, { from, to }: GraphNode): Expression {
  return { ...expression, from, to };
}

function foldedConstant(
  key: OperationKey,
  expression: Expression,
  parts: readonly (Operand & { readonly kind: "constant" })[],
  place: GraphNode,
): Part {
  const numbers = parts.flatMap(({ value }) => (typeof value === "number" ? [value] : []));
  const value =
    isElementwise(key) && numbers.length === parts.length
      ? applyOperation(key, numbers)
      : plainValue(
          applyToTensors(
            key,
            parts.map(({ value }) => tensorOf(value)),
            placesOf(expression),
          ),
        );
  const written = typeof value === "number" ? numberExpression(value) : expression;
  return { kind: "constant", value, expression: at(written, place) };
}
