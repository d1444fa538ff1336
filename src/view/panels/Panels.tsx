import { ComparePanel } from "../compare/ComparePanel.tsx";
import { useChoice } from "../context.ts";
import { GrainSection } from "../grain/GrainSection.tsx";
import { HealthPanel } from "../health/HealthPanel.tsx";
import { Paths } from "../paths/Paths.tsx";
import { Derivation } from "./Derivation.tsx";
import { Inputs } from "./Inputs.tsx";
import { ValuesTable } from "./ValuesTable.tsx";

/** What stands below the program: the picture does not wait for it. */
export default function Panels() {
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
