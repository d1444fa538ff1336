import { type Browser, chromium, type Page } from "playwright-core";
import { build, preview } from "vite";
import { ensureBrowser } from "../scripts/browser.mjs";
import { expressionShaped } from "./programs.ts";

const REFERENCES = ["movingLayer", "mathjsPage", "reactKatex"] as const;
type ReferenceName = (typeof REFERENCES)[number];

/** What a benchmark in the browser works with. */
export interface Site {
  /** The application, production build, with a program in it and everything that loads later loaded. */
  openOurs(program: string): Promise<Page>;
  /** A page of bench/references. */
  openReference(name: ReferenceName, fields: string): Promise<Page>;
  /** Addresses of the application, and of a page of bench/references, for who opens them in a way of their own. */
  readonly ours: string;
  readonly reference: (name: ReferenceName) => string;
  readonly browser: Browser;
}

const flags = [
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Frames as fast as they are drawn: waiting for a display's next one would hide what is compared. */
export const UNLIMITED_FRAMES = ["--disable-frame-rate-limit", "--disable-gpu-vsync"];

/** Builds the application and the reference pages, serves them, opens a browser and closes all of it afterwards. */
export async function withSite(
  root: string,
  moreFlags: readonly string[],
  use: (site: Site) => Promise<void>,
): Promise<void> {
  const [ours, references] = [`${root}.reports/bench/ours`, `${root}.reports/bench/references`];
  await build({
    root,
    logLevel: "error",
    build: { outDir: ours, emptyOutDir: true },
  });
  await build({
    root: `${root}bench/references`,
    configFile: false,
    publicDir: false,
    base: "./",
    logLevel: "warn",
    build: {
      outDir: references,
      emptyOutDir: true,
      rollupOptions: {
        input: REFERENCES.map((name) => `${root}bench/references/${name}.html`),
      },
    },
  });
  const [ourServer, referenceServer] = [await serve(root, ours), await serve(root, references)];
  // Chromium refuses to run sandboxed as root, which is what containers give us.
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const args = [...flags, ...sandbox, ...moreFlags];
  const browser = await chromium.launch({ executablePath: ensureBrowser(), args });
  try {
    await use({
      browser,
      ours: ourServer.address,
      reference: (name) => `${referenceServer.address}${name}.html`,
      openOurs: async (program) => {
        const page = await openPage(
          browser,
          `${ourServer.address}#program=${encodeURIComponent(program)}&speed=2`,
        );
        await page.waitForSelector(".cm-content");
        // A large graph is laid out first. Labels that can be read are typeset; a large picture from afar is one image.
        await page.waitForSelector(".formula .katex, .layer.far canvas", { timeout: 120_000 });
        return settled(page);
      },
      openReference: async (name, fields) =>
        settled(await openPage(browser, `${referenceServer.address}${name}.html#${fields}`)),
    });
  } finally {
    await browser.close();
    await ourServer.close();
    await referenceServer.close();
  }
}

async function openPage(browser: Browser, address: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.on("pageerror", (error) => console.error(`in the page: ${error.message}`));
  await page.goto(address);
  return page;
}

/** Lets the camera, late typesetting and the address come to rest. */
export async function settled(page: Page): Promise<Page> {
  await page.waitForTimeout(600);
  return page;
}

async function serve(root: string, outDir: string) {
  const server = await preview({
    root,
    configFile: false,
    appType: "mpa",
    logLevel: "warn",
    build: { outDir },
    // Port 0: any free one.
    preview: { host: "127.0.0.1", port: 0 },
  });
  const bound = server.httpServer.address();
  if (bound === null || typeof bound === "string") throw new Error("the preview server has no port");
  return { address: `http://127.0.0.1:${bound.port}/`, close: () => server.close() };
}

/** A program of `count` nodes that ends in a line where typing a letter adds a node for its product, and one for it. */
export function typedProgram(count: number): string {
  return `${expressionShaped(count - 1)}\nout = n${count - 2} * 2`;
}
