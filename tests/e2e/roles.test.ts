import katex from "katex";
import { describe, expect, test } from "vitest";
import { visit } from "./page.ts";

describe("the program's text box", () => {
  test("is there before the editor has loaded", async () => {
    const { program } = await visit({ without: /codeMirror/ });
    expect(await program.count()).toBe(1);
    expect(await program.inputValue()).toBe("c = a + b\nd = b + 1\ne = c * d");
  });

  test("is there once the editor has loaded, and is the only one", async () => {
    const edgewise = await visit();
    expect(await edgewise.program.count()).toBe(1);
    expect(await edgewise.text()).toBe("c = a + b\nd = b + 1\ne = c * d");
  });
});

describe("the player", () => {
  test("has its five buttons", async () => {
    const edgewise = await visit();
    for (const name of ["Play", "Next step", "Previous step", "First step", "Last step"]) {
      expect(await edgewise.button(name).count(), name).toBe(1);
      expect(await edgewise.button(name).isEnabled(), name).toBe(true);
    }
  });

  test("names the button Play while it rests and Pause while it plays", async () => {
    const edgewise = await visit({ motion: "full" });
    await edgewise.button("Play").click();
    await edgewise.button("Pause").waitFor();
    expect(await edgewise.button("Play").count()).toBe(0);
    await edgewise.button("Pause").click();
    await edgewise.button("Play").waitFor();
    expect(await edgewise.button("Pause").count()).toBe(0);
  });

  test("moves by its buttons", async () => {
    const edgewise = await visit();
    const presses = [
      ["Next step", 1],
      ["Next step", 2],
      ["Previous step", 1],
      ["Last step", 9],
      ["Next step", 9],
      ["Previous step", 8],
      ["First step", 0],
      ["Previous step", 0],
    ] as const;
    for (const [name, step] of presses) {
      await edgewise.button(name).click();
      expect(await edgewise.shownStep(), name).toBe(step);
    }
  });

  test("has a slider over whole steps from 0 to N, which says where it is", async () => {
    const { step } = await visit();
    const ends = await Promise.all(["min", "max", "step"].map((name) => step.getAttribute(name)));
    expect(ends).toEqual(["0", "9", "1"]);
    expect(await step.inputValue()).toBe("0");
    expect(await step.getAttribute("aria-valuetext")).toBe("0 of 9, nothing shown yet");
    await step.fill("4");
    expect(await step.getAttribute("aria-valuetext")).toBe("4 of 9, seed");
    await step.press("ArrowRight");
    expect(await step.inputValue()).toBe("5");
  });
});

describe("the graph", () => {
  test("is a document of graphics whose symbols are nodes and edges, each said in words", async () => {
    const edgewise = await visit();
    expect(await edgewise.graph.count()).toBe(1);
    expect(await edgewise.graph.getAttribute("aria-label")).toBe("Computational graph");
    await edgewise.button("Last step").click();
    expect(await edgewise.labels()).toEqual({
      a: "a, value 2, gradient 2",
      b: "b, value 1, gradient 5",
      c: "c = a + b, value 3, gradient 2",
      d: "d = b + 1, value 2, gradient 3",
      e: "e = c*d, value 6, gradient 1",
      "a-c-0": "edge from a to c, factor 1, brings 2",
      "b-c-1": "edge from b to c, factor 1, brings 2",
      "b-d-0": "edge from b to d, factor 1, brings 3",
      "c-e-0": "edge from c to e, factor 2, brings 2",
      "d-e-1": "edge from d to e, factor 3, brings 3",
    });
  });

  test("marks a node as data-node and an edge as data-edge", async () => {
    const { graph } = await visit();
    const attributes = await graph
      .locator('[role="graphics-symbol"]')
      .evaluateAll((parts) =>
        parts.map((part) => part.getAttributeNames().filter((name) => /^data-(node|edge)$/.test(name))),
      );
    expect(attributes).toEqual([
      ...Array.from({ length: 5 }, () => ["data-edge"]),
      ...Array.from({ length: 5 }, () => ["data-node"]),
    ]);
  });

  test("alone speaks for the picture: formulas and what moves are hidden from assistive technology", async () => {
    const { graph } = await visit({ hash: "program=y%20=%20x%5E2&step=2.5" });
    const beside = () =>
      graph.evaluate((svg) =>
        [...(svg.parentElement?.children ?? [])]
          .filter((child) => child !== svg)
          .map((child) => child.getAttribute("aria-hidden")),
      );
    // The formulas of what stands, and the layer of what moves, which comes later.
    await expect.poll(beside).toEqual(["true", "true"]);
  });
});

describe("the derivation", () => {
  const programs: Record<string, string> = {
    "figure 13": "c = a + b\nd = b + 1\ne = c * d",
    "Greek names, indices and underscores": "theta_1 = alpha*x1 + b_out\nL = theta_1^2 - exp(-w12)",
    "kinks and cases": "y = relu(x) + max(x, z) - max(x, 0)",
    "small and large numbers": "y = 1e-9*x + 1e12*z^-3",
    "an operand used twice": "y = x*x",
    "unnamed nodes": "y = sin(x*z)/tanh(x+z)",
  };

  test.each(Object.keys(programs))("has TeX that KaTeX takes in strict mode: %s", async (name) => {
    const edgewise = await visit({ hash: `program=${encodeURIComponent(programs[name] ?? "")}` });
    const last = Number(await edgewise.step.getAttribute("max"));
    const seen = new Set<string>();
    for (let step = 0; step <= last; step += 1) {
      await edgewise.scrubTo(step);
      for (const tex of Object.values(await edgewise.lines())) seen.add(tex);
    }
    expect(seen.size).toBeGreaterThan(3);
    for (const tex of seen) {
      expect(() => katex.renderToString(tex, { strict: "error", trust: false }), tex).not.toThrow();
      expect(tex).not.toMatch(/\\html|\\href|\\url|\\includegraphics/);
    }
  });

  test("names its lines symbols, formulas, numbers and result, in this order", async () => {
    const edgewise = await visit();
    await edgewise.button("Last step").click();
    expect(Object.keys(await edgewise.lines())).toEqual(["symbols", "formulas", "numbers", "result"]);
  });
});

describe("the table", () => {
  test("has a row a node: name, operation, value, gradient", async () => {
    const { table } = await visit();
    const heads = await table.getByRole("columnheader").allTextContents();
    expect(heads).toEqual(["Name", "Operation", "Value", "Gradient"]);
    expect(await table.getByRole("rowheader").allTextContents()).toEqual(["a", "b", "c", "d", "e"]);
  });

  test("shows four digits and holds all of them", async () => {
    const edgewise = await visit({ hash: "program=y%20=%20x/3&values=x:2" });
    await edgewise.button("Last step").click();
    const value = edgewise.table.getByRole("row", { name: /^y/ }).getByRole("cell").nth(1);
    expect(await value.textContent()).toBe("0.6667");
    expect(await value.getAttribute("data-value")).toBe("0.6666666666666666");
  });
});

test("the narration is a status", async () => {
  const { narration } = await visit();
  expect(await narration.count()).toBe(1);
  expect(await narration.textContent()).toContain("Play");
});
