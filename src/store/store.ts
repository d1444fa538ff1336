import { temporal } from "zundo";
import { createStore } from "zustand/vanilla";
import {
  type Direction,
  type Grain,
  inputNamed,
  type Numbers,
  OPERATIONS,
  type PlaqueMode,
  type Playhead,
  START,
  type SweepMode,
  type Value,
  valueFromNumbers,
} from "../core/index.ts";
import { writeNumbers } from "../formats/numbers.ts";
import type { Pins } from "./pins.ts";
import { isEmpty, readingOf } from "./reading.ts";

export type Theme = (typeof THEMES)[number];

/** A part of the picture that somebody looks into, by its id. */
export type Inspected = {
  readonly kind: "node" | "edge";
  readonly id: string;
  /** Which entry is looked at first, from 0. */
  readonly entry?: number;
} | null;

/** An input that is being pushed, by its id, and the chosen Δ; null for a Δ that grows by itself. */
export interface PushChoice {
  readonly input: string;
  readonly delta: number | null;
}

/** Where a presentation is: what a detour may change, and one key brings back. */
export type Scene = Pick<Choices, "playhead" | "target" | "grain" | "pins" | "path">;

/** What the person chose, and nothing that follows from it. */
export interface Choices {
  readonly text: string;
  /** Which of the programs that stay in the browser this is. */
  readonly programId: string;
  /** The last text that was a program: its graph stays while the text is wrong. */
  readonly goodText: string;
  /** Values given to free names; the others have their defaults. */
  readonly values: ReadonlyMap<string, Value>;
  /** The gradient placed on an output that is no single number; null for ones. */
  readonly seed: Value | null;
  readonly playhead: Playhead;
  /** Where the playhead is going by itself; null while it rests. */
  readonly goal: Playhead | "end" | null;
  /** The name of the input whose derivative is written out; null for the first one. */
  readonly target: string | null;
  /** Which sweeps follow the values. Tangents are those of the target. */
  readonly mode: SweepMode;
  /** Which entry of the target, a vector or matrix, is moved by tangents, from 0; null for all alike. */
  readonly entry: number | null;
  /** What of the derivation has not been multiplied yet: faint, or hidden. */
  readonly coming: (typeof COMING)[number];
  readonly plaques: PlaqueMode;
  /** What is folded into one node, and what is opened into several. */
  readonly grain: Grain;
  /** Nodes that were picked to be folded together, by their ids. */
  readonly picked: readonly string[];
  readonly direction: Direction | "auto";
  /** Whether the backward graph stands beside the forward one. */
  readonly isBackwardShown: boolean;
  /** Whether a layered program stands as a picture of circles and weights beside its graph. */
  readonly isNetworkShown: boolean;
  readonly theme: Theme;
  readonly speed: number;
  /** What somebody points at, as ids of nodes and edges; a term of a derivation is several of them. */
  readonly pointed: readonly string[];
  /** What stays lit, in colours of its own; a look, but one that the address keeps. */
  readonly pins: Pins;
  /** Whether something could not be pinned because all pins are taken. */
  readonly isPinRefused: boolean;
  /** The part that is looked into; a look, of which neither history nor address know. */
  readonly inspected: Inspected;
  /** The path that is drawn as a thread: "all", or its number from 1; null while no paths are looked at. */
  readonly path: string | null;
  /** Whether every factor and gradient is checked against differences. */
  readonly isChecking: boolean;
  /** Whether the panel is open that compares forward and reverse mode. */
  readonly isComparing: boolean;
  /** The tour: offered to whoever has come without a program, or at a stop, with what is given back when it ends; a look. */
  readonly tour: Tour | "offered" | null;
  /** Whether edges are drawn as strong as the gradient through them. */
  readonly showsStrength: boolean;
  /** Whether inputs are drawn again beside their uses where that saves crossings. */
  readonly hasCopies: boolean;
  /** The node, by its id, of which only what affects it or is affected by it is shown; null for all. */
  readonly only: string | null;
  /** Whether the field is open that finds nodes. */
  readonly isFinding: boolean;
  /** Whether there is nothing but the graph and its formula, for a projector. */
  readonly isPresenting: boolean;
  /** Where the presentation is; null before its first step. */
  readonly presented: Scene | null;
  /** Whether the screen is dark. */
  readonly isBlank: boolean;
  /** Whether all but a circle round the pointer is dimmed, in the presenter's view. */
  readonly hasSpotlight: boolean;
  /** It ends by itself when the program, the values or the playhead change. */
  readonly push: PushChoice | null;
}

/** A tour under way: its stop, from 0, and where the playhead was in which program. */
export interface Tour {
  readonly at: number;
  readonly before: Pick<Choices, "playhead" | "programId">;
}

export const SPEEDS = [0.5, 1, 2] as const;
export const DIRECTIONS = ["auto", "right", "up"] as const;
export const COMING = ["faint", "hidden"] as const;
export const THEMES = ["system", "light", "dark", "projector"] as const;

/** Changes with the same gesture are one entry of the history: a drag of a slider, a word typed without a pause. */
export type Gesture = string;

/** A program to be opened; one from the gallery gets an id of its own. */
export interface OpenedProgram {
  readonly id: string;
  readonly program: string;
  readonly values: Readonly<Record<string, Numbers>>;
  readonly target: string | null;
  readonly grain?: Grain;
  /** Whether it opens with its paths drawn as threads. */
  readonly path?: "all";
}

