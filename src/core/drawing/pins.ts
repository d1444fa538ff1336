import { type Box, type Point, pathData } from "../layout/index.ts";
import { lineBeforeArrow } from "./arrows.ts";
import type { Mark } from "./marks.ts";
import { TYPE } from "./marks.ts";
import { outlineMark } from "./outline.ts";
import type { Scene, SceneEdge, SceneNode } from "./scene.ts";

type Pin = 1 | 2 | 3 | 4;
const PINS: readonly Pin[] = [1, 2, 3, 4];

/** How far the ring of the first pin stands off what it is drawn round, and each further one off that. */
const ROOM = 6;
const STEP = 6;
/** A pin's number stands in a disc of this diameter. */
const DISC = 22;

/** What pins add to a picture: rings and lines for a layer under the still picture, numbers for one over everything. */
export interface PinMarks {
  readonly under: readonly Mark[];
  readonly over: readonly Mark[];
}

/** The marks of everything that is pinned. `pins` are sets of ids, the first being pin 1. */
export function pinMarks({ nodes, edges }: Scene, pins: readonly (readonly string[])[]): PinMarks {
  const held = new Map<string, Pin[]>();
  for (const pin of PINS) for (const id of pins[pin - 1] ?? []) held.set(id, [...(held.get(id) ?? []), pin]);
  if (held.size === 0) return { under: [], over: [] };
  const drawn = [
    ...edges.map((edge) => marksOfEdge(edge, held.get(edge.edge.id) ?? [])),
    ...edges.map(({ ghost, edge }) => marksOfCopy(ghost, edge.id, held)),
    ...nodes.map((node) => marksOfNode(node, held.get(node.node.id) ?? [])),
  ];
  return { under: drawn.flatMap(({ under }) => under), over: drawn.flatMap(({ over }) => over) };
}

function marksOfNode({ node, box, direction }: SceneNode, pins: readonly Pin[]): PinMarks {
  const role = node.kind === "input" && node.role === "data" ? "data" : null;
  return {
    under: pins.map((pin, rank) =>
      outlineMark(`${node.id}:${pin}`, grown(box, rank), { role, direction }, `pin ${pin}`),
    ),
    over: numbers(node.id, box, pins),
  };
}

/** A copy has the outlines of its input, and no numbers. */
function marksOfCopy(
  ghost: SceneNode | null,
  edge: string,
  held: ReadonlyMap<string, readonly Pin[]>,
): PinMarks {
  const { under } = ghost === null ? NO_MARKS : marksOfNode(ghost, held.get(ghost.node.id) ?? []);
  return { under: under.map((mark) => ({ ...mark, key: `${edge}:${mark.key}` })), over: [] };
}

const NO_MARKS: PinMarks = { under: [], over: [] };

/** An edge's line has the colour of the first of its pins; its plaque has a ring of each. */
function marksOfEdge({ edge, curve, plaque }: SceneEdge, pins: readonly Pin[]): PinMarks {
  const [first] = pins;
  if (first === undefined) return { under: [], over: [] };
  const line: Mark = {
    kind: "path",
    key: `${edge.id}:line`,
    d: pathData(lineBeforeArrow(curve)),
    look: `pin line ${first}`,
  };
  if (plaque.width === 0) return { under: [line], over: [] };
  const rings = pins.map((pin, rank) =>
    outlineMark(`${edge.id}:${pin}`, grown(plaque, rank), { role: null, direction: "right" }, `pin ${pin}`),
  );
  return { under: [line, ...rings], over: numbers(edge.id, plaque, pins) };
}

function grown({ x, y, width, height }: Box, rank: number): Box {
  const room = 2 * (ROOM + rank * STEP);
  return { x, y, width: width + room, height: height + room };
}

/** The numbers of the pins, from the upper left corner on. */
function numbers(id: string, { x, y, width, height }: Box, pins: readonly Pin[]): readonly Mark[] {
  return pins.flatMap((pin, rank): readonly Mark[] => {
    const place: Point = { x: x - width / 2 - 4 + rank * (DISC + 2), y: y - height / 2 - 6 };
    const key = `${id}:${pin}`;
    return [
      { kind: "box", key, ...place, width: DISC, height: DISC, radius: DISC / 2, look: `pin number ${pin}` },
      {
        kind: "figures",
        key: `${key}:text`,
        ...place,
        parts: [{ text: String(pin) }],
        size: TYPE.figures,
        look: "on pin",
      },
    ];
  });
}
