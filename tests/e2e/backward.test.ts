import AxeBuilder from "@axe-core/playwright";
import type { Locator } from "playwright-core";
import { describe, expect, test } from "vitest";
import { type Edgewise, FIGURE_13, fields, LAPTOP, PHONE, visit } from "./page.ts";

const FIGURE_10 = fields({
  program: "z = w*x + b\na = sigmoid(z)\nL = -(y*log(a) + (1-y)*log(1-a))",
  values: "x:1.5,w:0.8,b:-0.4,y:1",
  beside: "backward",
  step: 99,
});
const FIGURE_17 = fields({
  program: "f = 1/(1+exp(-(w0*x0+w1*x1+w2)))",
  values: "w0:2,w1:-3,w2:-3,x0:-1,x1:-2",
  beside: "backward",
  step: 99,
});

const backward = ({ page }: Edgewise): Locator =>
  page.locator('[role="graphics-document"][aria-label="Backward graph"]');

/** What is said of every part of the backward graph. */
async function labels(edgewise: Edgewise): Promise<readonly string[]> {
  await backward(edgewise).waitFor({ state: "attached" });
  return backward(edgewise)
    .locator('[role="graphics-symbol"]')
    .evaluateAll((parts) => parts.map((part) => part.getAttribute("aria-label") ?? ""));
}

