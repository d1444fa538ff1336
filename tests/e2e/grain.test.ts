import { describe, expect, it } from "vitest";
import { LAPTOP, visit } from "./page.ts";

// Figure 10 with x=1.5, w=.8, b=−.4, y=1: −1.449329 · .213910 · 1.5 = −.465038.
const FIGURE_10 =
  "program=z%20=%20w*x%2Bb%0Aa%20=%20sigmoid(z)%0AL%20=%20-(y*log(a)%2B(1-y)*log(1-a))&values=w:0.8,x:1.5,b:-0.4,y:1&target=w";

const nodes = "[role=graphics-symbol][data-node]";

describe("a sum of more than twenty operands", () => {
  it("is offered as one node, on the stage, and by the same button as its operations again", async () => {
    const sum = Array.from({ length: 25 }, (_, place) => `x${place}`).join("+");
    const { page } = await visit({ hash: `program=${encodeURIComponent(`y = ${sum}`)}` });
    await page.getByText("y, a sum of 25 operands, is drawn operation by operation.").waitFor();
    expect(await page.locator(nodes).count()).toBe(25 + 24);
    await page.getByRole("button", { name: "Draw it as one node" }).press("Enter");
    await expect.poll(() => page.locator(nodes).count()).toBe(25 + 1);
    const back = page.getByRole("button", { name: "Draw each operation" });
    expect(await back.evaluate((button) => document.activeElement === button)).toBe(true);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => page.locator(nodes).count()).toBe(25 + 24);
    await page.getByRole("button", { name: "Leave it so" }).click();
    expect(await page.locator(".gather-offer").count()).toBe(0);
  });
});

describe("one node a statement (figure 10)", () => {
  it("is chosen in the panel, shows the article's three factors, and is in the address", async () => {
    const { page } = await visit({ hash: FIGURE_10, size: LAPTOP });
    await page.getByText("Grain: what one node stands for").click();
    await page.getByRole("button", { name: "One node a statement" }).click();
    await expect.poll(() => page.locator(nodes).count()).toBe(7);
    await page.getByRole("button", { name: "Last step" }).click();
    const numbers = page.getByRole("region", { name: "Derivation" }).locator("[data-line=numbers]");
    await expect.poll(() => numbers.getAttribute("data-tex")).toContain("-1.449");
    expect(await numbers.getAttribute("data-tex")).toMatch(/-1\.449.*0\.2139.*1\.5/);
    const gradient = page
      .getByRole("table", { name: "Values and gradients" })
      .locator("tr", { hasText: /^w/ });
    expect(Number(await gradient.locator("td").last().getAttribute("data-value"))).toBeCloseTo(-0.465038, 6);
    await expect.poll(() => page.evaluate(() => location.hash)).toContain("fold=z,L");
  });

  it("comes back with the address, and each step keeps its meaning when it is unfolded by a key", async () => {
    const { page } = await visit({ hash: `${FIGURE_10}&fold=z,L&step=6`, size: LAPTOP });
    await expect.poll(() => page.locator(nodes).count()).toBe(7);
    const narration = page.getByRole("status", { name: "Narration" });
    await expect.poll(() => narration.textContent()).toContain("comes back to a");
    await page.locator('[data-node="L"]').focus();
    await page.keyboard.press("+");
    await expect.poll(() => page.locator(nodes).count()).toBe(14);
    await expect.poll(() => narration.textContent()).toContain("comes back to a");
    await page.locator('[data-node="L"]').focus();
    await page.keyboard.press("-");
    await expect.poll(() => page.locator(nodes).count()).toBe(7);
    await expect.poll(() => narration.textContent()).toContain("comes back to a");
  });

  it("is undone and done again like an edit, by button and by key, and each step keeps its meaning", async () => {
    const { page } = await visit({ hash: `${FIGURE_10}&fold=z,L&step=6`, size: LAPTOP });
    const narration = page.getByRole("status", { name: "Narration" });
    await expect.poll(() => page.locator(nodes).count()).toBe(7);
    await expect.poll(() => narration.textContent()).toContain("comes back to a");
    await page.locator('[data-node="L"]').focus();
    await page.keyboard.press("+");
    await expect.poll(() => page.locator(nodes).count()).toBe(14);
    await page.keyboard.press("Control+z");
    await expect.poll(() => page.locator(nodes).count()).toBe(7);
    await expect.poll(() => narration.textContent()).toContain("comes back to a");
    await page.getByRole("button", { name: "Redo" }).click();
    await expect.poll(() => page.locator(nodes).count()).toBe(14);
    await expect.poll(() => narration.textContent()).toContain("comes back to a");
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => page.locator(nodes).count()).toBe(7);
    await expect.poll(() => page.evaluate(() => location.hash)).toContain("fold=z,L");
  });

  it("says why the folded derivative is what it is", async () => {
    const { page } = await visit({ hash: `${FIGURE_10}&fold=z,L&step=10`, size: LAPTOP });
    await page.locator('[data-edge="a-L-1"]').focus();
    await page.keyboard.press("Enter");
    const proof = page.getByRole("list", { name: "Proof" });
    await expect
      .poll(() => proof.locator("[data-proof=result]").getAttribute("data-tex"))
      .toContain("-1.449");
    // Signs multiplied out, and each fraction said once.
    expect(await proof.locator("[data-proof=simplified]").getAttribute("data-tex")).toContain(
      "\\dfrac{1-y}{1-a}-\\dfrac{y}{a}",
    );
  });

  it("strikes out like factors inside a folded node, and says what must not be zero", async () => {
    const hash = "program=a%20=%20sigmoid(z)%0AL%20=%20log(a)&values=z:0.4&fold=a%2BL";
    const { page } = await visit({ hash, size: LAPTOP });
    await page.locator('[data-edge="z-L-0"]').focus();
    await page.keyboard.press("Enter");
    const simplified = page.getByRole("list", { name: "Proof" }).locator("[data-proof=simplified]");
    await expect.poll(() => simplified.count()).toBe(3);
    await expect.poll(() => simplified.first().locator("svg line").count()).toBe(2);
    expect(await simplified.nth(1).getAttribute("data-tex")).toContain("=1-a");
    expect(await simplified.nth(1).locator(".condition .spoken").textContent()).toBe("a ≠ 0");
    // The plaque and the narration say it of what can be seen from outside.
    await page.getByRole("button", { name: "Last step" }).click();
    const narration = page.getByRole("status", { name: "Narration" });
    await expect.poll(() => narration.textContent()).toContain("factor 1 − sigmoid(z) = 0.4013");
    const whole = page.getByRole("list", { name: "Proof" }).locator("[data-whole]");
    expect(await whole.getAttribute("data-tex")).toContain("=1-\\sigma(z)");
  });
});

