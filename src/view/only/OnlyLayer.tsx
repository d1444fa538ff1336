import { useMemo } from "react";
import { affecting, partById } from "../../core/index.ts";
import { useChoice } from "../context.ts";
import type { Still } from "../derived/still.ts";
import type { StageSize } from "../graph/camera.ts";
import { FarCanvas } from "../graph/FarCanvas.tsx";
import { type Looking, useSight } from "../graph/looking.ts";
import { FormulaView, MarkView } from "../graph/MarkView.tsx";
import NamesLayer from "../graph/NamesLayer.tsx";
import { idOf, marksOf } from "../graph/PartView.tsx";
import { isHuge } from "../graph/region.ts";
import { isNear, partsIn } from "../graph/sight.ts";

interface OnlyLayerProps {
  readonly still: Still;
  readonly size: StageSize;
  readonly looking: { readonly current: Looking };
}

/** A veil over the still picture, and over that anew what affects the chosen node and what it affects. */
export default function OnlyLayer({ still, size, looking }: OnlyLayerProps) {
  const { scene } = still;
  const { x, y, width, height } = scene.bounds;
  const id = useChoice(({ only }) => only) ?? "";
  const mode = useChoice(({ plaques }) => plaques);
  const sight = useSight(size, looking);
  const part = useMemo(() => {
    const node = partById(scene.graph, id);
    if (node === undefined || "operand" in node) return null;
    const { nodes, edges } = affecting(scene.graph, node.index);
    return {
      ...scene,
      nodes: scene.nodes.filter((one) => nodes.has(one.node.index)),
      edges: scene.edges.filter((one) => edges.has(one.edge.index)),
    };
  }, [scene, id]);
  const { region, scale } = sight;
  const all = useMemo(() => partsIn(scene, region), [scene, region]);
  const parts = useMemo(() => (part === null ? [] : partsIn(part, region)), [part, region]);
  if (part === null) return null;
  // As the picture under it: typeset where that is, painted where that is painted.
  const isClose = !isHuge(scene) || isNear(sight, all);
  const veil = { left: x - EDGE, top: y - EDGE, width: width + 2 * EDGE, height: height + 2 * EDGE };
  return (
    <>
      <div className="only-veil" style={veil} />
      {isClose ? (
        <>
          <svg className="layer moving only-parts" aria-hidden="true">
            {parts.map((owner) => (
              <g key={idOf(owner)} className={"edge" in owner ? "is-edge" : undefined}>
                {marksOf(still, owner, mode).map((mark) => (
                  <MarkView key={mark.key} mark={mark} />
                ))}
              </g>
            ))}
          </svg>
          <div className="layer formulas moving" aria-hidden="true">
            {parts.flatMap((owner) =>
              marksOf(still, owner, mode).map((mark) => (
                <FormulaView key={`${idOf(owner)}:${mark.key}`} mark={mark} />
              )),
            )}
          </div>
        </>
      ) : (
        <FarCanvas still={still} mode={mode} region={region} scale={scale} parts={parts} isFar />
      )}
      <NamesLayer scene={part} size={size} looking={looking} />
    </>
  );
}

/** What stands out of the outermost nodes lies under the veil too. */
const EDGE = 100;
