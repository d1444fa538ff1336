import { describe, expect, test } from "vitest";
import { type Edgewise, FIGURE_13, fields, visit } from "./page.ts";

/*
 *   a ──▶ c = a+b ──▶ e = c·d          forward from b: 0, 1, 1, 1, 5
 *   b ──▶ ⤴            ▲
 *   b ──▶ d = b+1 ─────┘
 */

const forward = (step: number, rest = ""): Promise<Edgewise> =>
  visit({ hash: `${FIGURE_13}&mode=forward&step=${step}${rest}` });

/** The tangent's column of the table. */
async function tangents(edgewise: Edgewise): Promise<Record<string, string | undefined>> {
  const cells = await edgewise.cells();
  return Object.fromEntries(Object.entries(cells).map(([name, [, tangent]]) => [name, tangent]));
}

describe("figure 13, forward from b", () => {
  test("fills the tangents one by one, in the table and in what is said of the nodes", async () => {
    const edgewise = await forward(3);
    expect(await edgewise.step.getAttribute("max")).toBe("8");
    expect(await tangents(edgewise)).toEqual({ a: "", b: "", c: "", d: "", e: "" });
    const filled = [{ a: "0", b: "1" }, { c: "1" }, { d: "1" }, {}, { e: "5" }];
    const known: Record<string, string> = { a: "", b: "", c: "", d: "", e: "" };
    for (const [place, more] of filled.entries()) {
      await edgewise.button("Next step").click();
      Object.assign(known, more);
      expect.soft(await tangents(edgewise), `step ${4 + place}`).toEqual(known);
    }
    expect(await edgewise.narration.textContent()).toBe(
      "The tangent at d is 1. The edge to e has factor c = 3, so 3 · 1 = 3 goes on to e. e has 2 operands that move, so the parts are added: 2 + 3 = 5. This is de/db.",
    );
    expect(await edgewise.labels()).toMatchObject({
      a: "a, value 2, tangent 0",
      b: "b, value 1, tangent 1",
      e: "e = c*d, value 6, tangent 5",
      "a-c-0": "edge from a to c",
      "c-e-0": "edge from c to e, factor 2, carries 2 on",
      "d-e-1": "edge from d to e, factor 3, carries 3 on",
    });
    expect((await edgewise.lines()).result).toBe(String.raw`\dfrac{\mathrm{d}e}{\mathrm{d}b}=5`);
  });

  test("goes from another input when another derivative is chosen", async () => {
    const edgewise = await forward(8);
    await edgewise.derivation.getByRole("combobox").selectOption("a");
    await edgewise.button("Last step").click();
    expect(await tangents(edgewise)).toEqual({ a: "1", b: "0", c: "1", d: "0", e: "2" });
    expect(await edgewise.shownStep()).toBe(6);
  });

  test("is chosen by the key W, and stands in the address; the steps of reverse mode stay as they are", async () => {
    const edgewise = await visit({ hash: `${FIGURE_13}&step=9` });
    const mode = edgewise.page.getByRole("combobox", { name: "Mode", exact: true });
    expect(await mode.inputValue()).toBe("reverse");
    const before = await edgewise.cells();
    await edgewise.page.keyboard.press("w");
    expect(await mode.inputValue()).toBe("forward");
    await expect.poll(() => edgewise.address()).toMatchObject({ mode: "forward" });
    await edgewise.page.keyboard.press("End");
    expect(await tangents(edgewise)).toMatchObject({ e: "5" });
    await edgewise.page.keyboard.press("w");
    await edgewise.page.keyboard.press("End");
    expect(await edgewise.shownStep()).toBe(14);
    expect(await edgewise.cells()).toMatchObject({ b: ["1", "1", "5"], e: ["6", "5", "1"] });
    await edgewise.page.keyboard.press("w");
    expect(await edgewise.cells()).toEqual(before);
    await expect.poll(async () => (await edgewise.address()).mode).toBeUndefined();
  });

  test("shows both sweeps side by side, with what each takes", async () => {
    const edgewise = await visit({ hash: `${FIGURE_13}&mode=both&step=14` });
    const titles = edgewise.page.locator(".phase-title");
    await expect
      .poll(() => titles.allTextContents())
      .toEqual([
        "Forward: values",
        "Tangent's seed",
        "Forward: tangents 0 ×, 1 +",
        "Seed",
        "Backward: gradients 0 ×, 1 +",
      ]);
    expect(await edgewise.part("c-e-0").getAttribute("aria-label")).toBe(
      "edge from c to e, factor 2, carries 2 on, brings 2",
    );
  });
});