describe("the backward graph", () => {
  test("stands beside figure 13 at the press of a button, and in the address", async () => {
    const edgewise = await visit({ hash: `${FIGURE_13}&step=9` });
    await edgewise.button("backward graph").click();
    expect(await labels(edgewise)).toEqual([
      "seed = de/de = 1, gradient 1",
      "stored value of c 3, borrowed by the contribution to d",
      "contribution of e to d, de/de ⋅ c, brings 3",
      "de/dd = de/de ⋅ c, gradient 3",
      "stored value of d 2, borrowed by the contribution to c",
      "contribution of e to c, de/de ⋅ d, brings 2",
      "de/dc = de/de ⋅ d, gradient 2",
      "contribution of c to b, de/dc ⋅ 1, brings 2",
      "contribution of d to b, de/dd ⋅ 1, brings 3",
      "de/db = de/dc ⋅ 1 + de/dd ⋅ 1, gradient 5",
      "contribution of c to a, de/dc ⋅ 1, brings 2",
      "de/da = de/dc ⋅ 1, gradient 2",
    ]);
    await expect.poll(async () => (await edgewise.address()).beside).toBe("backward");
    await edgewise.button("backward graph").click();
    await expect.poll(() => backward(edgewise).count()).toBe(0);
    await expect.poll(async () => (await edgewise.address()).beside).toBeUndefined();
  });

  test("fills with the playhead, and its active step is the forward graph's", async () => {
    const edgewise = await visit({ hash: `${FIGURE_13}&beside=backward&step=2` });
    const told = await labels(edgewise);
    expect(told.filter((label) => /gradient|brings/.test(label))).toEqual([]);
    // Values are stored as the sweep forward comes by: c and d are there, and e is not borrowed.
    expect(told.filter((label) => label.startsWith("stored"))).toEqual([
      "stored value of c 3, borrowed by the contribution to d",
      "stored value of d 2, borrowed by the contribution to c",
    ]);
    await edgewise.scrubTo(7);
    await expect.poll(() => labels(edgewise)).toContain("contribution of d to b, de/dd ⋅ 1, brings 3");
    const shown = await labels(edgewise);
    expect(shown).toContain("de/db = de/dc ⋅ 1 + de/dd ⋅ 1");
    const active = backward(edgewise).locator(".part:has(.look-plaque-gradient)");
    expect(await active.getAttribute("data-about")).toBe("b-d-0");
  });

  test("has the contribution travel in step with the playhead, as in the forward graph", async () => {
    const edgewise = await visit({ hash: `${FIGURE_13}&beside=backward&step=6.6` });
    const plaque = backward(edgewise).locator('[data-about="b-d-0"] rect').first();
    const [from, to] = [plaque, backward(edgewise).locator('[aria-label^="de/db"]')];
    /** The places of all that travels, as far on the way from the plaque to b's gradient. */
    const onTheWay = async (): Promise<readonly number[]> => {
      const [start, end] = [await from.boundingBox(), await to.boundingBox()];
      if (start === null || end === null) throw new Error("both are drawn");
      const tabs = await edgewise.page.locator(".moving rect.look-tab-gradient-active").all();
      const boxes = await Promise.all(tabs.map((tab) => tab.boundingBox()));
      const beside = boxes.flatMap((box) =>
        box !== null && Math.abs(box.y + box.height / 2 - (start.y + start.height / 2)) < 12 ? [box] : [],
      );
      return beside.map(({ x, width }) => (start.x - x - width / 2) / (start.x - (end.x + end.width)));
    };
    await expect.poll(async () => (await onTheWay()).length).toBe(1);
    const [first = 0] = await onTheWay();
    await edgewise.page.evaluate(() => {
      location.hash = location.hash.replace("6.6", "6.7");
    });
    await expect.poll(async () => (await onTheWay())[0] ?? 0).toBeGreaterThan(first + 0.1);
    await edgewise.page.keyboard.press("ArrowRight");
    await expect.poll(onTheWay).toEqual([]);
  });

  test("says in forward mode why nothing comes back, and offers the mode in which it does", async () => {
    const edgewise = await visit({ hash: `${FIGURE_13}&beside=backward&mode=forward&step=8` });
    const notice = edgewise.page.getByRole("status", { name: "Backward graph" });
    await expect
      .poll(() => notice.textContent())
      .toContain("Forward mode brings no gradients back, so the backward graph stays empty.");
    const offer = notice.getByRole("button", { name: "Show both modes" });
    await offer.focus();
    await edgewise.page.keyboard.press("Enter");
    await expect.poll(() => notice.count()).toBe(0);
    await expect.poll(async () => (await edgewise.address()).mode).toBe("both");
    await edgewise.page.keyboard.press("End");
    await expect.poll(() => labels(edgewise)).toContain("de/db = de/dc ⋅ 1 + de/dd ⋅ 1, gradient 5");
  });

  test("has figure 10's numbers, with the gate's own output borrowed", async () => {
    const edgewise = await visit({ hash: FIGURE_10 });
    const told = (await labels(edgewise)).join("\n");
    expect(told).toContain("gradient −1.449");
    expect(told).toMatch(/dL\/dw = .*, gradient −0\.465/);
    expect(told).toMatch(/dL\/db = .*, gradient −0\.31/);
    expect(told).toContain("stored value of a 0.69, borrowed by the contribution to z");
    expect(told).toContain("stored value of x 1.5, borrowed by the contribution to w");
  });

  test("has figure 17's numbers", async () => {
    const edgewise = await visit({ hash: FIGURE_17 });
    const told = (await labels(edgewise)).join("\n");
    for (const [name, gradient] of [
      ["w0", "−0.1966"],
      ["w1", "−0.3932"],
      ["w2", "0.1966"],
      ["x0", "0.3932"],
      ["x1", "−0.5898"],
    ] as const)
      expect(told).toMatch(new RegExp(`df/d${name.replace(/(\d)/, "_?$1")} = .*, gradient ${gradient}`));
  });

  test("has pullbacks on the edges between tensors", async () => {
    const edgewise = await visit({ hash: fields({ program: "D = W@X", beside: "backward", step: 99 }) });
    const told = await labels(edgewise);
    expect(told.filter((label) => label.startsWith("contribution"))).toEqual([
      expect.stringContaining("Wᵀ"),
      expect.stringContaining("Xᵀ"),
    ]);
    expect(told.filter((label) => label.startsWith("stored"))).toHaveLength(2);
  });

  test("and the forward graph light each other, by pointer and by keyboard", async () => {
    const edgewise = await visit({ hash: `${FIGURE_13}&beside=backward&step=9` });
    const { page } = edgewise;
    const lit = () =>
      page
        .locator(".part.is-pointed")
        .evaluateAll((parts) => parts.map((part) => part.getAttribute("aria-label")));
    await backward(edgewise).locator('[data-about="b-c-1"] rect').first().hover();
    await expect
      .poll(lit)
      .toEqual(["contribution of c to b, de/dc ⋅ 1, brings 2", "edge from b to c, factor 1, brings 2"]);
    await edgewise.part("d").locator("rect").first().hover();
    await expect
      .poll(lit)
      .toEqual([
        "de/dd = de/de ⋅ c, gradient 3",
        "stored value of d 2, borrowed by the contribution to c",
        "d = b + 1, value 2, gradient 3",
      ]);
    // The stored value's link is drawn stronger with it.
    expect(await page.locator(".links .is-pointed").count()).toBe(1);
    await page.mouse.move(2, 2);
    await backward(edgewise).locator('[tabindex="0"]').focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await expect
      .poll(lit)
      .toEqual(["contribution of e to d, de/de ⋅ c, brings 3", "edge from d to e, factor 3, brings 3"]);
    expect(await edgewise.shownStep()).toBe(9);
    await page.keyboard.press("m");
    await expect.poll(async () => (await edgewise.address()).pins).toBe("d-e-1");
  });

  test("of hundreds of nodes is typeset where it can be seen", async () => {
    const sum = Array.from({ length: 120 }, (_term, index) => `s${index + 1} = 2*tanh(s${index})`).join("\n");
    const edgewise = await visit({ hash: fields({ program: sum, beside: "backward" }) });
    await backward(edgewise).waitFor({ state: "attached" });
    expect((await labels(edgewise)).length).toBeGreaterThan(500);
    expect(await edgewise.page.locator(".stage .formula").count()).toBeLessThan(300);
    await edgewise.page.keyboard.press("End");
    await expect
      .poll(async () => (await labels(edgewise)).filter((label) => label.includes("gradient")).length)
      .toBeGreaterThan(200);
  });
});

describe("axe finds nothing in it", () => {
  test.each([
    ["light", LAPTOP],
    ["dark", LAPTOP],
    ["light", PHONE],
    ["dark", PHONE],
  ] as const)("%s, %j", async (theme, size) => {
    const edgewise = await visit({ hash: `${FIGURE_13}&beside=backward&step=6`, theme, size });
    await backward(edgewise).waitFor({ state: "attached" });
    const { violations } = await new AxeBuilder({ page: edgewise.page }).setLegacyMode().analyze();
    expect(
      violations.flatMap(({ id, nodes }) =>
        nodes.flatMap(({ html }) =>
          id === "color-contrast" && /^<(text|tspan)\b/.test(html) ? [] : `${id}: ${html}`,
        ),
      ),
    ).toEqual([]);
  });
});
