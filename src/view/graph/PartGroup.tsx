import { memo, type ReactElement, useRef } from "react";
import type { PlaqueMode, Scene, SceneEdge, SceneNode } from "../../core/index.ts";
import type { Still } from "../derived/still.ts";
import { idOf, PartFormulas, PartView, placeOf } from "./PartView.tsx";
import { isInRegion, isLarge, type Region } from "./region.ts";

/** Neighbours in the order of the page, and which of them can be seen. */
export interface Group {
  readonly key: string;
  readonly owners: readonly (SceneNode | SceneEdge)[];
  readonly isSeen: readonly boolean[];
  readonly hasSeen: boolean;
}

/**
 * The parts of a large picture are compared group by group: most groups are out of sight, and nothing has changed in
 * them. A small picture is one group of edges and one of nodes, in which a part keeps its element through every edit.
 */
const GROUP = 32;

export function groupsOf(scene: Scene, region: Region | null): readonly Group[] {
  const isWhole = !isLarge(scene);
  // Until the camera has its place, all of a picture that is not large counts as seen.
  const isSeen = (owner: SceneNode | SceneEdge): boolean =>
    region === null ? isWhole : isInRegion(placeOf(owner), region);
  return [
    ...inGroups("edges", scene.edges, isSeen, isWhole ? scene.edges.length : GROUP),
    ...inGroups("nodes", scene.nodes, isSeen, isWhole ? scene.nodes.length : GROUP),
  ];
}

export function inGroups<Owner extends SceneNode | SceneEdge>(
  name: string,
  parts: readonly Owner[],
  isSeenNow: (owner: Owner) => boolean,
  size = GROUP,
): readonly Group[] {
  const count = parts.length === 0 ? 0 : Math.ceil(parts.length / size);
  return Array.from({ length: count }, (_, place) => {
    const owners = parts.slice(place * size, (place + 1) * size);
    const isSeen = owners.map(isSeenNow);
    return { key: `${name} ${place}`, owners, isSeen, hasSeen: isSeen.includes(true) };
  });
}

export function holds({ owners }: Group, id: string | null): boolean {
  return id !== null && owners.some((owner) => idOf(owner) === id);
}

interface GroupProps {
  readonly group: Group;
  readonly still: Still;
  readonly mode: PlaqueMode;
}

interface PartGroupProps extends GroupProps {
  /** What parts out of sight show, and what is said of all. */
  readonly later: Still;
  /** The part of this group that is in the page's order. */
  readonly inOrder: string | null;
}

/** Parts as shapes, in a drawing of their own: a browser paints anew only the drawings in which something has changed. */
export const PartGroup = memo(function PartGroup({ group, still, later, mode, inOrder }: PartGroupProps) {
  return (
    <svg className="layer" role="none">
      {group.owners.map((owner, place) => (
        <PartView
          key={idOf(owner)}
          owner={owner}
          still={group.isSeen[place] ? still : later}
          later={later}
          mode={mode}
          isInOrder={idOf(owner) === inOrder}
        />
      ))}
    </svg>
  );
});

/** Formulas out of sight are not there, stay for now as they were, or are as new as those in sight. */
export type Beyond = "absent" | "held" | "shown";

/** The formulas of a group's parts. */
export const FormulaGroup = memo(function FormulaGroup({
  group: { owners, isSeen },
  still,
  mode,
  beyond,
}: GroupProps & { readonly beyond: Beyond }) {
  const held = useRef<ReadonlyMap<string, ReactElement>>(new Map());
  const shown = new Map<string, ReactElement>();
  for (const [place, owner] of owners.entries()) {
    const id = idOf(owner);
    const former = held.current.get(id);
    if (isSeen[place] || beyond === "shown")
      shown.set(id, <PartFormulas key={id} owner={owner} still={still} mode={mode} />);
    else if (former && beyond === "held") shown.set(id, former);
  }
  held.current = shown;
  return [...shown.values()];
});
