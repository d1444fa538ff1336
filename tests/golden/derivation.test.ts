import katex from "katex";
import { describe, expect, it } from "vitest";
import { type DerivationLine, derive, lineTex } from "../../src/core/differentiate/derivation.ts";
import { runGraph } from "../../src/core/differentiate/run.ts";
import { simplifiedLines, withSimplified } from "../../src/core/differentiate/simplifiedLines.ts";
import { tex } from "../../src/core/expression/formula.ts";
import { atGrain } from "../../src/core/graph/atGrain.ts";
import { OPERATIONS } from "../../src/core/graph/grain.ts";
import { nodeAt } from "../../src/core/graph/graph.ts";
import { readGraph } from "../../src/core/graph/read.ts";
import { withShapes } from "../../src/core/graph/shapes.ts";
import { type Numbers, shapeOf, type Value, valueFromNumbers } from "../../src/core/tensor/tensor.ts";
import { pieceState } from "../../src/core/timeline/growth.ts";
import { pictureAt, playheadAt } from "../../src/core/timeline/playhead.ts";
import { phaseRange, scheduleOf } from "../../src/core/timeline/steps.ts";
import { GALLERY } from "../../src/lessons/gallery.ts";
import { expectGolden, pictureSvg } from "./golden.ts";

/*
 * The derivations of the articles' figures as text, and the pictures at the same moment. A derivation is typeset by the
 * page, from the same TeX in both themes: what is kept of it is each line's kind and TeX, with □ for what is still to
 * come, its strokes, conditions and notes.
 */

interface Figure {
  readonly source: string;
  readonly values: Readonly<Record<string, Numbers>>;
  readonly target: string;
  readonly folded?: readonly (string | readonly string[])[];
}

function example(id: string, change: Partial<Figure> = {}): Figure {
  const found = GALLERY.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`the gallery lacks ${id}`);
  const { program: source, values, target, folded = [] } = found;
  return { source, values, target: target ?? "", folded, ...change };
}

const IN_COLUMNS: Figure = {
  source:
    "L1 = [x1, x2, 1]\nL2 = [sigmoid(theta_1 @ L1), 1]\nL3 = sigmoid(theta_2 @ L2)\nC = -y*log(L3) - (1 - y)*log(1 - L3)",
  values: {
    x1: 1,
    x2: 0,
    y: 1,
    theta_1: [
      [0.5, 0.3, 0.1],
      [-0.5, 0.8, -0.2],
    ],
    theta_2: [0.7, -0.6, 0.2],
  },
  target: "theta_1",
};

/** The gates of figure 17 that are one σ. */
const GATES = ["f.1.1.0", "f.1.1", "f.1", "f"];

const FIGURES: readonly (readonly [name: string, figure: Figure])[] = [
  ["figure1", example("composite")],
  ["figure5", example("network-cost")],
  ["figure6", example("network-first-weights")],
  ["figure7", IN_COLUMNS],
  ["figure10", example("classifier")],
  ["figure14", example("nine-paths")],
  ["figure15", example("two-outputs", { target: "x2" })],
  ["figure17", example("sigmoid-neuron")],
  ["figure17-folded", example("sigmoid-neuron", { folded: [GATES] })],
];

function shown({ source, values, target, folded = [] }: Figure) {
  const { graph } = readGraph(source);
  if (graph === null) throw new Error("a figure is a program");
  const valueOfId = (id: string): Value => valueFromNumbers(values[id]) ?? Number.NaN;
  const shaped = withShapes(graph, (node) => shapeOf(valueOfId(nodeAt(graph, node).id)));
  const grained = atGrain(shaped, { ...OPERATIONS, folded });
  const run = runGraph(grained, (node) => valueOfId(nodeAt(grained, node).id));
  const schedule = scheduleOf(grained);
  const { first, end } = phaseRange(schedule.steps, "backward");
  // While a product travels, half of the way back.
  const halfway = first + Math.floor((end - first) / 2) + 0.7;
  const node = grained.byName.get(target) ?? -1;
  const lines = derive(grained, run, node);
  const all = withSimplified(lines, simplifiedLines(grained, run, node));
  return { graph: grained, run, schedule, halfway, lines: all };
}

function derivationText(figure: Figure): string {
  const { schedule, halfway, lines } = shown(figure);
  const at = (position: number): readonly string[] => {
    const picture = pictureAt(schedule.steps, playheadAt(schedule.steps, position));
    return lines.map((line) => {
      const written = lineTex(line, (piece) => pieceState(schedule, picture, line.kind, piece) !== "to come");
      return `${line.kind.padEnd(10)} ${written}`;
    });
  };
  const remarks = lines.flatMap((line, place) =>
    remarksOn(line).map((remark) => `line ${place + 1}: ${remark}`),
  );
  const end = schedule.steps.length;
  return [
    `at ${halfway} of ${end}`,
    ...at(halfway),
    "",
    "at the end",
    ...at(end),
    ...(remarks.length === 0 ? [] : ["", ...remarks]),
    "",
  ].join("\n");
}

function remarksOn({ terms, conditions = [], note }: DerivationLine): readonly string[] {
  const struck = terms.flatMap((term) => term.flatMap((piece) => (piece.struck ? tex(piece.struck) : [])));
  return [
    ...(struck.length === 0 ? [] : [`strokes in ${struck.join(" and ")}`]),
    ...(conditions.length === 0 ? [] : [`where ${conditions.map(tex).join(" and ")}`]),
    ...(note === undefined ? [] : [note]),
  ];
}

describe("derivations, the same in both themes", () => {
  it.each(FIGURES)("%s reads right", (name, figure) => {
    expectGolden("derivation", name, derivationText(figure), "txt");
  });

  it.each(FIGURES)(
    "%s is TeX that KaTeX takes in its strict mode, with squares for what is to come",
    (_name, figure) => {
      const { lines } = shown(figure);
      for (const line of lines)
        for (const written of [lineTex(line), lineTex(line, () => false)])
          expect(() => katex.renderToString(written, { strict: "error", throwOnError: true })).not.toThrow();
    },
  );
});

describe.each(["light", "dark"] as const)("at the same moment, in the %s theme,", (theme) => {
  it.each(FIGURES)("the picture of %s looks right", (name, figure) => {
    const { graph, run, halfway } = shown(figure);
    expectGolden(
      "derivation",
      `${name}-${theme}`,
      pictureSvg(graph, run, { position: halfway, direction: "right", theme }),
    );
  });
});
