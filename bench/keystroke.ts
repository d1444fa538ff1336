import type { Page } from "playwright-core";
import { settled, typedProgram, UNLIMITED_FRAMES, withSite } from "./browser.ts";
import { type Bench, type Benchmark, compareRounds } from "./measure.ts";

export const keystrokes: Benchmark = {
  about:
    "From the input event of a typed letter that adds an input and a product to the first frame painted with the new graph, be it in parts or, of a large graph, as one image, beside a page that reads the text with mathjs, lays out with dagre (labels of edges included), typesets every label with KaTeX and makes the picture anew by plain DOM calls; it calculates no values and has no table. Frames are not held back for a display.",
  run,
};

/** Sizes with the ratio that the project has set itself as a goal for each. */
const GOALS: ReadonlyMap<number, number> = new Map([
  [30, 0.5],
  [100, 0.7],
  [300, 0.5],
  [360, 0.7],
  [1000, 0.5],
]);
/** From so many nodes on the reference takes seconds for a keystroke. */
const SLOW = 300;
const ROUNDS = { quick: 9, slow: 5 };

async function run({ root, report }: Bench): Promise<void> {
  await withSite(root, UNLIMITED_FRAMES, async (site) => {
    for (const [count, goal] of GOALS) {
      const program = typedProgram(count);
      const ours = await site.openOurs(program);
      const reference = await site.openReference("mathjsPage", `program=${encodeURIComponent(program)}`);
      await requireSameCounts(ours, reference);
      for (const page of [ours, reference]) await warmUp(page);
      const measured = await compareRounds(
        (round) => timeToPaint(ours, round),
        (round) => timeToPaint(reference, round),
        count < SLOW ? ROUNDS.quick : ROUNDS.slow,
      );
      report({ benchmark: "keystroke", size: `${count} nodes`, unit: "ms", goal, ...measured });
      await ours.close();
      await reference.close();
    }
  });
}

/** A reference that drew less of the program would be no measure. */
async function requireSameCounts(ours: Page, reference: Page): Promise<void> {
  const counts = await Promise.all(
    [ours, reference].map((page) => page.locator("[data-nodes]").getAttribute("data-nodes")),
  );
  if (counts[0] !== counts[1])
    throw new Error(`the pages show different graphs: ${counts.join(" and ")} nodes`);
  // Rows come in pieces: from then on nothing of the page's opening is left to do.
  await ours.waitForFunction(
    (least) => document.querySelectorAll("[data-row]").length >= least,
    Number(counts[0]),
  );
}

async function warmUp(page: Page): Promise<void> {
  for (const round of [-2, -1]) await timeToPaint(page, round);
}

/** Another in each round: the graph of a letter typed before would be laid out already. None is in use. */
const LETTERS = "abcdfghjklmoqrstuvwyz";

/** Types a letter at the program's end, waits for the frame, and takes the letter away again. */
async function timeToPaint(page: Page, round: number): Promise<number> {
  await page.bringToFront();
  await page.getByRole("textbox", { name: "Program" }).focus();
  await page.keyboard.press("Control+End");
  await settled(page);
  const typed = await page.evaluateHandle(watchNextGraph);
  await page.keyboard.press(LETTERS.at(round) ?? "a");
  const time = await typed.evaluate(({ painted }) => painted);
  await typed.dispose();
  const erased = await page.evaluateHandle(watchNextGraph);
  await page.keyboard.press("Backspace");
  await erased.evaluate(({ painted }) => painted);
  await erased.dispose();
  return time;
}

/**
 * Runs in the page: milliseconds from the next input event to the end of the first frame whose picture says that it has
 * another number of nodes. Of a large picture only what is in sight is there, and nothing of that may be another.
 */
function watchNextGraph(): { painted: Promise<number> } {
  let began = Number.NaN;
  addEventListener(
    "beforeinput",
    () => {
      began = performance.now();
    },
    { capture: true, once: true },
  );
  const painted = new Promise<number>((resolve) => {
    // A message sent from an animation frame arrives when that frame has been painted; where frames are not held back,
    // the next one may begin before it arrives.
    const afterPaint = new MessageChannel();
    const end = (): void => {
      afterPaint.port1.close();
      resolve(performance.now() - began);
    };
    afterPaint.port1.onmessage = end;
    const observer = new MutationObserver(() => {
      observer.disconnect();
      requestAnimationFrame(() => {
        afterPaint.port2.postMessage(null);
        requestAnimationFrame(end);
      });
    });
    observer.observe(document.body, { subtree: true, attributes: true, attributeFilter: ["data-nodes"] });
  });
  return { painted };
}
