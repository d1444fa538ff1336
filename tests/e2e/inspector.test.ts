import AxeBuilder from "@axe-core/playwright";
import type { Locator } from "playwright-core";
import { describe, expect, test } from "vitest";
import { type Edgewise, FIGURE_13, fields, LAPTOP, PHONE, visit } from "./page.ts";

/** Figure 20: dW = δ·Xᵀ and dX = Wᵀ·δ, here with a seed of ones. */
const FIGURE_20 = fields({ program: "D = W@X", values: "W:[[1,2],[3,4]],X:[[1,0,2],[0,1,1]]", step: 4 });

const card = ({ page }: Edgewise): Locator => page.getByRole("region", { name: /^Inspector: / });
const sentence = (edgewise: Edgewise, of: string): Locator =>
  card(edgewise).getByRole("status", { name: `The chosen entry of ${of}`, exact: true });

/** The rows of a table of the card, all digits. */
function rows(table: Locator): Promise<readonly (readonly (string | null)[])[]> {
  return table
    .locator("tbody tr")
    .evaluateAll((all) =>
      all.map((row) => [...row.querySelectorAll("td")].map((cell) => cell.getAttribute("data-value"))),
    );
}

const lit = (table: Locator): Promise<readonly string[]> => table.locator("td.is-lit").allTextContents();

/** Clicks what stands for a part in the picture: a node's box, or an edge's plaque. */
async function click(edgewise: Edgewise, id: string): Promise<void> {
  await edgewise.part(id).locator("rect").first().click();
}

