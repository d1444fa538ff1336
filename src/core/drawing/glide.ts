import { isEdge, partById } from "../graph/graph.ts";
import { type Box, between, type Curve, morphed, type Point } from "../layout/index.ts";
import { ownerOf } from "../timeline/carry.ts";
import type { Scene, SceneEdge, SceneNode } from "./scene.ts";

/** Where the node of another scene of the same program stands that stands for a node, by its id; null for none. */
function placeIn({ graph, nodes }: Scene, id: string): Box | null {
  const owner = ownerOf(graph, id);
  const part = owner === null ? undefined : partById(graph, owner);
  return part === undefined || isEdge(part) ? null : (nodes[part.index]?.box ?? null);
}

/**
 * The finer of two scenes of one program on its way to the coarser one: every node moves towards the one that stands
 * for it there. An edge that is in both goes from one way to the other, with its plaque; others move with their ends.
 * `share` from 0, as it is, to 1, all there.
 */
export function gatheredScene(finer: Scene, coarser: Scene, share: number): Scene {
  const moves = finer.nodes.map(({ node, box }): Point => {
    const goal = placeIn(coarser, node.id) ?? box;
    return { x: (goal.x - box.x) * share, y: (goal.y - box.y) * share };
  });
  return {
    ...finer,
    nodes: finer.nodes.map((node, index): SceneNode => ({ ...node, box: moved(node.box, moves[index]) })),
    edges: finer.edges.map((edge): SceneEdge => {
      const to = moves[edge.edge.to] ?? NOWHERE;
      // A copy of an input goes with what it feeds.
      const from = edge.ghost === null ? (moves[edge.edge.from] ?? NOWHERE) : to;
      const ghost = edge.ghost && { ...edge.ghost, box: moved(edge.ghost.box, to) };
      const other = edge.ghost === null ? sameIn(coarser, finer, edge) : null;
      if (other === null) {
        const plaque = moved(edge.plaque, between(from, to, 0.5));
        return { ...edge, curve: bent(edge.curve, from, to), plaque, ghost };
      }
      const curve = morphed(edge.curve, attached(other, coarser, finer, edge), share);
      return {
        ...edge,
        curve,
        plaque: { ...edge.plaque, ...between(edge.plaque, other.plaque, share) },
        ghost,
      };
    }),
    margin: [],
  };
}

/** The edge of another scene that leads from the same node to the same node, as the same operand; null for none. */
function sameIn(other: Scene, scene: Scene, { edge }: SceneEdge): SceneEdge | null {
  const part = partById(other.graph, edge.id);
  const found = part === undefined || !isEdge(part) ? undefined : other.edges[part.index];
  if (found === undefined || found.ghost !== null) return null;
  const isSame = (end: "from" | "to"): boolean =>
    other.nodes[found.edge[end]]?.node.id === scene.nodes[edge[end]]?.node.id;
  return isSame("from") && isSame("to") ? found : null;
}

/** The other scene's way of an edge, with its ends where they meet this scene's nodes, which may be wider or narrower. */
function attached(other: SceneEdge, coarser: Scene, finer: Scene, { edge }: SceneEdge): Curve {
  const [from, to] = [coarser.nodes[other.edge.from]?.box, coarser.nodes[other.edge.to]?.box];
  const [start, end] = [other.curve[0], other.curve.at(-1)];
  const grown = (there: Box | undefined, here: Box | undefined, at: Point | undefined): Point => {
    if (there === undefined || here === undefined || at === undefined) return NOWHERE;
    const [across, down] = [here.width / there.width - 1, here.height / there.height - 1];
    return { x: (at.x - there.x) * across, y: (at.y - there.y) * down };
  };
  const [atStart, atEnd] = [
    grown(from, finer.nodes[edge.from]?.box, start),
    grown(to, finer.nodes[edge.to]?.box, end),
  ];
  const isMet = [atStart, atEnd].every(({ x, y }) => x === 0 && y === 0);
  return isMet ? other.curve : bent(other.curve, atStart, atEnd);
}

/** Whether one scene is another with some nodes in other places: most of its nodes are there too, and one has moved. */
export function isRearranged(before: Scene, after: Scene): boolean {
  if (before.direction !== after.direction) return false;
  const places = new Map(before.nodes.map(({ node, box }) => [node.id, box]));
  const pairs = after.nodes.flatMap(({ node, box }) => {
    const place = places.get(node.id);
    return place === undefined ? [] : [{ place, box }];
  });
  if (2 * pairs.length < Math.min(before.nodes.length, after.nodes.length)) return false;
  return pairs.some(({ place, box }) => Math.hypot(place.x - box.x, place.y - box.y) > 1);
}

const NOWHERE: Point = { x: 0, y: 0 };

function moved<Place extends Point>(place: Place, by: Point = NOWHERE): Place {
  return { ...place, x: place.x + by.x, y: place.y + by.y };
}

/** A curve whose ends move by different ways; what is between follows the nearer end more. */
function bent(curve: Curve, from: Point, to: Point): Curve {
  const last = Math.max(1, curve.length - 1);
  return curve.map((point, index) => moved(point, between(from, to, index / last)));
}
