import {
  entrywiseSign,
  type Formula,
  row,
  seedSign,
  superscript,
  symbol,
  transposeSign,
} from "../expression/formula.ts";
import { nameFormula } from "../expression/names.ts";
import { ARRIVING, BOLD_ONE, RULE_NAMES } from "./pullback.ts";

/** A sign that formulas between tensors have, and no program. */
export interface Sign {
  readonly formula: Formula;
  /** What is found of it in a formula as plain text. */
  readonly plain: string;
  readonly means: string;
}

/** Every such sign, in the order in which a reader meets them. */
export const SIGNS: readonly Sign[] = [
  {
    formula: RULE_NAMES.get(ARRIVING) ?? row(),
    plain: ARRIVING,
    means:
      "the gradient that arrives: that of the node an edge leads to, of the same shape; a number below it is a place in it. On a line of its own, with a name below it, the gradient at the node of that name: a layer’s is the one at its sum, before the activation",
  },
  {
    formula: seedSign,
    plain: "seed",
    means:
      "the gradient placed on an output that is no single number: a choice, ones to begin with. What is differentiated is then seed · y, the output’s entries added up, each times its own of the seed; of a matrix D, this is ⟨seed, D⟩",
  },
  {
    formula: entrywiseSign,
    plain: entrywiseSign.kind === "symbol" ? entrywiseSign.glyphs : "",
    means: "multiplies entry by entry; factors side by side are a matrix product",
  },
  {
    formula: superscript(nameFormula("A"), transposeSign),
    plain: transposeSign.glyphs,
    means: "rows and columns exchanged",
  },
  {
    formula: RULE_NAMES.get(BOLD_ONE) ?? row(),
    plain: BOLD_ONE,
    means:
      "ones, as many as the shape beside it says; with a place or a condition, ones there and 0 elsewhere",
  },
  {
    formula: symbol("\\mathrm{sum}_{\\text{copies}}", "sum_copies"),
    plain: "sum_copies",
    means: "adds up what comes back from all the copies of an entry that was used for many",
  },
];

/** The signs that occur in some formulas, given as plain text. */
export function signsIn(texts: readonly string[]): readonly Sign[] {
  return SIGNS.filter(({ plain }) => texts.some((text) => text.includes(plain)));
}
