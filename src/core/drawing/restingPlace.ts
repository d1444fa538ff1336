import { type Box, curveLength, type Point, pointAt, type Size, samplesInside } from "../layout/index.ts";
import { overlap } from "./boxes.ts";
import { fractionAt } from "./plaquePlace.ts";
import { type Scene, type SceneEdge, withTabs } from "./scene.ts";

/** Between the product and what it stands beside. */
const GAP = 10;
/** Kept free round it: what touches it could not be told from it. */
const AIR = 4;
/** How far it may stand out of the picture: the camera leaves as much round it, most at the top, under the toolbar. */
const OVERHANG = { top: 40, side: 12, bottom: 24 } as const;
/** A tall picture has more room beside it, by its height: the narrowest screen is as wide in proportion. */
const BESIDE = 1.2;
/** Where along the edge to look for room, as fractions from the source: first between source and plaque. */
const FRACTIONS = [0.36, 0.28, 0.44, 0.2, 0.52, 0.12, 0.64, 0.78];
/** So far from its plaque, along the edge, and no farther: both are looked at together. In the picture's pixels. */
const NEAR = 40;
/** Above, below, left and right of a place; then aslant, for edges that rise or fall. */
const SIDES = [
  [0, -1],
  [0, 1],
  [-1, 0],
  [1, 0],
  [-0.7, -1],
  [0.7, 1],
  [0.7, -1],
  [-0.7, 1],
] as const;

/**
 * Where the product comes to rest: beside its edge, between plaque and source if there is room, or beside its plaque;
 * where it covers no node, no plaque and no edge and does not leave the picture, or as little as possible.
 */
export function restingPlace(scene: Scene, edge: SceneEdge, size: Size): Point {
  const known = places.get(edge);
  if (known?.width === size.width && known.height === size.height) return known;
  const place = bestPlace(scene, edge, size);
  places.set(edge, { ...place, ...size });
  return place;
}

// A place is looked for once a step, not once a frame.
const places = new WeakMap<SceneEdge, Box>();

function bestPlace(scene: Scene, edge: SceneEdge, size: Size): Point {
  let best: Point = edge.plaque;
  let least = Infinity;
  const obstacles = obstaclesNear(scene, edge, size);
  const frame = frameOf(scene.bounds);
  for (const place of candidates(scene, edge, size)) {
    const box = { ...place, ...size };
    const outside = box.width * box.height - overlap(frame, box);
    const cost = coverage(obstacles, grown(box, AIR)) + 2 * Math.max(0, outside);
    if (cost === 0) return place;
    if (cost < least) {
      least = cost;
      best = place;
    }
  }
  return best;
}

function* candidates(
  { direction }: Scene,
  { curve, plaque }: SceneEdge,
  { width, height }: Size,
): Generator<Point> {
  const beside = (anchor: Size & Point) =>
    SIDES.map(([across, down]) => ({
      x: anchor.x + across * ((width + anchor.width) / 2 + GAP),
      y: anchor.y + down * ((height + anchor.height) / 2 + GAP),
    }));
  const middle = fractionAt(curve, plaque);
  const along = direction === "right" ? plaque.width + width : plaque.height + height;
  const most = (NEAR + along / 2) / Math.max(1, curveLength(curve));
  for (const fraction of FRACTIONS) {
    const near = Math.min(middle + most, Math.max(middle - most, fraction));
    yield* beside({ ...pointAt(curve, near), width: 0, height: 0 });
  }
  yield* beside(plaque);
}

/** What a box could cover. */
interface Obstacles {
  /** Nodes with their tabs. */
  readonly nodes: readonly Box[];
  readonly plaques: readonly Box[];
  /** Points of the lines. */
  readonly samples: readonly Point[];
}

/** What is looked through holds for all sizes up to the next multiple of this, in the picture's pixels. */
const COARSE = 64;

// A product that changes its width while a hand moves a number has the same things around it.
const near = new WeakMap<SceneEdge, Size & { readonly obstacles: Obstacles }>();

/** What of the picture a product of an edge could cover: in a large one, very little of it. */
function obstaclesNear(scene: Scene, edge: SceneEdge, size: Size): Obstacles {
  const room: Size = {
    width: Math.ceil(size.width / COARSE) * COARSE,
    height: Math.ceil(size.height / COARSE) * COARSE,
  };
  const known = near.get(edge);
  if (known?.width === room.width && known.height === room.height) return known.obstacles;
  const obstacles = obstaclesIn(scene, reachOf([...candidates(scene, edge, room)], room));
  near.set(edge, { ...room, obstacles });
  return obstacles;
}

/** The box round all boxes of a size at some places. */
function reachOf(places: readonly Point[], { width, height }: Size): Box {
  const [xs, ys] = [places.map(({ x }) => x), places.map(({ y }) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  return {
    x: (left + right) / 2,
    y: (top + bottom) / 2,
    width: right - left + width,
    height: bottom - top + height,
  };
}

function obstaclesIn(scene: Scene, area: Box): Obstacles {
  const around = grown(area, AIR);
  const { nodes, lines } = extentsOf(scene);
  return {
    nodes: nodes.filter((node) => overlap(around, node) > 0),
    plaques: scene.edges.map(({ plaque }) => plaque).filter((plaque) => overlap(around, plaque) > 0),
    samples: scene.edges.flatMap(({ curve }, index) => {
      const line = lines[index];
      if (line === undefined || overlap(around, line) === 0) return [];
      return samplesInside(curve, around);
    }),
  };
}

/** Boxes of the nodes with their tabs, and round the lines: of thousands, few are near. */
interface Extents {
  readonly nodes: readonly Box[];
  readonly lines: readonly Box[];
}

const extents = new WeakMap<Scene, Extents>();

function extentsOf(scene: Scene): Extents {
  const known = extents.get(scene);
  if (known !== undefined) return known;
  const copies = scene.edges.flatMap(({ ghost }) => ghost ?? []);
  const made = {
    nodes: [...scene.nodes, ...copies].map(({ box, direction, shape, hasTangent }) => ({
      ...box,
      ...withTabs(box, direction, shape, hasTangent),
    })),
    // Control points hold a curve between them; one that is straight has an extent too.
    lines: scene.edges.map(({ curve }) => grown(reachOf(curve, { width: 0, height: 0 }), 1)),
  };
  extents.set(scene, made);
  return made;
}

function frameOf({ x, y, width, height }: Scene["bounds"]): Box {
  const { top, side, bottom } = OVERHANG;
  return {
    x: x + width / 2,
    y: y + (height + bottom - top) / 2,
    width: Math.max(width + 2 * side, BESIDE * height),
    height: height + top + bottom,
  };
}

function grown({ x, y, width, height }: Box, by: number): Box {
  return { x, y, width: width + 2 * by, height: height + 2 * by };
}

/** How much of the picture a box would cover: the area of nodes with their tabs and plaques, and 300 for a sample of a line. */
function coverage({ nodes, plaques, samples }: Obstacles, box: Box): number {
  let cost = 0;
  for (const node of nodes) cost += overlap(box, node) * 2;
  for (const plaque of plaques) cost += overlap(box, plaque);
  for (const sample of samples) if (contains(box, sample)) cost += 300;
  return cost;
}

function contains(box: Box, { x, y }: Point): boolean {
  return Math.abs(x - box.x) < box.width / 2 && Math.abs(y - box.y) < box.height / 2;
}
