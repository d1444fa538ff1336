import { describe, expect, it } from "vitest";
import { layoutFully, readGraph, sceneOf } from "../../core/index.ts";
import { formerPlaces, isEdit } from "./formerPlaces.ts";
import { Layouts } from "./layouts.ts";

describe("an edit of a text", () => {
  it.each([
    ["a letter more", "y = a + b", "y = a + bc", true],
    ["a line more in the middle", "y = a + b\nz = y * y", "y = a + b\nu = a\nz = y * y", true],
    ["a repeated letter less", "aaaa", "aaa", true],
    ["the same", "y = a", "y = a", false],
    ["another program", "f = sin(x)", "loss = (y - t)^2", false],
    ["nothing left", "y = a + b", "", false],
  ])("%s", (_name, before, after, expected) => {
    expect(isEdit(before, after)).toBe(expected);
    expect(isEdit(after, before)).toBe(expected);
  });
});

const scene = (text: string) => {
  const { graph } = readGraph(text);
  if (graph === null) throw new Error("no program");
  return (layouts: Layouts) => sceneOf(graph, "right", true, layouts.layOut);
};

describe("layouts of a text that is written", () => {
  const text = "u = a + b\nv = a * b\ny = u / v";

  it("begin from what was seen last, and not after another text or for another direction", () => {
    const shown = { text, scene: scene(text)(new Layouts()) };
    expect(formerPlaces(shown, `${text}\nz = y`, "right")?.map(({ id }) => id)).toEqual(
      shown.scene.nodes.map(({ node }) => node.id),
    );
    expect(formerPlaces(shown, `${text}\nz = y`, "up")).toBeUndefined();
    expect(formerPlaces(shown, "f = 1", "right")).toBeUndefined();
    expect(formerPlaces(null, text, "right")).toBeUndefined();
  });

  it("come back as they were when what was written is taken back", () => {
    const layouts = new Layouts();
    layouts.later = { layoutFully, formerPlaces };
    const steps = [
      text,
      ...Array.from("\nz = y * y", (_, at, all = "\nz = y * y") => text + all.slice(0, at + 1)),
    ];
    const seen = steps.flatMap((step) => (readGraph(step).graph === null ? [] : [step]));
    let shown: { text: string; scene: ReturnType<typeof sceneOf> } | null = null;
    const pictures = new Map<string, unknown>();
    for (const step of [...seen, ...seen.toReversed()]) {
      const last = shown;
      layouts.former = () => formerPlaces(last, step, "right");
      const now = scene(step)(layouts);
      const places = now.nodes.map(({ box }) => box);
      expect(pictures.get(step) ?? places).toEqual(places);
      pictures.set(step, places);
      shown = { text: step, scene: now };
    }
    expect(pictures.size).toBeGreaterThan(1);
  });

  it("are given the former places to the layout", () => {
    const layouts = new Layouts();
    layouts.later = { layoutFully, formerPlaces };
    const node = (id: string) => ({ id, width: 90, height: 80 });
    const edge = (to: string) => ({ id: `a-${to}`, from: "a", to, operand: 0, plaque: null });
    const input = {
      direction: "right" as const,
      nodes: [node("a"), node("u"), node("v")],
      edges: [edge("u"), edge("v")],
    };
    const former = layoutFully(input).nodes.map(({ id, x, y }) => ({ id, x, y: -y }));
    layouts.former = () => former;
    const layout = layouts.layOut(input);
    expect(layout).toEqual(layoutFully({ ...input, former }));
    expect(layout).not.toEqual(layoutFully(input));
    layouts.former = () => undefined;
    expect(layouts.layOut(input)).toBe(layout);
  });
});
