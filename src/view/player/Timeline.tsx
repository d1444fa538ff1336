import { memo, Suspense, useCallback, useMemo, useRef } from "react";
import { PHASES, type Playhead, positionOf, type Step } from "../../core/index.ts";
import { useChoice, useDerived, useEdgewise, useFrames } from "../context.ts";
import type { Derived } from "../derived/derived.ts";
import { later } from "../later.tsx";
import { jumpTo } from "../playback.ts";
import { useAfterPaint } from "../useAfterPaint.ts";

const PHASE_TITLES: Readonly<Record<Step["phase"], string>> = {
  forward: "Forward: values",
  tangentSeed: "Tangent's seed",
  tangent: "Forward: tangents",
  seed: "Seed",
  backward: "Backward: gradients",
};

/** A slider over all steps, and above it a mark for each, which fills while its step is played. */
export function Timeline() {
  const store = useEdgewise();
  const steps = useDerived(({ schedule }) => schedule.steps);
  const current = useDerived(currentStep);
  // Who types sees the graph first: with another number of marks, all of them are laid out and painted anew.
  const marked = useAfterPaint(steps);
  const bars = useMemo(() => barsOf(marked ?? []), [marked]);
  const host = useRef<HTMLDivElement>(null);
  const isPlayed = useChoice(({ goal }) => goal !== null);
  useFrames(
    useCallback(
      (all: Derived | null, playhead: Playhead) => {
        if (all === null || host.current === null) return;
        const finest = store.getState().goal === null ? 0 : FINEST;
        fill(host.current, bars, positionOf(all.schedule.steps, playhead), finest);
      },
      [bars, store],
    ),
  );
  if (steps === null || current === null) return <div className="timeline" />;
  return (
    <div className="timeline">
      <div className={isPlayed ? "phases is-played" : "phases"} aria-hidden="true" ref={host}>
        {bars.map((bar) => (
          <PhaseMarks key={bar.phase} bar={bar} />
        ))}
      </div>
      <input
        type="range"
        aria-label="Step"
        min={0}
        max={steps.length}
        step={1}
        value={current}
        aria-valuetext={stepWords(steps, current)}
        onChange={(event) => jumpTo(store, event.currentTarget.valueAsNumber)}
      />
    </div>
  );
}

/** The number of the step under way, or of the one just done, from 1; 0 before anything is shown. */
function currentStep({ schedule, picture: { settled, moving } }: Derived): number {
  if (moving === null) return 0;
  return schedule.steps[settled - 1] === moving.step ? settled : settled + 1;
}

function stepWords(steps: readonly Step[], current: number): string {
  const step = steps[current - 1];
  if (step === undefined) return `0 of ${steps.length}, nothing shown yet`;
  return `${current} of ${steps.length}, ${PHASE_TITLES[step.phase].toLowerCase()}`;
}

/** The steps of a phase, with a mark for each or one for all. */
interface Bar {
  readonly phase: Step["phase"];
  readonly count: number;
  /** How many steps are done where each of its marks begins. */
  readonly starts: readonly number[];
}

/** More marks than this would be thinner than a line: the phase is then one bar. */
const MOST_MARKS = 80;

/** So many of a phase's marks, with the usual gaps between them, would not fit beside the switches. */
const MANY_MARKS = 20;

/** Phases without steps have none. */
function barsOf(steps: readonly Step[]): readonly Bar[] {
  return (Object.keys(PHASES) as readonly Step["phase"][]).flatMap((phase) => {
    const first = steps.findIndex((step) => step.phase === phase);
    const count = steps.filter((step) => step.phase === phase).length;
    const size = steps.length > MOST_MARKS ? count : 1;
    const starts = Array.from({ length: count && count / size }, (_, place) => first + place * size);
    return count === 0 ? [] : [{ phase, count, starts }];
  });
}

// What each mark shows: only those that show something else than before are written.
const shown = new WeakMap<Element, number>();

/** On the way, a mark grows by at least so many pixels: less cannot be seen, and all of the page would be painted for it. */
const FINEST = 0.5;
/** All marks together are taken to be so many pixels wide. */
const WIDEST = 1500;

/** Fills the marks up to a position; none that grows by less than `finest` pixels. */
function fill(host: Element, bars: readonly Bar[], position: number, finest: number): void {
  const elements = host.getElementsByClassName("step-mark");
  const steps = bars.reduce((sum, { count }) => sum + count, 0);
  let place = 0;
  for (const { count, starts } of bars) {
    const size = count / starts.length;
    const least = (finest * steps) / (size * WIDEST);
    for (const start of starts) {
      const mark = elements[place];
      place += 1;
      const share = Math.min(1, Math.max(0, (position - start) / size));
      const isCurrent = position > start && position <= start + size;
      const look = isCurrent ? share : share - 2;
      const filled = mark?.firstElementChild;
      if (!(filled instanceof HTMLElement) || isClose(shown.get(filled), look, least)) continue;
      shown.set(filled, look);
      filled.style.backgroundSize = `${100 * share}% 100%`;
      mark?.classList.toggle("is-current", isCurrent);
    }
  }
}

/** Looks of a mark that is full, empty or current are never close to one another. */
function isClose(known: number | undefined, look: number, least: number): boolean {
  if (known === look) return true;
  return known !== undefined && known > 0 === look > 0 && look !== 1 && Math.abs(known - look) < least;
}

/** Side by side, what each of the two sweeps takes stands beside its name. */
const PhaseCost = later(() => import("../compare/PhaseCost.tsx"));

const PhaseMarks = memo(function PhaseMarks({ bar: { phase, count, starts } }: { readonly bar: Bar }) {
  const isBoth = useChoice(({ mode }) => mode === "both");
  const hasCost = isBoth && (phase === "tangent" || phase === "backward");
  return (
    <div className={`phase is-${phase}`} style={{ flexGrow: count }}>
      <span className="phase-title">
        {PHASE_TITLES[phase]}
        {hasCost && (
          <Suspense>
            <PhaseCost phase={phase} />
          </Suspense>
        )}
      </span>
      <div className={starts.length > MANY_MARKS ? "step-marks is-dense" : "step-marks"}>
        {starts.map((start) => (
          <span key={start} className="step-mark">
            <span className="step-mark-filled" />
          </span>
        ))}
      </div>
    </div>
  );
});
