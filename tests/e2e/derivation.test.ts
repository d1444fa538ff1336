import { describe, expect, test } from "vitest";
import { type Edgewise, fields, visit } from "./page.ts";

/*
 * The chain rule written out beside the graph: figures 1, 5, 6, 7 and 10 with what their articles leave of the product.
 */

const d = (above: string, below: string): string =>
  String.raw`\dfrac{\mathrm{d}${above}}{\mathrm{d}${below}}=`;

const COMPOSITE = fields({ program: "h = x^2; g = sin(h); f = exp(g)", values: "x:2", target: "x" });
const CLASSIFIER = fields({
  program: "z = w*x+b; a = sigmoid(z); L = -(y*log(a)+(1-y)*log(1-a))",
  values: "w:0.8,x:1.5,b:-0.4,y:1",
  target: "w",
});

/** How many strokes there are in the lines of a kind. */
function strokes(edgewise: Edgewise, kind: string): Promise<number> {
  return edgewise.derivation.locator(`[data-line="${kind}"] .katex svg`).count();
}

describe("figure 1", () => {
  test("has like signs struck out at its end, with a caption, and the formula over x alone", async () => {
    const edgewise = await visit({ hash: COMPOSITE });
    expect(await edgewise.simplified(d("f", "x"))).toEqual([
      String.raw`${d("f", "x")}2x\,\mathrm{e}^{g}\,\cos(h)`,
      String.raw`${d("f", "x")}2x\,\mathrm{e}^{\sin(x^{2})}\,\cos(x^{2})`,
    ]);
    expect(await strokes(edgewise, "symbols")).toBe(0);
    await edgewise.button("Last step").click();
    expect(await strokes(edgewise, "symbols")).toBe(4);
    expect(await edgewise.derivation.getByText("as an aid to memory").isVisible()).toBe(true);
    expect((await edgewise.lines()).result).toBe(`${d("f", "x")}-1.227`);
  });

  test("hides at the keyboard what is still to come, and the address keeps that", async () => {
    const edgewise = await visit({ hash: COMPOSITE });
    const box = edgewise.derivation.getByRole("checkbox", { name: "Hide what is still to come" });
    await box.focus();
    await edgewise.page.keyboard.press("Space");
    expect(await edgewise.lines()).toEqual({});
    await expect.poll(async () => (await edgewise.address()).coming).toBe("hidden");
    await edgewise.scrubTo(5);
    expect((await edgewise.lines()).formulas).toBe(
      String.raw`${d("f", "x")}\mathrm{e}^{g}\cdot\square\cdot\square`,
    );
    await edgewise.button("Last step").click();
    expect((await edgewise.lines()).formulas).not.toContain("square");
  });
});

describe("figure 10", () => {
  test("goes on through the sum, strikes like factors out and says what must not be zero", async () => {
    const edgewise = await visit({ hash: `${CLASSIFIER}&step=99` });
    const lines = await edgewise.simplified(d("L", "w"));
    expect(lines).toEqual([
      String.raw`${d("L", "a")}\dfrac{1-y}{1-a}-\dfrac{y}{a}`,
      String.raw`${d("L", "a")}\dfrac{a-y}{a\cdot(1-a)}`,
      String.raw`${d("L", "w")}\dfrac{a-y}{a\cdot(1-a)}\cdot a\cdot(1-a)\cdot x`,
      String.raw`${d("L", "w")}(a-y)\,x`,
      String.raw`${d("L", "w")}(\sigma(w\,x+b)-y)\,x`,
    ]);
    expect(await strokes(edgewise, "simplified")).toBe(4);
    expect(await edgewise.derivation.locator(".condition .spoken").allTextContents()).toEqual([
      "a ≠ 0",
      "1 − a ≠ 0",
    ]);
    expect((await edgewise.lines()).result).toBe(`${d("L", "w")}-0.465`);
  });

  test("copies a line as LaTeX at the keyboard", async () => {
    const edgewise = await visit({ hash: `${CLASSIFIER}&step=99` });
    await edgewise.page.evaluate(() => {
      Object.defineProperty(navigator, "clipboard", {
        value: { writeText: async (text: string) => document.body.setAttribute("data-copied", text) },
      });
    });
    const line = edgewise.derivation.locator('[data-line="result"]');
    await line.getByRole("button", { name: "Copy as LaTeX" }).focus();
    await edgewise.page.keyboard.press("Enter");
    await expect
      .poll(() => edgewise.page.locator("body").getAttribute("data-copied"))
      .toBe(await line.getAttribute("data-tex"));
    expect(await line.getByRole("status").textContent()).toBe("Copied");
  });
});

