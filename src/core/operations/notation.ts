import { type Formula, fenced, row, superscript, symbol } from "../expression/formula.ts";
import { PRECEDENCE } from "../expression/precedence.ts";
import { atom, type Notation, protect, type Typeset } from "../expression/typeset.ts";
import { constantNamed } from "./constants.ts";
import { operationNamed, operations } from "./table.ts";

/** How the operations and constants of the table are written, with other names written by `name`. */
export function tableNotation(name: (name: string) => Formula | undefined): Notation {
  return {
    name: (word) => name(word) ?? constantNamed(word)?.formula ?? symbol(`\\mathrm{${word}}`, word),
    call,
  };
}

const RELATION_TEX: Readonly<Record<string, string>> = { "≤": "\\le", "≥": "\\ge", "≠": "\\ne" };

/** A relation as it stands in a formula. */
export function relationSign(relation: string): Formula {
  return symbol(RELATION_TEX[relation] ?? relation, relation, "upright", "relation");
}

const comma = symbol(",\\,", ",\u2009");
/** Upright: a leaning e is a name that the program may use. */
const euler = symbol("\\mathrm{e}", "e");

function call(callee: string, operands: readonly Typeset[]): Typeset {
  const key = operationNamed(callee);
  const notation = key === undefined ? null : operations[key].notation;
  const [first] = operands;
  if (notation === null || first === undefined)
    return application(symbol(`\\mathrm{${callee}}`, callee), operands);
  switch (notation.kind) {
    case "exponential":
      return { ...atom(superscript(euler, first.formula)), power: PRECEDENCE["^"] };
    case "root":
      return atom({ kind: "root", inner: first.formula, degree: notation.degree });
    case "bars":
      return atom(fenced(first.formula, "bars"), "bracket");
    case "square": {
      const base = protect(first, PRECEDENCE.atom);
      return { ...base, formula: superscript(base.formula, symbol("2", "2")), power: PRECEDENCE["^"] };
    }
    case "call":
      return application(symbol(notation.tex, notation.glyphs), operands);
    case "infix":
    case "prefix":
      // A program may call an operator by a name, pow(a, b); the graph has it as the operator already.
      return application(symbol(`\\mathrm{${callee}}`, callee), operands);
  }
}

function application(head: Formula, operands: readonly Typeset[]): Typeset {
  const listed = operands.flatMap(({ formula }, place) => (place === 0 ? [formula] : [comma, formula]));
  return {
    formula: row(head, fenced(row(...listed))),
    power: PRECEDENCE.call,
    head: "letter",
    tail: "bracket",
  };
}
