import { type Diagnostic, diagnose } from "./diagnostics.ts";
import type { ParsedText } from "./parser.ts";
import { quoted } from "./quoted.ts";
import type { Span } from "./span.ts";
import { type BinaryExpression, type CallExpression, type Expression, foldExpression } from "./tree.ts";

/**
 * How a text was read where others read it differently: `1/2x` as (1/2)·x, `e^2x` as (e^2)·x, `√2x` as (√2)·x, and
 * `√x²` as √(x²). An unwritten product binds as a written one does; about `2x` there is nothing to say.
 */
export function readingsOf(
  text: string,
  { statements, impliedProducts }: Pick<ParsedText, "statements" | "impliedProducts">,
): Diagnostic[] {
  if (impliedProducts.length === 0 && !/[√'’′]/.test(text)) return [];
  const gaps = new Set(impliedProducts.map(({ from }) => from));
  // A loop's steps share their text.
  const told = new Map(statements.map(({ expression }) => [expression.from, expression]));
  const isOfNumbers = !SPEAKS_OF_TENSORS.test(text);
  return [...told.values()].flatMap((expression) => [
    ...readings(text, expression, gaps),
    ...primes(text, expression, isOfNumbers),
  ]);
}

/** Whether anything in a text has several entries. */
const SPEAKS_OF_TENSORS = /[[@ᵀ]|\b(?:transpose|dot|outer|trace|norm|sum|mean|softmax|logsumexp|[A-Z]\w*)\b/;

/** `f'(x)`, and `x'` where all seem to be single numbers: a prime is no derivative. */
function primes(text: string, expression: Expression, isOfNumbers: boolean): Diagnostic[] {
  const found: Diagnostic[] = [];
  foldExpression<null>(expression, (node) => {
    if (
      node.kind !== "call" ||
      node.callee !== "transpose" ||
      !/['’′]/.test(text[node.calleeSpan.from] ?? "")
    )
      return null;
    const [operand] = node.operands;
    const isCall = /[(（]/.test(text[node.to] ?? "");
    if (operand?.kind !== "name" || !/^[a-z]/.test(operand.name) || !(isCall || isOfNumbers)) return null;
    const reading = `\`${quoted(text, operand)}\` transposed${isCall ? ", times what is in the brackets" : ""}`;
    found.push(diagnose("prime-transposes", node, `${quoted(text, node)}${isCall ? "(…)" : ""}`, reading));
    return null;
  });
  return found;
}

function readings(text: string, expression: Expression, gaps: ReadonlySet<number>): Diagnostic[] {
  const roots: Diagnostic[] = [];
  /** The longest product that each first factor begins: of `1/2x y`, the whole. */
  const products = new Map<Expression, BinaryExpression>();
  foldExpression<Expression>(expression, (node, [first]) => {
    if (node.kind === "call") roots.push(...rootReading(text, node));
    if (node.kind !== "binary" || node.operator !== "*" || !gaps.has(node.left.to)) return node;
    // Brackets end a product: in `(2x)y` it is the first factor of another one.
    const beginning = first?.from === node.left.from ? first : node.left;
    products.set(beginning, node);
    return beginning;
  });
  const found = [...products].flatMap(([first, product]) => productReading(text, first, product));
  return [...roots, ...found].sort((a, b) => a.from - b.from);
}

/** `√x²`: the power is taken first, as under a bar. */
function rootReading(text: string, { calleeSpan, operands, from, to }: CallExpression): Diagnostic[] {
  const [power] = operands;
  if (!isRootSign(text, calleeSpan) || power?.kind !== "binary" || isBracketed(power)) return [];
  const sign = text.slice(calleeSpan.from, calleeSpan.to);
  const other = `(${sign}${quoted(text, power.left)})${quoted(text, { from: power.left.to, to: power.to })}`;
  const reading = `${sign}(${quoted(text, power)})`;
  return [
    diagnose("read-as", { from, to }, quoted(text, { from: calleeSpan.from, to: power.to }), reading, other),
  ];
}

/** What is to be said of an unwritten product: nothing, unless one factor could have taken in those behind it. */
function productReading(text: string, first: Expression, product: BinaryExpression): Diagnostic[] {
  const factors = factorsOf(first, product);
  for (const [place, factor] of factors.slice(0, -1).entries()) {
    const last = lastOperand(text, factor, text[factor.to] ?? "");
    if (last === null) continue;
    const whole = { from: first.from, to: product.right.to };
    const quotes = factors.map((each) => quoted(text, each));
    const reading = quotes.with(place, `(${quotes[place]})`).join("·");
    const taken = [quoted(text, last), ...quotes.slice(place + 1)].join("·");
    const other = `${quoted(text, { from: first.from, to: last.from })}(${taken})`;
    return [diagnose("read-as", whole, quoted(text, whole), reading, other)];
  }
  return [];
}

function factorsOf(first: Expression, product: BinaryExpression): readonly Expression[] {
  const factors: Expression[] = [];
  let rest: Expression = product;
  while (rest !== first && rest.kind === "binary") {
    factors.push(rest.right);
    rest = rest.left;
  }
  return [first, ...factors.reverse()];
}

/**
 * The operand of a factor that some read as the beginning of a longer one: the 2 of `1/2`, of `e^2` and of `√2`. A
 * blank or a bracket behind it ends a power or a root for everyone, a denominator for some only.
 */
function lastOperand(text: string, factor: Expression, after: string): Expression | null {
  const isTight = !/[\s(（]/.test(after);
  if (factor.kind === "negate") {
    return text.startsWith("(", factor.from) ? null : lastOperand(text, factor.operand, after);
  }
  if (factor.kind === "binary") {
    const { operator, left, right } = factor;
    if (isBracketed(factor)) return null;
    if (operator === "/") return right;
    // A raised digit, `x²y`, is read by everyone as it stands.
    const isRaised = left.to === right.from;
    return operator === "^" && isTight && !isRaised ? right : null;
  }
  const [operand] = factor.kind === "call" && isRootSign(text, factor.calleeSpan) ? factor.operands : [];
  const isPlain = operand?.kind === "number" || operand?.kind === "name";
  return isPlain && isTight && !/[)）]/.test(text[operand.to - 1] ?? "") ? operand : null;
}

/** Whether brackets stand round it: its span is wider than what is in it. */
function isBracketed({ from, left }: BinaryExpression): boolean {
  return from < left.from;
}

function isRootSign(text: string, { from }: Span): boolean {
  return text[from] === "√";
}
