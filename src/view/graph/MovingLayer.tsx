import { type Dispatch, type SetStateAction, useLayoutEffect } from "react";
import { focusOfStep, movingMarks } from "../../core/index.ts";
import { useChoice, useDerived } from "../context.ts";
import { type Aim, NO_AIM } from "./camera.ts";
import { FrameLayer } from "./FrameLayer.tsx";
import { useProduct } from "./useProduct.ts";

export interface MovingProps {
  /** Hears where the camera should be, where that depends on what moves. */
  readonly onAim: Dispatch<SetStateAction<Aim>>;
}

/** The step that is under way, over the still picture; on the page the camera has its product in sight. */
export default function MovingLayer({ onAim }: MovingProps) {
  const scene = useDerived((all) => all.scene);
  const step = useDerived(({ picture }) => picture.moving?.step ?? null);
  const beat = useDerived(({ picture }) => picture.moving?.beat ?? 0) ?? 0;
  const product = useProduct();
  const isElsewhere = useChoice(({ isPresenting, isBackwardShown }) => isPresenting || isBackwardShown);
  useLayoutEffect(() => {
    if (isElsewhere) return;
    const hasProduct = scene !== null && step !== null && product !== null;
    onAim(hasProduct ? { least: 0, focus: focusOfStep(scene, step, beat, product) } : NO_AIM);
    return () => onAim(NO_AIM);
  }, [isElsewhere, scene, step, beat, product, onAim]);
  return <FrameLayer marksOf={movingMarks} />;
}
