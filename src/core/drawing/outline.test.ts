import { describe, expect, it } from "vitest";
import { outlineMark } from "./outline.ts";

const BOX = { x: 100, y: 50, width: 80, height: 40 };

/** The corners of a path, its roundings left out. */
const corners = (d: string): readonly (readonly number[])[] =>
  [...d.matchAll(/Q([\d.-]+),([\d.-]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);

describe("the outline of a node", () => {
  it("is a rounded box for a parameter, and for what is no input", () => {
    const box = { kind: "box", key: "box", ...BOX, radius: 12, look: "node" };
    expect(outlineMark("box", BOX, { role: "parameter", direction: "right" }, "node")).toEqual(box);
    expect(outlineMark("box", BOX, { role: null, direction: "right" }, "node")).toEqual(box);
  });

  it("leans for data, and draws back behind no side of its box, where edges begin", () => {
    const mark = outlineMark("box", BOX, { role: "data", direction: "right" }, "node unused");
    expect(mark).toMatchObject({ kind: "path", key: "box", look: "node unused" });
    expect(corners(mark.kind === "path" ? mark.d : "")).toEqual([
      [60, 30],
      [151, 30],
      [140, 70],
      [49, 70],
    ]);
  });

  it("leans the other way in a graph that runs upwards, where tabs stand at the sides", () => {
    const mark = outlineMark("box", BOX, { role: "data", direction: "up" }, "node");
    expect(corners(mark.kind === "path" ? mark.d : "")).toEqual([
      [60, 30],
      [140, 19],
      [140, 70],
      [60, 81],
    ]);
  });

  it("has two lines with square corners for a constant, the outer one round the box", () => {
    const mark = outlineMark("box", BOX, { role: "constant", direction: "right" }, "node");
    expect(mark.kind === "path" && mark.d).toBe("M60,30h80v40h-80zM64,34h72v32h-72z");
  });
});
