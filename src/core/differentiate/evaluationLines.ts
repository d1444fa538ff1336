import {
  entrywiseSign,
  equalsSign,
  type Formula,
  plusSign,
  row,
  tex,
  timesSign,
} from "../expression/formula.ts";
import type { Graph } from "../graph/graph.ts";
import { type DerivationLine, type DerivationLineKind, derive, lineTex } from "./derivation.ts";
import type { Run } from "./run.ts";
import { simplifiedLines, withSimplified } from "./simplifiedLines.ts";

/** One line of a derivation: `d output / d name = …`. */
export interface EvaluationLine {
  /**
   * What the factors are written as: symbols, local derivatives, what is left once like factors are struck out, numbers,
   * or the gradient.
   */
  readonly kind: DerivationLineKind;
  /**
   * The line as TeX for KaTeX's strict mode, an equation that holds where its conditions do; numbers have all their
   * digits.
   */
  readonly tex: string;
  /** The same with `\cancel` through what leaves, where something does. */
  readonly struck?: string;
  /**
   * What must hold for the line to follow, as TeX: `L_{3}\ne 0`, `x<0`. None that the line says itself, by a denominator,
   * a root or a logarithm; none where the program has no value.
   */
  readonly conditions?: readonly string[];
  /** What else has to be said of it, in words: which entries go back where vectors were joined. */
  readonly note?: string;
}

/** The derivation of a node's gradient, line by line, as one reads it. */
export function evaluationLines(graph: Graph, run: Run, node: number): readonly EvaluationLine[] {
  const lines = derive(graph, run, node, "all");
  return withSimplified(lines, simplifiedLines(graph, run, node)).map((line) => {
    const isStruck = line.terms.some((term) => term.some(({ struck }) => struck !== undefined));
    return {
      kind: line.kind,
      tex: lineTex(line),
      ...(isStruck ? { struck: struckTex(line) } : {}),
      ...(line.conditions === undefined ? {} : { conditions: line.conditions.map(tex) }),
      ...(line.note === undefined ? {} : { note: line.note }),
    };
  });
}

function struckTex({ left, terms, isEntrywise = false }: DerivationLine): string {
  const products = terms.map((term) =>
    separated(
      term.map(({ formula, struck }) => struck ?? formula),
      isEntrywise ? entrywiseSign : timesSign,
    ),
  );
  return tex(row(left, equalsSign, separated(products, plusSign)));
}

function separated(items: readonly Formula[], by: Formula): Formula {
  return row(...items.flatMap((item, place) => (place === 0 ? [item] : [by, item])));
}
