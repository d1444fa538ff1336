import { isFiniteValue, type Numbers, numbersOf, valueFromNumbers } from "../core/index.ts";

/** A program that stays in this browser. */
export interface SavedProgram {
  readonly id: string;
  readonly text: string;
  readonly values: Readonly<Record<string, Numbers>>;
  readonly target: string | null;
}

/** The programs that stay, the newest first. */
export type Library = readonly SavedProgram[];

/** Older ones make room. */
export const MOST_PROGRAMS = 50;

/** The library with a program in front, in place of what it was before. */
export function keep(library: Library, program: SavedProgram): Library {
  return [program, ...library.filter(({ id }) => id !== program.id)].slice(0, MOST_PROGRAMS);
}

/** The library without a program. */
export function remove(library: Library, id: string): Library {
  return library.filter((program) => program.id !== id);
}

/** The library with a program back at its place. */
export function restore(library: Library, program: SavedProgram, place: number): Library {
  return library.toSpliced(place, 0, program).slice(0, MOST_PROGRAMS);
}

export function writeLibrary(library: Library): string {
  return JSON.stringify(library);
}

/** Reads what a browser has kept. Never throws: what is not a program is left out. */
export function readLibrary(stored: string | null): Library {
  try {
    const entries: unknown = JSON.parse(stored ?? "[]");
    return Array.isArray(entries) ? entries.flatMap(readProgram).slice(0, MOST_PROGRAMS) : [];
  } catch {
    return [];
  }
}

function readProgram(entry: unknown): readonly SavedProgram[] {
  if (typeof entry !== "object" || entry === null) return [];
  const { id, text, values, target } = entry as Partial<Record<string, unknown>>;
  if (typeof id !== "string" || typeof text !== "string") return [];
  const numbers = Object.entries(typeof values === "object" && values !== null ? values : {}).flatMap(
    ([name, given]): [string, Numbers][] => {
      const value = valueFromNumbers(given);
      return value === null || !isFiniteValue(value) ? [] : [[name, numbersOf(value)]];
    },
  );
  return [
    { id, text, values: Object.fromEntries(numbers), target: typeof target === "string" ? target : null },
  ];
}
