import { memo, useLayoutEffect, useRef } from "react";
import { useTypesetter, writeTypeset } from "./typesetter.ts";

/** A formula, hidden from assistive technology: whoever shows one says it in words as well. */
export const Tex = memo(function Tex({ tex, plain }: { readonly tex: string; readonly plain: string }) {
  const render = useTypesetter();
  // The typesetter's output for TeX of our own, with trust off.
  const markup = render?.(tex) ?? null;
  const place = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    if (markup !== null && place.current !== null) writeTypeset(place.current, markup);
  }, [markup]);
  return (
    <span ref={place} aria-hidden="true">
      {markup === null ? plain : null}
    </span>
  );
});
