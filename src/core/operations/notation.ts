import { type Formula, fenced, row, superscript, symbol, transposeSign } from "../expression/formula.ts";
import { PRECEDENCE } from "../expression/precedence.ts";
import { atom, type Notation, protect, separated, type Typeset } from "../expression/typeset.ts";
import { constantNamed } from "./constants.ts";
import { RULE_FUNCTIONS, RULE_NAMES } from "./pullback.ts";
import { operationNamed, operations } from "./table.ts";

/** How the operations and constants of the table are written, with other names written by `name`. */
export function tableNotation(name: (name: string) => Formula | undefined): Notation {
  return {
    name: (word) =>
      name(word) ?? RULE_NAMES.get(word) ?? constantNamed(word)?.formula ?? symbol(`\\mathrm{${word}}`, word),
    call,
  };
}

const RELATION_TEX: Readonly<Record<string, string>> = { "≤": "\\le", "≥": "\\ge", "≠": "\\ne" };

/** A relation as it stands in a formula. */
export function relationSign(relation: string): Formula {
  return symbol(RELATION_TEX[relation] ?? relation, relation, "upright", "relation");
}

/** Upright: a leaning e is a name that the program may use. */
const euler = symbol("\\mathrm{e}", "e");

function call(callee: string, operands: readonly Typeset[]): Typeset {
  const ofRules = RULE_FUNCTIONS.get(callee);
  if (ofRules !== undefined)
    return atom(
      ofRules.formula(operands.map(({ formula }) => formula)),
      ofRules.isNumeral === true ? "digit" : "letter",
    );
  const key = operationNamed(callee, operands.length);
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
    case "norm":
      return atom(fenced(first.formula, "doubleBars"), "bracket");
    case "transpose": {
      const base = protect(first, PRECEDENCE.atom);
      const turned = superscript(base.formula, transposeSign);
      return { ...base, formula: turned, power: PRECEDENCE["^"] };
    }
    case "list":
    case "entry":
      // concat(a, b) is what brackets write.
      return atom(fenced(separated(operands.map(({ formula }) => formula)), "square"), "bracket");
    case "infix":
    case "prefix":
      // A program may call an operator by a name, pow(a, b); the graph has it as the operator already.
      return application(symbol(`\\mathrm{${callee}}`, callee), operands);
  }
}

function application(head: Formula, operands: readonly Typeset[]): Typeset {
  const listed = separated(operands.map(({ formula }) => formula));
  return {
    formula: row(head, fenced(listed)),
    power: PRECEDENCE.call,
    head: "letter",
    tail: "bracket",
  };
}
