/*
 * Reads TeX as the page writes it, and works it out: an evaluator of the tests' own, which knows nothing of the code
 * that wrote it. What a symbol stands for is given. Every number carries by how much rounding may have moved it.
 */

/** A number with a bound on what rounding did to it, to first order. */
export interface Rounded {
  readonly value: number;
  readonly error: number;
}

const EPSILON = 2 ** -52;

const exact = (value: number): Rounded => ({ value, error: 0 });
const rounded = (value: number, error: number): Rounded => ({
  value,
  error: error + EPSILON * Math.abs(value),
});

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

export const FUNCTIONS: Readonly<Record<string, (...given: readonly number[]) => number>> = {
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
export interface Symbols {
  readonly values: ReadonlyMap<string, number>;
  readonly pattern: RegExp;
}

export function symbolsFrom(values: ReadonlyMap<string, number>): Symbols {
  // x_{1} before x; a command ends where its letters do, and a name without a script has none.
  const patterns = [...values.keys()]
    .sort((a, b) => b.length - a.length)
    .map(
      (symbol) =>
        symbol.replaceAll(/[\\{}()[\]^.+*?$|]/g, "\\$&") + (/\\[a-z]+$/i.test(symbol) ? "(?![a-zA-Z])" : ""),
    );
  return { values, pattern: new RegExp(`(?:${patterns.join("|")})(?!_)`, "y") };
}

/** What the right side of `left = right` comes to, and the left side as it stands. */
export function readLine(tex: string, symbols: Symbols): { readonly left: string; readonly right: Rounded } {
  const equals = tex.indexOf("=");
  const right = tex.slice(equals + 1);
  return { left: tex.slice(0, equals), right: new Reader(right, symbols).whole() };
}

class Reader {
  private readonly text: string;
  private readonly symbols: Symbols;
  private place = 0;

  constructor(text: string, symbols: Symbols) {
    this.text = text.replaceAll(/\\left(?=[([])|\\right(?=[)\]])/g, "");
    this.symbols = symbols;
  }

  whole(): Rounded {
    const value = this.sum();
    this.skip();
    if (this.place < this.text.length) throw this.problem("the end");
    return value;
  }

  private problem(wanted: string): Error {
    return new Error(`${wanted} expected at ${this.text.slice(this.place)} in ${this.text}`);
  }

  private skip(): void {
    for (;;) {
      const blank = ["\\,", " ", "{}"].find((sign) => this.text.startsWith(sign, this.place));
      if (blank === undefined) return;
      this.place += blank.length;
    }
  }

  private takes(sign: string): boolean {
    this.skip();
    if (!this.text.startsWith(sign, this.place)) return false;
    // \cdot is not the beginning of \cdots.
    if (
      /[a-z]$/i.test(sign) &&
      /^[a-z]/i.test(this.text.slice(this.place + sign.length)) &&
      sign.startsWith("\\")
    )
      return false;
    this.place += sign.length;
    return true;
  }

  private require(sign: string): void {
    if (!this.takes(sign)) throw this.problem(sign);
  }

  private sum(): Rounded {
    let total = this.takes("-") ? negative(this.term()) : this.term();
    for (;;) {
      if (this.takes("+")) total = add(total, this.term());
      else if (this.takes("-")) total = add(total, negative(this.term()));
      else return total;
    }
  }

  private term(): Rounded {
    let product = this.power();
    for (;;) {
      if (this.takes("\\cdot")) product = multiply(product, this.power());
      else if (this.takes("/")) product = divide(product, this.power());
      else if (this.isFactorNext()) product = multiply(product, this.power());
      else return product;
    }
  }

  private isFactorNext(): boolean {
    this.skip();
    const rest = this.text.slice(this.place);
    return rest !== "" && !/^(?:[+\-=)\]},/]|\\rvert)/.test(rest);
  }

  private power(): Rounded {
    const base = this.base();
    if (!this.takes("^")) return base;
    const exponent = this.group();
    return applied((a = Number.NaN, b = Number.NaN) => a ** b, [base, exponent]);
  }

  private group(): Rounded {
    this.require("{");
    const inner = this.sum();
    this.require("}");
    return inner;
  }

  private base(): Rounded {
    this.skip();
    const known = this.symbol();
    if (known !== null) return rounded(known, 0);
    const [number] = /^\d+(?:\.\d+)?/.exec(this.text.slice(this.place)) ?? [];
    if (number !== undefined) {
      this.place += number.length;
      return Number.isInteger(Number(number)) ? exact(Number(number)) : rounded(Number(number), 0);
    }
    if (this.takes("\\dfrac")) return divide(this.group(), this.group());
    if (this.takes("\\sqrt[3]")) return applied((x = Number.NaN) => Math.cbrt(x), [this.group()]);
    if (this.takes("\\sqrt")) return applied((x = Number.NaN) => Math.sqrt(x), [this.group()]);
    if (this.takes("\\lvert")) {
      const inner = this.sum();
      this.require("\\rvert");
      return { ...inner, value: Math.abs(inner.value) };
    }
    if (this.takes("(")) {
      const inner = this.sum();
      this.require(")");
      return inner;
    }
    const name = Object.keys(FUNCTIONS).find((candidate) =>
      this.text.startsWith(`${candidate}(`, this.place),
    );
    if (name !== undefined) return this.application(name);
    for (const [constant, value] of Object.entries(CONSTANTS))
      if (this.takes(constant)) return rounded(value, 0);
    if (this.text.startsWith("{", this.place)) return this.group();
    throw this.problem("a factor");
  }

  private symbol(): number | null {
    const { pattern, values } = this.symbols;
    pattern.lastIndex = this.place;
    const [symbol] = pattern.exec(this.text) ?? [];
    if (symbol === undefined) return null;
    // σ( is the function; a product is never written that close.
    if (symbol in FUNCTIONS && this.text.startsWith("(", this.place + symbol.length)) return null;
    this.place += symbol.length;
    return values.get(symbol) ?? Number.NaN;
  }

  private application(name: string): Rounded {
    this.place += name.length;
    this.require("(");
    const given = [this.sum()];
    while (this.takes(",")) given.push(this.sum());
    this.require(")");
    return applied(FUNCTIONS[name] ?? (() => Number.NaN), given);
  }
}

const negative = ({ value, error }: Rounded): Rounded => ({ value: -value, error });
const add = (a: Rounded, b: Rounded): Rounded => rounded(a.value + b.value, a.error + b.error);
const multiply = (a: Rounded, b: Rounded): Rounded =>
  rounded(a.value * b.value, Math.abs(a.value) * b.error + Math.abs(b.value) * a.error);
const divide = (a: Rounded, b: Rounded): Rounded => {
  const value = a.value / b.value;
  return rounded(value, (a.error + Math.abs(value) * b.error) / Math.abs(b.value));
};

/** A function; what an operand's error does to it is measured. */
function applied(calculate: (...given: readonly number[]) => number, given: readonly Rounded[]): Rounded {
  const values = given.map(({ value }) => value);
  const value = calculate(...values);
  const moved = given.map(({ error }, place) => {
    const other = values.map((operand, index) => (index === place ? operand + error : operand));
    const by = Math.abs(calculate(...other) - value);
    return Number.isFinite(by) ? by : 0;
  });
  return rounded(
    value,
    moved.reduce((sum, by) => sum + by, 4 * EPSILON * Math.abs(value)),
  );
}
