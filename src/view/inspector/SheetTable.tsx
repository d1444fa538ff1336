import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { cellColour, cellText, largestSize, type Region, type Sheet } from "../../core/index.ts";
import { PAGE, type PageStart, pageOf, SheetPager } from "./SheetPager.tsx";

export interface Cell {
  readonly row: number;
  readonly column: number;
}

interface SheetTableProps {
  readonly sheet: Sheet;
  readonly label: string;
  /** What of it has a part in the entry that is looked into. */
  readonly lit: Region | null;
  /** The chosen entry; null where there is nothing to choose. */
  readonly chosen: Cell | null;
  readonly onChoose?: (cell: Cell) => void;
}

const MOVES: Readonly<Record<string, (at: Cell, sheet: Sheet) => Cell>> = {
  ArrowRight: ({ row, column }) => ({ row, column: column + 1 }),
  ArrowLeft: ({ row, column }) => ({ row, column: column - 1 }),
  ArrowDown: ({ row, column }) => ({ row: row + 1, column }),
  ArrowUp: ({ row, column }) => ({ row: row - 1, column }),
  Home: ({ row }) => ({ row, column: 0 }),
  End: ({ row }, { columns }) => ({ row, column: columns - 1 }),
};

/** A tensor as a table, with places counted from 1 and the colours of the grids in the graph. */
export function SheetTable({ sheet, label, lit, chosen, onChoose }: SheetTableProps) {
  const table = useRef<HTMLTableElement>(null);
  const { rows, columns, data, shape, hue } = sheet;
  const largest = useMemo(() => largestSize(data ?? []), [data]);
  const focus = { row: chosen?.row ?? lit?.row ?? 0, column: chosen?.column ?? lit?.column ?? 0 };
  const { start, turn } = usePage(focus, onChoose);
  const { row: top, column: left } = start;
  const shownRows = Array.from({ length: Math.min(PAGE.rows, rows - top) }, (_row, index) => top + index);
  const shownColumns = Array.from(
    { length: Math.min(PAGE.columns, columns - left) },
    (_column, index) => left + index,
  );
  const hasRowHeads = rows > 1 || shape.length === 2;
  const hasColumnHeads = columns > 1 || shape.length === 2;
  const isGrid = onChoose !== undefined && data !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus follows the chosen entry
  useEffect(() => {
    if (table.current?.contains(document.activeElement))
      table.current.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }, [chosen?.row, chosen?.column]);

  function move(event: KeyboardEvent): void {
    const to = chosen && MOVES[event.key]?.(chosen, sheet);
    if (!to || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (to.row >= 0 && to.row < rows && to.column >= 0 && to.column < columns) onChoose?.(to);
  }

  return (
    <div className={`sheet-scroll is-${hue}`}>
      {/* biome-ignore lint/a11y/noNoninteractiveElementInteractions: as a grid, arrow keys choose among its entries */}
      <table
        ref={table}
        className="sheet"
        role={isGrid ? "grid" : undefined}
        aria-label={label}
        aria-rowcount={rows > PAGE.rows ? rows : undefined}
        aria-colcount={columns > PAGE.columns ? columns : undefined}
        onKeyDown={isGrid ? move : undefined}
      >
        {hasColumnHeads && (
          <thead>
            <tr>
              {hasRowHeads && <td />}
              {shownColumns.map((column) => (
                <th key={column - left} scope="col">
                  {column + 1}
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {shownRows.map((row) => (
            <tr key={row - top}>
              {hasRowHeads && <th scope="row">{row + 1}</th>}
              {shownColumns.map((column) => {
                const entry = data?.[row * columns + column];
                const isChosen = chosen !== null && chosen.row === row && chosen.column === column;
                return (
                  <Entry
                    key={column - left}
                    entry={entry}
                    ground={entry === undefined ? null : cellColour(entry, largest)}
                    isLit={isIn(lit, row, column)}
                    isChosen={isGrid ? isChosen : null}
                    onChoose={isGrid ? () => onChoose({ row, column }) : undefined}
                  />
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <SheetPager sheet={sheet} start={start} onTurn={turn} />
    </div>
  );
}

/**
 * The page round an entry, until another is turned to. Where entries are chosen, a page is turned by choosing its first
 * one, so that the keys go on from there.
 */
function usePage(focus: Cell, onChoose: ((cell: Cell) => void) | undefined) {
  const [turned, setTurned] = useState<{ readonly from: Cell; readonly to: PageStart } | null>(null);
  const isTurned = turned !== null && turned.from.row === focus.row && turned.from.column === focus.column;
  return {
    start: isTurned ? turned.to : pageOf(focus),
    turn: onChoose ?? ((to: PageStart) => setTurned({ from: focus, to })),
  };
}

function isIn(lit: Region | null, row: number, column: number): boolean {
  if (lit === null) return false;
  if (lit.isDiagonal) return row === column;
  return (lit.row ?? row) === row && (lit.column ?? column) === column;
}

interface EntryProps {
  /** Undefined while the playhead has not filled it. */
  readonly entry: number | undefined;
  readonly ground: string | null;
  readonly isLit: boolean;
  /** Null where nothing can be chosen. */
  readonly isChosen: boolean | null;
  readonly onChoose: (() => void) | undefined;
}

function Entry({ entry, ground, isLit, isChosen, onChoose }: EntryProps) {
  const classes = [isLit ? "is-lit" : "", isChosen ? "is-chosen" : "", entry === undefined ? "is-blank" : ""];
  const digits = entry === undefined ? undefined : String(entry);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: arrow keys choose, the table hears them
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: where it has the property, it is a grid's cell
    // biome-ignore lint/a11y/noNoninteractiveElementInteractions: where it can be clicked, it is a grid's cell
    <td
      role={isChosen === null ? undefined : "gridcell"}
      className={classes.filter(Boolean).join(" ") || undefined}
      style={ground === null ? undefined : { backgroundColor: `var(--${ground})` }}
      data-value={digits}
      title={digits}
      tabIndex={isChosen === null ? undefined : isChosen ? 0 : -1}
      aria-selected={isChosen ?? undefined}
      onClick={onChoose}
    >
      {entry === undefined ? "" : cellText(entry)}
    </td>
  );
}
