import { useMemo } from "react";
import { frameMarks, groupFrames, groupsOf } from "../../core/index.ts";
import { useDerived } from "../context.ts";
import { MarkLayers } from "../graph/MarkLayers.tsx";
import { useAfterPaint } from "../useAfterPaint.ts";

const LARGE = 300;

/** Frames behind what belongs together: a call, a step of a loop, a layer, a neuron. */
export default function FramesLayer() {
  const newest = useDerived((all) => all.scene);
  const painted = useAfterPaint(newest);
  // To find them in a large picture takes as long as to draw it: they follow.
  const scene = newest !== null && newest.nodes.length > LARGE && painted !== newest ? null : newest;
  const statements = useDerived(({ program }) => program.statements);
  // Which nodes belong together follows from the graph, which stays while only numbers change.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a number in the text makes other statements of the same kind
  const marks = useMemo(
    () =>
      scene === null || statements === null
        ? []
        : frameMarks(groupFrames(scene, groupsOf(scene.graph, statements))),
    [scene],
  );
  return <MarkLayers marks={marks} />;
}
