import { useEffect, useMemo } from "react";
import { copiable, ghostEdges, type Scene, untangledScene } from "../../core/index.ts";
import { useChoice, useDerived, useEdgewise } from "../context.ts";
import { provide } from "../derived/fetched.ts";
import { ToolSwitch } from "../ToolSwitch.tsx";
import { useAfterPaint } from "../useAfterPaint.ts";

provide({ untangle: untangledScene });

/** In a larger graph, whether copies would save crossings is found out when they are asked for. */
const MANY = 100;

/** Draws inputs again beside their uses; not there for a picture that has no crossings these would save. */
export default function CopiesSwitch() {
  const store = useEdgewise();
  // Now that they can be drawn, the whole page asks again what follows from the choices.
  useEffect(() => store.getState().choose({}), [store]);
  const hasCopies = useChoice((choices) => choices.hasCopies);
  const isBackwardShown = useChoice((choices) => choices.isBackwardShown);
  const scene = useAfterPaint(useDerived((all) => all.scene));
  const isOfUse = useMemo(() => scene !== null && (hasCopies || isTangled(scene)), [scene, hasCopies]);
  if (!isOfUse || isBackwardShown) return null;
  return (
    <ToolSwitch
      choice="hasCopies"
      name="copies"
      title="Draw an input again beside its uses where that saves crossings: every copy is the same input"
    />
  );
}

function isTangled(scene: Scene): boolean {
  const { graph } = scene;
  if (graph.nodes.length < MANY) return ghostEdges(scene).size > 0;
  return graph.nodes.some((node) => copiable(graph, node).length > 0);
}
