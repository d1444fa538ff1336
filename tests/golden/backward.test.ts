import { describe, it } from "vitest";
import { FIGURE_10, FIGURE_13, FIGURE_17, runOf } from "../programs.ts";
import { besideSvg, expectGolden } from "./golden.ts";

// Figure 13 while a sum waits; the others when everything has come back.
const SHOTS = [
  ["figure10", FIGURE_10, 99, "right"],
  ["figure13", FIGURE_13, 7.7, "right"],
  ["figure13-end", FIGURE_13, 99, "right"],
  ["figure13-up", FIGURE_13, 99, "up"],
  ["figure17", FIGURE_17, 99, "right"],
] as const;

describe.each(["light", "dark"] as const)("the backward graph in the %s theme", (theme) => {
  it.each(SHOTS)("of %s looks right", (name, program, position, direction) => {
    const { graph, run } = runOf(program);
    expectGolden("backward", `${name}-${theme}`, besideSvg(graph, run, { position, direction, theme }));
  });
});
