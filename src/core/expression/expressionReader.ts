import { isSeparator } from "./cursor.ts";
import { type Diagnostic, diagnose, withFix } from "./diagnostics.ts";
import { foreignContinuation, foreignOperand, isConnective } from "./foreign.ts";
import type { Token } from "./lexer.ts";
import type { Look, Text } from "./look.ts";
import { refusedFor } from "./loops.ts";
import { PlaceReader } from "./placeReader.ts";
import { powerOfFunction } from "./powers.ts";
import { PRECEDENCE } from "./precedence.ts";
import { describe, mismatched, missingOperand, strayBracket } from "./refusals.ts";
import type { Span } from "./span.ts";
import { StatementError } from "./statementError.ts";
import type { BinaryOperator, Expression } from "./tree.ts";
import {
  bindingPower,
  called,
  isBracket,
  raised,
  reduce,
  stepNumber,
  type Waiting,
  withSpan,
} from "./waiting.ts";

/** Reads one expression, by Pratt's method with an explicit stack. */
export class ExpressionReader extends PlaceReader {
  /** Brackets open in the statement at hand. */
  protected depth = 0;
  protected readonly impliedProducts: Span[] = [];
  /** Of the whole text, once somebody asks. */
  private assignedNames: ReadonlySet<string> | null = null;

  /** One expression, up to the end of its statement. */
  protected expression(): Expression {
    const waiting: Waiting[] = [];
    for (;;) {
      let operand = this.operand(waiting);
      if (operand === null) continue;
      for (;;) {
        const token = this.continuation();
        if (token.kind === "prime") {
          operand = called("transpose", token, operand, { from: operand.from, to: token.to });
          this.place += 1;
          continue;
        }
        if (token.kind === "openList") {
          operand = this.entry(operand, token);
          continue;
        }
        if (token.kind === "superscript") {
          operand = raised(reduce(waiting, operand, PRECEDENCE["^"] + 1), token);
          this.place += 1;
          continue;
        }
        const power = bindingPower(token);
        if (power !== null) {
          operand = reduce(waiting, operand, power.left);
          const isWritten = token.kind === "operator" && token.text !== "√";
          const operator = isWritten ? (token.text as BinaryOperator) : "*";
          waiting.push({ kind: "binary", operator, left: operand, power: power.right });
          // A product that is not written out consumes no token: its right operand is the token itself.
          if (isWritten) this.place += 1;
          else if (this.round === null || this.round.at === null)
            this.impliedProducts.push({ from: operand.to, to: token.from });
          break;
        }
        operand = reduce(waiting, operand, 0);
        if (token.kind === "comma") {
          this.comma(waiting, token, operand);
          break;
        }
        if (token.kind === "close" || token.kind === "closeList") {
          operand = this.close(waiting, token, operand);
          continue;
        }
        // All else is complete: only an open bracket can still wait.
        const frame = waiting.at(-1);
        if (frame !== undefined && isBracket(frame)) throw this.unclosed(frame);
        return operand;
      }
    }
  }

  /** An operand that is complete at once, or null after pushing what has to wait for the rest of it. */
  protected operand(waiting: Waiting[]): Expression | null {
    if (this.depth > 0) this.skipNewlines();
    const token = this.next();
    switch (token.kind) {
      case "number":
        return {
          kind: "number",
          value: Number(token.text),
          text: token.text,
          from: token.from,
          to: token.to,
        };
      case "name":
        if (this.round !== null && token.text === this.round.index) return stepNumber(this.round, token);
        if (token.text === "lambda" || (token.text === "not" && !this.isAssigned("not")))
          this.refuseAt(this.place - 1, foreignOperand);
        if (this.peek().kind !== "open") {
          if (this.peek().kind === "superscript" || this.peek().text === "^") this.refusePower(token.text);
          return { kind: "name", name: token.text, from: token.from, to: token.to };
        }
        this.depth += 1;
        waiting.push({ kind: "call", callee: token, open: this.next(), operands: [] });
        return null;
      case "open":
        this.depth += 1;
        waiting.push({ kind: "group", open: token });
        return null;
      case "openList":
        this.depth += 1;
        waiting.push({ kind: "list", open: token, entries: [] });
        return null;
      case "operator":
        if (token.text === "-" || token.text === "+") {
          waiting.push({ kind: "prefix", token, power: PRECEDENCE.negate });
          return null;
        }
        if (token.text === "√") {
          // Brackets behind the sign say how far it reaches; otherwise a power goes under it, as under a bar: √x² is √(x²).
          const power = this.peek().kind === "open" ? PRECEDENCE.atom : PRECEDENCE.negate;
          waiting.push({ kind: "prefix", token, power });
          return null;
        }
        break;
      default:
        break;
    }
    this.refuseAt(this.place - 1, foreignOperand);
    this.refuseAt(this.place - 1, this.text.abroad);
    this.place -= 1;
    throw new StatementError(missingOperand(this.peek(-1), token, waiting.at(-1)));
  }

