import { isSeparator } from "./cursor.ts";
import { type Diagnostic, diagnose } from "./diagnostics.ts";
import { ExpressionReader } from "./expressionReader.ts";
import { foreignStatement, isCommand } from "./foreign.ts";
import { type Token, tokenize } from "./lexer.ts";
import { LONGEST_TEXT } from "./limits.ts";
import type { Abroad, Takes } from "./look.ts";
import { type StepHead, stepName } from "./loops.ts";
import type { Span } from "./span.ts";
import { StatementError } from "./statementError.ts";
import type { Parameter, Statement } from "./tree.ts";

/** A bracket of a broken statement that is still open after so many lines was forgotten. */
const MOST_LINES = 50;
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
 * where it cannot go on, and the next one is read all the same. `takes` tells which functions there are, and
 * `abroad` what other languages mean, for what is said of both. The method is Pratt's ("Top down operator
 * precedence", POPL 1973), with an explicit stack.
 */
export function parse(text: string, takes: Takes = () => false, abroad: Abroad = () => null): ParsedText {
  if (text.length > LONGEST_TEXT) {
    const place = { from: LONGEST_TEXT, to: text.length };
    return {
      statements: [],
      broken: [],
      impliedProducts: [],
      diagnostics: [diagnose("text-too-long", place, "200 000")],
    };
  }
  return new Parser(tokenize(text), { source: text, takes, abroad }).program();
}

class Parser extends ExpressionReader {
  /** What the statement at hand assigns; null where it does not, or is not read that far. */
  private assigned: Token | null = null;

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
    const isNameHere = isCommand(first.text) && this.isAssigned(first.text);
    if (!assigns && first.kind === "name" && !isNameHere) this.refuseAt(this.place, foreignStatement);
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
}
