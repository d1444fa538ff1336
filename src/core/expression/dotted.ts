import { type Diagnostic, diagnose, withFix } from "./diagnostics.ts";
import { isWrapper, nameHere, signHere } from "./elsewhere.ts";
import type { Token } from "./lexer.ts";
import { type Arguments, argumentsAt, beginningOf, isLineEnd, type Look, type Text } from "./look.ts";
import { quoted } from "./quoted.ts";
import type { Span } from "./span.ts";

// What stands behind a point in Python: functions of modules, methods, and a tensor's own properties.

const MODULES: ReadonlySet<string> = new Set(
  "np numpy jnp jax torch nn functional F tf tensorflow keras math Math linalg special scipy".split(" "),
);
const GRADIENTS: ReadonlySet<string> = new Set("backward grad".split(" "));
/** Of all entries, unless a second operand says in Python along which axis. */
const OF_ALL_ENTRIES: ReadonlySet<string> = new Set("max min sum mean norm softmax logsumexp".split(" "));
/** Settings of a tensor that change nothing that is calculated here. */
const WITHOUT_EFFECT: ReadonlySet<string> = new Set("requires_grad dtype device".split(" "));
const FREE_BEFORE: ReadonlySet<Token["kind"]> = new Set([
  "equals",
  "open",
  "openList",
  "comma",
  "newline",
  "semicolon",
] as const);
const FREE_BEHIND: ReadonlySet<Token["kind"]> = new Set([
  "close",
  "closeList",
  "comma",
  "newline",
  "semicolon",
  "end",
] as const);

/** `np.dot`, `x.T` and `x.sum()`, with what is written for them here; null where the point is anything else. */
export function dotted(peek: Look, text: Text): Diagnostic | null {
  const [before, name] = [peek(-1), peek(1)];
  if (name.kind !== "name") return null;
  const point = new Point(peek, text);
  return before.kind === "name" && MODULES.has(before.text) ? point.ofModule() : point.ofValue(name.text);
}

/** What stands round a point. A `Span` here goes from the first token to the last, counted as `Look` does. */
class Point {
  private readonly peek: Look;
  private readonly text: Text;

  constructor(peek: Look, text: Text) {
    this.peek = peek;
    this.text = text;
  }

  /** `np.linalg.norm(x)`, `math.pi`, `nn.ReLU()(x)`. */
  ofModule(): Diagnostic {
    const { peek } = this;
    let to = 1;
    while (peek(to + 1).text === "." && peek(to + 2).kind === "name") to += 2;
    const path = { from: -1, to };
    const written = this.source(path);
    const name = peek(to).text;
    const meant = nameHere(name);
    if (peek(to + 1).kind !== "open")
      return this.text.takes(meant, null)
        ? this.instead(path, written, meant)
        : diagnose("unknown-character", this.place(path), `\`${written}\``, "");
    const given = argumentsAt(peek, to + 1);
    if (isWrapper(name)) return this.wrapper(path, given);
    const unknown = diagnose("unknown-function", this.place(path), written, "", "");
    if (given === null) return unknown;
    const [left, right] = given.operands;
    const sign = signHere(name);
    if (sign !== undefined && left !== undefined && right !== undefined && isPlain(given, 2))
      return this.infix(`${written}(…)`, { from: -1, to: given.close }, [left, sign, right]);
    const refused = this.setting(name, given, 1) ?? this.layer(path, given);
    if (refused !== null) return refused;
    return this.fits(meant, given, 0) ? this.instead(path, written, meant) : unknown;
  }

