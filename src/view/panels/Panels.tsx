import { useEffect } from "react";
import { healthOf, remarksOn, simplifiedAtGrain } from "../../core/index.ts";
import { provideGrain } from "../../store/grained.ts";
import { ComparePanel } from "../compare/ComparePanel.tsx";
import { useChoice, useEdgewise } from "../context.ts";
import { provideHealth, provideRemarks } from "../derived.ts";
import { GrainSection } from "../grain/GrainSection.tsx";
import { HealthPanel } from "../health/HealthPanel.tsx";
import { Paths } from "../paths/Paths.tsx";
import { Derivation } from "./Derivation.tsx";
import { Inputs } from "./Inputs.tsx";
import { ValuesTable } from "./ValuesTable.tsx";

provideGrain(simplifiedAtGrain);
provideRemarks(remarksOn);
provideHealth(healthOf);

/** What stands below the program: the picture does not wait for it. */
export default function Panels() {
  const store = useEdgewise();
  // Now that there are remarks and findings, the whole page asks again what follows from the choices.
  useEffect(() => store.getState().choose({}), [store]);
  const hasGraph = useChoice(({ goodText }) => goodText !== "");
  if (!hasGraph) return null;
  return (
    <>
      <Inputs />
      <Derivation />
      <Paths />
      <GrainSection />
      <ComparePanel />
      <HealthPanel />
      <ValuesTable />
    </>
  );
}
