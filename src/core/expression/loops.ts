import { diagnose, withFix } from "./diagnostics.ts";
import type { Token, TokenKind } from "./lexer.ts";
import { LONGEST_TEXT, MOST_NODES } from "./limits.ts";
import type { Span } from "./span.ts";
import { StatementError } from "./statementError.ts";
import type { Expression, Places } from "./tree.ts";

/** What a loop assigns in each step, `h[t] =`, and where its expression begins. */
export interface StepHead {
  readonly base: string;
  readonly index: string;
  /** What is added to the index: 1 in `h[t+1] = …`. */
  readonly offset: number;
  readonly nameSpan: Span;
  /** The token behind the equals sign. */
  readonly body: number;
}

/** A loop while it is written out: `at` is what its index stands for, null while only its end is looked for. */
export interface Round {
  readonly index: string;
  readonly at: number | null;
  readonly heads: readonly StepHead[];
  readonly first: number;
}

/** What stands between brackets for one axis; it is counted where a loop's index gives it. */
export interface Place {
  readonly place: Places[number];
  readonly isCounted: boolean;
}

/** A single place between brackets. */
export interface OnePlace extends Place {
  readonly place: number;
}

interface LoopRange {
  readonly index: string;
  readonly first: number;
  readonly last: number;
  /** The token behind it. */
  readonly end: number;
  /** Where it ends in the text. */
  readonly to: number;
}

/** The name of a step: `h3`; behind a name that ends in a digit, the number stands apart, `h1_3`. */
export function stepName(base: string, step: number): string {
  return /\d$/.test(base) ? `${base}_${step}` : `${base}${step}`;
}

/** A `for` where no loop can stand. */
export function refusedFor(sign: Token, isInFunction: boolean): StatementError {
  return new StatementError(diagnose(isInFunction ? "loop-in-function" : "loop-without-step", sign));
}

/**
 * What a text's loops are called and how far they have been written out. A loop is `name[t] = expression for t = 1..3`,
 * or several such statements with commas between them.
 */
export class Loops {
  private readonly tokens: readonly Token[];
  private known: IndexedNames | null = null;
  /** The last step of each name, so far. */
  private readonly last = new Map<string, number>();
  /** Characters of the loops so far, written out. */
  private length = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  /** `name[t] =` at a token; null for anything else. */
  headAt(place: number): StepHead | null {
    const [name, open, index, sign, shift] = this.tokens.slice(place, place + 5);
    if (name?.kind !== "name" || open?.kind !== "openList" || index?.kind !== "name") return null;
    const isShifted = (sign?.text === "+" || sign?.text === "-") && /^\d+$/.test(shift?.text ?? "");
    const end = place + (isShifted ? 5 : 3);
    const close = this.tokens[end];
    if (close?.kind !== "closeList" || this.tokens[end + 1]?.kind !== "equals") return null;
    const offset = isShifted ? Number(`${sign.text}${shift?.text}`) : 0;
    const nameSpan = { from: name.from, to: close.to };
    return { base: name.text, index: index.text, offset, nameSpan, body: end + 2 };
  }

  /** `h[0] =` at a token, for a loop's name: the step, and where its name ends. */
  assignedStepAt(place: number): { readonly place: number; readonly to: number } | null {
    const kinds: readonly TokenKind[] = ["name", "openList", "number", "closeList", "equals"];
    if (kinds.some((kind, ahead) => this.tokens[place + ahead]?.kind !== kind)) return null;
    const [name, , number, close] = this.tokens.slice(place, place + 4);
    const isStep = /^\d+$/.test(number?.text ?? "") && this.names.loops.has(name?.text ?? "");
    return isStep ? { place: Number(number?.text), to: close?.to ?? 0 } : null;
  }

  /** Whether a step is assigned at a token. */
  isAssignedAt(place: number): boolean {
    return this.assignedStepAt(place) !== null || this.headAt(place) !== null;
  }

  isLoop(operand: Expression, parameters: ReadonlySet<string> | null): boolean {
    if (operand.kind !== "name" || parameters?.has(operand.name)) return false;
    return this.names.loops.has(operand.name);
  }

  /** A step of a name has been assigned. */
  passed(base: string, step: number): void {
    this.last.set(base, Math.max(step, this.last.get(base) ?? 0));
  }

