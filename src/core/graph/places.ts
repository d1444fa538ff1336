import type { Span } from "../expression/span.ts";
import { type Expression, foldExpression, type Statement } from "../expression/tree.ts";
import { edgeAt, type Graph, type GraphEdge, isComputed, isEdge, nodeAt, partById } from "./graph.ts";

/** The part of a program that its places in the text depend on. */
interface Text {
  readonly statements: readonly Statement[];
}

/** A name where the text mentions it, with the node it stands for. */
interface Mention extends Span {
  readonly node: number;
}

/** Where a text speaks of parts of a graph. */
export interface Places {
  /** The calculations themselves: of a node its own, of an edge its consumer's. */
  readonly whole: readonly Span[];
  /** Where a node is named, and where an edge's operand stands in its consumer. */
  readonly mentions: readonly Span[];
}

const known = new WeakMap<Graph, readonly Mention[]>();

/** Every name of the text that is a node's, in the order of the text; a function's own parameters are none. */
function mentionsIn(graph: Graph, { statements }: Text): readonly Mention[] {
  const remembered = known.get(graph);
  if (remembered !== undefined) return remembered;
  const mentions: Mention[] = [];
  const add = (name: string, { from, to }: Span): void => {
    const node = graph.byName.get(name);
    if (node !== undefined) mentions.push({ node, from, to });
  };
  for (const { name, nameSpan, parameters, expression } of statements) {
    if (name !== null && nameSpan !== null && parameters === null) add(name, nameSpan);
    const own = new Set(parameters?.map((parameter) => parameter.name));
    foldExpression(expression, (part: Expression) => {
      if (part.kind === "name" && !own.has(part.name)) add(part.name, part);
    });
  }
  mentions.sort((one, other) => one.from - other.from);
  known.set(graph, mentions);
  return mentions;
}

const holds = (outer: Span, inner: Span): boolean => outer.from <= inner.from && inner.to <= outer.to;

/** The ids of the smallest calculations around a place: several where a function's body is used several times. */
function smallestAround(graph: Graph, place: Span): readonly string[] {
  let smallest = Infinity;
  let ids: string[] = [];
  for (const { kind, id, from, to } of graph.nodes) {
    if (kind === "input" || !holds({ from, to }, place) || to - from > smallest) continue;
    if (to - from < smallest) ids = [];
    smallest = to - from;
    ids.push(id);
  }
  return ids;
}

/**
 * What a place in the text is about, as ids of nodes: a name's node; elsewhere in a calculation, the smallest one
 * around it; beside a calculation, the statement's own. Empty where the text says nothing of the graph.
 */
export function partsAt(graph: Graph, text: Text, offset: number): readonly string[] {
  const here = { from: offset, to: offset + 1 };
  const mention = mentionsIn(graph, text).find((place) => holds(place, here));
  if (mention !== undefined) return [nodeAt(graph, mention.node).id];
  const around = smallestAround(graph, here);
  if (around.length > 0) return around;
  const statement = text.statements.find((place) => place.parameters === null && holds(place, here));
  const node = statement?.name == null ? undefined : graph.byName.get(statement.name);
  return node === undefined ? [] : [nodeAt(graph, node).id];
}

/** What a piece of the text is about: the nodes that are named or calculated in it, and the edges into the latter. */
export function partsWithin(graph: Graph, text: Text, piece: Span): readonly string[] {
  const named = mentionsIn(graph, text).filter((mention) => holds(piece, mention));
  const calculated = graph.nodes.filter((node) => isComputed(node) && holds(piece, node));
  const inner = new Set(calculated.map(({ index }) => index));
  const edges = graph.edges.filter(({ to }) => inner.has(to));
  const ids = [
    ...named.map(({ node }) => nodeAt(graph, node).id),
    ...calculated.map(({ id }) => id),
    ...edges.map(({ id }) => id),
  ];
  return [...new Set(ids)];
}

/** Where the text speaks of some parts, given by their ids; what the graph has not is left out. */
export function placesOf(graph: Graph, text: Text, ids: readonly string[]): Places {
  const whole: Span[] = [];
  const mentions: Span[] = [];
  for (const id of ids) {
    const part = partById(graph, id);
    if (part === undefined) continue;
    if (isEdge(part)) {
      whole.push(span(nodeAt(graph, part.to)));
      mentions.push(...operandPlaces(graph, text, part));
    } else {
      whole.push(span(part));
      mentions.push(...mentionsIn(graph, text).filter(({ node }) => node === part.index));
    }
  }
  const all = unique(whole);
  return { whole: all, mentions: unique(mentions.map(span), all) };
}

const span = ({ from, to }: Span): Span => ({ from, to });
const keyOf = ({ from, to }: Span): string => `${from} ${to}`;

function unique(spans: readonly Span[], besides: readonly Span[] = []): readonly Span[] {
  const seen = new Set(besides.map(keyOf));
  return spans.filter((place) => !seen.has(keyOf(place)) && seen.add(keyOf(place)));
}

/** Where an edge's operand stands in its consumer's calculation: by name, or as a calculation inside it. */
function operandPlaces(graph: Graph, text: Text, edge: GraphEdge): readonly Span[] {
  const [source, consumer] = [nodeAt(graph, edge.from), nodeAt(graph, edge.to)];
  if (source.kind !== "input" && holds(consumer, source)) return [source];
  if (consumer.kind !== "operation") return [];
  const inner = consumer.operands.flatMap((operand): readonly Span[] => {
    const node = operand.kind === "node" ? nodeAt(graph, operand.node) : null;
    return node !== null && isComputed(node) && holds(consumer, node) ? [node] : [];
  });
  const named = mentionsIn(graph, text).filter(
    (mention) =>
      mention.node === source.index &&
      holds(consumer, mention) &&
      !inner.some((operand) => holds(operand, mention)),
  );
  // A name that stands there several times feeds one operand after the other.
  const alike = consumer.operands.filter(
    (operand) => operand.kind === "node" && operand.node === source.index,
  );
  if (alike.length !== named.length) return named;
  const place = alike.findIndex((operand) => operand.kind === "node" && edgeAt(graph, operand.edge) === edge);
  return named.slice(place, place + 1);
}
