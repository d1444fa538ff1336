import type { Locator } from "playwright-core";
import { describe, expect, test } from "vitest";
import { type Edgewise, FIGURE_13, LAPTOP, PHONE, visit } from "./page.ts";

const TITLES = [
  "A program",
  "One step at a time",
  "A factor on its edge",
  "Where paths meet, a sum",
  "The chain rule, written out",
  "Where more is",
] as const;

const stop = ({ page }: Edgewise, title: (typeof TITLES)[number]): Locator =>
  page.getByRole("dialog", { name: title });
const offer = (edgewise: Edgewise): Locator => edgewise.button("New here? Take the tour");

/** Whether the ring is round what it is to show, as far as that is in the window. */
const isRound = ({ page }: Edgewise, selector: string): Promise<boolean> =>
  page.evaluate((what) => {
    const ring = document.querySelector(".tour-ring")?.getBoundingClientRect();
    const shown = document.querySelector(what)?.getBoundingClientRect();
    if (ring === undefined || shown === undefined) return false;
    return (
      ring.left <= Math.max(2, shown.left) &&
      ring.top <= Math.max(2, shown.top) &&
      ring.right >= Math.min(innerWidth - 2, shown.right) &&
      ring.bottom >= Math.min(innerHeight - 2, shown.bottom) &&
      ring.width <= shown.width + 14 &&
      ring.height <= shown.height + 14
    );
  }, selector);

