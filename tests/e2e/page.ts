import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, inject } from "vitest";
import { openBrowser } from "./browser.ts";

export interface Size {
  readonly width: number;
  readonly height: number;
}

export const LAPTOP: Size = { width: 1440, height: 900 };
export const PHONE: Size = { width: 390, height: 844 };

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
  /** A clock that stands still until `page.clock.runFor`. */
  readonly clock?: "stopped";
}

let browser: Browser;
let contexts: BrowserContext[] = [];
/** What the pages of this test complained of. */
let complaints: string[] = [];

beforeAll(async () => {
  browser = await openBrowser();
});

afterEach(async () => {
  const heard = complaints;
  const opened = contexts;
  contexts = [];
  complaints = [];
  await Promise.all(opened.map((context) => context.close()));
  expect(heard, "errors and warnings of the page").toEqual([]);
});

afterAll(() => browser.close());

/** Opens the page in a browser that knows nothing of earlier visits, and waits until it is complete. */
export async function visit(how: Visit = {}): Promise<Edgewise> {
  const { hash = "", size = LAPTOP, motion = "reduced", theme = "light", without, clock } = how;
  const context = await browser.newContext({
    viewport: size,
    reducedMotion: motion === "reduced" ? "reduce" : "no-preference",
    colorScheme: theme,
  });
  contexts.push(context);
  context.setDefaultTimeout(5000);
  const page = await context.newPage();
  // The browser itself reports a file that a test has withheld.
  if (without === undefined) listen(page, complaints);
  if (without) await context.route(without, (route) => route.abort());
  if (clock) await page.clock.install();
  const edgewise = new Edgewise(page);
  await page.goto(addressWith(hash));
  if (without) await edgewise.step.waitFor({ state: "attached" });
  else await edgewise.isComplete();
  if (clock) await page.clock.pauseAt(Date.now() + 60_000);
  return edgewise;
}

/** Collects what a page writes to its console as errors and warnings, and the errors that nobody catches. */
export function listen(page: Page, heard: string[]): void {
  page.on("pageerror", (error) => heard.push(error.message));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) heard.push(message.text());
  });
}

/** The page's address with this after its `#`. */
export function addressWith(hash: string): string {
  return hash === "" ? inject("address") : `${inject("address")}#${hash}`;
}

/** An address's fields as the product itself would escape them at most. */
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
    await this.editor.waitFor();
    await this.page.locator(".katex").first().waitFor({ state: "attached" });
    await this.page.evaluate(() => document.fonts.ready.then(() => undefined));
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

  /** Moves the timeline's slider. */
  async scrubTo(step: number): Promise<void> {
    await this.step.fill(String(step));
  }

  async shownStep(): Promise<number> {
    return Number(await this.step.inputValue());
  }

  /** Replaces the program's text at the keyboard. */
  async type(text: string): Promise<void> {
    await this.program.click();
    await this.page.keyboard.press("ControlOrMeta+a");
    await this.page.keyboard.insertText(text);
  }

  /** The program's text as it stands. */
  async text(): Promise<string> {
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

  /** The lines of the derivation, each kind with its TeX. */
  lines(): Promise<Record<string, string>> {
    return this.derivation
      .locator("[data-line]")
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

  /** Where the playhead is, fractions included, as the address has it. */
  async position(): Promise<number> {
    return Number((await this.address()).step ?? 0);
  }
}
