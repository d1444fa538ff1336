import { describe, expect, test } from "vitest";
import { type Edgewise, fields, visit } from "./page.ts";

const field = ({ page }: Edgewise, name: string) => page.getByRole("textbox", { name, exact: true });
const slider = ({ page }: Edgewise, name: string) => page.getByRole("slider", { name: `${name}, slider` });
const nodes = async (edgewise: Edgewise): Promise<readonly string[]> =>
  Object.values(await edgewise.labels()).filter((label) => !label.startsWith("edge"));

describe("typing a program", () => {
  test("shows its graph, inputs and derivation", async () => {
    const edgewise = await visit();
    await edgewise.type("y = x^2");
    expect(await edgewise.labels()).toEqual({ "x-y-0": "edge from x to y", x: "x", y: "y = x^2" });
    expect(await field(edgewise, "x").inputValue()).toBe("2");
    expect(await field(edgewise, "a").count()).toBe(0);
    expect(Object.keys(await edgewise.lines())).toEqual(["symbols", "formulas"]);
  });

  test("letter by letter, over several lines, gives what was typed", async () => {
    const edgewise = await visit();
    await edgewise.program.click();
    await edgewise.page.keyboard.press("ControlOrMeta+a");
    await edgewise.page.keyboard.type("y = a\nz = y * b\n", { delay: 30 });
    expect(await edgewise.text()).toBe("y = a\nz = y * b\n");
  });

  test("Enter ends a line even while names are offered", async () => {
    const edgewise = await visit();
    await edgewise.type("");
    await edgewise.page.keyboard.press("Backspace");
    await edgewise.page.keyboard.type("y = a");
    // A list may come up now; whoever types on does not look at it.
    const list = edgewise.page.getByRole("listbox");
    await list.waitFor({ timeout: 1000 }).catch(() => undefined);
    // The editor's list takes no keys for its first 75 ms.
    await edgewise.page.waitForTimeout(100);
    await edgewise.page.keyboard.press("Enter");
    await edgewise.page.keyboard.type("z = y");
    expect(await edgewise.text()).toBe("y = a\nz = y");
  });

  test("keeps the step it was at when another statement changes", async () => {
    const edgewise = await visit();
    await edgewise.scrubTo(5);
    await edgewise.type("c = a + b\nd = b + 1\nunused = a\ne = c * d");
    expect(await edgewise.narration.textContent()).toContain("The edge from c has factor d = 2");
  });
});

describe("a product without a sign", () => {
  const signs = ({ program }: Edgewise) => program.locator(".product-sign, .product-gap");

  test("shows one that is no part of the text", async () => {
    const edgewise = await visit();
    const text = "y = 2x + 3(x+1)(x-1) + 2 sin(x)";
    await edgewise.type(text);
    await expect.poll(() => signs(edgewise).count()).toBe(4);
    expect(await edgewise.text()).toBe(text);
    await edgewise.page.keyboard.press("ControlOrMeta+a");
    const copied = await edgewise.program.evaluate((box) => {
      const clipboardData = new DataTransfer();
      box.dispatchEvent(new ClipboardEvent("copy", { clipboardData, bubbles: true, cancelable: true }));
      return clipboardData.getData("text/plain");
    });
    expect(copied).toBe(text);
    expect(await edgewise.messages.getByRole("listitem").count()).toBe(0);
  });

  test("keeps it while the statement is still being typed", async () => {
    const edgewise = await visit();
    await edgewise.type("y = 2x +");
    await expect.poll(() => edgewise.messages.getByRole("listitem").count()).toBe(1);
    await expect.poll(() => signs(edgewise).count()).toBe(1);
  });

  test("says in words how it was read where others read it differently", async () => {
    const edgewise = await visit();
    await edgewise.type("y = 1/2x + 2x");
    const said = edgewise.messages.getByRole("listitem");
    expect(await said.allTextContents()).toEqual([
      "1/2x is read as (1/2)·x. For 1/(2·x), write the brackets. (line 1, column 5)",
    ]);
    await expect.poll(() => edgewise.program.locator(".cm-lintRange-info").textContent()).toBe("1/2x");
    await edgewise.button("Last step").click();
    expect((await edgewise.cells()).y).toEqual(["5", "1"]);
  });
});

