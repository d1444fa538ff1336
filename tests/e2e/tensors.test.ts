import AxeBuilder from "@axe-core/playwright";
import { describe, expect, test } from "vitest";
import { type Edgewise, fields, LAPTOP, PHONE, visit } from "./page.ts";

/** Opens an example of the gallery by its title and goes to its end. */
async function atTheEndOf(title: string): Promise<Edgewise> {
  const edgewise = await visit();
  await edgewise.button("Gallery").click();
  const dialog = edgewise.page.getByRole("dialog", { name: "Gallery", exact: true });
  await dialog.getByRole("button", { name: title }).click();
  await dialog.waitFor({ state: "hidden" });
  await edgewise.button("Last step").click();
  return edgewise;
}

/** What a cell of the table holds, as lists rounded to six places. */
async function numbers(edgewise: Edgewise, name: string, column: 0 | 1): Promise<unknown> {
  const [value, gradient] = (await edgewise.cells())[name] ?? [];
  const text = column === 0 ? value : gradient;
  const rounded = (entry: unknown): unknown =>
    Array.isArray(entry) ? entry.map(rounded) : Math.round(Number(entry) * 1e6) / 1e6 + 0;
  return rounded(JSON.parse(text ?? "null"));
}

// The numbers of the article's figures 3 to 6, to six places.
describe("the network of the article", () => {
  test("figures 3, 4 and 5: its layers, its cost, and the gradient of the second weights", async () => {
    const edgewise = await atTheEndOf("The network with its cost");
    expect(await numbers(edgewise, "L2", 0)).toEqual([0.645656, 0.331812, 1]);
    expect(await numbers(edgewise, "L3", 0)).toBe(0.611322);
    expect(await numbers(edgewise, "C", 0)).toBe(0.492132);
    expect(await numbers(edgewise, "L3", 1)).toBe(-1.635799);
    expect(await numbers(edgewise, "T2", 1)).toEqual([-0.250952, -0.128968, -0.388678]);
    const lines = await edgewise.lines();
    // The matrix product stands in its order; a sign would be one entry by entry.
    expect(lines.symbols).toContain("{L_{2}}^{\\top}");
  });

  test("figure 6: the gradient of the first weights, with both kinds of product on the way", async () => {
    const edgewise = await atTheEndOf("The longer way, to the first weights");
    expect(await numbers(edgewise, "T1", 1)).toEqual([
      [-0.062246, 0.051705],
      [0, 0],
      [-0.062246, 0.051705],
    ]);
    const tex = await edgewise.derivation
      .locator("[data-tex]")
      .evaluateAll((all) => all.map((line) => line.getAttribute("data-tex") ?? ""));
    expect(tex.some((line) => line.includes("\\odot"))).toBe(true);
    expect(tex.some((line) => line.includes("\\top"))).toBe(true);
    // What the signs mean stands below them.
    const meanings = await edgewise.derivation.locator("dl dd").allTextContents();
    expect(meanings).toContain("multiplies entry by entry; factors side by side are a matrix product");
    expect(meanings.filter((meaning) => meaning.startsWith("the gradient that arrives"))).toHaveLength(1);
  });

  test("figure 8: the cost over all four examples, by rows of a matrix", async () => {
    const edgewise = await atTheEndOf("A cost over all four examples");
    expect(await numbers(edgewise, "C", 0)).toBe(0.707916);
    expect(await numbers(edgewise, "T1", 1)).toEqual([
      [0.005819, -0.009313],
      [0.002782, -0.007059],
    ]);
  });

  test("figure 20: the gradient of a product with a seed of the person's own", async () => {
    const edgewise = await atTheEndOf("The gradient of a matrix product");
    expect(await numbers(edgewise, "W", 1)).toEqual([
      [3, 2],
      [3, 2],
    ]);
    // dW = δ·Xᵀ with δ = [[1, 1, 1], [1, 1, 5]]: its last row is [1·1 + 5·2, 1·1 + 5·1].
    await edgewise.page.getByRole("textbox", { name: "seed[2,3]", exact: true }).fill("5");
    await expect
      .poll(() => numbers(edgewise, "W", 1))
      .toEqual([
        [3, 2],
        [11, 6],
      ]);
    // The seed is part of what the address keeps.
    await expect.poll(async () => (await edgewise.address()).seed).toBe("[[1,1,1],[1,1,5]]");
    await edgewise.page.reload();
    await edgewise.button("Last step").click();
    await expect
      .poll(() => numbers(edgewise, "W", 1))
      .toEqual([
        [3, 2],
        [11, 6],
      ]);
  });
});