describe("the inspector", () => {
  test("shows a product, its row and its column for any entry, by mouse and by arrow keys", async () => {
    const edgewise = await visit({ hash: FIGURE_20 });
    const { page } = edgewise;
    await click(edgewise, "D");
    await expect.poll(() => card(edgewise).getAttribute("aria-label")).toContain("D = W @ X, a 2×3 matrix");
    const value = page.getByRole("grid", { name: "D, a 2×3 matrix", exact: true });
    expect(await rows(value)).toEqual([
      ["1", "2", "4"],
      ["3", "4", "10"],
    ]);
    expect(await value.locator("thead th[scope=col]").allTextContents()).toEqual(["1", "2", "3"]);
    expect(await value.locator("tbody th[scope=row]").allTextContents()).toEqual(["1", "2"]);
    await value.getByRole("gridcell", { name: "10", exact: true }).click();
    await expect
      .poll(() => sentence(edgewise, "the value").textContent())
      .toBe("D[2,3] = 3 · 2 + 4 · 1 = 10");
    expect(await lit(page.getByRole("table", { name: "W, a 2×2 matrix" }))).toEqual(["3", "4"]);
    expect(await lit(page.getByRole("table", { name: "X, a 2×3 matrix" }))).toEqual(["2", "1"]);
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowLeft");
    await expect.poll(() => sentence(edgewise, "the value").textContent()).toBe("D[1,2] = 1 · 0 + 2 · 1 = 2");
    expect(await value.locator(":focus").textContent()).toBe("2");
    // The arrows have moved the entry, and not the playhead.
    expect(await edgewise.shownStep()).toBe(4);
  });

  test("shows figure 20's pullbacks, and why no other order would do", async () => {
    const edgewise = await visit({ hash: FIGURE_20 });
    const { page } = edgewise;
    await click(edgewise, "W-D-0");
    await expect.poll(() => card(edgewise).textContent()).toContain("δ is the gradient of D.");
    expect(await rows(page.getByRole("table", { name: "Xᵀ, a 3×2 matrix" }))).toEqual([
      ["1", "0"],
      ["0", "1"],
      ["2", "1"],
    ]);
    const toW = page.getByRole("grid", { name: "to W, a 2×2 matrix", exact: true });
    expect(await rows(toW)).toEqual([
      ["3", "2"],
      ["3", "2"],
    ]);
    await toW.locator("td[data-value]").nth(3).click();
    await expect
      .poll(() => sentence(edgewise, "what goes back").textContent())
      .toBe("to W[2,2] = 1 · 0 + 1 · 1 + 1 · 1 = 2");
    await page.getByRole("img", { name: "δ · Xᵀ: 2×3 · 3×2 → 2×2", exact: true }).waitFor();
    expect(await card(edgewise).textContent()).toContain("Xᵀ · δ would be 3×3, and what is wanted is 2×2.");
    await click(edgewise, "X-D-1");
    await page.getByRole("img", { name: "δ · Wᵀ: 2×3 · 2×2, not this order", exact: true }).waitFor();
    expect(await card(edgewise).textContent()).toContain(
      "δ · Wᵀ does not fit: rows of 3 would meet columns of 2.",
    );
    expect(await rows(page.getByRole("grid", { name: "to X, a 2×3 matrix", exact: true }))).toEqual([
      ["4", "4", "4"],
      ["6", "6", "6"],
    ]);
  });

  test("tells a product entry by entry apart, and sums over copies", async () => {
    const program = "Z = X@W + b\nL = sum(Z*Z)";
    const values = "X:[[1,2],[3,4]],W:[[1,0],[0,1]],b:[1,-1]";
    const edgewise = await visit({ hash: fields({ program, values, step: 30 }) });
    await click(edgewise, "b-Z-1");
    // Z = [[2, 1], [4, 3]] and δ = 2·Z.
    await expect
      .poll(() => sentence(edgewise, "what goes back").textContent())
      .toBe("to b[1] = 4 · 1 + 8 · 1 = 12");
    expect(await card(edgewise).textContent()).toContain("entry by entry");
    expect(await lit(edgewise.page.getByRole("table", { name: "δ, a 2×2 matrix" }))).toEqual(["4", "8"]);
  });

  test("is blank where the playhead has not come by", async () => {
    const edgewise = await visit({ hash: FIGURE_20 });
    await edgewise.scrubTo(1);
    await click(edgewise, "D");
    await expect.poll(() => sentence(edgewise, "the value").textContent()).toBe("D[1,1] = 1 · 1 + 2 · 0 = 1");
    const gradient = card(edgewise).getByRole("table", { name: "dD/dD, a 2×3 matrix", exact: true });
    expect((await rows(gradient)).flat()).toEqual(new Array(6).fill(null));
    expect((await gradient.locator("tbody td").allTextContents()).join("")).toBe("");
    // It stays while the playhead moves on.
    await edgewise.scrubTo(4);
    const seed = card(edgewise).getByRole("textbox", { name: /^seed\[/ });
    await expect
      .poll(() => seed.evaluateAll((all) => all.map((field) => (field as HTMLInputElement).value)))
      .toEqual(new Array(6).fill("1"));
  });

  test("changes the seed where it is placed, by keyboard", async () => {
    const edgewise = await visit({ hash: FIGURE_20 });
    const { page } = edgewise;
    const way = edgewise.button("Change the seed");
    expect(await way.count()).toBe(0);
    await edgewise.scrubTo(2);
    await way.press("Enter");
    const seed = card(edgewise).getByRole("textbox", { name: "seed[1,1]", exact: true });
    await expect.poll(() => seed.evaluate((field) => field === document.activeElement)).toBe(true);
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("5");
    await expect.poll(async () => (await edgewise.address()).seed).toBe("[[5,1,1],[1,1,1]]");
    await edgewise.scrubTo(4);
    // dW = δ·Xᵀ: its first row is [5·1 + 1·2, 1·1 + 1·1].
    await expect.poll(async () => (await edgewise.cells()).W?.[1]).toBe("[[7,2],[3,2]]");
    await card(edgewise).getByRole("button", { name: "Back to ones", exact: true }).click();
    await expect.poll(async () => (await edgewise.cells()).W?.[1]).toBe("[[3,2],[3,2]]");
  });

  test("edits an input", async () => {
    const edgewise = await visit({ hash: FIGURE_20 });
    await click(edgewise, "W");
    await card(edgewise).getByRole("textbox", { name: "W[1,1]", exact: true }).fill("5");
    await expect.poll(async () => (await edgewise.address()).values).toContain("W:[[5,2],[3,4]]");
    await expect.poll(async () => (await edgewise.cells()).D?.[0]).toContain("5");
  });

  test("opens and closes by mouse and by keyboard, and is no part of history or address", async () => {
    const edgewise = await visit({ hash: FIGURE_20 });
    const { page } = edgewise;
    const address = await edgewise.address();
    await click(edgewise, "D");
    await card(edgewise).waitFor();
    await click(edgewise, "D");
    await card(edgewise).waitFor({ state: "detached" });
    await click(edgewise, "D");
    await edgewise.button("Close the inspector").click();
    await card(edgewise).waitFor({ state: "detached" });
    // From the graph into the card, and back to where one was.
    await edgewise.part("X").focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await expect.poll(() => card(edgewise).getAttribute("aria-label")).toContain("D = W @ X");
    await expect
      .poll(() => card(edgewise).evaluate((element) => element === document.activeElement))
      .toBe(true);
    await page.keyboard.press("Escape");
    await card(edgewise).waitFor({ state: "detached" });
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("data-node"))).toBe("D");
    expect(await edgewise.button("Undo").isDisabled()).toBe(true);
    expect(await edgewise.address()).toEqual(address);
  });

  test("goes with the part it is about", async () => {
    const edgewise = await visit({ hash: FIGURE_20 });
    await click(edgewise, "D");
    await card(edgewise).waitFor();
    await edgewise.type("E = W@X");
    await card(edgewise).waitFor({ state: "detached" });
  });

  test("does not come where all values are single numbers", async () => {
    const edgewise = await visit({ hash: `${FIGURE_13}&step=9` });
    await click(edgewise, "e");
    await edgewise.part("e").focus();
    await edgewise.page.keyboard.press("Enter");
    await edgewise.page.keyboard.press("PageUp");
    await expect.poll(() => edgewise.shownStep()).toBe(8);
    expect(await card(edgewise).count()).toBe(0);
  });

  test("shows a part of a large tensor and goes to any entry of it", async () => {
    const program = "A = outer(x, x)\nL = sum(A)";
    const x = Array.from({ length: 200 }, (_entry, index) => index + 1);
    const edgewise = await visit({ hash: fields({ program, values: `x:[${x.join(",")}]`, step: 2 }) });
    await click(edgewise, "A");
    const grid = edgewise.page.getByRole("grid", { name: "A, a 200×200 matrix", exact: true });
    await grid.waitFor();
    expect(await grid.locator("td[data-value]").count()).toBeLessThan(600);
    const goTo = (side: string) =>
      card(edgewise).getByRole("spinbutton", { name: `${side} of A to look into`, exact: true });
    await goTo("row").fill("200");
    await goTo("column").fill("101");
    await expect
      .poll(() => sentence(edgewise, "the value").textContent())
      .toBe("A[200,101] = 200 · 101 = 20200");
    expect(await grid.locator('[aria-selected="true"]').textContent()).toBe("20200");
  });

  test("turns the pages of a large operand and of the result, by keyboard", async () => {
    const program = "y = W @ x\nL = sum(y)";
    const row = Array.from({ length: 30 }, (_entry, index) => index);
    const W = `[${Array.from({ length: 3 }, () => `[${row.join(",")}]`).join(",")}]`;
    const edgewise = await visit({
      hash: fields({ program, values: `W:${W},x:[${row.join(",")}]`, step: 2 }),
    });
    await click(edgewise, "y");
    const heads = (table: Locator) => table.locator("thead th").allTextContents();
    const operand = card(edgewise).getByRole("table", { name: "W, a 3×30 matrix", exact: true });
    const next = card(edgewise).getByRole("button", { name: "Next columns of W", exact: true });
    await expect.poll(async () => (await heads(operand))[0]).toBe("1");
    await next.press("Enter");
    await next.press("Enter");
    // Twelve at a time: the third page has what is left.
    await expect.poll(() => heads(operand)).toEqual(["25", "26", "27", "28", "29", "30"]);
    expect(await next.isDisabled()).toBe(true);
    await click(edgewise, "W");
    const grid = card(edgewise).getByRole("grid", { name: "W, a 3×30 matrix", exact: true });
    await card(edgewise).getByRole("button", { name: "Next columns of W" }).first().press("Enter");
    await expect.poll(async () => (await heads(grid))[0]).toBe("13");
    expect(await grid.locator('[aria-selected="true"]').textContent()).toBe("12");
  });
});