  /** The number of a step; refused where it has none. */
  numbered(base: string, step: number, place: Span): number {
    if (step >= 0) return step;
    throw new StatementError(diagnose("step-before-start", place, base, String(step), `${base}[0]`));
  }

  /**
   * The name that an operand with places stands for: a step of a loop, or the input `x2` for `x[t]`. Null where it is
   * an entry of a vector or a matrix: in the text, such a name stands without the index of a loop as well.
   */
  stepOf(
    operand: Expression,
    places: readonly Place[],
    round: Round | null,
    parameters: ReadonlySet<string> | null,
    whole: Span,
  ): string | null {
    const [first, second] = places;
    const isCounted = places.some((place) => place.isCounted);
    const isLoop = this.isLoop(operand, parameters);
    const step = first?.place;
    const isNamed = operand.kind === "name" && typeof step === "number" && second === undefined;
    if (!isNamed || !(isLoop || (isCounted && !this.names.vectors.has(operand.name)))) {
      const begins = ({ place }: Place): number => (typeof place === "object" ? (place?.first ?? 1) : place);
      const early = places.find((place) => place.isCounted && begins(place) < 1);
      if (early === undefined || round?.at == null) return null;
      const name = operand.kind === "name" ? operand.name : "…";
      throw new StatementError(
        diagnose("step-before-start", whole, name, String(begins(early)), `${name}[1]`),
      );
    }
    const { name } = operand;
    if (round?.at !== null) {
      this.numbered(name, step, whole);
      if (isLoop) this.checkStep(name, step, round, whole);
    }
    return stepName(name, step);
  }

  /** Refuses a step that is not there, or not yet. */
  private checkStep(name: string, step: number, round: Round | null, whole: Span): void {
    const last = this.last.get(name);
    if (last !== undefined && step <= last) return;
    const head = round?.heads.find(({ base }) => base === name);
    if (round !== null && head !== undefined) {
      // What comes before a loop's own first step is an input, or assigned above.
      if (step < round.first + head.offset) return;
      const now = `${round.index} = ${round.at}`;
      throw new StatementError(diagnose("step-not-yet", whole, name, String(step), now, round.index));
    }
    // What is below the line at hand is told as any other name is.
    if (last === undefined) return;
    throw new StatementError(diagnose("no-such-step", whole, name, String(step), String(last)));
  }

  /** The range of the loop whose `for` is at a token, with all that can be wrong with it. */
  rangeAt(place: number, heads: readonly StepHead[]): LoopRange {
    const [head] = heads;
    const [sign, name, equals] = [this.at(place), this.at(place + 1), this.at(place + 2)];
    if (head === undefined) throw new Error("a loop repeats something");
    const { index, nameSpan } = head;
    if (sign.text !== "for" || sign.kind !== "name")
      throw new StatementError(diagnose("step-without-loop", nameSpan, index));
    if (name.kind === "name" && name.text !== index) {
      const fix = { from: name.from, to: name.to, insert: index, label: `Write ${index}` };
      throw new StatementError(withFix(diagnose("other-index", name, name.text, index), fix));
    }
    if (name.kind !== "name" || equals.kind !== "equals") throw withoutBounds(sign, name, index);
    const first = this.boundAt(place + 3, sign, index);
    const between = this.at(place + 4);
    if (between.kind !== "range") {
      const error = withoutBounds(sign, between, index);
      const fix = { from: between.from, to: between.to, insert: "..", label: "Write .." };
      if (between.kind === "colon") throw new StatementError(withFix(error.diagnostic, fix));
      throw error;
    }
    const last = this.boundAt(place + 5, sign, index);
    const end = place + 6;
    const { to } = this.at(end - 1);
    this.checkEnd(this.at(end));
    this.checkLength({ first, last }, { from: this.at(place + 3).from, to }, to - nameSpan.from);
    return { index, first, last, end, to };
  }

  private boundAt(place: number, sign: Token, index: string): number {
    const token = this.at(place);
    if (token.kind === "number" && /^\d{1,9}$/.test(token.text)) return Number(token.text);
    if (isEnd(token) || token.kind === "range") throw withoutBounds(sign, token, index);
    const isSigned = token.text === "-" && this.at(place + 1).kind === "number";
    const found = isSigned ? `-${this.at(place + 1).text}` : token.text;
    const { to } = isSigned ? this.at(place + 1) : token;
    throw new StatementError(diagnose("bad-bound", { from: token.from, to }, found));
  }

