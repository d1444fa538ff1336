import { X } from "lucide-react";
import { useState } from "react";
import { type Gatherable, type Graph, gatherables, nodeAt, symbolText } from "../../core/index.ts";
import { useChoice, useEdgewise } from "../context.ts";
import { graphsOf } from "../derived/graphs.ts";
import { chooseGrain, isGathered, withGathering } from "./actions.ts";
import "./grain.css";

/** A sum or product of more operands than this is hard to follow operation by operation. */
const MANY = 20;

/** Offers to draw a long sum or product as one node, and once it is one, the way back. */
export default function GatherOffer() {
  const store = useEdgewise();
  const grain = useChoice((choices) => choices.grain);
  const shown = useChoice((choices) => graphsOf(choices)?.graph ?? null);
  const [isRefused, setRefused] = useState(false);
  // The way back is offered to whoever came by this one.
  const [isTaken, setTaken] = useState(false);
  if (shown === null || isRefused) return null;
  const fine = shown.finer?.graph ?? shown;
  const long = gatherables(fine).filter(({ operands }) => operands > MANY);
  const isDone = long.every(({ result }) => isGathered(grain, nodeAt(fine, result).id));
  if (long.length === 0 || (isDone && !isTaken)) return null;
  const draw = (isOn: boolean): void => {
    setTaken(isOn);
    const ids = long.map(({ result }) => nodeAt(fine, result).id);
    chooseGrain(
      store,
      ids.reduce((so, id) => withGathering(so, fine, id, isOn), grain),
    );
  };
  return (
    <div className="only-note gather-offer">
      <span role="status">{wordsFor(fine, long, isDone)}</span>
      <button type="button" onClick={() => draw(!isDone)}>
        {isDone ? "Draw each operation" : `Draw ${long.length === 1 ? "it" : "each"} as one node`}
      </button>
      <button
        type="button"
        className="is-quiet"
        aria-label="Leave it so"
        title="Leave it so"
        onClick={() => setRefused(true)}
      >
        <X aria-hidden="true" />
      </button>
    </div>
  );
}

function wordsFor(graph: Graph, long: readonly Gatherable[], isDone: boolean): string {
  const [first, another] = long;
  if (first === undefined) return "";
  const drawn = isDone ? "as one node" : "operation by operation";
  if (another !== undefined)
    return `${long.length} sums and products of more than ${MANY} operands are drawn ${drawn}.`;
  const { kind, operands, result } = first;
  return `${symbolText(nodeAt(graph, result))}, a ${kind} of ${operands} operands, is drawn ${drawn}.`;
}