describe("a wrong text", () => {
  const mistakes: readonly (readonly [text: string, place: string, mark: string])[] = [
    ["c = a +", "line 1, column 8", "+"],
    ["c = a + b\nd = b $ 1", "line 2, column 7", "$"],
    ["c = (a + b", "line 1, column 5", "("],
  ];

  test.each(mistakes)("%j says what is wrong at %s", async (text, place) => {
    const edgewise = await visit();
    await edgewise.scrubTo(7);
    const before = await edgewise.labels();
    await edgewise.type(text);
    expect(await edgewise.messages.textContent()).toContain(`(${place})`);
    expect(await edgewise.labels(), "the last graph stays").toEqual(before);
    expect(await edgewise.shownStep()).toBe(7);
  });

  test("is marked where it is wrong, and is right again once it is mended", async () => {
    const edgewise = await visit();
    await edgewise.type("y = x $ 2");
    await expect.poll(() => edgewise.program.locator(".cm-lintRange-error").allTextContents()).toEqual(["$"]);
    await edgewise.type("y = x * 2");
    expect(await edgewise.messages.getByRole("listitem").count()).toBe(0);
    await expect.poll(() => edgewise.program.locator(".cm-lintRange-error").count()).toBe(0);
    expect(await nodes(edgewise)).toEqual(["x", "y = x*2"]);
  });

  test("survives a reload as it is", async () => {
    const edgewise = await visit();
    await edgewise.type("y = x +");
    await expect.poll(async () => (await edgewise.address()).program).toBe("y = x +");
    await edgewise.page.reload();
    await edgewise.isComplete();
    expect(await edgewise.text()).toBe("y = x +");
    expect(await edgewise.messages.textContent()).toContain("(line 1, column 8)");
  });

  test("none at all asks for one", async () => {
    const edgewise = await visit({ hash: "program=" });
    expect(await edgewise.text()).toBe("");
    await expect
      .poll(() => edgewise.narration.textContent())
      .toBe("Type a program, and its graph appears here.");
    expect(await edgewise.parts.count()).toBe(0);
  });
});

