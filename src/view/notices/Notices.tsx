import { useChoice } from "../context.ts";
import StrengthLegend from "../health/StrengthLegend.tsx";
import { PinStrip } from "../pointing/PinStrip.tsx";
import { BackwardNotice } from "./BackwardNotice.tsx";
import { CheckReport } from "./CheckReport.tsx";
import { StaleNotice } from "./StaleNotice.tsx";

/** What is said below the picture of what it shows at somebody's wish. */
export default function Notices() {
  const showsStrength = useChoice((choices) => choices.showsStrength);
  return (
    <>
      <PinStrip />
      <BackwardNotice />
      {showsStrength && <StrengthLegend />}
      <CheckReport />
      <StaleNotice />
    </>
  );
}