describe("a field for an entry", () => {
  test("keeps what it cannot take, and goes with its row", async () => {
    const edgewise = await visit();
    await edgewise.type("W = [[1, 2], [3, 4]]\nL = sum(W^2)");
    const entry = (place: string) => edgewise.page.getByRole("textbox", { name: `W[${place}]`, exact: true });
    await entry("2,1").fill("abc");
    await entry("1,1").fill("1/2");
    await expect.poll(() => edgewise.text()).toBe("W = [[0.5,2],[3,4]]\nL = sum(W^2)");
    const said = edgewise.page.getByText("W[2,1]: abc is not a number. 3 stays until it is mended;");
    expect(await said.isVisible()).toBe(true);
    await edgewise.button("Remove row 1 of W").click();
    await expect.poll(() => edgewise.text()).toBe("W = [[3,4]]\nL = sum(W^2)");
    expect(await entry("1,1").inputValue()).toBe("abc");
    await entry("1,1").fill("-1");
    await expect.poll(() => edgewise.text()).toBe("W = [[-1,4]]\nL = sum(W^2)");
  });
});

describe("shapes", () => {
  test("a free name gets the smallest shape that fits, which can be changed", async () => {
    const edgewise = await visit({ hash: "program=y = W @ x + b" });
    expect(await edgewise.page.getByRole("spinbutton", { name: "rows of W" }).inputValue()).toBe("2");
    expect(await edgewise.page.getByRole("spinbutton", { name: "entries of x" }).inputValue()).toBe("2");
    await edgewise.page.getByRole("spinbutton", { name: "columns of W" }).fill("3");
    // What was not given by hand goes along.
    await expect
      .poll(() => edgewise.page.getByRole("spinbutton", { name: "entries of x" }).inputValue())
      .toBe("3");
  });

  test("a free number beside a vector can be made one, with undo", async () => {
    const edgewise = await visit({ hash: "program=y = W @ x + b" });
    const number = edgewise.page.getByRole("textbox", { name: "b", exact: true });
    await number.fill("0.5");
    await edgewise.button("Make b a vector of 2").click();
    await expect.poll(async () => (await edgewise.address()).values).toContain("b:[0.5,0.5]");
    expect(await edgewise.page.getByRole("spinbutton", { name: "entries of b" }).inputValue()).toBe("2");
    await edgewise.button("Undo").click();
    await expect.poll(() => number.inputValue()).toBe("0.5");
  });

  test("literals that do not fit for a moment stay in the panel, and can be mended there", async () => {
    const edgewise = await visit();
    await edgewise.type("W = [[1, 2], [3, 4]]\nx = [1, -1]\nL = sum((W @ x)^2)");
    await edgewise.page.getByRole("spinbutton", { name: "columns of W" }).fill("3");
    await expect
      .poll(() => edgewise.page.getByRole("list", { name: "Messages" }).textContent())
      .toContain("the inner sizes 3 and 2 differ");
    expect(await edgewise.page.getByRole("textbox", { name: "W[1,3]", exact: true }).inputValue()).toBe("0");
    await edgewise.page.getByRole("spinbutton", { name: "entries of x" }).fill("3");
    await edgewise.page.getByRole("textbox", { name: "x[3]", exact: true }).fill("2");
    await expect.poll(() => edgewise.text()).toBe("W = [[1,2,0],[3,4,0]]\nx = [1,-1,2]\nL = sum((W @ x)^2)");
    await edgewise.button("Last step").click();
    // (1 − 2)² + (3 − 4)².
    await expect.poll(() => numbers(edgewise, "L", 0)).toBe(2);
  });

  test("what does not fit is said with both shapes and what would", async () => {
    const edgewise = await visit();
    await edgewise.type("W = [[1, 2, 3], [4, 5, 6]]\nx = [1, 2]\ny = W @ x");
    await expect
      .poll(() => edgewise.page.getByRole("list", { name: "Messages" }).textContent())
      .toContain("2×3 @ 2: the inner sizes 3 and 2 differ. Did you mean W' @ x?");
  });
});

