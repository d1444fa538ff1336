import { useMemo } from "react";
import { pinMarks } from "../../core/index.ts";
import { useChoice, useDerived } from "../context.ts";
import { MarkLayers } from "../graph/MarkLayers.tsx";

/** Rings and lines of what is pinned, for a layer under the still picture; its numbers, for one over everything. */
export default function PinLayer({ place }: { readonly place: "under" | "over" }) {
  const pins = useChoice((choices) => choices.pins);
  const scene = useDerived((all) => all.scene);
  const marks = useMemo(() => (scene === null ? [] : pinMarks(scene, pins)[place]), [scene, pins, place]);
  return <MarkLayers marks={marks} className={`moving pins-${place}`} />;
}
