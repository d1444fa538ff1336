import { useMemo } from "react";
import { marginMarks, partById, type Scene } from "../../core/index.ts";
import { useChoice } from "../context.ts";
import type { Still } from "../derived.ts";
import { useAfterPaint } from "../useAfterPaint.ts";
import type { StageSize } from "./camera.ts";
import { FarCanvas } from "./FarCanvas.tsx";
import { type Looking, useSight } from "./looking.ts";
import { FormulaView } from "./MarkView.tsx";
import { FormulaGroup, type Group, holds, inGroups, PartGroup } from "./PartGroup.tsx";
import { idOf, placeOf } from "./PartView.tsx";
import { isInRegion } from "./region.ts";
import { isNear, partsIn } from "./sight.ts";
import { useWalk } from "./useWalk.ts";

interface LargeLayerProps {
  readonly still: Still;
  readonly size: StageSize;
  readonly looking: { readonly current: Looking };
}

/**
 * The still picture of a large graph. Near enough to be read, the parts in sight are drawn as in any picture; from afar
 * all is painted on a canvas, and only what somebody is at is a part that can be pointed at. The values' table has
 * every node for those who do not see it.
 */
export default function LargeLayer({ still, size, looking }: LargeLayerProps) {
  const { scene } = still;
  const mode = useChoice(({ plaques }) => plaques);
  const pointed = useChoice((choices) => choices.pointed);
  const painted = useAfterPaint(still);
  // A part whose label is out of sight follows when those in sight have been drawn.
  const later = painted.scene === scene ? painted : still;
  const sight = useSight(size, looking);
  const { inOrder, parts: element, walkOn } = useWalk(scene);
  const { region } = sight;
  const parts = useMemo(() => partsIn(scene, region), [scene, region]);
  const isClose = useMemo(() => isNear(sight, parts), [sight, parts]);
  const first = isThere(scene, inOrder) ? inOrder : (scene.nodes[0]?.node.id ?? null);
  const groups = useMemo(() => {
    const attended = new Set([first, ...pointed]);
    const drawn = isClose ? new Set(parts) : null;
    const isDrawn = (owner: Group["owners"][number]): boolean =>
      drawn?.has(owner) === true || attended.has(idOf(owner));
    const isSeen = (owner: Group["owners"][number]): boolean => isClose && isInRegion(placeOf(owner), region);
    return [...inGroups("edges", scene.edges, isSeen), ...inGroups("nodes", scene.nodes, isSeen)].flatMap(
      (group) => only(group, isDrawn),
    );
  }, [scene, parts, isClose, region, first, pointed]);
  return (
    <>
      {!isClose && <FarCanvas still={still} mode={mode} sight={sight} parts={parts} />}
      <p id="large-picture" className="spoken">
        Of this large graph only what is in sight is drawn in parts. The table of values and gradients has
        every node.
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveElementInteractions: arrows walk between the focusable parts inside */}
      <div
        ref={element}
        className="layer"
        role="graphics-document"
        aria-label="Computational graph"
        aria-describedby="large-picture"
        onKeyDown={walkOn}
      >
        {groups.map((group) => (
          <PartGroup
            key={group.key}
            group={group}
            still={group.hasSeen ? still : later}
            later={later}
            mode={mode}
            inOrder={holds(group, first) ? first : null}
          />
        ))}
      </div>
      <div className="layer formulas" aria-hidden="true">
        {marginMarks(scene.margin).map((mark) =>
          mark.kind === "formula" ? <FormulaView key={mark.key} mark={mark} /> : null,
        )}
        {groups.map((group) =>
          group.hasSeen ? <FormulaGroup key={group.key} group={group} still={still} mode={mode} /> : null,
        )}
      </div>
    </>
  );
}

function isThere({ graph }: Scene, id: string | null): boolean {
  return id !== null && partById(graph, id) !== undefined;
}

/** A group with some of its parts; nothing for one that has none of them. */
function only(group: Group, isDrawn: (owner: Group["owners"][number]) => boolean): readonly Group[] {
  const places = [...group.owners.keys()].filter((place) => {
    const owner = group.owners[place];
    return owner !== undefined && isDrawn(owner);
  });
  if (places.length === 0) return [];
  const owners = places.flatMap((place) => group.owners[place] ?? []);
  const isSeen = places.map((place) => group.isSeen[place] === true);
  return [{ key: group.key, owners, isSeen, hasSeen: isSeen.includes(true) }];
}
