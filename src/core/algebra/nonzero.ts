import { type Expression, foldExpression } from "../expression/tree.ts";
import { constantNamed } from "../operations/constants.ts";

/** What can be told of a number from how it is written; `isBelowOne` goes with a number that is not negative. */
interface Sign {
  readonly isPositive: boolean;
  readonly isNonNegative: boolean;
  readonly isBelowOne: boolean;
}

const UNKNOWN: Sign = { isPositive: false, isNonNegative: false, isBelowOne: false };
const POSITIVE: Sign = { isPositive: true, isNonNegative: true, isBelowOne: false };

const ALWAYS_POSITIVE: ReadonlySet<string> = new Set(["exp", "cosh", "softplus", "sigmoid"]);

/**
 * Whether an expression over real numbers is above zero whatever its names stand for: e^x, σ(x), 1 − σ(x), 1 + x².
 * False where that cannot be read off the way it is written.
 */
export function isAlwaysPositive(expression: Expression): boolean {
  return foldExpression<readonly [Expression, Sign]>(expression, (node, parts) => [
    node,
    signOf(node, parts),
  ])[1].isPositive;
}

function signOf(node: Expression, parts: readonly (readonly [Expression, Sign])[]): Sign {
  const [[left, a = UNKNOWN] = [], [right, b = UNKNOWN] = []] = parts;
  if (node.kind === "number") return signOfNumber(node.value);
  if (node.kind === "name") return signOfNumber(constantNamed(node.name)?.value ?? Number.NaN);
  if (node.kind === "call") return signOfCall(node.callee, parts);
  if (node.kind !== "binary") return UNKNOWN;
  const both = {
    isPositive: a.isPositive && b.isPositive,
    isNonNegative: a.isNonNegative && b.isNonNegative,
  };
  switch (node.operator) {
    case "+":
      return { ...both, isPositive: both.isNonNegative && (a.isPositive || b.isPositive), isBelowOne: false };
    case "-":
      return left?.kind === "number" && left.value >= 1 && b.isBelowOne ? POSITIVE : UNKNOWN;
    case "*":
      return { ...both, isBelowOne: both.isNonNegative && a.isBelowOne && b.isBelowOne };
    case "/":
      return { ...both, isBelowOne: false };
    case "^":
      return signOfPower(left, a, right);
    default:
      return UNKNOWN;
  }
}

function signOfNumber(value: number): Sign {
  return { isPositive: value > 0, isNonNegative: value >= 0, isBelowOne: value >= 0 && value < 1 };
}

function signOfCall(callee: string, parts: readonly (readonly [Expression, Sign])[]): Sign {
  const [[, operand] = [null, UNKNOWN]] = parts;
  if (callee === "sigmoid") return { ...POSITIVE, isBelowOne: true };
  if (ALWAYS_POSITIVE.has(callee)) return POSITIVE;
  if (callee === "sqrt") return { ...UNKNOWN, isPositive: operand.isPositive, isNonNegative: true };
  return callee === "abs" ? { ...UNKNOWN, isPositive: operand.isPositive, isNonNegative: true } : UNKNOWN;
}

/** An even power is not negative, and tanh² is below 1. */
function signOfPower(base: Expression | undefined, sign: Sign, exponent: Expression | undefined): Sign {
  if (sign.isPositive) return { ...POSITIVE, isBelowOne: false };
  const isEven = exponent?.kind === "number" && exponent.value > 0 && exponent.value % 2 === 0;
  if (!isEven) return UNKNOWN;
  const isTanh = base?.kind === "call" && base.callee === "tanh";
  return { isPositive: false, isNonNegative: true, isBelowOne: isTanh || sign.isBelowOne };
}