describe("axe finds nothing in it", () => {
  test.each([
    ["light", "laptop", LAPTOP],
    ["dark", "laptop", LAPTOP],
    ["light", "phone", PHONE],
    ["dark", "phone", PHONE],
  ] as const)("%s, on a %s", async (theme, _device, size) => {
    const edgewise = await visit({ hash: FIGURE_20, theme, size });
    for (const id of ["D", "W-D-0", "W"]) {
      await edgewise.part(id).focus();
      await edgewise.page.keyboard.press("Enter");
      await card(edgewise).waitFor();
      const { violations } = await new AxeBuilder({ page: edgewise.page })
        .setLegacyMode()
        .include(".inspector")
        .analyze();
      expect
        .soft(
          violations.flatMap(({ id: rule, nodes }) => nodes.map(({ html }) => `${rule}: ${html}`)),
          id,
        )
        .toEqual([]);
    }
  });

  test("and it stays within a phone's width, beside a graph that is not covered", async () => {
    const edgewise = await visit({ hash: FIGURE_20, size: PHONE });
    await edgewise.part("X-D-1").focus();
    await edgewise.page.keyboard.press("Enter");
    await card(edgewise).waitFor();
    const box = await card(edgewise).boundingBox();
    const graph = await edgewise.page.getByRole("region", { name: "Graph", exact: true }).boundingBox();
    if (box === null || graph === null) throw new Error("both are there");
    expect(box.x + box.width).toBeLessThanOrEqual(PHONE.width);
    expect(box.y).toBeGreaterThanOrEqual(graph.y + graph.height - 1);
  });
});
