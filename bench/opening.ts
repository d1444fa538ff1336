import type { Page } from "playwright-core";
import { type Site, settled, UNLIMITED_FRAMES, withSite } from "./browser.ts";
import { type Bench, type Benchmark, compareRounds, median } from "./measure.ts";
import { scalarNet } from "./programs.ts";

export const openings: Benchmark = {
  about:
    "First graph: from the start of the navigation to the end of the first frame with a node in it, in a browser that has nothing of the page, beside a bare page of React and KaTeX with 24 typeset boxes, all at once. Longest task: the longest on the main thread while a net 2-16-16-1 written out in 982 scalars opens, while a letter is typed in it and while a node is added to it, each until everything is there, beside the 50 ms from which on a person may feel it.",
  run,
};

const ROUNDS = 9;
const TASK_ROUNDS = 3;
const LONGEST_TASK = 50;

async function run({ root, report }: Bench): Promise<void> {
  await withSite(root, UNLIMITED_FRAMES, async (site) => {
    const measured = await compareRounds(
      () => firstNode(site, site.ours),
      () => firstNode(site, site.reference("reactKatex")),
      ROUNDS,
    );
    report({ benchmark: "opening", size: "first graph", unit: "ms", goal: 1.5, ...measured });
  });
  await withSite(root, [], async (site) => {
    const rounds: (readonly number[])[] = [];
    for (let round = 0; round < TASK_ROUNDS; round++) rounds.push(await longestTasks(site));
    for (const [place, what] of ["opens", "a letter is typed", "a node is added"].entries()) {
      const ours = median(rounds.map((tasks) => tasks[place] ?? Number.NaN));
      const size = `longest task, 982 nodes, ${what}`;
      const limit = { reference: LONGEST_TASK, ratio: ours / LONGEST_TASK, goal: 1 };
      report({ benchmark: "opening", size, unit: "ms", ours, ...limit });
    }
  });
}

/** Milliseconds to the end of the first frame with a node in it. */
async function firstNode({ browser }: Site, address: string): Promise<number> {
  // With nothing in its cache.
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.addInitScript(watchFirstNode);
  await page.goto(address);
  const time = await page.evaluate(() => (window as unknown as { firstNode: Promise<number> }).firstNode);
  await context.close();
  return time;
}

/** The longest tasks while the net opens, while a letter is typed and while a node is added, in milliseconds. */
async function longestTasks({ browser, ours }: Site): Promise<readonly number[]> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const opening = await longestTask(page, async () => {
    await page.goto(`${ours}#program=${encodeURIComponent(scalarNet(2, 16, 16, 1))}&speed=2`);
    await untilThere(page, 982);
  });
  await page.getByRole("textbox", { name: "Program" }).focus();
  await page.keyboard.press("Control+End");
  await settled(page);
  const letter = await longestTask(page, async () => {
    await page.keyboard.type(" ");
    await page.waitForTimeout(1000);
  });
  await page.keyboard.type("+");
  await settled(page);
  const node = await longestTask(page, async () => {
    await page.keyboard.type("x");
    await untilThere(page, 984);
  });
  await page.close();
  return [opening, letter, node];
}

async function untilThere(page: Page, nodes: number): Promise<void> {
  await page.waitForFunction(
    (count) => document.querySelectorAll("[data-row]").length === count,
    nodes,
    // Asked rarely: what asks is a task itself.
    { timeout: 120_000, polling: 500 },
  );
  await page.waitForTimeout(1500);
}

/** The longest task of the page's main thread meanwhile, as the browser's own trace has it. */
async function longestTask(page: Page, act: () => Promise<void>): Promise<number> {
  const session = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on("Tracing.dataCollected", ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await session.send("Tracing.start", {
    traceConfig: { includedCategories: ["toplevel", "disabled-by-default-devtools.timeline"] },
    transferMode: "ReportEvents",
  });
  await act();
  const isOver = new Promise((resolve) => session.once("Tracing.tracingComplete", resolve));
  await session.send("Tracing.end");
  await isOver;
  await session.detach();
  const mains = new Set(
    events
      .filter(({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain")
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const tasks = events.filter(({ name, pid, tid }) => name === "RunTask" && mains.has(`${pid} ${tid}`));
  return Math.max(...tasks.map(({ dur = 0 }) => dur / 1000));
}

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly dur?: number;
  readonly args?: { readonly name?: string };
}

/** Runs in the page, before anything else in it. */
function watchFirstNode(): void {
  Object.assign(window, {
    firstNode: new Promise<number>((resolve) => {
      // A message sent from an animation frame arrives when that frame has been painted; where frames are not held back,
      // the next one may begin before it arrives.
      const afterPaint = new MessageChannel();
      const end = (): void => {
        afterPaint.port1.close();
        resolve(performance.now());
      };
      afterPaint.port1.onmessage = end;
      const observer = new MutationObserver(() => {
        if (document.querySelector("[data-node]") === null) return;
        observer.disconnect();
        requestAnimationFrame(() => {
          afterPaint.port2.postMessage(null);
          requestAnimationFrame(end);
        });
      });
      observer.observe(document, { subtree: true, childList: true });
    }),
  });
}
