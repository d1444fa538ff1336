import { describe, expect, test } from "vitest";
import { type Edgewise, FIGURE_13, LAPTOP, PHONE, visit } from "./page.ts";

const starters = (edgewise: Edgewise) =>
  edgewise.page.getByRole("list", { name: "Programs to begin with", exact: true });

/** Waits until a file has come, by the beginning of its name. */
const hasCome = ({ page }: Edgewise, file: string) =>
  page.waitForFunction(
    (name) => performance.getEntriesByType("resource").some((entry) => entry.name.includes(`/${name}`)),
    file,
  );

describe("a page without a program", () => {
  test.each([
    ["laptop", LAPTOP],
    ["phone", PHONE],
  ] as const)("on a %s, says what to type, and one click begins", async (_device, size) => {
    const edgewise = await visit({ hash: "program=", size });
    const { page } = edgewise;
    await page.getByRole("heading", { name: "Type a program" }).waitFor();
    expect(await starters(edgewise).getByRole("button").count()).toBe(3);
    expect(await edgewise.messages.getByRole("listitem").count(), "nothing is wrong yet").toBe(0);
    expect(await page.locator(".player").getAttribute("inert"), "there is nothing to play").toBe("");
    const [typing, first] = [edgewise.program, starters(edgewise).getByRole("button").first()];
    await typing.scrollIntoViewIfNeeded();
    expect((await typing.boundingBox())?.y).toBeLessThan((await first.boundingBox())?.y ?? 0);
    await first.click();
    expect(await edgewise.text()).toBe("c = a + b\nd = b + 1\ne = c * d");
    expect(await page.getByRole("heading", { name: "Type a program" }).count()).toBe(0);
    await edgewise.button("Last step").click();
    expect((await edgewise.cells()).b).toEqual(["1", "5"]);
  });

  test("is what deleting everything leads to, and undo brings the graph back", async () => {
    const edgewise = await visit({ hash: FIGURE_13 });
    await edgewise.program.click();
    await edgewise.page.keyboard.press("ControlOrMeta+a");
    await edgewise.page.keyboard.press("Delete");
    await starters(edgewise).waitFor();
    expect(await edgewise.parts.count()).toBe(0);
    await edgewise.button("Undo").click();
    await starters(edgewise).waitFor({ state: "detached" });
    expect(await edgewise.parts.count()).toBeGreaterThan(0);
  });

  test("is left by keyboard alone, for a starter or for the gallery", async () => {
    const edgewise = await visit({ hash: "program=" });
    await starters(edgewise).getByRole("button").nth(1).focus();
    await edgewise.page.keyboard.press("Enter");
    expect(await edgewise.text()).toContain("tanh(n)");
    await edgewise.follow("program=&step=0");
    await edgewise.button("More in the gallery").focus();
    await edgewise.page.keyboard.press("Enter");
    await edgewise.page.getByRole("dialog", { name: "Gallery" }).waitFor();
  });
});

test("a program without inputs says that there is nothing to differentiate by, and where ∞ was born", async () => {
  const edgewise = await visit({ hash: "program=y%20=%201/0" });
  const { page } = edgewise;
  await edgewise.button("Last step").click();
  const derivation = page.getByRole("region", { name: "Derivation", exact: true });
  await derivation
    .getByText("This program has no inputs, so there is nothing to differentiate by.")
    .waitFor();
  expect(await derivation.getByRole("combobox").count()).toBe(0);
  expect(await page.getByRole("region", { name: "Paths", exact: true }).count()).toBe(0);
  expect(await page.locator('[data-node="y"]').first().getAttribute("aria-label")).toContain(
    "value ∞, no finite number, from here on",
  );
});

describe("a text without a graph", () => {
  test("from the beginning: the stage says why", async () => {
    const edgewise = await visit({ hash: "program=y%20=%20x%20%2B" });
    const stage = edgewise.page.getByRole("region", { name: "Graph", exact: true });
    await stage.getByRole("heading", { name: "No graph yet" }).waitFor();
    expect(await stage.textContent()).toContain("Something to calculate with is missing after +.");
    await edgewise.type("y = x + 1");
    await stage.getByRole("heading").waitFor({ state: "detached" });
    expect(await edgewise.part("y").count()).toBe(1);
  });

  test("after a good one: its picture loses its colours, and says whose it is", async () => {
    const edgewise = await visit({ hash: `${FIGURE_13}&step=9` });
    await edgewise.type("c = a + ");
    await edgewise.page.getByText("This is the graph of the last program that could be read.").waitFor();
    const look = () =>
      edgewise.page.locator(".picture").evaluate((picture) => getComputedStyle(picture).filter);
    await expect.poll(look).toBe("grayscale(1)");
    await edgewise.type("c = a + b");
    await expect.poll(look).toBe("none");
  });

  test.each([
    ["200 000 characters", `y = ${"x+".repeat(100_001)}x`, "The text is longer than 200 000 characters."],
    [
      "20 000 nodes",
      "x[t] = a*x[t-1] for t = 1..25000",
      "Written out, the loop would have more than 20 000 nodes.",
    ],
  ])("with more than %s: too large, and the page stays", async (_limit, text, words) => {
    const edgewise = await visit({ hash: `program=${encodeURIComponent(text)}` });
    const stage = edgewise.page.getByRole("region", { name: "Graph", exact: true });
    await stage.getByRole("heading", { name: "Too large to be drawn" }).waitFor();
    expect(await stage.textContent()).toContain(words);
    await edgewise.button("Gallery").click();
    await edgewise.page.getByRole("button", { name: "A first circuit" }).click();
    expect(await edgewise.part("q").count()).toBe(1);
  });
});

