import { type Formula, symbol } from "../expression/formula.ts";

/** A name that stands for a number. */
export interface Constant {
  readonly value: number;
  readonly doc: string;
  readonly formula: Formula;
  /** Whether a program may give the name another meaning. */
  readonly canBeAssigned: boolean;
}

const CONSTANTS: ReadonlyMap<string, Constant> = new Map([
  [
    "pi",
    {
      value: Math.PI,
      doc: "The ratio of a circle's circumference to its diameter.",
      formula: symbol("\\pi", "π", "italic"),
      canBeAssigned: false,
    },
  ],
  // Upright, so that it is not taken for a name; and a program may well have an e of its own.
  [
    "e",
    {
      value: Math.E,
      doc: "Euler's number, unless the program assigns e.",
      formula: symbol("\\mathrm{e}", "e"),
      canBeAssigned: true,
    },
  ],
]);

/** The constant of a name, if it is one. */
export function constantNamed(name: string): Constant | undefined {
  return CONSTANTS.get(name);
}

/** All constants by name, for the help. */
export const constants: readonly (readonly [string, Constant])[] = [...CONSTANTS];