describe("the tour is offered", () => {
  test("in one line to whoever comes for the first time, until it is put away", async () => {
    const edgewise = await visit({ cache: "empty" });
    await offer(edgewise).waitFor();
    expect(await edgewise.page.getByRole("dialog").count()).toBe(0);
    await edgewise.button("No tour").click();
    await offer(edgewise).waitFor({ state: "detached" });
    await edgewise.page.reload();
    await edgewise.isComplete();
    expect(await offer(edgewise).count()).toBe(0);
  });

  test("to nobody who has programs here, or opens one that was sent", async () => {
    const edgewise = await visit({ cache: "empty", hash: FIGURE_13 });
    const { page } = edgewise;
    expect(await offer(edgewise).count()).toBe(0);
    await edgewise.type("y = x^2");
    await expect.poll(() => page.evaluate(() => localStorage.getItem("edgewise:programs"))).not.toBe(null);
    await page.goto(page.url().replace(/#.*/, ""));
    await page.reload();
    await edgewise.isComplete();
    expect(await offer(edgewise).count()).toBe(0);
  });

  test("and can be taken where nothing can be kept", async () => {
    const edgewise = await visit({ cache: "empty", hash: FIGURE_13 });
    const { page } = edgewise;
    await page.addInitScript(() => {
      Object.defineProperty(window, "localStorage", {
        get() {
          throw new DOMException("blocked", "SecurityError");
        },
      });
    });
    await page.goto(page.url().replace(/#.*/, ""));
    await page.reload();
    await offer(edgewise).click();
    await stop(edgewise, "A program").waitFor();
    await edgewise.button("Skip the tour").click();
    await stop(edgewise, "A program").waitFor({ state: "detached" });
    expect(await offer(edgewise).count()).toBe(0);
  });
});

describe("the tour shows the page itself", () => {
  const shown: Readonly<Record<(typeof TITLES)[number], readonly [selector: string, position: number]>> = {
    "A program": [".program", 3],
    "One step at a time": [".player-buttons", 0],
    // Three values and the seed, then the first edge up to its number.
    "A factor on its edge": ['[data-edge^="c-e-"]', 4.56],
    // b has its second contribution at the last of nine steps.
    "Where paths meet, a sum": ['[data-node="b"]', 9],
    "The chain rule, written out": [".derivation", 9],
    "Where more is": [".header", 9],
  };

  test.each([
    ["laptop", LAPTOP],
    ["phone", PHONE],
  ] as const)("by keyboard, on a %s, and gives back what was there", async (_device, size) => {
    const edgewise = await visit({ hash: `${FIGURE_13}&step=3`, size });
    const { page } = edgewise;
    await page.keyboard.press("t");
    for (const title of TITLES) {
      const card = stop(edgewise, title);
      await card.waitFor();
      const [selector, position] = shown[title];
      await expect
        .poll(() => card.evaluate((element) => element === document.activeElement), { message: title })
        .toBe(true);
      await expect.poll(() => edgewise.progress(), { message: title }).toBe(position);
      await expect.poll(() => isRound(edgewise, selector), { message: title }).toBe(true);
      const box = await card.boundingBox();
      expect(box?.x, title).toBeGreaterThanOrEqual(0);
      expect((box?.x ?? 0) + (box?.width ?? 0), title).toBeLessThanOrEqual(size.width);
      expect((box?.y ?? 0) + (box?.height ?? 0), title).toBeLessThanOrEqual(size.height);
      await page.keyboard.press("Enter");
    }
    expect(await page.locator(".tour-card").count()).toBe(0);
    expect(await edgewise.progress()).toBe(3);
    expect(await page.evaluate(() => scrollY)).toBe(0);
  });

  test("gives the picture back as it was moved by hand", async () => {
    const edgewise = await visit({ cache: "empty", hash: FIGURE_13, motion: "reduced" });
    const { page } = edgewise;
    const transform = () =>
      page.locator(".picture").evaluate((picture) => getComputedStyle(picture).transform);
    await page.mouse.move(800, 300);
    await page.mouse.wheel(0, 400);
    const moved = await transform();
    await page.keyboard.press("?");
    await edgewise.help.getByRole("button", { name: /tour/i }).click();
    await stop(edgewise, "A program").waitFor();
    await edgewise.button("Fit").click({ force: true });
    expect(await transform()).not.toBe(moved);
    await page.keyboard.press("Escape");
    await expect.poll(transform).toBe(moved);
  }, 60_000);

  test("by mouse, forth and back", async () => {
    const edgewise = await visit({ cache: "empty" });
    await offer(edgewise).click();
    for (const title of TITLES.slice(0, -1)) {
      await stop(edgewise, title).waitFor();
      await edgewise.button("Next").click();
    }
    await edgewise.button("Back").click();
    await stop(edgewise, "The chain rule, written out").waitFor();
    await edgewise.button("Next").click();
    await edgewise.button("Done").click();
    expect(await edgewise.page.locator(".tour-card").count()).toBe(0);
    expect(await edgewise.progress()).toBe(0);
  });

  test("and the arrow that it speaks of takes a step", async () => {
    const edgewise = await visit({ hash: FIGURE_13 });
    await edgewise.page.keyboard.press("t");
    await stop(edgewise, "A program").waitFor();
    await edgewise.page.keyboard.press("Enter");
    await stop(edgewise, "One step at a time").waitFor();
    await edgewise.page.keyboard.press("ArrowRight");
    await expect.poll(() => edgewise.progress()).toBe(1);
  });

  test("ends with Escape at any stop, wherever the focus is", async () => {
    const edgewise = await visit({ hash: `${FIGURE_13}&step=2` });
    const { page } = edgewise;
    for (const [place, title] of TITLES.entries()) {
      await page.keyboard.press("t");
      await stop(edgewise, "A program").waitFor();
      for (let passed = 0; passed < place; passed++) await edgewise.button("Next").click();
      await stop(edgewise, title).waitFor();
      if (place === TITLES.length - 1) await edgewise.part("a").focus();
      await page.keyboard.press("Escape");
      await page.locator(".tour-card").waitFor({ state: "detached" });
      expect(await edgewise.progress(), title).toBe(2);
    }
  });

  test("is reopened from the help, which has the focus again when it is over", async () => {
    const edgewise = await visit({ hash: FIGURE_13 });
    await edgewise.button("Help").click();
    await edgewise.button("Take the tour").click();
    await edgewise.help.waitFor({ state: "hidden" });
    await stop(edgewise, "A program").waitFor();
    await edgewise.page.keyboard.press("Escape");
    const hasFocus = () => edgewise.button("Help").evaluate((button) => button === document.activeElement);
    await expect.poll(hasFocus).toBe(true);
  });

  test.each([
    ["no program", ""],
    ["a wrong one", "y = x +"],
    ["one without a sum", "y = x^2"],
    ["one without an input", "y = 1 + 2"],
  ])("and goes all the way with %s", async (_what, program) => {
    const edgewise = await visit({ hash: `program=${encodeURIComponent(program)}` });
    await edgewise.page.keyboard.press("t");
    for (const title of TITLES) {
      await stop(edgewise, title).waitFor();
      await edgewise.page.keyboard.press("Enter");
    }
    expect(await edgewise.page.locator(".tour-card").count()).toBe(0);
  });
});
