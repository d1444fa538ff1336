import AxeBuilder from "@axe-core/playwright";
import type { Locator } from "playwright-core";
import { describe, expect, test } from "vitest";
import { type Edgewise, FIGURE_13, fields, LAPTOP, PHONE, visit } from "./page.ts";

/** Figure 14: nine paths, α…ζ = 1…6. */
const FIGURE_14 = {
  program: "Y = alpha*X + beta*X + gamma*X\nZ = delta*Y + epsilon*Y + zeta*Y",
  values: "alpha:1,beta:2,gamma:3,delta:4,epsilon:5,zeta:6,X:1",
  target: "X",
};
const AT_END = 99;

const panel = ({ page }: Edgewise): Locator => page.getByRole("region", { name: "Paths", exact: true });
const list = (edgewise: Edgewise): Locator => panel(edgewise).getByRole("listbox");
const chosen = (edgewise: Edgewise): Locator => list(edgewise).getByRole("option", { selected: true });
const summary = (edgewise: Edgewise): Locator => panel(edgewise).locator("summary");
const sum = (edgewise: Edgewise): Locator => panel(edgewise).locator(".path-sum");

const equations = (edgewise: Edgewise): Promise<readonly (string | null)[]> =>
  list(edgewise)
    .locator("[data-tex]")
    .evaluateAll((options) => options.map((option) => option.getAttribute("data-tex")));

const operations = (edgewise: Edgewise): Promise<Record<string, readonly string[]>> =>
  panel(edgewise)
    .getByRole("table", { name: "Operations" })
    .locator("tbody tr")
    .evaluateAll((rows) =>
      Object.fromEntries(
        rows.map((row) => [
          row.querySelector("th")?.textContent ?? "",
          [...row.querySelectorAll("td")].map((cell) => cell.textContent ?? ""),
        ]),
      ),
    );

/** Which of the nine threads are drawn, by their looks. */
const threads = ({ page }: Edgewise): Promise<readonly number[]> =>
  page
    .locator(".picture")
    .evaluate((picture) =>
      [1, 2, 3, 4, 5, 6, 7, 8, 9].filter((place) => picture.querySelector(`.look-thread-${place}`) !== null),
    );

/** The numbers that stand on threads. */
const numbers = ({ page }: Edgewise): Promise<readonly string[]> =>
  page.locator(".picture [class*=look-thread-number]").allTextContents();

/** Lengths of broad threads, in the picture's pixels. */
const broad = ({ page }: Edgewise): Locator => page.locator(".picture [class*=look-thread-chosen]");

