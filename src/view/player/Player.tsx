import {
  ChevronFirst,
  ChevronLast,
  ChevronLeft,
  ChevronRight,
  Pause,
  Play,
  StepBack,
  StepForward,
} from "lucide-react";
import { type MouseEvent, Suspense } from "react";
import { PHASES, type Step, SWEEP_MODES, type SweepMode } from "../../core/index.ts";
import { type EdgewiseStore, oneOf, SPEEDS } from "../../store/store.ts";
import { useChoice, useDerived, useEdgewise } from "../context.ts";
import { later } from "../later.tsx";
import { jumpTo, PLAYER } from "../playback.ts";

/** Buttons, timeline and speed. */
export function Player() {
  const store = useEdgewise();
  const isPlaying = useChoice(({ goal }) => goal === "end");
  const speed = useChoice((choices) => choices.speed);
  const press = (action: (store: EdgewiseStore) => void) => () => action(store);
  const hasGraph = useChoice(({ goodText }) => goodText !== "");
  return (
    <div className="player" inert={!hasGraph}>
      {/* biome-ignore lint/a11y: nothing to be done here; it only keeps the focus from following the mouse */}
      <div className="player-buttons" onMouseDown={keepFocus}>
        <button type="button" aria-label="First step" title="First step (Home)" onClick={press(PLAYER.first)}>
          <ChevronFirst aria-hidden="true" />
        </button>
        <button
          type="button"
          aria-label="Previous step"
          title="Previous step (←)"
          onClick={press(PLAYER.previousStep)}
        >
          <StepBack aria-hidden="true" />
        </button>
        <button
          type="button"
          className="is-small"
          aria-label="Previous beat"
          title="Previous beat ([)"
          onClick={press(PLAYER.previousBeat)}
        >
          <ChevronLeft aria-hidden="true" />
        </button>
        <button
          type="button"
          className="is-main"
          aria-label={isPlaying ? "Pause" : "Play"}
          title={isPlaying ? "Pause (Space)" : "Play (Space)"}
          onClick={press(PLAYER.playOrPause)}
        >
          {isPlaying ? <Pause aria-hidden="true" /> : <Play aria-hidden="true" />}
        </button>
        <button
          type="button"
          className="is-small"
          aria-label="Next beat"
          title="Next beat (])"
          onClick={press(PLAYER.nextBeat)}
        >
          <ChevronRight aria-hidden="true" />
        </button>
        <button type="button" aria-label="Next step" title="Next step (→)" onClick={press(PLAYER.nextStep)}>
          <StepForward aria-hidden="true" />
        </button>
        <button type="button" aria-label="Last step" title="Last step (End)" onClick={press(PLAYER.last)}>
          <ChevronLast aria-hidden="true" />
        </button>
      </div>
      <Timeline />
      <ModeChoice />
      <select
        className="speed"
        aria-label="Speed"
        value={speed}
        onChange={(event) => store.getState().choose({ speed: Number(event.currentTarget.value) })}
      >
        {SPEEDS.map((factor) => (
          <option key={factor} value={factor}>
            {factor}×
          </option>
        ))}
      </select>
    </div>
  );
}

const MODE_WORDS: Readonly<Record<SweepMode, string>> = {
  reverse: "reverse mode",
  forward: "forward mode",
  both: "both modes",
};

/** Which sweeps follow the values: gradients back, tangents forward, or both. */
function ModeChoice() {
  const store = useEdgewise();
  const mode = useChoice((choices) => choices.mode);
  return (
    <select
      className="speed mode"
      aria-label="Mode"
      title="Gradients backward, tangents forward, or both (W)"
      value={mode}
      onChange={(event) =>
        store.getState().choose({ mode: oneOf(SWEEP_MODES, event.currentTarget.value) ?? "reverse" })
      }
    >
      {SWEEP_MODES.map((choice) => (
        <option key={choice} value={choice}>
          {MODE_WORDS[choice]}
        </option>
      ))}
    </select>
  );
}

/** A click leaves the focus where it is, so that the arrow keys go on stepping; Tab still reaches every button. */
function keepFocus(event: MouseEvent): void {
  event.preventDefault();
}

const PHASE_TITLES: Readonly<Record<Step["phase"], string>> = {
  forward: "Forward: values",
  tangentSeed: "Tangent's seed",
  tangent: "Forward: tangents",
  seed: "Seed",
  backward: "Backward: gradients",
};

function Timeline() {
  const store = useEdgewise();
  const steps = useDerived(({ schedule }) => schedule.steps);
  const position = useDerived((all) => all.position);
  if (steps === null || position === null) return <div className="timeline" />;
  const current = Math.ceil(position - 1e-9);
  return (
    <div className="timeline">
      <div className="phases" aria-hidden="true">
        {(Object.keys(PHASES) as readonly Step["phase"][]).map((phase) => (
          <PhaseMarks key={phase} phase={phase} steps={steps} position={position} />
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

function stepWords(steps: readonly Step[], current: number): string {
  const step = steps[current - 1];
  if (step === undefined) return `0 of ${steps.length}, nothing shown yet`;
  return `${current} of ${steps.length}, ${PHASE_TITLES[step.phase].toLowerCase()}`;
}

interface PhaseMarksProps {
  readonly phase: Step["phase"];
  readonly steps: readonly Step[];
  readonly position: number;
}

/** More marks than this would be thinner than a line: the phase is then one bar. */
const MOST_MARKS = 80;

/** Side by side, what each of the two sweeps takes stands beside its name. */
const PhaseCost = later(() => import("../compare/PhaseCost.tsx"));

function PhaseMarks({ phase, steps, position }: PhaseMarksProps) {
  const isBoth = useChoice(({ mode }) => mode === "both");
  const hasCost = isBoth && (phase === "tangent" || phase === "backward");
  const first = steps.findIndex((step) => step.phase === phase);
  const count = steps.filter((step) => step.phase === phase).length;
  if (count === 0) return null;
  const size = steps.length > MOST_MARKS ? count : 1;
  const marks = Array.from({ length: Math.ceil(count / size) }, (_, index) => first + index * size);
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
      <div className="step-marks">
        {marks.map((start) => {
          const filled = Math.min(1, Math.max(0, (position - start) / size));
          const isCurrent = position > start && position <= start + size;
          return (
            <span key={start} className={isCurrent ? "step-mark is-current" : "step-mark"}>
              <span className="step-mark-filled" style={{ transform: `scaleX(${filled})` }} />
            </span>
          );
        })}
      </div>
    </div>
  );
}
