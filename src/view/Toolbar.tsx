import { ArrowRight, ArrowUp, Maximize } from "lucide-react";
import { type ReactNode, Suspense } from "react";
import { type Focus, PLAQUE_MODES } from "../core/index.ts";
import { DIRECTIONS } from "../store/store.ts";
import { useChoice, useEdgewise } from "./context.ts";
import { later } from "./later.tsx";

const NetworkSwitch = later<object>(() => import("./network/NetworkSwitch.tsx"));
const CopiesSwitch = later<object>(() => import("./graph/CopiesSwitch.tsx"));
const Finding = later<LookProps>(() => import("./find/Finding.tsx"));

interface LookProps {
  readonly onLook: (at: Focus | null) => void;
}

const DIRECTION_LABELS: Readonly<Record<(typeof DIRECTIONS)[number], readonly [string, ReactNode]>> = {
  auto: ["Direction as it fits", "auto"],
  right: ["Left to right", <ArrowRight key="right" aria-hidden="true" />],
  up: ["Bottom to top", <ArrowUp key="up" aria-hidden="true" />],
};

/** How the graph is drawn: its direction, what plaques say, and back to the whole of it. */
export function Toolbar({ onFit, onLook }: LookProps & { readonly onFit: () => void }) {
  const store = useEdgewise();
  const direction = useChoice((choices) => choices.direction);
  const plaques = useChoice((choices) => choices.plaques);
  const isBackwardShown = useChoice((choices) => choices.isBackwardShown);
  const isChecking = useChoice((choices) => choices.isChecking);
  const showsStrength = useChoice((choices) => choices.showsStrength);
  return (
    <div className="toolbar">
      <Suspense>
        <Finding onLook={onLook} />
      </Suspense>
      <fieldset className="switch">
        <legend>Direction</legend>
        {DIRECTIONS.map((choice) => {
          const [label, icon] = DIRECTION_LABELS[choice];
          return (
            <label key={choice} title={label}>
              <input
                type="radio"
                name="direction"
                aria-label={label}
                checked={direction === choice}
                onChange={() => store.getState().choose({ direction: choice })}
              />
              {icon}
            </label>
          );
        })}
      </fieldset>
      <fieldset className="switch">
        <legend>On the edges</legend>
        {PLAQUE_MODES.map((mode) => (
          <label key={mode}>
            <input
              type="radio"
              name="plaques"
              checked={plaques === mode}
              onChange={() => store.getState().choose({ plaques: mode })}
            />
            {mode}
          </label>
        ))}
      </fieldset>
      <Suspense>
        <NetworkSwitch />
        <CopiesSwitch />
      </Suspense>
      <button
        type="button"
        className="tool"
        aria-pressed={isBackwardShown}
        title="Show the calculation of the gradients as a graph of its own, beside this one"
        onClick={() => store.getState().choose({ isBackwardShown: !isBackwardShown })}
      >
        backward graph
      </button>
      <button
        type="button"
        className="tool"
        aria-pressed={isChecking}
        title="Check every factor and gradient against differences"
        onClick={() => store.getState().choose({ isChecking: !isChecking })}
      >
        check
      </button>
      <button
        type="button"
        className="tool"
        aria-pressed={showsStrength}
        title="Draw every edge as strong as the gradient through it"
        onClick={() => store.getState().choose({ showsStrength: !showsStrength })}
      >
        strength
      </button>
      <button type="button" className="tool" aria-label="Fit" title="Fit the graph" onClick={onFit}>
        <Maximize aria-hidden="true" />
      </button>
    </div>
  );
}