describe("figure 14: nine paths", () => {
  test("opens from the gallery with nine threads, and their sum at the end", async () => {
    const edgewise = await visit();
    await edgewise.button("Gallery").click();
    await edgewise.page.getByRole("button", { name: /Nine paths, two sums/ }).click();
    await expect.poll(() => threads(edgewise)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect([...new Set(await numbers(edgewise))].sort()).toEqual([
      "1",
      "2",
      "3",
      "4",
      "5",
      "6",
      "7",
      "8",
      "9",
    ]);
    await edgewise.button("Last step").click();
    await expect.poll(() => sum(edgewise).getAttribute("data-value")).toBe("90");
    expect(await sum(edgewise).textContent()).toContain("4 + 5 + 6 + 8 + 10 + 12 + 12 + 15 + 18 = 90");
  });

  test("has nine products, their factored form and the operations that each way takes", async () => {
    const edgewise = await visit({ hash: fields({ ...FIGURE_14, step: AT_END, path: "all" }) });
    await list(edgewise).waitFor();
    const greek = [String.raw`\delta`, String.raw`\epsilon`, String.raw`\zeta`];
    const wanted = [String.raw`\alpha`, String.raw`\beta`, String.raw`\gamma`].flatMap((early, i) =>
      greek.map((late, j) => {
        const [one, other] = [i + 1, j + 4];
        return String.raw`${late}\cdot${early}=${other}\cdot ${one}=${one * other}`;
      }),
    );
    expect(await equations(edgewise)).toEqual(wanted);
    expect(await panel(edgewise).locator(".factored [data-tex]").getAttribute("data-tex")).toBe(
      String.raw`\dfrac{\mathrm{d}Z}{\mathrm{d}X}=(\alpha+\beta+\gamma)\cdot(\delta+\epsilon+\zeta)=(1+2+3)\cdot(4+5+6)=90`,
    );
    expect(await operations(edgewise)).toEqual({
      "path by path": ["9", "8", "30"],
      "reverse sweep": ["3", "4", "11"],
      "parallel edges merged": ["1", "4", "9"],
    });
  });

  test("lights a path that is chosen by mouse, and says so in the address", async () => {
    const edgewise = await visit({ hash: fields({ ...FIGURE_14, step: AT_END, path: "all" }) });
    await list(edgewise)
      .getByRole("option", { name: /^Path 5: X → v₂ → v₃ → Y → v₆ → v₇ → Z, brings 10$/ })
      .click();
    await expect.poll(() => broad(edgewise).count()).toBe(6);
    expect(await threads(edgewise)).toEqual([]);
    expect(await numbers(edgewise)).toEqual(["5"]);
    // The rest under a veil, its own factors and nodes framed above it.
    expect(await edgewise.page.locator(".picture .look-veil").count()).toBe(1);
    expect(await edgewise.page.locator(".picture .part .look-lit-2").count()).toBe(6 + 7);
    await expect.poll(async () => (await edgewise.address()).path).toBe("5");
  });

  test("is gone through by keyboard, while the player stays where it is", async () => {
    const edgewise = await visit({ hash: fields({ ...FIGURE_14, step: 12 }) });
    const { keyboard } = edgewise.page;
    await summary(edgewise).focus();
    await keyboard.press("Enter");
    await expect.poll(() => chosen(edgewise).textContent()).toBe("All 9 at once");
    await keyboard.press("Tab");
    for (const _ of [1, 2, 3]) await keyboard.press("ArrowDown");
    await expect
      .poll(() => chosen(edgewise).getAttribute("aria-label"))
      .toContain("Path 3: X → v₁ → v₃ → Y → v₈ → Z");
    const active = await list(edgewise).getAttribute("aria-activedescendant");
    expect(await chosen(edgewise).getAttribute("id")).toBe(active);
    await keyboard.press("End");
    await expect.poll(() => numbers(edgewise)).toEqual(["9"]);
    await keyboard.press("ArrowDown");
    await keyboard.press("ArrowUp");
    await expect.poll(() => numbers(edgewise)).toEqual(["8"]);
    await keyboard.press("Home");
    await expect.poll(() => threads(edgewise)).toHaveLength(9);
    expect(await edgewise.shownStep()).toBe(12);
    await summary(edgewise).focus();
    await keyboard.press("Enter");
    await expect.poll(() => threads(edgewise)).toEqual([]);
    await expect.poll(async () => (await edgewise.address()).path).toBeUndefined();
  });

  test("fills in numbers as the gradients come back", async () => {
    const edgewise = await visit({ hash: fields({ ...FIGURE_14, path: "all" }) });
    await list(edgewise).waitFor();
    expect((await equations(edgewise))[0]).toBe(String.raw`\delta\cdot\alpha=\square\cdot\square=\square`);
    expect(await sum(edgewise).getAttribute("data-value")).toBeNull();
    expect(
      await list(edgewise)
        .getByRole("option", { name: /not back yet$/ })
        .count(),
    ).toBe(9);
    // The gradient of Y is full: δ, ε and ζ are known, α, β and γ are not.
    const full = Number((await edgewise.step.getAttribute("max")) ?? 0) - 10;
    await edgewise.scrubTo(full);
    await expect
      .poll(async () => (await equations(edgewise))[0])
      .toBe(String.raw`\delta\cdot\alpha=4\cdot\square=\square`);
  });

  test("leaves no plaque and no node under a thread, in both directions and on a phone", async () => {
    const looks = [{}, { direction: "up" }] as const;
    for (const size of [undefined, PHONE])
      for (const look of looks) {
        const edgewise = await visit({
          hash: fields({ ...FIGURE_14, ...look, step: AT_END, path: "all" }),
          ...(size ? { size } : {}),
        });
        await expect.poll(() => threads(edgewise)).toHaveLength(9);
        expect(await hidden(edgewise)).toEqual([]);
      }
  });
});

/** Plaques into whose inside some point of a thread falls, in the picture's own pixels. */
function hidden({ page }: Edgewise): Promise<readonly string[]> {
  return page.locator(".picture").evaluate((picture) => {
    const points = [...picture.querySelectorAll("path[class*=look-thread-]")].flatMap((path) =>
      [...(path.getAttribute("d") ?? "").matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => [
        Number(x),
        Number(y),
      ]),
    );
    return [...picture.querySelectorAll("[data-edge] rect, [data-node] > rect:first-child")].flatMap(
      (rect) => {
        const [x = 0, y = 0, width = 0, height = 0] = ["x", "y", "width", "height"].map((name) =>
          Number(rect.getAttribute(name)),
        );
        const isHidden = points.some(
          ([px = 0, py = 0]) => px > x + 1 && px < x + width - 1 && py > y + 1 && py < y + height - 1,
        );
        return isHidden ? [rect.parentElement?.getAttribute("aria-label") ?? ""] : [];
      },
    );
  });
}

describe("other programs", () => {
  test("figure 13: two paths for b, and one, whose product is all, for a", async () => {
    const edgewise = await visit({ hash: `${FIGURE_13}&step=9&path=all` });
    await list(edgewise).waitFor();
    expect(await equations(edgewise)).toEqual(["d=2", "c=3"]);
    expect(await sum(edgewise).textContent()).toContain("2 + 3 = 5");
    await edgewise.derivation.getByRole("combobox").selectOption("a");
    await expect.poll(() => equations(edgewise)).toEqual(["d=2"]);
    await expect.poll(() => numbers(edgewise)).toEqual(["1"]);
    expect(await panel(edgewise).textContent()).toContain("One path: its product is the derivative.");
  });

  test("figure 18: three contributions, one of them negative", async () => {
    const hash = fields({
      program: "f = (x + sigmoid(y))/(sigmoid(x) + (x + y)^2)",
      values: "x:3,y:-4",
      target: "x",
      step: AT_END,
      path: 2,
    });
    const edgewise = await visit({ hash });
    await expect.poll(() => chosen(edgewise).getAttribute("aria-label")).toContain("brings −0.03576");
    expect(await sum(edgewise).textContent()).toContain("0.5121 + (−0.03576) + 1.583 = 2.06");
    expect(await operations(edgewise)).toMatchObject({
      "path by path": ["2", "2", "4"],
      "parallel edges merged": ["1", "2", "5"],
    });
  });

  test("a million paths: the largest are listed, the rest is counted, and any can be asked for", async () => {
    const program = Array.from({ length: 20 }, (_, k) => `x${k + 1} = 2*x${k} + 0.5*x${k}`).join("\n");
    const edgewise = await visit({
      hash: fields({ program, values: "x0:1", target: "x0", step: 999, path: 1_048_576 }),
    });
    await list(edgewise).waitFor();
    const separated = (text: string): string => text.replaceAll(" ", "\u202f");
    expect(await panel(edgewise).textContent()).toContain(
      `${separated("1 048 576")} paths. These 24 bring most.`,
    );
    // 2.5²⁰ − 2²⁰ − 20·2¹⁸ − 3·2¹⁶ = 84 461 406.2.
    const rest = panel(edgewise).locator(".path-rest");
    expect(await rest.textContent()).toBe(`… and ${separated("1 048 552")} more, together 8.446·10⁷`);
    expect(await chosen(edgewise).getAttribute("aria-label")).toContain("brings 9.537·10⁻⁷");
    await list(edgewise).press("Home");
    await expect.poll(() => chosen(edgewise).textContent()).toBe("The 9 largest at once");
    expect(await operations(edgewise)).toMatchObject({ "reverse sweep": ["38", "20", "42"] });
  });

  test("tensors: every path is a pullback, and what it brings has the target's shape", async () => {
    const hash = fields({
      program: "D = W @ X + W",
      values: "W:[[1,2],[3,4]],X:[[1,0],[2,-1]]",
      target: "W",
      step: AT_END,
      path: 1,
    });
    const edgewise = await visit({ hash });
    // Ones times Xᵀ, and ones.
    await expect
      .poll(() => sum(edgewise).textContent())
      .toContain("[[1, 1], [1, 1]] + [[1, 1], [1, 1]] = [[2, 2], [2, 2]]");
    await expect.poll(() => broad(edgewise).count()).toBe(2);
  });

  test("what the output does not use has no paths, and a text that is wrong keeps those that were there", async () => {
    const edgewise = await visit({ hash: "program=u%20=%20w%0Ay%20=%20x^2&target=w&path=all" });
    await expect
      .poll(() => panel(edgewise).textContent())
      .toContain("No path leads from w to y, so the derivative is 0.");
    await edgewise.derivation.getByRole("combobox").selectOption("x");
    await expect.poll(() => equations(edgewise)).toHaveLength(1);
    await edgewise.type("y = $");
    expect(await equations(edgewise)).toHaveLength(1);
  });
});

describe("axe finds nothing", () => {
  test.each([
    ["light", "all", LAPTOP],
    ["dark", "5", LAPTOP],
    ["dark", "all", PHONE],
    ["light", "5", PHONE],
  ] as const)("%s, with path %s", async (theme, path, size) => {
    // In the last step, before its product is drawn: axe does not see the shape that a travelling product stands on.
    const edgewise = await visit({ theme, size, hash: fields({ ...FIGURE_14, step: 29.1, path }) });
    await list(edgewise).waitFor();
    await expect.poll(() => numbers(edgewise)).not.toEqual([]);
    const { violations } = await new AxeBuilder({ page: edgewise.page })
      .setLegacyMode()
      .include(".paths")
      .include(".graph-area")
      .analyze();
    const found = violations.flatMap(({ id, nodes }) =>
      nodes
        // Nor the shape that a text of the picture stands on.
        .filter(({ html }) => id !== "color-contrast" || !/^<(text|tspan)\b/.test(html))
        .map(({ target }) => `${id}: ${target.join(" ")}`),
    );
    expect(found).toEqual([]);
  });
});

test("a list of outputs goes by what is written in it (figure 15)", async () => {
  const program = "h1 = x1+x2\nh2 = 2*x2\ny1 = -h1\ny2 = h1+h2\n[y1, y2]";
  const hash = fields({ program, values: "x1:2,x2:1", target: "x2", path: "all", step: AT_END });
  const edgewise = await visit({ hash });
  expect(await summary(edgewise).textContent()).toBe("Paths from x2 to [y1, y2]");
  const options = list(edgewise).getByRole("option");
  await expect.poll(() => options.count()).toBe(4);
  expect(await options.nth(1).getAttribute("aria-label")).toBe("Path 1: x2 → h1 → y1 → [y1, y2], brings −1");
});
