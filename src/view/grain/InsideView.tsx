import { useMemo } from "react";
import {
  derive,
  edgeFormula,
  edgeSymbol,
  type GraphEdge,
  type GraphNode,
  insideOf,
  isComputed,
  lineTex,
  nodeAt,
  plainText,
  runGraph,
  symbolText,
  tex,
} from "../../core/index.ts";
import { useChoice, useEdgewise } from "../context.ts";
import type { Still } from "../derived.ts";
import { GraphThumbnail } from "../gallery/Thumbnail.tsx";
import { Tex } from "../typeset/Tex.tsx";
import { chooseGrain, movesOf } from "./actions.ts";
import "./grain.css";

/** What can be done to a node's grain, as buttons. */
export function GrainButtons({ node, still }: { readonly node: GraphNode; readonly still: Still }) {
  const store = useEdgewise();
  const grain = useChoice((choices) => choices.grain);
  const { fold, unfold } = movesOf(still.scene.graph, grain, node.id);
  const moves = [fold, unfold].filter((move) => move !== null);
  if (moves.length === 0) return null;
  return (
    <p className="grain-presets">
      {moves.map(({ grain: next, words }) => (
        <button key={words} type="button" onClick={() => chooseGrain(store, next)}>
          {words}
        </button>
      ))}
    </p>
  );
}

/** The operations that a folded node stands for, as a small picture. */
export function InsidePicture({ node, still }: { readonly node: GraphNode; readonly still: Still }) {
  const inside = insideOf(still.scene.graph, node.index);
  if (inside === null) return null;
  return (
    <>
      <h3>Inside</h3>
      <GraphThumbnail graph={inside} />
    </>
  );
}

/** Why a folded node's local derivative is what it is: the chain rule inside it, line by line. */
export function InsideProof({ edge, still }: { readonly edge: GraphEdge; readonly still: Still }) {
  const { scene, run } = still;
  const { graph } = scene;
  const inside = insideOf(graph, edge.to);
  const node = nodeAt(graph, edge.to);
  const lines = useMemo(() => {
    if (inside === null || !isComputed(node)) return [];
    const sources = node.operands.flatMap((operand) => (operand.kind === "node" ? [operand.node] : []));
    const runInside = runGraph(inside, (input) => run.values[sources[input] ?? 0] ?? Number.NaN);
    // With the rest held fixed, it is a partial derivative of the whole.
    const left = edgeSymbol(graph, edge);
    return derive(inside, runInside, edge.operand).map((line) => ({ ...line, left }));
  }, [graph, inside, node, run, edge]);
  if (inside === null) return null;
  const whole = edgeSymbol(graph, edge);
  const formula = edgeFormula(graph, edge);
  return (
    <>
      <h3>Why {plainText(whole)} is what it is</h3>
      <p className="remark">
        Inside {symbolText(node)}, with everything else that comes in held fixed, the chain rule goes over
        every way from {symbolText(nodeAt(graph, edge.from))}:
      </p>
      <ol className="proof" aria-label="Proof">
        {lines.map((line) => (
          <ProofLine key={line.kind + lineTex(line)} kind={line.kind} formula={lineTex(line)} />
        ))}
        <ProofLine kind="whole" formula={`${tex(whole)} = ${tex(formula)}`} />
      </ol>
    </>
  );
}

function ProofLine({ kind, formula }: { readonly kind: string; readonly formula: string }) {
  return (
    <li data-proof={kind} data-tex={formula}>
      <Tex tex={formula} plain={formula} />
    </li>
  );
}
