import { expect, test } from "vitest";
import { GALLERY } from "../../src/lessons/gallery.ts";
import { type Edgewise, fields, visit } from "./page.ts";

const FIGURE_19 = fields({ program: "f = 2*(x*y + max(z, w))", values: "x:3,y:-4,z:2,w:-1" });
const FIGURE_16 = fields({ program: "q = x + y; f = q*z", values: "x:-2,y:5,z:-4" });

const panel = ({ page }: Edgewise) => page.getByRole("region", { name: "Gates and health", exact: true });

async function opened(hash: string): Promise<Edgewise> {
  const edgewise = await visit({ hash });
  await panel(edgewise).locator("summary").click();
  await panel(edgewise).getByRole("heading", { name: /Gates/ }).waitFor();
  return edgewise;
}

const rows = (edgewise: Edgewise, list: "gates" | "findings") =>
  panel(edgewise).locator(`.${list} li`).allTextContents();

const widths = (edgewise: Edgewise) =>
  edgewise.parts.evaluateAll((parts) =>
    Object.fromEntries(
      parts
        .filter((part) => part.hasAttribute("data-edge"))
        .map((part) => {
          const line = part.querySelector("path");
          const style = line === null ? null : getComputedStyle(line);
          const isOpen = style?.strokeDasharray !== "none";
          return [
            part.getAttribute("data-edge"),
            isOpen ? "open" : Number.parseFloat(style?.strokeWidth ?? ""),
          ];
        }),
    ),
  );

test("19: gates are named by what they do, with the numbers that have come: −8, 6, 2, 0", async () => {
  const edgewise = await opened(FIGURE_19);
  const named = [
    "f, multiply: scales the gradient by the other operand",
    "v₃, add: copies the gradient to both operands",
    "v₂, max: routes the whole gradient to the largest operand",
    "v₁, multiply: scales the gradient by the other operand",
  ];
  expect(await rows(edgewise, "gates")).toEqual(named);
  expect(await rows(edgewise, "findings")).toEqual([]);
  await edgewise.page.keyboard.press("Escape");
  await edgewise.button("Last step").click();
  const numbers = [
    "1 arrives, 2 to v₃",
    "2 arrives, 2 to v₁, 2 to v₂",
    "2 arrives, 2 to z, 0 to w",
    "2 arrives, −8 to x, 6 to y",
  ];
  expect(await rows(edgewise, "gates")).toEqual(named.map((words, place) => words + numbers[place]));
  expect((await rows(edgewise, "findings")).map((row) => row.trim())).toEqual([
    "No gradient comes back to w: the gradient 2 at v₂ is multiplied by 0 on the edge from w (max).",
    "max routes the gradient to its largest operand: w is off for this input.",
  ]);
  const labels = await edgewise.labels();
  expect(labels["w-f.1.1-1"]).toBe("edge from w to v₂, factor 0, brings 0, off for this input");
  expect(labels.w).toBe("w, value −1, gradient 0, no gradient comes back");
});

test("the narration says that a gate is off, at its step", async () => {
  const edgewise = await visit({ hash: `${FIGURE_19}&step=10` });
  await expect
    .poll(() => edgewise.narration.textContent())
    .toContain("max routes the gradient to its largest operand: w is off for this input.");
});

test("16: edges are as strong as their gradients, by keyboard, and the address keeps it", async () => {
  const edgewise = await visit({ hash: FIGURE_16 });
  await edgewise.button("strength").focus();
  await edgewise.page.keyboard.press("Space");
  // Nothing has come back yet, so no line has a strength.
  expect(new Set(Object.values(await widths(edgewise)))).toEqual(new Set([1.75]));
  await edgewise.step.focus();
  await edgewise.page.keyboard.press("End");
  // −4, −4, −4 and 3 on one decade: 10 − 8.5·log₁₀(4/3).
  await expect.poll(() => widths(edgewise)).toEqual({ "x-q-0": 10, "y-q-1": 10, "q-f-0": 10, "z-f-1": 8.94 });
  await edgewise.part("z-f-1").focus();
  const said = edgewise.page.getByRole("status", { name: "Strength", exact: true });
  await expect.poll(() => said.textContent()).toBe("f to z: 3, 75 % of the largest.");
  await expect.poll(async () => (await edgewise.address()).strength).toBe("on");
  const again = await visit({ hash: `${FIGURE_16}&step=6&strength=on` });
  expect((await widths(again))["x-q-0"]).toBe(10);
});

test("19: an edge without a gradient is drawn open", async () => {
  const edgewise = await visit({ hash: `${FIGURE_19}&step=11&strength=on` });
  const lines = await widths(edgewise);
  expect(lines["w-f.1.1-1"]).toBe("open");
  expect(lines["x-f.1.0-0"]).toBe(10);
});

test("11: a gradient that vanishes is said with its factors, and a row points at its place", async () => {
  const example = GALLERY.find(({ id }) => id === "vanishing");
  const edgewise = await visit();
  await edgewise.button("Gallery").click();
  await edgewise.page.getByRole("button", { name: new RegExp(example?.title ?? "") }).click();
  await edgewise.button("Last step").click();
  await panel(edgewise).locator("summary").focus();
  await edgewise.page.keyboard.press("Enter");
  const first = panel(edgewise).locator(".findings button").first();
  await first.waitFor();
  // w1's gradient by a loop over numbers: −4.9559766e-5.
  expect((await first.textContent())?.trim()).toBe(
    "The gradient of w1 has all but vanished: it is 5·10⁻⁵ of that at L; its strongest way back has six σ′ factors of at most 0.25 each, together 0.00012, and one divide factor of 0.5.",
  );
  await edgewise.page.keyboard.press("Tab");
  await expect.poll(() => edgewise.part("w1").getAttribute("class")).toContain("is-pointed");
  expect((await edgewise.labels()).w1).toMatch(/vanishing gradient$/);
  expect((await edgewise.labels()).w4).not.toMatch(/vanishing/);
});
