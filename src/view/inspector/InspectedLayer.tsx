import { inspectedMarks } from "../../core/index.ts";
import { useDerived } from "../context.ts";
import { MarkLayers } from "../graph/MarkLayers.tsx";
import { useInspected } from "./useInspected.ts";

/** A frame round the part that is looked into, for a layer under the still picture. */
export default function InspectedLayer() {
  const inspected = useInspected();
  const scene = useDerived((all) => all.scene);
  if (inspected === null || scene === null) return null;
  return <MarkLayers marks={inspectedMarks(scene, inspected.id)} />;
}
