import { useChoice, useDerived, useEdgewise } from "../context.ts";
import "./backward.css";

/** Why nothing comes back in the backward graph while only tangents are swept. */
export function BackwardNotice() {
  const store = useEdgewise();
  const isShown = useChoice((choices) => choices.isBackwardShown);
  const mode = useDerived(({ schedule }) => schedule.sweeps.mode);
  if (!isShown || mode !== "forward") return null;
  return (
    <p className="check-report backward-notice" role="status" aria-label="Backward graph">
      Forward mode brings no gradients back, so the backward graph stays empty.
      <button type="button" onClick={() => store.getState().choose({ mode: "both" })}>
        Show both modes
      </button>
    </p>
  );
}
