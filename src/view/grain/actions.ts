import {
  alike,
  type Family,
  foldOf,
  type Grain,
  type Graph,
  gatherables,
  isEdge,
  nodeAt,
  type Opening,
  openingsOf,
  partById,
  shapesAround,
} from "../../core/index.ts";
import type { EdgewiseStore } from "../../store/store.ts";
import { graphsOf } from "../derived/graphs.ts";
import { carriedTo } from "./travel.ts";

/** Shows the program at another grain, which can be undone; the playhead stays at what it shows. */
export function chooseGrain(store: EdgewiseStore, grain: Grain): void {
  const choices = store.getState();
  choices.choose({ grain, ...carriedTo(choices, { ...choices, grain }) });
}

/** The statements and calls of a graph that can be shown as one node, in the order of the text. */
export function familiesOf(graph: Graph): readonly Family[] {
  return (graph.finer?.graph ?? graph).families;
}

function isSame(one: string | readonly string[], other: string | readonly string[]): boolean {
  return [one].flat().join() === [other].flat().join();
}

export function isFolded({ folded }: Grain, chosen: string | readonly string[]): boolean {
  return folded.some((one) => isSame(one, chosen));
}

export function withFold(grain: Grain, chosen: string | readonly string[], isOn: boolean): Grain {
  const others = grain.folded.filter((one) => !isSame(one, chosen));
  return { ...grain, folded: isOn ? [...others, chosen] : others };
}

export function withOpening(grain: Grain, id: string, opening: Opening | null): Grain {
  const opened = new Map(grain.opened);
  // What was opened inside is closed with it.
  for (const known of opened.keys()) if (known === id || known.startsWith(`${id}.in`)) opened.delete(known);
  if (opening !== null) opened.set(id, opening);
  return { ...grain, opened };
}

export function isGathered({ gathered }: Grain, id: string): boolean {
  return gathered === "all" || gathered.includes(id);
}

/** With the sum or product of a result as one node, or not; `graph` is the one in which nothing is folded. */
export function withGathering(grain: Grain, graph: Graph, id: string, isOn: boolean): Grain {
  const chosen =
    grain.gathered === "all"
      ? gatherables(graph).map(({ result }) => nodeAt(graph, result).id)
      : grain.gathered;
  const others = chosen.filter((one) => one !== id);
  return { ...grain, gathered: isOn ? [...others, id] : others };
}

/** What a key or a button can do to a node: into fewer nodes, or into more. */
export interface GrainMoves {
  readonly fold: { readonly grain: Grain; readonly words: string } | null;
  readonly unfold: { readonly grain: Grain; readonly words: string } | null;
}

const NOTHING: GrainMoves = { fold: null, unfold: null };

/** How a node, by its id, can be folded with others or opened. */
export function movesOf(graph: Graph, grain: Grain, id: string): GrainMoves {
  const part = partById(graph, id);
  if (part === undefined || isEdge(part)) return NOTHING;
  return { fold: foldMove(graph, grain, id), unfold: unfoldMove(graph, grain, id) };
}

/** Back into the operation that was opened, or into the smallest sum, product, statement or call that holds it. */
function foldMove(graph: Graph, grain: Grain, id: string): GrainMoves["fold"] {
  const fine = graph.finer?.graph ?? graph;
  const node = partById(fine, id);
  if (node === undefined || isEdge(node)) return null;
  const [smallest] = [...gatherables(fine), ...fine.families]
    .filter(({ nodes }) => nodes.includes(node.index) && !isHidden(graph, nodes))
    .filter((one) => "operands" in one || !isFolded(grain, one.key))
    .sort((one, other) => one.nodes.length - other.nodes.length);
  if (smallest === undefined) return null;
  const { kind, result } = smallest;
  if ("operands" in smallest) {
    const { id: sum } = nodeAt(fine, result);
    return { grain: withGathering(grain, fine, sum, true), words: `Show ${kind} ${sum} as one node` };
  }
  const { key } = smallest;
  return kind === "definition"
    ? { grain: withOpening(grain, key, null), words: `Close ${key} again` }
    : { grain: withFold(grain, key, true), words: `Show ${kind} ${key} as one node` };
}

/** Whether nodes are inside one that is folded already. */
function isHidden({ finer }: Graph, nodes: readonly number[]): boolean {
  if (finer === null) return false;
  return finer.inside.some(
    (inside) => inside.length >= nodes.length && nodes.every((node) => inside.includes(node)),
  );
}

function unfoldMove(graph: Graph, grain: Grain, id: string): GrainMoves["unfold"] {
  const part = partById(graph, id);
  if (part === undefined || isEdge(part)) return null;
  if (part.kind === "group") {
    const fine = graph.finer?.graph ?? graph;
    const chosen = grain.folded.find((one) => {
      const fold = foldOf(fine, one);
      return typeof fold !== "string" && nodeAt(fine, fold.result).id === id;
    });
    const words = `Unfold ${id} into its operations`;
    if (chosen !== undefined) return { grain: withFold(grain, chosen, false), words };
    return isGathered(grain, id) ? { grain: withGathering(grain, fine, id, false), words } : null;
  }
  if (part.kind !== "operation") return null;
  const fine = graph.finer?.graph ?? graph;
  const own = partById(fine, id);
  if (own === undefined || isEdge(own) || own.kind !== "operation") return null;
  const [opening] = openingsOf(own, shapesAround(fine, own));
  if (opening === undefined) return null;
  const into = opening === "definition" ? "the operations that define it" : "its entries";
  return { grain: withOpening(grain, id, opening), words: `Open ${id} into ${into}` };
}

/** Folds what was picked, and with `everywhere` all that is built alike. */
export function foldPicked(store: EdgewiseStore, everywhere: boolean): void {
  const { picked, grain } = store.getState();
  const graph = graphsOf(store.getState())?.graph;
  if (graph === undefined) return;
  const fine = graph.finer?.graph ?? graph;
  const sets = everywhere ? alike(fine, picked) : [picked];
  chooseGrain(
    store,
    sets.reduce<Grain>((so, set) => withFold(so, set, true), grain),
  );
}

/** Picks a node to be folded together with others, or lets it go. */
export function togglePicked(store: EdgewiseStore, id: string): void {
  const { picked, choose } = store.getState();
  const graph = graphsOf(store.getState())?.graph;
  const part = graph && partById(graph, id);
  if (part === undefined || isEdge(part) || part.kind !== "operation") return;
  choose({ picked: picked.includes(id) ? picked.filter((one) => one !== id) : [...picked, id] });
}

/** Whether the part is an operation that can be picked. */
export function canPick(store: EdgewiseStore, id: string | null): id is string {
  const graph = id === null ? undefined : graphsOf(store.getState())?.graph;
  const part = graph && partById(graph, id ?? "");
  return part !== undefined && !isEdge(part) && part.kind === "operation";
}

/** What a key does to the node that has the focus, or to what was picked. */
export function grainMove(store: EdgewiseStore, id: string | null, way: "fold" | "unfold"): Grain | null {
  const { grain } = store.getState();
  const graph = graphsOf(store.getState())?.graph;
  return id === null || graph === undefined ? null : (movesOf(graph, grain, id)[way]?.grain ?? null);
}
