import AxeBuilder from "@axe-core/playwright";
import { describe, expect, test } from "vitest";
import { type Edgewise, FIGURE_13, fields, LAPTOP, PHONE, visit } from "./page.ts";

const FIGURE_10 = fields({
  program: "z = w*x + b\na = sigmoid(z)\nL = -(y*log(a) + (1-y)*log(1-a))",
  values: "x:1.5,w:0.8,b:-0.4,y:1",
  target: "b",
  step: 99,
});
const FIGURE_17 = fields({
  program: "f = 1/(1+exp(-(w0*x0+w1*x1+w2)))",
  values: "w0:2,w1:-3,w2:-3,x0:-1,x1:-2",
  step: 99,
});

/** What holds each pin, wherever it is shown. */
function pinned({ page }: Edgewise) {
  return page.evaluate(() => {
    const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)];
    const by = (selector: string, say: (element: HTMLElement) => string | null | undefined) =>
      [1, 2, 3, 4].flatMap((pin) => all(`${selector}.is-pin-${pin}`).map((one) => `${pin} ${say(one)}`));
    return {
      graph: by(".part", (part) => part.dataset.node ?? part.dataset.edge),
      factors: by(".piece", (piece) => piece.getAttribute("aria-label")),
      rows: by("tr", (row) => row.dataset.row),
      text: by(".cm-content ", (place) => place.textContent),
    };
  });
}

const numbers = ({ page }: Edgewise): Promise<readonly string[]> =>
  page.locator(".pins-over text").allTextContents();
const refusal = "4 things are pinned, and there are no more colours: unpin one first.";

describe("pins", () => {
  test("by a click with Ctrl: a node, a factor and a term, each lit everywhere in its own colour", async () => {
    const edgewise = await visit({ hash: `${FIGURE_13}&step=9` });
    const { page } = edgewise;
    const click = { modifiers: ["ControlOrMeta"] as const };
    await edgewise
      .part("d")
      .locator("rect")
      .first()
      .click({ modifiers: [...click.modifiers] });
    await edgewise.derivation
      .locator('[data-line="numbers"] .piece')
      .nth(1)
      .click({ modifiers: [...click.modifiers] });
    await expect
      .poll(() => pinned(edgewise))
      .toEqual({
        graph: ["1 d", "2 b-c-1"],
        factors: ["1 de/dd", "1 c", "1 3", "2 ∂c/∂b", "2 1", "2 1"],
        rows: ["1 d", "2 b", "2 c"],
        text: ["1 d", "1 d", "2 b"],
      });
    await expect.poll(() => numbers(edgewise)).toEqual(["2", "1"]);
    // What is pinned stays lit when the step changes and the pointer is elsewhere.
    await edgewise.scrubTo(2);
    await page.mouse.move(2, 2);
    expect((await pinned(edgewise)).graph).toEqual(["1 d", "2 b-c-1"]);
    await edgewise.button("Unpin d").click();
    await expect.poll(async () => (await pinned(edgewise)).graph).toEqual(["2 b-c-1"]);
  });

  test("by M on what has the focus; the same key takes it off; a fifth is refused in words", async () => {
    const edgewise = await visit({ hash: FIGURE_17 });
    const { page } = edgewise;
    for (const id of ["w0", "x0", "w1", "x1", "w2"]) {
      await edgewise.part(id).focus();
      await page.keyboard.press("m");
    }
    await expect.poll(async () => (await pinned(edgewise)).graph).toEqual(["1 w0", "2 x0", "3 w1", "4 x1"]);
    await page.getByText(refusal, { exact: true }).waitFor();
    await edgewise.part("x0").focus();
    await page.keyboard.press("m");
    await page.getByText(refusal, { exact: true }).waitFor({ state: "hidden" });
    await edgewise.part("w2").focus();
    await page.keyboard.press("m");
    await expect.poll(async () => (await pinned(edgewise)).graph).toEqual(["1 w0", "2 w2", "3 w1", "4 x1"]);
    // A letter in a text is a letter.
    await edgewise.program.focus();
    await page.keyboard.press("ControlOrMeta+Home");
    await page.keyboard.press("m");
    await expect.poll(() => edgewise.text()).toMatch(/^mf = /);
  });

  test("by its button for what has the focus, with the focus kept; and in the inspector", async () => {
    const edgewise = await visit({ hash: FIGURE_10 });
    await edgewise.part("z").focus();
    await edgewise.button("Pin z").click();
    await expect.poll(async () => (await pinned(edgewise)).graph).toEqual(["1 z"]);
    expect(await edgewise.page.evaluate(() => document.activeElement?.getAttribute("data-node"))).toBe("z");
    await edgewise.follow(fields({ program: "D = W@X\nL = sum(D)" }));
    await edgewise.part("W").locator("rect").first().click();
    await edgewise.page.locator(".inspector").getByRole("button", { name: "Pin W", exact: true }).click();
    await expect.poll(async () => (await pinned(edgewise)).graph).toEqual(["1 W"]);
  });

  test("are in the address, numbers and all, and come back with it", async () => {
    const edgewise = await visit({ hash: `${FIGURE_10}&pins=a,,z-a-0;b-z-1` });
    await expect.poll(async () => (await pinned(edgewise)).graph).toEqual(["1 a", "3 b-z-1", "3 z-a-0"]);
    const list = edgewise.page.getByRole("region", { name: "Pins", exact: true }).locator("li");
    await expect
      .poll(() => list.allTextContents())
      .toEqual([expect.stringContaining("a"), expect.stringContaining("∂a/∂z ⋅ ∂z/∂b")]);
    await edgewise.button("Unpin a").click();
    await expect.poll(async () => (await edgewise.address()).pins).toBe(",,z-a-0;b-z-1");
    await edgewise.button("Unpin ∂a/∂z ⋅ ∂z/∂b").click();
    await expect.poll(async () => (await edgewise.address()).pins).toBeUndefined();
  });
});

describe("axe finds nothing in the pins", () => {
  test.each([
    ["light", LAPTOP],
    ["dark", LAPTOP],
    ["light", PHONE],
    ["dark", PHONE],
  ] as const)("%s, %j", async (theme, size) => {
    const edgewise = await visit({ hash: `${FIGURE_13}&step=9&pins=a,b,c;b-c-1,d`, theme, size });
    await edgewise.button("Unpin d").waitFor();
    await edgewise.part("e").focus();
    await edgewise.page.keyboard.press("m");
    await edgewise.page.getByText(refusal, { exact: true }).waitFor();
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
