import type { Request } from "playwright-core";
import { expect, inject, test } from "vitest";
import { type Edgewise, FIGURE_13, visit } from "./page.ts";

/** A session with a little of everything, in which a name and a number are typed that occur nowhere else. */
async function session(edgewise: Edgewise): Promise<void> {
  const { page } = edgewise;
  await edgewise.type("secretname = 271828\ny = secretname * hidden^2");
  await page.getByRole("textbox", { name: "hidden", exact: true }).fill("31415.5");
  await edgewise.button("Last step").click();
  await edgewise.button("Previous step").click();
  await edgewise.button("Play").click();
  await edgewise.button("Undo").click();
  await edgewise.button("Redo").click();
  await edgewise.choose("Bottom to top");
  await edgewise.choose("formula");
  await edgewise.button("Theme: as the system").click();
  await edgewise.button("Help").click();
  await page.keyboard.press("Escape");
  await edgewise.program.click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type("\nz = si");
  await page.getByRole("listbox").waitFor();
  await page.keyboard.press("Escape");
  await edgewise.type("y = secretname $");
  await expect.poll(async () => (await edgewise.address()).program).toContain("secretname $");
  await page.reload();
  await edgewise.isComplete();
}

test("a whole session asks only its own origin, and for nothing that was typed", async () => {
  const edgewise = await visit({ hash: FIGURE_13, cache: "empty" });
  const requests: Request[] = [];
  edgewise.page.context().on("request", (request) => requests.push(request));
  await session(edgewise);
  expect(requests.length).toBeGreaterThan(3);
  const sent = await Promise.all(
    requests.map(async (request) => ({
      origin: new URL(request.url()).origin,
      method: request.method(),
      text: [
        request.url().replace(/#.*/, ""),
        request.postData() ?? "",
        ...Object.values(await request.allHeaders()),
      ].join("\n"),
    })),
  );
  expect(new Set(sent.map(({ origin }) => origin))).toEqual(new Set([new URL(inject("address")).origin]));
  expect(new Set(sent.map(({ method }) => method))).toEqual(new Set(["GET"]));
  for (const { text } of sent) expect(text).not.toMatch(/secretname|hidden|271828|31415/);
});

test("what is kept stays in this browser: programs in its local storage, no cookie, no database", async () => {
  const edgewise = await visit({ cache: "empty" });
  await session(edgewise);
  await edgewise.type("y = kept^2");
  await expect.poll(() => edgewise.page.evaluate(() => localStorage.length)).toBe(1);
  const kept = await edgewise.page.evaluate(async () => ({
    local: Object.keys(localStorage),
    session: sessionStorage.length,
    cookies: document.cookie,
    databases: (await indexedDB.databases()).length,
  }));
  expect(["", "edgewise:programs"]).toContain(kept.local.join());
  expect(kept).toMatchObject({ session: 0, cookies: "", databases: 0 });
});

test("the page's own policy would refuse to send anything elsewhere, and scripts from elsewhere", async () => {
  const { page } = await visit({ without: /example\.com/ });
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
  expect(policy).toContain("default-src 'self'");
  expect(policy).toMatch(/script-src 'self'(;|$)/);
  expect(policy).toMatch(/connect-src 'self'(;|$)/);
  const refused = await page.evaluate(async () => {
    const directives: string[] = [];
    document.addEventListener("securitypolicyviolation", (event) =>
      directives.push(event.effectiveDirective),
    );
    await fetch("https://example.com/").catch(() => undefined);
    const script = document.createElement("script");
    script.textContent = "window.wasRun = true";
    document.body.append(script);
    await new Promise((done) => setTimeout(done));
    return { directives, wasRun: "wasRun" in window };
  });
  expect(refused).toEqual({ directives: ["connect-src", "script-src-elem"], wasRun: false });
});

test("no error or warning is written during a whole session in motion", async () => {
  // Every visit is listened to, and its test fails when the page complains.
  await session(await visit({ motion: "full", cache: "empty" }));
});