describe("figures 5 to 7", () => {
  const COST = "C = -y*log(L3) - (1-y)*log(1-L3)";
  const net = (weights: Readonly<Record<string, string>>, target: string): string =>
    fields({
      program: `L1 = [x1, x2, 1]; L2 = [sigmoid(${target.startsWith("T") ? "L1@T1" : "theta_1@L1"}), 1]; L3 = sigmoid(${target.startsWith("T") ? "L2@T2" : "theta_2@L2"}); ${COST}`,
      values: `x1:1,x2:0,y:1,${Object.entries(weights)
        .map(([name, numbers]) => `${name}:${numbers}`)
        .join(",")}`,
      target,
      step: 99,
    });
  const rows = { T1: "[[0.5,-0.5],[0.3,0.8],[0.1,-0.2]]", T2: "[0.7,-0.6,0.2]" };
  const columns = { theta_1: "[[0.5,0.3,0.1],[-0.5,0.8,-0.2]]", theta_2: "[0.7,-0.6,0.2]" };

  test.each([
    ["5", rows, "T2", "T_{2}", String.raw`{L_{2}}^{\top}\,\delta_{v_{3}}`, "-0.251 & -0.129 & -0.3887"],
    ["6", rows, "T1", "T_{1}", String.raw`{L_{1}}^{\top}\,\delta_{v_{1}}`, "-0.06225 & 0.0517"],
    [
      "7",
      columns,
      "theta_1",
      String.raw`\theta_{1}`,
      String.raw`\delta_{v_{1}}\,{L_{1}}^{\top}`,
      "-0.06225 & 0 & -0.06225",
    ],
  ])(
    "%s: δ line by line, with the like factors struck out",
    async (_figure, weights, target, name, right, numbers) => {
      const edgewise = await visit({ hash: net(weights, target) });
      const lines = await edgewise.simplified(d("C", name));
      expect(lines.at(-1)).toBe(d("C", name) + right);
      expect(lines).toContain(String.raw`\delta_{v_{3}}=${d("C", "v_{3}")}L_{3}-y`);
      expect(await strokes(edgewise, "simplified")).toBe(4);
      expect((await edgewise.lines()).result).toContain(numbers);
      const dropped = edgewise.derivation.getByText("only the 2 of");
      expect(await dropped.count()).toBe(target.endsWith("1") ? 1 : 0);
    },
  );
});

