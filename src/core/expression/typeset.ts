import {
  ellipsis,
  entrywiseSign,
  type Formula,
  fenced,
  fraction,
  minusSign,
  negativeSign,
  plusSign,
  row,
  subscript,
  superscript,
  symbol,
  thinSpace,
  timesSign,
} from "./formula.ts";
import { digitsFormula } from "./numbers.ts";
import { PRECEDENCE } from "./precedence.ts";
import {
  type BinaryExpression,
  type Expression,
  foldExpression,
  hasRows,
  type ListExpression,
  type Places,
} from "./tree.ts";

/** A piece of a formula with what its surroundings must know to set it beside others. */
export interface Typeset {
  readonly formula: Formula;
  /** How tightly its outermost operator binds. */
  readonly power: number;
  readonly head: Edge;
  readonly tail: Edge;
}

/** What stands at one end of a piece: it decides how a product is written. */
type Edge = "digit" | "letter" | "bracket" | "tall" | "sign";

/** How names and functions are written. */
export interface Notation {
  name(name: string): Formula;
  call(callee: string, operands: readonly Typeset[]): Typeset;
  /** Whether a product is one of tensors entry by entry: then its sign says so, for a matrix product has none. */
  isEntrywise?(left: Expression, right: Expression): boolean;
}

/** Longer expressions are elided: a label is for reading. */
export const LONGEST_FORMULA = 120;

/** An expression in the type of a textbook. In a script or a fraction, quotients are written on one line. */
export function typeset(expression: Expression, notation: Notation): Formula {
  return typesetPiece(expression, notation).formula;
}

/** The same, with what is needed to set it beside other pieces. */
export function typesetPiece(expression: Expression, notation: Notation): Typeset {
  let size = 0;
  foldExpression(expression, () => {
    size += 1;
  });
  return size > LONGEST_FORMULA ? atom(ellipsis) : set(expression, notation, false);
}

/** A piece that needs no brackets anywhere. */
export function atom(formula: Formula, edge: Edge = "letter"): Typeset {
  return { formula, power: PRECEDENCE.atom, head: edge, tail: edge };
}

/** The piece in brackets where it binds looser than `power`. */
export function protect(piece: Typeset, power: number): Typeset {
  return piece.power < power ? atom(fenced(piece.formula), "bracket") : piece;
}

function set(expression: Expression, notation: Notation, isInline: boolean): Typeset {
  switch (expression.kind) {
    case "number": {
      const formula = digitsFormula(expression.text);
      return {
        ...atom(formula, "digit"),
        power: formula.kind === "row" ? PRECEDENCE.negate : PRECEDENCE.atom,
      };
    }
    case "name":
      return atom(notation.name(expression.name));
    case "call":
      return notation.call(
        expression.callee,
        expression.operands.map((operand) => set(operand, notation, isInline)),
      );
    case "negate": {
      const inner = set(expression.operand, notation, isInline);
      // Two signs side by side would read as one.
      const operand =
        inner.head === "sign" ? atom(fenced(inner.formula), "bracket") : protect(inner, PRECEDENCE["*"]);
      return {
        formula: row(negativeSign, operand.formula),
        power: PRECEDENCE.negate,
        head: "sign",
        tail: operand.tail,
      };
    }
    case "list":
      return setList(expression, notation);
    case "entry": {
      // In square brackets, so that x[1] is not the name x_1.
      const operand = protect(set(expression.operand, notation, isInline), PRECEDENCE.atom);
      const places = expression.places.map(setPlace);
      return { ...operand, formula: subscript(operand.formula, fenced(separated(places), "square")) };
    }
    case "binary":
      return setBinary(expression, notation, isInline);
  }
}

