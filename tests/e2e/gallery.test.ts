import { describe, expect, test } from "vitest";
import { GALLERY } from "../../src/lessons/gallery.ts";
import { visit } from "./page.ts";

describe("the gallery", () => {
  test("opens each figure with its inputs, by one click, and undo brings back what was there", async () => {
    const edgewise = await visit();
    const before = await edgewise.text();
    await edgewise.button("Gallery").click();
    const dialog = edgewise.page.getByRole("dialog", { name: "Gallery", exact: true });
    await dialog.getByRole("button", { name: /What gates do to a gradient/ }).click();
    await dialog.waitFor({ state: "hidden" });
    expect(await edgewise.text()).toBe("f = 2*(x*y + max(z, w))");
    expect(await edgewise.shownStep()).toBe(0);
    await edgewise.button("Last step").click();
    // CS231n: −8, 6, 2, 0.
    expect(await edgewise.cells()).toMatchObject({
      x: ["3", "-8"],
      y: ["-4", "6"],
      z: ["2", "2"],
      w: ["-1", "0"],
    });
    await edgewise.button("Undo").click();
    expect(await edgewise.text()).toBe(before);
  });

  test("shows every example with its picture, and finds by words", async () => {
    const edgewise = await visit();
    await edgewise.button("Gallery").click();
    const cards = edgewise.page.locator(".card");
    // All pictures are laid out before the first is there.
    await cards.first().waitFor({ timeout: 20_000 });
    await expect.poll(() => cards.count()).toBe(GALLERY.length + 1);
    const drawn = await cards.evaluateAll((all) =>
      all.map((card) => card.querySelectorAll("svg rect").length),
    );
    expect(Math.min(...drawn)).toBeGreaterThan(1);
    // Whoever opens it can type at once.
    await edgewise.page.keyboard.type("micrograd");
    expect(await cards.count()).toBe(3);
    await edgewise.page.getByRole("searchbox", { name: "Search the gallery" }).fill("zebra");
    expect(await cards.count()).toBe(0);
    await edgewise.page.getByText("Nothing in the gallery has these words.").waitFor();
  });

  test("works by keyboard alone", async () => {
    const edgewise = await visit();
    const { keyboard } = edgewise.page;
    await keyboard.press("g");
    const search = edgewise.page.getByRole("searchbox", { name: "Search the gallery" });
    await search.waitFor();
    await search.focus();
    await keyboard.type("first circuit");
    // Past the button that closes, to the one card that is left.
    await keyboard.press("Tab");
    await keyboard.press("Tab");
    await keyboard.press("Enter");
    expect(await edgewise.text()).toBe("q = x + y\nf = q * z");
  });
});

describe("the check", () => {
  test("holds every factor and gradient against differences, on the edge and in a sentence", async () => {
    const edgewise = await visit();
    await edgewise.button("check").click();
    const report = edgewise.page.getByRole("status", { name: "Gradient check" });
    expect(await report.textContent()).toMatch(
      /^5 of 5 factors and 2 of 2 gradients agree with differences; /,
    );
    for (const id of ["a-c-0", "b-c-1", "b-d-0", "c-e-0", "d-e-1", "a", "b"]) {
      expect(await edgewise.part(id).textContent(), id).toMatch(/✓ (exact|\d·10⁻¹[⁰¹²³⁴-⁹])/);
    }
    await edgewise.button("check").click();
    expect(await report.count()).toBe(0);
  });

  test("does not decide at a kink", async () => {
    const edgewise = await visit({ hash: "program=y=relu(x)&values=x:0" });
    await edgewise.button("check").click();
    await expect.poll(() => edgewise.part("x-y-0").textContent()).toContain("at a kink");
  });
});
