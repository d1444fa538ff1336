import { useMemo } from "react";
import { type Graph, isEdge, nodeAt, partById, placesOf, type ReadProgram } from "../../core/index.ts";
import { useChoice, useDerived, useEdgewise } from "../context.ts";
import { placedGraph } from "../derived/graphs.ts";
import { once } from "../derived/remember.ts";
import type { LitPlace } from "./decorations.ts";

const NOWHERE: readonly LitPlace[] = [];

/**
 * The places in the text of what is pointed at, or else of the step under way; and those of the pins. They are looked
 * up when the editor shows them: at a slider, that is once the picture is painted.
 */
export function useLitPlaces(): () => readonly LitPlace[] {
  const pointed = useChoice((choices) => choices.pointed);
  const pins = useChoice((choices) => choices.pins);
  const isGood = useChoice(({ text, goodText }) => text === goodText);
  const store = useEdgewise();
  // The same while numbers change that stand in no text.
  const shown = useDerived((all) => all.graph);
  const program = useDerived((all) => all.program);
  const step = useDerived(({ picture }) => picture.moving?.step ?? null)?.id ?? null;
  return useMemo(
    () =>
      once(() => {
        const isLit = pointed.length > 0 || pins.length > 0 || step !== null;
        const graph = isGood && isLit && shown !== null ? placedGraph(store.getState()) : null;
        if (graph === null || program === null) return NOWHERE;
        const places = [
          ...(pointed.length > 0 ? placesLit(graph, program, pointed) : placeOfStep(graph, step)),
          ...pins.flatMap((ids, pin) => placesPinned(graph, program, ids, pin + 1)),
        ];
        return places.length === 0 ? NOWHERE : places;
      }),
    [store, isGood, shown, program, pointed, pins, step],
  );
}

function placesLit(graph: Graph, program: ReadProgram, ids: readonly string[]): readonly LitPlace[] {
  const { whole, mentions } = placesOf(graph, program, ids);
  return [
    ...whole.map((place) => ({ ...place, classes: "lit" })),
    ...mentions.map((place) => ({ ...place, classes: "lit-mention" })),
  ];
}

/** A pin marks where a part is named, and the whole of what has no name; for an edge, its operand. */
function placesPinned(
  graph: Graph,
  program: ReadProgram,
  ids: readonly string[],
  pin: number,
): readonly LitPlace[] {
  return ids.flatMap((id) => {
    const { whole, mentions } = placesOf(graph, program, [id]);
    const part = partById(graph, id);
    const isLeaf = part !== undefined && !isEdge(part) && part.kind === "input";
    const places = mentions.length === 0 || isLeaf ? [...whole, ...mentions] : mentions;
    return places.map((place) => ({ ...place, classes: `is-pin-${pin}` }));
  });
}

function placeOfStep(graph: Graph, id: string | null): readonly LitPlace[] {
  const part = id === null ? undefined : partById(graph, id);
  if (part === undefined) return [];
  const { from, to } = isEdge(part) ? nodeAt(graph, part.to) : part;
  return [{ from, to, classes: "lit" }];
}
