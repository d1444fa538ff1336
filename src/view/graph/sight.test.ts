import { describe, expect, it } from "vitest";
import { readGraph, type Scene, sceneOf } from "../../core/index.ts";
import type { View } from "./camera.ts";
import { isNear, isSameSight, partsIn, passingIn, sightOf } from "./sight.ts";

const STAGE = { width: 1000, height: 600 };

function sceneFrom(source: string): Scene {
  const { graph } = readGraph(source);
  if (graph === null) throw new Error(`not a program: ${source}`);
  return sceneOf(graph, "right");
}

const chain = sceneFrom(
  Array.from({ length: 400 }, (_, place) => `n${place + 1} = sin(n${place})`).join("\n"),
);

describe("what of a large picture is in sight", () => {
  it("holds every part whose place can be seen, at any scale and place", () => {
    for (const scale of [0.01, 0.05, 0.24, 0.3, 0.7, 1, 1.9]) {
      for (const x of [0, -500, -20_000]) {
        const view: View = { x: x * scale, y: 200, scale };
        const parts = new Set(partsIn(chain, sightOf(view, STAGE).region));
        for (const node of chain.nodes) {
          const [left, top] = [node.box.x * scale + view.x, node.box.y * scale + view.y];
          const isSeen = left > 0 && left < STAGE.width && top > 0 && top < STAGE.height;
          if (isSeen) expect(parts.has(node)).toBe(true);
        }
      }
    }
  });

  it("holds an edge whose ends and plaque are out of sight, where its line can be seen", () => {
    const long = sceneFrom(
      `y = x\n${Array.from({ length: 60 }, (_, at) => `n${at + 1} = sin(${at === 0 ? "x" : `n${at}`})`).join("\n")}\nL = n60 * x`,
    );
    const edge = long.edges.find(({ edge: { id } }) => id === "x-L-1");
    if (edge === undefined) throw new Error("no such edge");
    const middle = edge.curve[3 * Math.round(edge.curve.length / 6)];
    if (middle === undefined) throw new Error("no such place");
    const region = { left: middle.x - 5, right: middle.x + 5, top: middle.y - 5, bottom: middle.y + 5 };
    expect(partsIn(long, region)).toContain(edge);
  });

  it("is the same while a view moves a little, and another when it moves far", () => {
    const here = sightOf({ x: -310, y: 40, scale: 0.8 }, STAGE);
    expect(isSameSight(here, sightOf({ x: -312, y: 41, scale: 0.81 }, STAGE))).toBe(true);
    expect(isSameSight(here, sightOf({ x: -3100, y: 40, scale: 0.8 }, STAGE))).toBe(false);
    expect(isSameSight(here, sightOf({ x: -310, y: 40, scale: 0.2 }, STAGE))).toBe(false);
  });

  it("is near where few labels are there that can be read, and only there", () => {
    const near = sightOf({ x: 0, y: 200, scale: 0.8 }, STAGE);
    const far = sightOf({ x: 0, y: 200, scale: 0.1 }, STAGE);
    expect(isNear(near, partsIn(chain, near.region))).toBe(true);
    expect(isNear(far, partsIn(chain, far.region))).toBe(false);
  });

  it("leaves lines to be painted where hundreds only pass through, never one whose plaque is near", () => {
    const sum = sceneFrom(`y = ${Array.from({ length: 400 }, (_, place) => `x*${place + 1}`).join(" + ")}`);
    const x = sum.nodes.find(({ node }) => node.id === "x");
    if (x === undefined) throw new Error("no x");
    const view: View = { x: 300 - x.box.x, y: 300 - x.box.y, scale: 1 };
    const { region, close } = sightOf(view, STAGE);
    const parts = partsIn(sum, region);
    const passing = passingIn(parts, close);
    expect(passing.length).toBeGreaterThan(300);
    for (const { plaque } of passing)
      expect(
        plaque.x > close.left && plaque.x < close.right && plaque.y > close.top && plaque.y < close.bottom,
      ).toBe(false);
    expect(passingIn(partsIn(chain, region), close)).toEqual([]);
  });
});
