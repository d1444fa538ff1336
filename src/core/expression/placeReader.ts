import { Cursor, isSeparator } from "./cursor.ts";
import { diagnose, withFix } from "./diagnostics.ts";
import type { Token, TokenKind } from "./lexer.ts";
import type { Text } from "./look.ts";
import { Loops, type OnePlace, type Place, type Round, refusedFor } from "./loops.ts";
import { describe } from "./refusals.ts";
import { StatementError } from "./statementError.ts";
import type { Expression } from "./tree.ts";
import type { Bracket } from "./waiting.ts";

/** What stands behind a function's parameters, or cannot be among them. */
const ENDS_OF_PARAMETERS: ReadonlySet<TokenKind> = new Set(["open", "close", "end", "semicolon", "equals"]);

/** Reads what stands in brackets behind an operand: places along its axes, or a step of a loop. */
export class PlaceReader extends Cursor {
  /** The parameters of the function that the statement at hand defines; null where it defines none. */
  protected parameterNames: ReadonlySet<string> | null = null;
  /** The loop that is being written out, and how far; null outside of loops. */
  protected round: Round | null = null;
  protected readonly loops: Loops;

  protected readonly text: Text;

  constructor(tokens: readonly Token[], text: Text) {
    super(tokens);
    this.text = text;
    this.loops = new Loops(tokens);
  }

  /** `[1, :]` behind an operand. */
  protected entry(operand: Expression, open: Token): Expression {
    const before = this.peek(-1);
    // Places stand directly behind what they are of; behind a list as it stands, a comma was forgotten.
    const isDirectly = before.to === open.from && before.kind !== "newline";
    const isBare = before.kind !== "close" && (operand.kind === "list" || operand.kind === "number");
    if (!isDirectly || isBare) throw new StatementError(diagnose("list-after-operand", open));
    this.place += 1;
    const places: Place[] = [];
    for (;;) {
      this.skipNewlines();
      places.push(this.placesOf(operand));
      const end = this.place;
      this.skipNewlines();
      const after = this.next();
      if (after.kind === "closeList") {
        const whole = { from: operand.from, to: after.to };
        const name = this.loops.stepOf(operand, places, this.round, this.parameterNames, whole);
        if (name !== null) return { kind: "name", name, ...whole };
        return { kind: "entry", operand, places: places.map(({ place }) => place), ...whole };
      }
      if (after.kind === "comma") continue;
      // What stands on a line of its own is another statement, and not a wrong place.
      if (after.kind === "end" || isSeparator(after) || this.peek(-2).kind === "newline") {
        this.place = end;
        throw this.unclosed({ kind: "list", open });
      }
      if (this.round !== null) throw new StatementError(diagnose("bad-step", after, this.round.index));
      const found =
        after.kind === "colon" || after.kind === "range" ? "a range with a step" : describe(after);
      throw new StatementError(diagnose("bad-place", after, found));
    }
  }

  /** What is taken along one axis: `2`, `1:2`, `:`. */
  protected placesOf(operand: Expression): Place {
    const begin = this.peek();
    if (begin.kind === "colon") {
      this.place += 1;
      if (this.peek().kind !== "number") return { place: null, isCounted: false };
      throw new StatementError(diagnose("bad-place", begin, "a range without its beginning"));
    }
    const first = this.entryPlace(operand);
    const colon = this.peek();
    if (colon.kind !== "colon") return first;
    this.place += 1;
    const end = this.peek();
    if (end.kind === "comma" || end.kind === "closeList")
      throw new StatementError(diagnose("bad-place", colon, "a range without its end"));
    const last = this.entryPlace(operand);
    if (last.place < first.place)
      throw new StatementError(
        diagnose("range-backwards", { from: begin.from, to: end.to }, begin.text, end.text),
      );
    return { place: { first: first.place, last: last.place }, isCounted: first.isCounted || last.isCounted };
  }

  protected entryPlace(operand: Expression): OnePlace {
    const token = this.next();
    if (this.round !== null && token.kind === "name") return this.countedPlace(this.round, token);
    if (token.kind !== "number" || !Number.isInteger(Number(token.text))) {
      if (token.kind === "name") this.refuseFor(token.text);
      const found = token.kind === "end" || isSeparator(token) ? "nothing" : describe(token);
      throw new StatementError(diagnose("bad-place", token, found));
    }
    const place = Number(token.text);
    if (place === 0 && !this.loops.isLoop(operand, this.parameterNames))
      throw new StatementError(diagnose("place-zero", token));
    return { place, isCounted: false };
  }

  /** `t`, `t-1`, `t+2` between the brackets of a loop's body. */
  protected countedPlace({ index, at }: Round, token: Token): OnePlace {
    const sign = this.peek();
    const shift = this.peek(1);
    const isShifted = sign.text === "-" || sign.text === "+";
    const isWhole = shift.kind === "number" && /^\d+$/.test(shift.text);
    const end = isShifted ? this.peek(2) : sign;
    const isEnd = end.kind === "closeList" || end.kind === "comma" || end.kind === "colon";
    if (token.text !== index || (isShifted && !isWhole) || !isEnd) {
      const { from } = token;
      const { to } = isShifted ? shift : isEnd ? token : end;
      throw new StatementError(diagnose("bad-step", { from, to }, index));
    }
    if (isShifted) this.place += 2;
    const offset = isShifted ? Number(`${sign.text}${shift.text}`) : 0;
    return { place: at === null ? 1 : at + offset, isCounted: true };
  }

  /** Refuses a statement whose places are counted by a loop that it cannot have. */
  protected refuseFor(index: string): void {
    for (let ahead = 0; !isSeparator(this.peek(ahead)) && this.peek(ahead).kind !== "end"; ahead += 1)
      if (this.peek(ahead).text === "for" && this.peek(ahead + 1).text === index)
        throw refusedFor(this.peek(ahead), this.parameterNames !== null);
  }

  protected unclosed({ kind, open }: Pick<Bracket, "kind" | "open">): StatementError {
    const end = this.peek(-1).to;
    const insert = kind === "list" ? "]" : ")";
    const fix = { from: end, to: end, insert, label: `Add ${insert}` };
    return new StatementError(withFix(diagnose("unclosed-bracket", open, open.text, insert), fix));
  }

  /** Skips line breaks inside brackets, but not one before an assignment: there a bracket was forgotten. */
  protected skipNewlines(): void {
    while (this.peek().kind === "newline") {
      if (this.beginsAssignment(1)) return;
      this.place += 1;
    }
  }

  /** Whether `name =`, `name[ … ] =` or `name( … ) =` begins this many tokens ahead. */
  protected beginsAssignment(ahead: number): boolean {
    if (this.peek(ahead).kind !== "name") return false;
    if (this.peek(ahead + 1).kind === "openList") return this.loops.isAssignedAt(this.place + ahead);
    if (this.peek(ahead + 1).kind !== "open") return this.peek(ahead + 1).kind === "equals";
    let end = ahead + 2;
    while (!ENDS_OF_PARAMETERS.has(this.peek(end).kind)) end += 1;
    return this.peek(end).kind === "close" && this.peek(end + 1).kind === "equals";
  }
}
