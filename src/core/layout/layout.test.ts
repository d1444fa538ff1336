import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Box, Curve, Direction, Layout, LayoutInput, Point } from "./graph.ts";
import { layoutFully, layoutGraph } from "./index.ts";
import * as graphs from "./test-graphs.ts";

const each = graphs.directions.flatMap((direction) =>
  Object.entries(graphs.named).map(([name, graph]) => ({ name, input: { ...graph, direction } })),
);

describe.each(each)("$name, operands to $input.direction", ({ input }) => {
  it("is well drawn", () => expectWellDrawn(input));
  it("is the same each time", () => expect(layoutGraph(input)).toEqual(layoutGraph(input)));
});

describe("any program", () => {
  const programs = fc
    .record({
      count: fc.integer({ min: 1, max: 20 }),
      seed: fc.integer({ min: 1, max: 2 ** 31 - 2 }),
      // Sums and products of several operands are nodes of many.
      most: fc.constantFrom(3, 3, 9),
      hasCopies: fc.boolean(),
    })
    .map(({ count, seed, most, hasCopies }) => {
      const graph = graphs.randomProgram(count, seed, most);
      return hasCopies ? graphs.withCopies(graph) : graph;
    });

  // 500 programs, with copies of inputs or without, each with small, usual and large labels, in both directions.
  it("is well drawn", { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(programs, (graph) => {
        for (const factor of [0.6, 1, 1.6]) {
          for (const direction of graphs.directions) {
            expectWellDrawn({ ...graphs.withLabels(graph, factor), direction });
          }
        }
      }),
      { seed: 26, numRuns: 500 },
    );
  });
});

describe("edges in lanes", () => {
  const NONE = 0;
  it("are well drawn in any program", { timeout: 120_000 }, () => {
    const programs = fc
      .record({ count: fc.integer({ min: 3, max: 40 }), seed: fc.integer({ min: 1, max: 2 ** 31 - 2 }) })
      .map(({ count, seed }) => graphs.randomProgram(count, seed));
    fc.assert(
      fc.property(programs, (graph) => {
        for (const direction of graphs.directions) expectWellDrawn({ ...graph, direction }, NONE);
      }),
      { seed: 27, numRuns: 150 },
    );
  });

  it("are straight between their ends", () => {
    const { routes } = layoutFully({ ...graphs.randomProgram(60, 3), direction: "right" }, NONE);
    // Two layers and the gaps beside them are no wider.
    const long = routes.flatMap(({ curve }) =>
      curve.slice(3).flatMap((end, i) => {
        const start = curve[i];
        return i % 3 === 0 && start && end.x - start.x > 600 ? [curve.slice(i, i + 4)] : [];
      }),
    );
    expect(long.length).toBeGreaterThan(10);
    for (const piece of long) expect(new Set(piece.map(({ y }) => y)).size).toBe(1);
  });
});

describe("figures keep the written order", () => {
  it.each(graphs.directions)("(a + b) * (b + 1) has no crossing (%s)", (direction) => {
    const layout = layoutGraph({ ...graphs.diamond, direction });
    expect(crossings(layout)).toBe(0);
    expect(across(layout, direction, "a")).toBeLessThan(across(layout, direction, "b"));
    expect(across(layout, direction, "c")).toBeLessThan(across(layout, direction, "d"));
    // The rows a–c and b–d are straight, and e stands in the middle, as in the textbook.
    expect(across(layout, direction, "a")).toBeCloseTo(across(layout, direction, "c"), 6);
    expect(across(layout, direction, "b")).toBeCloseTo(across(layout, direction, "d"), 6);
    expect(2 * across(layout, direction, "e")).toBeCloseTo(
      across(layout, direction, "c") + across(layout, direction, "d"),
      6,
    );
  });

  it("a chain is one straight line", () => {
    const { nodes, routes } = layoutGraph({ ...graphs.chain, direction: "right" });
    expect(
      new Set([...nodes.map(({ y }) => y), ...routes.flatMap(({ curve }) => curve.map(({ y }) => y))]).size,
    ).toBe(1);
  });

  it("x * x gives two curves with a plaque each", () => {
    const [first, second] = layoutGraph({ ...graphs.square, direction: "right" }).routes;
    expect(first?.curve).not.toEqual(second?.curve);
    expect(first?.plaque?.y).toBeLessThan(second?.plaque?.y ?? 0);
  });

  it.each(["chain", "diamond", "square", "triple", "dense"] as const)(
    "operands of %s arrive as they are written",
    (name) => {
      for (const direction of graphs.directions) {
        const layout = layoutGraph({ ...graphs.named[name], direction });
        for (const { id } of layout.nodes) {
          const places = arrivalsAt(layout, direction, id).map(({ at }) => at);
          expect(places).toEqual(places.toSorted((a, b) => a - b));
        }
      }
    },
  );

  it("x + y beside y − x crosses no more than its operands' order asks for", () => {
    expect(crossings(layoutGraph({ ...graphs.opposed, direction: "right" }))).toBe(1);
  });

  it("inputs stand just before their consumer, unused statements beside their operands", () => {
    const { nodes } = layoutGraph({ ...graphs.recurrent, direction: "right" });
    const x = (id: string): number => nodes.find((node) => node.id === id)?.x ?? Number.NaN;
    expect(x("y")).toBeCloseTo(x("h3"), 6);
    const apart = layoutGraph({ ...graphs.unused, direction: "right" }).nodes;
    const u = apart.find((node) => node.id === "u");
    const f = apart.find((node) => node.id === "f");
    expect(u?.x).toBeCloseTo(f?.x ?? 0, 6);
  });
});