  /** `x.T`, `x.sum()`, `(a + b).dot(c)`, `loss.backward()`. */
  ofValue(name: string): Diagnostic {
    const from = beginningOf(this.peek, -1);
    const isCall = this.peek(2).kind === "open";
    const given = isCall ? argumentsAt(this.peek, 2) : null;
    const unknown = diagnose("unknown-character", this.place({ from: 0, to: 1 }), `\`.${name}\``, "");
    if (GRADIENTS.has(name)) return this.gradient(unknown, from, isCall ? given?.close : 1);
    if (name === "T" && !isCall) return this.transpose(from, 1);
    if (given === null || from === null) return unknown;
    const whole = { from, to: given.close };
    if (isPlain(given, 0) && (name === "t" || name === "transpose")) return this.transpose(from, given.close);
    if (isPlain(given, 0) && isWrapper(name)) return this.unwrapped(name, whole);
    const [operand] = given.operands;
    const sign = signHere(name);
    if (sign !== undefined && operand !== undefined && isPlain(given, 1))
      return this.infix(`.${name}(…)`, whole, [{ from, to: -1 }, sign, operand]);
    const refused = this.setting(name, given, 0);
    if (refused !== null) return refused;
    const meant = nameHere(name);
    if (!this.fits(meant, given, 1))
      return diagnose("unknown-function", this.place({ from: 0, to: 1 }), `.${name}`, "", "");
    const operands = [this.bare({ from, to: -1 }), ...given.operands.map((each) => this.source(each))];
    return this.instead(whole, this.quote(whole), `${meant}(${operands.join(", ")})`);
  }

  private transpose(begin: number | null, to: number): Diagnostic {
    const isName = begin === -1;
    const written = { from: isName ? -1 : 0, to };
    return this.instead(
      written,
      this.source(written),
      isName ? `${this.source({ from: -1, to: -1 })}'` : "'",
    );
  }

  /** A gradient is asked for, which every node here has: a line that does nothing else can go. */
  private gradient(problem: Diagnostic, begin: number | null, last: number | undefined): Diagnostic {
    if (begin === null || last === undefined) return problem;
    const before = this.peek(begin - 1);
    if (before.kind !== "newline" || !isLineEnd(this.peek(last + 1))) return problem;
    const place = this.place({ from: begin, to: last });
    return withFix(
      { ...problem, ...place },
      { from: before.from, to: place.to, insert: "", label: "Remove it" },
    );
  }

  /** A layer is made first, `nn.ReLU()`, and called then. */
  private layer({ from, to }: Span, { operands, keywords, close }: Arguments): Diagnostic | null {
    if (operands.length + keywords.length > 0 || this.peek(close + 1).kind !== "open") return null;
    const called = argumentsAt(this.peek, close + 1);
    const meant = this.peek(to).text.toLowerCase();
    if (called === null || !this.fits(meant, called, 0)) return null;
    return this.instead({ from, to: close }, this.source({ from, to: close }), meant);
  }

  /** `torch.tensor(1.0)` is the 1.0 in it. */
  private wrapper(path: Span, given: Arguments | null): Diagnostic {
    const [operand, further] = given?.operands ?? [];
    const written = this.source(path);
    const place = this.place(path);
    const hasEffect = given?.keywords.some(({ from }) => !WITHOUT_EFFECT.has(this.peek(from).text)) ?? true;
    if (
      given === null ||
      operand === undefined ||
      further !== undefined ||
      hasEffect ||
      this.isTuple(operand)
    )
      return diagnose("wrapped-value", place, written, "");
    const whole = { from: path.from, to: given.close };
    const insert = this.isFree(whole) ? this.source(operand) : this.factor(operand);
    const problem = diagnose("wrapped-value", place, written, this.quote(operand));
    return this.mended(problem, whole, insert, `Remove ${written}`);
  }

  /** `x.detach()` is x. */
  private unwrapped(name: string, { from, to }: Span): Diagnostic {
    const value = { from, to: -1 };
    const problem = diagnose("wrapped-value", this.place({ from: 0, to }), `.${name}()`, this.quote(value));
    return this.mended(problem, { from, to }, this.source(value), `Remove .${name}()`);
  }

