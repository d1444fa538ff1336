import { describe, expect, it } from "vitest";
import { runOfExample } from "../../../tests/golden/examples.ts";
import { randomPrograms } from "../../../tests/randomPrograms.ts";
import { GALLERY } from "../../lessons/gallery.ts";
import { nodeAt } from "../graph/graph.ts";
import { readGraph } from "../graph/read.ts";
import { type Box, meets } from "../layout/index.ts";
import { overlap } from "./boxes.ts";
import { drawnCheck } from "./checkMarks.ts";
import { checkPlaces, checkRoom } from "./checkPlaces.ts";
import { type Mark, TYPE } from "./marks.ts";
import { type Scene, sceneOf, withTabs } from "./scene.ts";

/** What a check says beside a plaque or an input, by that part's id. */
function wordsIn(scene: Scene): readonly { readonly of: string; readonly box: Box }[] {
  const { edges, nodes } = checkPlaces(scene);
  const room = checkRoom("✓ 9·10⁻¹⁶");
  const at = (of: string, place: { x: number; y: number } | undefined) =>
    place === undefined ? [] : [{ of, box: { ...place, ...room } }];
  return [
    ...scene.edges.flatMap(({ edge, isUsed }, index) => (isUsed ? at(edge.id, edges[index]) : [])),
    ...scene.nodes.flatMap(({ node }, index) => (node.kind === "input" ? at(node.id, nodes[index]) : [])),
  ];
}

/** What of a scene lies under words, but for an edge's own line. */
function coveredIn(scene: Scene): readonly string[] {
  const all = wordsIn(scene);
  const parts: (readonly [string, Box])[] = [
    ...[...scene.nodes, ...scene.edges.flatMap(({ ghost }) => ghost ?? [])].map(
      ({ node, box, direction, shape }) =>
        [`node ${node.id}`, { ...box, ...withTabs(box, direction, shape) }] as const,
    ),
    ...scene.edges.flatMap(({ edge, isUsed, plaque }) =>
      isUsed ? [[`plaque ${edge.id}`, plaque] as const] : [],
    ),
    ...all.map(({ of, box }) => [`words of ${of}`, box] as const),
  ];
  return all.flatMap(({ of, box }) => [
    ...parts.flatMap(([name, part]) =>
      name !== `words of ${of}` && overlap(part, box) > 0 ? [`${of} on ${name}`] : [],
    ),
    ...scene.edges.flatMap(({ edge, curve }) => {
      // A line that only touches a corner of the room does not lie under the words.
      const inside = { ...box, width: box.width - 5, height: box.height - 5 };
      return edge.id !== of && meets(curve, inside) ? [`${of} on line ${edge.id}`] : [];
    }),
  ]);
}

describe.each(["right", "up"] as const)("what a check says, in pictures drawn %s", (direction) => {
  it.each(GALLERY.map(({ id }) => id))("covers nothing of %s", (id) => {
    const scene = sceneOf(runOfExample(id).graph, direction);
    expect(coveredIn(scene)).toEqual([]);
    expect(wordsIn(scene).length).toBeGreaterThan(1);
  });

  it("covers nothing of 30 random programs", () => {
    let count = 0;
    for (const { text } of randomPrograms(30, 7)) {
      const { graph } = readGraph(text);
      if (graph === null) throw new Error(text);
      const scene = sceneOf(graph, direction);
      expect(coveredIn(scene), text).toEqual([]);
      count += wordsIn(scene).length;
    }
    expect(count).toBeGreaterThan(150);
  });
});

describe("what a check says", () => {
  const { graph, run } = runOfExample("used-twice");
  const scene = sceneOf(graph, "right");
  const check = drawnCheck(graph, run, (node) => ({ a: 2, b: 1 })[nodeAt(graph, node).id] ?? 0);
  const figures = (marks: readonly Mark[]) => marks.flatMap((mark) => (mark.kind === "figures" ? mark : []));

  it("stands at every edge and every input, as large as the numbers it judges", () => {
    const all = [
      ...scene.edges.map((_edge, index) => check.edgeMarks(scene, index)),
      ...scene.nodes.map((_node, index) => check.nodeMarks(scene, index)),
    ].filter((marks) => marks.length > 0);
    expect(all).toHaveLength(5 + 2);
    for (const marks of all) {
      expect(figures(marks)[0]?.size).toBe(TYPE.figures);
      expect(figures(marks)[0]?.parts[0]?.text).toMatch(/^✓ /);
    }
  });
});
