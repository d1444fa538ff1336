import { changesAt, outputChange, type Push } from "../differentiate/push.ts";
import { nodeAt } from "../graph/graph.ts";
import { symbolText } from "../graph/notation.ts";
import type { Point, Size } from "../layout/index.ts";
import type { Mark } from "./marks.ts";
import { pathOf } from "./push.ts";
import type { Look } from "./theme.ts";

/** The output against the input round its value, both as changes: (0, 0) is where the input rests. */
interface Window {
  /** Half the width of what is seen of the input. */
  readonly reach: number;
  readonly low: number;
  readonly high: number;
  /** Changes of the output at even steps of the input, NaN where it has no value. */
  readonly samples: readonly Point[];
}

const SAMPLES = 60;
/** How much further than the push the plot goes. */
const BEYOND = 1.3;
/** A curve that leaves the straight line behind is cut off at this multiple of what the push itself needs. */
const CUT = 1.6;

const windows = new WeakMap<Push, Map<number, Window>>();

/** What a plot for pushes up to some size shows; kept, since it stays the same while its point moves. */
function windowOf(push: Push, largest: number): Window {
  const known = windows.get(push) ?? new Map<number, Window>();
  windows.set(push, known);
  const window = known.get(largest) ?? windowFor(push, largest);
  known.set(largest, window);
  return window;
}

function windowFor(push: Push, largest: number): Window {
  const reach = BEYOND * largest;
  const { output } = push.graph;
  const samples = Array.from({ length: SAMPLES + 1 }, (_, place) => {
    const x = reach * ((2 * place) / SAMPLES - 1);
    return { x, y: changesAt(push, x)[output] ?? Number.NaN };
  });
  const slope = push.tangents[output] ?? 0;
  const needed = [-largest, largest].flatMap((x) => [slope * x, outputChange(push, x).actual]);
  const finite = [0, ...needed].filter(Number.isFinite);
  const [least, most] = [Math.min(...finite), Math.max(...finite)];
  const inside = samples.map(({ y }) => y).filter((y) => y >= CUT * least && y <= CUT * most);
  const [low, high] = [Math.min(least, ...inside), Math.max(most, ...inside)];
  // A flat curve stands in the middle.
  const room = high > low ? 0.08 * (high - low) : Math.max(1, reach);
  return { reach, low: low - room, high: high + room, samples };
}

/**
 * A plot of the output against the input: the curve, the tangent as a straight line, both ends of the push with their
 * gaps and, unless `at` is null, the point where the input is now. `at` and `delta` are changes of the input.
 */
export function pushPlotMarks(
  push: Push,
  { delta, largest, at }: { readonly delta: number; readonly largest: number; readonly at: number | null },
  size: Size,
): readonly Mark[] {
  const { reach, low, high, samples } = windowOf(push, largest);
  const place = ({ x, y }: Point): Point => ({
    x: (size.width * (x + reach)) / (2 * reach),
    // Far outside is as good as further: a path's numbers stay short.
    y: Math.min(4, Math.max(-4, (high - y) / (high - low))) * size.height,
  });
  const path = (key: string, points: readonly Point[], look: Look): Mark => ({
    kind: "path",
    key,
    d: pathOf(points.map(place)),
    look,
  });
  const dot = (key: string, point: Point, look: Look): Mark => ({
    kind: "box",
    key,
    ...place(point),
    width: 11,
    height: 11,
    radius: 5.5,
    look,
  });
  const slope = push.tangents[push.graph.output] ?? 0;
  const hasLine = Number.isFinite(slope);
  const changes = [-delta, delta].map((by) => outputChange(push, by));
  const now = at === null ? changes : [outputChange(push, at)];
  return [
    ...guides(push, delta, place, size, path, { low, high, reach }),
    ...pieces(samples).map((piece, index) => path(`curve:${index}`, piece, "curve")),
    ...(hasLine
      ? [
          path(
            "line",
            [
              { x: -reach, y: -slope * reach },
              { x: reach, y: slope * reach },
            ],
            "tangent line",
          ),
        ]
      : []),
    ...changes
      .filter(({ gap }) => Number.isFinite(gap))
      .map(({ delta: x, predicted, actual }) =>
        path(
          `gap:${Math.sign(x)}`,
          [
            { x, y: predicted },
            { x, y: actual },
          ],
          "gap",
        ),
      ),
    ...now.flatMap(({ delta: x, predicted, actual }, index) => [
      ...(hasLine ? [dot(`said:${index}`, { x, y: predicted }, "tangent point")] : []),
      ...(Number.isFinite(actual) ? [dot(`done:${index}`, { x, y: actual }, "knob")] : []),
    ]),
  ];
}

/** Where the input rests and the ends of its push, with what they are called. */
function guides(
  { graph, input }: Push,
  delta: number,
  place: (point: Point) => Point,
  size: Size,
  path: (key: string, points: readonly Point[], look: Look) => Mark,
  { low, high, reach }: Pick<Window, "low" | "high" | "reach">,
): readonly Mark[] {
  const name = symbolText(nodeAt(graph, input));
  // Three names need their room; otherwise the middle one has to do.
  const isWide = (size.width * delta) / (2 * reach) > 12 + 7 * (name.length + 2);
  const labels = isWide ? [`${name} − Δ`, name, `${name} + Δ`] : ["", name, ""];
  return [
    path(
      "level",
      [
        { x: -reach, y: 0 },
        { x: reach, y: 0 },
      ],
      "guide",
    ),
    ...[-delta, 0, delta].flatMap((x, index): readonly Mark[] => [
      path(
        `guide:${index}`,
        [
          { x, y: low },
          { x, y: high },
        ],
        "guide",
      ),
      {
        kind: "figures",
        key: `name:${index}`,
        x: place({ x, y: 0 }).x,
        y: size.height + 10,
        parts: [{ text: labels[index] ?? "" }],
        size: 13,
        look: "muted",
      },
    ]),
  ];
}

/** The stretches of a curve between the places where it has no value. */
function pieces(samples: readonly Point[]): readonly (readonly Point[])[] {
  const found: Point[][] = [[]];
  for (const sample of samples) {
    if (Number.isFinite(sample.y)) found.at(-1)?.push(sample);
    else found.push([]);
  }
  return found.filter((piece) => piece.length > 1);
}
