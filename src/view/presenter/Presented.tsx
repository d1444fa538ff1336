import { type Dispatch, type SetStateAction, useCallback, useEffect, useMemo, useState } from "react";
import {
  edgeMarks,
  focusOfStep,
  legibleScale,
  nodeMarks,
  type Playhead,
  PROJECTED_HEIGHTS,
  presentedParts,
  type Step,
  turnAt,
  veilMark,
} from "../../core/index.ts";
import { useChoice, useDerived, useFrames } from "../context.ts";
import type { Derived } from "../derived/derived.ts";
import { pictureWithin } from "../derived/schedule.ts";
import type { Still } from "../derived/still.ts";
import { type Aim, NO_AIM, type StageSize } from "../graph/camera.ts";
import { MarkLayers } from "../graph/MarkLayers.tsx";
import { edgeState, nodeState } from "../graph/parts.ts";
import { restingFrame, useProduct } from "../graph/useProduct.ts";
import { screenShare } from "./screenShare.ts";

export interface PresentedProps {
  readonly size: StageSize;
  /** Whether no step is shown now: something else moves. */
  readonly isStill: boolean;
  /** Hears where the camera should be. */
  readonly onAim: Dispatch<SetStateAction<Aim>>;
}

/** Dims what the step under way is not about, and tells the camera how near it must be, and where. */
export default function Presented({ size, isStill, onAim }: PresentedProps) {
  const still = useDerived((all) => all.still);
  const step = useDerived(({ picture }) => picture.moving?.step ?? null);
  const beat = useDerived(({ picture }) => picture.moving?.beat ?? 0) ?? 0;
  const mode = useChoice(({ plaques }) => plaques);
  const share = screenShare(size.width, window.innerHeight);
  const least = useMemo(() => (still === null ? 0 : leastScale(still, step, share)), [still, step, share]);
  const product = useProduct();
  const turn = useTurn();
  useEffect(() => {
    if (still === null || least === 0) return;
    const next: Aim = { least, focus: step && focusOfStep(still.scene, step, beat, product, turn) };
    onAim((known) => (JSON.stringify(known) === JSON.stringify(next) ? known : next));
  }, [still, step, beat, least, product, turn, onAim]);
  useEffect(() => () => onAim(NO_AIM), [onAim]);
  if (still === null || step === null || isStill) return null;
  const { edges, nodes } = presentedParts(still.scene, step);
  const marks = [
    veilMark(still.scene),
    ...edges.flatMap((edge) =>
      edgeMarks(still.scene, edge, edgeState(still, edge, mode)).map(keyed(edge.edge.id)),
    ),
    ...nodes.flatMap((node) => nodeMarks(node, nodeState(still, node)).map(keyed(node.node.id))),
  ];
  return <MarkLayers marks={marks} className="presented" />;
}

/** The operand of the step under way that is coming; null where none is. */
function useTurn(): number | null {
  const [turn, setTurn] = useState<number | null>(null);
  useFrames(
    useCallback((all: Derived | null, playhead: Playhead) => {
      if (all === null) return;
      const { moving } = pictureWithin(all.picture, all.schedule.steps, playhead);
      setTurn(turnAt(all.scene.graph, moving));
    }, []),
  );
  return turn;
}

function keyed(id: string) {
  return <Keyed extends { readonly key: string }>(mark: Keyed): Keyed => ({
    ...mark,
    key: `${id}:${mark.key}`,
  });
}

function leastScale(still: Still, step: Step | null, share: number): number {
  const { active, rest } = PROJECTED_HEIGHTS;
  return legibleScale(restingFrame(still), step, {
    active: active * share,
    rest: rest * share,
  });
}
