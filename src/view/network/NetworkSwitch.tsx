import { useChoice, useEdgewise } from "../context.ts";
import { useNetwork } from "./useNetwork.ts";

/** Shows the picture of circles and weights beside the graph; not there for a program that is no layered network. */
export default function NetworkSwitch() {
  const store = useEdgewise();
  const isShown = useChoice((choices) => choices.isNetworkShown);
  const network = useNetwork();
  if (network === null) return null;
  return (
    <button
      type="button"
      className="tool"
      aria-pressed={isShown}
      title="Draw the network with a circle for each unit and a line for each weight, beside the graph"
      onClick={() => store.getState().choose({ isNetworkShown: !isShown })}
    >
      network
    </button>
  );
}