describe("large graphs", () => {
  it("lays out a chain of 20 000 without running out of stack", { timeout: 60_000 }, () => {
    const ids = Array.from({ length: 20_000 }, (_, i) => `n${i}`);
    const layout = layoutGraph({
      direction: "right",
      nodes: ids.map((id) => ({ id, width: 90, height: 80 })),
      edges: ids.slice(1).map((to, i) => ({ id: to, from: `n${i}`, to, operand: 0, plaque: null })),
    });
    expect(layout.routes).toHaveLength(19_999);
  });

  it("lays out 1000 nodes bend by bend, and 6000 in lanes", { timeout: 60_000 }, () => {
    for (const count of [1000, 6000]) {
      const layout = layoutFully({ ...graphs.randomProgram(count, 1), direction: "up" });
      expect(layout.nodes).toHaveLength(count);
    }
  });
});

describe("what no program gives", () => {
  const nodes = [
    { id: "a", width: 90, height: 80 },
    { id: "b", width: 90, height: 80 },
  ];
  const edge = (from: string, to: string) => ({ id: `${from}${to}`, from, to, operand: 0, plaque: null });

  it("refuses an edge to nowhere", () => {
    expect(() => layoutGraph({ nodes, edges: [edge("a", "z")], direction: "up" })).toThrow(
      "Edge az names a node that is not there.",
    );
  });

  it("refuses a circle", () => {
    expect(() => layoutGraph({ nodes, edges: [edge("a", "b"), edge("b", "a")], direction: "up" })).toThrow(
      "The graph to lay out has a cycle.",
    );
  });
});

/** Everything a picture must keep, whatever the graph. */
function expectWellDrawn(input: LayoutInput, mostBends = Infinity): void {
  const layout = layoutFully(input, mostBends);
  expect(layout.nodes.map(({ id }) => id)).toEqual(input.nodes.map(({ id }) => id));
  expect(layout.routes.map(({ id }) => id)).toEqual(input.edges.map(({ id }) => id));
  expectNoOverlap(layout);
  for (const route of layout.routes) expectSmooth(route.curve, input.direction);
  expectPlaquesOnCurves(layout);
  expectNothingInTheWay(layout);
  expectArrivalsApart(layout, input.direction);
  expectBounded(layout);
}

function expectNoOverlap({ nodes, routes }: Layout): void {
  const boxes: Box[] = [...nodes, ...routes.flatMap(({ plaque }) => plaque ?? [])];
  for (const [i, a] of boxes.entries()) {
    for (const b of boxes.slice(0, i)) {
      const apart =
        2 * Math.abs(a.x - b.x) >= a.width + b.width - 1e-6 ||
        2 * Math.abs(a.y - b.y) >= a.height + b.height - 1e-6;
      if (!apart) expect.fail(`${JSON.stringify(a)} overlaps ${JSON.stringify(b)}`);
    }
  }
}

/** Square to both sides, always forward, and without a corner where two cubics meet. */
function expectSmooth(curve: Curve, direction: Direction): void {
  expect(curve.length % 3).toBe(1);
  const frame = curve.map(({ x, y }) =>
    direction === "right" ? { along: x, across: y } : { along: -y, across: x },
  );
  const slope = (i: number, j: number): number => {
    const [p, q] = [frame[i], frame[j]];
    return p && q ? (q.across - p.across) / (q.along - p.along) : Number.NaN;
  };
  expect(slope(0, 1)).toBeCloseTo(0, 6);
  expect(slope(frame.length - 2, frame.length - 1)).toBeCloseTo(0, 6);
  for (let joint = 3; joint < frame.length - 1; joint += 3) {
    expect(slope(joint - 1, joint)).toBeCloseTo(slope(joint, joint + 1), 6);
  }
  for (const [i, { along }] of frame.entries()) {
    expect(along).toBeGreaterThanOrEqual((frame[i - 1]?.along ?? -Infinity) - 1e-6);
  }
}

