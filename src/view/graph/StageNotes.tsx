import { Suspense } from "react";
import { useChoice } from "../context.ts";
import { later } from "../later.tsx";
import { PinStrip } from "../pointing/PinStrip.tsx";
import { LayoutNotice } from "./LayoutNotice.tsx";
import { StaleNotice } from "./StaleNotice.tsx";

// Without it, lines still are as strong as their gradients.
const StrengthLegend = later(() => import("../health/StrengthLegend.tsx"));
const CheckReport = later(() => import("./CheckReport.tsx"));
const StageState = later(() => import("../states/StageState.tsx"));

/** What is said of the whole picture, over it or in its place; the first paint does not wait for it. */
export default function StageNotes({ onGallery }: { readonly onGallery: () => void }) {
  const showsStrength = useChoice((choices) => choices.showsStrength);
  const isChecking = useChoice((choices) => choices.isChecking);
  const hasNoGraph = useChoice(({ goodText }) => goodText === "");
  return (
    <>
      <div className="notes">
        <PinStrip />
        <Suspense>{showsStrength && <StrengthLegend />}</Suspense>
        <Suspense>{isChecking && <CheckReport />}</Suspense>
      </div>
      <StaleNotice />
      <LayoutNotice />
      <Suspense>{hasNoGraph && <StageState onGallery={onGallery} />}</Suspense>
    </>
  );
}
