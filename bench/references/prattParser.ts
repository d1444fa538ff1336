// A textbook Pratt parser: the program's grammar, recursive, with neither places nor diagnostics.

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

const TOKEN = /[ \t]+|#[^\r\n]*|((?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|[A-Za-z_]\w*|\*\*|\r\n|[^ \t#])/y;
const POWER: Readonly<Record<string, number>> = { "+": 1, "-": 1, "*": 2, "/": 2, "^": 4 };
const SIGN = 3;
const END = "";

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) {
    const [, token] = match;
    if (token !== undefined) tokens.push(token === "**" ? "^" : token);
  }
  return tokens;
}

const isBreak = (token: string): boolean => token === "\n" || token === "\r\n" || token === "\r";
const isWord = (token: string): boolean => /^[A-Za-z_]/.test(token);

/** The statements of a text; throws where it cannot go on. */
export function bareParse(text: string): BareStatement[] {
  const tokens = tokensOf(text);
  let place = 0;
  let depth = 0;
  const peek = (): string => {
    while (depth > 0 && isBreak(tokens[place] ?? END)) place += 1;
    return tokens[place] ?? END;
  };
  const expect = (token: string): void => {
    if (peek() !== token) throw new Error(`${token} is missing before ${peek()}`);
    place += 1;
  };

  function bracketed(): BareTree[] {
    place += 1;
    depth += 1;
    const operands = [expression(0)];
    for (; peek() === ","; operands.push(expression(0))) place += 1;
    expect(")");
    depth -= 1;
    return operands;
  }

  function operand(): BareTree {
    const token = peek();
    if (token === "(") return bracketed()[0] ?? { kind: "number", value: 0 };
    place += 1;
    if (token === "-") return { kind: "negate", operand: expression(SIGN) };
    if (token === "+") return expression(SIGN);
    if (isWord(token)) {
      return tokens[place] === "("
        ? { kind: "call", callee: token, operands: bracketed() }
        : { kind: "name", name: token };
    }
    if (!/^[\d.]/.test(token)) throw new Error(`no operand: ${token}`);
    return { kind: "number", value: Number(token) };
  }

  function expression(least: number): BareTree {
    let left = operand();
    for (;;) {
      const token = peek();
      const isProduct = token === "(" || isWord(token);
      const operator = isProduct ? "*" : token;
      const power = POWER[operator];
      if (power === undefined || power <= least) return left;
      if (!isProduct) place += 1;
      // A power waits for the power to its right.
      const right = expression(operator === "^" ? power - 1 : power);
      left = { kind: "binary", operator, left, right };
    }
  }

  const statements: BareStatement[] = [];
  for (;;) {
    while (isBreak(peek()) || peek() === ";") place += 1;
    if (peek() === END) return statements;
    const name = isWord(peek()) && tokens[place + 1] === "=" ? peek() : null;
    if (name !== null) place += 2;
    statements.push({ name, expression: expression(0) });
    if (peek() !== END && peek() !== ";" && !isBreak(peek())) throw new Error(`not understood: ${peek()}`);
  }
}
