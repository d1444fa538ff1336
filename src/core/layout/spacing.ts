import type { Obstacle, Strip } from "./clearance.ts";
import type { Layers, Vertex } from "./layered.ts";
import type { Coordinates } from "./packing.ts";

/** Least and widest gap between neighbouring layers, px. */
const NARROW = 68;
const WIDE = 130;
/** How much gap an edge wants for each px it moves across in it: a slope that the eye follows easily. */
const TURN = 0.4;

/**
 * Stage 4: where each layer begins and ends. Layers stand no closer than the steepest edge between them allows, so
 * that a wide fan does not turn into a bundle of vertical lines.
 */
export function stripsOf(layers: Layers, across: Coordinates): Strip[] {
  let end = 0;
  return layers.map((layer, i) => {
    const gap = Math.min(WIDE, Math.max(NARROW, TURN * travelInto(layer, across)));
    const start = i > 0 ? end + gap : 0;
    end = start + layer.reduce((longest, { length }) => Math.max(longest, length), 0);
    const obstacles = layer.filter(isInTheWay).map((vertex): Obstacle => {
      const length = vertex.role === "bend" ? end - start : vertex.length;
      const centre = { along: (start + end) / 2, across: across[vertex.index] ?? 0 };
      return {
        vertex,
        start: centre.along - length / 2,
        end: centre.along + length / 2,
        low: centre.across - vertex.breadth / 2,
        high: centre.across + vertex.breadth / 2,
      };
    });
    return { start, end, obstacles };
  });
}

/** How far at most an edge moves across on its way from the layer before, px. */
function travelInto(layer: readonly Vertex[], across: Coordinates): number {
  let most = 0;
  for (const vertex of layer) {
    for (const previous of vertex.before) {
      most = Math.max(most, Math.abs((across[vertex.index] ?? 0) - (across[previous.index] ?? 0)));
    }
  }
  return most;
}

/** What other edges keep clear of: boxes, and bends, since cutting across those would cross edges kept apart so far. */
function isInTheWay({ role, breadth }: Vertex): boolean {
  return role === "bend" || breadth > 0;
}
