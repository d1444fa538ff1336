import { parse as mathjsParse } from "mathjs";
import { parse } from "../src/core/expression/parser.ts";
import type { Expression } from "../src/core/expression/tree.ts";
import { type Bench, type Benchmark, compareCalls } from "./measure.ts";
import { longText } from "./programs.ts";
import { type BareTree, bareParse } from "./references/prattParser.ts";

const LENGTH = 20_000;

export const parsing: Benchmark = {
  about:
    "Text to tree with places and diagnostics, beside a bare recursive Pratt parser with neither, and beside mathjs.",
  run,
};

function run({ report }: Bench): void {
  const text = longText(LENGTH);
  requireSameTrees(text);
  const compare = (name: string, goal: number, read: string, reference: (text: string) => unknown): void =>
    report({
      benchmark: "parse",
      size: `${read.length} characters, ${name}`,
      unit: "µs",
      goal,
      ...compareCalls(
        () => parse(read),
        () => reference(read),
      ),
    });
  compare("a Pratt parser", 2, text, bareParse);
  // mathjs knows the power by one sign only.
  compare("mathjs", 0.2, text.replaceAll("**", "^"), mathjsParse);
}

/** A reference that read less of the grammar would be no measure. */
function requireSameTrees(text: string): void {
  const { statements, diagnostics } = parse(text);
  if (diagnostics.length > 0) throw new Error(`the text is not a program: ${diagnostics[0]?.message}`);
  const ours = statements.map(({ name, expression }) => `${name}=${written(expression)}`);
  const reference = bareParse(text).map(({ name, expression }) => `${name}=${written(expression)}`);
  const place = ours.findIndex((line, index) => line !== reference[index]);
  if (place >= 0 || ours.length !== reference.length) {
    throw new Error(`the parsers disagree:\n${ours[place]}\n${reference[place]}`);
  }
}

function written(tree: Expression | BareTree): string {
  switch (tree.kind) {
    case "number":
      return String(tree.value);
    case "name":
      return tree.name;
    case "negate":
      return `(-${written(tree.operand)})`;
    case "binary":
      return `(${written(tree.left)}${tree.operator}${written(tree.right)})`;
    case "call":
      return `${tree.callee}(${tree.operands.map(written).join()})`;
    case "list":
    case "entry":
      throw new Error("the bare parser knows numbers only");
  }
}