describe("figures 14, 15, 17 and 20", () => {
  const simplified = (edgewise: Edgewise) =>
    edgewise.derivation
      .locator('[data-line="simplified"]')
      .evaluateAll((lines) => lines.map((line) => line.getAttribute("data-tex") ?? ""));

  test("14: the sum over nine paths is factored as the sweep does it", async () => {
    const program = "Y = alpha*X + beta*X + gamma*X\nZ = delta*Y + epsilon*Y + zeta*Y";
    const values = "alpha:1,beta:2,gamma:3,delta:4,epsilon:5,zeta:6,X:1";
    const edgewise = await visit({ hash: fields({ program, values, target: "X", step: 99 }) });
    await expect
      .poll(async () => (await simplified(edgewise)).at(-1))
      .toBe(String.raw`${d("Z", "X")}(\delta+\epsilon+\zeta)\,(\alpha+\beta+\gamma)`);
    expect((await edgewise.lines()).result).toBe(`${d("Z", "X")}90`);
  });

  test("15: each output's part of the seed has its own factor", async () => {
    const program = "h1 = x1+x2\nh2 = 2*x2\ny1 = -h1\ny2 = h1+h2\n[y1, y2]";
    const edgewise = await visit({ hash: fields({ program, values: "x1:2,x2:1", target: "x2", step: 99 }) });
    // The column (−1, 3) of the Jacobian.
    await expect
      .poll(async () => (await simplified(edgewise)).at(-1))
      .toContain(String.raw`=3\mathrm{seed}_{y_{2}}-\mathrm{seed}_{y_{1}}`);
  });

  test.each([
    ["through its gates, end by end", "", "f.1.1.0"],
    ["with the gates folded into one σ", "&fold=f.1.1.0%2Bf.1.1%2Bf.1%2Bf", null],
  ] as const)("17: %s, the number is the same", async (_name, fold, gate) => {
    const program = "f = 1/(1+exp(-(w0*x0+w1*x1+w2)))";
    const values = "w0:2,w1:-3,w2:-3,x0:-1,x1:-2";
    const edgewise = await visit({ hash: `${fields({ program, values, target: "w0", step: 99 })}${fold}` });
    expect((await edgewise.lines()).result).toBe(`${d("f", "w_{0}")}-0.1966`);
    expect(await edgewise.page.locator(`[data-node="${gate ?? "f.1.1.0"}"]`).count()).toBe(gate ? 1 : 0);
    if (gate === null)
      await expect
        .poll(async () => (await simplified(edgewise))[0])
        .toBe(String.raw`${d("f", "w_{0}")}f\cdot(1-f)\,x_{0}`);
  });

  test("20: dW = dD·Xᵀ with the seed dD", async () => {
    const values = "W:[[1,2],[3,4]],X:[[0.5,-1],[2,1]]";
    const edgewise = await visit({ hash: fields({ program: "D = W @ X", values, target: "W", step: 99 }) });
    await expect
      .poll(() => simplified(edgewise))
      .toEqual([
        String.raw`\delta_{D}=\mathrm{seed}`,
        String.raw`\dfrac{\mathrm{d}\langle \mathrm{seed},\,D\rangle }{\mathrm{d}W}=\delta_{D}\,X^{\top}`,
      ]);
  });
});

describe("a line wider than the panel", () => {
  const LONG = fields({
    program: "a1 = tanh(w1*x+b1); a2 = relu(w2*x+b2); o = a1*a2 + a1*x + x^2",
    values: "x:0.5,w1:1,b1:0,w2:2,b2:-0.5",
    target: "x",
    step: 99,
  });

  test("is shown whole, with its button beside it", async () => {
    const edgewise = await visit({ hash: LONG });
    const last = edgewise.derivation.locator('[data-line="simplified"]').last();
    await last.locator(".katex").first().waitFor();
    const seen = await last.evaluate((line) => {
      line.scrollIntoView({ block: "center" });
      const panel = line.closest(".side")?.getBoundingClientRect();
      const button = line.querySelector(".copy")?.getBoundingClientRect();
      const glyphs = [...line.querySelectorAll(".right-side .katex-html")].map((part) =>
        part.getBoundingClientRect(),
      );
      if (panel === undefined || button === undefined) throw new Error("no line");
      const [x, y] = [button.x + button.width / 2, button.y + button.height / 2];
      return {
        right: Math.max(...glyphs.map(({ right }) => right)) - button.left,
        hit: document.elementFromPoint(x, y)?.closest("button")?.ariaLabel,
      };
    });
    expect(seen.right).toBeLessThanOrEqual(0);
    expect(seen.hit).toBe("Copy as LaTeX");
  });

  test("and a long panel scrolls by itself: the page stays where it is", async () => {
    const { page } = await visit({ hash: LONG });
    await page.locator('[data-line="result"]').waitFor();
    const [whole, seen] = await page.evaluate(() => [document.documentElement.scrollHeight, innerHeight]);
    expect(whole).toBe(seen);
  });
});
