import { conventionOf, slopesThatFit } from "../differentiate/conventions.ts";
import { edgeRule, isCases, isNumericRule } from "../differentiate/localDerivative.ts";
import type { Run } from "../differentiate/run.ts";
import { numberText } from "../expression/numbers.ts";
import { printExpression } from "../expression/print.ts";
import { edgeAt, type Graph, type GraphNode } from "../graph/graph.ts";
import { symbolText, withSymbols } from "../graph/notation.ts";
import type { Value } from "../tensor/tensor.ts";
import { valueText } from "../tensor/text.ts";

/** A piece of a sentence; numbers carry the hue of what they are. */
export interface Words {
  readonly text: string;
  readonly hue?: "value" | "gradient" | "tangent";
  /** The id of the node or edge that it names. */
  readonly about?: string;
}

export const plain = (text: string): Words => ({ text });
export const value = (number: Value): Words => ({ text: valueText(number), hue: "value" });
export const gradient = (number: Value): Words => ({ text: valueText(number), hue: "gradient" });
export const tangent = (number: Value): Words => ({ text: valueText(number), hue: "tangent" });

export const named = (node: GraphNode): Words => ({ text: symbolText(node), about: node.id });

/** A sentence with numbers and names in it. */
export function said(texts: TemplateStringsArray, ...words: readonly (string | Words)[]): readonly Words[] {
  return texts.flatMap((text, place) => {
    const word = words[place] ?? "";
    return [plain(text), typeof word === "string" ? plain(word) : word].filter((piece) => piece.text !== "");
  });
}

export function readableSigns(text: string): string {
  return text.replaceAll("*", " · ").replaceAll("-", "−").replace(/ {2,}/g, " ");
}

/** `d = `, before a factor's number; nothing where the formula is that number, or is too long.  */
export function factorFormula(graph: Graph, index: number): string {
  const rule = edgeRule(graph, edgeAt(graph, index));
  if (rule === null || isCases(rule) || isNumericRule(rule)) return "";
  const text = readableSigns(printExpression(withSymbols(graph, rule)));
  return text.length > 40 ? "" : `${text} = `;
}

export function conventionWords(graph: Graph, run: Run, index: number): string {
  const convention = conventionOf(graph, run, index);
  return convention === null ? "" : ` (by convention; ${slopesThatFit(convention)})`;
}

export function bracketed(number: number): string {
  return number < 0 ? `(${numberText(number)})` : numberText(number);
}

const TIMES = ["", "", "twice", "three times", "four times", "five times", "six times"];

/** `twice`, `three times`, `12 times`. */
export function timesWords(count: number): string {
  return TIMES[count] ?? `${count} times`;
}
