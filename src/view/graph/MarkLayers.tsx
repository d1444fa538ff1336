import type { Mark } from "../../core/index.ts";
import { FormulaView, MarkView } from "./MarkView.tsx";

interface MarkLayersProps {
  readonly marks: readonly Mark[];
  /** Classes of its layers: what else the stylesheet, or a reader of the page, knows them by. */
  readonly className?: string;
}

/** Marks under or over the still picture: their shapes, and above these their formulas, if there are any. */
export function MarkLayers({ marks, className = "moving" }: MarkLayersProps) {
  if (marks.length === 0) return null;
  return (
    <>
      <svg className={`layer ${className}`} aria-hidden="true">
        {marks.map((mark) => (
          <MarkView key={mark.key} mark={mark} />
        ))}
      </svg>
      {marks.some(({ kind }) => kind === "formula") && (
        <div className={`layer formulas ${className}`} aria-hidden="true">
          {marks.map((mark) => (
            <FormulaView key={mark.key} mark={mark} />
          ))}
        </div>
      )}
    </>
  );
}
