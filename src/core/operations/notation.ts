import { type Formula, fenced, row, superscript, symbol } from "../expression/formula.ts";
import { PRECEDENCE } from "../expression/precedence.ts";
import { atom, type Notation, type Typeset } from "../expression/typeset.ts";
import { operationNamed, operations } from "./table.ts";

/** How the operations of the table are written, with names written by `name`. */
export function tableNotation(name: (name: string) => Formula): Notation {
  return { name, call };
}

const comma = symbol(",\\,", ",\u2009");

function call(callee: string, operands: readonly Typeset[]): Typeset {
  const key = operationNamed(callee);
  const notation = key === undefined ? null : operations[key].notation;
  const [first] = operands;
  if (notation?.kind === "exponential" && first !== undefined) {
    // Upright: a leaning e is a name that the program may use.
    const raised = superscript(symbol("\\mathrm{e}", "e"), first.formula);
    return { ...atom(raised), power: PRECEDENCE["^"] };
  }
  const head =
    notation?.kind === "call" ? symbol(notation.tex, notation.glyphs) : symbol(`\\mathrm{${callee}}`, callee);
  const listed = operands.flatMap(({ formula }, place) => (place === 0 ? [formula] : [comma, formula]));
  const written = row(head, fenced(row(...listed)));
  return { formula: written, power: PRECEDENCE.atom, head: "letter", tail: "bracket" };
}
