import { BackwardNotice } from "../backward/BackwardNotice.tsx";
import { useChoice } from "../context.ts";
import StrengthLegend from "../health/StrengthLegend.tsx";
import { PinStrip } from "../pointing/PinStrip.tsx";
import CheckReport from "./CheckReport.tsx";

/** What is said under the picture, of all that it shows. */
export default function Notes() {
  const showsStrength = useChoice((choices) => choices.showsStrength);
  const isChecking = useChoice((choices) => choices.isChecking);
  return (
    <>
      <PinStrip />
      {showsStrength && <StrengthLegend />}
      {isChecking && <CheckReport />}
      <BackwardNotice />
    </>
  );
}
