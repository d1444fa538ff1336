import type { Page } from "playwright-core";
import { type Site, settled, typedProgram, withSite } from "./browser.ts";
import { type Cost, costOf, type Limits } from "./cost.ts";
import { moveTo, playFrames, stepFrames } from "./frame.ts";
import { type Bench, type Benchmark, summary } from "./measure.ts";
import { stencil } from "./programs.ts";

export const large: Benchmark = {
  about:
    "What a frame costs in large graphs, on the main thread and on all threads. Play and step: as in frame, beside the same bare page with as many nodes. Pan and zoom: a drag of 480 pixels and back, and wheel turns to half the size and back, seen near and as a whole, beside a copy of the same page without its script, in which the same events set one CSS transform of the same still picture, on a layer of its own.",
  run,
};

const PROGRAMS = [
  [1000, typedProgram(1000)],
  // Of random expressions of this size only the layout takes minutes.
  [10_000, stencil(50, 99)],
] as const;
const ROUNDS = 3;
const LIMITS: Limits = { most: 90, longest: 2500 };
const GOAL = 1.5;

async function run({ root, report }: Bench): Promise<void> {
  await withSite(root, [], async (site) => {
    const compare = async (
      size: string,
      measure: (whose: "ours" | "reference", round: number) => Promise<Cost>,
    ): Promise<void> => {
      const pairs: (readonly [Cost, Cost])[] = [];
      for (let round = 0; round < ROUNDS; round++)
        pairs.push([await measure("ours", round), await measure("reference", round)]);
      for (const part of ["main", "all"] as const) {
        const measured = summary(pairs.map(([one, other]) => [one[part], other[part]]));
        const threads = part === "main" ? "main" : "all threads";
        report({ benchmark: "large", size: `${size}, ${threads}`, unit: "ms", goal: GOAL, ...measured });
      }
    };
    for (const [count, program] of PROGRAMS) {
      const ours = await site.openOurs(program);
      await ours.waitForTimeout(4000);
      const reference = await site.openReference("movingLayer", `nodes=${count}`);
      for (const motion of ["play", "step"] as const) {
        await compare(`${motion}, ${count} nodes`, async (whose, round) => {
          const page = whose === "ours" ? ours : reference;
          await page.bringToFront();
          await moveTo(page, (round + 0.5) / ROUNDS);
          return costOf(site, page, motion === "play" ? playFrames : stepFrames, LIMITS);
        });
      }
      await reference.close();
      await compareMoves(site, ours, program, (move, measure) => compare(`${move}, ${count} nodes`, measure));
      await ours.close();
    }
  });
}

/** Pan and zoom in the middle of the program, near and from afar. */
async function compareMoves(
  site: Site,
  ours: Page,
  program: string,
  compare: (
    move: string,
    measure: (whose: "ours" | "reference", round: number) => Promise<Cost>,
  ) => Promise<void>,
): Promise<void> {
  for (const sight of ["near", "whole"] as const) {
    const copy = await site.openOurs(program);
    for (const page of [ours, copy]) {
      await page.bringToFront();
      await moveTo(page, 0.5);
      if (sight === "whole") await page.getByRole("button", { name: "Fit", exact: true }).click();
      await page.waitForTimeout(4000);
    }
    await copy.evaluate(becomeOneTransform);
    await settled(copy);
    for (const move of ["pan", "zoom"] as const)
      await compare(`${move}, ${sight}`, (whose) =>
        costOf(site, whose === "ours" ? ours : copy, move === "pan" ? panFrames : zoomFrames, LIMITS),
      );
    await copy.close();
  }
}

// What follows runs in the page: no word of the outside may occur in it.

/** Drags the picture to and fro; returns the number of frames. */
function panFrames({ most, longest }: Limits): Promise<number> {
  const stage = document.querySelector(".stage");
  if (stage === null) throw new Error("the page has no stage");
  const { left, top, width, height } = stage.getBoundingClientRect();
  const at = (frame: number) => ({
    bubbles: true,
    cancelable: true,
    view: window,
    buttons: 1,
    clientX: left + width / 2 + 240 * Math.sin((2 * Math.PI * frame) / 60),
    clientY: top + height / 2,
  });
  const began = performance.now();
  stage.dispatchEvent(new MouseEvent("mousedown", at(0)));
  return new Promise((resolve) => {
    let seen = 0;
    const frame = (): void => {
      seen += 1;
      window.dispatchEvent(new MouseEvent("mousemove", at(seen)));
      if (seen < most && performance.now() - began < longest) {
        requestAnimationFrame(frame);
        return;
      }
      window.dispatchEvent(new MouseEvent("mouseup", at(seen)));
      requestAnimationFrame(() => resolve(seen));
    };
    requestAnimationFrame(frame);
  });
}

/** Turns the wheel to half the size and back; returns the number of frames. */
function zoomFrames({ most, longest }: Limits): Promise<number> {
  const stage = document.querySelector(".stage");
  if (stage === null) throw new Error("the page has no stage");
  const { left, top, width, height } = stage.getBoundingClientRect();
  const began = performance.now();
  return new Promise((resolve) => {
    let seen = 0;
    const frame = (): void => {
      const deltaY = seen % 60 < 30 ? 500 / 30 : -500 / 30;
      seen += 1;
      const place = { clientX: left + width / 2, clientY: top + height / 2 };
      stage.dispatchEvent(
        new WheelEvent("wheel", { bubbles: true, cancelable: true, view: window, deltaY, ...place }),
      );
      if (seen < most && performance.now() - began < longest) requestAnimationFrame(frame);
      else requestAnimationFrame(() => resolve(seen));
    };
    requestAnimationFrame(frame);
  });
}

/** Puts a copy without listeners in the place of the page, in which a drag or the wheel sets one transform. */
function becomeOneTransform(): void {
  const painted = [...document.querySelectorAll("canvas")];
  const copy = document.body.cloneNode(true) as HTMLElement;
  for (const [place, canvas] of [...copy.querySelectorAll("canvas")].entries()) {
    const source = painted[place];
    if (source !== undefined) canvas.getContext("2d")?.drawImage(source, 0, 0);
  }
  document.body.replaceWith(copy);
  const stage = copy.querySelector<HTMLElement>(".stage");
  const picture = copy.querySelector<HTMLElement>(".picture");
  if (stage === null || picture === null) throw new Error("the page has no picture");
  picture.style.willChange = "transform";
  const start = new DOMMatrix(getComputedStyle(picture).transform);
  let [x, y, scale] = [start.e, start.f, start.a];
  const place = (): void => {
    picture.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
  };
  let held: { readonly x: number; readonly y: number } | null = null;
  stage.addEventListener("mousedown", ({ clientX, clientY }) => {
    held = { x: clientX - x, y: clientY - y };
  });
  addEventListener("mousemove", ({ clientX, clientY }) => {
    if (held === null) return;
    [x, y] = [clientX - held.x, clientY - held.y];
    place();
  });
  addEventListener("mouseup", () => {
    held = null;
  });
  stage.addEventListener("wheel", ({ clientX, clientY, deltaY }) => {
    const { left, top } = stage.getBoundingClientRect();
    const [px, py] = [clientX - left, clientY - top];
    // As d3-zoom has it.
    const factor = 2 ** (-deltaY * 0.002);
    [x, y, scale] = [px - (px - x) * factor, py - (py - y) * factor, scale * factor];
    place();
  });
}
