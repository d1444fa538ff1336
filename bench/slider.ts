import type { Page } from "playwright-core";
import { type Site, settled, typedProgram, UNLIMITED_FRAMES, withSite } from "./browser.ts";
import { type Bench, type Benchmark, compareRounds } from "./measure.ts";

export const sliders: Benchmark = {
  about:
    "From the input event of an input's slider, at the last step, to the frame painted with the new numbers, beside a copy of the same page without its script, in which a listener writes every number that can be seen (tabs, plaques, table) by plain DOM calls. Once for a free name, and once for a name that the text assigns, whose literal is written anew. Frames are not held back for a display.",
  run,
};

const COUNTS = [100, 1000];
const ROUNDS = 15;

async function run({ root, report }: Bench): Promise<void> {
  await withSite(root, UNLIMITED_FRAMES, async (site) => {
    for (const count of COUNTS) {
      const assigned = typedProgram(count);
      const programs = { "a free name": assigned.replace(/^x = .*\n/, ""), "a literal": assigned };
      for (const [name, program] of Object.entries(programs)) {
        const ours = await openAtEnd(site, program);
        const reference = await openAtEnd(site, program);
        const texts = await reference.evaluate(becomePlainCopy);
        for (const page of [ours, reference]) await timeToPaint(page, 0);
        const measured = await compareRounds(
          (round) => timeToPaint(ours, round),
          (round) => timeToPaint(reference, round),
          ROUNDS,
        );
        report({
          benchmark: "slider",
          size: `${count} nodes, ${name}, ${texts} numbers in sight`,
          unit: "ms",
          goal: 1.5,
          ...measured,
        });
        await ours.close();
        await reference.close();
      }
    }
  });
}

async function openAtEnd(site: Site, program: string): Promise<Page> {
  const page = await site.openOurs(program);
  // The panels come after the picture.
  await page.waitForSelector('input[aria-label="x, slider"]');
  await page.getByRole("button", { name: "Last step" }).click();
  return settled(page);
}

async function timeToPaint(page: Page, round: number): Promise<number> {
  await page.bringToFront();
  await settled(page);
  return page.evaluate(moveSlider, round);
}

// What follows runs in the page: no word of the outside may occur in it.

/** Milliseconds from the event of a moved slider to the end of the frame after it. */
function moveSlider(round: number): Promise<number> {
  const slider = document.querySelector<HTMLInputElement>('input[aria-label="x, slider"]');
  if (slider === null) throw new Error("the page has no slider of x");
  // React listens to the element's own property, not to the prototype's setter.
  const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set;
  const afterPaint = new MessageChannel();
  const began = performance.now();
  setter?.call(slider, String(((round * 7) % 20) / 10 + 0.1));
  slider.dispatchEvent(new Event("input", { bubbles: true }));
  return new Promise((resolve) => {
    const end = (): void => {
      afterPaint.port1.close();
      resolve(performance.now() - began);
    };
    afterPaint.port1.onmessage = end;
    // A message sent from an animation frame arrives when that frame has been painted; where frames are not held back,
    // the next one may begin before it arrives.
    requestAnimationFrame(() => {
      afterPaint.port2.postMessage(null);
      requestAnimationFrame(end);
    });
  });
}

/** Puts a copy without listeners in the place of the page; returns how many numbers its slider writes. */
function becomePlainCopy(): number {
  const copy = document.body.cloneNode(true);
  document.body.replaceWith(copy);
  const isSeen = (element: Element): boolean => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const frame = element.closest(".stage, .side")?.getBoundingClientRect();
    return (
      frame !== undefined &&
      right > frame.left &&
      left < frame.right &&
      bottom > Math.max(0, frame.top) &&
      top < Math.min(innerHeight, frame.bottom)
    );
  };
  const texts = [...document.querySelectorAll(".layer .figures tspan, .layer .formula, td[data-value]")]
    .filter(isSeen)
    .flatMap((element) => {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      const nodes: Text[] = [];
      while (walker.nextNode()) nodes.push(walker.currentNode as Text);
      return nodes.findLast(({ data }) => /\d[.\d]*$/.test(data)) ?? [];
    });
  const slider = document.querySelector<HTMLInputElement>('input[aria-label="x, slider"]');
  slider?.addEventListener("input", () => {
    for (const [place, text] of texts.entries())
      text.data = (slider.valueAsNumber * (place + 1)).toPrecision(4);
  });
  return texts.length;
}
