import { describe, expect, test } from "vitest";
import type { Numbers } from "../../src/core/index.ts";
import { PHASES } from "../../src/core/timeline/beats.ts";
import { GALLERY } from "../../src/lessons/gallery.ts";
import type { Example } from "../../src/lessons/opening.ts";
import { type Edgewise, FIGURE_13, fields, PHONE, type Visit, visit } from "./page.ts";

const PROJECTOR = { width: 1920, height: 1080 };

async function present(hash: string, how: Visit = {}): Promise<Edgewise> {
  const edgewise = await visit({ hash: `${hash}&view=presenter`, size: PROJECTOR, ...how });
  await edgewise.page.locator(".growing").waitFor();
  // What dims the rest has its own file, and moves the camera a frame later.
  await edgewise.page.waitForFunction(() =>
    performance.getEntriesByType("resource").some(({ name }) => name.includes("/Presented-")),
  );
  await twoFrames(edgewise);
  return edgewise;
}

/** A run of glyphs that is on the screen: what it says, how tall it is in px, and whether the step is about it. */
interface Run {
  readonly text: string;
  readonly height: number;
  readonly isActive: boolean;
}

/**
 * Every run of glyphs that can be seen. Its height is that of its em as it is drawn: the size of the very type that
 * the glyphs are set in (a numerator's, a script's) times the scale of the picture. Active is what the moving layer
 * draws, and the line of the derivation that grows.
 */
function runsOnScreen({ page }: Edgewise): Promise<readonly Run[]> {
  return page.evaluate(() => {
    const picture = document.querySelector(".picture");
    const stage = document.querySelector(".stage")?.getBoundingClientRect();
    const strip = document.querySelector(".growing")?.getBoundingClientRect();
    if (!(picture && stage && strip)) throw new Error("no picture");
    const scale = new DOMMatrix(getComputedStyle(picture).transform).a;
    const runs: Run[] = [];
    for (const [root, frame] of [
      [picture, stage],
      [document.querySelector(".growing"), strip],
    ] as const) {
      if (root === null) continue;
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const text = (node.textContent ?? "").replace(/[\s\u200b\u00a0]/g, "");
        const holder = node.parentElement;
        if (text === "" || holder === null || !holder.checkVisibility()) continue;
        const range = document.createRange();
        range.selectNode(node);
        const { left, right, top, bottom, width } = range.getBoundingClientRect();
        const isSeen =
          width > 0 && right > frame.left && left < frame.right && bottom > frame.top && top < frame.bottom;
        if (!isSeen) continue;
        const size = Number.parseFloat(getComputedStyle(holder).fontSize);
        runs.push({
          text,
          height: root === picture ? size * scale : size,
          // What is muted is no part of what happens: a shape, or the name of a factor that is still to come.
          isActive:
            holder.closest(".layer.moving, .is-current, .value-line") !== null &&
            holder.closest(".look-muted") === null,
        });
      }
    }
    return runs;
  });
}

function twoFrames({ page }: Edgewise): Promise<void> {
  return page.evaluate(() =>
    new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))).then(() => undefined),
  );
}

function hashOf({ program, values, target, mode, folded }: Example): string {
  const written = (value: Numbers): string => (Array.isArray(value) ? JSON.stringify(value) : String(value));
  return fields({
    program,
    values: Object.entries(values)
      .map(([name, value]) => `${name}:${written(value)}`)
      .join(),
    target,
    ...(mode === undefined ? {} : { mode }),
    ...(folded === undefined ? {} : { fold: folded.join() }),
  });
}

/** Moments of a step, as fractions: one in the midst of each beat. */
const MOMENTS = PHASES.backward.beats.map(({ end }, place) => {
  const start = PHASES.backward.beats[place - 1]?.end ?? 0;
  return Math.round(((start + end) / 2) * 1000) / 1000;
});

describe("glyphs at 1920 by 1080", () => {
  test.each(GALLERY.map((example) => [example.id, example] as const))(
    "in %s are 32 px tall where something happens, and 22 px everywhere else",
    async (_id, example) => {
      const edgewise = await present(hashOf(example));
      const count = Number(await edgewise.page.locator('input[aria-label="Step"]').getAttribute("max"));
      expect(count).toBeGreaterThan(1);
      // Ten steps from the first to the last, each in another of its beats.
      const steps = new Set(
        Array.from({ length: 10 }, (_step, place) => Math.floor((place * (count - 1)) / 9)),
      );
      const small = new Set<string>();
      let active = 0;
      for (const [place, step] of [...steps].entries()) {
        await edgewise.follow(
          `${hashOf(example)}&view=presenter&step=${step + (MOMENTS[place % MOMENTS.length] ?? 0)}`,
        );
        await twoFrames(edgewise);
        for (const run of await runsOnScreen(edgewise)) {
          active += run.isActive ? 1 : 0;
          if (run.height < (run.isActive ? 32 : 22) - 0.01)
            small.add(`${run.isActive ? "active" : "rest"} ${run.text} of ${run.height} px in step ${step}`);
        }
      }
      expect([...small]).toEqual([]);
      expect(active).toBeGreaterThan(10);
    },
  );
});

