import { useEffect } from "react";
import { affecting, partById, symbolText } from "../../core/index.ts";
import { useChoice, useDerived, useEdgewise } from "../context.ts";

/** Says of which node alone the picture is, and leads back to all. */
export default function OnlyNote() {
  const store = useEdgewise();
  const id = useChoice(({ only }) => only) ?? "";
  const graph = useDerived(({ scene }) => scene.graph);
  const node = graph === null ? undefined : partById(graph, id);
  // A node that is gone is no longer asked for; nor is one that was never there, as an address may name it.
  const isGone = graph !== null && (node === undefined || "operand" in node);
  useEffect(() => {
    if (isGone) store.getState().choose({ only: null });
  }, [isGone, store]);
  if (graph === null || node === undefined || "operand" in node) return null;
  const count = affecting(graph, node.index).nodes.size;
  return (
    <div className="only-note" role="status">
      <span>
        Only what affects <b>{symbolText(node)}</b> or is affected by it: {count} of {graph.nodes.length}{" "}
        nodes
      </span>
      <button type="button" onClick={() => store.getState().choose({ only: null })}>
        Show all
      </button>
    </div>
  );
}
