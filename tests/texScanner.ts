/*
 * What both readers of TeX have in common: signs, numbers, symbols and functions, as the page writes them. It knows
 * nothing of the code that wrote them. What a symbol stands for is given.
 */

/** What a reader does not read. */
export class Unread extends Error {}

/** An error function good to all digits: its series, and beyond 3 the continued fraction of what is missing to 1. */
function erf(x: number): number {
  if (Math.abs(x) > 3) {
    let fraction = Math.abs(x);
    for (let k = 80; k >= 1; k--) fraction = Math.abs(x) + k / 2 / fraction;
    return Math.sign(x) * (1 - Math.exp(-x * x) / fraction / Math.sqrt(Math.PI));
  }
  let [term, sum] = [x, x];
  for (let n = 1; n < 200; n++) {
    term *= (-x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

const FUNCTIONS: Readonly<Record<string, (...given: readonly number[]) => number>> = {
  "\\sin": Math.sin,
  "\\cos": Math.cos,
  "\\tan": Math.tan,
  "\\arcsin": Math.asin,
  "\\arccos": Math.acos,
  "\\arctan": Math.atan,
  "\\sinh": Math.sinh,
  "\\cosh": Math.cosh,
  "\\tanh": Math.tanh,
  "\\log": Math.log,
  "\\log_2": Math.log2,
  "\\log_{10}": Math.log10,
  "\\max": Math.max,
  "\\min": Math.min,
  "\\operatorname{atan2}": (y = Number.NaN, x = Number.NaN) => Math.atan2(y, x),
  "\\operatorname{hypot}": Math.hypot,
  "\\sigma": (x = Number.NaN) => sigmoid(x),
  "\\mathrm{erf}": (x = Number.NaN) => erf(x),
  "\\mathrm{softplus}": (x = Number.NaN) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
  "\\mathrm{relu}": (x = Number.NaN) => Math.max(x, 0),
  "\\mathrm{leaky\\_relu}": (x = Number.NaN, a = Number.NaN) => (x > 0 ? x : a * x),
  "\\mathrm{elu}": (x = Number.NaN) => (x > 0 ? x : Math.expm1(x)),
  "\\mathrm{gelu}": (x = Number.NaN) => (x * (1 + erf(x / Math.SQRT2))) / 2,
  "\\mathrm{silu}": (x = Number.NaN) => x * sigmoid(x),
  "\\mathrm{sign}": (x = Number.NaN) => Math.sign(x),
  "\\mathrm{step}": (x = Number.NaN) => (x > 0 ? 1 : 0),
};

const CONSTANTS: Readonly<Record<string, number>> = { "\\pi": Math.PI, "\\mathrm{e}": Math.E };

/** What symbols stand for, ready to be found in a text. */
export interface Symbols<Value> {
  readonly values: ReadonlyMap<string, Value>;
  readonly pattern: RegExp;
}

export function symbolsFrom<Value>(values: ReadonlyMap<string, Value>): Symbols<Value> {
  // x_{1} before x; a command ends where its letters do, and a name without a script has none.
  const patterns = [...values.keys()]
    .sort((a, b) => b.length - a.length)
    .map(
      (symbol) =>
        symbol.replaceAll(/[\\{}()[\]^.+*?$|]/g, "\\$&") + (/\\[a-z]+$/i.test(symbol) ? "(?![a-zA-Z])" : ""),
    );
  return { values, pattern: new RegExp(`(?:${patterns.join("|")})(?!_)`, "y") };
}

/** A function of numbers. */
export type Calculation = (...given: readonly number[]) => number;

/** A text and how far it has been read. */
export class TexScanner<Value> {
  private readonly text: string;
  private readonly symbols: Symbols<Value>;
  private place = 0;

  constructor(text: string, symbols: Symbols<Value>) {
    this.text = text.replaceAll(/\\left(?=[([])|\\right(?=[)\]])/g, "");
    this.symbols = symbols;
  }

  /** What is still to be read. */
  get rest(): string {
    this.skip();
    return this.text.slice(this.place);
  }

  unread(wanted = "something else"): Unread {
    return new Unread(`${wanted} expected at ${this.rest} in ${this.text}`);
  }

  private skip(): void {
    for (;;) {
      const blank = ["\\,", " ", "{}"].find((sign) => this.text.startsWith(sign, this.place));
      if (blank === undefined) return;
      this.place += blank.length;
    }
  }

  takes(sign: string): boolean {
    this.skip();
    // \cdot is not the beginning of \cdots.
    const isCommand = /\\[a-z]+$/i.test(sign);
    const next = this.text[this.place + sign.length] ?? "";
    if (!this.text.startsWith(sign, this.place) || (isCommand && /[a-z]/i.test(next))) return false;
    this.place += sign.length;
    return true;
  }

  require(sign: string): void {
    if (!this.takes(sign)) throw this.unread(sign);
  }

  /** What stands between two signs. */
  between<Inner>(open: string, close: string, read: () => Inner): Inner {
    this.require(open);
    const inner = read();
    this.require(close);
    return inner;
  }

  /** What a sticky pattern finds here. */
  takesMatch(pattern: RegExp): RegExpExecArray | null {
    this.skip();
    pattern.lastIndex = this.place;
    const match = pattern.exec(this.text);
    this.place += match?.[0].length ?? 0;
    return match;
  }

  takesNumber(): number | null {
    const [digits] = this.takesMatch(/\d+(?:\.\d+)?/y) ?? [];
    return digits === undefined ? null : Number(digits);
  }

  takesConstant(): number | null {
    const name = Object.keys(CONSTANTS).find((constant) => this.takes(constant));
    return name === undefined ? null : (CONSTANTS[name] ?? null);
  }

  takesSymbol(): Value | null {
    this.skip();
    const { pattern, values } = this.symbols;
    pattern.lastIndex = this.place;
    const [symbol] = pattern.exec(this.text) ?? [];
    // σ( is the function; a product is never written that close.
    if (symbol === undefined || (symbol in FUNCTIONS && this.text[this.place + symbol.length] === "("))
      return null;
    this.place += symbol.length;
    return values.get(symbol) ?? null;
  }

  /** A function of numbers and what it is given; null where there is none. */
  takesCall<Operand>(
    read: () => Operand,
  ): { readonly calculation: Calculation; readonly given: readonly Operand[] } | null {
    this.skip();
    const name = Object.keys(FUNCTIONS).find((one) => this.text.startsWith(`${one}(`, this.place));
    const calculation = FUNCTIONS[name ?? ""];
    if (name === undefined || calculation === undefined) return null;
    this.place += name.length;
    const given = this.between("(", ")", () => {
      const operands = [read()];
      while (this.takes(",")) operands.push(read());
      return operands;
    });
    return { calculation, given };
  }
}
