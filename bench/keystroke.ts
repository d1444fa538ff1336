import type { Page } from "playwright-core";
import { settled, typedProgram, UNLIMITED_FRAMES, withSite } from "./browser.ts";
import { type Bench, type Benchmark, compareRounds } from "./measure.ts";

export const keystrokes: Benchmark = {
  about:
    "From the input event of a typed letter that adds a node to the first frame painted with the new graph, beside a page that reads the text with mathjs, lays out with dagre (labels of edges included), typesets every label with KaTeX and makes the picture anew by plain DOM calls; it calculates no values and has no table. Frames are not held back for a display.",
  run,
};

const COUNTS = [30, 100, 360];
const ROUNDS = 9;

async function run({ root, report }: Bench): Promise<void> {
  await withSite(root, UNLIMITED_FRAMES, async (site) => {
    for (const count of COUNTS) {
      const program = typedProgram(count);
      const ours = await site.openOurs(program);
      const reference = await site.openReference("mathjsPage", `program=${encodeURIComponent(program)}`);
      await requireSameCounts(ours, reference);
      for (const page of [ours, reference]) await warmUp(page);
      const measured = await compareRounds(
        () => timeToPaint(ours),
        () => timeToPaint(reference),
        ROUNDS,
      );
      report({ benchmark: "keystroke", size: `${count} nodes`, unit: "ms", goal: 0.7, ...measured });
      await ours.close();
      await reference.close();
    }
  });
}

/** A reference that drew less of the program would be no measure. */
async function requireSameCounts(...pages: readonly Page[]): Promise<void> {
  const counts = await Promise.all(pages.map((page) => page.locator("[data-node]").count()));
  if (new Set(counts).size > 1) throw new Error(`the pages show different graphs: ${counts.join()} nodes`);
}

async function warmUp(page: Page): Promise<void> {
  for (let round = 0; round < 2; round++) await timeToPaint(page);
}

/** Types a letter at the program's end, waits for the frame, and takes the letter away again. */
async function timeToPaint(page: Page): Promise<number> {
  await page.bringToFront();
  await page.getByRole("textbox", { name: "Program" }).focus();
  await page.keyboard.press("Control+End");
  await settled(page);
  const typed = await page.evaluateHandle(watchNextGraph);
  await page.keyboard.press("x");
  const time = await typed.evaluate(({ painted }) => painted);
  await typed.dispose();
  const erased = await page.evaluateHandle(watchNextGraph);
  await page.keyboard.press("Backspace");
  await erased.evaluate(({ painted }) => painted);
  await erased.dispose();
  return time;
}

/** Runs in the page: milliseconds from the next input event to the end of the first frame with another node count. */
function watchNextGraph(): { painted: Promise<number> } {
  const count = (): number => document.querySelectorAll("[data-node]").length;
  const before = count();
  let began = Number.NaN;
  addEventListener(
    "beforeinput",
    () => {
      began = performance.now();
    },
    { capture: true, once: true },
  );
  const painted = new Promise<number>((resolve) => {
    // A message sent from an animation frame arrives when that frame has been painted.
    const afterPaint = new MessageChannel();
    afterPaint.port1.onmessage = () => {
      afterPaint.port1.close();
      resolve(performance.now() - began);
    };
    const observer = new MutationObserver(() => {
      if (count() === before) return;
      observer.disconnect();
      requestAnimationFrame(() => afterPaint.port2.postMessage(null));
    });
    observer.observe(document.body, { subtree: true, childList: true });
  });
  return { painted };
}
