import { nodeAt, pushPlotMarks, swingAt, symbolText } from "../../core/index.ts";
import { MarkView } from "../graph/MarkView.tsx";
import type { PushNow } from "./usePush.ts";

const SIZE = { width: 230, height: 116 } as const;

/** The output against the input, near the input's value: what happens, what the straight line says, and the gap. */
export function PushPlot({ now: { push, choice, seconds, delta } }: { readonly now: PushNow }) {
  const { deltas, last } = push.sizes;
  // While Δ grows, the plot already shows how far it will get.
  const largest = choice.delta ?? (seconds === null ? delta : (deltas[last] ?? delta));
  const swing = seconds === null ? null : swingAt(push, choice.delta, seconds);
  const marks = pushPlotMarks(push, { delta, largest, at: swing && swing.delta * swing.phase }, SIZE);
  const [from, to] = [push.input, push.graph.output].map((node) => symbolText(nodeAt(push.graph, node)));
  return (
    <figure className="push-plot">
      <svg
        viewBox={`-6 -6 ${SIZE.width + 12} ${SIZE.height + 28}`}
        role="img"
        aria-label={`${to} against ${from}: the curve, and the straight line that touches it`}
      >
        {marks.map((mark) => (
          <MarkView key={mark.key} mark={mark} />
        ))}
      </svg>
      <figcaption>
        <span className="value">● {to}</span> <span className="tangent">○ straight line</span>{" "}
        <span>┃ gap</span>
      </figcaption>
    </figure>
  );
}
