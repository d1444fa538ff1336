import { useEffect, useState } from "react";
import { type Graph, unitPlace, type Value } from "../../core/index.ts";
import type { Derived } from "../derived/derived.ts";

/** Rows and columns that sweeps have filled. */
interface Filled {
  readonly graph: Graph;
  readonly rows: ReadonlySet<number>;
  readonly columns: ReadonlySet<number>;
}

export interface Filling {
  /** The row and the column of the sweeps at hand; null where their seed is no single 1. */
  readonly row: number | null;
  readonly column: number | null;
  /** How a cell was filled; null while it is empty. */
  by(row: number, column: number): "tangent" | "gradient" | null;
  readonly isEmpty: boolean;
  empty(): void;
}

const NONE: ReadonlySet<number> = new Set();

/**
 * Which cells of the Jacobian are filled: those of the sweeps that were seen to their ends, and of the sweep at hand
 * what the playhead has filled. `nodes` has the input node of every column.
 */
export function useFilling(all: Derived, nodes: readonly number[]): Filling {
  const { schedule, picture, run, scene, tangents } = all;
  const { settled } = picture;
  const [filled, setFilled] = useState<Filled>({ graph: scene.graph, rows: NONE, columns: NONE });
  // Of another graph, nothing has been seen yet.
  const seen = filled.graph === scene.graph ? filled : { graph: scene.graph, rows: NONE, columns: NONE };
  const hasGradients = schedule.sweeps.mode !== "forward";
  const row = hasGradients ? unitPlace(run.seed) : null;
  const column = tangents && columnOf(tangents.along, tangents.direction, nodes);
  const isColumnFull = schedule.tangentsEnd <= settled;
  const isThere = (node: number): boolean => (schedule.gradientAt[node] ?? Infinity) <= settled;
  const isRowFull = nodes.every(isThere);
  useEffect(() => {
    const rows = row !== null && isRowFull ? joined(seen.rows, row) : seen.rows;
    const columns = column !== null && isColumnFull ? joined(seen.columns, column) : seen.columns;
    if (rows !== seen.rows || columns !== seen.columns) setFilled({ graph: seen.graph, rows, columns });
  }, [row, column, isRowFull, isColumnFull, seen]);
  return {
    row,
    column,
    by(atRow, atColumn) {
      const node = nodes[atColumn] ?? -1;
      if (atColumn === column ? isColumnFull : seen.columns.has(atColumn)) return "tangent";
      if (atRow === row ? isThere(node) : seen.rows.has(atRow)) return "gradient";
      return null;
    },
    isEmpty: seen.rows.size + seen.columns.size === 0,
    empty: () => setFilled({ graph: scene.graph, rows: NONE, columns: NONE }),
  };
}

function joined(places: ReadonlySet<number>, place: number): ReadonlySet<number> {
  return places.has(place) ? places : new Set([...places, place]);
}

/** The column of a direction; null where it moves several entries. */
function columnOf(along: number, direction: Value, nodes: readonly number[]): number | null {
  const [first, entry] = [nodes.indexOf(along), unitPlace(direction)];
  return first < 0 || entry === null ? null : first + entry;
}
