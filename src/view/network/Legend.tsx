import { lookClass } from "../../core/index.ts";

interface LegendProps {
  /** Whether weights have their values. */
  readonly hasBegun: boolean;
  /** Whether some lines show gradients. */
  readonly hasGradients: boolean;
  readonly examples: number;
  /** From 0. */
  readonly example: number;
  readonly onExample: (example: number) => void;
}

/** What the lines say now; of a batch, which example stands in the circles. */
export function Legend({ hasBegun, hasGradients, examples, example, onExample }: LegendProps) {
  return (
    <div className="network-legend">
      {hasBegun && (
        <ul aria-label="Lines">
          <Key look="weight plus" words="weight above 0" />
          <Key look="weight minus" words="below 0" />
          {hasGradients && <Key look="weight gradient" words="its gradient above 0" />}
          {hasGradients && <Key look="weight gradient minus" words="below 0" />}
        </ul>
      )}
      {examples > 1 && (
        <label>
          Example{" "}
          <select value={example} onChange={({ target }) => onExample(Number(target.value))}>
            {Array.from({ length: Math.min(examples, MOST_LISTED) }, (_, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: an example is its place
              <option key={place} value={place}>
                {place + 1}
              </option>
            ))}
          </select>{" "}
          of {examples} in the circles; a weight’s gradient is that of all.
        </label>
      )}
    </div>
  );
}

/** A list of more would be no list to choose from. */
const MOST_LISTED = 100;

function Key({ look, words }: { readonly look: Parameters<typeof lookClass>[0]; readonly words: string }) {
  return (
    <li>
      <svg viewBox="0 0 44 12" aria-hidden="true">
        <path d="M4,6H40" strokeLinecap="round" strokeWidth="4" className={lookClass(look)} />
      </svg>
      {words}
    </li>
  );
}
