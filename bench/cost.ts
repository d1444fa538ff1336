import type { CDPSession, Page } from "playwright-core";
import { type Site, settled } from "./browser.ts";

/** Milliseconds of processor time a frame: on the main thread, and on all threads of the browser, rasterising and compositing included. */
export interface Cost {
  readonly main: number;
  readonly all: number;
}

export interface Limits {
  /** So many frames, if they take no longer than `longest`, in milliseconds. */
  readonly most: number;
  readonly longest: number;
}

/** A page that draws no frame for this long is taken to hang. */
const PATIENCE = 30_000;

/** What frames cost; `draw` runs in the page and returns how many it has drawn, of the most it may. */
export async function costOf(
  { browser }: Site,
  page: Page,
  draw: (limits: Limits) => Promise<number>,
  limits: Limits,
): Promise<Cost> {
  await page.bringToFront();
  const session = await page.context().newCDPSession(page);
  // The thread's own time: what other programs take meanwhile is not counted.
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const whole = await browser.newBrowserCDPSession();
  await settled(page);
  const before = { main: await mainSeconds(session), all: await allSeconds(whole) };
  const frames = await soon(page.evaluate(draw, limits));
  const after = { main: await mainSeconds(session), all: await allSeconds(whole) };
  await session.detach();
  await whole.detach();
  return {
    main: ((after.main - before.main) * 1000) / frames,
    all: ((after.all - before.all) * 1000) / frames,
  };
}

/** A page that no longer answers would hold the benchmark up for ever. */
async function soon(frames: Promise<number>): Promise<number> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`the page has hung: no end of its frames for ${PATIENCE / 1000} seconds`)),
      PATIENCE,
    );
  });
  try {
    return await Promise.race([frames, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function mainSeconds(session: CDPSession): Promise<number> {
  const { metrics } = await session.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN;
}

async function allSeconds(session: CDPSession): Promise<number> {
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
}
