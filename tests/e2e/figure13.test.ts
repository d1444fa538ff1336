import { describe, expect, test } from "vitest";
import { type Edgewise, visit } from "./page.ts";

/*
 *   a ──▶ c = a+b ──▶ e = c·d
 *   b ──▶ ⤴            ▲
 *   b ──▶ d = b+1 ─────┘
 */

interface Seen {
  readonly narration: string;
  /** What this step fills: a node's value or gradient, or an edge's factor and what it brings. */
  readonly values?: Readonly<Record<string, string>>;
  readonly gradients?: Readonly<Record<string, string>>;
  readonly edge?: readonly [id: string, label: string];
  /** The lines of the derivation below the symbols, without their left side. */
  readonly lines?: Readonly<Record<string, string>>;
}

const STEPS: readonly Seen[] = [
  {
    narration:
      "Play: first values flow forward to e, then gradients flow back along every edge, each multiplied by a local derivative.",
  },
  {
    narration: "c = a + b. With numbers: 2 + 1 = 3.",
    // Leaves are there as soon as anything is.
    values: { a: "2", b: "1", c: "3" },
  },
  { narration: "d = b + 1. With numbers: 1 + 1 = 2.", values: { d: "2" } },
  { narration: "e = c · d. With numbers: 3 · 2 = 6.", values: { e: "6" } },
  {
    narration: "Now backward. The gradient at the output e is 1: when e changes, e changes by just as much.",
    gradients: { e: "1" },
  },
  {
    narration: "The gradient at e is 1. The edge from c has factor d = 2, so 1 · 2 = 2 comes back to c.",
    gradients: { c: "2" },
    edge: ["c-e-0", "edge from c to e, factor 2, brings 2"],
    lines: { numbers: String.raw`2\cdot\square+\square\cdot\square` },
  },
  {
    narration: "The gradient at e is 1. The edge from d has factor c = 3, so 1 · 3 = 3 comes back to d.",
    gradients: { d: "3" },
    edge: ["d-e-1", "edge from d to e, factor 3, brings 3"],
    lines: { numbers: String.raw`2\cdot\square+3\cdot\square` },
  },
  {
    narration:
      "The gradient at d is 3. The edge from b has factor 1, so 3 · 1 = 3 comes back to b. b is used twice: part 1 of 2 is here, and the sum waits.",
    edge: ["b-d-0", "edge from b to d, factor 1, brings 3"],
    lines: { numbers: String.raw`2\cdot\square+3\cdot 1` },
  },
  {
    narration: "The gradient at c is 2. The edge from a has factor 1, so 2 · 1 = 2 comes back to a.",
    gradients: { a: "2" },
    edge: ["a-c-0", "edge from a to c, factor 1, brings 2"],
    lines: { numbers: String.raw`2\cdot\square+3\cdot 1` },
  },
  {
    narration:
      "The gradient at c is 2. The edge from b has factor 1, so 2 · 1 = 2 comes back to b. b is used twice, so the parts are added: 2 + 3 = 5.",
    gradients: { b: "5" },
    edge: ["b-c-1", "edge from b to c, factor 1, brings 2"],
    lines: {
      numbers: String.raw`2\cdot 1+3\cdot 1`,
      result: "5",
    },
  },
];

const LEFT = String.raw`\dfrac{\mathrm{d}e}{\mathrm{d}b}=`;
const SYMBOLS = String.raw`\dfrac{\mathrm{d}e}{\mathrm{d}c}\cdot\dfrac{\partial c}{\partial b}+\dfrac{\mathrm{d}e}{\mathrm{d}d}\cdot\dfrac{\partial d}{\partial b}`;
const FORMULAS = String.raw`d\cdot 1+c\cdot 1`;
const NODES: Readonly<Record<string, string>> = {
  a: "a",
  b: "b",
  c: "c = a + b",
  d: "d = b + 1",
  e: "e = c*d",
};
const EDGES: Readonly<Record<string, string>> = {
  "a-c-0": "edge from a to c",
  "b-c-1": "edge from b to c",
  "b-d-0": "edge from b to d",
  "c-e-0": "edge from c to e",
  "d-e-1": "edge from d to e",
};

