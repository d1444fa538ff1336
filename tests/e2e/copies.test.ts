import { expect, it } from "vitest";
import { fields, LAPTOP, visit } from "./page.ts";

// a and c go over several layers; edges cross on the way. ∂y/∂c = va − b + a(c + 1), with v = sin(ab) + c.
const TANGLED = fields({
  program: "u = a*b\nv = sin(u) + c\nw = v*a - b\ny = w*c + a*v",
  values: "a:2,b:-1,c:3",
  target: "c",
});

it("draws an input again beside its uses, by a switch: lit with it, and with its part of the sum", async () => {
  const { page } = await visit({ hash: TANGLED, size: LAPTOP });
  const symbols = page.locator("[role=graphics-symbol]");
  const count = await symbols.count();
  const rows = page.getByRole("table", { name: "Values and gradients" }).locator("tbody tr");
  await page.getByRole("button", { name: "copies" }).press("Enter");
  const copy = page.locator('[data-edge="c-y.0-1"] .ghost');
  await expect.poll(() => copy.count()).toBe(1);
  await expect.poll(() => page.evaluate(() => location.hash)).toContain("copies=on");
  // The input is in the graph and in the table but once.
  expect(await symbols.count()).toBe(count);
  await page.getByRole("button", { name: "Last step" }).click();
  await expect.poll(() => copy.textContent()).toBe(`3+ ${(2 * (Math.sin(-2) + 3) + 1).toPrecision(4)}`);
  expect(await rows.count()).toBe(11);
  const whole = 2 * (Math.sin(-2) + 3) + 1 + 2 * (3 + 1);
  const gradient = rows.filter({ hasText: /^c/ }).locator("td").last();
  expect(Number(await gradient.getAttribute("data-value"))).toBeCloseTo(whole, 12);
  await copy.dispatchEvent("pointerover");
  await expect.poll(() => page.locator('[data-node="c"]').getAttribute("class")).toContain("is-pointed");
  expect(await copy.getAttribute("class")).toContain("is-pointed");
  await page.getByRole("button", { name: "copies" }).click();
  await expect.poll(() => page.locator(".ghost").count()).toBe(0);
});
