import { type Mark, movingMarks } from "../../core/index.ts";
import { useChoice, useDerived } from "../context.ts";
import { FormulaView, MarkView } from "./MarkView.tsx";

/** The step that is under way, over the still picture. */
export default function MovingLayer() {
  const mode = useChoice(({ plaques }) => plaques);
  const all = useDerived((derived) => derived);
  if (all === null) return null;
  const marks = movingMarks({ ...all, mode });
  return (
    <>
      <MarkLayer marks={marks.filter(({ isOnTop }) => isOnTop !== true)} />
      <MarkLayer marks={marks.filter(({ isOnTop }) => isOnTop === true)} />
    </>
  );
}

/** Shapes and, above them, formulas. */
export function MarkLayer({ marks }: { readonly marks: readonly Mark[] }) {
  return (
    <>
      <svg className="layer moving" aria-hidden="true">
        {marks.map((mark) => (
          <MarkView key={mark.key} mark={mark} />
        ))}
      </svg>
      <div className="layer formulas moving" aria-hidden="true">
        {marks.map((mark) => (mark.kind === "formula" ? <FormulaView key={mark.key} mark={mark} /> : null))}
      </div>
    </>
  );
}
