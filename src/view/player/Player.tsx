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
import type { MouseEvent } from "react";
import { SWEEP_MODES, type SweepMode } from "../../core/index.ts";
import { type EdgewiseStore, oneOf, SPEEDS } from "../../store/store.ts";
import { useChoice, useEdgewise } from "../context.ts";
import { PLAYER } from "../playback.ts";
import { Timeline } from "./Timeline.tsx";

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
