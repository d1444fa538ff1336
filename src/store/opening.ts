import {
  type Grain,
  type Graph,
  MOST_PINS,
  nodeAt,
  OPERATIONS,
  PLAQUE_MODES,
  type Playhead,
  playheadAt,
  positionOf,
  type Schedule,
  START,
  SWEEP_MODES,
  scheduleOf,
  shapeOf,
  type Value,
  withShapes,
} from "../core/index.ts";
import { type AddressFields, readAddress, writeAddress } from "../formats/address.ts";
import { grainFields, readGrain } from "../formats/grain.ts";
import type { Example } from "../lessons/opening.ts";
import { grained } from "./grained.ts";
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
      pins: [],
      path: fields.path ?? null,
      tour: "offered",
    };
  }
  const text = withOneLineBreak(fields.program);
  const values = fields.values ?? new Map<string, Value>();
  const grain = readGrain(fields);
  return {
    ...viewChoices(fields),
    text,
    values,
    grain,
    seed: fields.seed ?? null,
    target: fields.target ?? null,
    entry: fields.entry === undefined ? null : fields.entry - 1,
    playhead: openingPlayhead(text, values, grain, fields),
    pins: fields.pins?.slice(0, MOST_PINS) ?? [],
    path: fields.path ?? null,
    // Whoever sends a program has something of their own to show.
    tour: null,
  };
}

function viewChoices(fields: AddressFields): Partial<Choices> {
  const { mode, coming, plaques, direction, theme, speed, beside, network, view, only, strength, copies } =
    fields;
  return {
    mode: oneOf(SWEEP_MODES, mode) ?? "reverse",
    coming: oneOf(COMING, coming) ?? "faint",
    plaques: oneOf(PLAQUE_MODES, plaques) ?? "all",
    direction: oneOf(DIRECTIONS, direction) ?? "auto",
    theme: oneOf(THEMES, theme) ?? "system",
    speed: oneOf(SPEEDS, speed) ?? 1,
    isBackwardShown: beside === "backward",
    isNetworkShown: network === "on",
    isPresenting: view === "presenter",
    presented: null,
    only: only ?? null,
    showsStrength: strength === "on",
    hasCopies: copies === "on",
  };
}

function openingPlayhead(
  text: string,
  values: ReadonlyMap<string, Value>,
  grain: Grain,
  { step, mode, target }: AddressFields,
): Playhead {
  if (step === undefined) return START;
  const sweep = oneOf(SWEEP_MODES, mode) ?? "reverse";
  const schedule = scheduleFor({ text, grain, mode: sweep, target: target ?? null }, values);
  return schedule === null ? START : playheadAt(schedule.steps, step);
}

/** The schedule of what is seen; `values` are those of the free inputs, and so tell their shapes. */
function scheduleFor(
  { text, grain, mode, target }: Pick<Choices, "text" | "grain" | "mode" | "target">,
  values: ReadonlyMap<string, Value>,
): Schedule | null {
  const { graph, program } = readingOf(text);
  if (graph === null || program === null) return null;
  const shown = grain === OPERATIONS ? graph : grained(withShapesOf(graph, values), grain);
  return scheduleOf(shown, sweepsOf(shown, mode, targetOf(shown, program, target)));
}

function withShapesOf(graph: Graph, values: ReadonlyMap<string, Value>): Graph {
  return withShapes(graph, (index) => {
    const node = nodeAt(graph, index);
    const literal = node.kind === "input" ? node.literal : null;
    return shapeOf(literal ?? values.get(node.id) ?? 0);
  });
}

/** The address that opens on what is seen now; `values` are those of the free inputs. */
export function addressOf(choices: Choices, values: ReadonlyMap<string, Value>): string {
  const { text, seed, playhead, grain, target, mode, entry, plaques, direction, theme, speed } = choices;
  const {
    path,
    coming,
    pins,
    isBackwardShown,
    isNetworkShown,
    isPresenting,
    only,
    showsStrength,
    hasCopies,
  } = choices;
  const { program } = readingOf(text);
  const schedule = scheduleFor(choices, values);
  const position = schedule === null ? 0 : positionOf(schedule.steps, playhead);
  return writeAddress({
    program: text,
    values: values.size === 0 ? undefined : values,
    seed: seed ?? undefined,
    step: position === 0 ? undefined : Math.round(position * 1000) / 1000,
    target: program?.inputs.some(({ name }) => name === target) ? (target ?? undefined) : undefined,
    path: path ?? undefined,
    ...grainFields(grain),
    mode: mode === "reverse" ? undefined : mode,
    entry: entry === null || mode === "reverse" ? undefined : entry + 1,
    coming: coming === "faint" ? undefined : coming,
    plaques: plaques === "all" ? undefined : plaques,
    direction: direction === "auto" ? undefined : direction,
    theme: theme === "system" ? undefined : theme,
    speed: speed === 1 ? undefined : speed,
    beside: isBackwardShown ? "backward" : undefined,
    network: isNetworkShown ? "on" : undefined,
    view: isPresenting ? "presenter" : undefined,
    pins: pins.some((held) => held.length > 0) ? pins : undefined,
    only: only ?? undefined,
    strength: showsStrength ? "on" : undefined,
    copies: hasCopies ? "on" : undefined,
  });
}
