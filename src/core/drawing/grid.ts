import { numberText } from "../expression/numbers.ts";
import type { Point, Size } from "../layout/index.ts";
import type { Shape, Tensor } from "../tensor/tensor.ts";
import type { Mark } from "./marks.ts";
import { measureFigures } from "./measure.ts";
import type { Look } from "./theme.ts";

/** Up to so many rows and columns there is room for numbers in the cells. */
const MOST_NUMBERED = { rows: 5, columns: 4 };
const NUMBERED_CELL = { width: 50, height: 23 };
/** More rows or columns are drawn as this many, each cell the entry of the largest size among those it stands for. */
const MOST_CELLS = 32;
const LARGEST_PLAIN = 132;
const LARGEST_PLAIN_CELL = 14;
const PADDING = 5;
const CELL_TYPE = 13;

interface GridShape {
  readonly rows: number;
  readonly columns: number;
  readonly cell: Size;
  readonly isNumbered: boolean;
}

/** A vector lies as a row, as it is written. */
function gridOf(shape: Shape): GridShape {
  const rows = shape.length === 2 ? (shape[0] ?? 1) : 1;
  const columns = shape.at(-1) ?? 1;
  if (rows <= MOST_NUMBERED.rows && columns <= MOST_NUMBERED.columns)
    return { rows, columns, cell: NUMBERED_CELL, isNumbered: true };
  const [shownRows, shownColumns] = [Math.min(rows, MOST_CELLS), Math.min(columns, MOST_CELLS)];
  const side = Math.min(LARGEST_PLAIN_CELL, LARGEST_PLAIN / Math.max(shownRows, shownColumns));
  return { rows: shownRows, columns: shownColumns, cell: { width: side, height: side }, isNumbered: false };
}

/** The size of a grid, without its caption. */
export function gridSize(shape: Shape): Size {
  const { rows, columns, cell } = gridOf(shape);
  return { width: columns * cell.width + 2 * PADDING, height: rows * cell.height + 2 * PADDING };
}

/** Steps of the diverging scale on either side of 0. */
const STEPS = 3;
type CellLook = Extract<Look, `cell ${string}`>;
const CELL_LOOKS = ["cell -3", "cell -2", "cell -1", "cell 0", "cell 1", "cell 2", "cell 3"] as const;

/** Which look an entry has, beside the largest size in its tensor; null where it is no number. */
export function cellLook(entry: number, largest: number): CellLook {
  if (Number.isNaN(entry)) return "cell undefined";
  const share = largest === 0 ? 0 : entry / largest;
  const step = Number.isFinite(share) ? Math.sign(share) * Math.ceil(Math.abs(share) * STEPS) : 0;
  return CELL_LOOKS[Math.max(-STEPS, Math.min(STEPS, step)) + STEPS] ?? "cell 0";
}

/** The largest size of an entry that is finite. */
export function largestSize(entries: Iterable<number>): number {
  let most = 0;
  for (const entry of entries) if (Number.isFinite(entry)) most = Math.max(most, Math.abs(entry));
  return most;
}

/** A tensor as a grid of cells in a frame: coloured by sign and size, with numbers where there is room. */
export function gridMarks(key: string, place: Point, tensor: Tensor, frame: Look): readonly Mark[] {
  const grid = gridOf(tensor.shape);
  const { width, height } = gridSize(tensor.shape);
  const left = place.x - width / 2 + PADDING;
  const top = place.y - height / 2 + PADDING;
  const entries = shownEntries(tensor, grid);
  const largest = largestSize(entries);
  const size = typeOf(entries, grid);
  const rectangles = new Map<Look, string[]>();
  const numbers: Mark[] = [];
  for (const [index, entry] of entries.entries()) {
    const x = left + (index % grid.columns) * grid.cell.width;
    const y = top + Math.floor(index / grid.columns) * grid.cell.height;
    const look = cellLook(entry, largest);
    const own = rectangles.get(look) ?? [];
    own.push(rectangle(x, y, grid.cell));
    rectangles.set(look, own);
    if (grid.isNumbered)
      numbers.push({
        kind: "figures",
        key: `${key}:${index}`,
        x: x + grid.cell.width / 2,
        y: y + grid.cell.height / 2,
        parts: [{ text: cellText(entry) }],
        size,
        look: "ink",
      });
  }
  return [
    { kind: "box", key, ...place, width, height, radius: 7, look: frame },
    ...[...rectangles].map(
      ([look, parts]): Mark => ({ kind: "path", key: `${key}:${look}`, d: parts.join(""), look }),
    ),
    ...numbers,
  ];
}

/** One size for all numbers of a grid, smaller where the widest would not fit its cell. */
function typeOf(entries: readonly number[], { cell, isNumbered }: GridShape): number {
  if (!isNumbered) return CELL_TYPE;
  const widest = Math.max(...entries.map((entry) => measureFigures(cellText(entry))));
  return Math.min(CELL_TYPE, (cell.width - 4) / widest);
}

function rectangle(x: number, y: number, { width, height }: Size): string {
  const gap = Math.min(0.75, width / 12);
  const [w, h] = [width - 2 * gap, height - 2 * gap].map((side) => side.toFixed(2));
  return `M${(x + gap).toFixed(2)},${(y + gap).toFixed(2)}h${w}v${h}h-${w}z`;
}

/** Three significant digits: a cell is for comparing, and the inspector has them all. */
export function cellText(entry: number): string {
  const text = numberText(Number(entry.toPrecision(3)));
  return Number.isNaN(entry) ? "?" : text;
}

function shownEntries({ shape, data }: Tensor, grid: GridShape): readonly number[] {
  const columns = shape.at(-1) ?? 1;
  const rows = data.length / columns;
  if (rows === grid.rows && columns === grid.columns) return [...data];
  const shown = new Array<number>(grid.rows * grid.columns).fill(0);
  for (let entry = 0; entry < data.length; entry++) {
    const row = Math.floor((Math.floor(entry / columns) * grid.rows) / rows);
    const column = Math.floor(((entry % columns) * grid.columns) / columns);
    const place = row * grid.columns + column;
    const number = data[entry] ?? 0;
    const isLarger = Number.isNaN(number) || Math.abs(number) > Math.abs(shown[place] ?? 0);
    if (isLarger) shown[place] = number;
  }
  return shown;
}
