import { Suspense } from "react";
import { useChoice } from "../context.ts";
import { later } from "../later.tsx";
import { LayoutNotice } from "./LayoutNotice.tsx";
import { StaleNotice } from "./StaleNotice.tsx";

const StageState = later(() => import("../states/StageState.tsx"));

/** What is said of the whole picture, over it or in its place; the first paint does not wait for it. */
export default function StageNotes({ onGallery }: { readonly onGallery: () => void }) {
  const hasNoGraph = useChoice(({ goodText }) => goodText === "");
  return (
    <>
      <StaleNotice />
      <LayoutNotice />
      <Suspense>{hasNoGraph && <StageState onGallery={onGallery} />}</Suspense>
    </>
  );
}
