import type { Locator } from "playwright-core";
import { describe, expect, test } from "vitest";
import { type Edgewise, FIGURE_13, fields, visit } from "./page.ts";

/** Figure 10 as it stands, and figure 17. */
const FIGURE_10 = fields({
  program: "z = w*x + b\na = sigmoid(z)\nL = -(y*log(a) + (1-y)*log(1-a))",
  values: "x:1.5,w:0.8,b:-0.4,y:1",
  target: "w",
  step: 99,
});
const FIGURE_17 = fields({
  program: "f = 1/(1+exp(-(w0*x0+w1*x1+w2)))",
  values: "w0:2,w1:-3,w2:-3,x0:-1,x1:-2",
  step: 99,
});

/** All that is lit on the page, by where it stands. */
function lit({ page }: Edgewise) {
  return page.evaluate(() => {
    const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)];
    return {
      graph: all(".part.is-pointed").map((part) => part.dataset.node ?? part.dataset.edge),
      factors: all(".piece.is-pointed").map((piece) => piece.getAttribute("aria-label")),
      rows: all("tr.is-pointed").map((row) => row.dataset.row),
      text: all(".cm-content .lit").map((place) => place.textContent),
      names: all(".cm-content .lit-mention").map((place) => place.textContent),
      inputs: all(".input-name .is-pointed").map((name) => name.dataset.about),
    };
  });
}

/** The place of a piece of the program on the screen. */
async function placeInText({ page }: Edgewise, line: number, character: number) {
  const box = await page.evaluate(
    ([row, column]) => {
      const text = document.createTreeWalker(
        document.querySelectorAll(".cm-line")[row ?? 0] as Node,
        NodeFilter.SHOW_TEXT,
      );
      let left = column ?? 0;
      for (let node = text.nextNode(); node !== null; node = text.nextNode()) {
        const { length } = node.textContent ?? "";
        if (left < length) {
          const range = document.createRange();
          range.setStart(node, left);
          range.setEnd(node, left + 1);
          const { x, y, width, height } = range.getBoundingClientRect();
          return { x: x + width / 2, y: y + height / 2 };
        }
        left -= length;
      }
      return null;
    },
    [line, character],
  );
  if (box === null) throw new Error("the text is longer than that");
  return box;
}

const term = (edgewise: Edgewise, line: string, place: number): Locator =>
  edgewise.derivation.locator(`[data-line="${line}"] .term`).nth(place);

