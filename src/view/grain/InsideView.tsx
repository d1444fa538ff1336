import { useMemo } from "react";
import {
  type DerivationLine,
  edgeFormula,
  edgeSymbol,
  type GraphEdge,
  type GraphNode,
  insideOf,
  isComputed,
  linePlainText,
  lineTex,
  nodeAt,
  plainText,
  runGraph,
  symbolText,
  tex,
} from "../../core/index.ts";
import { useChoice, useEdgewise } from "../context.ts";
import type { Still } from "../derived/still.ts";
import { GraphThumbnail } from "../gallery/Thumbnail.tsx";
import { Remarks } from "../panels/DerivationLine.tsx";
import { Tex } from "../typeset/Tex.tsx";
import { chooseGrain, movesOf } from "./actions.ts";
import { type Proof, proofOf } from "./proof.ts";
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

const NO_PROOF: Proof = { lines: [], whole: -1 };

/** Why a folded node's local derivative is what it is: the chain rule inside it, line by line. */
export function InsideProof({ edge, still }: { readonly edge: GraphEdge; readonly still: Still }) {
  const { scene, run } = still;
  const { graph } = scene;
  const inside = insideOf(graph, edge.to);
  const node = nodeAt(graph, edge.to);
  const { lines, whole } = useMemo(() => {
    if (inside === null || !isComputed(node)) return NO_PROOF;
    const sources = node.operands.flatMap((operand) => (operand.kind === "node" ? [operand.node] : []));
    const runInside = runGraph(inside, (input) => run.values[sources[input] ?? 0] ?? Number.NaN);
    return proofOf(inside, runInside, edge.operand, edgeSymbol(graph, edge), edgeFormula(graph, edge));
  }, [graph, inside, node, run, edge]);
  if (inside === null) return null;
  const partial = edgeSymbol(graph, edge);
  const last = `${tex(partial)}=${tex(edgeFormula(graph, edge))}`;
  return (
    <>
      <h3>Why {plainText(partial)} is what it is</h3>
      <p className="remark">
        Inside {symbolText(node)}, with everything else that comes in held fixed, the chain rule goes over
        every way from {symbolText(nodeAt(graph, edge.from))}:
      </p>
      <ol className="proof" aria-label="Proof">
        {lines.map((line, place) => (
          <ProofLine key={line.kind + lineTex(line)} line={line} isWhole={place === whole} />
        ))}
        {whole < 0 && (
          <li data-whole="" data-tex={last}>
            <Tex tex={last} plain={last} />
          </li>
        )}
      </ol>
    </>
  );
}

interface ProofLineProps {
  readonly line: DerivationLine;
  /** Whether it says what the plaque says. */
  readonly isWhole: boolean;
}

function ProofLine({ line, isWhole }: ProofLineProps) {
  const isStruck = line.kind === "simplified" && line.terms.flat().some(({ struck }) => struck !== undefined);
  const shown = isStruck ? lineTex(withStrokes(line)) : lineTex(line);
  return (
    <li data-proof={line.kind} data-tex={lineTex(line)} data-whole={isWhole ? "" : undefined}>
      <Tex tex={shown} plain={linePlainText(line)} />
      <Remarks line={line} isStruck={isStruck} />
    </li>
  );
}

function withStrokes(line: DerivationLine): DerivationLine {
  const terms = line.terms.map((term) =>
    term.map((piece) => ({ ...piece, formula: piece.struck ?? piece.formula })),
  );
  return { ...line, terms };
}
