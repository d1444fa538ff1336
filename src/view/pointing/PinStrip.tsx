import { Suspense, useEffect, useState } from "react";
import { useChoice } from "../context.ts";
import { later } from "../later.tsx";
import { type About, aboutOf } from "./about.ts";

const Pins = later(() => import("./Pins.tsx"));

const NOTHING: About = [];
/** What can be pinned where it has the focus. */
const PARTS = "[data-about][tabindex], [data-node], [data-edge]";

/** The pins, once there are any or something has the focus that can be pinned. */
export function PinStrip() {
  const hasPins = useChoice(({ pins }) => pins.length > 0);
  const [focused, setFocused] = useState(NOTHING);
  useEffect(() => {
    const listen = ({ target }: FocusEvent): void => {
      if (!(target instanceof Element) || target.closest(".pins") !== null) return;
      setFocused(target.matches(PARTS) ? aboutOf(target) : NOTHING);
    };
    document.addEventListener("focusin", listen);
    return () => document.removeEventListener("focusin", listen);
  }, []);
  if (!hasPins && focused.length === 0) return null;
  return (
    <Suspense>
      <Pins focused={focused} />
    </Suspense>
  );
}