describe("inputs", () => {
  test("a free name's number changes the value and not the text", async () => {
    const edgewise = await visit();
    await edgewise.button("Last step").click();
    await field(edgewise, "b").fill("4");
    expect(await edgewise.cells()).toEqual({
      a: ["2", "5"],
      b: ["4", "11"],
      c: ["6", "5"],
      d: ["5", "6"],
      e: ["30", "1"],
    });
    expect(await edgewise.text()).toBe("c = a + b\nd = b + 1\ne = c * d");
  });

  const literals: readonly (readonly [text: string, number: string, after: string])[] = [
    ["x = 3; y = x^2", "4", "x = 4; y = x^2"],
    ["x = -3\ny = x^2 # squared", "0.5", "x = 0.5\ny = x^2 # squared"],
    ["x = (3)\ny = x^2", "-2", "x = -2\ny = x^2"],
  ];

  test.each(literals)("a literal is written anew in the text: %j becomes %s", async (text, number, after) => {
    const edgewise = await visit({ hash: `program=${encodeURIComponent(text)}` });
    await field(edgewise, "x").fill(number);
    expect(await edgewise.text()).toBe(after);
  });

  test("a slider of a literal rewrites it too", async () => {
    const edgewise = await visit({ hash: `program=${encodeURIComponent("x = 3; y = x^2")}` });
    await slider(edgewise, "x").fill("4");
    expect(await edgewise.text()).toBe("x = 4; y = x^2");
    await edgewise.button("Last step").click();
    expect(await edgewise.cells()).toEqual({ x: ["4", "8"], y: ["16", "1"] });
  });

  test("what is not a number is said to be none, and changes nothing", async () => {
    const edgewise = await visit();
    await edgewise.button("Last step").click();
    const before = await edgewise.cells();
    const a = field(edgewise, "a");
    await a.fill("two");
    expect(await a.getAttribute("aria-invalid")).toBe("true");
    // It is still there, and still said, when somebody has gone elsewhere.
    await field(edgewise, "b").focus();
    expect(await a.inputValue()).toBe("two");
    const said = edgewise.page.getByText(
      "a: two is not a number. 2 stays until it is mended; Escape brings it back.",
    );
    expect(await said.isVisible()).toBe(true);
    expect(await edgewise.cells()).toEqual(before);
    await a.press("Escape");
    expect(await a.inputValue()).toBe("2");
    expect(await said.count()).toBe(0);
  });

  test("what is no number yet holds back nothing but itself: the number before stays", async () => {
    const edgewise = await visit();
    const a = field(edgewise, "a");
    await a.fill("");
    await a.pressSequentially("7e");
    await expect.poll(async () => (await edgewise.address()).values).toBe("a:2,b:1");
    await a.fill("1e999");
    expect(await edgewise.page.getByText("a: 1e999 is too large for a number. 2 stays").isVisible()).toBe(
      true,
    );
    await expect.poll(async () => (await edgewise.address()).values).toBe("a:2,b:1");
    await slider(edgewise, "a").fill("3");
    expect(await a.inputValue()).toBe("3");
  });

  test("what can be calculated is a number too", async () => {
    const edgewise = await visit();
    const a = field(edgewise, "a");
    await a.fill("");
    await a.pressSequentially("1/4");
    expect(await a.inputValue()).toBe("1/4");
    await expect.poll(async () => (await edgewise.address()).values).toBe("a:0.25,b:1");
    await a.blur();
    expect(await a.inputValue()).toBe("0.25");
  });

  test.each([
    ["a free name", "f = x * a + b"],
    ["a literal", "x = 2\nf = x * a + b"],
  ])("the slider of %s renders no other input, and nothing of the page's frame", async (_, program) => {
    const edgewise = await visit({ hash: fields({ program, step: 5 }) });
    const touched = edgewise.page.evaluate(
      () =>
        new Promise<readonly string[]>((resolve) => {
          // React writes a field's name anew whenever it renders the field.
          const observer = new MutationObserver((records) =>
            resolve(records.map(({ target }) => (target as Element).getAttribute("aria-label") ?? "")),
          );
          observer.observe(document.body, { subtree: true, attributeFilter: ["name"] });
        }),
    );
    await slider(edgewise, "x").fill("4");
    expect(new Set(await touched)).toEqual(new Set(["x, slider", "x"]));
  });

  test("a slider never moves a node", async () => {
    const edgewise = await visit();
    const places = (): Promise<readonly (string | null)[]> =>
      edgewise.parts
        .locator("rect:first-child")
        .evaluateAll((boxes) =>
          boxes.map((box) => ["x", "y", "width", "height"].map((name) => box.getAttribute(name)).join()),
        );
    const before = await places();
    await slider(edgewise, "a").fill("-4.3");
    expect(await places()).toEqual(before);
  });
});

describe("one history over text and sliders", () => {
  test("undo goes back through them in the order they came, redo forward again", async () => {
    const edgewise = await visit();
    const state = async () => [await edgewise.text(), await field(edgewise, "x").inputValue()];
    await edgewise.type("y = x^2");
    await field(edgewise, "x").fill("7");
    await edgewise.type("y = x^3");
    expect(await state()).toEqual(["y = x^3", "7"]);
    await edgewise.button("Undo").click();
    expect(await state()).toEqual(["y = x^2", "7"]);
    await edgewise.button("Undo").click();
    expect(await state()).toEqual(["y = x^2", "2"]);
    await edgewise.button("Undo").click();
    expect(await edgewise.text()).toBe("c = a + b\nd = b + 1\ne = c * d");
    expect(await edgewise.button("Undo").isEnabled()).toBe(false);
    for (let times = 0; times < 3; times += 1) await edgewise.button("Redo").click();
    expect(await state()).toEqual(["y = x^3", "7"]);
    expect(await edgewise.button("Redo").isEnabled()).toBe(false);
  });

  test.each([
    ["a free name", ""],
    ["a literal", `program=${encodeURIComponent("a = 2; y = a^2")}`],
  ])("a drag of the slider of %s is one entry", async (_name, hash) => {
    const edgewise = await visit({ hash });
    const { page } = edgewise;
    const text = await edgewise.text();
    const box = await slider(edgewise, "a").boundingBox();
    if (box === null) throw new Error("the slider has no box");
    const y = box.y + box.height / 2;
    await page.mouse.move(box.x + box.width * 0.7, y);
    await page.mouse.down();
    for (const part of [0.75, 0.8, 0.85, 0.9]) await page.mouse.move(box.x + box.width * part, y);
    await page.mouse.up();
    expect(Number(await field(edgewise, "a").inputValue())).toBeGreaterThan(3.5);
    await edgewise.button("Undo").click();
    expect(await field(edgewise, "a").inputValue()).toBe("2");
    expect(await edgewise.text()).toBe(text);
    expect(await edgewise.button("Undo").isEnabled()).toBe(false);
  });

  test("Ctrl+Z in the program is the page's undo", async () => {
    const edgewise = await visit();
    await slider(edgewise, "a").fill("4");
    await edgewise.program.click();
    await edgewise.page.keyboard.press("ControlOrMeta+z");
    expect(await field(edgewise, "a").inputValue()).toBe("2");
  });
});