describe("the presenter's view", () => {
  test("is opened by P or the button, kept in the address, and left by P or Escape as the page was", async () => {
    const edgewise = await visit({ hash: `${FIGURE_13}&step=2`, size: PROJECTOR });
    const { page } = edgewise;
    await page.keyboard.press("p");
    await page.locator(".growing").waitFor();
    await expect.poll(async () => (await edgewise.address()).view).toBe("presenter");
    expect(await edgewise.program.count()).toBe(0);
    expect(await edgewise.step.count()).toBe(0);
    expect(await edgewise.graph.count()).toBe(1);
    expect(await edgewise.derivation.count()).toBe(1);
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe("projector");
    await page.keyboard.press("Escape");
    await edgewise.step.waitFor();
    expect(await edgewise.shownStep()).toBe(2);
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBeUndefined();
    await expect.poll(async () => (await edgewise.address()).view).toBeUndefined();
    await edgewise.button("Present").click();
    await page.locator(".growing").waitFor();
    await page.keyboard.press("p");
    await edgewise.step.waitFor();
  });

  test("goes one beat for each press, on and back, and F5 starts from the beginning", async () => {
    const edgewise = await present(`${FIGURE_13}&step=4`);
    const presses = [
      ["PageDown", 4.2],
      ["ArrowRight", 4.4],
      ["PageDown", 4.56],
      ["PageDown", 4.8],
      ["PageUp", 4.56],
      ["ArrowLeft", 4.4],
      ["F5", 0],
      ["PageDown", 0.34],
    ] as const;
    for (const [key, place] of presses) {
      await edgewise.page.keyboard.press(key);
      await expect.poll(() => edgewise.position(), { message: key }).toBe(place);
    }
  });

  test("writes the product as it grows, and fills what is still to come", async () => {
    const edgewise = await present(`${FIGURE_13}&step=8.5`);
    const line = edgewise.derivation.locator(".is-current [data-tex]");
    // Factor as number: colah's 1·2 + 1·3, the last factor just found.
    expect(await line.getAttribute("data-line")).toBe("numbers");
    expect(await line.getAttribute("data-tex")).toMatch(/2\\cdot\s*1\s*\+\s*3\\cdot\s*1/);
    await edgewise.follow(`${FIGURE_13}&view=presenter&step=9`);
    await expect.poll(() => line.getAttribute("data-tex")).toMatch(/=\s*5/);
    await edgewise.follow(`${FIGURE_13}&view=presenter&step=2.7`);
    // A value on its way: 3 · 2 stand where c and d stood.
    await expect
      .poll(() => edgewise.derivation.getByRole("group").getAttribute("aria-label"))
      .toBe("e = c\u2009d = 3 ⋅ 2");
  });

  test("ends with what the result follows from: like factors struck out, what they leave, and what must hold", async () => {
    const hash = fields({
      program: "z = w*x + b\na = sigmoid(z)\nL = -(y*log(a) + (1-y)*log(1-a))",
      values: "w:0.8,x:1.5,b:-0.4,y:1",
      target: "w",
      fold: "z,L",
      step: 99,
    });
    const edgewise = await present(hash);
    const lines = edgewise.derivation.locator("[data-tex]");
    await expect
      .poll(() =>
        lines.evaluateAll((all) => all.map((line) => line.getAttribute("data-tex")?.replace(/^.*?=/, ""))),
      )
      .toEqual([String.raw`\dfrac{a-y}{(1-a)\,a}\cdot a\cdot(1-a)\cdot x`, String.raw`(a-y)\,x`, "-0.465"]);
    expect(await lines.first().locator(".katex svg").count()).toBe(4);
    expect(await edgewise.derivation.locator(".condition .spoken").allTextContents()).toEqual([
      "a ≠ 0",
      "1 − a ≠ 0",
    ]);
    // All of it is in the strip.
    const [strip, result] = [await edgewise.derivation.boundingBox(), await lines.last().boundingBox()];
    expect((result?.y ?? 0) + (result?.height ?? 0)).toBeLessThanOrEqual(
      (strip?.y ?? 0) + (strip?.height ?? 0),
    );
    expect((await lines.first().boundingBox())?.y ?? 0).toBeGreaterThanOrEqual(strip?.y ?? 0);
  });

  test("dims all that the step is not about", async () => {
    const edgewise = await present(`${FIGURE_13}&step=6.9`);
    const lit = edgewise.page.locator("svg.layer.presented");
    expect(await lit.locator(".look-veil-presented").count()).toBe(1);
    // b → d, with both its ends.
    expect(
      await lit.locator("xpath=following-sibling::div[1]").locator(".formula").allInnerTexts(),
    ).toHaveLength(3);
  });

  test("one key comes back from a detour: camera, playhead and what was chosen", async () => {
    const edgewise = await present(`${FIGURE_13}&step=4`);
    const { page } = edgewise;
    await page.keyboard.press("PageDown");
    await expect.poll(() => edgewise.position()).toBe(4.2);
    const transform = (): Promise<string> =>
      page.locator(".picture").evaluate((picture: HTMLElement) => picture.style.transform);
    await expect.poll(transform).not.toBe("");
    const before = await transform();
    await page.mouse.move(900, 300);
    await page.mouse.wheel(0, -500);
    await page.mouse.down();
    await page.mouse.move(700, 350, { steps: 4 });
    await page.mouse.up();
    await edgewise.part("c").focus();
    await page.keyboard.press("m");
    await page.keyboard.press("Home");
    await edgewise.part("c").blur();
    await page.keyboard.press("Home");
    await expect.poll(() => edgewise.position()).toBe(0);
    expect(await transform()).not.toBe(before);
    await page.keyboard.press("Backspace");
    await expect.poll(() => edgewise.position()).toBe(4.2);
    await expect.poll(transform).toBe(before);
    expect((await edgewise.address()).pins).toBeUndefined();
    expect(await edgewise.graph.locator(".is-pointed, :focus").count()).toBe(0);
  });

  test("B and . blank the screen, here and on the page; the next press shows it again and moves nothing", async () => {
    const edgewise = await present(`${FIGURE_13}&step=4`);
    const { page } = edgewise;
    const blank = page.locator(".blank");
    for (const [on, off] of [
      ["b", "PageDown"],
      [".", "."],
      ["b", "Escape"],
    ] as const) {
      await page.keyboard.press(on);
      await blank.waitFor();
      expect(await blank.evaluate((cover) => getComputedStyle(cover).backgroundColor)).toBe("rgb(0, 0, 0)");
      expect(await blank.boundingBox()).toEqual({ x: 0, y: 0, ...PROJECTOR });
      await page.keyboard.press(off);
      await blank.waitFor({ state: "detached" });
    }
    expect(await edgewise.position()).toBe(4);
    expect(await page.locator(".growing").count()).toBe(1);
    await page.keyboard.press("Escape");
    await edgewise.step.waitFor();
    await page.keyboard.press("b");
    await blank.click();
    await blank.waitFor({ state: "detached" });
  });

  test("L is a spotlight that follows the pointer", async () => {
    const { page } = await present(FIGURE_13);
    await page.keyboard.press("l");
    const spot = page.locator(".spotlight");
    await spot.waitFor();
    await page.mouse.move(400, 300);
    expect(await spot.evaluate((light) => getComputedStyle(light).backgroundImage)).toContain("400px 300px");
    await page.keyboard.press("l");
    await spot.waitFor({ state: "detached" });
  });

  test("keeps the screen awake as long as it is open, and works where that cannot be asked for", async () => {
    const edgewise = await visit({ hash: FIGURE_13, size: PROJECTOR });
    const { page } = edgewise;
    await page.evaluate(() => {
      const held = { count: 0 };
      Object.assign(window, { held });
      Object.defineProperty(navigator, "wakeLock", {
        configurable: true,
        value: {
          request: async () => {
            held.count += 1;
            return {
              release: async () => {
                held.count -= 1;
              },
            };
          },
        },
      });
    });
    const held = (): Promise<number> =>
      page.evaluate(() => Reflect.get(Reflect.get(window, "held"), "count"));
    await page.keyboard.press("p");
    await page.locator(".growing").waitFor();
    await expect.poll(held).toBe(1);
    await page.keyboard.press("p");
    await expect.poll(held).toBe(0);
    await page.evaluate(() => Object.defineProperty(navigator, "wakeLock", { value: undefined }));
    await page.keyboard.press("p");
    await page.locator(".growing").waitFor();
  });

  test("hides the pointer when it rests, and shows it when it moves", async () => {
    const { page } = await present(FIGURE_13);
    const cursor = (): Promise<string> =>
      page.locator(".stage").evaluate((stage) => getComputedStyle(stage).cursor);
    await expect.poll(cursor, { timeout: 8000 }).toBe("none");
    await page.mouse.move(300, 300);
    await expect.poll(cursor).toBe("grab");
  });

  test("F fills the screen inside", async () => {
    const { page } = await present(FIGURE_13);
    const isFull = (): Promise<boolean> => page.evaluate(() => document.fullscreenElement !== null);
    await page.keyboard.press("f");
    await expect.poll(isFull).toBe(true);
    await page.keyboard.press("f");
    await expect.poll(isFull).toBe(false);
  });

  test("has buttons for a phone, and nothing that reaches over its edges", async () => {
    const edgewise = await present(`${FIGURE_13}&step=4`, { size: PHONE });
    const { page } = edgewise;
    await edgewise.button("Next beat").click();
    await expect.poll(() => edgewise.position()).toBe(4.2);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    expect(await page.evaluate(() => document.documentElement.scrollHeight <= innerHeight)).toBe(true);
    await edgewise.button("Leave the presentation").click();
    await edgewise.step.waitFor({ state: "attached" });
  });
});
