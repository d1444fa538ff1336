import { ChevronDown, ChevronLeft, ChevronRight, ChevronUp } from "lucide-react";
import type { Sheet } from "../../core/index.ts";

/** So many rows and columns are on the page at a time. */
export const PAGE = { rows: 24, columns: 12 } as const;

/** The first row and the first column that are shown. */
export interface PageStart {
  readonly row: number;
  readonly column: number;
}

/** The page that an entry is on. */
export function pageOf({ row, column }: PageStart): PageStart {
  return { row: row - (row % PAGE.rows), column: column - (column % PAGE.columns) };
}

interface SheetPagerProps {
  readonly sheet: Sheet;
  readonly start: PageStart;
  readonly onTurn: (start: PageStart) => void;
}

/** Which part of a large tensor is shown, and the way to the parts beside it. */
export function SheetPager({ sheet: { rows, columns, word }, start, onTurn }: SheetPagerProps) {
  const side = (what: "rows" | "columns", key: "row" | "column", count: number) => {
    const [from, step] = [start[key], PAGE[what]];
    if (count <= step) return null;
    const [Back, On] = what === "rows" ? [ChevronUp, ChevronDown] : [ChevronLeft, ChevronRight];
    return (
      <span className="pager">
        <button
          type="button"
          aria-label={`Previous ${what} of ${word}`}
          disabled={from === 0}
          onClick={() => onTurn({ ...start, [key]: from - step })}
        >
          <Back aria-hidden="true" />
        </button>
        {what} {from + 1} to {Math.min(from + step, count)} of {count}
        <button
          type="button"
          aria-label={`Next ${what} of ${word}`}
          disabled={from + step >= count}
          onClick={() => onTurn({ ...start, [key]: from + step })}
        >
          <On aria-hidden="true" />
        </button>
      </span>
    );
  };
  if (rows <= PAGE.rows && columns <= PAGE.columns) return null;
  return (
    <div className="remark">
      {side("rows", "row", rows)} {side("columns", "column", columns)}
    </div>
  );
}
