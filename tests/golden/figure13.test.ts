import { describe, it } from "vitest";
import { FIGURE_13, runOf } from "../programs.ts";
import { expectGolden, pictureSvg } from "./golden.ts";

const { graph, run } = runOf(FIGURE_13);

// Before anything; numbers stand in a formula; stored values lift into a factor; a sum waits for its second part; the end.
const MOMENTS = [
  ["0-start", 0],
  ["2-numbers", 1.7],
  ["6-factor", 5.38],
  ["8-waiting", 7.9],
  ["9-end", 9],
] as const;

describe.each(["light", "dark"] as const)("figure 13 in the %s theme", (theme) => {
  it.each(MOMENTS)("looks right at %s", (name, position) => {
    expectGolden(
      "figure13",
      `${name}-${theme}`,
      pictureSvg(graph, run, { position, direction: "right", theme }),
    );
  });
});

it("figure 13 looks right from bottom to top", () => {
  expectGolden(
    "figure13",
    "9-end-up",
    pictureSvg(graph, run, { position: 9, direction: "up", theme: "light" }),
  );
});
