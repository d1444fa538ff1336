import { type Gatherable, type Graph, gatherables, gatherableText, nodeAt } from "../../core/index.ts";
import { useChoice, useEdgewise } from "../context.ts";
import { chooseGrain, isGathered, withGathering } from "./actions.ts";

/** Sums and products are listed one by one up to this many. */
const MOST_LISTED = 24;

/** Sums and products of several operands: all of them as one node each, or some. */
export function Gathering({ graph }: { readonly graph: Graph }) {
  const store = useEdgewise();
  const grain = useChoice((choices) => choices.grain);
  const fine = graph.finer?.graph ?? graph;
  const all = gatherables(fine);
  if (all.length === 0) return null;
  const isAll = all.every((one) => isGathered(grain, idOf(fine, one)));
  return (
    <fieldset>
      <legend>Sums and products of more than two as one node</legend>
      <label>
        <input
          type="checkbox"
          checked={isAll}
          onChange={() => chooseGrain(store, { ...grain, gathered: isAll ? [] : "all" })}
        />
        <span>Sums and products as one</span>
        <small>{all.length === 1 ? "the only one" : `all ${all.length}`}</small>
      </label>
      {all.length > 1 &&
        all.slice(0, MOST_LISTED).map((one) => (
          <label key={idOf(fine, one)} className="grain-one">
            <input
              type="checkbox"
              checked={isGathered(grain, idOf(fine, one))}
              onChange={(event) =>
                chooseGrain(store, withGathering(grain, fine, idOf(fine, one), event.currentTarget.checked))
              }
            />
            <code>{gatherableText(fine, one)}</code>
            <small>
              {one.kind} of {one.operands}
            </small>
          </label>
        ))}
      {all.length > MOST_LISTED && (
        <p className="remark">
          And {all.length - MOST_LISTED} more: press − on one of their nodes in the picture, and + to take it
          back.
        </p>
      )}
    </fieldset>
  );
}

function idOf(graph: Graph, { result }: Gatherable): string {
  return nodeAt(graph, result).id;
}
