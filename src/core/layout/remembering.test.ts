import { describe, expect, it } from "vitest";
import type { LayoutInput } from "./graph.ts";
import { layoutGraph } from "./layout.ts";
import { LayoutMemory } from "./remembering.ts";

const node = { id: "a", width: 112, height: 100 };
const sum: LayoutInput = {
  direction: "right",
  nodes: [node, { id: "c", width: 150, height: 100 }],
  edges: [
    { id: "a-c-0", from: "a", to: "c", operand: 0, plaque: { width: 60, height: 40 } },
    { id: "a-c-1", from: "a", to: "c", operand: 1, plaque: null },
  ],
};

/** The same with one thing changed. */
const CHANGED: Readonly<Record<string, LayoutInput>> = {
  direction: { ...sum, direction: "up" },
  "a node's width": { ...sum, nodes: [{ ...node, width: 113 }, ...sum.nodes.slice(1)] },
  "a node's height": { ...sum, nodes: [{ ...node, height: 101 }, ...sum.nodes.slice(1)] },
  "a node more": { ...sum, nodes: [...sum.nodes, { ...node, id: "b" }] },
  "an edge less": { ...sum, edges: sum.edges.slice(1) },
  "a plaque's size": {
    ...sum,
    edges: sum.edges.map((edge) => ({ ...edge, plaque: { width: 61, height: 40 } })),
  },
  "a plaque less": { ...sum, edges: sum.edges.map((edge) => ({ ...edge, plaque: null })) },
  "the operands' order": { ...sum, edges: sum.edges.map((edge) => ({ ...edge, operand: 1 - edge.operand })) },
};

describe("a memory of layouts", () => {
  it("returns the same object for an equal input", () => {
    const memory = new LayoutMemory(2);
    const layout = memory.keep(sum, layoutGraph(sum));
    expect(memory.find(structuredClone(sum))).toBe(layout);
  });

  it.each(Object.entries(CHANGED))("sees another %s", (_name, changed) => {
    const memory = new LayoutMemory(2);
    memory.keep(sum, layoutGraph(sum));
    expect(memory.find(changed)).toBeNull();
  });

  it("keeps more while they are small", () => {
    const graphOf = (id: string): LayoutInput => ({ ...sum, nodes: [{ ...node, id }], edges: [] });
    const kept = (memory: LayoutMemory): number => {
      for (let id = 0; id < 20; id++) memory.keep(graphOf(`n${id}`), layoutGraph(graphOf(`n${id}`)));
      return Array.from({ length: 20 }, (_, id) => memory.find(graphOf(`n${id}`))).filter(
        (one) => one !== null,
      ).length;
    };
    // Every one of them has one node.
    expect(kept(new LayoutMemory(3, 12))).toBe(12);
    expect(kept(new LayoutMemory(3, 2))).toBe(3);
  });

  it("does not ask where nodes stood before", () => {
    const memory = new LayoutMemory(1);
    const layout = memory.keep({ ...sum, former: [{ id: "a", x: 5, y: 5 }] }, layoutGraph(sum));
    expect(memory.find(sum)).toBe(layout);
  });

  it("forgets the oldest", () => {
    const memory = new LayoutMemory(1);
    const upwards: LayoutInput = { ...sum, direction: "up" };
    memory.keep(sum, layoutGraph(sum));
    memory.keep(upwards, layoutGraph(upwards));
    expect(memory.find(sum)).toBeNull();
    expect(memory.find(upwards)).not.toBeNull();
  });
});
