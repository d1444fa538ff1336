import { describe, expect, test } from "vitest";
import { type Edgewise, FIGURE_13, fields, PHONE, type Size, visit } from "./page.ts";

const SIZES: readonly Size[] = [
  { width: 1920, height: 1080 },
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  PHONE,
  { width: 360, height: 740 },
];
const DIRECTIONS = ["right", "up"] as const;
const turn = (edgewise: Edgewise, direction: (typeof DIRECTIONS)[number]): Promise<void> =>
  edgewise.choose(direction === "right" ? "Left to right" : "Bottom to top");
const FIGURES: Readonly<Record<string, string>> = {
  "figure 13": FIGURE_13,
  "figure 16": fields({ program: "q = x+y; f = q*z", values: "x:-2,y:5,z:-4" }),
  "figure 17": fields({
    program: "f = 1/(1+exp(-(w0*x0+w1*x1+w2)))",
    values: "w0:2,x0:-1,w1:-3,x1:-2,w2:-3",
  }),
  "figure 19": fields({ program: "f = 2*(x*y + max(z,w))", values: "x:3,y:-4,z:2,w:-1" }),
};

interface Rect {
  readonly what: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Where the elements of a selector are on the screen, told apart by what they say. */
function rects({ page }: Edgewise, selector: string): Promise<readonly Rect[]> {
  return page.locator(selector).evaluateAll((elements) =>
    elements.map((element) => {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      const part = element.closest("[data-node], [data-edge]");
      const what = part?.getAttribute("data-node") ?? part?.getAttribute("data-edge") ?? element.className;
      return { what: String(what), left, top, right, bottom };
    }),
  );
}

/** Pairs of rectangles that share more than a line. */
function overlaps(all: readonly Rect[]): readonly string[] {
  return all.flatMap((one, place) =>
    all
      .slice(place + 1)
      .filter(
        (other) =>
          Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1 &&
          Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 1,
      )
      .map((other) => `${one.what} and ${other.what}`),
  );
}

function isInside(inner: Rect, outer: Rect, tolerance = 1): boolean {
  return (
    inner.left >= outer.left - tolerance &&
    inner.right <= outer.right + tolerance &&
    inner.top >= outer.top - tolerance &&
    inner.bottom <= outer.bottom + tolerance
  );
}

const NODES_AND_PLAQUES =
  '[role="graphics-symbol"][data-node] > rect:first-of-type, [role="graphics-symbol"][data-edge] > rect';

describe.each(SIZES)("on a screen of $width × $height", (size) => {
  test("nothing scrolls sideways, and toolbar, drawing, narration and player keep clear of each other", async () => {
    const edgewise = await visit({ size, hash: `${FIGURE_13}&step=9` });
    const width = await edgewise.page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(size.width);
    const areas = await rects(edgewise, ".toolbar, .narration, .player");
    const parts = await rects(edgewise, NODES_AND_PLAQUES);
    expect(areas).toHaveLength(3);
    const crossing = overlaps([...areas, ...parts]).filter((pair) => /toolbar|narration|player/.test(pair));
    expect(crossing).toEqual([]);
    // The console stands below the graph and not on it.
    expect(overlaps(await rects(edgewise, ".console, .graph-area"))).toEqual([]);
  });

  test("every control can be reached, and nothing lies on it", async () => {
    const { page } = await visit({ size, hash: `${FIGURE_13}&step=9` });
    const unreachable = await page
      .locator(".app :is(button, input, select, textarea, [contenteditable])")
      .evaluateAll((controls) =>
        controls.flatMap((control) => {
          // A switch's radio button is hidden; its label is what one presses.
          const pressed = control.matches("[type=radio]") ? (control.closest("label") ?? control) : control;
          pressed.scrollIntoView({ block: "center", inline: "nearest" });
          const { left, top, right, bottom } = pressed.getBoundingClientRect();
          const isOnScreen = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
          const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
          const isFree = hit !== null && (pressed.contains(hit) || hit.contains(control));
          return isOnScreen && isFree
            ? []
            : [control.getAttribute("aria-label") ?? control.outerHTML.slice(0, 80)];
        }),
      );
    expect(unreachable).toEqual([]);
  });

  test("figure 13's nodes and plaques are on the stage and apart, in both directions", async () => {
    const edgewise = await visit({ size, hash: `${FIGURE_13}&step=9` });
    for (const direction of DIRECTIONS) {
      await turn(edgewise, direction);
      const [stage] = await rects(edgewise, ".graph-area");
      const parts = await rects(edgewise, NODES_AND_PLAQUES);
      expect(parts).toHaveLength(10);
      expect(overlaps(parts), direction).toEqual([]);
      // Across a phone the whole graph could not be read: there the camera shows what the step is about.
      const isFollowed = direction === "right" && size.width < 560;
      const wanted = parts.filter(({ what }) => !isFollowed || ["b", "b-c-1", "c"].includes(what));
      const outside = wanted.filter((part) => stage === undefined || !isInside(part, stage));
      expect(
        outside.map(({ what }) => what),
        direction,
      ).toEqual([]);
    }
  });
});

describe("a product that travels leaves its factor readable", () => {
  test.each(DIRECTIONS)("figure 13, drawn %s", async (direction) => {
    const edgewise = await visit({ hash: FIGURE_13 });
    await turn(edgewise, direction);
    for (const step of [5, 6, 7, 8, 9]) {
      await edgewise.scrubTo(step);
      const product = await rects(edgewise, ".formulas.moving + svg.moving > rect:last-of-type");
      const parts = await rects(edgewise, NODES_AND_PLAQUES);
      expect(product).toHaveLength(1);
      const covered = overlaps([...product.map((rect) => ({ ...rect, what: "product" })), ...parts]);
      expect
        .soft(
          covered.filter((pair) => pair.startsWith("product")),
          `step ${step}`,
        )
        .toEqual([]);
    }
  });
});

/** Labels whose ink leaves the box that they stand in. A label's box is the smallest one round its centre. */
function spilling({ page }: Edgewise): Promise<readonly string[]> {
  return page.locator(".picture").evaluate((picture) => {
    const boxes = [...picture.querySelectorAll("rect")].map((box) => box.getBoundingClientRect());
    return [...picture.querySelectorAll(".formula")].flatMap((label) => {
      const ink = [...label.querySelectorAll(".katex-base")].map((base) => base.getBoundingClientRect());
      const left = Math.min(...ink.map((rect) => rect.left));
      const right = Math.max(...ink.map((rect) => rect.right));
      const top = Math.min(...ink.map((rect) => rect.top));
      const bottom = Math.max(...ink.map((rect) => rect.bottom));
      const [x, y] = [(left + right) / 2, (top + bottom) / 2];
      const around = boxes
        .filter((box) => box.left <= x && x <= box.right && box.top <= y && y <= box.bottom)
        .sort((one, other) => one.width * one.height - other.width * other.height);
      // A tab may lie on a label's middle while it moves, so any box that holds the label will do.
      const fits = around.some(
        (box) =>
          left >= box.left - 1 && right <= box.right + 1 && top >= box.top - 1 && bottom <= box.bottom + 1,
      );
      const by = around[0]
        ? `${Math.round(right - left)} × ${Math.round(bottom - top)} in ${Math.round(around[0].width)} × ${Math.round(around[0].height)}`
        : "no box";
      return fits ? [] : [`${label.textContent}: ${by}`];
    });
  });
}

test.each(Object.keys(FIGURES))("formulas fit their boxes, whatever is chosen: %s", async (figure) => {
  const edgewise = await visit({ hash: FIGURES[figure] ?? "" });
  for (const direction of DIRECTIONS) {
    await turn(edgewise, direction);
    for (const mode of ["symbol", "formula", "number", "all"]) {
      await edgewise.choose(mode);
      for (const end of ["First step", "Last step"]) {
        await edgewise.button(end).click();
        expect.soft(await spilling(edgewise), `${direction}, ${mode}, ${end.toLowerCase()}`).toEqual([]);
      }
    }
  }
});

/** A product of the last of many sines and of what the first is of: its operands are many layers apart. */
const FAR_APART = [
  "s0 = sin(x)",
  ...Array.from({ length: 40 }, (_, place) => `s${place + 1} = sin(s${place})`),
  "f = s40 * x",
].join("\n");

describe.each([{ width: 1024, height: 768 }, PHONE])(
  "a step whose ends are far apart, on a screen of $width × $height",
  (size) => {
    test.each(DIRECTIONS)("is shown where it happens, clear of the toolbar, drawn %s", async (direction) => {
      // The product's value, after those of 41 sines; then, past the seed and its first edge, its edge to x.
      for (const [step, part] of [
        [41.5, "f"],
        [44.5, "x-f-1"],
      ] as const) {
        const edgewise = await visit({ size, hash: fields({ program: FAR_APART, step }) });
        await turn(edgewise, direction);
        const symbol = edgewise.part(part).locator("rect").first();
        await expect.poll(async () => (await symbol.boundingBox())?.height ?? 0).toBeGreaterThan(12);
        const parts = await rects(edgewise, NODES_AND_PLAQUES);
        const [stage, toolbar] = await rects(edgewise, ".graph-area, .toolbar");
        const acting = parts.filter(({ what }) => what === part);
        expect(acting).toHaveLength(1);
        for (const rect of acting) {
          expect(stage !== undefined && isInside(rect, stage), `${part} on the stage`).toBe(true);
          expect(rect.top, part).toBeGreaterThan(toolbar?.bottom ?? Number.POSITIVE_INFINITY);
        }
      }
    });
  },
);