/** What must be seen at a step: all that the steps up to it have filled. */
function expectedAt(step: number) {
  const done = STEPS.slice(0, step + 1);
  const values: Record<string, string> = Object.assign({}, ...done.map((seen) => seen.values));
  const gradients: Record<string, string> = Object.assign({}, ...done.map((seen) => seen.gradients));
  const edges = Object.fromEntries(done.flatMap(({ edge }) => (edge ? [edge] : [])));
  const label = (id: string): string =>
    [NODES[id], id in values ? `value ${values[id]}` : [], id in gradients ? `gradient ${gradients[id]}` : []]
      .flat()
      .join(", ");
  const nodes = Object.keys(NODES);
  // What needs no numbers is there from the beginning, and faint.
  const lines = { symbols: SYMBOLS, formulas: FORMULAS, ...done.at(-1)?.lines };
  return {
    step,
    narration: done.at(-1)?.narration,
    cells: Object.fromEntries(nodes.map((id) => [id, [values[id] ?? "", gradients[id] ?? ""]])),
    labels: { ...EDGES, ...edges, ...Object.fromEntries(nodes.map((id) => [id, label(id)])) },
    lines: Object.fromEntries(Object.entries(lines).map(([kind, tex]) => [kind, LEFT + tex])),
  };
}

async function seen(edgewise: Edgewise) {
  return {
    step: await edgewise.shownStep(),
    narration: await edgewise.narration.textContent(),
    cells: await edgewise.cells(),
    labels: await edgewise.labels(),
    lines: await edgewise.lines(),
  };
}

describe("figure 13, as the page opens", () => {
  test("stands before its first step", async () => {
    const edgewise = await visit();
    expect(await seen(edgewise)).toEqual(expectedAt(0));
    expect(await edgewise.step.getAttribute("max")).toBe("9");
  });

  test("shows what each of its nine steps brings", async () => {
    const edgewise = await visit();
    for (const step of STEPS.keys()) {
      if (step > 0) await edgewise.button("Next step").click();
      expect.soft(await seen(edgewise), `step ${step}`).toEqual(expectedAt(step));
    }
  });

  test("shows the chain rule for a too: one way, so one product", async () => {
    const edgewise = await visit();
    await edgewise.derivation.getByRole("combobox").selectOption("a");
    await edgewise.button("Last step").click();
    const left = String.raw`\dfrac{\mathrm{d}e}{\mathrm{d}a}=`;
    expect(await edgewise.lines()).toEqual({
      symbols: String.raw`${left}\dfrac{\mathrm{d}e}{\mathrm{d}c}\cdot\dfrac{\partial c}{\partial a}`,
      formulas: String.raw`${left}d\cdot 1`,
      numbers: String.raw`${left}2\cdot 1`,
      result: `${left}2`,
    });
  });
});

describe("figure 13, typed as one line", () => {
  test("has the same numbers on unnamed nodes, called v₁ and v₂", async () => {
    const edgewise = await visit();
    await edgewise.type("e = (a+b)*(b+1)");
    await edgewise.button("Last step").click();
    expect(await edgewise.shownStep()).toBe(9);
    expect(await edgewise.cells()).toEqual({
      a: ["2", "2"],
      b: ["1", "5"],
      "v₁": ["3", "2"],
      "v₂": ["2", "3"],
      e: ["6", "1"],
    });
    expect(await edgewise.labels()).toEqual({
      a: "a, value 2, gradient 2",
      b: "b, value 1, gradient 5",
      "e.0": "v₁ = a + b, value 3, gradient 2",
      "e.1": "v₂ = b + 1, value 2, gradient 3",
      e: "e = v₁*v₂, value 6, gradient 1",
      "a-e.0-0": "edge from a to v₁, factor 1, brings 2",
      "b-e.0-1": "edge from b to v₁, factor 1, brings 2",
      "b-e.1-0": "edge from b to v₂, factor 1, brings 3",
      "e.0-e-0": "edge from v₁ to e, factor 2, brings 2",
      "e.1-e-1": "edge from v₂ to e, factor 3, brings 3",
    });
  });
});
