import { type Calculation, type Symbols, TexScanner } from "./texScanner.ts";

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

/** What the right side of `left = right` comes to, and the left side as it stands. */
export function readLine(
  tex: string,
  symbols: Symbols<number>,
): { readonly left: string; readonly right: Rounded } {
  const equals = tex.indexOf("=");
  const right = tex.slice(equals + 1);
  return { left: tex.slice(0, equals), right: new Reader(right, symbols).whole() };
}

class Reader {
  private readonly scanner: TexScanner<number>;

  constructor(text: string, symbols: Symbols<number>) {
    this.scanner = new TexScanner(text, symbols);
  }

  whole(): Rounded {
    const value = this.sum();
    if (this.scanner.rest !== "") throw this.scanner.unread("the end");
    return value;
  }

  private readonly sum = (): Rounded => {
    const { scanner } = this;
    let total = scanner.takes("-") ? negative(this.term()) : this.term();
    for (;;) {
      if (scanner.takes("+")) total = add(total, this.term());
      else if (scanner.takes("-")) total = add(total, negative(this.term()));
      else return total;
    }
  };

  private term(): Rounded {
    const { scanner } = this;
    let product = this.power();
    for (;;) {
      if (scanner.takes("\\cdot")) product = multiply(product, this.power());
      else if (scanner.takes("/")) product = divide(product, this.power());
      else if (this.isFactorNext()) product = multiply(product, this.power());
      else return product;
    }
  }

  private isFactorNext(): boolean {
    const { rest } = this.scanner;
    return rest !== "" && !/^(?:[+\-=)\]},/]|\\rvert)/.test(rest);
  }

  private power(): Rounded {
    const base = this.base();
    if (!this.scanner.takes("^")) return base;
    return applied((a = Number.NaN, b = Number.NaN) => a ** b, [base, this.group()]);
  }

  private group(): Rounded {
    return this.scanner.between("{", "}", this.sum);
  }

  private base(): Rounded {
    const { scanner } = this;
    const known = scanner.takesSymbol();
    if (known !== null) return rounded(known, 0);
    const number = scanner.takesNumber();
    if (number !== null) return Number.isInteger(number) ? exact(number) : rounded(number, 0);
    if (scanner.takes("\\dfrac")) return divide(this.group(), this.group());
    if (scanner.takes("\\sqrt[3]")) return applied((x = Number.NaN) => Math.cbrt(x), [this.group()]);
    if (scanner.takes("\\sqrt")) return applied((x = Number.NaN) => Math.sqrt(x), [this.group()]);
    if (scanner.rest.startsWith("\\lvert")) {
      const inner = scanner.between("\\lvert", "\\rvert", this.sum);
      return { ...inner, value: Math.abs(inner.value) };
    }
    if (scanner.rest.startsWith("(")) return scanner.between("(", ")", this.sum);
    const call = scanner.takesCall(this.sum);
    if (call !== null) return applied(call.calculation, call.given);
    const constant = scanner.takesConstant();
    if (constant !== null) return rounded(constant, 0);
    if (scanner.rest.startsWith("{")) return this.group();
    throw scanner.unread("a factor");
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
function applied(calculate: Calculation, given: readonly Rounded[]): Rounded {
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
