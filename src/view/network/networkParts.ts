import {
  circleMarks,
  edgeAt,
  entryText,
  type Graph,
  lineMarks,
  lineNumberMarks,
  lineScaleOf,
  litCircleMark,
  litLineMark,
  type Mark,
  type NetworkCircle,
  type NetworkLine,
  type NetworkNumbers,
  type NetworkScene,
  nodeAt,
  numberText,
  type Place,
  placeOfUnit,
  type Step,
  type Sweep,
  shapeAt,
  symbolText,
} from "../../core/index.ts";

/** A circle or a line at a moment: what it is about in the graph, what is said of it, and its marks. */
export interface NetworkPart {
  readonly key: string;
  readonly kind: "unit" | "weight" | "bias";
  /** Ids of the nodes and edges that are lit when somebody points at it. */
  readonly about: readonly string[];
  /** Ids of those that light it. */
  readonly litBy: readonly string[];
  readonly label: string;
  readonly marks: readonly Mark[];
  /** Drawn over all lines. */
  readonly numbers: readonly Mark[];
  /** What can be looked into: a node, and which entry of a tensor. Null for the 1 of the biases. */
  readonly inspected: { readonly id: string; readonly entry: number | undefined } | null;
}

/** Every line, then every circle, for one example of a batch. */
export function networkParts(
  graph: Graph,
  scene: NetworkScene,
  numbers: NetworkNumbers,
  example: number,
): readonly NetworkPart[] {
  const scale = lineScaleOf(scene, numbers);
  const largest = scene.network.layers.map((_layer, place) =>
    scene.circles.reduce((most, circle) => {
      const at = circle.layer === place ? placeOfUnit(scene, circle, example) : null;
      return Math.max(most, Math.abs((at && numbers.value(at)) ?? 0));
    }, 0),
  );
  return [
    ...scene.lines.map((line) => ({
      ...linePart(graph, scene, line, numbers),
      marks: lineMarks(line, numbers, scale),
      numbers: lineNumberMarks(line, numbers),
    })),
    ...scene.circles.map((circle) => {
      const place = placeOfUnit(scene, circle, example);
      const filled = {
        value: place && numbers.value(place),
        gradient: place && numbers.gradient(place),
      };
      return {
        ...circlePart(graph, scene, circle, filled),
        inspected: place && inspectedOf(graph, place),
        marks: circleMarks(circle, filled, largest[circle.layer] ?? 0),
        numbers: [],
      };
    }),
  ];
}

/** What lies under the parts that a step is about, `about` being its ids: what they say of themselves stays as it is. */
export function litMarks(
  scene: NetworkScene,
  parts: readonly NetworkPart[],
  step: Step,
  about: ReadonlySet<string>,
): readonly Mark[] {
  const keys = new Set(parts.filter((part) => part.about.some((id) => about.has(id))).map(({ key }) => key));
  const sweep = SWEEPS[step.phase];
  return [
    ...scene.lines.flatMap((line) =>
      keys.has(line.key) ? [{ ...litLineMark(line, sweep), key: `band:${line.key}` }] : [],
    ),
    ...scene.circles.flatMap((circle) =>
      keys.has(circle.key) ? [{ ...litCircleMark(circle, sweep), key: `ring:${circle.key}` }] : [],
    ),
  ];
}

const SWEEPS = {
  forward: "value",
  tangentSeed: "tangent",
  tangent: "tangent",
  seed: "gradient",
  backward: "gradient",
} as const satisfies Record<Step["phase"], Sweep>;

function inspectedOf(graph: Graph, { node, entry }: Place): NetworkPart["inspected"] {
  const isTensor = shapeAt(graph, node).length > 0;
  return { id: nodeAt(graph, node).id, entry: isTensor ? entry : undefined };
}

/** What is filled, in words. */
function filledText(value: number | null, gradient: number | null): readonly string[] {
  return [
    ...(value === null ? [] : [`value ${numberText(value)}`]),
    ...(gradient === null ? [] : [`gradient ${numberText(gradient)}`]),
  ];
}

function layerText(graph: Graph, { network }: NetworkScene, layer: number): string {
  const title = network.layers[layer]?.title ?? null;
  if (title !== null) return symbolText(nodeAt(graph, title));
  if (layer === 0) return "the inputs";
  return layer === network.layers.length - 1 ? "the outputs" : `layer ${layer + 1}`;
}

/** `unit 2 of L2`, `h2, unit 2 of layer 2`. */
function unitText(graph: Graph, scene: NetworkScene, layer: number, unit: number): string {
  const found = scene.network.layers[layer]?.units[unit];
  const node = found === undefined ? null : nodeAt(graph, found.node);
  const place = `unit ${unit + 1} of ${layerText(graph, scene, layer)}`;
  const isOwn = node !== null && node.name !== null && shapeAt(graph, node.index).length === 0;
  return isOwn && scene.network.layers[layer]?.title !== node.index ? `${symbolText(node)}, ${place}` : place;
}

function circlePart(
  graph: Graph,
  scene: NetworkScene,
  { key, layer, unit }: NetworkCircle,
  { value, gradient }: { readonly value: number | null; readonly gradient: number | null },
): Pick<NetworkPart, "key" | "kind" | "about" | "litBy" | "label"> {
  const { units = [], joins = [] } = scene.network.layers[layer] ?? {};
  const idsOf = (nodes: readonly number[]) => nodes.map((node) => nodeAt(graph, node).id);
  const joined = idsOf(joins);
  if (unit === null) {
    const label = `the 1 of the biases, beside ${layerText(graph, scene, layer)}`;
    return { key, kind: "bias", about: joined, litBy: joined, label };
  }
  const about = idsOf(units[unit]?.nodes ?? []);
  const label = [unitText(graph, scene, layer, unit), ...filledText(value, gradient)].join(", ");
  return { key, kind: "unit", about, litBy: [...about, ...joined], label };
}

function linePart(
  graph: Graph,
  scene: NetworkScene,
  { key, layer, from, to, weight }: NetworkLine,
  numbers: NetworkNumbers,
): Pick<NetworkPart, "key" | "kind" | "about" | "litBy" | "label" | "inspected"> {
  const node = nodeAt(graph, weight.node);
  const about = [node.id, ...weight.edges.map((edge) => edgeAt(graph, edge).id)];
  const kind = from === null ? "bias" : "weight";
  const target = unitText(graph, scene, layer + 1, to);
  const ends =
    from === null ? `bias of ${target}` : `weight from ${unitText(graph, scene, layer, from)} to ${target}`;
  const name = entryText(symbolText(node), shapeAt(graph, node.index), weight.entry);
  const filled = filledText(numbers.value(weight), numbers.gradient(weight));
  const label = [`${ends}, ${name}`, ...filled].join(", ");
  return { key, kind, about, litBy: about, label, inspected: inspectedOf(graph, weight) };
}
