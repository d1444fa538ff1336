import { edgeAt, type Graph, isEdge, nodeAt, partById } from "../graph/graph.ts";
import type { Playhead } from "./playhead.ts";

/**
 * The playhead when the same program is shown at another grain: at the step that shows what was under way, or at the
 * beginning of the first one that will. Ids of what was opened end in `.in…`, below that of the operation.
 */
export function carriedPlayhead(before: Graph, after: Graph, playhead: Playhead): Playhead {
  if (playhead.id === "") return playhead;
  const part = partById(before, playhead.id);
  if (part === undefined) return playhead;
  if (!isEdge(part)) {
    const owner = ownerOf(after, part.id);
    if (owner === null) return playhead;
    // What was one of several operations is now part of one that has only begun.
    const isWhole = owner === part.id;
    return { ...playhead, id: owner, fraction: isWhole ? playhead.fraction : 0 };
  }
  const fine = finestEdge(before, part.index);
  const [from, to] = [ownerOf(after, fine.from), ownerOf(after, fine.to)];
  if (from === null || to === null) return playhead;
  const into = after.edges.filter((edge) => nodeAt(after, edge.to).id === to);
  const same = into.filter((edge) => nodeAt(after, edge.from).id === from);
  const found = same.find(({ index }) => finestEdge(after, index).id === fine.id) ?? same.at(-1);
  if (found !== undefined) return { ...playhead, id: found.id };
  // Inside what is now one node: its own edges are still to come.
  const next = into[0];
  return next === undefined ? playhead : { ...playhead, id: next.id, fraction: 0 };
}

interface FineEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
}

/** The last edge that an edge stands for. */
function finestEdge(graph: Graph, edge: number): FineEdge {
  const own = graph.finer?.graph ?? graph;
  const { id, from, to } = edgeAt(own, graph.finer?.edges[edge]?.at(-1) ?? edge);
  return { id, from: nodeAt(own, from).id, to: nodeAt(own, to).id };
}

/** The id of the node that stands for a node of a finer, or of a coarser, graph of the same program. */
export function ownerOf(graph: Graph, id: string): string | null {
  const part = partById(graph, id);
  if (part !== undefined && !isEdge(part)) return id;
  const fine = graph.finer;
  const place =
    fine?.inside.findIndex((nodes) => nodes.some((node) => nodeAt(fine.graph, node).id === id)) ?? -1;
  if (place >= 0) return nodeAt(graph, place).id;
  const shorter = id.replace(/\.in\d+$/, "");
  return shorter === id ? null : ownerOf(graph, shorter);
}
