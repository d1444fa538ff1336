import {
  PLAQUE_MODES,
  type Playhead,
  playheadAt,
  positionOf,
  type Schedule,
  START,
  SWEEP_MODES,
  type SweepMode,
  scheduleOf,
  type Value,
} from "../core/index.ts";
import { type AddressFields, readAddress, writeAddress } from "../formats/address.ts";
import type { Example } from "../lessons/opening.ts";
import { readingOf } from "./reading.ts";
import { type Choices, DIRECTIONS, oneOf, SPEEDS, THEMES, valuesFrom, withOneLineBreak } from "./store.ts";
import { sweepsOf, targetOf } from "./target.ts";

/** What an address, or otherwise an example, asks the page to show. */
export function openingChoices(hash: string, example: Example): Partial<Choices> {
  const fields = readAddress(hash);
  if (fields.program === undefined) {
    return {
      ...viewChoices(fields),
      playhead: START,
      text: example.program,
      values: valuesFrom(example.values),
      target: example.target,
    };
  }
  const text = withOneLineBreak(fields.program);
  return {
    ...viewChoices(fields),
    text,
    values: fields.values ?? new Map(),
    seed: fields.seed ?? null,
    target: fields.target ?? null,
    entry: fields.entry === undefined ? null : fields.entry - 1,
    playhead: openingPlayhead(text, fields),
  };
}

function viewChoices({ mode, plaques, direction, theme, speed }: AddressFields): Partial<Choices> {
  return {
    mode: oneOf(SWEEP_MODES, mode) ?? "reverse",
    plaques: oneOf(PLAQUE_MODES, plaques) ?? "all",
    direction: oneOf(DIRECTIONS, direction) ?? "auto",
    theme: oneOf(THEMES, theme) ?? "system",
    speed: oneOf(SPEEDS, speed) ?? 1,
  };
}

function openingPlayhead(text: string, { step, mode, target }: AddressFields): Playhead {
  const schedule = scheduleFor(text, oneOf(SWEEP_MODES, mode) ?? "reverse", target ?? null);
  return schedule === null || step === undefined ? START : playheadAt(schedule.steps, step);
}

function scheduleFor(text: string, mode: SweepMode, target: string | null): Schedule | null {
  const { graph, program } = readingOf(text);
  if (graph === null || program === null) return null;
  return scheduleOf(graph, sweepsOf(graph, mode, targetOf(graph, program, target)));
}

/** The address that opens on what is seen now; `values` are those of the free inputs. */
export function addressOf(choices: Choices, values: ReadonlyMap<string, Value>): string {
  const { text, seed, playhead, target, mode, entry, plaques, direction, theme, speed } = choices;
  const { program } = readingOf(text);
  const schedule = scheduleFor(text, mode, target);
  const position = schedule === null ? 0 : positionOf(schedule.steps, playhead);
  return writeAddress({
    program: text,
    values: values.size === 0 ? undefined : values,
    seed: seed ?? undefined,
    step: position === 0 ? undefined : Math.round(position * 1000) / 1000,
    target: program?.inputs.some(({ name }) => name === target) ? (target ?? undefined) : undefined,
    mode: mode === "reverse" ? undefined : mode,
    entry: entry === null || mode === "reverse" ? undefined : entry + 1,
    plaques: plaques === "all" ? undefined : plaques,
    direction: direction === "auto" ? undefined : direction,
    theme: theme === "system" ? undefined : theme,
    speed: speed === 1 ? undefined : speed,
  });
}
