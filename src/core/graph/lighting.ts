import { type Graph, isEdge, nodeAt, partById } from "./graph.ts";

/** How many things can be pinned at a time, each in a colour of its own. */
export const MOST_PINS = 4;

/** How one part is lit. */
export interface Light {
  readonly isPointed: boolean;
  /** The pins that hold it, counted from 1. */
  readonly pins: readonly number[];
}

/** What is lit, by id; what is not in these maps is not. */
export interface Lighting {
  /** Nodes and edges. */
  readonly parts: ReadonlyMap<string, Light>;
  /** Nodes as rows of a table: an edge lights both its ends. */
  readonly rows: ReadonlyMap<string, Light>;
}

/**
 * What is lit when somebody points at some parts of a graph and others are pinned. `pins` are sets of ids, the first
 * being pin 1; an empty one holds nothing. What the graph has not is left out.
 */
export function lightingOf(
  graph: Graph,
  pointed: readonly string[],
  pins: readonly (readonly string[])[],
): Lighting {
  const parts = new Map<string, Light>();
  const rows = new Map<string, Light>();
  for (const id of pointed) light(graph, id, 0, parts, rows);
  for (const [place, ids] of pins.entries()) for (const id of ids) light(graph, id, place + 1, parts, rows);
  return { parts, rows };
}

const DARK: Light = { isPointed: false, pins: [] };

/** Lights one part by a pin, or, for 0, by pointing. */
function light(
  graph: Graph,
  id: string,
  pin: number,
  parts: Map<string, Light>,
  rows: Map<string, Light>,
): void {
  const part = partById(graph, id);
  if (part === undefined) return;
  brighten(parts, id, pin);
  const ends = isEdge(part) ? [part.from, part.to] : [part.index];
  for (const end of ends) brighten(rows, nodeAt(graph, end).id, pin);
}

function brighten(lights: Map<string, Light>, id: string, pin: number): void {
  const before = lights.get(id) ?? DARK;
  if (pin === 0) lights.set(id, { ...before, isPointed: true });
  else if (!before.pins.includes(pin)) lights.set(id, { ...before, pins: [...before.pins, pin] });
}
