import {
  captionMarks,
  edgeMarks,
  type Graph,
  type Mark,
  nameMarks,
  networkOf,
  networkScene,
  nodeMarks,
  type Scene,
  sceneOf,
} from "../../core/index.ts";
import { SMALLEST_LEGIBLE } from "../graph/region.ts";

/** A picture in the shape of its card: a place of its upper left corner, a size, and what is drawn. */
export interface SmallPicture {
  readonly view: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly marks: readonly Mark[];
}

/** Width over height. */
const SHAPE = 8 / 5;
/** How wide it is on the screen at least, px. */
const WIDTH = 240;
/** Kept free round it, in the picture's pixels. */
const AIR = 12;
/** A name may be wider than its node: kept free for that, px on the screen. */
const NAME_AIR = 12;
/** A larger graph is a thicket at this size: if it is a network, that is drawn. */
const MOST_NODES = 150;
const NOTHING = { value: null, gradient: { slots: [], total: null } };

/** The picture of a graph at rest, drawn the way in which it is larger. Formulas stand in it where they can be read, else names. */
export function smallPicture(graph: Graph): SmallPicture | null {
  if (graph.nodes.length > MOST_NODES) return networkPicture(graph);
  const scenes = (["right", "up"] as const).map((direction) => sceneOf(graph, direction, false));
  const [scene] = scenes.toSorted((one, other) => viewOf(one.bounds).width - viewOf(other.bounds).width);
  if (scene === undefined) return null;
  const near = viewOf(scene.bounds);
  const isLegible = WIDTH / near.width >= SMALLEST_LEGIBLE;
  const view = isLegible ? near : viewOf(scene.bounds, (NAME_AIR * near.width) / WIDTH);
  return { view, marks: graphMarks(scene, WIDTH / view.width, isLegible) };
}

function viewOf({ x, y, width, height }: Scene["bounds"], air: number = AIR): SmallPicture["view"] {
  const wide = Math.max(width + 2 * air, (height + 2 * air) * SHAPE);
  const high = wide / SHAPE;
  return { x: x + (width - wide) / 2, y: y + (height - high) / 2, width: wide, height: high };
}

function graphMarks(scene: Scene, scale: number, isLegible: boolean): readonly Mark[] {
  const keyed = (owner: string, marks: readonly Mark[]): readonly Mark[] =>
    marks
      .filter(
        ({ kind, look }) => !look.endsWith("to come") && (isLegible || kind === "path" || kind === "box"),
      )
      .map((mark) => ({ ...mark, key: `${owner}:${mark.key}` }));
  const edges = scene.edges.flatMap((edge) => {
    const marks = edgeMarks(scene, edge, { factor: null, isConvention: false, mode: "symbol" });
    return keyed(
      edge.edge.id,
      marks.filter(({ kind }) => kind === "path"),
    );
  });
  const nodes = scene.nodes.flatMap((node) => keyed(node.node.id, nodeMarks(node, NOTHING)));
  return [...edges, ...nodes, ...(isLegible ? [] : nameMarks(scene, scale))];
}

function networkPicture(graph: Graph): SmallPicture | null {
  const network = networkOf(graph);
  if (network === null) return null;
  const scene = networkScene(graph, network, "right", true);
  const lines = scene.lines.map(({ key, start, end }): Mark => {
    return { kind: "path", key, d: `M${start.x},${start.y}L${end.x},${end.y}`, look: "edge" };
  });
  const circles = scene.circles.map(({ key, x, y, radius }): Mark => {
    return { kind: "box", key, x, y, width: 2 * radius, height: 2 * radius, radius, look: "node" };
  });
  return { view: viewOf(scene.bounds), marks: [...lines, ...circles, ...captionMarks(scene)] };
}
