import { useEffect } from "react";
import { healthOf, remarksOn } from "../../core/index.ts";
import { ComparePanel } from "../compare/ComparePanel.tsx";
import { useEdgewise } from "../context.ts";
import { provideHealth, provideRemarks } from "../derived.ts";
import { GrainSection } from "../grain/GrainSection.tsx";
import { HealthPanel } from "../health/HealthPanel.tsx";
import { Paths } from "../paths/Paths.tsx";
import { Derivation } from "./Derivation.tsx";
import { Inputs } from "./Inputs.tsx";
import { ValuesTable } from "./ValuesTable.tsx";

provideHealth(healthOf);
provideRemarks(remarksOn);

/** What stands below the program: the picture does not wait for it. */
export default function Panels() {
  const store = useEdgewise();
  // Now that there can be findings and remarks, the whole page asks again what follows from the choices.
  useEffect(() => store.getState().choose({}), [store]);
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