test("names are offered while a word is typed, with what they mean", async () => {
  const { page, ...edgewise } = await visit();
  await edgewise.program.click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type("\nf = si");
  const list = page.getByRole("listbox");
  await list.waitFor();
  const offered = await list.getByRole("option").allTextContents();
  expect(offered.map((option) => option.replace(/\(.*/, ""))).toEqual(
    expect.arrayContaining(["sin", "sigmoid"]),
  );
  await page.keyboard.press("Tab");
  await page.keyboard.press("Escape");
});

test("in a comment that gives roles, the inputs are offered, and nothing in any other", async () => {
  const { page, ...edgewise } = await visit();
  await edgewise.program.click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type("\n# data: ");
  const list = page.getByRole("listbox");
  await list.waitFor();
  expect(await list.getByRole("option").allTextContents()).toEqual(["aparameter", "bparameter"]);
  // The editor takes no name in the first 75 ms of a list: who presses Tab then has not seen it yet.
  await page.waitForTimeout(150);
  await page.keyboard.press("Tab");
  expect((await page.locator(".cm-line").allTextContents()).at(-1)).toBe("# data: a");
  await page.keyboard.type(", ");
  await expect.poll(() => list.getByRole("option").allTextContents()).toEqual(["bparameter"]);
  await page.keyboard.press("Escape");
  await page.keyboard.type("b\n# si");
  await page.waitForTimeout(300);
  expect(await list.count()).toBe(0);
});

test("a second name is shown where the first one is", async () => {
  const edgewise = await visit();
  await edgewise.type("c = 2*x\ny = c");
  await edgewise.button("Last step").click();
  expect((await edgewise.labels()).c).toContain("y = c = 2*x");
  expect(await edgewise.table.textContent()).toContain("2*x, also y");
  expect((await edgewise.lines()).result).toBe("\\dfrac{\\mathrm{d}y}{\\mathrm{d}x}=2");
});

describe("without the files that come later", () => {
  test("the program can be typed in a plain text area", async () => {
    const edgewise = await visit({ without: /codeMirror/ });
    await edgewise.program.fill("y = x^2");
    expect(await nodes(edgewise)).toEqual(["x", "y = x^2"]);
    await edgewise.program.fill("y = x +");
    expect(await edgewise.messages.textContent()).toContain("(line 1, column 8)");
    await edgewise.button("Undo").click();
    expect(await edgewise.program.inputValue()).toBe("c = a + b\nd = b + 1\ne = c * d");
  });

  test("formulas stand as plain text", async () => {
    const edgewise = await visit({ without: /katex/ });
    const labels = edgewise.graph.locator("..").locator(".formula");
    expect(await labels.allTextContents()).toEqual([
      "∂c/∂a",
      "∂c/∂b",
      "∂d/∂b",
      "∂e/∂c",
      "∂e/∂d",
      "a",
      "b",
      "c = a + b",
      "d = b + 1",
      expect.stringMatching(/^e = c.?d$/),
    ]);
    await edgewise.button("Last step").click();
    await expect.poll(() => edgewise.cells()).toMatchObject({ b: ["1", "5"] });
    expect(await edgewise.derivation.textContent()).toContain("2 · 1 + 3 · 1=5");
  });

  test.each([
    ["the editor", /codeMirror/],
    ["the typesetter", /katex/],
  ])("nothing is thrown that nobody catches: %s", async (_name, without) => {
    const heard: string[] = [];
    const edgewise = await visit({ without });
    const { page } = edgewise;
    page.on("pageerror", (error) => heard.push(error.message));
    const failed = page.waitForEvent("requestfailed");
    await page.reload();
    await failed;
    await edgewise.button("Last step").click();
    expect(heard).toEqual([]);
  });
});
