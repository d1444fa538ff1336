import AxeBuilder from "@axe-core/playwright";
import type { Locator } from "playwright-core";
import { describe, expect, test } from "vitest";
import { type Edgewise, FIGURE_13, LAPTOP, PHONE, visit } from "./page.ts";

const AT_END = `${FIGURE_13}&step=9`;

const sentence = ({ page }: Edgewise): Locator => page.getByRole("status", { name: "Push", exact: true });
const numbers = ({ page }: Edgewise): Locator =>
  page.getByRole("table", { name: "Predicted against actual", exact: true });

/** The rows of the card's table, by their first word or two. */
async function rows(edgewise: Edgewise): Promise<Record<string, readonly string[]>> {
  const found = await numbers(edgewise)
    .locator("tbody tr")
    .evaluateAll((all) =>
      all.map((row) => [
        row.querySelector("th")?.textContent ?? "",
        [...row.querySelectorAll("td")].map((cell) => cell.textContent ?? ""),
      ]),
    );
  return Object.fromEntries(found);
}

/** Where the gauges' dots are, from left to right. */
function dots({ page }: Edgewise): Promise<readonly number[]> {
  return page
    .locator(".push-layer .look-knob")
    .evaluateAll((all) => all.map((dot) => Number(dot.getAttribute("y"))));
}

