import { describe, it } from "vitest";
import { runOfExample } from "./examples.ts";
import { expectGolden, pictureSvg } from "./golden.ts";

/** A value on its way, a stored value in its factor, a product that travels, a sum. */
const MOMENTS = [
  ["figure 1", "composite", [1.75, 5.85]],
  ["figure 4", "network-cost", [4.2, 15.7]],
  ["figure 9", "recurrent", [24.85]],
  ["figure 13", "used-twice", [0, 2.75, 5.38, 9]],
  ["figure 17", "sigmoid-neuron", [16.7]],
  ["figure 18", "staged", [15.7]],
  ["figure 20", "matrix-product", [0.75, 3.75]],
] as const;

describe("in the presenter's view", () => {
  it.each(
    MOMENTS.flatMap(([figure, id, positions]) =>
      positions.map((position) => [figure, id, position] as const),
    ),
  )("%s (%s) looks right at %d", (_figure, id, position) => {
    const { graph, run } = runOfExample(id);
    const shot = { position, direction: "right", theme: "projector", isPresented: true } as const;
    expectGolden("presenter", `${id}-${String(position).replace(".", "_")}`, pictureSvg(graph, run, shot));
  });
});
