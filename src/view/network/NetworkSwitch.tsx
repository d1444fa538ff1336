import { ToolSwitch } from "../ToolSwitch.tsx";
import { useNetwork } from "./useNetwork.ts";

/** Shows the picture of circles and weights beside the graph; not there for a program that is no layered network. */
export default function NetworkSwitch() {
  const network = useNetwork();
  if (network === null) return null;
  return (
    <ToolSwitch
      choice="isNetworkShown"
      name="network"
      title="Draw the network with a circle for each unit and a line for each weight, beside the graph"
    />
  );
}