async function middleOf(part: Locator): Promise<{ x: number; y: number }> {
  const box = await part.boundingBox();
  if (box === null) throw new Error("it is not in the picture");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

describe("a push from the inputs' panel", () => {
  test("says what the straight line predicts, what happens and the gap, for a chosen Δ", async () => {
    const edgewise = await visit({ hash: AT_END });
    const button = edgewise.button("Push b");
    await button.click();
    expect(await button.getAttribute("aria-pressed")).toBe("true");
    await edgewise.page.getByRole("slider", { name: "Δ", exact: true }).waitFor();
    // Without motion it begins one size before the straight line fails.
    await expect
      .poll(() => rows(edgewise))
      .toEqual({
        "e predicted: 5 · Δ": ["−5", "+5"],
        "e actual": ["−4", "+6"],
        "actual / Δ, against 5": ["4", "6"],
        "gap: actual − predicted": ["+1 (20 %)", "+1 (20 %)"],
      });
    await edgewise.button("Larger Δ").click();
    await expect
      .poll(() => sentence(edgewise).textContent())
      .toBe("At this Δ the straight line fails: it says ±10, and e moves by −6 and 14.");
    for (let press = 0; press < 4; press += 1) await edgewise.button("Smaller Δ").click();
    await expect.poll(() => rows(edgewise)).toMatchObject({ "e actual": ["−0.49", "+0.51"] });
    await edgewise.button("End the push").click();
    await sentence(edgewise).waitFor({ state: "hidden" });
    expect(await button.getAttribute("aria-pressed")).toBe("false");
    expect(await edgewise.narration.isVisible()).toBe(true);
  });

  test("is a look and no edit: values, history and address stay", async () => {
    const edgewise = await visit({ hash: AT_END });
    const [cells, address, lines] = [
      await edgewise.cells(),
      await edgewise.address(),
      await edgewise.lines(),
    ];
    await edgewise.button("Push b").click();
    await sentence(edgewise).waitFor();
    await edgewise.button("Larger Δ").click();
    expect(await edgewise.cells()).toEqual(cells);
    expect(await edgewise.lines()).toEqual(lines);
    expect(await edgewise.button("Undo").isDisabled()).toBe(true);
    expect(await edgewise.address()).toEqual(address);
  });

  test("ends when a value changes, when the program changes and when something plays", async () => {
    const edgewise = await visit({ hash: AT_END });
    const begin = async (): Promise<void> => {
      await edgewise.button("Push b").click();
      await sentence(edgewise).waitFor();
    };
    await begin();
    await edgewise.page.getByRole("slider", { name: "a, slider", exact: true }).press("ArrowRight");
    await sentence(edgewise).waitFor({ state: "detached" });
    await begin();
    await edgewise.page.keyboard.press("PageUp");
    await sentence(edgewise).waitFor({ state: "detached" });
    await begin();
    await edgewise.button("Play").click();
    await sentence(edgewise).waitFor({ state: "detached" });
    await edgewise.button("Pause").click();
    await begin();
    await edgewise.type("e = a * b");
    await sentence(edgewise).waitFor({ state: "detached" });
  });

  test("goes over from one input to the other", async () => {
    const edgewise = await visit({ hash: AT_END });
    await edgewise.button("Push b").click();
    await edgewise.button("Push a").click();
    await expect.poll(() => sentence(edgewise).textContent()).toContain("exactly 2 times as far as a");
    expect(await edgewise.button("Push b").getAttribute("aria-pressed")).toBe("false");
  });
});

describe("a push in the graph", () => {
  test("lasts as long as an input is held, and travels forward", async () => {
    const edgewise = await visit({ hash: AT_END, motion: "full" });
    const { mouse } = edgewise.page;
    const place = await middleOf(edgewise.part("b").locator("rect").first());
    await mouse.move(place.x, place.y);
    await mouse.down();
    await sentence(edgewise).waitFor();
    await expect.poll(() => dots(edgewise).then(({ length }) => length)).toBe(4);
    // All of them move: each is seen in several places.
    const seen: Set<number>[] = [new Set(), new Set(), new Set(), new Set()];
    await expect
      .poll(
        async () => {
          for (const [index, y] of (await dots(edgewise)).entries()) seen[index]?.add(y);
          return Math.min(...seen.map(({ size }) => size));
        },
        { timeout: 10_000, interval: 50 },
      )
      .toBeGreaterThan(3);
    await mouse.up();
    await sentence(edgewise).waitFor({ state: "detached" });
    expect(await dots(edgewise)).toEqual([]);
  });

  test("does not come of a click, nor of a drag, which moves the picture as ever", async () => {
    const edgewise = await visit({ hash: AT_END });
    const { mouse } = edgewise.page;
    const picture = edgewise.graph.locator("..");
    const placeOfPicture = (): Promise<string | null> => picture.getAttribute("style");
    const before = await placeOfPicture();
    const place = await middleOf(edgewise.part("b").locator("rect").first());
    await mouse.move(place.x, place.y);
    await mouse.down();
    await mouse.up();
    await mouse.down();
    await mouse.move(place.x + 40, place.y + 20);
    await mouse.move(place.x + 60, place.y + 40);
    await expect.poll(placeOfPicture).not.toBe(before);
    await edgewise.page.waitForTimeout(600);
    expect(await sentence(edgewise).count()).toBe(0);
    await mouse.up();
  });

  test("begins and ends with Enter on an input, and ends with Escape", async () => {
    const edgewise = await visit({ hash: AT_END });
    const { keyboard } = edgewise.page;
    await edgewise.part("b").focus();
    await keyboard.press("Enter");
    await sentence(edgewise).waitFor();
    await keyboard.press("Enter");
    await sentence(edgewise).waitFor({ state: "detached" });
    await keyboard.press("Enter");
    await sentence(edgewise).waitFor();
    await keyboard.press("Escape");
    await sentence(edgewise).waitFor({ state: "detached" });
    // What is no input cannot be pushed.
    await edgewise.part("c").focus();
    await keyboard.press("Enter");
    expect(await sentence(edgewise).count()).toBe(0);
  });

  test("covers no formula: what is shaken lies under nodes and plaques", async () => {
    const edgewise = await visit({ hash: AT_END });
    await edgewise.button("Push b").click();
    const layers = edgewise.page.locator(".picture > *");
    await expect.poll(() => layers.count()).toBe(4);
    const order = await layers.evaluateAll((all) =>
      all.map(({ classList }) => classList.contains("push-layer")),
    );
    expect(order).toEqual([true, false, false, true]);
    const covered = await edgewise.page.evaluate(() => {
      const formulas = [...document.querySelectorAll(".picture .formula")].map((one) =>
        one.getBoundingClientRect(),
      );
      const gauges = [...document.querySelectorAll(".push-layer rect")].map((one) =>
        one.getBoundingClientRect(),
      );
      return gauges.filter((a) =>
        formulas.some((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom),
      ).length;
    });
    expect(covered).toBe(0);
  });
});

test("Δ grows by itself until the straight line fails, and stays; touched, it holds", async () => {
  const edgewise = await visit({ hash: "program=y=x%5E2&values=x:0", motion: "full" });
  await edgewise.button("Push x").click();
  const delta = edgewise.page.getByRole("slider", { name: "Δ", exact: true });
  // 0.01, 0.02, 0.05, 0.1: there x² is a tenth of x.
  await expect.poll(() => delta.getAttribute("aria-valuetext"), { timeout: 15_000 }).toBe("0.1");
  expect(await sentence(edgewise).getAttribute("aria-live")).toBe("polite");
  expect(await edgewise.button("Let Δ grow").getAttribute("aria-pressed")).toBe("true");
  await delta.press("ArrowLeft");
  await expect.poll(() => delta.getAttribute("aria-valuetext")).toBe("0.05");
  expect(await edgewise.button("Let Δ grow").getAttribute("aria-pressed")).toBe("false");
  await edgewise.button("Let Δ grow").click();
  await expect.poll(() => delta.getAttribute("aria-valuetext"), { timeout: 15_000 }).toBe("0.1");
});

test.each([
  [
    "a kink",
    "program=y=relu(x)&values=x:0",
    "x",
    /relu has a kink here; its slope is 0 by convention .*above it, 1 times/,
  ],
  [
    "no way to the output",
    "program=z=w%0Ay=x%5E2&values=x:2,w:1",
    "w",
    /y does not depend on w: .* stays at 4\. The gradient is 0/,
  ],
  ["a literal", "program=x=3%0Ay=2*x", "x", /exactly 2 times as far as x/],
  ["an output without a value", "program=y=log(x)&values=x:-1", "x", /Before any push y is undefined/],
  ["a second name", "program=t=x%0Ay=t*3&values=x:2", "x", /exactly 3 times as far as x/],
  ["a Greek name", "program=y=θ₁*3&values=theta_1:2", "theta_1", /exactly 3 times as far as/],
] as const)("a push tells of %s", async (_what, hash, name, words) => {
  const edgewise = await visit({ hash });
  await edgewise.page.getByRole("button", { name: `Push ${name}` }).click();
  await expect.poll(() => sentence(edgewise).textContent()).toMatch(words);
});

test("without motion a push is two stills: nothing moves by itself", async () => {
  const edgewise = await visit({ hash: AT_END });
  await edgewise.button("Push b").click();
  await expect.poll(() => dots(edgewise).then(({ length }) => length)).toBe(8);
  const before = await dots(edgewise);
  await edgewise.page.waitForTimeout(500);
  expect(await dots(edgewise)).toEqual(before);
  expect(await edgewise.button("Let Δ grow").count()).toBe(0);
});

test.each([
  ["light", LAPTOP],
  ["dark", LAPTOP],
  ["light", PHONE],
  ["dark", PHONE],
] as const)("axe finds nothing while something is pushed: %s, %o", async (theme, size) => {
  const edgewise = await visit({ hash: AT_END, theme, size });
  await edgewise.button("Push b").click();
  await numbers(edgewise).waitFor();
  const { violations } = await new AxeBuilder({ page: edgewise.page }).setLegacyMode().analyze();
  // Axe does not see the shape that a text of the picture stands on.
  const found = violations.flatMap(({ id, nodes }) =>
    nodes
      .filter(({ html }) => id !== "color-contrast" || !/^<(text|tspan)\b/.test(html))
      .map(({ target }) => `${id}: ${target.join(" ")}`),
  );
  expect(found).toEqual([]);
});

test("on a phone all of it is in view at once, under the whole graph", async () => {
  const edgewise = await visit({ hash: AT_END, size: PHONE });
  const input = edgewise.part("b");
  await input.focus();
  await edgewise.page.keyboard.press("Enter");
  await numbers(edgewise).waitFor();
  await edgewise.page.evaluate(() => scrollTo(0, 0));
  const [graph, card] = await Promise.all(
    [".graph-area", ".console"].map((selector) => edgewise.page.locator(selector).boundingBox()),
  );
  expect((graph?.y ?? 0) + (graph?.height ?? 0)).toBeLessThanOrEqual((card?.y ?? 0) + 1);
  expect((card?.y ?? 0) + (card?.height ?? 0)).toBeLessThanOrEqual(PHONE.height + 1);
});

test.each([
  ["the push", /Push[CL]/, "Push b"],
  ["the help", /Help-/, "Help"],
] as const)("the page stays where %s cannot be fetched, and says so", async (_what, without, button) => {
  const edgewise = await visit({ hash: AT_END, without });
  await edgewise.button(button).click();
  await edgewise.page
    .getByText("could not be fetched")
    .or(edgewise.page.getByText("Not everything could be fetched"))
    .first()
    .waitFor();
  expect(await edgewise.shownStep()).toBe(9);
});
