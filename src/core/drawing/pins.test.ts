import { describe, expect, it } from "vitest";
import { FIGURE_13, runOf } from "../../../tests/programs.ts";
import { pinMarks } from "./pins.ts";
import { sceneOf } from "./scene.ts";
import { LOOKS } from "./theme.ts";

const scene = sceneOf(runOf(FIGURE_13).graph, "right");

describe("the marks of pins", () => {
  it("are a ring round a node, a line and a ring for an edge, and the pin's number for both", () => {
    const { under, over } = pinMarks(scene, [["c"], [], ["c-e-0"]]);
    expect(under.map(({ look }) => look)).toEqual(["pin line 3", "pin 3", "pin 1"]);
    expect(over.flatMap((mark) => (mark.kind === "figures" ? mark.parts[0]?.text : []))).toEqual(["3", "1"]);
  });

  it("are rings one outside the other where several pins hold one part", () => {
    const widths = pinMarks(scene, [["c"], ["c"]]).under.map((mark) =>
      mark.kind === "box" ? mark.width : 0,
    );
    const box = scene.nodes.find(({ node }) => node.id === "c")?.box.width ?? 0;
    expect(widths).toEqual([box + 12, box + 24]);
  });

  it("are told apart by dash and number as well as by colour", () => {
    const dashes = ([1, 2, 3, 4] as const).map((pin) => (LOOKS[`pin ${pin}`] as { dash?: string }).dash);
    expect(new Set(dashes).size).toBe(4);
  });

  it("are none for what is not there", () => {
    expect(pinMarks(scene, [["gone"]])).toEqual({ under: [], over: [] });
  });
});
