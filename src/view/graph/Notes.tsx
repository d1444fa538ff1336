import { Suspense } from "react";
import { BackwardNotice } from "../backward/BackwardNotice.tsx";
import { useChoice } from "../context.ts";
import { graphsOf } from "../derived/graphs.ts";
import StrengthLegend from "../health/StrengthLegend.tsx";
import { later } from "../later.tsx";
import { PinStrip } from "../pointing/PinStrip.tsx";
import CheckReport from "./CheckReport.tsx";

const GatherOffer = later(() => import("../grain/GatherOffer.tsx"));

/** A graph of fewer nodes has no sum that is too long. */
const FEW = 20;

/** What is said under the picture, of all that it shows. */
export default function Notes() {
  const showsStrength = useChoice((choices) => choices.showsStrength);
  const isChecking = useChoice((choices) => choices.isChecking);
  const hasMany = useChoice((choices) => (graphsOf(choices)?.whole.nodes.length ?? 0) > FEW);
  const isPresenting = useChoice((choices) => choices.isPresenting);
  return (
    <>
      <PinStrip />
      {showsStrength && <StrengthLegend />}
      {isChecking && <CheckReport />}
      <BackwardNotice />
      <Suspense>{hasMany && !isPresenting && <GatherOffer />}</Suspense>
    </>
  );
}
