import { forwardMeeting } from "../differentiate/costs.ts";
import type { Run } from "../differentiate/run.ts";
import { tangentFormula } from "../differentiate/tangentFormula.ts";
import type { Tangents } from "../differentiate/tangents.ts";
import { plainText } from "../expression/formula.ts";
import { numberText } from "../expression/numbers.ts";
import { edgeAt, type Graph, type GraphEdge, isJoin, nodeAt } from "../graph/graph.ts";
import { symbolText } from "../graph/notation.ts";
import { shapeOf, shapeWords, type Value } from "../tensor/tensor.ts";
import { valueText } from "../tensor/text.ts";
import { growingTangent } from "./slots.ts";
import type { Schedule } from "./steps.ts";
import { bracketed, conventionWords, factorFormula, plain, tangent, type Words } from "./words.ts";

/** The input that is moved gets its tangent. */
export function tangentSeedWords(graph: Graph, { along, direction }: Tangents): readonly Words[] {
  const name = symbolText(nodeAt(graph, along));
  const others = graph.nodes.filter(({ kind, index }) => kind === "input" && index !== along);
  const rest =
    others.length === 0 ? "" : others.length === 1 ? ", the other input 0" : ", every other input 0";
  if (typeof direction !== "number")
    return [
      plain(`Now forward mode. ${name} is ${shapeWords(direction.shape)}, moved in the direction `),
      tangent(direction),
      plain(`${directionWords(direction)}${rest === "" ? "" : "; every other input stays"}.`),
    ];
  return [
    plain(`Now forward mode. ${name} has the tangent `),
    tangent(direction),
    plain(`${rest}: a node's tangent is how fast it changes when ${name} alone does.`),
  ];
}

function directionWords(direction: Exclude<Value, number>): string {
  if (direction.data.every((entry) => entry === 1)) return " (all entries grow alike)";
  const isUnit = direction.data.reduce((sum, entry) => sum + Math.abs(entry), 0) === 1;
  return isUnit ? " (one entry alone grows)" : "";
}

/** An edge brings its part of a tangent. */
export function tangentWords(
  graph: Graph,
  schedule: Schedule,
  run: Run,
  swept: Tangents,
  index: number,
): readonly Words[] {
  const edge = edgeAt(graph, index);
  const [source, consumer] = [symbolText(nodeAt(graph, edge.from)), symbolText(nodeAt(graph, edge.to))];
  const arrives = swept.tangents[edge.from] ?? 0;
  const [factor, part] = [run.factors[index], swept.part(index)];
  const sum = sumWords(graph, schedule, swept, edge);
  if (typeof arrives !== "number" || typeof factor !== "number" || typeof part !== "number")
    return [...tangentOfTensors(graph, run, swept, edge), ...sum];
  return [
    plain(`The tangent at ${source} is `),
    tangent(arrives),
    plain(`. The edge to ${consumer} has factor ${factorFormula(graph, index)}${numberText(factor)}`),
    plain(`${conventionWords(graph, run, index)}, so ${numberText(factor)} · ${bracketed(arrives)} = `),
    tangent(part),
    plain(` goes on to ${consumer}.`),
    ...sum,
  ];
}

function tangentOfTensors(graph: Graph, run: Run, swept: Tangents, edge: GraphEdge): readonly Words[] {
  const consumer = nodeAt(graph, edge.to);
  const [source, name] = [symbolText(nodeAt(graph, edge.from)), symbolText(consumer)];
  const part = swept.part(edge.index);
  const how = isJoin(consumer)
    ? "it goes to its own place"
    : `it goes on as ${plainText(tangentFormula(graph, edge))}`;
  const shape = shapeOf(part);
  const isSaid = shape.length === 0 || valueText(part) === shapeWords(shape);
  return [
    plain(`The tangent at ${source} is `),
    tangent(swept.tangents[edge.from] ?? 0),
    plain(`. To ${name} ${how}${conventionWords(graph, run, edge.index)}: `),
    tangent(part),
    plain(isSaid ? "." : `, ${shapeWords(shape)}, as ${name} is.`),
  ];
}

function sumWords(
  graph: Graph,
  schedule: Schedule,
  swept: Tangents,
  { index, to }: GraphEdge,
): readonly Words[] {
  const settled = schedule.partAt[index] ?? 0;
  const { slots, total } = growingTangent(graph, schedule, swept, to, settled);
  const name = symbolText(nodeAt(graph, to));
  const filled = slots.filter(({ contribution }) => contribution !== null);
  if (total === null)
    return [
      plain(
        ` ${name} has ${slots.length} operands that move: part ${filled.length} of ${slots.length} is here, and the sum waits.`,
      ),
    ];
  const ending = to === graph.output ? outputWords(graph, swept) : [];
  if (slots.length < 2) return ending;
  const meeting = forwardMeeting(graph, swept.along, swept.direction);
  if (!meeting.isAdded(to))
    return [
      plain(
        ` ${name} has ${slots.length} operands that move, each entry by one of them, so nothing is added: `,
      ),
      tangent(total),
      plain("."),
      ...ending,
    ];
  const met = filled.filter(({ edge }) => meeting.doesBring(edge));
  const numbers = met.flatMap(({ contribution }) => (typeof contribution === "number" ? contribution : []));
  const isOfNumbers = numbers.length === met.length;
  const sum = numbers.map((number, place) => (place === 0 ? numberText(number) : bracketed(number)));
  const written = !isOfNumbers || sum.length > 6 ? `${met.length} parts` : sum.join(" + ");
  return [
    plain(` ${name} has ${slots.length} operands that move, so the parts are added: ${written} = `),
    tangent(total),
    plain("."),
    ...ending,
  ];
}

/** At the output, the tangent is the derivative that was looked for. */
function outputWords(graph: Graph, { along, direction, tangents }: Tangents): readonly Words[] {
  const total = tangents[graph.output] ?? 0;
  if (direction !== 1 || typeof total !== "number") return [];
  const [output, input] = [nodeAt(graph, graph.output), nodeAt(graph, along)].map(symbolText);
  return [plain(` This is d${output}/d${input}.`)];
}
