import { describe, it } from "vitest";
import { runOfExample } from "./examples.ts";
import { expectGolden, networkSvg, pictureSvg } from "./golden.ts";

/** The network of figure 2 at moments that tell: nothing yet, the hidden layer filled, gradients on their way, the end. */
const MOMENTS = [
  ["empty", "network-cost", "right", 0],
  ["hidden", "network-cost", "right", 3],
  ["backward", "network-cost", "right", 30],
  ["end", "network-cost", "right", 99],
  ["up", "network-cost", "up", 99],
  ["batch", "xor-batch", "right", 99],
  ["numbers", "micrograd-mlp", "right", 99],
] as const;

describe.each(["light", "dark"] as const)("networks in the %s theme", (theme) => {
  it.each(MOMENTS)("look right (%s)", (name, id, direction, position) => {
    const { graph, run } = runOfExample(id);
    const svg = networkSvg(graph, run, { position, direction, theme }, id === "xor-batch" ? 1 : 0);
    expectGolden("network", `${name}-${theme}`, svg);
  });

  it.each(["recurrent-loop", "micrograd-mlp"])("frames look right behind %s", (id) => {
    const { graph, run, statements } = runOfExample(id);
    const shot = { position: 99, direction: "right", theme, statements } as const;
    expectGolden("network", `frames-${id}-${theme}`, pictureSvg(graph, run, shot));
  });
});
