import { Minus, Plus, TrendingUp, X } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import {
  narratePush,
  nodeAt,
  numberText,
  type OutputChange,
  outputChange,
  type Push,
  symbolText,
} from "../../core/index.ts";
import { useEdgewise } from "../context.ts";
import { withCode } from "../panels/withCode.tsx";
import { PushPlot } from "./PushPlot.tsx";
import { restartPush } from "./pushClock.ts";
import { type PushNow, usePushNow } from "./usePush.ts";
import "./push.css";

/** What a push shows in words, numbers and a plot, with the size of Δ to be chosen. */
export default function PushCard() {
  const now = usePushNow();
  if (now === null) return null;
  const { push } = now;
  const name = symbolText(nodeAt(push.graph, push.input));
  return (
    <section className="push" aria-label={`Push of ${name}`}>
      <div className="push-words">
        <div className="push-head">
          <h2>Pushing {name} by ±Δ</h2>
          <SizeOfPush {...now} />
        </div>
        <Sentence now={now} />
      </div>
      {hasNumbers(push) && (
        <>
          <Numbers push={push} delta={now.delta} />
          <PushPlot now={now} />
        </>
      )}
    </section>
  );
}

/** Whether there is anything to compare: an output with a value that the input has a say in. */
function hasNumbers({ graph, run, isReached }: Push): boolean {
  return Boolean(isReached[graph.output]) && Number.isFinite(run.values[graph.output]);
}

function Sentence({ now: { push, choice, seconds, delta } }: { readonly now: PushNow }) {
  const { deltas, last } = push.sizes;
  const isGrowing = choice.delta === null && seconds !== null && delta !== deltas[last];
  const words = useMemo(() => narratePush(push, delta), [push, delta]);
  return (
    // What changes by itself with every swing is not read out; where it stays, it is.
    <p className="push-sentence" role="status" aria-label="Push" aria-live={isGrowing ? "off" : "polite"}>
      {words.map(({ text, hue }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence keep their places
        <span key={place} className={hue}>
          {withCode(text)}
        </span>
      ))}
    </p>
  );
}

function SizeOfPush({ push, choice, seconds, delta }: PushNow) {
  const store = useEdgewise();
  const { deltas } = push.sizes;
  const place = Math.max(0, deltas.indexOf(delta));
  const choose = (at: number): void => {
    const chosen = deltas[Math.min(deltas.length - 1, Math.max(0, at))];
    if (chosen !== undefined) store.getState().choose({ push: { input: choice.input, delta: chosen } });
  };
  const grow = (): void => {
    restartPush();
    store.getState().choose({ push: { input: choice.input, delta: null } });
  };
  return (
    <div className="push-size">
      <span className="push-delta">Δ = {numberText(delta)}</span>
      <button type="button" aria-label="Smaller Δ" disabled={place === 0} onClick={() => choose(place - 1)}>
        <Minus aria-hidden="true" />
      </button>
      <input
        type="range"
        aria-label="Δ"
        aria-valuetext={numberText(delta)}
        min={0}
        max={deltas.length - 1}
        step={1}
        value={place}
        onChange={(event) => choose(event.currentTarget.valueAsNumber)}
      />
      <button
        type="button"
        aria-label="Larger Δ"
        disabled={place === deltas.length - 1}
        onClick={() => choose(place + 1)}
      >
        <Plus aria-hidden="true" />
      </button>
      {seconds !== null && (
        <button
          type="button"
          aria-label="Let Δ grow"
          title="Let Δ grow until the straight line fails"
          aria-pressed={choice.delta === null}
          onClick={grow}
        >
          <TrendingUp aria-hidden="true" />
        </button>
      )}
      <button
        type="button"
        aria-label="End the push"
        title="End the push (Esc)"
        onClick={() => store.getState().choose({ push: null })}
      >
        <X aria-hidden="true" />
      </button>
    </div>
  );
}

/** What is predicted and what happens, down and up. */
function Numbers({ push, delta }: { readonly push: Push; readonly delta: number }) {
  const [from, to] = [push.input, push.graph.output].map((node) => symbolText(nodeAt(push.graph, node)));
  const changes = useMemo(() => [-delta, delta].map((by) => outputChange(push, by)), [push, delta]);
  const slope = numberText(push.tangents[push.graph.output] ?? 0);
  const row = (title: ReactNode, of: (change: OutputChange) => ReactNode, className?: string) => (
    <tr className={className}>
      <th scope="row">{title}</th>
      {changes.map((change) => (
        <td key={Math.sign(change.delta)}>{of(change)}</td>
      ))}
    </tr>
  );
  return (
    <table className="push-numbers" aria-label="Predicted against actual">
      <thead>
        <tr>
          <th scope="col">{from} changes by</th>
          {changes.map((change) => (
            <th key={Math.sign(change.delta)} scope="col">
              {signed(change.delta)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {row(
          <>
            {to} predicted<InRoom>: {slope} · Δ</InRoom>
          </>,
          ({ predicted }) => signed(predicted),
          "is-predicted",
        )}
        {row(`${to} actual`, ({ actual }) => signed(actual), "is-actual")}
        {row(
          <>
            actual / Δ<InRoom>, against {slope}</InRoom>
          </>,
          ({ ratio }) => numberText(ratio),
        )}
        {row(
          <>
            gap<InRoom>: actual − predicted</InRoom>
          </>,
          (change) => (
            <Gap {...change} />
          ),
          "is-gap",
        )}
      </tbody>
    </table>
  );
}

function signed(exact: number): string {
  // A difference of numbers carries their rounding: 0.00009999… is 0.0001.
  const number = Number(exact.toPrecision(8));
  return number > 0 ? `+${numberText(number)}` : numberText(number);
}

function Gap({ gap, relativeGap }: OutputChange) {
  if (!Number.isFinite(gap)) return "–";
  if (gap === 0 || !Number.isFinite(relativeGap)) return signed(gap);
  const percent = relativeGap * 100;
  return (
    <>
      {signed(gap)}
      <InRoom> ({percent < 0.01 ? "< 0.01" : numberText(Number(percent.toPrecision(2)))} %)</InRoom>
    </>
  );
}

/** What a phone has no room for. */
function InRoom({ children }: { readonly children: ReactNode }) {
  return <span className="in-room">{children}</span>;
}