/** The Jacobian as it is filled, row by row. */
async function jacobian(edgewise: Edgewise): Promise<readonly (readonly (string | null)[])[]> {
  return edgewise.page
    .getByRole("table", { name: "Jacobian", exact: true })
    .locator("tbody tr")
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll("td")].map((cell) => cell.getAttribute("data-value"))),
    );
}

async function openFigure15(): Promise<Edgewise> {
  const edgewise = await visit();
  await edgewise.button("Gallery").click();
  await edgewise.page.getByRole("button", { name: /Two outputs, and all derivatives/ }).click();
  await edgewise.page.getByRole("table", { name: "Jacobian", exact: true }).waitFor();
  return edgewise;
}

/*
 *   x1 ──▶ h1 = x1+x2 ──▶ y1 = −h1          J = [[−1, −1], [1, 3]]
 *   x2 ──▶ ⤴  └─────────▶ y2 = h1+h2
 *   x2 ──▶ h2 = 2·x2 ───▶ ⤴
 */
describe("figure 15's Jacobian", () => {
  test("fills column by column, forward", async () => {
    const edgewise = await openFigure15();
    expect(await jacobian(edgewise)).toEqual([
      [null, null],
      [null, null],
    ]);
    await edgewise.button("Last step").click();
    expect(await jacobian(edgewise)).toEqual([
      ["-1", null],
      ["1", null],
    ]);
    await edgewise.button("Forward from x2").click();
    expect(await jacobian(edgewise)).toEqual([
      ["-1", "-1"],
      ["1", "3"],
    ]);
    expect(await edgewise.narration.textContent()).toContain("[−1, 3]");
    // The column at hand is as full as the playhead says; the other was seen.
    await edgewise.button("Previous step").click();
    expect(await jacobian(edgewise)).toEqual([
      ["-1", null],
      ["1", null],
    ]);
    await edgewise.button("Empty the table").click();
    expect((await jacobian(edgewise)).flat()).toEqual([null, null, null, null]);
  });

  test("fills row by row, backward, cell by cell, by keyboard", async () => {
    const edgewise = await openFigure15();
    await edgewise.button("Backward from y2").focus();
    await edgewise.page.keyboard.press("Enter");
    expect(await jacobian(edgewise)).toEqual([
      [null, null],
      ["1", "3"],
    ]);
    await expect.poll(() => edgewise.address()).toMatchObject({ seed: "[0,1]" });
    await edgewise.page.keyboard.press("Shift+Tab");
    expect(
      await edgewise.button("Backward from y1").evaluate((node) => node === document.activeElement),
    ).toBe(true);
    await edgewise.page.keyboard.press("Space");
    expect(await jacobian(edgewise)).toEqual([
      ["-1", "-1"],
      ["1", "3"],
    ]);
    // x2's gradient comes last.
    await edgewise.button("Previous step").click();
    expect(await jacobian(edgewise)).toEqual([
      ["-1", null],
      ["1", "3"],
    ]);
  });

  test("says what it takes either way", async () => {
    const edgewise = await openFigure15();
    const panel = edgewise.page.getByRole("region", { name: "Forward and reverse", exact: true });
    await panel
      .getByText(/With 2 inputs and 2 outputs, all derivatives take 2 sweeps forward or 2 sweeps backward\./)
      .waitFor();
    const costs = panel.getByRole("table", { name: "What it takes", exact: true });
    const row = (name: string) =>
      costs.getByRole("row", { name, exact: true }).locator("td").allTextContents();
    expect(await row("All derivatives: multiplications")).toEqual(["0", "0"]);
    expect(await row("All derivatives: additions")).toEqual(["1", "1"]);
    expect(await row("All derivatives: times a 1")).toEqual(["8", "8"]);
  });
});

