import { describe, expect, test } from "vitest";
import { scalarNet } from "../../bench/programs.ts";
import { type Edgewise, fields, visit } from "./page.ts";

/** 982 nodes: 32 units in two layers, each with its products and sums. */
const NET = fields({ program: scalarNet(2, 16, 16, 1) });

async function openNet(more = "", motion: "full" | "reduced" = "reduced"): Promise<Edgewise> {
  const edgewise = await visit({ motion });
  await edgewise.follow(`${NET}${more}`);
  await edgewise.page.getByText("Laying out the graph…").waitFor({ state: "detached", timeout: 20_000 });
  await edgewise.page.waitForFunction(
    () => document.querySelectorAll("[data-row]").length === 982,
    undefined,
    {
      timeout: 20_000,
    },
  );
  return edgewise;
}

const labels = ({ page }: Edgewise): Promise<number> => page.locator(".formulas .formula").count();

/** Moves the pointer down the middle of the stage until something is pointed at; its id. */
async function pointAtPainted({ page, parts }: Edgewise): Promise<string> {
  const pointed = parts.and(page.locator(".is-pointed"));
  for (let y = 200; y < 700; y += 7) {
    await page.mouse.move(1000, y);
    const [id = ""] = await pointed.evaluateAll((found) =>
      found.map((part) => part.getAttribute("data-node") ?? ""),
    );
    if (id !== "") return id;
  }
  return "";
}

/** The pixels of the canvas that are not empty. */
const inked = ({ page }: Edgewise): Promise<number> =>
  page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>(".far canvas");
    if (canvas === null) return 0;
    // The page's own canvas is not made for being read: Chromium warns when that is done twice.
    const { width, height } = canvas;
    const copy = Object.assign(document.createElement("canvas"), { width, height });
    const context = copy.getContext("2d", { willReadFrequently: true });
    context?.drawImage(canvas, 0, 0);
    const data = context?.getImageData(0, 0, width, height).data ?? [];
    let count = 0;
    for (let place = 3; place < data.length; place += 4) if ((data[place] ?? 0) > 0) count++;
    return count;
  });

