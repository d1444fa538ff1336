import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, inject } from "vitest";
import { openBrowser } from "./browser.ts";

export interface Size {
  readonly width: number;
  readonly height: number;
}

export const LAPTOP: Size = { width: 1440, height: 900 };
export const PHONE: Size = { width: 390, height: 844 };

/** The program that the page opens with, as an address. */
export const FIGURE_13 =
  "program=c%20=%20a%20+%20b%0Ad%20=%20b%20+%201%0Ae%20=%20c%20*%20d&values=a:2,b:1&target=b";

/** How somebody comes to the page. */
export interface Visit {
  /** The part of the address after `#`. */
  readonly hash?: string;
  readonly size?: Size;
  /** Whether the system asks for less motion (it does unless told otherwise): then every move is a jump. */
  readonly motion?: "full" | "reduced";
  readonly theme?: "light" | "dark";
  /** Files that cannot be fetched. */
  readonly without?: RegExp;
  /** Whether the browser has seen the page before. */
  readonly cache?: "empty";
}

let browser: Browser;
// All that the page keeps in the browser is in its local storage (privacy.test.ts holds that); without it a page can
// be used again, which is four times as quick as a new one.
let pages: BrowserContext;
let free: Page[] = [];
let used: Page[] = [];
/** Those that are used once: their cache is empty, or some files are kept from them. */
let once: BrowserContext[] = [];
/** What the pages of this test complained of. */
let complaints: string[] = [];

beforeAll(async () => {
  browser = await openBrowser();
  pages = await browser.newContext();
});

afterEach(async () => {
  const heard = complaints;
  complaints = [];
  await Promise.all(once.map((context) => context.close()));
  const left = await Promise.all(used.map(leave));
  free = [...free, ...left.flatMap((page) => page ?? [])];
  [used, once] = [[], []];
  expect(heard, "errors and warnings of the page").toEqual([]);
});

afterAll(() => browser.close());

/** Empties a page for the next visit; one that hangs is given up. */
async function leave(page: Page): Promise<Page | null> {
  try {
    await page.evaluate(() => localStorage.clear());
    await page.goto("about:blank");
    await page.mouse.move(0, 0);
    return page;
  } catch {
    return null;
  }
}

async function emptyPage({ without, cache }: Visit): Promise<Page> {
  if (without !== undefined || cache === "empty") {
    const context = await browser.newContext();
    once.push(context);
    const page = await context.newPage();
    // The browser itself reports a file that a test has withheld.
    if (without) await context.route(without, (route) => route.abort());
    else listen(page, (words) => complaints.push(words));
    return page;
  }
  let page = free.pop();
  if (page === undefined) {
    page = await pages.newPage();
    listen(page, (words) => complaints.push(words));
  }
  used.push(page);
  return page;
}

/** Opens the page anew, and waits until it is complete. */
export async function visit(how: Visit = {}): Promise<Edgewise> {
  const { hash = "", size = LAPTOP, motion = "reduced", theme = "light", without } = how;
  const page = await emptyPage(how);
  page.setDefaultTimeout(5000);
  await page.setViewportSize(size);
  await page.emulateMedia({
    reducedMotion: motion === "reduced" ? "reduce" : "no-preference",
    colorScheme: theme,
    // As they are unless a test says otherwise later: pages are used again.
    media: "screen",
    forcedColors: "none",
  });
  const edgewise = new Edgewise(page);
  await page.goto(addressWith(hash));
  if (without) await edgewise.step.waitFor({ state: "attached" });
  else await edgewise.isComplete();
  return edgewise;
}

/** Hears what a page writes to its console as errors and warnings, and the errors that nobody catches. */
export function listen(page: Page, hear: (words: string) => void): void {
  page.on("pageerror", (error) => hear(error.message));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) hear(message.text());
  });
}

/** The page's address with this after its `#`. */
export function addressWith(hash: string): string {
  return hash === "" ? inject("address") : `${inject("address")}#${hash}`;
}

/** An address's fields, with everything escaped that can be. */
export function fields(of: Readonly<Record<string, string | number>>): string {
  return Object.entries(of)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join("&");
}

/** The page by its promised roles, names and attributes. */
export class Edgewise {
  readonly page: Page;
  readonly program: Locator;
  readonly step: Locator;
  readonly graph: Locator;
  readonly parts: Locator;
  readonly narration: Locator;
  readonly derivation: Locator;
  readonly table: Locator;
  readonly messages: Locator;
  readonly help: Locator;

  constructor(page: Page) {
    this.page = page;
    this.program = page.getByRole("textbox", { name: "Program", exact: true });
    this.step = page.getByRole("slider", { name: "Step", exact: true });
    this.graph = page.locator('[role="graphics-document"]');
    this.parts = this.graph.locator('[role="graphics-symbol"]');
    this.narration = page.getByRole("status", { name: "Narration", exact: true });
    this.derivation = page.getByRole("region", { name: "Derivation", exact: true });
    this.table = page.getByRole("table", { name: "Values and gradients", exact: true });
    this.messages = page.getByRole("list", { name: "Messages", exact: true });
    this.help = page.getByRole("dialog", { name: "Help", exact: true });
  }

