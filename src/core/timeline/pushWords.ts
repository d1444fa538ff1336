import { hasFailedAt, kinksOnTheWay, outputChange, type Push, troublesAt } from "../differentiate/push.ts";
import { numberText } from "../expression/numbers.ts";
import { nodeAt } from "../graph/graph.ts";
import { outputNode, symbolText } from "../graph/notation.ts";
import type { Words } from "./narration.ts";

type Sentence = readonly Words[];

const plain = (text: string): Words => ({ text });
const actual = (number: number): Words => ({ text: numberText(number), hue: "value" });
const predicted = (number: number): Words => ({ text: numberText(number), hue: "tangent" });

/** What a push by ±Δ shows, in one to three sentences; `delta` is positive. */
export function narratePush(push: Push, delta: number): readonly Words[] {
  const sentences = sentencesOn(push, delta);
  return sentences.flatMap((sentence, place) => (place === 0 ? sentence : [plain(" "), ...sentence]));
}

function sentencesOn(push: Push, delta: number): readonly Sentence[] {
  const { graph, run, tangents, isReached } = push;
  const [from, to] = namesOf(push);
  const before = run.values[graph.output] ?? Number.NaN;
  if (!isReached[graph.output]) {
    return [
      [
        plain(`${to} does not depend on ${from}: however far ${from} is pushed, ${to} stays at `),
        actual(before),
        plain("."),
      ],
      [plain("The gradient is 0.")],
    ];
  }
  if (!Number.isFinite(before)) {
    return [
      [plain(`Before any push ${to} is `), actual(before), plain(": there is nothing to compare with.")],
    ];
  }
  const kink = kinksOnTheWay(push)[0];
  if (kink !== undefined) return [[plain(kink.message)], ...bothSides(push, delta), ...troubles(push, delta)];
  return [
    ...(Number.isFinite(tangents[graph.output]) ? comparison(push, delta) : []),
    ...troubles(push, delta),
  ];
}

function namesOf({ graph, input }: Push): readonly [from: string, to: string] {
  return [symbolText(nodeAt(graph, input)), symbolText(outputNode(graph))];
}

/** At a kink each side has a slope of its own. */
function bothSides(push: Push, delta: number): readonly Sentence[] {
  const [from, to] = namesOf(push);
  const [down, up] = [outputChange(push, -delta).ratio, outputChange(push, delta).ratio];
  if (!Number.isFinite(down) || !Number.isFinite(up)) return [];
  return [
    [
      plain(`Below ${from}, ${to} moves `),
      actual(down),
      plain(` times as far as ${from}; above it, `),
      actual(up),
      plain(" times."),
    ],
  ];
}

function comparison(push: Push, delta: number): readonly Sentence[] {
  const { graph, tangents, sizes } = push;
  const [from, to] = namesOf(push);
  const [down, up] = [outputChange(push, -delta), outputChange(push, delta)];
  if (!Number.isFinite(down.actual) || !Number.isFinite(up.actual)) return [];
  const slope = predicted(tangents[graph.output] ?? 0);
  const largest = sizes.deltas[sizes.last] ?? delta;
  if ([delta, -delta, largest, -largest].every((by) => outputChange(push, by).gap === 0)) {
    return [
      [
        plain(`${to} moves exactly `),
        slope,
        plain(` times as far as ${from}: here ${to} is a straight line in ${from}, and no Δ up to `),
        plain(`${numberText(Math.max(delta, largest))} leaves a gap.`),
      ],
    ];
  }
  const both = [
    plain(up.predicted < 0 ? "∓" : "±"),
    predicted(Math.abs(up.predicted)),
    plain(`, and ${to} moves by `),
    actual(down.actual),
    plain(" and "),
    actual(up.actual),
    plain("."),
  ];
  if (hasFailedAt(push, delta)) return [[plain("At this Δ the straight line fails: it says "), ...both]];
  return [
    [plain(`${to} moves about `), slope, plain(` times as far as ${from}: the straight line says `), ...both],
  ];
}

/** Where the output, or something before it, has no value any more. */
function troubles(push: Push, delta: number): readonly Sentence[] {
  const [from] = namesOf(push);
  for (const by of [-delta, delta]) {
    const [trouble] = troublesAt(push, by);
    if (trouble !== undefined) return [[plain(`At ${from} ${by < 0 ? "−" : "+"} Δ: ${trouble.message}`)]];
  }
  return [];
}
