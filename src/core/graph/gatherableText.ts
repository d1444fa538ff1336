import { printExpression } from "../expression/print.ts";
import { type Gatherable, termsOf } from "./gathered.ts";
import { type Graph, nodeAt, type Terms } from "./graph.ts";
import { limited, symbolText, withSymbols } from "./notation.ts";
import { shortTerms, termsExpression } from "./terms.ts";

const MOST_LISTED = 8;

/** A sum or product of several as it can be read aloud: `y = a + b + c`. */
export function gatherableText(graph: Graph, { nodes, result }: Gatherable): string {
  const terms = termsOf(graph, nodes);
  const node = nodeAt(graph, result);
  if (terms === null) return symbolText(node);
  const text = (of: Terms): string => printExpression(withSymbols(graph, termsExpression(of, node)));
  const short = terms.operands.length > MOST_LISTED ? shortTerms(terms) : null;
  return `${symbolText(node)} = ${limited(text(short ?? terms))}`;
}
