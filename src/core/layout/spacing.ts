import type { GraphNode } from "d3-dag";
import type { Part } from "./layered.ts";
import type { Obstacle, Strip } from "./routing.ts";

/** A node of d3-dag's graph once laid out: its x is `across` (see routing.ts). */
export type PartNode = GraphNode<Part, undefined>;

/** Least and widest gap between neighbouring layers, px. */
const NARROW = 68;
const WIDE = 130;
/** How much gap an edge wants for each px it moves across in it: a slope that the eye follows easily. */
const TURN = 0.4;

/**
 * Stage 4: where each layer begins and ends. Layers stand no closer than the steepest edge between them allows, so
 * that a wide fan does not turn into a bundle of vertical lines.
 */
export function stripsOf(nodes: readonly PartNode[], plaques: readonly PartNode[]): Strip[] {
  const travels = travelsAcross(plaques);
  const bends = bendsOf(plaques);
  const layers: PartNode[][] = [];
  for (const part of [...nodes, ...plaques]) {
    layers[part.data.layer] ??= [];
    layers[part.data.layer]?.push(part);
  }
  let end = 0;
  return layers.map((parts, layer) => {
    const length = parts.reduce((longest, { data }) => Math.max(longest, data.length), 0);
    const gap = Math.min(WIDE, Math.max(NARROW, TURN * (travels[layer] ?? 0)));
    const start = layer > 0 ? end + gap : 0;
    end = start + length;
    const passing = (bends[layer] ?? []).map(({ owner, across }) => ({
      owner,
      start,
      end,
      low: across,
      high: across,
    }));
    const obstacles = [...obstaclesOf(parts, start + length / 2), ...passing].sort((a, b) => a.low - b.low);
    return { start, end, obstacles };
  });
}

/** For each layer, how far at most an edge moves across on its way there from the layer before, px. */
function travelsAcross(plaques: readonly PartNode[]): number[] {
  const travels: number[] = [];
  for (const plaque of plaques) {
    for (const { source, points } of [...plaque.parentLinks(), ...plaque.childLinks()]) {
      for (const [i, [across]] of points.entries()) {
        const layer = source.data.layer + i;
        travels[layer] = Math.max(travels[layer] ?? 0, Math.abs(across - (points[i - 1] ?? [across])[0]));
      }
    }
  }
  return travels;
}

function obstaclesOf(parts: readonly PartNode[], centre: number): Obstacle[] {
  return parts
    .filter(({ data }) => data.breadth > 0)
    .map(({ x, data: { breadth, length, ...part } }) => ({
      owner: part.kind === "node" ? part.node : part.edge,
      start: centre - length / 2,
      end: centre + length / 2,
      low: x - breadth / 2,
      high: x + breadth / 2,
    }));
}

/**
 * For each layer, where edges pass it. A curve keeps clear of the bends of others as of their boxes: cutting across
 * them would cross edges that the order has kept apart.
 */
function bendsOf(plaques: readonly PartNode[]): { readonly owner: object; readonly across: number }[][] {
  const bends: { readonly owner: object; readonly across: number }[][] = [];
  for (const plaque of plaques) {
    if (plaque.data.kind !== "plaque") continue;
    const owner = plaque.data.edge;
    for (const { source, points } of [...plaque.parentLinks(), ...plaque.childLinks()]) {
      for (const [i, [across]] of points.slice(1, -1).entries()) {
        const layer = source.data.layer + 1 + i;
        bends[layer] ??= [];
        bends[layer]?.push({ owner, across });
      }
    }
  }
  return bends;
}
