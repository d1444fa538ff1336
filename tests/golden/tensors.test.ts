import { describe, it } from "vitest";
import { runGraph } from "../../src/core/differentiate/run.ts";
import { valueFromNumbers } from "../../src/core/tensor/tensor.ts";
import { runOfExample } from "./examples.ts";
import { expectGolden, pictureSvg } from "./golden.ts";

/** Figures of figures.md, at moments that tell: values as grids on their way, and the end. */
const PICTURES = [
  ["figure 3", "network", "up", [2.2, 99]],
  ["figures 4 and 5", "network-cost", "up", [99]],
  ["figure 6", "network-first-weights", "right", [99]],
  ["figure 8", "xor-batch", "right", [99]],
  ["figure 20", "matrix-product", "right", [0.2, 0.75, 3.75, 99]],
] as const;

describe.each(["light", "dark"] as const)("figures with matrices in the %s theme", (theme) => {
  it.each(
    PICTURES.flatMap(([figure, id, direction, positions]) =>
      positions.map((position) => [figure, id, direction, position] as const),
    ),
  )("%s (%s, %s) looks right at %d", (_figure, id, direction, position) => {
    const { graph, run } = runOfExample(id);
    const name = `${id}-${position === 99 ? "end" : String(position).replace(".", "_")}-${theme}`;
    expectGolden("tensors", name, pictureSvg(graph, run, { position, direction, theme }));
  });
});

// Figure 15: a column of the Jacobian, forward; a row of it, backward.
describe.each(["light", "dark"] as const)("two outputs in the %s theme", (theme) => {
  const { graph, run } = runOfExample("two-outputs");
  const along = graph.byName.get("x2") ?? -1;

  it.each([
    ["seed", 6],
    ["joined", 12.75],
    ["column", 99],
  ] as const)("look right forward from x2 (%s)", (name, position) => {
    const shot = { position, direction: "right", theme, sweeps: { mode: "forward", along } } as const;
    expectGolden("forward", `two-outputs-${name}-${theme}`, pictureSvg(graph, run, shot));
  });

  it("look right backward from y2, beside the tangents", () => {
    const row = runGraph(graph, (node) => run.values[node] ?? Number.NaN, valueFromNumbers([0, 1]));
    const shot = { position: 99, direction: "right", theme, sweeps: { mode: "both", along } } as const;
    expectGolden("forward", `two-outputs-row-${theme}`, pictureSvg(graph, row, shot));
  });
});