describe("pointing lights one thing everywhere", () => {
  test("a node of the picture: its row, its place and its names in the text, its gradient in the derivation", async () => {
    const edgewise = await visit({ hash: `${FIGURE_13}&step=9` });
    await edgewise.part("b").locator("rect").first().hover();
    await expect
      .poll(() => lit(edgewise))
      .toEqual({
        graph: ["b"],
        // What is simplified is the gradient as a whole: over named nodes, over the inputs, and its number.
        factors: ["c + d", "a + 2b + 1", "5"],
        rows: ["b"],
        text: ["b"],
        names: ["b"],
        inputs: ["b"],
      });
    await edgewise.page.mouse.move(2, 2);
    await expect.poll(async () => (await lit(edgewise)).graph).toEqual([]);
  });

  test("an edge by its plaque: its factor in every line, its operand in the text, both ends in the table", async () => {
    const edgewise = await visit({ hash: `${FIGURE_13}&step=9` });
    await edgewise.part("b-c-1").locator("rect").first().hover();
    await expect
      .poll(() => lit(edgewise))
      .toEqual({
        graph: ["b-c-1"],
        factors: ["∂c/∂b", "1", "1"],
        rows: ["b", "c"],
        text: ["a + b"],
        names: ["b"],
        inputs: [],
      });
  });

  test("a factor and a whole term of the derivation, which grows no larger by it", async () => {
    const edgewise = await visit({ hash: `${FIGURE_13}&step=9` });
    const factor = edgewise.derivation.locator('[data-line="numbers"] .piece').nth(1);
    await edgewise.derivation.locator('[data-line="simplified"] .katex').first().waitFor();
    const before = await edgewise.derivation.boundingBox();
    await factor.hover();
    await expect.poll(async () => (await lit(edgewise)).graph).toEqual(["b-c-1"]);
    // Between its factors, a product is pointed at as a whole.
    const sign = term(edgewise, "symbols", 0).locator(".factor").nth(1).locator("> span").first();
    const { x, y, height } = (await sign.boundingBox()) ?? { x: 0, y: 0, height: 0 };
    await edgewise.page.mouse.move(x + 3, y + height / 2);
    await expect
      .poll(() => lit(edgewise))
      .toEqual({
        graph: ["b-c-1", "c"],
        factors: ["de/dc", "∂c/∂b", "d", "1", "2", "1"],
        rows: ["b", "c"],
        text: ["a + b"],
        names: ["c", "b", "c"],
        inputs: [],
      });
    expect(await edgewise.derivation.boundingBox()).toEqual(before);
  });

  test("in figure 10, a gate's factor from the table's row to its end", async () => {
    const edgewise = await visit({ hash: FIGURE_10 });
    await edgewise.page.locator('[data-row="a"]').hover();
    await expect
      .poll(() => lit(edgewise))
      .toEqual({
        graph: ["a"],
        // dL/da takes part as a whole, since a is used twice.
        factors: expect.arrayContaining(["dL/da", "(a − y)/(a ⋅ (1 − a))", "(−1.449)"]),
        rows: ["a"],
        text: ["sigmoid(z)"],
        names: ["a", "a", "a"],
        inputs: [],
      });
  });

  test("in figure 17, an unnamed gate by its sign in the text", async () => {
    const edgewise = await visit({ hash: FIGURE_17 });
    const exp = await placeInText(edgewise, 0, 10);
    await edgewise.page.mouse.move(exp.x, exp.y);
    await expect.poll(async () => (await lit(edgewise)).rows).toHaveLength(1);
    // The text follows the picture one frame later.
    await expect.poll(async () => (await lit(edgewise)).text).toEqual(["exp(-(w0*x0+w1*x1+w2))"]);
    const { graph } = await lit(edgewise);
    expect(await edgewise.part(graph[0] ?? "").getAttribute("aria-label")).toContain("value 0.3679");
  });

  test("an input's name, and a word of the narration", async () => {
    const edgewise = await visit({ hash: `${FIGURE_13}&step=9` });
    await edgewise.page.locator('.input-name [data-about="a"]').hover();
    await expect.poll(async () => (await lit(edgewise)).graph).toEqual(["a"]);
    await edgewise.narration.locator('[data-about="c"]').first().hover();
    await expect.poll(async () => (await lit(edgewise)).graph).toEqual(["c"]);
    await edgewise.narration.getByText("edge", { exact: true }).hover();
    await expect.poll(async () => (await lit(edgewise)).graph).toEqual(["b-c-1"]);
  });

  test("the inspector's heading", async () => {
    const edgewise = await visit({ hash: fields({ program: "D = W@X\nL = sum(D)", step: 9 }) });
    await edgewise.part("W").locator("rect").first().click();
    const head = edgewise.page.locator(".inspector-head");
    await head.hover();
    await expect.poll(async () => (await lit(edgewise)).graph).toEqual(["W"]);
    await edgewise.page.locator('[data-row="L"]').hover();
    await expect.poll(() => head.getAttribute("class")).toBe("inspector-head");
  });

  test("by keyboard: the graph, the terms, the rows, the inputs and the text", async () => {
    const edgewise = await visit({ hash: `${FIGURE_13}&step=9` });
    const { page } = edgewise;
    const shown = async () => (await lit(edgewise)).graph;
    await edgewise.part("d").focus();
    await expect.poll(shown).toEqual(["d"]);
    await page.getByRole("group", { name: "Terms and factors", exact: true }).focus();
    await expect.poll(shown).toEqual([]);
    const seen: unknown[] = [];
    for (const key of ["ArrowRight", "ArrowRight", "ArrowDown", "ArrowRight", "ArrowLeft"]) {
      await page.keyboard.press(key);
      seen.push(await shown());
    }
    // The left side is about the target; then the first term as a whole, and its factors.
    expect(seen).toEqual([["b"], ["b-c-1", "c"], ["c"], ["b-c-1"], ["c"]]);
    await edgewise.table.focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await expect.poll(async () => (await lit(edgewise)).rows).toEqual(["b"]);
    await page.getByRole("textbox", { name: "a", exact: true }).focus();
    await expect.poll(shown).toEqual(["a"]);
    await edgewise.program.focus();
    await page.keyboard.press("ControlOrMeta+End");
    await expect.poll(shown).toEqual(["d"]);
    await page.keyboard.press("Shift+Home");
    await expect.poll(shown).toEqual(["c-e-0", "d-e-1", "c", "d", "e"]);
    expect(await edgewise.shownStep()).toBe(9);
  });

  test("a name and a sign in the text", async () => {
    const edgewise = await visit({ hash: `${FIGURE_13}&step=9` });
    const { page } = edgewise;
    const c = await placeInText(edgewise, 2, 4);
    await page.mouse.move(c.x, c.y);
    await expect.poll(async () => (await lit(edgewise)).graph).toEqual(["c"]);
    expect((await lit(edgewise)).rows).toEqual(["c"]);
    const times = await placeInText(edgewise, 2, 6);
    await page.mouse.move(times.x, times.y);
    await expect.poll(async () => (await lit(edgewise)).graph).toEqual(["e"]);
  });
});
