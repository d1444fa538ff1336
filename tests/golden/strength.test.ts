import { describe, it } from "vitest";
import { GALLERY } from "../../src/lessons/gallery.ts";
import { FIGURE_17, FIGURE_19, type NamedProgram, runOf } from "../programs.ts";
import { expectGolden, pictureSvg } from "./golden.ts";

/** Figure 11, as the gallery has it: six sigmoids, each with a weight of its own. */
const vanishing = GALLERY.find(({ id }) => id === "vanishing");
const FIGURE_11: NamedProgram = {
  name: "figure 11",
  source: vanishing?.program ?? "",
  values: Object.fromEntries(
    Object.entries(vanishing?.values ?? {}).map(([name, value]) => [name, Number(value)]),
  ),
};

// Halfway back, where only some edges have their strength, and the end.
const PICTURES = [
  [FIGURE_11, "figure11", 26.85, "middle"],
  [FIGURE_11, "figure11", 99, "end"],
  [FIGURE_17, "figure17", 99, "end"],
  [FIGURE_19, "figure19", 99, "end"],
] as const;

describe.each(["light", "dark"] as const)("edges as strong as their gradients in the %s theme", (theme) => {
  it.each(PICTURES)("$name looks right", (program, name, position, moment) => {
    const { graph, run } = runOf(program);
    const picture = pictureSvg(graph, run, { position, direction: "right", theme, hasStrength: true });
    expectGolden("strength", `${name}-${moment}-${theme}`, picture);
  });
});
