import { gaugeMarks, type Mark, type PushFrame, ropeMarks } from "../../core/index.ts";
import { useDerived } from "../context.ts";
import { MarkLayers } from "../graph/MarkLayers.tsx";
import { usePushNow } from "./usePush.ts";

/** The edges that are shaken, for a layer under the nodes and plaques: no formula is covered. */
export function Ropes() {
  return <PushLayer marksOf={ropeMarks} />;
}

/** What every node does, on top. */
export function Gauges() {
  return <PushLayer marksOf={gaugeMarks} />;
}

function PushLayer({ marksOf }: { readonly marksOf: (frame: PushFrame) => readonly Mark[] }) {
  const now = usePushNow();
  const scene = useDerived((all) => all.scene);
  if (now === null || scene === null) return null;
  const { push, choice, seconds, delta } = now;
  const time = seconds === null ? { still: delta } : { seconds };
  const marks = marksOf({ scene, push, chosen: choice.delta, time });
  return <MarkLayers marks={marks} className="moving push-layer" />;
}
