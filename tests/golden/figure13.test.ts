import { describe, it } from "vitest";
import { FIGURE_13, runOf } from "../programs.ts";
import { expectGolden, pictureSvg } from "./golden.ts";

const { graph, run } = runOf(FIGURE_13);

// Before anything; numbers stand in a formula; stored values lift into a factor; a sum waits for its second part; the end.
const MOMENTS = [
  ["0-start", 0],
  ["2-numbers", 1.75],
  ["6-factor", 5.38],
  ["8-waiting", 7.95],
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

// The seed of the tangents; a stored value lifts into a factor; a sum waits for its second part; both parts are there.
const FORWARD_MOMENTS = [
  ["seed", 4],
  ["factor", 6.38],
  ["waiting", 7.7],
  ["end", 8],
] as const;

describe.each(["light", "dark"] as const)("figure 13 forward from b in the %s theme", (theme) => {
  const along = graph.byName.get("b") ?? -1;

  it.each(FORWARD_MOMENTS)("looks right at the %s", (name, position) => {
    const shot = { position, direction: "right", theme, sweeps: { mode: "forward", along } } as const;
    expectGolden("forward", `figure13-${name}-${theme}`, pictureSvg(graph, run, shot));
  });

  it("looks right beside the reverse sweep, from bottom to top", () => {
    const shot = { position: 14, direction: "up", theme, sweeps: { mode: "both", along } } as const;
    expectGolden("forward", `figure13-both-up-${theme}`, pictureSvg(graph, run, shot));
  });
});
