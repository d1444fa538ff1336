import type { CDPSession, Page } from "playwright-core";
import { settled, typedProgram, UNLIMITED_FRAMES, withSite } from "./browser.ts";
import { type Bench, type Benchmark, compareCounts } from "./measure.ts";

export const memory: Benchmark = {
  about:
    "What the page keeps after 1000 edits that each make another graph, garbage collected, beside what it kept after the 500 before them: heap, and nodes of the document. Those fill what is remembered on purpose, a history of 500 entries (each edit is a gesture of its own) and the typesetter's newest formulas, and most of the code is compiled by then.",
  run,
};

const NODES = 30;
const FIRST = 500;
const EDITS = 1000;
/** The document is at rest when so many looks at it in a row find as many elements. */
const LOOKS = 3;

async function run({ root, report }: Bench): Promise<void> {
  await withSite(root, UNLIMITED_FRAMES, async (site) => {
    const page = await site.openOurs(typedProgram(NODES));
    const session = await page.context().newCDPSession(page);
    await session.send("Performance.enable");
    await page.getByRole("textbox", { name: "Program" }).focus();
    await page.keyboard.press("Control+End");
    await page.evaluate(edit, { from: 0, to: FIRST });
    const before = await kept(session, page);
    await page.evaluate(edit, { from: FIRST, to: FIRST + EDITS });
    const after = await kept(session, page);
    const size = `after ${EDITS} edits of ${NODES} nodes`;
    const limits = { benchmark: "memory", goal: 1.1 };
    report({ ...limits, size, unit: "MB", ...compareCounts(after.heap, before.heap) });
    report({ ...limits, size, unit: "nodes", ...compareCounts(after.nodes, before.nodes) });
  });
}

async function kept(session: CDPSession, page: Page): Promise<{ heap: number; nodes: number }> {
  let [known, now] = [Number.NaN, Number.NaN];
  // What comes later than the picture is counted too, on a slow machine as on a fast one.
  for (let same = 0; same < LOOKS; same = known === now ? same + 1 : 0) {
    await settled(page);
    known = now;
    now = await page.evaluate(() => document.querySelectorAll("*").length);
  }
  for (let round = 0; round < 3; round++) await session.send("HeapProfiler.collectGarbage");
  const { metrics } = await session.send("Performance.getMetrics");
  const read = (wanted: string): number => metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN;
  return { heap: read("JSHeapUsedSize") / 1e6, nodes: read("Nodes") };
}

/**
 * Runs in the page: writes the last line anew, with another number each time and a node more every other time. It is
 * pasted, which the editor does by itself: of what it leaves to the browser, the browser keeps nodes of the document for
 * an undo of its own, up to a thousand times.
 */
async function edit({ from, to }: { from: number; to: number }): Promise<void> {
  const painted = (): Promise<number> => new Promise(requestAnimationFrame);
  for (let place = from; place < to; place++) {
    getSelection()?.modify("extend", "backward", "lineboundary");
    await painted();
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", `out = x * ${1000 + place}${place % 2 === 0 ? "x" : ""}`);
    const paste = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
    document.activeElement?.dispatchEvent(paste);
    await painted();
    await painted();
  }
}