function expectPlaquesOnCurves({ routes }: Layout): void {
  for (const { plaque, curve } of routes) {
    if (!plaque) continue;
    const joints = curve.filter((_, i) => i % 3 === 0);
    const nearest = Math.min(...joints.map(({ x, y }) => Math.hypot(x - plaque.x, y - plaque.y)));
    expect(nearest).toBeLessThan(1e-6);
  }
}

function expectNothingInTheWay({ nodes, routes }: Layout): void {
  for (const route of routes) {
    const foreign: Box[] = [
      ...nodes.filter(({ id }) => id !== route.from && id !== route.to),
      ...routes.flatMap(({ id, plaque }) => (plaque && id !== route.id ? [plaque] : [])),
    ];
    for (const point of sampled(route.curve, 40)) {
      const hit = foreign.find((box) => isInside(point, box));
      if (hit) expect.fail(`edge ${route.id} runs over ${JSON.stringify(hit)} at ${JSON.stringify(point)}`);
    }
  }
}

function isInside({ x, y }: Point, box: Box): boolean {
  return 2 * Math.abs(x - box.x) < box.width && 2 * Math.abs(y - box.y) < box.height;
}

/** Arrowheads side by side; those of one operand used twice in operand order. */
function expectArrivalsApart({ nodes, routes }: Layout, direction: Direction): void {
  for (const node of nodes) {
    const breadth = direction === "right" ? node.height : node.width;
    const arrivals = arrivalsAt({ nodes, routes }, direction, node.id).sort((a, b) => a.at - b.at);
    const least = arrivals.length * 14 <= breadth ? 14 : 0;
    for (const [i, { at, from, operand }] of arrivals.entries()) {
      const previous = arrivals[i - 1];
      expect(Math.abs(at)).toBeLessThan(breadth / 2);
      if (previous) expect(at - previous.at).toBeGreaterThanOrEqual(least - 1e-6);
      if (previous?.from === from) expect(operand).toBeGreaterThan(previous.operand);
    }
  }
}

/** Where edges arrive on a node's side, px from its middle, in operand order. */
function arrivalsAt({ nodes, routes }: Pick<Layout, "nodes" | "routes">, direction: Direction, id: string) {
  const node = nodes.find((placed) => placed.id === id);
  return routes
    .filter(({ to }) => to === id)
    .sort((a, b) => a.operand - b.operand)
    .map(({ curve, from, operand }) => {
      const end = curve.at(-1);
      const at = direction === "right" ? (end?.y ?? 0) - (node?.y ?? 0) : (end?.x ?? 0) - (node?.x ?? 0);
      return { at, from, operand };
    });
}

function expectBounded({ nodes, routes, bounds }: Layout): void {
  const inside = ({ x, y }: Point): boolean =>
    x >= bounds.x - 1e-6 &&
    x <= bounds.x + bounds.width + 1e-6 &&
    y >= bounds.y - 1e-6 &&
    y <= bounds.y + bounds.height + 1e-6;
  for (const { x, y, width, height } of [...nodes, ...routes.flatMap(({ plaque }) => plaque ?? [])]) {
    expect(inside({ x: x - width / 2, y: y - height / 2 })).toBe(true);
    expect(inside({ x: x + width / 2, y: y + height / 2 })).toBe(true);
  }
  for (const { curve } of routes) expect(sampled(curve, 8).every(inside)).toBe(true);
}

/** Points of each cubic at equal steps of its parameter, by Bernstein's polynomials. */
function sampled(curve: Curve, steps: number): Point[] {
  const points: Point[] = [];
  for (let i = 0; i + 3 < curve.length; i += 3) {
    const cubic = curve.slice(i, i + 4);
    for (let step = 0; step <= steps; step++) {
      const t = step / steps;
      const weights = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t ** 2 * (1 - t), t ** 3];
      points.push({
        x: cubic.reduce((sum, { x }, k) => sum + x * (weights[k] ?? 0), 0),
        y: cubic.reduce((sum, { y }, k) => sum + y * (weights[k] ?? 0), 0),
      });
    }
  }
  return points;
}

/** Proper intersections between the drawn curves of different edges. */
function crossings({ routes }: Layout): number {
  const lines = routes.map(({ curve }) => sampled(curve, 16));
  let count = 0;
  for (const [i, line] of lines.entries()) {
    for (const other of lines.slice(0, i)) {
      for (const [a, b] of segments(line))
        for (const [c, d] of segments(other)) if (cross(a, b, c, d)) count++;
    }
  }
  return count;
}

function segments(points: readonly Point[]): (readonly [Point, Point])[] {
  return points.slice(1).map((end, i) => [points[i] ?? end, end] as const);
}

function cross(a: Point, b: Point, c: Point, d: Point): boolean {
  return turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0;
}

function turn(a: Point, b: Point, c: Point): number {
  return Math.sign((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x));
}

function across({ nodes }: Layout, direction: Direction, id: string): number {
  const node = nodes.find((placed) => placed.id === id);
  return (direction === "right" ? node?.y : node?.x) ?? Number.NaN;
}
