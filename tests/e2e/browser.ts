import { type Browser, chromium } from "playwright-core";
import { findBrowser } from "../../scripts/browser.mjs";

// A quiet browser: no first-run pages, no updates, nothing asked of the network, the same pixels everywhere.
const flags = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Opens the machine's own Chromium (or Chrome, or Edge) without a window. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === undefined)
    throw new Error("no browser found: run npm test, or set EDGEWISE_BROWSER");
  // Chromium refuses to run sandboxed as root, which is what containers give us.
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({ executablePath, args: [...flags, ...sandbox] });
}