describe("an entry without a value", () => {
  test("is marked alone, said with its place, and the others keep their numbers", async () => {
    const program = "L = log(x)\ny = sum(x + L)";
    const edgewise = await visit({ hash: fields({ program, values: "x:[1,-1,2]", step: 3 }) });
    await expect
      .poll(() => edgewise.messages.textContent())
      .toContain("In entry [2]: The logarithm of a negative number has no real value.");
    const cells = edgewise.part("L").locator("text");
    // log 2 to three digits; the sign that says where it was born stands at the node's corner.
    await expect.poll(() => cells.allTextContents()).toEqual(["3", "0", "?", "0.693"]);
    const sign = await edgewise.part("L").locator(".look-warning-sign").boundingBox();
    const cell = await cells.nth(1).boundingBox();
    if (sign === null || cell === null) throw new Error("both are drawn");
    // The grid that hangs into the node is not covered.
    const isApart =
      sign.x >= cell.x + cell.width || sign.x + sign.width <= cell.x || sign.y + sign.height <= cell.y;
    expect(isApart).toBe(true);
  });

  test("too many numbers are refused in words, and the page goes on", async () => {
    const ones = `x:[${Array(1001).fill(1).join(",")}]`;
    const edgewise = await visit({ hash: fields({ program: "y = sum(outer(x, x))", values: ones }) });
    await expect
      .poll(() => edgewise.messages.textContent())
      .toContain("outer(x, x) would be a 1001×1001 matrix, more than 1 000 000 numbers: too large.");
    await edgewise.type("y = sum(outer(x[1:1000], x[1:1000]))");
    await edgewise.button("Last step").click();
    await expect.poll(() => numbers(edgewise, "y", 0)).toBe(1_000_000);
  });
});

describe("all that can be shown of a matrix product at once", () => {
  test.each([
    ["right", LAPTOP],
    ["up", { width: 1024, height: 768 }],
  ] as const)("keeps apart: %s", async (direction, size) => {
    const values = "W:[[1,2],[3,4]],X:[[1,0,2],[0,1,1]]";
    const edgewise = await visit({
      hash: fields({ program: "D = W @ X", values, step: 4, direction }),
      size,
    });
    await edgewise.button("check").click();
    await edgewise.button("strength").click();
    const notes = edgewise.page.locator(".check-report, .strength-legend");
    await expect.poll(() => notes.count()).toBe(2);
    const meetings = (): Promise<readonly string[]> =>
      edgewise.page.evaluate(() => {
        const boxesOf = (selector: string) =>
          [...document.querySelectorAll(`.graph-area ${selector}`)].map((element) => ({
            name: `${element.tagName} ${element.textContent}`,
            box: element.getBoundingClientRect(),
          }));
        const notes = boxesOf(":is(.check-report, .strength-legend)");
        const marks = boxesOf("text").filter(({ name }) => name.includes("✓"));
        const pairs = [
          ...notes.flatMap((note, place) =>
            [...boxesOf("[data-node]"), ...notes.slice(place + 1)].map((other) => [note, other] as const),
          ),
          ...marks.flatMap((mark) =>
            boxesOf("rect:not(.look-line-number)").map((other) => [mark, other] as const),
          ),
        ];
        return pairs.flatMap(([one, other]) =>
          one.box.left < other.box.right &&
          other.box.left < one.box.right &&
          one.box.top < other.box.bottom &&
          other.box.top < one.box.bottom
            ? [`${one.name} | ${other.name}`]
            : [],
        );
      });
    await expect.poll(meetings).toEqual([]);
  });
});

describe("axe finds nothing in figures 3 and 8", () => {
  test.each([
    ["light", LAPTOP],
    ["dark", PHONE],
  ] as const)("%s", async (theme, size) => {
    const edgewise = await visit({ theme, size });
    for (const title of ["A network as it stands in a book", "A cost over all four examples"]) {
      await edgewise.button("Gallery").click();
      const dialog = edgewise.page.getByRole("dialog", { name: "Gallery", exact: true });
      await dialog.getByRole("button", { name: title }).click();
      await dialog.waitFor({ state: "hidden" });
      await edgewise.button("Last step").click();
      // Panels of another program come after the picture.
      await edgewise.isComplete();
      // The picture's own texts stand on shapes that axe does not see; theme.test.ts has their contrasts.
      const found = await new AxeBuilder({ page: edgewise.page }).setLegacyMode().analyze();
      const violations = found.violations.flatMap(({ id, nodes }) =>
        nodes
          .filter(({ html }) => id !== "color-contrast" || !/^<(text|tspan)\b/.test(html))
          .map(({ html }) => `${title}, ${id}: ${html}`),
      );
      expect(violations).toEqual([]);
    }
  });
});
