import AxeBuilder from "@axe-core/playwright";
import { describe, expect, test } from "vitest";
import { type Edgewise, fields, LAPTOP, PHONE, visit } from "./page.ts";

const CLASSIFIER = fields({
  program: "z = w*x + b\nL = (z - y)^2",
  values: "w:0.8,x:1.5,b:-0.4,y:1",
});
const XOR = fields({
  program: "# data: X, y\nP = sigmoid(X @ t + b)\nC = mean((P - y)^2)",
  values: "X:[[0,0],[0,1],[1,0],[1,1]],t:[0.7,-0.6],b:0.2,y:[0,1,1,0]",
});

const roleOf = ({ page }: Edgewise, name: string) =>
  page.getByRole("combobox", { name: `Role of ${name}`, exact: true });
const field = ({ page }: Edgewise, name: string) => page.getByRole("textbox", { name, exact: true });
const outline = (edgewise: Edgewise, node: string): Promise<string> =>
  edgewise.part(node).evaluate((part) => part.firstElementChild?.tagName ?? "");

/** Pastes a text where the cursor is, as a browser does. */
async function paste(edgewise: Edgewise, name: string, text: string): Promise<void> {
  const box = field(edgewise, name);
  await box.focus();
  await box.evaluate((element, plain) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", plain);
    const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
    element.dispatchEvent(event);
  }, text);
}

/** The fields of a matrix, row by row. */
async function entries({ page }: Edgewise, name: string): Promise<readonly string[]> {
  const boxes = page.locator(`input[type="text"][aria-label^="${name}["]`);
  return boxes.evaluateAll((all) => all.map((box) => (box as HTMLInputElement).value));
}

const focused = ({ page }: Edgewise) =>
  page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "");

describe("the role of an input", () => {
  test("is chosen beside it, and stands in the program, in its node's shape and words, and in the table", async () => {
    const edgewise = await visit({ hash: CLASSIFIER });
    expect(await roleOf(edgewise, "x").inputValue()).toBe("parameter");
    expect(await outline(edgewise, "x")).toBe("rect");
    await roleOf(edgewise, "x").selectOption("data");
    expect(await edgewise.text()).toBe("# data: x\nz = w*x + b\nL = (z - y)^2");
    await roleOf(edgewise, "y").selectOption("data");
    await roleOf(edgewise, "b").selectOption("constant");
    expect(await edgewise.text()).toBe("# data: x, y\n# constants: b\nz = w*x + b\nL = (z - y)^2");
    expect(await edgewise.labels()).toMatchObject({ w: "w", x: "x, data", b: "b, constant", y: "y, data" });
    expect([await outline(edgewise, "x"), await outline(edgewise, "b")]).toEqual(["path", "path"]);
    const row = edgewise.table.getByRole("row", { name: /^x/ });
    expect(await row.getByRole("cell").first().textContent()).toBe("input, data");
    await edgewise.button("Last step").click();
    expect((await edgewise.labels()).x).toBe("x, data, value 1.5, gradient −0.32");
  });

  test("is one entry of the history each time, and back to parameter leaves no comment", async () => {
    const edgewise = await visit({ hash: CLASSIFIER });
    const text = await edgewise.text();
    await roleOf(edgewise, "x").selectOption("data");
    await roleOf(edgewise, "x").selectOption("constant");
    await edgewise.button("Undo").click();
    expect(await edgewise.text()).toBe(`# data: x\n${text}`);
    expect(await roleOf(edgewise, "x").inputValue()).toBe("data");
    await edgewise.button("Undo").click();
    expect(await edgewise.text()).toBe(text);
    expect(await edgewise.button("Undo").isEnabled()).toBe(false);
    await edgewise.button("Redo").click();
    await roleOf(edgewise, "x").selectOption("parameter");
    expect(await edgewise.text()).toBe(text);
  });

  test("follows what is typed, keeps the values, and is told where a name is none", async () => {
    const edgewise = await visit({ hash: CLASSIFIER });
    await edgewise.scrubTo(3);
    await edgewise.type("# data: x, t\nz = w*x + b\nL = (z - y)^2");
    expect(await roleOf(edgewise, "x").inputValue()).toBe("data");
    expect(await field(edgewise, "x").inputValue()).toBe("1.5");
    expect(await edgewise.shownStep()).toBe(3);
    const said = edgewise.messages.getByRole("listitem");
    expect(await said.allTextContents()).toEqual([
      "t is not an input of this program, so it has no role. Inputs are names never assigned, or assigned a number or a list. (line 1, column 12)",
    ]);
    await edgewise.type("# data: x\nz = w*x +");
    expect(await roleOf(edgewise, "x").isDisabled(), "while the text is wrong").toBe(true);
  });

  test("is shown in the help, with its shape", async () => {
    const edgewise = await visit();
    await edgewise.button("Help").click();
    await expect.poll(() => edgewise.help.locator(".role-sign").count()).toBe(3);
    expect(await edgewise.help.textContent()).toContain("A leaning box is data");
  });
});

