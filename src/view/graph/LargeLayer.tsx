import { useMemo, useRef } from "react";
import type { SceneEdge, SceneNode } from "../../core/index.ts";
import { useChoice } from "../context.ts";
import type { Still } from "../derived/still.ts";
import { useAfterPaint } from "../useAfterPaint.ts";
import type { StageSize } from "./camera.ts";
import { FarCanvas } from "./FarCanvas.tsx";
import type { FarPicture } from "./farPainting.ts";
import { type Looking, useSight } from "./looking.ts";
import { type Group, inGroups } from "./PartGroup.tsx";
import { PartLayers } from "./PartLayers.tsx";
import { idOf, placeOf } from "./PartView.tsx";
import { isInRegion } from "./region.ts";
import { isNear, partsIn, passingIn } from "./sight.ts";
import { useFarPointing } from "./useFarPointing.ts";
import { useInPieces } from "./useInPieces.ts";
import { useWalk } from "./useWalk.ts";

interface LargeLayerProps {
  readonly still: Still;
  readonly size: StageSize;
  readonly looking: { readonly current: Looking };
}

type Painted = Pick<FarPicture, "region" | "scale" | "parts" | "isFar">;

const NOTHING: readonly (SceneNode | SceneEdge)[] = [];

/**
 * The still picture of a large graph. Near enough to be read, the parts in sight are drawn as in any picture, and lines
 * that only pass through, where they are many, painted under them; from afar
 * all is painted on a canvas, and only what somebody is at is a part. The values' table has every node for those who do
 * not see it.
 */
export default function LargeLayer({ still, size, looking }: LargeLayerProps) {
  const { scene } = still;
  const mode = useChoice(({ plaques }) => plaques);
  const pointed = useChoice((choices) => choices.pointed);
  const before = useAfterPaint(still);
  // A part whose label is out of sight follows when those in sight have been drawn.
  const later = before.scene === scene ? before : still;
  const sight = useSight(size, looking);
  const walk = useWalk(scene);
  const { inOrder } = walk;
  const { region, close, scale } = sight;
  const parts = useMemo(() => partsIn(scene, region), [scene, region]);
  const isClose = useMemo(() => isNear(sight, parts), [sight, parts]);
  const passing = useMemo(() => (isClose ? passingIn(parts, close) : NOTHING), [parts, close, isClose]);
  const nearby = useMemo(() => {
    if (!isClose) return NOTHING;
    const isPainted = new Set(passing);
    return partsIn(scene, close).filter((part) => !isPainted.has(part));
  }, [scene, close, isClose, passing]);
  const near = useInPieces(useMemo(() => nodesFirst(nearby), [nearby]));
  const groups = useMemo(() => {
    const attended = new Set([inOrder, ...pointed]);
    const isDrawn = (owner: Group["owners"][number]): boolean =>
      near.has(idOf(owner)) || attended.has(idOf(owner));
    const isSeen = (owner: Group["owners"][number]): boolean => isClose && isInRegion(placeOf(owner), close);
    return [...inGroups("edges", scene.edges, isSeen), ...inGroups("nodes", scene.nodes, isSeen)].flatMap(
      (group) => only(group, isDrawn),
    );
  }, [scene, near, isClose, close, inOrder, pointed]);
  useFarPointing(walk.parts, scene, looking, !isClose || passing.length > 0);
  // Until all parts in sight are there, they come over what was painted before.
  const painted = useRef<Painted | null>(null);
  if (!isClose) painted.current = { region, scale, parts, isFar: true };
  else if (near.size === nearby.length)
    painted.current = passing.length > 0 ? { region, scale, parts: passing, isFar: false } : null;
  return (
    <>
      {painted.current !== null && <FarCanvas still={still} mode={mode} {...painted.current} />}
      <p id="large-picture" className="spoken">
        Of this large graph only what is in sight is drawn in parts. The table of values and gradients has
        every node, and arrow keys lead from each part of the graph to every other, edges with their factors
        included.
      </p>
      <PartLayers
        groups={groups}
        still={still}
        later={later}
        walk={walk}
        describedBy="large-picture"
        far={isClose ? undefined : scale}
      />
    </>
  );
}

/** A line whose nodes are still to come would lead nowhere. */
function nodesFirst(parts: readonly (SceneNode | SceneEdge)[]): readonly (SceneNode | SceneEdge)[] {
  return [...parts.filter((part) => !("edge" in part)), ...parts.filter((part) => "edge" in part)];
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