export interface Actions {
  setText(text: string, gesture: Gesture): void;
  /** Gives an input a value: a literal is written anew in the text, a free name gets it beside the text. */
  setInput(name: string, value: Value, gesture: Gesture): void;
  /** Opens a program with its inputs, at its beginning; one entry of the history. */
  open(program: OpenedProgram): void;
  /** Places a gradient on an output that is no single number; one entry of the history, or of the gesture's. */
  setSeed(seed: Value | null, gesture?: Gesture): void;
  choose(choices: Partial<Omit<Choices, "text" | "goodText" | "values" | "seed">>): void;
  undo(): void;
  redo(): void;
}

export type EdgewiseStore = ReturnType<typeof createEdgewiseStore>;

const INITIAL: Choices = {
  text: "",
  programId: "",
  goodText: "",
  values: new Map(),
  seed: null,
  playhead: START,
  goal: null,
  target: null,
  mode: "reverse",
  entry: null,
  coming: "faint",
  plaques: "all",
  grain: OPERATIONS,
  picked: [],
  direction: "auto",
  isBackwardShown: false,
  isNetworkShown: false,
  theme: "system",
  speed: 1,
  pointed: [],
  pins: [],
  isPinRefused: false,
  inspected: null,
  path: null,
  isChecking: false,
  isComparing: false,
  tour: null,
  showsStrength: false,
  hasCopies: false,
  only: null,
  isFinding: false,
  isPresenting: false,
  presented: null,
  isBlank: false,
  hasSpotlight: false,
  push: null,
};

/** A text with one kind of line break, so that its places are the same in the editor. */
export function withOneLineBreak(text: string): string {
  return text.replace(/\r\n?/g, "\n");
}

/** The program whose graph is shown with a text: its own, or the last one, unless everything was deleted. */
function shownWith(text: string, last: string): string {
  return readingOf(text).graph !== null ? text : isEmpty(text) ? "" : last;
}

/** Values that come as lists; what is none is left out. */
export function valuesFrom(numbers: Readonly<Record<string, Numbers>>): ReadonlyMap<string, Value> {
  return new Map(
    Object.entries(numbers).flatMap(([name, given]) => {
      const value = valueFromNumbers(given);
      return value === null ? [] : [[name, value]];
    }),
  );
}

/** A store with one history over text, values, seed and grain. `opening` says what differs from an empty page. */
export function createEdgewiseStore(opening: Partial<Choices>) {
  // The gesture of the change at hand and of the newest entry: history is written when they differ.
  let gesture: Gesture = "";
  let recorded: Gesture | null = null;
  // What is one gesture by itself: a program that is opened, another grain.
  let counted = 0;
  const start = { ...INITIAL, ...opening };
  const store = createStore<Choices & Actions>()(
    temporal(
      (set, get) => ({
        ...start,
        goodText: shownWith(start.text, start.goodText),
        setText(written, by) {
          const text = withOneLineBreak(written);
          gesture = by;
          set({ text, goodText: shownWith(text, get().goodText) });
        },
        setInput(name, value, by) {
          const { text, values, setText } = get();
          const { program } = readingOf(text);
          const literal = program === null ? undefined : inputNamed(program, name)?.literal;
          if (literal !== undefined) {
            setText(text.slice(0, literal.from) + writeNumbers(value) + text.slice(literal.to), by);
            return;
          }
          gesture = by;
          // Behind all others: what was given last is held when sizes do not fit.
          const others = [...values].filter(([other]) => other !== name);
          set({ values: new Map([...others, [name, value]]) });
        },
        open({ id, program, values, target, grain = OPERATIONS, path = null }) {
          counted += 1;
          gesture = `open:${counted}`;
          const goodText = shownWith(program, get().goodText);
          set({
            programId: id,
            text: program,
            goodText,
            values: valuesFrom(values),
            seed: null,
            target,
            grain,
            picked: [],
            entry: null,
            playhead: START,
            goal: null,
            inspected: null,
            pointed: [],
            pins: [],
            isPinRefused: false,
            only: null,
            path,
          });
        },
        setSeed(seed, by) {
          counted += 1;
          gesture = by ?? `seed:${counted}`;
          set({ seed });
        },
        choose(choices) {
          if (choices.grain !== undefined) {
            counted += 1;
            gesture = `grain:${counted}`;
          }
          set(choices);
        },
        undo: () => travel("undo"),
        redo: () => travel("redo"),
      }),
      {
        limit: 500,
        partialize: ({ text, goodText, values, seed, programId, target, grain }) => ({
          text,
          goodText,
          values,
          seed,
          programId,
          target,
          grain,
        }),
        equality: (past, current) =>
          past.text === current.text &&
          past.values === current.values &&
          past.seed === current.seed &&
          past.grain === current.grain,
        handleSet: (record) => (past) => {
          if (gesture === recorded) return;
          recorded = gesture;
          record(past);
        },
      },
    ),
  );
  // A push is a look at one moment: it ends with it, whoever moves on.
  store.subscribe((now, before) => {
    const isSame =
      now.text === before.text &&
      now.values === before.values &&
      now.playhead === before.playhead &&
      now.goal === before.goal;
    if (now.push !== null && !isSame) store.setState({ push: null });
    // An entry is one of the target.
    const isLeft = now.target !== before.target && now.entry === before.entry;
    if (now.entry !== null && isLeft) store.setState({ entry: null });
    // Another target has other paths.
    const isKept = now.path !== null && now.path === before.path && now.path !== "all";
    if (isKept && now.target !== before.target) store.setState({ path: "all" });
  });
  // What is typed after going back is an entry of its own, even in the same gesture.
  function travel(way: "undo" | "redo"): void {
    recorded = null;
    store.temporal.getState()[way]();
  }
  return store;
}

/** One of a list, or undefined: for words that come from outside. */
export function oneOf<Word extends string | number>(words: readonly Word[], word: unknown): Word | undefined {
  return words.find((known) => known === word);
}
