import { ClipboardPaste, Plus, X } from "lucide-react";
import { type ClipboardEvent, Fragment, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { plainValue, resized, type Tensor, type Value } from "../../core/index.ts";
import { NumberField } from "./NumberField.tsx";

interface TensorTableProps {
  readonly name: string;
  readonly value: Tensor;
  readonly isDisabled: boolean;
  readonly hasFixedShape: boolean;
  readonly onBegin: () => void;
  readonly onPaste: (event: ClipboardEvent) => void;
  readonly onChange: (value: Value) => void;
  /** Somebody wants to type or paste the numbers as text. */
  readonly onType: () => void;
}

/** A field for each entry, with numbered rows that can be added and taken away; arrows and Enter lead from field to field. */
export function TensorTable(props: TensorTableProps) {
  const { name, value, isDisabled, hasFixedShape, onBegin, onPaste, onChange, onType } = props;
  const table = useRef<HTMLDivElement>(null);
  /** The entry that gets the focus once it is there. */
  const awaited = useRef<number | null>(null);
  const [messages, setMessages] = useState<HTMLElement | null>(null);
  const isMatrix = value.shape.length > 1;
  const columns = isMatrix ? (value.shape[1] ?? 1) : value.data.length;
  const rows = value.data.length / columns;
  const rowKeys = useRowKeys(rows);

  const focus = (entry: number): void => {
    const field = table.current?.querySelectorAll("input")[entry];
    field?.focus();
    field?.select();
  };
  useEffect(() => {
    if (awaited.current !== null) focus(awaited.current);
    awaited.current = null;
  });

  function change(next: Tensor, entry: number): void {
    awaited.current = entry;
    onBegin();
    onChange(plainValue(next));
  }
  const longer = (): Tensor => resized(value, value.shape.with(0, (value.shape[0] ?? 0) + 1));
  function withoutRow(row: number): void {
    const data = value.data.filter((_number, entry) => Math.floor(entry / columns) !== row);
    rowKeys.splice(row, 1);
    change({ shape: value.shape.with(0, rows - 1), data }, Math.min(row, rows - 2) * columns);
  }
  function walk(event: KeyboardEvent): void {
    const fields = [...(table.current?.querySelectorAll("input") ?? [])];
    const entry = fields.indexOf(event.target as HTMLInputElement);
    const field = fields[entry];
    if (field === undefined || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const next = nextEntry(event.key, entry, field, isMatrix ? columns : 1, columns);
    if (next === null) return;
    event.preventDefault();
    if (next < fields.length) focus(next);
    else if (event.key === "Enter" && !hasFixedShape) change(longer(), next);
  }

  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveElementInteractions: keys and what is pasted come from the fields inside */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys and what is pasted come from the fields inside */}
      <div
        className="tensor-fields"
        ref={table}
        onKeyDown={walk}
        onPaste={onPaste}
        style={{
          gridTemplateColumns: `${isMatrix ? "auto" : ""} repeat(${columns}, minmax(3.2rem, 5rem)) auto`,
        }}
      >
        {Array.from({ length: rows }, (_row, row) => (
          <Fragment key={rowKeys[row]}>
            {isMatrix && <span className="row-number">{row + 1}</span>}
            {Array.from(value.data.subarray(row * columns, (row + 1) * columns), (number, column) => (
              <NumberField
                // biome-ignore lint/suspicious/noArrayIndexKey: an entry is its place
                key={column}
                name={`${name}[${isMatrix ? `${row + 1},` : ""}${column + 1}]`}
                value={number}
                isDisabled={isDisabled}
                messagesIn={messages}
                onBegin={onBegin}
                onChange={(next) =>
                  onChange(plainValue({ ...value, data: value.data.with(row * columns + column, next) }))
                }
              />
            ))}
            {isMatrix && !hasFixedShape && rows > 1 ? (
              <button
                type="button"
                className="row-button"
                aria-label={`Remove row ${row + 1} of ${name}`}
                title={`Remove row ${row + 1}`}
                onClick={() => withoutRow(row)}
              >
                <X aria-hidden="true" />
              </button>
            ) : (
              <span />
            )}
          </Fragment>
        ))}
      </div>
      <div className="field-messages" ref={setMessages} />
      <div className="tensor-buttons">
        {!hasFixedShape && (
          <button
            type="button"
            aria-label={`${isMatrix ? "Add a row" : "Add an entry"} to ${name}`}
            onClick={() => change(longer(), isMatrix ? rows * columns : columns)}
          >
            <Plus aria-hidden="true" /> {isMatrix ? "Row" : "Entry"}
          </button>
        )}
        <button
          type="button"
          aria-label={`Paste numbers of ${name}`}
          title="Cells of a spreadsheet, a CSV file, or what NumPy prints"
          onClick={onType}
        >
          <ClipboardPaste aria-hidden="true" /> Paste
        </button>
      </div>
    </>
  );
}

/** A key for each row that goes with it when one above is taken away: what is typed in it stays with its numbers. */
function useRowKeys(rows: number): number[] {
  const keys = useRef<number[]>([]);
  const next = useRef(0);
  while (keys.current.length < rows) {
    keys.current.push(next.current);
    next.current += 1;
  }
  keys.current.length = rows;
  return keys.current;
}

/** Where a key leads from an entry; null where it means something else. Left and right stay inside what is being typed. */
function nextEntry(
  key: string,
  entry: number,
  { selectionStart, selectionEnd, value }: HTMLInputElement,
  below: number,
  columns: number,
): number | null {
  const isWhole = selectionStart === 0 && selectionEnd === value.length;
  const column = entry % columns;
  switch (key) {
    case "Enter":
      return entry + below;
    case "ArrowDown":
      return below === 1 && columns > 1 ? null : entry + below;
    case "ArrowUp":
      return (below === 1 && columns > 1) || entry < below ? null : entry - below;
    case "ArrowRight":
      return column < columns - 1 && (isWhole || selectionStart === value.length) ? entry + 1 : null;
    case "ArrowLeft":
      return column > 0 && (isWhole || selectionEnd === 0) ? entry - 1 : null;
    default:
      return null;
  }
}
