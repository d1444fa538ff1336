import type { Locator } from "playwright-core";
import { describe, expect, test } from "vitest";
import { type Edgewise, visit } from "./page.ts";

async function openPrograms(edgewise: Edgewise): Promise<Locator> {
  await edgewise.page.keyboard.press("Escape");
  await edgewise.button("Programs").click();
  const dialog = edgewise.page.getByRole("dialog", { name: "Your programs", exact: true });
  await dialog.getByRole("button", { name: "Close" }).waitFor();
  return dialog;
}

const kept = (edgewise: Edgewise): Promise<string> =>
  edgewise.page.evaluate(() => localStorage.getItem("edgewise:programs") ?? "");

describe("programs stay in the browser", () => {
  test("what is typed is there again in a new visit; it can be opened, duplicated, deleted and brought back", async () => {
    const edgewise = await visit();
    await edgewise.type("y = sin(x)^2");
    await expect.poll(() => kept(edgewise), { timeout: 5000 }).toContain("sin(x)^2");
    await edgewise.follow("program=z=1");
    const dialog = await openPrograms(edgewise);
    const entries = dialog.getByRole("listitem");
    expect(await entries.count()).toBe(1);
    await entries.first().getByRole("button", { name: "Duplicate" }).click();
    expect(await entries.count()).toBe(2);
    await entries.first().getByRole("button", { name: "Delete" }).click();
    expect(await entries.count()).toBe(1);
    // By keyboard, what brings it back is at hand.
    await edgewise.page.keyboard.press("Enter");
    expect(await entries.count()).toBe(2);
    await entries.first().getByRole("button", { name: "Open" }).click();
    expect(await edgewise.text()).toBe("y = sin(x)^2");
  });

  test("a new one is begun beside those that stay", async () => {
    const edgewise = await visit();
    await edgewise.type("y = x^5");
    await expect.poll(() => kept(edgewise), { timeout: 5000 }).toContain("x^5");
    await (await openPrograms(edgewise)).getByRole("button", { name: "New program" }).click();
    await edgewise.type("z = 3*w");
    await expect.poll(() => kept(edgewise), { timeout: 5000 }).toMatch(/3\*w.*x\^5/);
  });

  test("storage that is blocked is said once, and nothing stops", async () => {
    const edgewise = await visit({ cache: "empty" });
    await edgewise.page.evaluate(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException("blocked", "QuotaExceededError");
      };
    });
    await edgewise.type("y = x^2");
    const notice = edgewise.page.getByText(/This browser keeps no programs/);
    await notice.waitFor();
    await edgewise.button("Understood").click();
    await edgewise.type("y = x^3");
    await edgewise.button("Last step").click();
    expect(await edgewise.cells()).toMatchObject({ x: ["2", "12"], y: ["8", "1"] });
    expect(await notice.count()).toBe(0);
  });
});

describe("a certain fix", () => {
  test.each([
    ["y = sigmod(x)", "Write sigmoid", "y = sigmoid(x)"],
    ["y = 2*(x + 1", "Add )", "y = 2*(x + 1)"],
    ["y = 2 3", "Insert *", "y = 2 * 3"],
  ])("mends %s by a button, and the key that pressed it is typed nowhere", async (wrong, label, right) => {
    const edgewise = await visit();
    await edgewise.type(wrong);
    await edgewise.messages.getByRole("button", { name: label }).press("Enter");
    expect(await edgewise.text()).toBe(right);
    expect(await edgewise.page.evaluate(() => document.activeElement?.className)).toBe("messages");
    expect(await edgewise.messages.getByRole("listitem").count()).toBe(0);
  });
});
