import { describe, expect, test } from "vitest";
import { type Edgewise, visit } from "./page.ts";

/** Opens an example of the gallery by its title and goes to its end. */
async function atTheEndOf(title: string): Promise<Edgewise> {
  const edgewise = await visit();
  await edgewise.button("Gallery").click();
  const dialog = edgewise.page.getByRole("dialog", { name: "Gallery", exact: true });
  await dialog.getByRole("button", { name: title }).click();
  await dialog.waitFor({ state: "hidden" });
  await edgewise.button("Last step").click();
  return edgewise;
}

/** What a cell of the table holds, as lists rounded to six places. */
async function numbers(edgewise: Edgewise, name: string, column: 0 | 1): Promise<unknown> {
  const [value, gradient] = (await edgewise.cells())[name] ?? [];
  const text = column === 0 ? value : gradient;
  const rounded = (entry: unknown): unknown =>
    Array.isArray(entry) ? entry.map(rounded) : Math.round(Number(entry) * 1e6) / 1e6 + 0;
  return rounded(JSON.parse(text ?? "null"));
}

// The numbers of the article's figures 3 to 6, to six places.
describe("the network of the article", () => {
  test("figures 3, 4 and 5: its layers, its cost, and the gradient of the second weights", async () => {
    const edgewise = await atTheEndOf("The network with its cost");
    expect(await numbers(edgewise, "L2", 0)).toEqual([0.645656, 0.331812, 1]);
    expect(await numbers(edgewise, "L3", 0)).toBe(0.611322);
    expect(await numbers(edgewise, "C", 0)).toBe(0.492132);
    expect(await numbers(edgewise, "L3", 1)).toBe(-1.635799);
    expect(await numbers(edgewise, "T2", 1)).toEqual([-0.250952, -0.128968, -0.388678]);
    const lines = await edgewise.lines();
    // The matrix product stands in its order; a sign would be one entry by entry.
    expect(lines.symbols).toContain("{L_{2}}^{\\top}");
  });

  test("figure 6: the gradient of the first weights, with both kinds of product on the way", async () => {
    const edgewise = await atTheEndOf("The longer way, to the first weights");
    expect(await numbers(edgewise, "T1", 1)).toEqual([
      [-0.062246, 0.051705],
      [0, 0],
      [-0.062246, 0.051705],
    ]);
    const tex = await edgewise.derivation
      .locator("[data-tex]")
      .evaluateAll((all) => all.map((line) => line.getAttribute("data-tex") ?? ""));
    expect(tex.some((line) => line.includes("\\odot"))).toBe(true);
    expect(tex.some((line) => line.includes("\\top"))).toBe(true);
    // What the signs mean stands below them.
    const meanings = await edgewise.derivation.locator("dl dd").allTextContents();
    expect(meanings).toContain("multiplies entry by entry; factors side by side are a matrix product");
    expect(meanings).toContain(
      "the gradient that arrives: that of the node an edge leads to, of the same shape",
    );
  });

  test("figure 8: the cost over all four examples, by rows of a matrix", async () => {
    const edgewise = await atTheEndOf("A cost over all four examples");
    expect(await numbers(edgewise, "C", 0)).toBe(0.707916);
    expect(await numbers(edgewise, "T1", 1)).toEqual([
      [0.005819, -0.009313],
      [0.002782, -0.007059],
    ]);
  });

  test("figure 20: the gradient of a product with a seed of the person's own", async () => {
    const edgewise = await atTheEndOf("The gradient of a matrix product");
    expect(await numbers(edgewise, "W", 1)).toEqual([
      [3, 2],
      [3, 2],
    ]);
    // dW = δ·Xᵀ with δ = [[1, 1, 1], [1, 1, 5]]: its last row is [1·1 + 5·2, 1·1 + 5·1].
    await edgewise.page.getByRole("textbox", { name: "seed[2,3]", exact: true }).fill("5");
    await expect
      .poll(() => numbers(edgewise, "W", 1))
      .toEqual([
        [3, 2],
        [11, 6],
      ]);
    // The seed is part of what the address keeps.
    await expect.poll(async () => (await edgewise.address()).seed).toBe("[[1,1,1],[1,1,5]]");
    await edgewise.page.reload();
    await edgewise.button("Last step").click();
    await expect
      .poll(() => numbers(edgewise, "W", 1))
      .toEqual([
        [3, 2],
        [11, 6],
      ]);
  });
});