  /** The token after an operand, past line breaks that cannot end the statement. */
  protected continuation(): Token {
    if (this.depth > 0) this.skipNewlines();
    const token = this.peek();
    switch (token.kind) {
      case "unknown":
        this.refuseAt(this.place, this.text.abroad);
        throw new StatementError(diagnose("unknown-character", token, describe(token), ""));
      case "equals":
        this.refuseAt(this.place, foreignContinuation);
        throw new StatementError(diagnose("bad-assignment", token));
      case "name":
        if (token.text === "for" && this.endsAtFor()) return this.end;
        if (this.peek(1).kind === "equals") {
          const fix = { from: this.peek(-1).to, to: token.from, insert: "\n", label: "Begin a new line" };
          throw new StatementError(withFix(diagnose("missing-line-break", token, token.text), fix));
        }
        if (isConnective(token.text) && !this.isAssigned(token.text))
          this.refuseAt(this.place, foreignContinuation);
        // Not a product: `1_000` is meant as a number.
        if (token.text.startsWith("_") && this.peek(-1).to === token.from) throw this.missingOperator(token);
        return token;
      case "number":
        throw this.missingOperator(token);
      case "colon":
        this.refuseAt(this.place, this.text.abroad);
        throw new StatementError(diagnose("stray-colon", token));
      case "range":
        this.refuseAt(this.place, this.text.abroad);
        throw new StatementError(diagnose("stray-range", token));
      case "comma":
        // What a loop repeats may be several statements.
        return this.round !== null && this.depth === 0 && this.beginsNextHead() ? this.end : token;
      default:
        return token;
    }
  }

  /** Whether a loop's `for` ends what is read; a `for` that ends no loop is refused. */
  protected endsAtFor(): boolean {
    if (this.round !== null && this.depth === 0) return true;
    const sign = this.peek(2);
    const isLoop = this.peek(1).kind === "name" && (sign.kind === "equals" || sign.text === "in");
    if (!isLoop) return false;
    // A bracket that is still open was forgotten, unless it is closed behind the loop.
    if (this.round !== null && !this.closesAhead()) return true;
    throw refusedFor(this.peek(), this.parameterNames !== null);
  }

  protected closesAhead(): boolean {
    for (let ahead = 1; !isSeparator(this.peek(ahead)) && this.peek(ahead).kind !== "end"; ahead += 1)
      if (this.peek(ahead).kind === "close" || this.peek(ahead).kind === "closeList") return true;
    return false;
  }

  /** Whether `, name[t] =` comes next. */
  protected beginsNextHead(): boolean {
    let ahead = 1;
    while (this.peek(ahead).kind === "newline") ahead += 1;
    return this.loops.headAt(this.place + ahead)?.index === this.round?.index;
  }

  protected comma(waiting: readonly Waiting[], token: Token, operand: Expression): void {
    const frame = waiting.at(-1);
    if (frame?.kind === "list") frame.entries.push(operand);
    else if (frame?.kind === "call") frame.operands.push(operand);
    else {
      this.refuseAt(this.place, this.text.abroad);
      throw new StatementError(diagnose("stray-comma", token));
    }
    this.place += 1;
  }

  protected close(waiting: Waiting[], token: Token, operand: Expression): Expression {
    const frame = waiting.pop();
    if (frame === undefined || !isBracket(frame)) throw new StatementError(strayBracket(token));
    if ((frame.kind === "list") !== (token.kind === "closeList")) throw mismatched(frame, token);
    this.place += 1;
    this.depth -= 1;
    if (frame.kind === "list") {
      frame.entries.push(operand);
      return { kind: "list", entries: frame.entries, from: frame.open.from, to: token.to };
    }
    if (frame.kind === "group") return withSpan(operand, frame.open.from, token.to);
    const { callee, operands } = frame;
    operands.push(operand);
    return {
      kind: "call",
      callee: callee.text,
      calleeSpan: { from: callee.from, to: callee.to },
      operands,
      from: callee.from,
      to: token.to,
    };
  }

  protected missingOperator(token: Token): StatementError {
    const left = this.peek(-1);
    const written = left.kind === "number" || left.kind === "name" ? left.text : "";
    const problem = diagnose("missing-operator", token, written, token.text);
    // What is no operand by itself, as the tail of `1_000`, is not mended by a sign.
    if (written === "" || token.kind !== "number") return new StatementError(problem);
    const fix = { from: left.to, to: token.from, insert: " * ", label: "Insert *" };
    return new StatementError(withFix(problem, fix));
  }

  /** Ends the statement where another language speaks from that place on. What a fix would mend is a part of it. */
  protected refuseAt(place: number, foreign: (peek: Look, text: Text) => Diagnostic | null): void {
    const peek: Look = (ahead) => this.tokens[place + ahead] ?? (place + ahead < 0 ? this.first : this.end);
    const problem = foreign(peek, this.text);
    if (problem === null) return;
    this.place = place;
    while (this.peek().to < (problem.fix?.to ?? 0)) this.place += 1;
    throw new StatementError(problem);
  }

  /** A parameter may have a function's name. */
  private refusePower(name: string): void {
    if (this.parameterNames?.has(name) !== true && this.text.takes(name, 1))
      this.refuseAt(this.place - 1, powerOfFunction);
  }

  protected isAssigned(word: string): boolean {
    this.assignedNames ??= new Set(
      this.tokens.flatMap(({ text }, at) => (this.tokens[at + 1]?.kind === "equals" ? [text] : [])),
    );
    return this.assignedNames.has(word);
  }
}