test("an entry of a vector is moved alone, and stands in the address", async () => {
  const hash = "program=y%20=%20W%20@%20x&values=W:[[1,2],[3,4]],x:[1,-1]&target=x&mode=forward&step=99";
  const edgewise = await visit({ hash });
  // All entries alike: the sums of the rows.
  expect(await tangents(edgewise)).toMatchObject({ x: "[1,1]", y: "[3,7]" });
  await edgewise.page.getByText("Forward and reverse", { exact: true }).click();
  await edgewise.button("Forward from x[2]").click();
  expect(await tangents(edgewise)).toMatchObject({ x: "[0,1]", y: "[2,4]" });
  await expect.poll(() => edgewise.address()).toMatchObject({ entry: "2", target: "x", mode: "forward" });
  await edgewise.follow(`${hash}&entry=1`);
  expect(await tangents(edgewise)).toMatchObject({ x: "[1,0]", y: "[1,3]" });
});

describe("forward mode between tensors (figure 6)", () => {
  const hash = fields({
    program:
      "L1 = [x1, x2, 1]\nL2 = [sigmoid(L1 @ T1), 1]\nL3 = sigmoid(L2 @ T2)\nC = -y*log(L3) - (1 - y)*log(1 - L3)",
    values: "x1:1,x2:0,T1:[[0.5,-0.5],[0.3,0.8],[0.1,-0.2]],T2:[0.7,-0.6,0.2],y:1",
    target: "T1",
    mode: "forward",
    entry: 1,
    step: 14,
  });

  test("grows the derivation with the sweep, each node's tangent by those of its operands", async () => {
    const edgewise = await visit({ hash });
    const lines = edgewise.derivation.locator("[data-line=formulas]");
    await expect.poll(() => lines.count()).toBeGreaterThan(5);
    const texts = await lines.evaluateAll((found) => found.map((line) => line.getAttribute("data-tex")));
    expect(texts.slice(0, 4)).toEqual([
      String.raw`\mathrm{d}v_{1}=L_{1}\,\mathrm{d}T_{1}`,
      String.raw`\mathrm{d}v_{2}=v_{2}\odot(1-v_{2})\odot\mathrm{d}v_{1}`,
      String.raw`\mathrm{d}L_{2}=[\mathrm{d}v_{2},\,0]`,
      String.raw`\mathrm{d}v_{3}=\mathrm{d}L_{2}\,T_{2}`,
    ]);
    const faint = edgewise.derivation.locator(".is-to-come");
    const before = await faint.count();
    await edgewise.page.keyboard.press("ArrowRight");
    await edgewise.page.keyboard.press("ArrowRight");
    await expect.poll(() => faint.count()).toBe(before - 1);
    expect((await edgewise.lines()).result).toBeUndefined();
    await edgewise.page.keyboard.press("End");
    // Entry (1, 1) of the article's ∂C/∂θ1 is what moving it alone comes to.
    await expect.poll(async () => (await edgewise.lines()).result).toBe(String.raw`\mathrm{d}C=-0.06225`);
    expect(await faint.count()).toBe(0);
  });
});

test("a wide Jacobian is scrolled by keyboard, and its heads stay in sight", async () => {
  const values = "W:[[1,2,3,4],[3,4,5,6],[1,0,1,0]],x:[1,2,3,4]";
  const edgewise = await visit({ hash: fields({ program: "y = W @ x", values, mode: "both", step: 99 }) });
  const { page } = edgewise;
  await page.getByText("Forward and reverse", { exact: true }).click();
  const scroller = page.getByRole("group", { name: "All derivatives", exact: true });
  const head = page.getByRole("button", { name: "Backward from y[2]", exact: true });
  await scroller.focus();
  const before = await head.boundingBox();
  for (let press = 0; press < 8; press += 1) await page.keyboard.press("ArrowRight");
  await expect.poll(() => scroller.evaluate((element) => element.scrollLeft)).toBeGreaterThan(100);
  expect(await head.boundingBox()).toEqual(before);
  // What Tab reaches comes into sight.
  const last = page.getByRole("button", { name: "Forward from x[4]", exact: true });
  await last.focus();
  const [table, column] = [await scroller.boundingBox(), await last.boundingBox()];
  expect((column?.x ?? 0) + (column?.width ?? 0)).toBeLessThanOrEqual(
    (table?.x ?? 0) + (table?.width ?? 0) + 1,
  );
});
