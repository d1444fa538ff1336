import { describe, expect, test } from "vitest";
import { addressWith, type Edgewise, FIGURE_13, fields, PHONE, type Visit, visit } from "./page.ts";

// The sigmoid neuron is too large for a phone, so there the camera follows the step.
const NEURON = fields({
  program: "f = 1/(1+exp(-(w0*x0+w1*x1+w2)))",
  values: "w0:2,x0:-1,w1:-3,x1:-2,w2:-3",
});

/** All that `main` shows, without what only tells where the keyboard's focus is. */
function picture({ page }: Edgewise): Promise<string> {
  return page.locator("main").evaluate((main) => {
    const copy = main.cloneNode(true) as HTMLElement;
    const shown = [...main.querySelectorAll("input, select")] as (HTMLInputElement | HTMLSelectElement)[];
    for (const [place, field] of [...copy.querySelectorAll("input, select")].entries())
      field.setAttribute("value", shown[place]?.value ?? "");
    for (const part of copy.querySelectorAll("*")) {
      part.removeAttribute("id");
      if (part.closest("[aria-label=Program]") || part.classList.contains("cm-editor"))
        part.removeAttribute("style");
      part.classList.remove("cm-focused", "is-zooming");
      if (part.getAttribute("style") === "") part.removeAttribute("style");
    }
    // The text is lit a frame after the picture, and a page behind another has hardly any frames.
    for (const light of copy.querySelectorAll(".cm-content .lit")) light.replaceWith(...light.childNodes);
    for (const layer of copy.querySelectorAll(
      ".cm-announced, .cm-cursorLayer, .cm-selectionLayer, .cm-gutters",
    ))
      layer.remove();
    return copy.innerHTML.replaceAll("><", ">\n<");
  });
}

describe("a moment looks the same, however one came to it", () => {
  const WHOLE = Array.from({ length: 10 }, (_, step) => step);
  const BEATS = [0.34, 0.52, 0.76, 4.2, 4.4, 4.56, 8.8];

  test("by Next step, by the slider from the end, and freshly opened", async () => {
    const stepping = await visit();
    const scrubbing = await visit();
    await scrubbing.button("Last step").click();
    const stepped = new Map<number, string>();
    const scrubbed = new Map<number, string>();
    for (const step of WHOLE) {
      stepped.set(step, await picture(stepping));
      await stepping.button("Next step").click();
    }
    for (const step of WHOLE.toReversed()) {
      await scrubbing.scrubTo(step);
      scrubbed.set(step, await picture(scrubbing));
    }
    for (const step of WHOLE) {
      const fresh = await reopened(stepping, `${FIGURE_13}&step=${step}`);
      expect.soft(stepped.get(step), `stepped to ${step}`).toBe(fresh);
      expect.soft(scrubbed.get(step), `scrubbed to ${step}`).toBe(fresh);
    }
  });

  test("by beats forwards, by beats backwards, and freshly opened", async () => {
    const edgewise = await visit();
    const forwards = await byBeats(edgewise, "]");
    const backwards = await byBeats(edgewise, "[");
    for (const beat of BEATS) {
      const fresh = await reopened(edgewise, `${FIGURE_13}&step=${beat}`);
      expect.soft(forwards.get(beat), `forwards to ${beat}`).toBe(fresh);
      expect.soft(backwards.get(beat), `backwards to ${beat}`).toBe(fresh);
    }
  });

  const moved: readonly (readonly [name: string, how: Visit, steps: readonly number[]])[] = [
    ["the opening figure", { hash: `${FIGURE_13}&speed=2` }, [7]],
    ["a graph that the camera follows, on a phone", { hash: `${NEURON}&speed=2`, size: PHONE }, [3, 12]],
  ];

  test.each(moved)("in full motion, once it rests: %s", async (_name, how, steps) => {
    const edgewise = await visit({ ...how, motion: "full" });
    for (const step of steps) {
      const fresh = await reopened(edgewise, `${how.hash}&step=${step}`);
      await edgewise.button("Last step").click();
      await edgewise.scrubTo(step);
      await expect
        .poll(() => picture(edgewise), { message: `scrubbed to ${step}`, timeout: 2000 })
        .toBe(fresh);
      await edgewise.scrubTo(step - 1);
      await edgewise.button("Next step").click();
      await expect.poll(() => picture(edgewise), { message: `played to ${step}`, timeout: 6000 }).toBe(fresh);
    }
  });
});

// More parts than are typeset at a time: those out of sight have no typeset label, and follow a little later.
const TERMS = Array.from({ length: 40 }, (_, index) => `tanh(a${index} * x)`);

describe("a large graph, after whatever was done to it, is as if freshly opened", () => {
  // The derivative with respect to the last name is a short one.
  const last = {
    program: `x = 0.5
out = ${TERMS.join(" + ")}`,
    target: "a39",
    step: 400,
  };

  const deeds: readonly (readonly [name: string, deed: (edgewise: Edgewise) => Promise<unknown>])[] = [
    ["the slider of a literal", ({ page }) => slid(page, [0.3, 0.9, 0.7])],
    ["steps back and forth", (edgewise) => edgewise.scrubTo(150).then(() => edgewise.scrubTo(199))],
    ["the first step and the last", (edgewise) => pressed(edgewise, ["First step", "Last step"])],
    [
      "the slider in the middle of the sweep back",
      async (edgewise) => {
        await edgewise.scrubTo(300);
        await slid(edgewise.page, [0.2, 0.4]);
      },
    ],
  ];

  test.each(deeds)("%s", async (_name, deed) => {
    const edgewise = await visit({ hash: fields(last) });
    await edgewise.isComplete();
    await deed(edgewise);
    // The address is written a little later than what it speaks of.
    await edgewise.page.waitForTimeout(500);
    const done = await picture(edgewise);
    const address = edgewise.page.url();
    await edgewise.page.goto("about:blank");
    await edgewise.page.goto(address);
    await edgewise.isComplete();
    await expect.poll(() => picture(edgewise), { timeout: 5000 }).toBe(done);
  });
});

async function slid(page: Edgewise["page"], values: readonly number[]): Promise<void> {
  for (const value of values) await page.getByRole("slider", { name: "x, slider" }).fill(String(value));
}

async function pressed(edgewise: Edgewise, names: readonly string[]): Promise<void> {
  for (const name of names) await edgewise.button(name).click();
}

async function reopened(edgewise: Edgewise, hash: string): Promise<string> {
  await edgewise.page.goto("about:blank");
  await edgewise.page.goto(addressWith(hash));
  await edgewise.isComplete();
  await edgewise.page.waitForLoadState("networkidle");
  return picture(edgewise);
}

const FORWARD = [0.34, 0.52, 0.76, 1];
const BACKWARD = [0.2, 0.4, 0.56, 0.8, 1];

/** The stops of figure 13, as the table of beats has them. */
function stops(): readonly number[] {
  return [0, 1, 2, 3, 4, 5, 6, 7, 8].flatMap((step) => {
    const ends = step < 3 ? FORWARD : step === 3 ? [1] : BACKWARD;
    return ends.map((end) => Math.round((step + end) * 100) / 100);
  });
}

async function byBeats(edgewise: Edgewise, key: "]" | "["): Promise<ReadonlyMap<number, string>> {
  const places = key === "]" ? stops() : [0, ...stops()].toReversed().slice(1);
  const pictures = new Map<number, string>();
  for (const place of places) {
    await edgewise.page.keyboard.press(key);
    pictures.set(place, await picture(edgewise));
  }
  return pictures;
}
