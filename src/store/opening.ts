import {
  atGrain,
  type Grain,
  nodeAt,
  OPERATIONS,
  PLAQUE_MODES,
  type Playhead,
  playheadAt,
  positionOf,
  START,
  type Step,
  scheduleOf,
  shapeOf,
  type Value,
  withShapes,
} from "../core/index.ts";
import { type AddressFields, readAddress, writeAddress } from "../formats/address.ts";
import { grainFields, readGrain } from "../formats/grain.ts";
import type { Example } from "../lessons/opening.ts";
import { readingOf } from "./reading.ts";
import { type Choices, DIRECTIONS, oneOf, SPEEDS, THEMES, valuesFrom, withOneLineBreak } from "./store.ts";

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
  const values = fields.values ?? new Map<string, Value>();
  const grain = readGrain(fields);
  return {
    ...viewChoices(fields),
    text,
    values,
    grain,
    seed: fields.seed ?? null,
    target: fields.target ?? null,
    playhead: openingPlayhead(text, values, grain, fields.step),
  };
}

function viewChoices({ plaques, direction, theme, speed }: AddressFields): Partial<Choices> {
  return {
    plaques: oneOf(PLAQUE_MODES, plaques) ?? "all",
    direction: oneOf(DIRECTIONS, direction) ?? "auto",
    theme: oneOf(THEMES, theme) ?? "system",
    speed: oneOf(SPEEDS, speed) ?? 1,
  };
}

function openingPlayhead(
  text: string,
  values: ReadonlyMap<string, Value>,
  grain: Grain,
  step: number | undefined,
): Playhead {
  return step === undefined ? START : playheadAt(stepsAt(text, values, grain), step);
}

function stepsAt(text: string, values: ReadonlyMap<string, Value>, grain: Grain): readonly Step[] {
  const { graph } = readingOf(text);
  if (graph === null) return [];
  if (grain === OPERATIONS) return scheduleOf(graph).steps;
  // An address that was written here has the values of all free inputs, and so their shapes.
  const shaped = withShapes(graph, (index) => {
    const node = nodeAt(graph, index);
    const literal = node.kind === "input" ? node.literal : null;
    return shapeOf(literal ?? values.get(node.id) ?? 0);
  });
  return scheduleOf(atGrain(shaped, grain)).steps;
}

/** The address that opens on what is seen now; `values` are those of the free inputs. */
export function addressOf(choices: Choices, values: ReadonlyMap<string, Value>): string {
  const { text, seed, playhead, grain, target, plaques, direction, theme, speed } = choices;
  const { program } = readingOf(text);
  const position = positionOf(stepsAt(text, values, grain), playhead);
  return writeAddress({
    program: text,
    values: values.size === 0 ? undefined : values,
    seed: seed ?? undefined,
    step: position === 0 ? undefined : Math.round(position * 1000) / 1000,
    target: program?.inputs.some(({ name }) => name === target) ? (target ?? undefined) : undefined,
    ...grainFields(grain),
    plaques: plaques === "all" ? undefined : plaques,
    direction: direction === "auto" ? undefined : direction,
    theme: theme === "system" ? undefined : theme,
    speed: speed === 1 ? undefined : speed,
  });
}
