import { describe, expect, test } from "vitest";
import { FIGURE_13, visit } from "./page.ts";

const MATRICES = "program=D%20=%20W%20@%20X&values=W:[[1,2],[3,4]],X:[[1,0,2],[0,1,1]]&step=2.9";

/** Colours as the browser computes them, white on black where they are forced as Chromium emulates it. */
type Colours = readonly (readonly [what: string, colour: string, ground: string])[];

describe("where the system forces colours", () => {
  test.each([
    ["numbers", `${FIGURE_13}&step=8.7`],
    ["matrices", MATRICES],
  ])("every mark keeps a fill or a line that can be told from the ground: %s", async (_name, hash) => {
    const { page } = await visit({ hash });
    await page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
    const vanished = await page.evaluate(() => {
      const ground = getComputedStyle(document.querySelector(".graph-area") ?? document.body).backgroundColor;
      // An extent is no mark: it says how far the moving ones reach.
      const marks = [...document.querySelectorAll(".picture svg :is(rect, path, text):not(.extent)")];
      const isSeen = (mark: Element): boolean => {
        const { fill, stroke, strokeWidth } = getComputedStyle(mark);
        const hasLine = stroke !== "none" && stroke !== ground && Number.parseFloat(strokeWidth) > 0;
        return hasLine || (fill !== "none" && fill !== ground);
      };
      // What is written on a filled tab has the colour of the ground: it is compared with the tab.
      const isOnTab = (mark: Element): boolean => /look-on-/.test(mark.getAttribute("class") ?? "");
      return {
        count: marks.length,
        lost: marks.filter((mark) => !isSeen(mark) && !isOnTab(mark)).map((mark) => mark.outerHTML),
      };
    });
    expect(vanished.count).toBeGreaterThan(20);
    expect(vanished.lost).toEqual([]);
  });

  test("what is written on a filled tab, and what is chosen, can be told from what it stands on", async () => {
    const { page } = await visit({ hash: `${FIGURE_13}&step=8.7` });
    await page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
    const pairs = await page.evaluate((): Colours => {
      const of = (selector: string) => {
        const found = document.querySelector(selector);
        if (found === null) throw new Error(`there is no ${selector}`);
        return getComputedStyle(found);
      };
      return [
        ["an active tab", of(".moving .look-on-gradient").fill, of(".moving .look-tab-gradient-active").fill],
        [
          "the product",
          of(".moving .formula.look-on-gradient").color,
          of(".moving .look-tab-gradient-active").fill,
        ],
        ["a node", of(".formula.look-ink").color, of(".look-node").fill],
        [
          "a chosen switch",
          of(".switch label:has(:checked)").color,
          of(".switch label:has(:checked)").backgroundColor,
        ],
        ["play", of(".is-main").color, of(".is-main").backgroundColor],
        ["a filled step", of(".step-mark-filled").color, of(".console").backgroundColor],
      ];
    });
    for (const [what, colour, ground] of pairs) expect(colour, what).not.toBe(ground);
  });
});

describe("on paper", () => {
  test.each([
    ["of the page", ""],
    ["of the presenter's view", "&view=presenter"],
  ])("there are the whole graph, the derivation and the table %s, in light colours", async (_name, rest) => {
    const edgewise = await visit({ hash: `${FIGURE_13}&step=9${rest}`, theme: "dark" });
    const { page } = edgewise;
    await page.emulateMedia({ media: "print", colorScheme: "dark", reducedMotion: "reduce" });
    const paper = { width: 794, height: 1123 };
    await page.setViewportSize(paper);
    for (const there of [edgewise.graph, edgewise.derivation, edgewise.table])
      expect(await there.count()).toBe(1);
    for (const gone of [
      edgewise.button("Play"),
      edgewise.button("Help"),
      edgewise.button("Fit"),
      edgewise.program,
    ])
      expect(await gone.count()).toBe(0);
    const boxes = await edgewise.parts.evaluateAll((parts) =>
      parts.map((part) => {
        const { left, right, top, bottom } = part.getBoundingClientRect();
        return { left, right, top, bottom };
      }),
    );
    expect(boxes.length).toBe(10);
    const table = await edgewise.table.boundingBox();
    for (const { left, right, top, bottom } of boxes) {
      expect(left).toBeGreaterThanOrEqual(0);
      expect(right).toBeLessThanOrEqual(paper.width);
      expect(top).toBeGreaterThanOrEqual(0);
      expect(bottom).toBeLessThan(table?.y ?? 0);
    }
    // Dark ink, whatever the theme on the screen.
    expect(await edgewise.derivation.evaluate((lines) => getComputedStyle(lines).color)).toBe(
      "rgb(27, 33, 48)",
    );
    const pdf = await page.pdf({ format: "A4", printBackground: true });
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
    // It all fits on one sheet.
    expect(pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
  });
});
