/** Takes the README's pictures from the built page: `npm run build && node scripts/picture.mjs`. */
import { chromium } from "playwright-core";
import { ensureBrowser } from "./browser.mjs";
import { serveBuilt } from "./serve.mjs";

const SCENE = "#program=c = a + b%0Ad = b + 1%0Ae = c * d&values=a:2,b:1&step=9&target=b";

const { address, close } = await serveBuilt({ port: 0, strictPort: false });
const browser = await chromium.launch({
  executablePath: ensureBrowser(),
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
});
for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme });
  await page.goto(address + SCENE);
  await page.locator(".cm-editor").waitFor();
  await page.locator(".katex").first().waitFor();
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: `docs/edgewise-${colorScheme}.png` });
}
await browser.close();
await close();
