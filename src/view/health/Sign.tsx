import { SIGN_RADIUS, type SignKind, signMarks } from "../../core/index.ts";
import { MarkView } from "../graph/MarkView.tsx";
import "../style/health.css";

const HALF = SIGN_RADIUS + 1;

/** The sign of the picture, in a line of text. */
export function Sign({ kind }: { readonly kind: SignKind }) {
  return (
    <svg className="health-sign" viewBox={`${-HALF} ${-HALF} ${2 * HALF} ${2 * HALF}`} aria-hidden="true">
      {signMarks(kind, { x: 0, y: 0 }).map((mark) => (
        <MarkView key={mark.key} mark={mark} />
      ))}
    </svg>
  );
}
