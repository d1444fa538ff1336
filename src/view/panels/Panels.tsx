import { useEffect, useState } from "react";
import { carriedPlayhead, findingsIn, remarksOn, rereadNumber, simplifiedAtGrain } from "../../core/index.ts";
import { provideGrain } from "../../store/grained.ts";
import { provideReread } from "../../store/reading.ts";
import { ComparePanel } from "../compare/ComparePanel.tsx";
import { useChoice, useDerived, useEdgewise } from "../context.ts";
import { provide } from "../derived/fetched.ts";
import { GrainSection } from "../grain/GrainSection.tsx";
import { HealthPanel } from "../health/HealthPanel.tsx";
import { Paths } from "../paths/Paths.tsx";
import { Derivation } from "./Derivation.tsx";
import { Inputs } from "./Inputs.tsx";
import { useGrowing } from "./useGrowing.ts";
import { ValuesTable } from "./ValuesTable.tsx";

provideGrain({ at: simplifiedAtGrain, carry: carriedPlayhead });
provideReread(rereadNumber);
provide({ remark: remarksOn, health: findingsIn });

const PANELS = Object.entries({
  Inputs,
  Derivation,
  Paths,
  GrainSection,
  ComparePanel,
  HealthPanel,
  ValuesTable,
});
/** The panels of a graph with so many nodes come one after the other, so that none holds up what a hand does. */
const LARGE = 400;

/** What stands below the program: the picture does not wait for it. */
export default function Panels() {
  const store = useEdgewise();
  // Now that there are remarks and findings, the whole page asks again what follows from the choices.
  useEffect(() => store.getState().choose({}), [store]);
  const isLarge = useDerived(({ graph }) => graph.nodes.length > LARGE);
  const hasGraph = useChoice(({ goodText }) => goodText !== "");
  return hasGraph && isLarge !== null && <Stack isLarge={isLarge} />;
}

function Stack({ isLarge }: { readonly isLarge: boolean }) {
  // As the page opens; later changes find the panels there.
  const [step] = useState(isLarge ? 1 : PANELS.length + 1);
  // None comes with the picture itself.
  const shown = useGrowing(PANELS.length + 1, step) - 1;
  return PANELS.slice(0, shown).map(([name, Panel]) => <Panel key={name} />);
}
