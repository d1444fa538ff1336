import { movingMarks } from "../../core/index.ts";
import { FrameLayer } from "./FrameLayer.tsx";

/** The step that is under way, over the still picture. */
export default function MovingLayer() {
  return <FrameLayer marksOf={movingMarks} />;
}
