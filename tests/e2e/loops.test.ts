import { expect, test } from "vitest";
import { fields, visit } from "./page.ts";

const PROGRAM = "h[t] = tanh(w*h[t-1] + u*x[t] + b) for t = 1..3\nL = (h[3] - y)^2/2";
const VALUES = "w:0.8,u:-0.6,b:0.1,h0:0,x1:1,x2:-0.5,x3:0.25,y:0.4";

test("a loop is drawn step by step, with the weight as one leaf of three uses", async () => {
  const edgewise = await visit({ hash: fields({ program: PROGRAM, values: VALUES }) });
  await edgewise.page.keyboard.press("End");
  const uses = (
    await edgewise.parts.evaluateAll((parts) => parts.map((part) => part.getAttribute("data-edge")))
  ).filter((id) => id?.startsWith("w-"));
  expect(uses).toEqual(["w-h1.0.0.0-0", "w-h2.0.0.0-0", "w-h3.0.0.0-0"]);
  // Figure 9, by PyTorch.
  const { w, u, b, L } = await edgewise.cells();
  expect(Number(L?.[0])).toBeCloseTo(0.09063438494554057, 12);
  expect(Number(w?.[1])).toBeCloseTo(0.1442601860414402, 12);
  expect(Number(u?.[1])).toBeCloseTo(-0.15029099553315767, 12);
  expect(Number(b?.[1])).toBeCloseTo(-0.9794971321835604, 12);
});

test("typed at the keyboard, its sign is coloured and offered, and every step lights its place", async () => {
  const edgewise = await visit();
  await edgewise.type("");
  await edgewise.page.keyboard.press("Backspace");
  await edgewise.page.keyboard.type("h[t] = w*h[t-1] fo");
  const offered = edgewise.page.getByRole("option", { name: "for t = 1..3" });
  await offered.waitFor();
  // The editor's list takes no keys for its first 75 ms.
  await edgewise.page.waitForTimeout(100);
  await edgewise.page.keyboard.press("Tab");
  await expect.poll(() => edgewise.text()).toBe("h[t] = w*h[t-1] for t = 1..3");
  await expect.poll(() => edgewise.program.locator(".token-function").allTextContents()).toEqual(["for"]);
  await edgewise.part("h2").hover();
  await expect.poll(() => edgewise.program.locator(".lit").allTextContents()).toContain("w*h[t-1]");
});

test("what is wrong is said at its place, and mended by a button", async () => {
  const edgewise = await visit();
  await edgewise.type("h[t] = w*h[t-1] for t = 3..1");
  expect(await edgewise.messages.textContent()).toContain("From 3 to 1 there are no steps. Write 1..3.");
  await edgewise.button("Write 1..3").click();
  await expect.poll(() => edgewise.text()).toBe("h[t] = w*h[t-1] for t = 1..3");
  expect(await edgewise.messages.getByRole("listitem").count()).toBe(0);
});

test("the help lists what is accepted and what is refused", async () => {
  const edgewise = await visit();
  await edgewise.page.keyboard.press("?");
  await edgewise.help.getByText("Loops: what is accepted, and what is refused").click();
  await edgewise.help.getByText("From 3 to 1 there are no steps.").waitFor();
});