describe("what comes later", () => {
  test("is there without a connection once the page has had time", async () => {
    const edgewise = await visit({ without: /nothing is withheld/, hash: `${FIGURE_13}&step=9` });
    const { page } = edgewise;
    const failed: string[] = [];
    page.on("requestfailed", (request) => failed.push(request.url()));
    for (const file of ["Gallery-", "Help-", "Programs-", "Inspector-", "PushCard-", "PathList-", "Compare-"])
      await hasCome(edgewise, file);
    await page.waitForFunction(() =>
      [...document.fonts]
        .filter(({ family }) => /KaTeX_(Main|Math|Size|AMS)/.test(family))
        .every(({ status }) => status === "loaded"),
    );
    await page.context().setOffline(true);
    await edgewise.button("Gallery").click();
    await page.getByRole("button", { name: "A first circuit" }).click();
    await page.getByText("Paths from x to f").click();
    await edgewise.button("Help").click();
    await page.getByRole("heading", { name: "The program", exact: true }).waitFor();
    expect(await page.getByText("could not be fetched").count()).toBe(0);
    expect(failed.filter((address) => !address.endsWith("favicon.svg"))).toEqual([]);
  });

  test("and is missing is said, and comes by itself when the connection is back", async () => {
    const edgewise = await visit({ hash: FIGURE_13, without: /Gallery-.*js/ });
    const { page } = edgewise;
    await page.context().setOffline(true);
    await page.context().unrouteAll();
    await edgewise.button("Gallery").click();
    const gallery = page.getByRole("dialog", { name: "Gallery" });
    await page.locator("dialog").getByText("This part of the page could not be fetched.").waitFor();
    await page.context().setOffline(false);
    await gallery.getByRole("button", { name: "A first circuit" }).click();
    expect(await edgewise.part("q").count()).toBe(1);
    expect(await page.getByText("could not be fetched").count()).toBe(0);
  });

  test("and has failed is tried again by a button, its style too", async () => {
    const edgewise = await visit({ hash: FIGURE_13, without: /katex-.*css|codeMirror-|gallery-.*css/ });
    const { page } = edgewise;
    await page.getByText("Not everything could be fetched.").waitFor();
    await edgewise.program.fill("y = x^2");
    expect(await edgewise.part("y").count(), "what is here works").toBe(1);
    await page.context().unrouteAll();
    await edgewise.button("Try again").first().click();
    await edgewise.editor.waitFor();
    await page.locator(".katex").first().waitFor();
    expect(await edgewise.text()).toBe("y = x^2");
    expect(await page.getByText("could not be fetched").count()).toBe(0);
    const font = () =>
      page
        .locator(".katex")
        .first()
        .evaluate((made) => getComputedStyle(made).fontFamily);
    await expect.poll(font).toContain("KaTeX_Main");
  });

  test("is announced while it is under way, and the program can be typed meanwhile", async () => {
    const edgewise = await visit({ hash: FIGURE_13, without: /nothing is withheld/ });
    const { page } = edgewise;
    let release = (): void => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.context().route(/Panels-|codeMirror-/, async (route) => {
      await held;
      await route.continue();
    });
    await page.reload();
    await page.getByText("Loading …", { exact: true }).waitFor();
    await edgewise.program.fill("y = 3*x");
    expect(await edgewise.part("y").count()).toBe(1);
    release();
    await edgewise.isComplete();
    expect(await edgewise.text()).toBe("y = 3*x");
    expect(await page.getByText("Loading …", { exact: true }).count()).toBe(0);
  });

  test("before any script has come, the page says its name and that it is loading", async () => {
    const edgewise = await visit({ hash: FIGURE_13, without: /nothing is withheld/ });
    const { page } = edgewise;
    await page.context().route(/index-.*js/, (route) => route.abort());
    await page.reload();
    await page.getByRole("heading", { name: "Edgewise" }).waitFor();
    expect(await page.getByText("Loading …").isVisible()).toBe(true);
  });
});
