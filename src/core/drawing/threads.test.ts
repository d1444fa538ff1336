import { describe, expect, it } from "vitest";
import { FIGURE_13, FIGURE_18, FIGURES, runOf } from "../../../tests/programs.ts";
import { eachPath, waysFrom } from "../differentiate/paths.ts";
import type { Box } from "../layout/index.ts";
import type { Mark } from "./marks.ts";
import { plaqueBox, plaqueFormula } from "./plaques.ts";
import { sceneOf } from "./scene.ts";
import type { EdgeState } from "./stillEdge.ts";
import type { NodeState } from "./stillNode.ts";
import { chosenMarks, type Thread, threadLook, threadMarks } from "./threads.ts";

const AT_REST: EdgeState = { factor: 2, isConvention: false, mode: "all" };
const EMPTY: NodeState = { value: null, gradient: { slots: [], total: null } };
const STATES = { edge: () => AT_REST, node: () => EMPTY };

function threadsOf(program: (typeof FIGURES)[number], target: string, direction: "right" | "up" = "right") {
  const { graph } = runOf(program);
  const ways = waysFrom(graph, graph.byName.get(target) ?? -1);
  const threads = [...eachPath(ways)].map((edges, index): Thread => ({ edges, place: index + 1 }));
  return { scene: sceneOf(graph, direction), threads };
}

const lines = (marks: readonly Mark[]) => marks.flatMap((mark) => (mark.kind === "path" ? [mark] : []));

const pointsOf = (d: string) =>
  [...d.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => ({ x: Number(x), y: Number(y) }));

const contains = (box: Box, { x, y }: { x: number; y: number }): boolean =>
  Math.abs(x - box.x) < box.width / 2 - 1 && Math.abs(y - box.y) < box.height / 2 - 1;

describe("threads", () => {
  it.each(["right", "up"] as const)("leave every plaque and node free, running %s", (direction) => {
    for (const figure of FIGURES)
      for (const name of Object.keys(figure.values)) {
        const { scene, threads } = threadsOf(figure, name, direction);
        const points = lines(threadMarks(scene, threads, STATES.edge)).flatMap(({ d }) => pointsOf(d));
        const boxes = [
          ...scene.edges.map((edge) => plaqueBox(edge, plaqueFormula(scene, edge, AT_REST))),
          ...scene.nodes.map(({ box }) => box),
        ];
        expect(points.length).toBeGreaterThan(0);
        expect(points.filter((point) => boxes.some((box) => contains(box, point)))).toEqual([]);
      }
  });

  it("run side by side where they share an edge, each with its number", () => {
    const { scene, threads } = threadsOf(FIGURE_18, "x");
    const marks = threadMarks(scene, threads, STATES.edge);
    // The second and the third end on one edge: halfway they are apart.
    const last = threads.slice(1).map(({ edges }) => edges.at(-1));
    expect(last[0]).toBe(last[1]);
    const ofShared = [2, 3].map(
      (place) =>
        lines(marks)
          .filter(({ look }) => look === threadLook(place))
          .at(-1)?.d ?? "",
    );
    const middles = ofShared
      .map((d) => pointsOf(d))
      .map((points) => points[Math.floor(points.length / 2)] ?? { x: 0, y: 0 });
    const [one = { x: 0, y: 0 }, other = one] = middles;
    const gap = Math.hypot(one.x - other.x, one.y - other.y);
    expect(gap).toBeGreaterThan(3);
    expect(gap).toBeLessThan(12);
    const texts = marks.flatMap((mark) =>
      mark.kind === "figures" ? mark.parts.map(({ text }) => text) : [],
    );
    expect([...new Set(texts)].sort()).toEqual(["1", "2", "3"]);
  });

  it("differ in hue or dash, nine of them", () => {
    expect(new Set([1, 2, 3, 4, 5, 6, 7, 8, 9].map(threadLook)).size).toBe(9);
    expect(threadLook(10)).toBe(threadLook(1));
  });

  it("chosen alone, lie over a veil and under the parts they lead through", () => {
    const { scene, threads } = threadsOf(FIGURE_13, "b");
    const [thread = { edges: [], place: 1 }] = threads;
    const { under, parts, over } = chosenMarks(scene, thread, STATES);
    expect(under[0]?.look).toBe("veil");
    expect(lines(under).filter(({ look }) => look === "thread chosen 1")).toHaveLength(2);
    expect(parts.map(({ id }) => id)).toEqual(["b-c-1", "c-e-0", "b", "c", "e"]);
    const framed = parts.flatMap(({ marks }) => marks.filter(({ look }) => look === "lit 1"));
    expect(framed).toHaveLength(5);
    expect(over.map(({ look }) => look)).toEqual(["lit 1", "thread number 1"]);
  });
});
