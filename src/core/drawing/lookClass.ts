import type { Look } from "./theme.ts";

// Apart from the colours themselves: the page has those from its stylesheet, and need not fetch them twice.

/** The class that paints a look. */
export function lookClass(look: Look): string {
  return `look-${look.replaceAll(" ", "-")}`;
}
