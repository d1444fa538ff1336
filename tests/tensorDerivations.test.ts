import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { compile, type Evaluation, type EvaluationNode, type Numbers } from "../src/core/index.ts";
import { entries, type Lists, lists, shapeOfLists } from "./arrays.ts";
import { refusedByKatex } from "./strictTex.ts";
import { readTensor } from "./tensorTexReader.ts";
import { type Symbols, symbolsFrom, Unread } from "./texScanner.ts";

/*
 * Pullbacks and derivations between vectors and matrices, read line by line by the tests' own reader: each comes to the
 * gradient of its left side, in its shape, and each pullback of δ to what its edge brings.
 */

interface Case {
  readonly id: string;
  readonly source: string;
  readonly inputs: Readonly<Record<string, Numbers>>;
}

const cases: readonly Case[] = ["tensor.json", "figures.json"].flatMap(
  (file) => JSON.parse(readFileSync(path.join(import.meta.dirname, "corpora", file), "utf8")).cases,
);

function evaluated({ source, inputs }: Case): Evaluation | null {
  try {
    return compile(source).evaluate(inputs);
  } catch {
    return null;
  }
}

const isWhole = (value: Lists): boolean => entries(value).every(Number.isFinite);

const programs = cases.flatMap((one) => {
  const evaluation = evaluated(one);
  if (evaluation === null || evaluation.nodes.every(({ shape }) => shape.length === 0)) return [];
  const { nodes, edges } = evaluation;
  // A program that calls something δ itself would be read wrong.
  const isClear = !nodes.some(({ id }) => /^(delta|d|sum)$/.test(id));
  const hasNumbers = nodes.every(({ value, gradient }) => isWhole(value) && isWhole(gradient));
  return isClear && hasNumbers && edges.every(({ contribution }) => isWhole(contribution))
    ? [{ id: one.id, evaluation, nodes, edges }]
    : [];
});

type Program = (typeof programs)[number];

const symbolOf = ({ tex, operation }: EvaluationNode): string =>
  tex.split("=").at(operation === "input" ? -1 : -2) ?? "";

/** The number that gradients are of: an output that is one, or its sum weighted by the seed; of one entry, that. */
function differentiated(output: string, [length, width]: readonly number[]): string {
  if (length === undefined) return output;
  if (width === undefined)
    return length === 1
      ? `${atom(output)}_{[1]}`
      : String.raw`(\mathrm{seed}\cdot ${output})`.replace("t [", "t[");
  return length * width === 1
    ? String.raw`${atom(output)}_{[1,\,1]}`
    : String.raw`\langle \mathrm{seed},\,${output}\rangle `;
}

const atom = (symbol: string): string =>
  /[_^]/.test(symbol) && !symbol.startsWith("[") ? `{${symbol}}` : symbol;

/** Values by symbol, and gradients by the way a derivation writes them. */
function known({ nodes, evaluation }: Program): Map<string, Lists> {
  const values = new Map<string, Lists>();
  // The output is the last node that anything comes back to.
  const output =
    nodes.findLast(({ gradient }) => entries(gradient).some((entry) => entry !== 0)) ?? nodes.at(-1);
  const above = differentiated(output === undefined ? "" : symbolOf(output), shapeOfLists(evaluation.value));
  for (const node of nodes) {
    values.set(symbolOf(node), node.value);
    values.set(String.raw`\dfrac{\mathrm{d}${above}}{\mathrm{d}${symbolOf(node)}}`, node.gradient);
  }
  // The seed is ones of the output's shape.
  values.set(
    String.raw`\mathrm{seed}`,
    lists(shapeOfLists(evaluation.value), () => 1),
  );
  return values;
}

/** Axes of one entry tell rows from columns, which a vector in a textbook does not. */
const shapeWithoutOnes = (value: Lists): string =>
  shapeOfLists(value)
    .filter((size) => size !== 1)
    .join();

/** Whether two are of one shape and, but for rounding, the same in every entry. */
function isNear(got: Lists, wanted: Lists): boolean {
  const [a, b] = [entries(got), entries(wanted)];
  const size = Math.max(1, ...b.map(Math.abs));
  // 0 is what is written for a tensor of zeros as well.
  if (got === 0) return b.every((entry) => entry === 0);
  return (
    shapeWithoutOnes(got) === shapeWithoutOnes(wanted) &&
    b.every((entry, place) => Math.abs((a[place] ?? Number.NaN) - entry) <= 1e-9 * size)
  );
}

/** What a check found: lines read, lines that this reader does not read, and what is wrong. */
class Tally {
  read = 0;
  unread = 0;
  readonly misses: string[] = [];

  check(where: string, tex: string, symbols: Symbols<Lists>, wanted: Lists): void {
    try {
      const value = readTensor(tex, symbols, shapeOfLists(wanted));
      this.read += 1;
      if (!isNear(value, wanted))
        this.misses.push(`${where}: ${JSON.stringify(value)} is not ${JSON.stringify(wanted)}: ${tex}`);
    } catch (problem) {
      if (!(problem instanceof Unread)) {
        this.misses.push(`${where}: ${problem}: ${tex}`);
        return;
      }
      this.unread += 1;
    }
  }
}

describe("between vectors and matrices", () => {
  it("every pullback of δ comes to what its edge brings", () => {
    const tally = new Tally();
    for (const program of programs) {
      const { id, nodes, edges } = program;
      const values = known(program);
      const gradients = new Map(nodes.map(({ id: node, gradient }) => [node, gradient]));
      for (const { from, to, kind, tex, contribution } of edges) {
        if (kind !== "linear") continue;
        const symbols = symbolsFrom(new Map([...values, ["\\delta", gradients.get(to) ?? Number.NaN]]));
        tally.check(`${id} ${from}-${to}`, tex, symbols, contribution);
      }
    }
    expect(tally.misses).toEqual([]);
    // Written down, so that lines cannot go missing silently: entries taken out of a list, and cases, are not read.
    expect([tally.read, tally.unread]).toEqual([1163, 76]);
  });

  it("every line of a derivation comes to the gradient of its left side", () => {
    const tally = new Tally();
    for (const program of programs) {
      const values = known(program);
      // Of whatever δ has below it, it is the gradient.
      for (const node of program.nodes) values.set(String.raw`\delta_{${symbolOf(node)}}`, node.gradient);
      const names = program.nodes.flatMap(({ name, operation }) =>
        operation === "input" && name !== undefined ? [name] : [],
      );
      for (const name of names)
        for (const { tex, kind } of program.evaluation.derivation(name)) {
          const sides = tex.split("=");
          const right = sides.pop() ?? "";
          if (kind === "result") continue;
          for (const side of sides) {
            const left = values.get(side);
            if (left !== undefined) tally.check(`${program.id} ${kind}`, right, symbolsFrom(values), left);
          }
        }
    }
    expect(tally.misses).toEqual([]);
    // Written down, so that lines cannot go missing silently: entries taken out of a list, and cases, are not read.
    expect([tally.read, tally.unread]).toEqual([7680, 409]);
  });

  it("every line is TeX for KaTeX's strict mode", () => {
    const written = programs.flatMap(({ nodes, evaluation }) =>
      nodes.flatMap(({ name, operation }) =>
        operation === "input" && name !== undefined
          ? evaluation
              .derivation(name)
              .flatMap(({ tex, struck = tex, conditions = [] }) => [tex, struck, ...conditions])
          : [],
      ),
    );
    expect(written.length).toBeGreaterThan(1000);
    expect([...new Set(written)].flatMap(refusedByKatex)).toEqual([]);
  });
});
