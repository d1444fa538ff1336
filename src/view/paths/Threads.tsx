import {
  chosenMarks,
  isEdge,
  type PlaqueMode,
  partById,
  type Thread,
  type ThreadStates,
  threadMarks,
} from "../../core/index.ts";
import { useChoice } from "../context.ts";
import type { Still } from "../derived/still.ts";
import { MarkLayers } from "../graph/MarkLayers.tsx";
import { FormulaView, MarkView } from "../graph/MarkView.tsx";
import { edgeState, nodeState } from "../graph/parts.ts";
import { isInRegion, isLarge, type Region } from "../graph/region.ts";
import { usePaths } from "./usePaths.ts";

/** Every path as a thread, or the chosen one alone with the rest dimmed; for a layer over the still picture. */
export default function Threads({ region }: { readonly region: Region | null }) {
  const now = usePaths();
  const mode = useChoice(({ plaques }) => plaques);
  if (now === null) return null;
  const { still, chosen, threads } = now;
  if (chosen !== null) return <ChosenThread still={still} thread={chosen} mode={mode} region={region} />;
  return <MarkLayers marks={threadMarks(still.scene, threads, statesOf(still, mode).edge)} />;
}

function statesOf(still: Still, mode: PlaqueMode): ThreadStates {
  return { edge: (edge) => edgeState(still, edge, mode), node: (node) => nodeState(still, node) };
}

interface ChosenThreadProps {
  readonly still: Still;
  readonly thread: Thread;
  readonly mode: PlaqueMode;
  readonly region: Region | null;
}

function ChosenThread({ still, thread, mode, region }: ChosenThreadProps) {
  const pointed = useChoice((choices) => choices.pointed);
  const { scene } = still;
  const { under, parts, over } = chosenMarks(scene, thread, statesOf(still, mode));
  const isSeen = (id: string): boolean => {
    const part = partById(scene.graph, id);
    if (part === undefined || !isLarge(scene)) return true;
    const place = isEdge(part) ? scene.edges[part.index]?.plaque : scene.nodes[part.index]?.box;
    return region !== null && place !== undefined && isInRegion(place, region);
  };
  const seen = parts.filter(({ id }) => isSeen(id));
  return (
    <>
      <MarkLayers marks={under} />
      <svg className="layer moving" aria-hidden="true">
        {seen.map(({ id, marks }) => (
          <g key={id} className={pointed.includes(id) ? "part is-pointed" : "part"}>
            {marks.map((mark) => (
              <MarkView key={mark.key} mark={mark} />
            ))}
          </g>
        ))}
      </svg>
      <div className="layer formulas moving" aria-hidden="true">
        {seen.flatMap(({ id, marks }) =>
          marks.map((mark) => <FormulaView key={`${id}:${mark.key}`} mark={mark} />),
        )}
      </div>
      <MarkLayers marks={over} />
    </>
  );
}
