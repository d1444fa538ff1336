import { useMemo } from "react";
import { jacobianOf, nodeAt, numberText, symbolText, unitOf, unitPlace } from "../../core/index.ts";
import { writeDigits } from "../../formats/numbers.ts";
import type { EdgewiseStore } from "../../store/store.ts";
import { useEdgewise } from "../context.ts";
import type { Derived } from "../derived/derived.ts";
import { playSweep } from "../playback.ts";
import { useFilling } from "./filling.ts";
import { headsOf, inputsOf } from "./heads.ts";

/** A larger table would not be read, and takes as many sweeps. */
const MOST_ROWS = 12;
const MOST_COLUMNS = 24;
const MOST_EDGES = 3000;

/** All derivatives: a sweep forward fills a column, a sweep backward a row. */
export function JacobianTable({ all }: { readonly all: Derived }) {
  const inputs = inputsOf(all);
  const { rows, columns } = headsOf(all, inputs);
  const isLarge =
    rows.length > MOST_ROWS || columns.length > MOST_COLUMNS || all.scene.graph.edges.length > MOST_EDGES;
  if (columns.length === 0) return null;
  if (isLarge)
    return (
      <p className="remark">
        The table of all derivatives, the Jacobian, has {rows.length} × {columns.length} entries here: too
        many to be shown.
      </p>
    );
  return <Table all={all} inputs={inputs} />;
}

function Table({ all, inputs }: { readonly all: Derived; readonly inputs: readonly number[] }) {
  const store = useEdgewise();
  const { run, scene } = all;
  const { rows, columns } = headsOf(all, inputs);
  const nodes = inputs.join();
  const matrix = useMemo(
    () => jacobianOf(scene.graph, run, nodes.split(",").map(Number), "rows").data,
    [scene.graph, run, nodes],
  );
  const filling = useFilling(
    all,
    columns.map(({ node }) => node),
  );
  return (
    <>
      <p className="remark" id="jacobian-says">
        Each row’s output, differentiated with respect to each column’s input. Press a head to run its sweep.
      </p>
      <SumNotice all={all} row={filling.row} column={filling.column} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: arrows scroll what is wider than the panel */}
      {/* biome-ignore lint/a11y/useSemanticElements: a section of its own would be a landmark too many */}
      <div className="jacobian" role="group" aria-label="All derivatives" tabIndex={0} data-scrolls>
        <table aria-label="Jacobian" aria-describedby="jacobian-says">
          <thead>
            <tr>
              <td />
              {columns.map(({ text, node, entry }, column) => (
                <th scope="col" key={text} className={filling.column === column ? "is-current tangent" : ""}>
                  <button
                    type="button"
                    aria-label={`Forward from ${text}`}
                    title={`Sweep forward from ${text}: this column`}
                    aria-pressed={filling.column === column}
                    onClick={() => runColumn(store, all, node, entry)}
                  >
                    {text} <span aria-hidden="true">›</span>
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((text, row) => (
              <tr key={text} className={filling.row === row ? "is-current gradient" : ""}>
                <th scope="row">
                  <button
                    type="button"
                    aria-label={`Backward from ${text}`}
                    title={`Sweep backward from ${text}: this row`}
                    aria-pressed={filling.row === row}
                    onClick={() => runRow(store, all, row)}
                  >
                    <span aria-hidden="true">‹</span> {text}
                  </button>
                </th>
                {columns.map((head, column) => (
                  <Cell
                    key={head.text}
                    number={matrix[row * columns.length + column] ?? Number.NaN}
                    by={filling.by(row, column)}
                    isCurrent={filling.column === column}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <button type="button" className="empty-table" disabled={filling.isEmpty} onClick={filling.empty}>
        Empty the table
      </button>
    </>
  );
}

interface SumNoticeProps {
  readonly all: Derived;
  readonly row: number | null;
  readonly column: number | null;
}

/** Why a sweep fills nothing here: its seed is more than a single 1. */
function SumNotice({ all: { schedule, scene, tangents }, row, column }: SumNoticeProps) {
  const moved = tangents !== null && column === null ? nodeAt(scene.graph, tangents.along) : null;
  const isSumOfRows = row === null && schedule.sweeps.mode !== "forward";
  if (moved === null && !isSumOfRows) return null;
  return (
    <p className="remark">
      {moved !== null &&
        `All entries of ${symbolText(moved)} move at once now, so the sweep forward finds a sum of columns. `}
      {isSumOfRows && "The seed is more than a single 1 now, so the sweep backward finds a sum of rows."}
    </p>
  );
}

interface CellProps {
  readonly number: number;
  readonly by: "tangent" | "gradient" | null;
  readonly isCurrent: boolean;
}

function Cell({ number, by, isCurrent }: CellProps) {
  const current = isCurrent ? "is-current" : "";
  if (by === null) return <td className={current} />;
  const digits = writeDigits(number);
  const found = by === "tangent" ? "found forward" : "found backward";
  return (
    <td className={`${by} ${current}`} data-value={digits} title={`${digits}, ${found}`}>
      {numberText(number)}
    </td>
  );
}

/** Moves one entry of an input, and plays the sweep forward from it. */
function runColumn(store: EdgewiseStore, { scene, run }: Derived, node: number, entry: number): void {
  const { mode, choose } = store.getState();
  const target = nodeAt(scene.graph, node).name;
  choose({ target, mode: mode === "reverse" ? "forward" : mode });
  choose({ entry: typeof run.values[node] === "number" ? null : entry });
  playSweep(store, ["tangentSeed", "tangent"]);
}

/** Places the seed 1 on one entry of the output, and plays the sweep back from it. */
function runRow(store: EdgewiseStore, { scene, run }: Derived, row: number): void {
  const { mode, choose, setSeed } = store.getState();
  const output = run.values[scene.graph.output] ?? 0;
  const seed = typeof output === "number" ? null : unitOf(output, row);
  choose({ mode: mode === "forward" ? "reverse" : mode });
  if (typeof output === "number" || unitPlace(run.seed) !== row) setSeed(seed);
  playSweep(store, ["seed", "backward"]);
}