describe("a field for an entry", () => {
  test("keeps what it cannot take, and goes with its row", async () => {
    const edgewise = await visit();
    await edgewise.type("W = [[1, 2], [3, 4]]\nL = sum(W^2)");
    const entry = (place: string) => edgewise.page.getByRole("textbox", { name: `W[${place}]`, exact: true });
    await entry("2,1").fill("abc");
    await entry("1,1").fill("1/2");
    await expect.poll(() => edgewise.text()).toBe("W = [[0.5,2],[3,4]]\nL = sum(W^2)");
    const said = edgewise.page.getByText("W[2,1]: abc is not a number. 3 stays until it is mended;");
    expect(await said.isVisible()).toBe(true);
    await edgewise.button("Remove row 1 of W").click();
    await expect.poll(() => edgewise.text()).toBe("W = [[3,4]]\nL = sum(W^2)");
    expect(await entry("1,1").inputValue()).toBe("abc");
    await entry("1,1").fill("-1");
    await expect.poll(() => edgewise.text()).toBe("W = [[-1,4]]\nL = sum(W^2)");
  });
});

describe("shapes", () => {
  test("a free name gets the smallest shape that fits, which can be changed", async () => {
    const edgewise = await visit({ hash: "program=y = W @ x + b" });
    expect(await edgewise.page.getByRole("spinbutton", { name: "rows of W" }).inputValue()).toBe("2");
    expect(await edgewise.page.getByRole("spinbutton", { name: "entries of x" }).inputValue()).toBe("2");
    await edgewise.page.getByRole("spinbutton", { name: "columns of W" }).fill("3");
    // What was not given by hand goes along.
    await expect
      .poll(() => edgewise.page.getByRole("spinbutton", { name: "entries of x" }).inputValue())
      .toBe("3");
  });

  test("a free number beside a vector can be made one, with undo", async () => {
    const edgewise = await visit({ hash: "program=y = W @ x + b" });
    const number = edgewise.page.getByRole("textbox", { name: "b", exact: true });
    await number.fill("0.5");
    await edgewise.button("Make b a vector of 2").click();
    await expect.poll(async () => (await edgewise.address()).values).toContain("b:[0.5,0.5]");
    expect(await edgewise.page.getByRole("spinbutton", { name: "entries of b" }).inputValue()).toBe("2");
    await edgewise.button("Undo").click();
    await expect.poll(() => number.inputValue()).toBe("0.5");
  });

  test("literals that do not fit for a moment stay in the panel, and can be mended there", async () => {
    const edgewise = await visit();
    await edgewise.type("W = [[1, 2], [3, 4]]\nx = [1, -1]\nL = sum((W @ x)^2)");
    await edgewise.page.getByRole("spinbutton", { name: "columns of W" }).fill("3");
    await expect
      .poll(() => edgewise.page.getByRole("list", { name: "Messages" }).textContent())
      .toContain("the inner sizes 3 and 2 differ");
    expect(await edgewise.page.getByRole("textbox", { name: "W[1,3]", exact: true }).inputValue()).toBe("0");
    await edgewise.page.getByRole("spinbutton", { name: "entries of x" }).fill("3");
    await edgewise.page.getByRole("textbox", { name: "x[3]", exact: true }).fill("2");
    await expect.poll(() => edgewise.text()).toBe("W = [[1,2,0],[3,4,0]]\nx = [1,-1,2]\nL = sum((W @ x)^2)");
    await edgewise.button("Last step").click();
    // (1 − 2)² + (3 − 4)².
    await expect.poll(() => numbers(edgewise, "L", 0)).toBe(2);
  });

  test("what does not fit is said with both shapes and what would", async () => {
    const edgewise = await visit();
    await edgewise.type("W = [[1, 2, 3], [4, 5, 6]]\nx = [1, 2]\ny = W @ x");
    await expect
      .poll(() => edgewise.page.getByRole("list", { name: "Messages" }).textContent())
      .toContain("2×3 @ 2: the inner sizes 3 and 2 differ. Did you mean W' @ x?");
  });
});
