import { describe, expect, it } from "vitest";
import { scalarNet } from "../../../bench/programs.ts";
import { symbolFormula } from "../graph/notation.ts";
import { readGraph } from "../graph/read.ts";
import type { Box } from "../layout/index.ts";
import { besideScenes } from "./backwardScene.ts";
import { overlap } from "./boxes.ts";
import { measureFormula } from "./measure.ts";
import { nameMarks } from "./names.ts";
import { type Scene, sceneOf } from "./scene.ts";

function sceneFor(text: string): Scene {
  const { graph } = readGraph(text);
  if (graph === null) throw new Error(text);
  return sceneOf(graph, "right");
}

const NET = sceneFor(scalarNet(3, 4, 4, 1));
const SCALES = [0.4, 0.3, 0.2, 0.1, 0.05];

/** The ids of the nodes that are named, with the box of their type, px in the picture. */
function named(scene: Scene, scale: number): ReadonlyMap<string, Box> {
  const names = new Map<string, Box>();
  for (const mark of nameMarks(scene, scale)) {
    if (mark.kind !== "formula" || !mark.key.startsWith("name:")) continue;
    const id = mark.key.slice("name:".length);
    const node = scene.nodes.find((one) => one.node.id === id);
    if (node === undefined) throw new Error(`a name of nothing: ${id}`);
    const { width, height, depth } = measureFormula(symbolFormula(node.node));
    names.set(id, { x: mark.x, y: mark.y, width: width * mark.size, height: (height + depth) * mark.size });
  }
  return names;
}

describe("names in a picture that is too small for formulas", () => {
  it("are also those of copies of inputs", () => {
    const { graph, edges } = sceneFor("u = a*b; v = sin(u) + a");
    const use = edges.find(({ edge }) => edge.id === "a-v-1")?.edge.index ?? -1;
    const scene = sceneOf(graph, "right", true, undefined, "reverse", undefined, new Set([use]));
    const copy = scene.edges[use]?.ghost?.box;
    const names = nameMarks(scene, 0.3).filter((mark) => mark.kind === "formula" && mark.plain === "a");
    expect(names).toHaveLength(2);
    expect(names[1]).toMatchObject({ x: copy?.x, y: copy?.y });
  });

  it.each(SCALES)("are as large on the screen at %f as at any other scale", (scale) => {
    for (const mark of nameMarks(NET, scale))
      if (mark.kind === "formula") expect(mark.size * scale).toBeCloseTo(14, 9);
  });

  it.each(SCALES)("touch neither each other nor a node that is not theirs (%f)", (scale) => {
    const names = [...named(NET, scale)];
    expect(names.length).toBeGreaterThan(0);
    for (const [place, [id, box]] of names.entries()) {
      for (const [other, otherBox] of names.slice(place + 1))
        expect(overlap(box, otherBox), `${id} over ${other}`).toBe(0);
      for (const { node, box: body } of NET.nodes)
        if (node.id !== id) expect(overlap(box, body), `${id} over the node ${node.id}`).toBe(0);
    }
  });

  it("are all there where there is room, and fewer from farther away", () => {
    expect(named(NET, 0.4).size).toBe(NET.nodes.length);
    const counts = SCALES.map((scale) => named(NET, scale).size);
    expect(counts).toEqual(counts.toSorted((one, other) => other - one));
    expect(counts.at(-1)).toBeLessThan(NET.nodes.length);
  });

  it("are those of the program before ours where only some have room", () => {
    // Two nodes in one place: only one can be named.
    const scene = sceneFor("y = sin(a + b)");
    const stacked = {
      ...scene,
      nodes: scene.nodes.map((node) => ({ ...node, box: { ...node.box, x: 0, y: 0, width: 0, height: 0 } })),
    };
    expect([...named(stacked, 0.3).keys()]).toEqual(["y"]);
  });

  it("are also those of gradients, where the backward graph stands beside it", () => {
    const { graph } = sceneFor("c = a + b; d = b + 1; e = c*d");
    const { forward, backward } = besideScenes(graph, "right");
    const names = nameMarks(forward, 0.3, undefined, backward).flatMap((mark) =>
      mark.kind === "formula"
        ? [{ ...mark, height: mark.size, width: mark.plain.length * mark.size * 0.4 }]
        : [],
    );
    expect(names.map(({ plain }) => plain).toSorted()).toEqual(
      ["a", "b", "c", "d", "e", "backward graph", "de/da", "de/db", "de/dc", "de/dd", "de/de"].toSorted(),
    );
    for (const { adjoint, scene } of backward.adjoints) {
      const name = names.find(({ key }) => key === `gradient:${scene.node.id}`);
      expect(name, String(adjoint.node)).toMatchObject({ x: scene.box.x, y: scene.box.y });
    }
    for (const [place, one] of names.entries())
      for (const other of names.slice(place + 1))
        expect(overlap(one, other), `${one.plain} over ${other.plain}`).toBe(0);
  });

  it("are 200 at the most, and none where thousands of nodes are in sight", () => {
    const wide = sceneFor(Array.from({ length: 400 }, (_, place) => `y${place} = x${place}^2`).join("\n"));
    expect(named(wide, 0.4).size).toBe(200);
    const [node] = NET.nodes;
    if (node === undefined) throw new Error("a net has nodes");
    expect(
      nameMarks({ nodes: Array.from({ length: 2000 }, () => node), edges: [], margin: [] }, 0.3),
    ).toEqual([]);
  });

  it("are only of what is in sight", () => {
    const seen = nameMarks(NET, 0.4, ({ x }) => x < NET.bounds.x + NET.bounds.width / 2);
    for (const { x } of seen.filter(({ kind }) => kind === "formula") as { readonly x: number }[])
      expect(x).toBeLessThan(NET.bounds.x + NET.bounds.width / 2);
    expect(seen.length).toBeGreaterThan(0);
  });
});
