import {
  PLAQUE_MODES,
  type Playhead,
  playheadAt,
  positionOf,
  START,
  scheduleOf,
  type Value,
} from "../core/index.ts";
import { type AddressFields, readAddress, writeAddress } from "../formats/address.ts";
import type { Example } from "../lessons/opening.ts";
import { readingOf } from "./reading.ts";
import {
  type Choices,
  COMING,
  DIRECTIONS,
  oneOf,
  SPEEDS,
  THEMES,
  valuesFrom,
  withOneLineBreak,
} from "./store.ts";

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
    playhead: openingPlayhead(text, fields.step),
  };
}

function viewChoices({ coming, plaques, direction, theme, speed }: AddressFields): Partial<Choices> {
  return {
    coming: oneOf(COMING, coming) ?? "faint",
    plaques: oneOf(PLAQUE_MODES, plaques) ?? "all",
    direction: oneOf(DIRECTIONS, direction) ?? "auto",
    theme: oneOf(THEMES, theme) ?? "system",
    speed: oneOf(SPEEDS, speed) ?? 1,
  };
}

function openingPlayhead(text: string, step: number | undefined): Playhead {
  const { graph } = readingOf(text);
  if (graph === null || step === undefined) return START;
  return playheadAt(scheduleOf(graph).steps, step);
}

/** The address that opens on what is seen now; `values` are those of the free inputs. */
export function addressOf(choices: Choices, values: ReadonlyMap<string, Value>): string {
  const { text, seed, playhead, target, coming, plaques, direction, theme, speed } = choices;
  const { program, graph } = readingOf(text);
  const position = graph === null ? 0 : positionOf(scheduleOf(graph).steps, playhead);
  return writeAddress({
    program: text,
    values: values.size === 0 ? undefined : values,
    seed: seed ?? undefined,
    step: position === 0 ? undefined : Math.round(position * 1000) / 1000,
    target: program?.inputs.some(({ name }) => name === target) ? (target ?? undefined) : undefined,
    coming: coming === "faint" ? undefined : coming,
    plaques: plaques === "all" ? undefined : plaques,
    direction: direction === "auto" ? undefined : direction,
    theme: theme === "system" ? undefined : theme,
    speed: speed === 1 ? undefined : speed,
  });
}
