import { MOST_PINS } from "../core/index.ts";

/** What each pin holds, as ids of nodes and edges; the first is pin 1, and an empty one is free. */
export type Pins = readonly (readonly string[])[];

/** The place of the pin that holds just these parts; -1 where none does. */
export function pinOf(pins: Pins, parts: readonly string[]): number {
  return pins.findIndex((held) => held.length === parts.length && held.every((id) => parts.includes(id)));
}

/**
 * Pins some parts by the first free pin, or takes the pin off that holds just these. A pin whose parts are all gone is
 * free; others keep their numbers. Null where all are taken.
 */
export function togglePin(
  pins: Pins,
  parts: readonly string[],
  isThere: (id: string) => boolean,
): Pins | null {
  if (parts.length === 0) return pins;
  const place = pinOf(pins, parts);
  if (place >= 0) return withoutPin(pins, place);
  const kept = pins.map((held) => (held.some(isThere) ? held : []));
  const free = Array.from({ length: MOST_PINS }, (_pin, index) => kept[index] ?? []).findIndex(
    (held) => held.length === 0,
  );
  if (free < 0) return null;
  return free < kept.length ? kept.with(free, parts) : [...kept, parts];
}

/** Takes one pin off. */
export function withoutPin(pins: Pins, place: number): Pins {
  const left = pins.with(place, []);
  return left.slice(0, left.findLastIndex((held) => held.length > 0) + 1);
}
