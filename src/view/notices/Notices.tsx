import { useEffect } from "react";
import { checkGradients, healthOf } from "../../core/index.ts";
import { useChoice, useEdgewise } from "../context.ts";
import { provideCheck, provideHealth } from "../derived.ts";
import StrengthLegend from "../health/StrengthLegend.tsx";
import { PinStrip } from "../pointing/PinStrip.tsx";
import { BackwardNotice } from "./BackwardNotice.tsx";
import { CheckReport } from "./CheckReport.tsx";
import { StaleNotice } from "./StaleNotice.tsx";

provideCheck(checkGradients);
provideHealth(healthOf);

/** What is said below the picture of what it shows at somebody's wish. */
export default function Notices() {
  const store = useEdgewise();
  // Now that there are a check and findings, the whole page asks again what follows from the choices.
  useEffect(() => store.getState().choose({}), [store]);
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
