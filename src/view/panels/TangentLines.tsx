import { useMemo } from "react";
import { nodeAt, outputNode, symbolText, tangentLines, tangentPieceState } from "../../core/index.ts";
import type { Derived } from "../derived/derived.ts";
import { DerivationLines } from "./DerivationLine.tsx";
import "./tangentLines.css";

/** The lines of a sweep forward between tensors, which grow with it. */
export default function TangentLines({ all }: { readonly all: Derived }) {
  const { graph, tangents, target, schedule } = all;
  const lines = useMemo(() => (tangents === null ? [] : tangentLines(graph, tangents)), [graph, tangents]);
  if (lines.length === 0) return null;
  const [output, input] = [outputNode(graph), nodeAt(graph, target)].map(symbolText);
  return (
    <>
      <p className="remark">
        Forward: how fast {output} changes while {input} moves in this one direction.
        {schedule.sweeps.mode === "forward" &&
          " Its whole derivative comes back in one sweep of reverse mode."}
      </p>
      <div className="tangent-lines">
        <DerivationLines all={all} lines={lines} growth={tangentPieceState} />
      </div>
    </>
  );
}
