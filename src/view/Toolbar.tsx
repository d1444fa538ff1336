import { ArrowRight, ArrowUp, Maximize } from "lucide-react";
import { type ReactNode, Suspense } from "react";
import { type Focus, PLAQUE_MODES } from "../core/index.ts";
import { DIRECTIONS } from "../store/store.ts";
import { useChoice, useEdgewise } from "./context.ts";
import { later } from "./later.tsx";
import { OneOf } from "./OneOf.tsx";
import { ToolSwitch } from "./ToolSwitch.tsx";

const NetworkSwitch = later<object>(() => import("./network/NetworkSwitch.tsx"));
const CopiesSwitch = later<object>(() => import("./graph/CopiesSwitch.tsx"));
const Finding = later<LookProps>(() => import("./find/Finding.tsx"));

interface LookProps {
  readonly onLook: (at: Focus | null) => void;
}

const DIRECTION_FACES = {
  auto: { label: "Direction as it fits", face: "auto" },
  right: { label: "Left to right", face: <ArrowRight aria-hidden="true" /> },
  up: { label: "Bottom to top", face: <ArrowUp aria-hidden="true" /> },
} as const satisfies Readonly<Record<(typeof DIRECTIONS)[number], { label: string; face: ReactNode }>>;

/** How the graph is drawn: its direction, what plaques say, and back to the whole of it. */
export function Toolbar({ onFit, onLook }: LookProps & { readonly onFit: () => void }) {
  const store = useEdgewise();
  const direction = useChoice((choices) => choices.direction);
  const plaques = useChoice((choices) => choices.plaques);
  return (
    <div className="toolbar">
      <Suspense>
        <Finding onLook={onLook} />
      </Suspense>
      <OneOf
        legend="Direction"
        name="direction"
        choices={DIRECTIONS}
        chosen={direction}
        onChoose={(choice) => store.getState().choose({ direction: choice })}
        show={(choice) => DIRECTION_FACES[choice]}
      />
      <OneOf
        legend="On the edges"
        name="plaques"
        choices={PLAQUE_MODES}
        chosen={plaques}
        onChoose={(mode) => store.getState().choose({ plaques: mode })}
      />
      <Suspense>
        <NetworkSwitch />
        <CopiesSwitch />
      </Suspense>
      <ToolSwitch
        choice="isBackwardShown"
        name="backward graph"
        title="Show the calculation of the gradients as a graph of its own, beside this one"
      />
      <ToolSwitch
        choice="isChecking"
        name="check"
        title="Check every factor and gradient against differences"
      />
      <ToolSwitch
        choice="showsStrength"
        name="strength"
        title="Draw every edge as strong as the gradient through it"
      />
      <button type="button" className="tool" aria-label="Fit" title="Fit the graph" onClick={onFit}>
        <Maximize aria-hidden="true" />
      </button>
    </div>
  );
}
