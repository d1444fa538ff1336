import type { ReactNode } from "react";
import { useLight } from "./lights.ts";

interface AboutProps {
  /** Of the nodes and edges that it is about; one part is lit where it stands, of several each lights its own. */
  readonly ids: readonly string[];
  readonly className?: string;
  /** What is said of it once it has the focus; without a label it is left to the pointer. */
  readonly label?: string;
  readonly children: ReactNode;
}

/** A piece of the page that is about parts of the graph: to point at it lights them everywhere, and they light it. */
export function About({ ids, className = "", label, children }: AboutProps) {
  const [only = "", another] = ids;
  const light = useLight("part", another === undefined ? only : "");
  const named =
    label === undefined ? {} : { "aria-label": label, tabIndex: -1, role: ids.length > 1 ? "group" : "math" };
  return (
    <span className={`${className} ${light}`.trim()} data-about={ids.join(" ")} {...named}>
      {children}
    </span>
  );
}
