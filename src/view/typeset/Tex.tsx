import { memo } from "react";
import { useTypesetter } from "./typesetter.ts";

/** A formula, hidden from assistive technology: whoever shows one says it in words as well. */
export const Tex = memo(function Tex({ tex, plain }: { readonly tex: string; readonly plain: string }) {
  const render = useTypesetter();
  if (render === null) return <span aria-hidden="true">{plain}</span>;
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the typesetter's output for TeX of our own, with trust off
  return <span aria-hidden="true" dangerouslySetInnerHTML={{ __html: render(tex) }} />;
});