describe("a net of 982 nodes", () => {
  test("opens, steps and pans with few labels, near and far, and its table has every node", async () => {
    const edgewise = await openNet();
    await expect.poll(() => labels(edgewise)).toBeGreaterThan(5);
    expect(await edgewise.parts.count()).toBeGreaterThan(5);
    expect(await labels(edgewise)).toBeLessThanOrEqual(200);
    await edgewise.page.keyboard.press("Escape");
    await edgewise.page.keyboard.press("End");
    await expect.poll(() => edgewise.table.locator('[data-row="L"] .gradient').textContent()).toBe("1");
    await edgewise.button("Fit").click();
    await expect.poll(() => inked(edgewise), { timeout: 15_000 }).toBeGreaterThan(10_000);
    expect(await edgewise.page.locator(".formulas .formula").count()).toBeLessThanOrEqual(200);
    await edgewise.page.mouse.move(900, 400);
    await edgewise.page.mouse.down();
    await edgewise.page.mouse.move(700, 300, { steps: 4 });
    await edgewise.page.mouse.up();
    await expect.poll(() => inked(edgewise), { timeout: 15_000 }).toBeGreaterThan(10_000);
    expect(await edgewise.page.locator("[data-row]").count()).toBe(982);
    // From afar, what is painted is pointed at and pinned like any part.
    await edgewise.button("Fit").click();
    const id = await pointAtPainted(edgewise);
    expect(id).not.toBe("");
    await edgewise.page.keyboard.down("Control");
    await edgewise.page.mouse.down();
    await edgewise.page.mouse.up();
    await edgewise.page.keyboard.up("Control");
    await expect
      .poll(() => edgewise.table.locator(`[data-row="${id}"]`).getAttribute("class"))
      .toContain("is-pin-1");
    await expect(edgewise.graph.getAttribute("aria-describedby")).resolves.toBe("large-picture");
  }, 90_000);

  test("shows from afar what settles while it plays, in the image that is there", async () => {
    const edgewise = await openNet("&step=700&speed=4", "full");
    const { page } = edgewise;
    await edgewise.button("Fit").click();
    // The image is whole once it no longer changes.
    const image = (): Promise<string> =>
      page.evaluate(() => document.querySelector<HTMLCanvasElement>(".far canvas")?.toDataURL() ?? "");
    let before = "";
    await expect
      .poll(
        async () => {
          const [last, now] = [before, await image()];
          before = now;
          return now !== "" && now === last;
        },
        { timeout: 15_000, interval: 400 },
      )
      .toBe(true);
    await page.evaluate(() => document.querySelector(".far canvas")?.classList.add("of-before"));
    await edgewise.button("Play").click();
    await expect.poll(async () => (await image()) !== before, { timeout: 15_000 }).toBe(true);
    expect(await edgewise.button("Pause").count()).toBe(1);
    expect(await page.locator(".far canvas.of-before").count()).toBe(1);
  }, 60_000);

  test("is walked by arrows, to parts that were not drawn before too", async () => {
    const edgewise = await openNet();
    await edgewise.parts.and(edgewise.page.locator('[tabindex="0"]')).focus();
    for (let step = 0; step < 12; step++) await edgewise.page.keyboard.press("ArrowRight");
    const at = await edgewise.page.evaluate(() => document.activeElement?.getAttribute("data-node"));
    // Six edges and six nodes on.
    expect(at).not.toBeNull();
    expect(await edgewise.page.evaluate(() => document.activeElement?.getAttribute("role"))).toBe(
      "graphics-symbol",
    );
  }, 60_000);

  test("finds a node far away, goes there and lights it; Escape gives back", async () => {
    const edgewise = await openNet();
    const { page } = edgewise;
    await page.locator("body").press("n");
    const field = page.getByRole("combobox", { name: "Name, symbol or operation" });
    await field.fill("b2_1");
    const options = page.getByRole("listbox", { name: "Nodes found" }).getByRole("option");
    // b2_1 itself, those whose names begin so, and the sums that have it.
    await expect.poll(() => options.first().textContent()).toContain("b2_1");
    await field.press("Enter");
    await expect
      .poll(() => edgewise.part("b2_1").getAttribute("class"), { timeout: 10_000 })
      .toContain("is-pointed");
    const box = await edgewise.part("b2_1").boundingBox();
    expect(box?.x).toBeGreaterThan(0);
    expect(box?.x).toBeLessThan(1440);
    await field.press("Enter");
    await expect.poll(() => options.nth(1).getAttribute("aria-selected")).toBe("true");
    await field.press("Escape");
    await expect.poll(() => field.count()).toBe(0);
    expect(await page.locator(".part.is-pointed").count()).toBe(0);
  }, 60_000);
});

test("only what affects a node is shown, said in words, kept in the address, and taken back", async () => {
  const edgewise = await visit({
    hash: fields({ program: "c = a + b\nd = b + 1\ne = c * d", only: "c" }),
  });
  const { page } = edgewise;
  const note = page.getByText("Only what affects c or is affected by it: 4 of 5 nodes");
  await note.waitFor();
  // Over the veil: the nodes a, b, c and e with three edges.
  await expect.poll(() => page.locator(".only-veil + svg > g").count()).toBe(7);
  await page.getByRole("button", { name: "Show all" }).click();
  await expect.poll(() => page.locator(".only-veil").count()).toBe(0);
  await expect.poll(() => page.url()).not.toContain("only=");
  await edgewise.part("d").focus();
  await page.keyboard.press("a");
  await page.getByText("Only what affects d or is affected by it: 3 of 5 nodes").waitFor();
  await expect.poll(() => page.url()).toContain("only=d");
  // A node that is gone is forgotten.
  await edgewise.type("c = a + b\ne = c * b");
  await expect.poll(() => page.url()).not.toContain("only=");
});