function setBinary(expression: BinaryExpression, notation: Notation, isInline: boolean): Typeset {
  const { operator } = expression;
  const isQuotient = operator === "/" && !isInline;
  const left = set(expression.left, notation, isInline || isQuotient);
  const right = set(expression.right, notation, isInline || isQuotient || operator === "^");
  const power = PRECEDENCE[operator];
  switch (operator) {
    case "+":
    case "-": {
      const second =
        right.head === "sign" ? atom(fenced(right.formula), "bracket") : protect(right, power + 1);
      const sign = operator === "+" ? plusSign : minusSign;
      return { formula: row(left.formula, sign, second.formula), power, head: left.head, tail: second.tail };
    }
    case "*": {
      // a/b c would be a/(b c) to many.
      const isSlashed = isInline && expression.left.kind === "binary" && expression.left.operator === "/";
      const first = isSlashed ? protect(left, power + 1) : left;
      return notation.isEntrywise?.(expression.left, expression.right) === true
        ? entrywise(first, right)
        : product(first, right);
    }
    case "@": {
      // A matrix product has no sign, so it would seem to bind tighter than the ⊙ before it.
      const inner = expression.left;
      const isEntrywise =
        inner.kind === "binary" &&
        inner.operator === "*" &&
        notation.isEntrywise?.(inner.left, inner.right) === true;
      const first = protect(left, isEntrywise ? power + 1 : power);
      const second =
        right.head === "sign" ? atom(fenced(right.formula), "bracket") : protect(right, power + 1);
      const formula = row(first.formula, thinSpace, second.formula);
      return { formula, power, head: first.head, tail: second.tail };
    }
    case "/":
      if (!isInline)
        return { ...atom(fraction(left.formula, right.formula), "tall"), power: PRECEDENCE["*"] };
      return slash(
        protect(left, power),
        right.head === "sign" ? atom(fenced(right.formula), "bracket") : protect(right, power + 1),
      );
    case "^": {
      const base = protect(left, PRECEDENCE.atom);
      return { formula: superscript(base.formula, right.formula), power, head: base.head, tail: base.tail };
    }
  }
}

/** A list as a row in square brackets; rows of one length as a matrix. */
function setList(list: ListExpression, notation: Notation): Typeset {
  const lengths = list.entries.map((row) => (row.kind === "list" ? row.entries.length : -1));
  const write = (entries: readonly Expression[]): readonly Formula[] =>
    entries.map((entry) => set(entry, notation, true).formula);
  if (hasRows(list) && lengths.every((length) => length === lengths[0])) {
    const rows = list.entries.map((row) => (row.kind === "list" ? write(row.entries) : []));
    return atom({ kind: "matrix", rows }, "bracket");
  }
  return atom(fenced(separated(write(list.entries)), "square"), "bracket");
}

const colon = symbol("{:}", ":");

function setPlace(place: Places[number]): Formula {
  if (place === null) return colon;
  if (typeof place === "number") return digitsFormula(String(place));
  return row(digitsFormula(String(place.first)), colon, digitsFormula(String(place.last)));
}

const comma = symbol(",\\,", ",\u2009");

/** Formulas with commas between them. */
export function separated(items: readonly Formula[]): Formula {
  return row(...items.flatMap((item, place) => (place === 0 ? [item] : [comma, item])));
}

function slash(left: Typeset, right: Typeset): Typeset {
  const formula = row(left.formula, symbol("/", "/"), right.formula);
  return { formula, power: PRECEDENCE["/"], head: left.head, tail: right.tail };
}

/** A product entry by entry: `a ⊙ b`. */
export function entrywise(left: Typeset, right: Typeset): Typeset {
  const first = protect(left, PRECEDENCE["*"]);
  const second =
    right.head === "sign" ? atom(fenced(right.formula), "bracket") : protect(right, PRECEDENCE["*"] + 1);
  const formula = row(first.formula, entrywiseSign, second.formula);
  return { formula, power: PRECEDENCE["*"], head: first.head, tail: second.tail };
}

/** Factors stand side by side, as on paper, unless that would read as a number, a call or a mixed fraction. */
export function product(left: Typeset, right: Typeset): Typeset {
  const first = protect(left, PRECEDENCE["*"]);
  const second =
    right.head === "sign"
      ? atom(fenced(right.formula), "bracket")
      : protect(right, PRECEDENCE["*"] + (right.head === "tall" ? 0 : 1));
  // A signed factor is never set close: 0.2(−1) could be a call of some function.
  const separator = right.head === "sign" ? timesSign : between(first.tail, second.head);
  const items =
    separator === null ? [first.formula, second.formula] : [first.formula, separator, second.formula];
  return { formula: row(...items), power: PRECEDENCE["*"], head: first.head, tail: second.tail };
}

function between(tail: Edge, head: Edge): Formula | null {
  if (tail === "digit" && (head === "letter" || head === "bracket")) return null;
  if (tail === "letter" && head === "letter") return thinSpace;
  if (tail === "bracket" && (head === "letter" || head === "bracket")) return thinSpace;
  return timesSign;
}