describe("a batch", () => {
  test("is pasted from a spreadsheet with its headings, as one entry of the history", async () => {
    const edgewise = await visit({ hash: XOR });
    await paste(edgewise, "X[2,1]", "x1\tx2\r\n0,5\t1\r\n2\t3\r\n4\t5\r\n6\t7\r\n");
    expect(await entries(edgewise, "X")).toEqual(["0.5", "1", "2", "3", "4", "5", "6", "7"]);
    await edgewise.page.getByText("The first line was taken for headings: x1, x2.").waitFor();
    await edgewise.button("Undo").click();
    expect(await entries(edgewise, "X")).toEqual(["0", "0", "0", "1", "1", "0", "1", "1"]);
    expect(await edgewise.button("Undo").isEnabled()).toBe(false);
  });

  test("is pasted by keyboard alone, as NumPy prints it", async () => {
    const edgewise = await visit({ hash: XOR });
    const { keyboard } = edgewise.page;
    await edgewise.button("Paste numbers of X").focus();
    await keyboard.press("Enter");
    await expect.poll(() => focused(edgewise)).toBe("Numbers of X");
    await keyboard.press("ControlOrMeta+a");
    await keyboard.insertText("[[ 0.  1. ]\n [-2.  3. ]\n [ 4.  0.5]\n [ 6.  7. ]]");
    await keyboard.press("Tab");
    await keyboard.press("Enter");
    await expect.poll(() => entries(edgewise, "X")).toEqual(["0", "1", "-2", "3", "4", "0.5", "6", "7"]);
    expect(await edgewise.shownStep(), "the player has not moved").toBe(0);
  });

  test("that cannot be taken is refused in words, and nothing is lost", async () => {
    const edgewise = await visit({ hash: XOR });
    const before = await entries(edgewise, "X");
    await paste(edgewise, "X[1,1]", "1,2\n3");
    const alert = edgewise.page.getByRole("alert");
    expect(await alert.textContent()).toBe(
      "Rows must be equally long: row 1 has 2 numbers, and row 2 has 1.",
    );
    expect(await entries(edgewise, "X")).toEqual(before);
    await edgewise.button("Paste numbers of X").click();
    const text = field(edgewise, "Numbers of X");
    expect(await text.inputValue()).toBe("0, 0\n0, 1\n1, 0\n1, 1");
    await text.fill("0, 0\n0, nan");
    await edgewise.button("Take over").click();
    expect(await alert.textContent()).toBe("Row 2, column 2 is nan, which is not a number.");
    expect(await text.inputValue(), "what was typed stays").toBe("0, 0\n0, nan");
    await text.fill("0, 0\n0, 2\n1, 1\n3, 1");
    await edgewise.button("Take over").click();
    expect(await entries(edgewise, "X")).toEqual(["0", "0", "0", "2", "1", "1", "3", "1"]);
    expect(await alert.count()).toBe(0);
    await edgewise.button("Paste numbers of X").click();
    await text.press("Escape");
    expect(await text.count()).toBe(0);
  });

  test("gets a row by Enter in the last one, and loses it by a button; its targets go along", async () => {
    const edgewise = await visit({ hash: XOR });
    await field(edgewise, "X[3,2]").focus();
    await edgewise.page.keyboard.press("Enter");
    expect(await focused(edgewise)).toBe("X[4,2]");
    await edgewise.page.keyboard.press("Enter");
    await expect.poll(() => focused(edgewise)).toBe("X[5,2]");
    expect(await entries(edgewise, "X")).toEqual(["0", "0", "0", "1", "1", "0", "1", "1", "0", "0"]);
    expect(await entries(edgewise, "y"), "the targets that there were stay").toEqual([
      ...["0", "1", "1", "0"],
      "0",
    ]);
    expect(await edgewise.messages.getByRole("listitem").count()).toBe(0);
    await edgewise.page.keyboard.type("0.25");
    expect((await entries(edgewise, "X")).at(-1)).toBe("0.25");
    await edgewise.button("Remove row 2 of X").click();
    expect(await entries(edgewise, "X")).toEqual(["0", "0", "1", "0", "1", "1", "0", "0.25"]);
    expect(await focused(edgewise)).toBe("X[2,1]");
    await edgewise.button("Add a row to X").click();
    await expect.poll(() => focused(edgewise)).toBe("X[5,1]");
    for (let times = 0; times < 4; times += 1) await edgewise.button("Undo").click();
    expect(await entries(edgewise, "X")).toEqual(["0", "0", "0", "1", "1", "0", "1", "1"]);
    expect(await edgewise.button("Undo").isEnabled()).toBe(false);
  });

  test("is walked by arrow keys", async () => {
    const edgewise = await visit({ hash: XOR });
    await field(edgewise, "X[2,1]").focus();
    for (const [key, place] of [
      ["ArrowDown", "X[3,1]"],
      ["ArrowRight", "X[3,2]"],
      ["ArrowRight", "X[3,2]"],
      ["ArrowUp", "X[2,2]"],
      ["ArrowUp", "X[1,2]"],
      ["ArrowUp", "X[1,2]"],
      ["ArrowLeft", "X[1,1]"],
    ] as const) {
      await edgewise.page.keyboard.press(key);
      expect(await focused(edgewise), key).toBe(place);
    }
    expect(await edgewise.shownStep(), "the player has not moved").toBe(0);
    await field(edgewise, "X[1,1]").fill("12");
    await edgewise.page.keyboard.press("ArrowLeft");
    expect(await focused(edgewise), "inside the number").toBe("X[1,1]");
  });

  test("of a literal is written into the program", async () => {
    const edgewise = await visit({ hash: fields({ program: "X = [[1, 2]]\ny = sum(X)" }) });
    await paste(edgewise, "X[1,1]", "[[3. 4.]\n [5. 6.]]");
    expect(await edgewise.text()).toBe("X = [[3,4],[5,6]]\ny = sum(X)");
    await edgewise.button("Add a row to X").click();
    expect(await edgewise.text()).toBe("X = [[3,4],[5,6],[0,0]]\ny = sum(X)");
  });

  test.each([
    ["light", LAPTOP],
    ["dark", PHONE],
  ] as const)("axe finds nothing, and nothing is wider than the page: %s", async (theme, size) => {
    const edgewise = await visit({ hash: XOR, theme, size });
    await edgewise.button("Paste numbers of y").click();
    await edgewise.button("Take over").click();
    await edgewise.button("Paste numbers of X").click();
    await field(edgewise, "Numbers of X").fill("1, a");
    await edgewise.button("Take over").click();
    const found = await new AxeBuilder({ page: edgewise.page }).setLegacyMode().include(".side").analyze();
    expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    const spill = await edgewise.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(spill).toBe(0);
  });
});
