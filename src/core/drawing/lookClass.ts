import type { Look } from "./theme.ts";

/** The class that paints a look. Apart from the looks themselves, which a page's first paint needs only in its stylesheet. */
export function lookClass(look: Look): string {
  return `look-${look.replaceAll(" ", "-")}`;
}
