// A textbook Pratt parser: the program's grammar, read from the characters by recursion, with neither places nor
// diagnostics.

export type BareTree =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "negate"; readonly operand: BareTree }
  | { readonly kind: "binary"; readonly operator: string; readonly left: BareTree; readonly right: BareTree }
  | { readonly kind: "call"; readonly callee: string; readonly operands: readonly BareTree[] };

export interface BareStatement {
  readonly name: string | null;
  readonly expression: BareTree;
}

const SKIPPED = /[ \t]*(?:#[^\r\n]*)?/y;
const SKIPPED_IN_BRACKETS = /(?:\s+|#[^\r\n]*)*/y;
const BETWEEN = /(?:[\s;]+|#[^\r\n]*)*/y;
const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const NAME = /[A-Za-z_]\w*/y;
const ASSIGNED = /([A-Za-z_]\w*)[ \t]*=/y;
const POWER: Readonly<Record<string, number>> = { "+": 1, "-": 1, "*": 2, "/": 2, "^": 4 };
const PRODUCT = 2;
const SIGN = 3;

/** The statements of a text; throws where it cannot go on. */
export function bareParse(text: string): BareStatement[] {
  let place = 0;
  let depth = 0;

  function skip(blanks: RegExp): void {
    blanks.lastIndex = place;
    if (blanks.test(text)) place = blanks.lastIndex;
  }
  /** The next character that means something. */
  function peek(): string {
    if (text.charCodeAt(place) <= 35) skip(depth > 0 ? SKIPPED_IN_BRACKETS : SKIPPED);
    return text[place] ?? "";
  }
  function take(pattern: RegExp): string | null {
    pattern.lastIndex = place;
    if (!pattern.test(text)) return null;
    const from = place;
    place = pattern.lastIndex;
    return text.slice(from, place);
  }

  function bracketed(): BareTree[] {
    place += 1;
    depth += 1;
    const operands = [expression(0)];
    for (; peek() === ","; operands.push(expression(0))) place += 1;
    if (peek() !== ")") throw new Error(`) is missing at ${place}`);
    place += 1;
    depth -= 1;
    return operands;
  }

  function operand(): BareTree {
    const character = peek();
    if (character === "(") return bracketed()[0] ?? { kind: "number", value: 0 };
    if (character === "-" || character === "+") {
      place += 1;
      const signed = expression(SIGN);
      return character === "-" ? { kind: "negate", operand: signed } : signed;
    }
    const name = take(NAME);
    if (name !== null) {
      return peek() === "(" ? { kind: "call", callee: name, operands: bracketed() } : { kind: "name", name };
    }
    const digits = take(NUMBER);
    if (digits === null) throw new Error(`no operand at ${place}`);
    return { kind: "number", value: Number(digits) };
  }

  function expression(least: number): BareTree {
    let left = operand();
    for (;;) {
      let operator = peek();
      const isPower = operator === "*" && text[place + 1] === "*";
      if (isPower) operator = "^";
      let power = POWER[operator];
      const isUnwritten = power === undefined && (operator === "(" || isLetter(text.charCodeAt(place)));
      if (isUnwritten) {
        operator = "*";
        power = PRODUCT;
      }
      if (power === undefined || power <= least) return left;
      if (!isUnwritten) place += isPower ? 2 : 1;
      // A power waits for the power to its right.
      const right = expression(operator === "^" ? power - 1 : power);
      left = { kind: "binary", operator, left, right };
    }
  }

  const statements: BareStatement[] = [];
  for (;;) {
    skip(BETWEEN);
    if (place >= text.length) return statements;
    ASSIGNED.lastIndex = place;
    const name = ASSIGNED.exec(text)?.[1] ?? null;
    if (name !== null) place = ASSIGNED.lastIndex;
    statements.push({ name, expression: expression(0) });
    if (!["", "\n", "\r", ";"].includes(peek())) throw new Error(`not understood at ${place}`);
  }
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
}