  /** Once the editor, the typesetter and the fonts have loaded. */
  async isComplete(): Promise<void> {
    // In the presenter's view it is there, but not to be seen.
    await this.page.locator('.cm-content[contenteditable="true"]').waitFor({ state: "attached" });
    // A page without a graph has no formula to be typeset.
    await this.page.waitForFunction(
      () => document.querySelector(".formula") === null || document.querySelector(".katex") !== null,
    );
    await this.page.evaluate(() => document.fonts.ready.then(() => undefined));
    // What comes right after the first paint: the keys, and the panels of a program.
    await this.page.waitForFunction(() => {
      const hasCome = (part: string): boolean =>
        performance.getEntriesByType("resource").some(({ name }) => name.includes(`/${part}-`));
      const isProgram = document.querySelector("[data-node]") !== null;
      const narration = document.querySelector(".narration");
      // Keys are bound once one is used up; this one has nothing to do yet.
      const redo = new KeyboardEvent("keydown", { key: "y", ctrlKey: true, bubbles: true, cancelable: true });
      document.body.dispatchEvent(redo);
      return (
        redo.defaultPrevented &&
        (!isProgram ||
          ((hasCome("SimplifiedLines") || hasCome("TangentLines")) &&
            hasCome("Signs") &&
            narration?.textContent !== "" &&
            document.querySelector("[data-row]") !== null))
      );
    });
    await this.painted();
  }

  /** Resolves once the frame under way has been painted, and what waits for it has been called. */
  async painted(): Promise<void> {
    await this.page.evaluate(
      () => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
    );
  }

  /** The program's text box once it is the editor. */
  get editor(): Locator {
    return this.program.and(this.page.locator('[contenteditable="true"]'));
  }

  button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  part(id: string): Locator {
    return this.graph.locator(`[data-node="${id}"], [data-edge="${id}"]`);
  }

  /** Puts another address into the page that is open. */
  async follow(hash: string): Promise<void> {
    await this.page.evaluate((to) => {
      if (location.hash === `#${to}`) return;
      const followed = new Promise((done) => addEventListener("hashchange", done, { once: true }));
      location.hash = to;
      return followed.then(() => undefined);
    }, hash);
  }

  /** Moves the timeline's slider. */
  async scrubTo(step: number): Promise<void> {
    await this.step.fill(String(step));
  }

  async shownStep(): Promise<number> {
    return Number(await this.step.inputValue());
  }

  /** Presses one of the toolbar's switches. */
  async choose(name: string): Promise<void> {
    // The radio button itself is hidden behind its label.
    await this.page.getByRole("radio", { name, exact: true }).check({ force: true });
  }

  /** Replaces the program's text at the keyboard. */
  async type(text: string): Promise<void> {
    await this.program.click();
    await this.page.keyboard.press("ControlOrMeta+a");
    await this.page.keyboard.insertText(text);
  }

  /** The program's text as it stands. */
  async text(): Promise<string> {
    // A text that came from elsewhere is there once the picture has been painted.
    await this.painted();
    // Where nothing is typed, an example stands in its place.
    if ((await this.program.locator(".cm-placeholder").count()) > 0) return "";
    const lines = await this.program.locator(".cm-line").allTextContents();
    return lines.length > 0 ? lines.join("\n") : await this.program.inputValue();
  }

  /** The whole value and gradient of every node, as the table has them; blank while a cell is empty. */
  cells(): Promise<Record<string, readonly string[]>> {
    return this.table.locator("tbody tr").evaluateAll((rows) =>
      Object.fromEntries(
        rows.map((row) => [
          row.querySelector("th")?.textContent ?? "",
          [...row.querySelectorAll("td")].slice(1).map((cell) => {
            const digits = cell.getAttribute("data-value") ?? "";
            return (digits === "") === (cell.textContent === "") ? digits : `text ${cell.textContent}`;
          }),
        ]),
      ),
    );
  }

  /** The simplified lines of the derivation, from the first one that says something of `left`. */
  async simplified(left: string): Promise<readonly string[]> {
    const lines = this.derivation.locator('[data-line="simplified"]');
    await lines
      .and(this.page.locator(`[data-tex^="${left.replaceAll("\\", "\\\\")}"]`))
      .first()
      .waitFor();
    return lines.evaluateAll((all) => all.map((line) => line.getAttribute("data-tex") ?? ""));
  }

  /** The other lines of the derivation, each kind with its TeX. */
  lines(): Promise<Record<string, string>> {
    return this.derivation
      .locator('[data-line]:not([data-line="simplified"])')
      .evaluateAll((lines) =>
        Object.fromEntries(
          lines.map((line) => [line.getAttribute("data-line"), line.getAttribute("data-tex")]),
        ),
      );
  }

  /** What is said of every node and edge. */
  labels(): Promise<Record<string, string>> {
    return this.parts.evaluateAll((parts) =>
      Object.fromEntries(
        parts.map((part) => [
          part.getAttribute("data-node") ?? part.getAttribute("data-edge"),
          part.getAttribute("aria-label"),
        ]),
      ),
    );
  }

  /** The fields of the address, as they read. */
  async address(): Promise<Record<string, string>> {
    const hash = await this.page.evaluate(() => location.hash.slice(1));
    return Object.fromEntries(
      hash.split("&").map((field) => {
        const [name = "", ...value] = field.split("=");
        return [name, decodeURIComponent(value.join("="))];
      }),
    );
  }

  /** How many of the player's marks are filled, fractions included. */
  async progress(): Promise<number> {
    const filled = await this.page
      .locator(".step-mark > span")
      .evaluateAll((marks) =>
        marks.map((mark) => Number.parseFloat((mark as HTMLElement).style.backgroundSize) / 100),
      );
    const sum = filled.reduce((so, part) => so + part, 0);
    return Math.round(sum * 1000) / 1000;
  }

  /** Where the playhead is, fractions included, as the address has it. */
  async position(): Promise<number> {
    return Number((await this.address()).step ?? 0);
  }
}