  private checkEnd(token: Token): void {
    if (isEnd(token)) return;
    if (token.kind === "name" && token.text === "for")
      throw new StatementError(diagnose("nested-loop", token));
    throw new StatementError(diagnose("behind-loop", token, token.text));
  }

  private checkLength({ first, last }: Pick<LoopRange, "first" | "last">, range: Span, length: number): void {
    const steps = last - first + 1;
    if (steps < 1) {
      const insert = `${last}..${first}`;
      const fix = { ...range, insert, label: `Write ${insert}` };
      throw new StatementError(withFix(diagnose("loop-backwards", range, String(first), String(last)), fix));
    }
    this.length += steps * length;
    if (steps > MOST_NODES) throw new StatementError(diagnose("loop-too-long", range, "20 000 nodes"));
    if (this.length > LONGEST_TEXT)
      throw new StatementError(diagnose("loop-too-long", range, "200 000 characters"));
  }

  /** Refuses a loop that stands before what it repeats, as in other languages. */
  refuseFirst(place: number): void {
    const [index, sign] = [this.at(place + 1), this.at(place + 2)];
    const isLoop = index.kind === "name" && (sign.kind === "equals" || sign.text === "in");
    if (!isLoop) return;
    const { from } = this.at(place);
    throw new StatementError(diagnose("loop-first", { from, to: index.to }, index.text));
  }

  private at(place: number): Token {
    const token = this.tokens[place] ?? this.tokens.at(-1);
    if (token === undefined) throw new Error("the token list lacks its end");
    return token;
  }

  private get names(): IndexedNames {
    this.known ??= indexedNames(this.tokens);
    return this.known;
  }
}

function isEnd({ kind }: Token): boolean {
  return kind === "newline" || kind === "semicolon" || kind === "end";
}

function withoutBounds(sign: Token, found: Token, index: string): StatementError {
  const to = isEnd(found) ? found.from : found.to;
  return new StatementError(diagnose("loop-without-bounds", { from: sign.from, to }, index));
}

interface IndexedNames {
  /** Names of loops: `h` of `h[t] =`. */
  readonly loops: ReadonlySet<string>;
  /** Names that also stand for themselves, without the index of a loop: those of vectors. */
  readonly vectors: ReadonlySet<string>;
}

function indexedNames(tokens: readonly Token[]): IndexedNames {
  const loops = new Set<string>();
  const vectors = new Set<string>();
  let parameters = NO_NAMES;
  let depth = 0;
  for (const [place, token] of tokens.entries()) {
    const { kind, text } = token;
    if (kind === "open" || kind === "openList") depth += 1;
    if (kind === "close" || kind === "closeList") depth -= 1;
    if (kind === "semicolon" || (kind === "newline" && depth <= 0)) {
      parameters = NO_NAMES;
      depth = 0;
    }
    if (kind !== "name") continue;
    const next = tokens[place + 1]?.kind;
    if (next === "open") {
      const before = tokens[place - 1];
      if (before === undefined || isEnd(before)) parameters = definedParameters(tokens, place + 2);
    } else if (next === "openList" && tokens[place + 2]?.kind === "name") {
      if (isAssigned(tokens, place + 2)) loops.add(text);
    } else if (!parameters.has(text)) vectors.add(text);
  }
  return { loops, vectors };
}

const NO_NAMES: ReadonlySet<string> = new Set();

/** Whether the bracket that holds a token is closed before an equals sign; places are short. */
function isAssigned(tokens: readonly Token[], inside: number): boolean {
  for (let place = inside; place < inside + 4; place += 1)
    if (tokens[place]?.kind === "closeList") return tokens[place + 1]?.kind === "equals";
  return false;
}

/** The names in a definition's brackets; none where they belong to a call. */
function definedParameters(tokens: readonly Token[], begin: number): ReadonlySet<string> {
  const names = new Set<string>();
  for (let place = begin; ; place += 1) {
    const token = tokens[place];
    if (token?.kind === "name") names.add(token.text);
    else if (token?.kind === "close" && tokens[place + 1]?.kind === "equals") return names;
    else if (token?.kind !== "comma" && token?.kind !== "newline") return NO_NAMES;
  }
}
