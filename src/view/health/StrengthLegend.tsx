import {
  edgeAt,
  isEdge,
  lookClass,
  nodeAt,
  numberText,
  partById,
  type Strengths,
  shareOf,
  strengthScale,
  strengthWidth,
  symbolText,
} from "../../core/index.ts";
import { useChoice, useDerived } from "../context.ts";
import type { Still } from "../derived/still.ts";
import "../style/health.css";

/** How wide a line is for how much gradient; of the edge that is pointed at, the number. */
export default function StrengthLegend() {
  const still = useDerived((all) => all.still);
  const pointed = useChoice((choices) => choices.pointed);
  if (still === null || still.strengths === null) return null;
  const { decades } = still.strengths;
  return (
    <div className="strength-legend">
      <p className="strength-title">Gradient through an edge, of the largest</p>
      <ul>
        {strengthScale(decades).map(({ share, words }) => (
          <li key={words}>
            <svg viewBox="0 0 44 12" aria-hidden="true">
              <path
                d="M4,6H40"
                strokeLinecap="round"
                className={lookClass(share === 0 ? "edge zero" : "edge strength")}
                style={share === 0 ? undefined : { strokeWidth: strengthWidth(share, decades) }}
              />
            </svg>
            {words}
          </li>
        ))}
      </ul>
      <p role="status" aria-label="Strength">
        {wordsOf(still, still.strengths, pointed[0] ?? null)}
      </p>
    </div>
  );
}

function wordsOf(still: Still, strengths: Strengths, id: string | null): string {
  const { scene, schedule, settled } = still;
  const { graph } = scene;
  const edge = id === null ? undefined : partById(graph, id);
  const isThere = (index: number): boolean => (schedule.contributionAt[index] ?? Infinity) <= settled;
  if (edge !== undefined && isEdge(edge)) {
    const name = `${symbolText(nodeAt(graph, edge.to))} to ${symbolText(nodeAt(graph, edge.from))}`;
    if (!isThere(edge.index)) return `${name}: not there yet.`;
    const size = strengths.sizes[edge.index] ?? Number.NaN;
    const share = shareOf(strengths, edge.index) ?? 0;
    const rounded = numberText(Number((100 * share).toPrecision(2)));
    return `${name}: ${numberText(size)}${share === 0 ? "" : `, ${rounded} % of the largest`}.`;
  }
  const largest = strengths.sizes.indexOf(strengths.largest);
  if (largest < 0 || !isThere(largest)) return "Point at an edge for its number.";
  const { from, to } = edgeAt(graph, largest);
  return `The largest, ${numberText(strengths.largest)}, comes from ${symbolText(nodeAt(graph, to))} to ${symbolText(nodeAt(graph, from))}.`;
}
