import { type Diagnostic, diagnose, withFix } from "./diagnostics.ts";
import { foreignContinuation, foreignOperand, foreignStatement, isConnective } from "./foreign.ts";
import { type Token, type TokenKind, tokenize } from "./lexer.ts";
import { LONGEST_TEXT } from "./limits.ts";
import {
  Loops,
  type OnePlace,
  type Place,
  type Round,
  refusedFor,
  type StepHead,
  stepName,
} from "./loops.ts";
import { PRECEDENCE } from "./precedence.ts";
import type { Span } from "./span.ts";
import { StatementError } from "./statementError.ts";
import type { BinaryOperator, Expression, Parameter, Statement } from "./tree.ts";

/** A bracket of a broken statement that is still open after so many lines was forgotten. */
const MOST_LINES = 50;
/** What stands behind a function's parameters, or cannot be among them. */
const ENDS_OF_PARAMETERS: ReadonlySet<TokenKind> = new Set(["open", "close", "end", "semicolon", "equals"]);

/**
 * What waits for its right side while the parser reads on. This stack replaces the recursion of a textbook Pratt
 * parser, so that 100 000 open brackets are no deeper than one.
 */
type Waiting =
  | { readonly kind: "prefix"; readonly token: Token; readonly power: number }
  | {
      readonly kind: "binary";
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly power: number;
    }
  | { readonly kind: "group"; readonly open: Token }
  | { readonly kind: "list"; readonly open: Token; readonly entries: Expression[] }
  | { readonly kind: "call"; readonly callee: Token; readonly open: Token; readonly operands: Expression[] };

/** What is left of a statement that could not be read. */
export interface BrokenStatement extends Span {
  /** What it assigns, if that much could be read. */
  readonly name: string | null;
  readonly nameSpan: Span | null;
  /** The names that it may define; null if that could be any name, misspelt or cut in two. */
  readonly mayDefine: ReadonlySet<string> | null;
}

