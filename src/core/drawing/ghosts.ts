import { activeUses, edgeAt, type Graph, type GraphNode, shapeAt } from "../graph/graph.ts";
import type { Curve, Point } from "../layout/index.ts";
import type { Scene } from "./scene.ts";

/** With more crossings than this to weigh up, every use but the first of an input gets a copy. */
const MOST_CROSSINGS = 400_000;

/**
 * The edges that would begin at a copy of their input, by index, so that a picture is untangled: those that cross others,
 * the worst first, until no edge of an input used more than once crosses another. One use of each input stays its own.
 * Tensors have no copies, for their grids are large. `scene` is the picture without copies.
 */
export function ghostEdges(scene: Scene): ReadonlySet<number> {
  const rows = scene.graph.nodes.map((node) => copiable(scene.graph, node));
  const candidates = new Set(rows.flat());
  if (candidates.size === 0) return candidates;
  const crossed = crossings(scene, candidates);
  if (crossed === null) return new Set(rows.flatMap((uses) => uses.slice(1)));
  const ghosts = new Set<number>();
  const left = new Map(rows.map((uses, node) => [node, uses.length]));
  const free = (edge: number): void => {
    for (const other of crossed.get(edge) ?? []) crossed.get(other)?.delete(edge);
    crossed.set(edge, new Set());
  };
  for (;;) {
    const worst = worstOf(crossed);
    if (worst === null) return ghosts;
    free(worst);
    const { from } = edgeAt(scene.graph, worst);
    const others = (left.get(from) ?? 0) - 1;
    left.set(from, others);
    ghosts.add(worst);
    // The last use has the input beside it, as a copy would be.
    if (others === 1) for (const use of rows[from] ?? []) if (!ghosts.has(use)) free(use);
  }
}

/**
 * The picture with copies, drawn by `draw`, where it has fewer crossings than the one without, which is given; else that
 * one. Of a picture with very many crossings, they are not counted again.
 */
export function untangledScene(scene: Scene, draw: (ghosts: ReadonlySet<number>) => Scene): Scene {
  const ghosts = ghostEdges(scene);
  if (ghosts.size === 0) return scene;
  const drawn = draw(ghosts);
  const [before, after] = [scene, drawn].map(crossingCount);
  return before === null || (after ?? Infinity) < (before ?? 0) ? drawn : scene;
}

/** How many pairs of edges cross; null for too many. */
function crossingCount(scene: Scene): number | null {
  const crossed = crossings(scene, new Set(scene.edges.keys()));
  if (crossed === null) return null;
  return [...crossed.values()].reduce((sum, { size }) => sum + size, 0) / 2;
}

/** The uses of an input that can have copies; none where there is only one. */
export function copiable(graph: Graph, node: GraphNode): readonly number[] {
  if (node.kind !== "input" || shapeAt(graph, node.index).length > 0) return [];
  const uses = activeUses(graph, node.index);
  return uses.length > 1 ? uses : [];
}

/** The edge that crosses most others, the first of several. */
function worstOf(crossed: ReadonlyMap<number, ReadonlySet<number>>): number | null {
  let [worst, most]: [number | null, number] = [null, 0];
  for (const [edge, { size }] of crossed) if (size > most) [worst, most] = [edge, size];
  return worst;
}

interface Segment {
  readonly edge: number;
  readonly start: Point;
  readonly end: Point;
}

/** How long a slice of the picture is along its direction, px; segments are compared slice by slice. */
const SLICE = 160;

/**
 * Which edges each of some edges crosses; null where there is too much of it. Curves count as the lines between their
 * bends: within a layer a curve has no more crossings than these.
 */
function crossings(
  { edges, direction }: Scene,
  candidates: ReadonlySet<number>,
): Map<number, Set<number>> | null {
  const slices = new Map<number, Segment[]>();
  const along = (point: Point): number => (direction === "right" ? point.x : point.y);
  for (const { edge, curve } of edges)
    for (const segment of segmentsOf(edge.index, curve)) {
      const [one, other] = [along(segment.start), along(segment.end)].map((place) =>
        Math.floor(place / SLICE),
      );
      const [first = 0, last = 0] = [one, other].toSorted((a = 0, b = 0) => a - b);
      for (let slice = first; slice <= last; slice++) {
        const known = slices.get(slice);
        if (known === undefined) slices.set(slice, [segment]);
        else known.push(segment);
      }
    }
  const crossed = new Map([...candidates].map((edge) => [edge, new Set<number>()]));
  let count = 0;
  for (const segments of slices.values())
    for (const one of segments) {
      const own = crossed.get(one.edge);
      if (own === undefined) continue;
      for (const other of segments) {
        if (other.edge === one.edge || own.has(other.edge) || !cross(one, other)) continue;
        own.add(other.edge);
        count += 1;
      }
      if (count > MOST_CROSSINGS) return null;
    }
  return crossed;
}

function segmentsOf(edge: number, curve: Curve): readonly Segment[] {
  const bends = curve.filter((_point, place) => place % 3 === 0);
  return bends.slice(1).flatMap((end, place): Segment[] => {
    const start = bends[place];
    return start === undefined ? [] : [{ edge, start, end }];
  });
}

/** Whether two segments cross; ends that touch do not. */
function cross(one: Segment, other: Segment): boolean {
  return (
    side(one, other.start) * side(one, other.end) < 0 && side(other, one.start) * side(other, one.end) < 0
  );
}

/** On which side of a segment a point lies: above 0, below 0, or 0 on its line. */
function side({ start, end }: Segment, { x, y }: Point): number {
  return Math.sign((end.x - start.x) * (y - start.y) - (end.y - start.y) * (x - start.x));
}
