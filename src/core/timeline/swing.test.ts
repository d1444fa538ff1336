import { expect, it } from "vitest";
import { FIGURE_13, runOf } from "../../../tests/programs.ts";
import { pushOf } from "../differentiate/push.ts";
import { delayOf, SWING, swingAt, swingSize } from "./swing.ts";

const { graph, run } = runOf(FIGURE_13);
const push = pushOf(graph, run, graph.byName.get("b") ?? -1);

it("grows from swing to swing until the straight line has failed, and stays there", () => {
  const sizes = [0, 1, 2, 3, 4, 5, 6, 7, 8, 50].map((swing) => swingSize(push, null, (swing + 0.5) * SWING));
  expect(sizes).toEqual([0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 2, 2]);
});

it("has the chosen size from the first moment on", () => {
  expect([0, 1, 100].map((seconds) => swingSize(push, 0.3, seconds))).toEqual([0.3, 0.3, 0.3]);
});

it("rests before it begins, goes up first, and is never further than Δ", () => {
  expect(swingAt(push, 0.5, -1).phase).toBe(0);
  expect(swingAt(push, 0.5, SWING / 4).phase).toBeCloseTo(1, 12);
  expect(swingAt(push, 0.5, (3 * SWING) / 4).phase).toBeCloseTo(-1, 12);
  // It changes its size where nothing is displaced.
  for (const swing of [1, 2, 3]) expect(swingAt(push, null, swing * SWING).phase).toBeCloseTo(0, 9);
});

it("reaches a node the later the more edges lie between, and the longest chain in three seconds", () => {
  const delays = ["b", "c", "d", "e"].map((name) => delayOf(push, graph.byName.get(name) ?? -1));
  expect(delays[0]).toBe(0);
  expect(delays[1]).toBe(delays[2]);
  expect(delays[3]).toBeCloseTo(2 * (delays[1] ?? 0), 12);
  const chain = runOf({ name: "", source: `y = ${"sin(".repeat(40)}x${")".repeat(40)}`, values: { x: 1 } });
  const long = pushOf(chain.graph, chain.run, chain.graph.byName.get("x") ?? -1);
  expect(delayOf(long, chain.graph.output)).toBeCloseTo(3, 12);
});
