import type { Page } from "playwright-core";
import { type Site, typedProgram, withSite } from "./browser.ts";
import { type Cost, costOf, type Limits } from "./cost.ts";
import { type Bench, type Benchmark, summary } from "./measure.ts";

export const frames: Benchmark = {
  about:
    "What a frame costs while the player plays, and while the slider moves a whole step each frame, beside a bare page with as many nodes in one SVG whose every frame moves one path and one label on a layer of their own. Main: script, style, layout and paint on the main thread; all threads: the same with rasterising and compositing, as processor time of the whole browser.",
  run,
};

const COUNTS = [30, 100, 300];
const ROUNDS = 5;
/** At double speed these play four seconds of the player's time: a whole step backward, nearly two forward. */
const LIMITS = { most: 120, longest: 4000 };
type Motion = "play" | "step";

async function run({ root, report }: Bench): Promise<void> {
  await withSite(root, [], async (site) => {
    for (const count of COUNTS) {
      const ours = await site.openOurs(typedProgram(count));
      const reference = await site.openReference("movingLayer", `nodes=${count}`);
      for (const motion of ["play", "step"] as const) {
        const pairs: (readonly [Cost, Cost])[] = [];
        for (let round = 0; round < ROUNDS; round++) {
          pairs.push([
            await framesOf(site, ours, motion, round),
            await framesOf(site, reference, motion, round),
          ]);
        }
        for (const part of ["main", "all"] as const) {
          const size = `${motion}, ${count} nodes, ${part === "main" ? "main" : "all threads"}`;
          const measured = summary(pairs.map(([one, other]) => [one[part], other[part]]));
          report({ benchmark: "frame", size, unit: "ms", ...measured });
        }
      }
      await ours.close();
      await reference.close();
    }
  });
}

/** Each round begins elsewhere in the program, so that every phase is seen. */
async function framesOf(site: Site, page: Page, motion: Motion, round: number): Promise<Cost> {
  await page.bringToFront();
  await moveTo(page, (round + 0.5) / ROUNDS);
  return costOf(site, page, motion === "play" ? playFrames : stepFrames, LIMITS);
}

export async function moveTo(page: Page, fraction: number): Promise<void> {
  const slider = page.getByRole("slider", { name: "Step", exact: true });
  const last = Number(await slider.getAttribute("max"));
  await slider.fill(String(Math.round(last * fraction)));
}

// What follows runs in the page: no word of the outside may occur in it.

/** Plays for some frames; returns how many were drawn. */
export function playFrames({ most, longest }: Limits): Promise<number> {
  const press = (name: string): void =>
    document.querySelector<HTMLButtonElement>(`button[aria-label="${name}"]`)?.click();
  const began = performance.now();
  press("Play");
  return new Promise((resolve) => {
    let seen = 0;
    const frame = (): void => {
      seen += 1;
      if (seen < most && performance.now() - began < longest) {
        requestAnimationFrame(frame);
        return;
      }
      press("Pause");
      resolve(seen);
    };
    requestAnimationFrame(frame);
  });
}

/** Moves the slider on by one step each frame, and from its end back to the start; returns the number of frames. */
export function stepFrames({ most, longest }: Limits): Promise<number> {
  const slider = document.querySelector<HTMLInputElement>('input[aria-label="Step"]');
  if (slider === null) throw new Error("the page has no slider Step");
  // React listens to the element's own property, not to the prototype's setter.
  const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set;
  const began = performance.now();
  return new Promise((resolve) => {
    let seen = 0;
    const frame = (): void => {
      seen += 1;
      const next = (slider.valueAsNumber + 1) % (Number(slider.max) + 1);
      setter?.call(slider, String(next));
      slider.dispatchEvent(new Event("input", { bubbles: true }));
      if (seen < most && performance.now() - began < longest) requestAnimationFrame(frame);
      else requestAnimationFrame(() => resolve(seen));
    };
    requestAnimationFrame(frame);
  });
}
