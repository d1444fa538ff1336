import { PRECEDENCE } from "./precedence.ts";
import { type Expression, foldExpression, placeText } from "./tree.ts";

interface Printed {
  readonly text: string;
  /** How tightly its outermost operator binds. */
  readonly power: number;
}

const bracketed = (part: Printed, isNeeded: boolean): string => (isNeeded ? `(${part.text})` : part.text);

/**
 * An expression as a person would type it, with the fewest brackets: parsing it again gives the same tree. What binds
 * looser than its surroundings is bracketed, and so is an operand on the side to which its operator does not group.
 */
export function printExpression(expression: Expression): string {
  return foldExpression<Printed>(expression, combine).text;
}

/** The same as it is read: a sign right of an operator stands in brackets, `2 + (-3)`, as it is typeset. */
export function printForReading(expression: Expression): string {
  return foldExpression<Printed>(expression, (node, operands) => {
    const [left, right] = operands;
    if (node.kind !== "binary" || node.operator === "^" || left === undefined || right === undefined)
      return combine(node, operands);
    const isSigned = right.text.startsWith("-");
    return combine(node, [left, isSigned ? { text: `(${right.text})`, power: PRECEDENCE.atom } : right]);
  }).text;
}

function combine(node: Expression, operands: readonly Printed[]): Printed {
  switch (node.kind) {
    case "number":
      return { text: node.text, power: PRECEDENCE.atom };
    case "name":
      return { text: node.name, power: PRECEDENCE.atom };
    case "call":
      if (node.callee === "transpose" && operands.length === 1)
        return {
          text: `${operands.map((part) => bracketed(part, part.power < PRECEDENCE.atom)).join("")}'`,
          power: PRECEDENCE.atom,
        };
      return {
        text: `${node.callee}(${operands.map((part) => part.text).join(", ")})`,
        power: PRECEDENCE.atom,
      };
    case "list":
      return { text: `[${operands.map((part) => part.text).join(", ")}]`, power: PRECEDENCE.atom };
    case "entry": {
      const places = node.places.map(placeText).join(", ");
      const [operand] = operands;
      if (operand === undefined) throw new Error("an entry is one of something");
      // Of a list or a number, a bracket directly behind it would be taken for a forgotten comma.
      const isBare = node.operand.kind === "list" || node.operand.kind === "number";
      const isBracketed = isBare || operand.power < PRECEDENCE.atom;
      return { text: `${bracketed(operand, isBracketed)}[${places}]`, power: PRECEDENCE.atom };
    }
    case "negate": {
      const [operand] = operands;
      if (operand === undefined) throw new Error("a negation has one operand");
      return { text: `-${bracketed(operand, operand.power < PRECEDENCE.negate)}`, power: PRECEDENCE.negate };
    }
    case "binary": {
      const [left, right] = operands;
      if (left === undefined || right === undefined) throw new Error("a binary operator has two operands");
      return printBinary(node.operator, left, right);
    }
  }
}

function printBinary(operator: keyof typeof PRECEDENCE, left: Printed, right: Printed): Printed {
  const power = PRECEDENCE[operator];
  // A minus sign right of an operator needs no brackets: `2^-x`, `a*-b`.
  const isSigned = right.power === PRECEDENCE.negate;
  if (operator === "^") {
    const base = bracketed(left, left.power <= power);
    return { text: `${base}^${bracketed(right, right.power < power && !isSigned)}`, power };
  }
  const space = power === PRECEDENCE["+"] || operator === "@" ? " " : "";
  const second = bracketed(right, right.power <= power);
  return { text: `${bracketed(left, left.power < power)}${space}${operator}${space}${second}`, power };
}
