import { type ClipboardEvent, type ReactNode, useState } from "react";
import {
  plainValue,
  type Role,
  resized,
  type Shape,
  sameShape,
  shapeWords,
  sizeOf,
  type Tensor,
  type Value,
} from "../../core/index.ts";
import { readTable, withRank, writeLines } from "../../formats/numbers.ts";
import { useEdgewise } from "../context.ts";
import { RoleControl } from "./RoleControl.tsx";
import { TensorTable } from "./TensorTable.tsx";
import { TensorText } from "./TensorText.tsx";
import { useGesture } from "./useGesture.ts";
import { withCode } from "./withCode.tsx";

/** Up to so many rows and columns every entry has a field; larger tensors are edited as text. */
const MOST_ROWS = 24;
const MOST_COLUMNS = 8;
/** The largest side that can be chosen by its field. */
const LARGEST_SIDE = 64;

interface TensorInputProps {
  readonly name: string;
  readonly label: ReactNode;
  readonly value: Tensor;
  readonly isDisabled: boolean;
  readonly role: Role;
  readonly isRoleDisabled: boolean;
}

/** An input that is a vector or a matrix. */
export function TensorInput({ role, isRoleDisabled, ...field }: TensorInputProps) {
  const store = useEdgewise();
  const { name } = field;
  const gesture = useGesture(name);
  return (
    <TensorField
      {...field}
      role={<RoleControl name={name} role={role} isDisabled={isRoleDisabled} />}
      onBegin={gesture.begin}
      onChange={(value) => store.getState().setInput(name, value, gesture.current())}
    />
  );
}

interface TensorFieldProps {
  readonly name: string;
  readonly label: ReactNode;
  readonly value: Tensor;
  readonly isDisabled: boolean;
  readonly role?: ReactNode;
  /** A button beside its name. */
  readonly action?: ReactNode;
  readonly hasFixedShape?: boolean;
  readonly onBegin?: () => void;
  readonly onChange: (value: Value) => void;
}

/** What was said of the numbers that came last. */
interface Told {
  readonly words: string;
  readonly isProblem: boolean;
}

/** Whether every entry of a vector or a matrix has a field of its own. */
export function hasFields(shape: Shape): boolean {
  const columns = shape.at(-1) ?? 1;
  return shape.length > 0 && sizeOf(shape) / columns <= MOST_ROWS && columns <= MOST_COLUMNS;
}

/**
 * A tensor as a table, with its shape beside it. What is pasted into the table as more than one number, from a
 * spreadsheet, a CSV file or NumPy, replaces the whole; what cannot be taken is told, and nothing is lost.
 */
export function TensorField({
  name,
  label,
  role,
  action,
  value,
  isDisabled,
  hasFixedShape = false,
  onBegin = () => {},
  onChange,
}: TensorFieldProps) {
  const [told, setTold] = useState<Told | null>(null);
  const [draft, setDraft] = useState<string | null>(null);
  const { shape } = value;
  const isSmall = hasFields(shape);

  function take(text: string): boolean {
    const read = readTable(text);
    if ("problem" in read) {
      setTold({ words: read.problem, isProblem: true });
      return false;
    }
    const next = withRank(read.value, shape.length);
    const fits = typeof next !== "number" && (!hasFixedShape || sameShape(next.shape, shape));
    if (!fits) {
      setTold({ words: `It must be ${shapeWords(shape)}.`, isProblem: true });
      return false;
    }
    const { headings } = read;
    const words = `The first line was taken for headings: ${headings.join(", ")}.`;
    setTold(headings.length === 0 ? null : { words, isProblem: false });
    onBegin();
    onChange(next);
    return true;
  }

  function paste(event: ClipboardEvent): void {
    const text = event.clipboardData.getData("text/plain");
    // A single number or word goes where the cursor is, as in any field.
    if (draft !== null || !/[\s,;[]/.test(text.trim())) return;
    const read = readTable(text);
    if ("value" in read && typeof read.value === "number") return;
    event.preventDefault();
    take(text);
  }

  function resize(next: Shape): void {
    setTold(null);
    onChange(plainValue(resized(value, next)));
  }

  return (
    <fieldset className="tensor-input" disabled={isDisabled}>
      <legend>
        <span className="input-name">{label}</span>{" "}
        <ShapeFields name={name} shape={shape} isFixed={hasFixedShape} onBegin={onBegin} onChange={resize} />
        {role}
        {action}
      </legend>
      {isSmall && draft === null ? (
        <TensorTable
          name={name}
          value={value}
          isDisabled={isDisabled}
          hasFixedShape={hasFixedShape}
          onBegin={onBegin}
          onPaste={paste}
          onChange={onChange}
          onType={() => setDraft(writeLines(value))}
        />
      ) : (
        <TensorText
          name={name}
          text={draft ?? writeLines(value)}
          isSmall={isSmall}
          onDraft={setDraft}
          onTake={(text) => {
            if (text === writeLines(value) || take(text)) setDraft(null);
          }}
          onCancel={() => {
            setTold(null);
            setDraft(null);
          }}
        />
      )}
      {told !== null && (
        <p className={told.isProblem ? "field-message" : "remark"} role={told.isProblem ? "alert" : "status"}>
          {withCode(told.words)}
        </p>
      )}
    </fieldset>
  );
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