  /** `torch.matmul(A, B)` as `A @ B`. */
  private infix(
    written: string,
    whole: Span,
    [left, sign, right]: readonly [Span, string, Span],
  ): Diagnostic {
    const meant = `${this.factor(left)} ${sign} ${this.factor(right)}`;
    return this.instead(whole, written, this.isFree(whole) ? meant : `(${meant})`);
  }

  /** `axis=0`, and the 0 of `np.max(x, 0)`, which is the largest of each column. */
  private setting(name: string, { operands, keywords }: Arguments, place: number): Diagnostic | null {
    const [keyword] = keywords;
    if (keyword !== undefined && this.text.takes(nameHere(name), 1))
      return diagnose("no-settings", this.place(keyword), `${this.peek(keyword.from).text}=`);
    const axis = operands[place];
    const isNumber = axis !== undefined && this.peek(axis.to).kind === "number";
    if (!isNumber || !OF_ALL_ENTRIES.has(name) || this.peek(-1).text === "Math") return null;
    return diagnose("no-settings", this.place(axis), this.source(axis));
  }

  private fits(name: string, { keywords, operands }: Arguments, before: number): boolean {
    const isGiven = keywords.length === 0 && this.text.takes(name, before + operands.length);
    return isGiven && !operands.some((operand) => this.isTuple(operand));
  }

  private isTuple({ from }: Span): boolean {
    return this.peek(from).kind === "open" && (argumentsAt(this.peek, from)?.operands.length ?? 0) > 1;
  }

  /** An operand as it stands beside a sign: in brackets, unless it is one thing. */
  private factor(operand: Span): string {
    const { from, to } = operand;
    const isNumber = from === to && this.peek(from).kind === "number";
    const written = this.source(operand);
    return isNumber || beginningOf(this.peek, to) === from ? written : `(${written})`;
  }

  /** An operand as it stands alone: brackets round all of it are left out. */
  private bare(operand: Span): string {
    const { from, to } = operand;
    const inside = this.peek(from).kind === "open" ? argumentsAt(this.peek, from) : null;
    return this.source(inside?.close === to ? { from: from + 1, to: to - 1 } : operand);
  }

  /** Whether nothing stands beside it that could take a part of it. */
  private isFree({ from, to }: Span): boolean {
    const before = this.peek(from - 1);
    const isBegun = before === this.peek(from) || FREE_BEFORE.has(before.kind);
    return isBegun && FREE_BEHIND.has(this.peek(to + 1).kind);
  }

  private instead(whole: Span, written: string, meant: string): Diagnostic {
    const short = quoted(meant, { from: 0, to: meant.length });
    return this.mended(
      diagnose("dotted-name", this.place(whole), written, short),
      whole,
      meant,
      `Write ${short}`,
    );
  }

  /** With the fix, unless the statement would define its name by itself then: `x = x.sum()`. */
  private mended(problem: Diagnostic, whole: Span, insert: string, label: string): Diagnostic {
    return this.usesAssigned(whole) ? problem : withFix(problem, { ...this.place(whole), insert, label });
  }

  private usesAssigned({ from, to }: Span): boolean {
    let begin = from;
    while (!isLineEnd(this.peek(begin - 1)) && this.peek(begin - 1) !== this.peek(begin)) begin -= 1;
    if (this.peek(begin + 1).kind !== "equals") return false;
    const { text } = this.peek(begin);
    for (let at = from; at <= to; at += 1) if (this.peek(at).text === text) return true;
    return false;
  }

  private quote(range: Span): string {
    return quoted(this.text.source, this.place(range));
  }

  private source(range: Span): string {
    const { from, to } = this.place(range);
    return this.text.source.slice(from, to);
  }

  /** In the text. */
  private place({ from, to }: Span): Span {
    return { from: this.peek(from).from, to: this.peek(to).to };
  }
}

function isPlain({ operands, keywords }: Arguments, count: number): boolean {
  return operands.length === count && keywords.length === 0;
}
