import { type ClipboardEvent, type ReactNode, useId, useState } from "react";
import {
  plainValue,
  type Shape,
  sameShape,
  shapeWords,
  sizeOf,
  type Tensor,
  type Value,
} from "../../core/index.ts";
import { readNumbers, writeNumbers } from "../../formats/numbers.ts";
import { useEdgewise } from "../context.ts";
import { NumberField } from "./NumberField.tsx";
import { useGesture } from "./useGesture.ts";

/** Up to so many rows and columns every entry has a field; larger tensors are edited as text. */
const MOST_ROWS = 12;
const MOST_COLUMNS = 8;
/** The largest side that can be chosen by its field. */
const LARGEST_SIDE = 64;

interface TensorInputProps {
  readonly name: string;
  readonly label: ReactNode;
  readonly value: Tensor;
  readonly isDisabled: boolean;
}

/** An input that is a vector or a matrix. */
export function TensorInput(props: TensorInputProps) {
  const store = useEdgewise();
  const gesture = useGesture(props.name);
  return (
    <TensorField
      {...props}
      onBegin={gesture.begin}
      onChange={(value) => store.getState().setInput(props.name, value, gesture.current())}
    />
  );
}

interface TensorFieldProps extends TensorInputProps {
  readonly hasFixedShape?: boolean;
  readonly onBegin?: () => void;
  readonly onChange: (value: Value) => void;
}

/** Whether every entry of a vector or a matrix has a field of its own. */
export function hasFields(shape: Shape): boolean {
  const columns = shape.at(-1) ?? 1;
  return shape.length > 0 && sizeOf(shape) / columns <= MOST_ROWS && columns <= MOST_COLUMNS;
}

/**
 * A tensor with a field for each entry and its shape beside it. What is pasted into any of them as more than one number,
 * from a spreadsheet, a CSV file or NumPy, replaces the whole.
 */
export function TensorField({
  name,
  label,
  value,
  isDisabled,
  hasFixedShape = false,
  onBegin = () => {},
  onChange,
}: TensorFieldProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const { shape } = value;
  const columns = shape.at(-1) ?? 1;
  const take = (next: Value | null): void => {
    const fits =
      next !== null && typeof next !== "number" && (!hasFixedShape || sameShape(next.shape, shape));
    setProblem(
      fits ? null : hasFixedShape ? `It must be ${shapeWords(shape)}.` : "These are no rows of numbers.",
    );
    if (fits) onChange(next);
  };
  const paste = (event: ClipboardEvent): void => {
    const pasted = readNumbers(event.clipboardData.getData("text/plain"));
    // A single number goes where the cursor is, as in any field.
    if (pasted === null || typeof pasted === "number") return;
    event.preventDefault();
    onBegin();
    take(pasted);
  };
  return (
    <fieldset className="tensor-input" onPaste={paste} disabled={isDisabled}>
      <legend>
        <span className="input-name">{label}</span>{" "}
        <ShapeFields
          name={name}
          shape={shape}
          isFixed={hasFixedShape}
          onBegin={onBegin}
          onChange={(next) => onChange(reshapedTo(value, next))}
        />
      </legend>
      {hasFields(shape) ? (
        <div
          className="tensor-fields"
          style={{ gridTemplateColumns: `repeat(${columns}, minmax(3.2rem, 5rem))` }}
        >
          {Array.from(value.data, (number, entry) => (
            <NumberField
              // biome-ignore lint/suspicious/noArrayIndexKey: an entry is its place
              key={entry}
              name={`${name}[${placeOf(entry, shape)}]`}
              value={number}
              isDisabled={isDisabled}
              onBegin={onBegin}
              onChange={(next) => onChange(withEntry(value, entry, next))}
            />
          ))}
        </div>
      ) : (
        <TensorText name={name} value={value} onBegin={onBegin} onChange={take} />
      )}
      {problem !== null && (
        <p className="field-message" role="alert">
          {problem}
        </p>
      )}
    </fieldset>
  );
}

function placeOf(entry: number, shape: Shape): string {
  const columns = shape.at(-1) ?? 1;
  return shape.length < 2 ? `${entry + 1}` : `${Math.floor(entry / columns) + 1},${(entry % columns) + 1}`;
}

function withEntry({ shape, data }: Tensor, entry: number, number: number): Value {
  const changed = data.slice();
  changed[entry] = number;
  return plainValue({ shape, data: changed });
}

/** The same numbers in another shape: entries keep their rows and columns, new ones are 0. */
function reshapedTo({ shape, data }: Tensor, next: Shape): Value {
  const [columns, nextColumns] = [shape.at(-1) ?? 1, next.at(-1) ?? 1];
  const changed = Float64Array.from({ length: sizeOf(next) }, (_entry, index) => {
    const column = index % nextColumns;
    const row = Math.floor(index / nextColumns);
    return column < columns ? (data[row * columns + column] ?? 0) : 0;
  });
  return plainValue({ shape: next, data: changed });
}

interface ShapeFieldsProps {
  readonly name: string;
  readonly shape: Shape;
  readonly isFixed: boolean;
  readonly onBegin: () => void;
  readonly onChange: (shape: Shape) => void;
}

function ShapeFields({ name, shape, isFixed, onBegin, onChange }: ShapeFieldsProps) {
  if (isFixed) return <span className="shape">{shape.join("×")}</span>;
  const sides = shape.length === 1 ? ["entries"] : ["rows", "columns"];
  return (
    <span className="shape">
      {sides.map((side, axis) => (
        <span key={side}>
          {axis > 0 && "×"}
          <input
            type="number"
            aria-label={`${side} of ${name}`}
            min={1}
            max={LARGEST_SIDE}
            value={shape[axis]}
            onFocus={onBegin}
            onChange={(event) => {
              const size = event.currentTarget.valueAsNumber;
              if (Number.isInteger(size) && size >= 1 && size <= LARGEST_SIDE)
                onChange(shape.with(axis, size));
            }}
          />
        </span>
      ))}
    </span>
  );
}

interface TensorTextProps {
  readonly name: string;
  readonly value: Tensor;
  readonly onBegin: () => void;
  readonly onChange: (value: Value | null) => void;
}

/** A tensor as text, taken over when the field is left. */
function TensorText({ name, value, onBegin, onChange }: TensorTextProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const hint = useId();
  return (
    <>
      <textarea
        className="tensor-text"
        aria-label={name}
        aria-describedby={hint}
        rows={4}
        value={draft ?? writeNumbers(value)}
        onFocus={onBegin}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={() => {
          if (draft !== null) onChange(readNumbers(draft));
          setDraft(null);
        }}
      />
      <p className="remark" id={hint}>
        Rows of numbers, as from a spreadsheet, a CSV file or NumPy.
      </p>
    </>
  );
}