export interface ParsedText {
  readonly statements: readonly Statement[];
  /** In the order of the text, as the statements are. */
  readonly broken: readonly BrokenStatement[];
  /** Between two factors with no sign between them, those of broken statements included, in the order of the text. */
  readonly impliedProducts: readonly Span[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads a text into statements. Never throws: each statement that is wrong gives one diagnostic, at the first place
 * where it cannot go on, and the next one is read all the same. The method is Pratt's ("Top down operator
 * precedence", POPL 1973), with an explicit stack.
 */
export function parse(text: string): ParsedText {
  if (text.length > LONGEST_TEXT) {
    const place = { from: LONGEST_TEXT, to: text.length };
    return {
      statements: [],
      broken: [],
      impliedProducts: [],
      diagnostics: [diagnose("text-too-long", place, "200 000")],
    };
  }
  return new Parser(tokenize(text)).program();
}

class Parser {
  private place = 0;
  /** Brackets open in the statement at hand. */
  private depth = 0;
  /** What the statement at hand assigns; null where it does not, or is not read that far. */
  private assigned: Token | null = null;
  /** The parameters of the function that the statement at hand defines; null where it defines none. */
  private parameterNames: ReadonlySet<string> | null = null;
  /** The loop that is being written out, and how far; null outside of loops. */
  private round: Round | null = null;
  private readonly loops: Loops;
  /** Of the whole text, once somebody asks. */
  private assignedNames: ReadonlySet<string> | null = null;
  private readonly impliedProducts: Span[] = [];
  private readonly tokens: readonly Token[];
  private readonly first: Token;
  private readonly end: Token;

  constructor(tokens: readonly Token[]) {
    const [first, end] = [tokens[0], tokens.at(-1)];
    if (first === undefined || end === undefined) throw new Error("the token list lacks its end");
    this.tokens = tokens;
    this.first = first;
    this.end = end;
    this.loops = new Loops(tokens);
  }

  program(): ParsedText {
    const statements: Statement[] = [];
    const broken: BrokenStatement[] = [];
    const diagnostics: Diagnostic[] = [];
    for (;;) {
      while (isSeparator(this.peek())) this.place += 1;
      if (this.peek().kind === "end") break;
      const begin = this.place;
      try {
        if (this.peek(1).kind === "openList" && this.loops.headAt(this.place) !== null)
          for (const step of this.loop()) statements.push(step);
        else statements.push(this.statement());
      } catch (problem) {
        if (!(problem instanceof StatementError)) throw problem;
        diagnostics.push(problem.diagnostic);
        this.round = null;
        this.place = this.endOfBroken();
        if (problem.diagnostic.code === "loop-first") this.skipIndented();
        broken.push(this.brokenStatement(begin));
      }
    }
    if (statements.length === 0 && diagnostics.length === 0) {
      diagnostics.push(diagnose("empty-program", { from: 0, to: 0 }));
    }
    return { statements, broken, impliedProducts: this.impliedProducts, diagnostics };
  }

  private peek(ahead = 0): Token {
    return this.tokens[this.place + ahead] ?? (this.place + ahead < 0 ? this.first : this.end);
  }

  private next(): Token {
    const token = this.peek();
    this.place += 1;
    return token;
  }

  /**
   * The token behind a broken statement. Lines inside brackets that are closed further down belong to it; otherwise a
   * bracket is what is broken, and the line ends it.
   */
  private endOfBroken(): number {
    const isEnd = ({ kind }: Token): boolean => kind === "semicolon" || kind === "end";
    let ahead = 0;
    while (!isSeparator(this.peek(ahead)) && !isEnd(this.peek(ahead))) ahead += 1;
    const lineEnd = this.place + ahead;
    let depth = this.depth;
    let lines = 0;
    for (ahead = 0; !isEnd(this.peek(ahead)); ahead += 1) {
      const { kind } = this.peek(ahead);
      if (kind === "open" || kind === "openList") depth += 1;
      if (kind === "close" || kind === "closeList") depth -= 1;
      if (kind !== "newline") continue;
      if (depth <= 0) return this.place + ahead;
      lines += 1;
      if (lines > MOST_LINES || this.beginsAssignment(ahead + 1)) break;
    }
    return depth <= 0 ? this.place + ahead : lineEnd;
  }

  /** What can be known of the statement whose tokens begin at `begin` and end before the next one. */
  private brokenStatement(begin: number): BrokenStatement {
    const tokens = this.tokens.slice(begin, this.place);
    const { from } = this.tokens[begin] ?? this.peek();
    const span = { from, to: tokens.at(-1)?.to ?? from };
    const { assigned } = this;
    const names = new Set(tokens.flatMap(({ kind, text }) => (kind === "name" ? [text] : [])));
    const equals = tokens.filter(({ kind }) => kind === "equals").length;
    if (assigned === null)
      return { name: null, nameSpan: null, mayDefine: equals > 0 ? null : names, ...span };
    const { text: name, from: start, to } = assigned;
    // A second `=` was perhaps meant to begin a statement of its own.
    const mayDefine = equals > 1 ? names : new Set([name]);
    return { name, nameSpan: { from: start, to }, mayDefine, ...span };
  }

  private statement(): Statement {
    const first = this.peek();
    this.parameterNames = null;
    if (first.text === "for") this.loops.refuseFirst(this.place);
    const step = this.peek(1).kind === "openList" ? this.loops.assignedStepAt(this.place) : null;
    if (step !== null) return this.assignedStep(first, step);
    const assigns = this.peek(1).kind !== "openList" && this.beginsAssignment(0);
    this.assigned = assigns ? first : null;
    this.depth = 0;
    if (!assigns && first.kind === "name") this.refuseAt(this.place, foreignStatement);
    const parameters = assigns && this.peek(1).kind === "open" ? this.parameters() : null;
    if (assigns) this.place += parameters === null ? 2 : 1;
    const expression = this.expression();
    return {
      name: assigns ? first.text : null,
      nameSpan: assigns ? { from: first.from, to: first.to } : null,
      parameters,
      expression,
      from: first.from,
      to: expression.to,
    };
  }

  /** Ends the statement where another language speaks from that place on. What a fix would mend is a part of it. */
  private refuseAt(place: number, foreign: (peek: (ahead: number) => Token) => Diagnostic | null): void {
    const problem = foreign((ahead) => this.tokens[place + ahead] ?? (ahead < 0 ? this.first : this.end));
    if (problem === null) return;
    this.place = place;
    while (this.peek().to < (problem.fix?.to ?? 0)) this.place += 1;
    throw new StatementError(problem);
  }

  private isAssigned(word: string): boolean {
    this.assignedNames ??= new Set(
      this.tokens.flatMap(({ text }, at) => (this.tokens[at + 1]?.kind === "equals" ? [text] : [])),
    );
    return this.assignedNames.has(word);
  }

  /** `h[0] = …`: a step of a loop that stands alone. */
  private assignedStep(first: Token, { place, to }: { place: number; to: number }): Statement {
    this.assigned = null;
    this.depth = 0;
    this.place += 5;
    const expression = this.expression();
    this.loops.passed(first.text, place);
    const name = stepName(first.text, place);
    const { from } = first;
    return { name, nameSpan: { from, to }, parameters: null, expression, from, to: expression.to };
  }

  /** A loop, written out: a statement for each of its steps, all of them at the loop's place in the text. */
  private loop(): readonly Statement[] {
    this.assigned = null;
    this.parameterNames = null;
    const { from } = this.peek();
    const heads = this.loopHeads();
    const range = this.loops.rangeAt(this.place, heads);
    this.place = range.end;
    const statements: Statement[] = [];
    for (let at = range.first; at <= range.last; at += 1) {
      this.round = { index: range.index, at, heads, first: range.first };
      for (const { base, offset, nameSpan, body } of heads) {
        this.place = body;
        this.depth = 0;
        const expression = this.expression();
        const step = { loop: base, number: this.loops.numbered(base, at + offset, nameSpan) };
        const name = stepName(base, step.number);
        statements.push({ name, nameSpan, parameters: null, expression, step, from, to: range.to });
        this.loops.passed(base, step.number);
      }
    }
    this.round = null;
    this.place = range.end;
    return statements;
  }

  /** What a loop repeats, read for where it ends: what its index stands for is not known before. */
  private loopHeads(): readonly StepHead[] {
    const heads: StepHead[] = [];
    for (;;) {
      while (this.peek().kind === "newline") this.place += 1;
      const head = this.loops.headAt(this.place);
      if (head === null) throw new Error("a loop begins with what it assigns");
      heads.push(head);
      this.round = { index: head.index, at: null, heads, first: 0 };
      this.place = head.body;
      this.depth = 0;
      this.expression();
      // A long loop may have its `for` on a line of its own.
      if (this.peek().kind === "newline" && this.peek(1).text === "for" && this.peek(2).kind === "name")
        this.place += 1;
      if (this.peek().kind !== "comma") return heads;
      this.place += 1;
    }
  }

  /** Past lines that are further in than what they stand below. */
  private skipIndented(): void {
    for (;;) {
      const [line, inner] = [this.peek(), this.peek(1)];
      if (line.kind !== "newline" || inner.kind === "end") return;
      if (inner.from === line.to && inner.kind !== "newline") return;
      this.place += 1;
      while (this.peek().kind !== "newline" && this.peek().kind !== "end") this.place += 1;
    }
  }

  /** Whether `name =`, `name[ … ] =` or `name( … ) =` begins this many tokens ahead. */
  private beginsAssignment(ahead: number): boolean {
    if (this.peek(ahead).kind !== "name") return false;
    if (this.peek(ahead + 1).kind === "openList") return this.loops.isAssignedAt(this.place + ahead);
    if (this.peek(ahead + 1).kind !== "open") return this.peek(ahead + 1).kind === "equals";
    let end = ahead + 2;
    while (!ENDS_OF_PARAMETERS.has(this.peek(end).kind)) end += 1;
    return this.peek(end).kind === "close" && this.peek(end + 1).kind === "equals";
  }

  /** The parameters of a function's definition, up to its `=`. */
  private parameters(): readonly Parameter[] {
    this.place += 2;
    this.depth = 1;
    const parameters: Parameter[] = [];
    const names = new Set<string>();
    for (;;) {
      this.skipNewlines();
      const token = this.peek();
      if (token.kind !== "name") throw new StatementError(diagnose("bad-parameter", token, token.text));
      const { text, from, to } = token;
      if (names.has(text)) throw new StatementError(diagnose("repeated-parameter", token, text));
      names.add(text);
      parameters.push({ name: text, from, to });
      this.place += 1;
      this.skipNewlines();
      const after = this.peek();
      if (after.kind !== "comma" && after.kind !== "close")
        throw new StatementError(diagnose("bad-parameter", after, after.text));
      this.place += 1;
      if (after.kind === "comma") continue;
      this.depth = 0;
      this.parameterNames = names;
      return parameters;
    }
  }

  /** One expression, up to the end of its statement. */
  private expression(): Expression {
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
  private operand(waiting: Waiting[]): Expression | null {
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
        if (token.text === "lambda") this.refuseAt(this.place - 1, foreignOperand);
        if (this.peek().kind !== "open") {
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
    this.place -= 1;
    throw new StatementError(missingOperand(this.peek(-1), token, waiting.at(-1)));
  }

  /** The token after an operand, past line breaks that cannot end the statement. */
  private continuation(): Token {
    if (this.depth > 0) this.skipNewlines();
    const token = this.peek();
    switch (token.kind) {
      case "unknown":
        this.refuseAt(this.place, foreignContinuation);
        throw new StatementError(diagnose("unknown-character", token, describe(token)));
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
        throw new StatementError(diagnose("stray-colon", token));
      case "range":
        throw new StatementError(diagnose("stray-range", token));
      case "comma":
        // What a loop repeats may be several statements.
        return this.round !== null && this.depth === 0 && this.beginsNextHead() ? this.end : token;
      default:
        return token;
    }
  }

  /** `[1, :]` behind an operand. */
  private entry(operand: Expression, open: Token): Expression {
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
  private placesOf(operand: Expression): Place {
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

  private entryPlace(operand: Expression): OnePlace {
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
  private countedPlace({ index, at }: Round, token: Token): OnePlace {
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

  /** Whether a loop's `for` ends what is read; a `for` that ends no loop is refused. */
  private endsAtFor(): boolean {
    if (this.round !== null && this.depth === 0) return true;
    const sign = this.peek(2);
    const isLoop = this.peek(1).kind === "name" && (sign.kind === "equals" || sign.text === "in");
    if (!isLoop) return false;
    // A bracket that is still open was forgotten, unless it is closed behind the loop.
    if (this.round !== null && !this.closesAhead()) return true;
    throw refusedFor(this.peek(), this.parameterNames !== null);
  }

  private closesAhead(): boolean {
    for (let ahead = 1; !isSeparator(this.peek(ahead)) && this.peek(ahead).kind !== "end"; ahead += 1)
      if (this.peek(ahead).kind === "close" || this.peek(ahead).kind === "closeList") return true;
    return false;
  }

  /** Refuses a statement whose places are counted by a loop that it cannot have. */
  private refuseFor(index: string): void {
    for (let ahead = 0; !isSeparator(this.peek(ahead)) && this.peek(ahead).kind !== "end"; ahead += 1)
      if (this.peek(ahead).text === "for" && this.peek(ahead + 1).text === index)
        throw refusedFor(this.peek(ahead), this.parameterNames !== null);
  }

  /** Whether `, name[t] =` comes next. */
  private beginsNextHead(): boolean {
    let ahead = 1;
    while (this.peek(ahead).kind === "newline") ahead += 1;
    return this.loops.headAt(this.place + ahead)?.index === this.round?.index;
  }

  private unclosed({ kind, open }: Pick<Bracket, "kind" | "open">): StatementError {
    const end = this.peek(-1).to;
    const insert = kind === "list" ? "]" : ")";
    const fix = { from: end, to: end, insert, label: `Add ${insert}` };
    return new StatementError(withFix(diagnose("unclosed-bracket", open, open.text, insert), fix));
  }

  private missingOperator(token: Token): StatementError {
    const left = this.peek(-1);
    const written = left.kind === "number" || left.kind === "name" ? left.text : "";
    const problem = diagnose("missing-operator", token, written, token.text);
    // What is no operand by itself, as the tail of `1_000`, is not mended by a sign.
    if (written === "" || token.kind !== "number") return new StatementError(problem);
    const fix = { from: left.to, to: token.from, insert: " * ", label: "Insert *" };
    return new StatementError(withFix(problem, fix));
  }

  /** Skips line breaks inside brackets, but not one before an assignment: there a bracket was forgotten. */
  private skipNewlines(): void {
    while (this.peek().kind === "newline") {
      if (this.beginsAssignment(1)) return;
      this.place += 1;
    }
  }

  private comma(waiting: readonly Waiting[], token: Token, operand: Expression): void {
    const frame = waiting.at(-1);
    if (frame?.kind === "list") frame.entries.push(operand);
    else if (frame?.kind === "call") frame.operands.push(operand);
    else throw new StatementError(diagnose("stray-comma", token));
    this.place += 1;
  }

  private close(waiting: Waiting[], token: Token, operand: Expression): Expression {
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
}

type Bracket = Exclude<Waiting, { kind: "prefix" | "binary" }>;

function isBracket(frame: Waiting): frame is Bracket {
  return frame.kind === "group" || frame.kind === "call" || frame.kind === "list";
}

/** A bracket closed by one of the other kind. */
function mismatched({ kind, open }: Bracket, token: Token): StatementError {
  const insert = kind === "list" ? "]" : ")";
  const { from, to } = token;
  const fix = { from, to, insert, label: `Write ${insert}` };
  return new StatementError(
    withFix(diagnose("mismatched-bracket", token, open.text, insert, token.text), fix),
  );
}

/** The index of a loop as a number, which it is in each step. */
function stepNumber({ at }: Round, { from, to }: Token): Expression {
  const value = at ?? 1;
  return { kind: "number", value, text: String(value), from, to };
}

/** A sign that stands for a function, as √ or `'`. */
function called(callee: string, { from, to }: Token, operand: Expression, place: Span): Expression {
  return { kind: "call", callee, calleeSpan: { from, to }, operands: [operand], ...place };
}

function isSeparator(token: Token): boolean {
  return token.kind === "newline" || token.kind === "semicolon";
}

interface BindingPower {
  readonly left: number;
  readonly right: number;
}

const PRODUCT: BindingPower = { left: PRECEDENCE["*"], right: PRECEDENCE["*"] };
const SUM: BindingPower = { left: PRECEDENCE["+"], right: PRECEDENCE["+"] };
// Frames that bind at least as tightly as `left` are complete; one more lets a power wait for the power to its right.
const POWER: BindingPower = { left: PRECEDENCE["^"] + 1, right: PRECEDENCE["^"] };

/** How tightly a token binds what stands left and right of it; null if it does not continue an expression. */
function bindingPower({ kind, text }: Token): BindingPower | null {
  if (kind === "name" || kind === "open") return PRODUCT;
  if (kind !== "operator") return null;
  if (text === "^") return POWER;
  return text === "+" || text === "-" ? SUM : PRODUCT;
}

/** A tree with the brackets round it. */
function withSpan(tree: Expression, from: number, to: number): Expression {
  // Copied kind by kind: trees in brackets are frequent, and a spread of any of their shapes is slow.
  switch (tree.kind) {
    case "number":
      return { kind: tree.kind, value: tree.value, text: tree.text, from, to };
    case "name":
      return { kind: tree.kind, name: tree.name, from, to };
    case "negate":
      return { kind: tree.kind, operand: tree.operand, from, to };
    case "binary":
      return { kind: tree.kind, operator: tree.operator, left: tree.left, right: tree.right, from, to };
    case "call":
    case "list":
    case "entry":
      return { ...tree, from, to };
  }
}

/** Completes what waits and binds at least as tightly as `power`. */
function reduce(waiting: Waiting[], operand: Expression, power: number): Expression {
  let result = operand;
  for (;;) {
    const frame = waiting.at(-1);
    if (frame === undefined || isBracket(frame) || frame.power < power) return result;
    waiting.pop();
    if (frame.kind === "prefix") {
      const { text, from } = frame.token;
      if (text === "√") {
        result = called("sqrt", frame.token, result, { from, to: result.to });
        continue;
      }
      result = text === "-" ? { kind: "negate", operand: result, from, to: result.to } : { ...result, from };
    } else {
      const { operator, left } = frame;
      result = { kind: "binary", operator, left, right: result, from: left.from, to: result.to };
    }
  }
}

/** `x²`: the power without its sign. */
function raised(base: Expression, { text, from, to }: Token): Expression {
  const digits: Expression = {
    kind: "number",
    value: Math.abs(Number(text)),
    text: text.replace("-", ""),
    from,
    to,
  };
  const right: Expression = text.startsWith("-") ? { kind: "negate", operand: digits, from, to } : digits;
  return { kind: "binary", operator: "^", left: base, right, from: base.from, to };
}

function missingOperand(before: Token, found: Token, frame: Waiting | undefined): Diagnostic {
  if (found.kind === "unknown") return diagnose("unknown-character", found, describe(found));
  const isClose = found.kind === "close" || found.kind === "closeList";
  const isOpen = before.kind === "open" || before.kind === "openList";
  if (isClose && frame !== undefined && isBracket(frame) && isOpen)
    return diagnose("empty-brackets", { from: frame.open.from, to: found.to });
  if (isClose && frame === undefined) return strayBracket(found);
  const isAfterSomething = before.from < found.from && !isSeparator(before);
  const what = found.kind === "end" || isSeparator(found) ? "" : `\`${found.text}\``;
  return diagnose("missing-operand", found, isAfterSomething ? before.text : "", what);
}

function strayBracket(token: Token): Diagnostic {
  const { from, to } = token;
  return withFix(diagnose("stray-bracket", token, token.text), {
    from,
    to,
    insert: "",
    label: `Remove ${token.text}`,
  });
}

/** A character in words that can be shown: those that cannot be seen are named by their number. */
function describe(token: Token): string {
  if (token.kind !== "unknown") return `\`${token.text}\``;
  const code = token.text.codePointAt(0) ?? 0;
  const number = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  return /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(token.text) ? `\`${token.text}\`` : `The character ${number}`;
}
