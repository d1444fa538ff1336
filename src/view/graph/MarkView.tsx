import { memo } from "react";
import { lookClass, type Mark } from "../../core/index.ts";
import { Tex } from "../typeset/Tex.tsx";

/** A mark that is a shape or figures, as SVG. Formulas are drawn by {@link FormulaView}, on the layer above. */
export const MarkView = memo(function MarkView({ mark }: { readonly mark: Mark }) {
  switch (mark.kind) {
    case "box": {
      const { x, y, width, height, radius, look } = mark;
      const corner = { x: x - width / 2, y: y - height / 2 };
      return <rect className={lookClass(look)} {...corner} width={width} height={height} rx={radius} />;
    }
    case "path":
      return (
        <path
          className={lookClass(mark.look)}
          d={mark.d}
          // A class is stronger than an attribute.
          style={mark.width === undefined ? undefined : { strokeWidth: mark.width }}
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      );
    case "figures":
      return (
        <text className={`figures ${lookClass(mark.look)}`} x={mark.x} y={mark.y} fontSize={mark.size}>
          {mark.parts.map(({ text, isNew }, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sum keep their places
            <tspan key={place} className={isNew ? "is-new" : undefined}>
              {text}
            </tspan>
          ))}
        </text>
      );
    case "formula":
      return null;
  }
});

/** A mark that is a formula, as typeset HTML centred on its place; nothing for other marks. */
export const FormulaView = memo(function FormulaView({ mark }: { readonly mark: Mark }) {
  if (mark.kind !== "formula") return null;
  const { x, y, size, look, tex, plain } = mark;
  return (
    <div className="formula-place" style={{ left: x, top: y }}>
      <div className={`formula ${lookClass(look)}`} style={{ fontSize: size }}>
        <Tex tex={tex} plain={plain} />
      </div>
    </div>
  );
});