describe("gates and the operation that they are (figure 17)", () => {
  it("sigmoid opens into its four gates by a key, and closes again", async () => {
    const { page } = await visit({ hash: "program=f%20=%20sigmoid(s)&values=s:1", size: LAPTOP });
    await page.locator('[data-node="f"]').focus();
    await page.keyboard.press("+");
    await expect.poll(() => page.locator(nodes).count()).toBe(5);
    await page.getByRole("button", { name: "Last step" }).click();
    const labels = page
      .locator(nodes)
      .evaluateAll((found) => found.map((one) => one.getAttribute("aria-label")));
    expect((await labels).join()).toContain("value 0.3679, gradient -0.5344".replace("-", "−"));
    await page.locator('[data-node="f.in1"]').focus();
    await page.keyboard.press("-");
    await expect.poll(() => page.locator(nodes).count()).toBe(2);
  });

  it("picked gates fold into σ, with its derivative", async () => {
    const hash = "program=s%20=%20w*x%0Af%20=%201/(1%2Bexp(-s))&values=w:1,x:1";
    const { page } = await visit({ hash, size: LAPTOP });
    for (const id of ["f.1.1.0", "f.1.1", "f.1", "f"]) {
      await page.locator(`[data-node="${id}"]`).focus();
      await page.keyboard.press("s");
    }
    await page.getByRole("button", { name: "Fold them" }).click();
    await expect.poll(() => page.locator(nodes).count()).toBe(4);
    const label = page.locator('[data-node="f"]');
    expect(await label.getAttribute("aria-label")).toContain("f = sigmoid(s)");
    await expect.poll(() => page.evaluate(() => location.hash)).toContain("fold=f.1.1.0+f.1.1+f.1+f");
  });
});

describe("a matrix product entry by entry (figure 20)", () => {
  it("opens into its sums of products", async () => {
    const hash = "program=D%20=%20W%20@%20X&values=W:[[1,2],[3,4]],X:[[1,0],[0,1]]&open=D:entries";
    const { page } = await visit({ hash, size: LAPTOP });
    // W, X; 8 entries; 8 products; 4 sums; 2 rows and D.
    await expect.poll(() => page.locator(nodes).count()).toBe(2 + 8 + 8 + 4 + 2 + 1);
  });
});

describe("sums and products as one", () => {
  // ∂p/∂a of a·b·c·d is b·c·d, exact though b is 0: 0, and for b 2·3·5 = 30.
  const hash = "program=p%20=%20a*b*c*d%0As%20=%20p%20-%20a%20%2B%20c&values=a:2,b:0,c:3,d:5&target=b";

  it("are chosen together by keyboard, taken back one by one, undone, and in the address", async () => {
    const { page } = await visit({ hash, size: LAPTOP });
    await page.getByText("Grain: what one node stands for").click();
    const all = page.getByRole("checkbox", { name: "Sums and products as one" });
    await all.focus();
    await page.keyboard.press("Space");
    await expect.poll(() => page.locator(nodes).count()).toBe(6);
    await expect.poll(() => page.evaluate(() => location.hash)).toContain("gather=all");
    await page.getByRole("button", { name: "Last step" }).click();
    const labelOf = (id: string) => page.locator(`[data-node="${id}"]`).getAttribute("aria-label");
    await expect.poll(() => labelOf("b")).toContain("gradient 30");
    expect(await labelOf("s")).toContain("s = p - a + c");
    await expect.poll(() => page.locator('[data-edge="b-p-1"]').getAttribute("aria-label")).toContain("30");
    await page.locator('[data-node="s"]').focus();
    await page.keyboard.press("+");
    await expect.poll(() => page.locator(nodes).count()).toBe(7);
    await expect.poll(() => page.evaluate(() => location.hash)).toContain("gather=p");
    await page.keyboard.press("Control+z");
    await expect.poll(() => page.locator(nodes).count()).toBe(6);
    await all.uncheck();
    await expect.poll(() => page.locator(nodes).count()).toBe(9);
    await page.locator('[data-node="p.0"]').focus();
    await page.keyboard.press("-");
    await expect.poll(() => page.locator(nodes).count()).toBe(7);
    expect(await page.getByRole("checkbox", { name: "p = a*b*c*d" }).isChecked()).toBe(true);
  });
});
