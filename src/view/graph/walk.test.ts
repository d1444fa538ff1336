import { expect, it } from "vitest";
import { FIGURE_13, runOf } from "../../../tests/programs.ts";
import { walk } from "./walk.ts";

const { graph } = runOf(FIGURE_13);

it.each([
  ["a node to its first use", "b", "forward", "b-c-1"],
  ["an edge to its consumer", "b-c-1", "forward", "c"],
  ["an edge to its source", "b-c-1", "backward", "b"],
  ["a node to its first operand's edge", "c", "backward", "a-c-0"],
  ["an edge to the next one", "a-c-0", "after", "b-c-1"],
  ["a node to the one before", "b", "before", "a"],
  ["nowhere past the output", "e", "forward", null],
  ["nowhere before the first", "a", "before", null],
  ["nowhere from what is not there", "gone", "forward", null],
] as const)("arrows lead from %s", (_name, from, way, to) => {
  expect(walk(graph, from, way)).toBe(to);
});
