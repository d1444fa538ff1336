import { describe, expect, test } from "vitest";
import { DIAGNOSTICS } from "../../src/core/expression/diagnostics.ts";
import { KEY_GROUPS, keyName } from "../../src/view/keys.ts";
import { type Edgewise, FIGURE_13, visit } from "./page.ts";

const open = (at: number, rest = ""): Promise<Edgewise> => visit({ hash: `${FIGURE_13}&step=${at}${rest}` });

describe("keys move the playhead while no control has the focus", () => {
  // Forward is 1 to 3, the seed is 4, backward is 5 to 9.
  const cases: readonly (readonly [key: string, from: number, to: number])[] = [
    ["ArrowRight", 0, 1],
    ["ArrowRight", 4.5, 5],
    ["ArrowRight", 9, 9],
    ["ArrowLeft", 5, 4],
    ["ArrowLeft", 4.5, 4],
    ["ArrowLeft", 0, 0],
    ["Shift+ArrowRight", 0, 3],
    ["Shift+ArrowRight", 3, 4],
    ["Shift+ArrowRight", 4, 9],
    ["Shift+ArrowLeft", 9, 4],
    ["Shift+ArrowLeft", 4, 3],
    ["Shift+ArrowLeft", 3, 0],
    ["Home", 7, 0],
    ["End", 2, 9],
    ["PageDown", 5, 6],
    ["PageUp", 5, 4],
    ["]", 4, 4.2],
    ["]", 4.56, 4.8],
    ["]", 0.76, 1],
    ["[", 5, 4.8],
    ["[", 4.2, 4],
    ["[", 1, 0.76],
  ];

  test("each as far as it should", async () => {
    const edgewise = await open(0);
    for (const [place, [key, from, to]] of cases.entries()) {
      // The number makes every address a new one, which the page follows.
      await edgewise.follow(`${FIGURE_13}&step=${from}&case=${place}`);
      await edgewise.page.keyboard.press(key);
      const shown = [await edgewise.progress(), await edgewise.shownStep()];
      expect.soft(shown, `${key} from ${from}`).toEqual([to, Math.ceil(to)]);
    }
  });
});

test("Space plays and pauses", async () => {
  const edgewise = await visit({ motion: "full" });
  await edgewise.page.keyboard.press("Space");
  await edgewise.button("Pause").waitFor();
  await edgewise.page.keyboard.press("Space");
  await edgewise.button("Play").waitFor();
});

test("R plays the step again, from its beginning to its end", async () => {
  const edgewise = await visit({ motion: "full", hash: "program=y%20=%20x%5E2&step=1&speed=2" });
  expect(await edgewise.cells()).toEqual({ x: ["2", ""], y: ["4", ""] });
  await edgewise.page.keyboard.press("r");
  await expect.poll(() => edgewise.cells()).toEqual({ x: ["2", ""], y: ["", ""] });
  await expect.poll(() => edgewise.cells(), { timeout: 4000 }).toEqual({ x: ["2", ""], y: ["4", ""] });
});

test("F fills the screen and gives it back", async () => {
  const { page } = await visit();
  const isFull = (): Promise<boolean> => page.evaluate(() => document.fullscreenElement !== null);
  await page.keyboard.press("f");
  await expect.poll(isFull).toBe(true);
  await page.keyboard.press("f");
  await expect.poll(isFull).toBe(false);
});

test("? opens the help, Escape closes it", async () => {
  const edgewise = await visit();
  await edgewise.page.keyboard.press("?");
  await edgewise.help.waitFor();
  await edgewise.page.keyboard.press("ArrowRight");
  expect(await edgewise.shownStep()).toBe(0);
  await edgewise.page.keyboard.press("Escape");
  await edgewise.help.waitFor({ state: "hidden" });
  // The browser takes the focus from what is hidden with its next frame.
  await expect.poll(() => edgewise.page.evaluate(() => document.activeElement === document.body)).toBe(true);
  await edgewise.page.keyboard.press("ArrowRight");
  expect(await edgewise.shownStep()).toBe(1);
});

test("every message is in the help, folded until it is asked for", async () => {
  const edgewise = await visit();
  await edgewise.button("Help").click();
  const list = edgewise.help.locator("details dl").last();
  await list.waitFor({ state: "attached" });
  expect(await list.isVisible()).toBe(false);
  await edgewise.help.getByText("Everything that may be said of a program").click();
  const codes = await list.locator("dd .code").allInnerTexts();
  expect(codes.map((words) => words.replace(/^(error|warning|info), /, ""))).toEqual(
    Object.keys(DIAGNOSTICS),
  );
});

test("every key of the page is in the help, and every key of the help is bound", async () => {
  const edgewise = await visit();
  await edgewise.page.keyboard.press("?");
  const rows = edgewise.help.locator(".keys dt");
  await rows.first().waitFor();
  const listed = await rows.evaluateAll((terms) =>
    terms.map((term) => ({
      keys: [...term.querySelectorAll("kbd")].map((key) => key.textContent),
      does: term.nextElementSibling?.textContent,
    })),
  );
  const isTyped = (key: string, keys: readonly string[]) =>
    !(key.startsWith("Shift+") && keys.includes(key.slice("Shift+".length)));
  const bound = KEY_GROUPS.flatMap(({ bindings }) =>
    bindings.map(({ keys, does }) => ({
      keys: keys.filter((key) => isTyped(key, keys)).map(keyName),
      does,
    })),
  );
  expect(listed).toEqual(bound);
  // What design and remotes promise, whatever the table says.
  const promised = "Space → ← Shift+→ Shift+← Home End PageDown PageUp R F P B . ? /".split(" ");
  const written = listed.flatMap(({ keys }) => keys.map((key) => key?.replaceAll(" ", "")));
  expect(written).toEqual(expect.arrayContaining(promised));
});

test("on paper, an open help is the page of its keys", async () => {
  const edgewise = await visit();
  await edgewise.page.keyboard.press("?");
  await edgewise.help.locator("kbd").first().waitFor();
  await edgewise.page.emulateMedia({ media: "print" });
  expect(await edgewise.help.getByRole("heading", { name: "The graph", exact: true }).isVisible()).toBe(true);
  expect(await edgewise.help.getByRole("heading", { name: "The program", exact: true }).isVisible()).toBe(
    false,
  );
  expect(await edgewise.graph.isVisible()).toBe(false);
  await edgewise.page.emulateMedia({ media: null });
});

test("/ goes to the program and Escape leaves it", async () => {
  const { page, program, ...edgewise } = await visit();
  const hasFocus = (): Promise<boolean> => program.evaluate((box) => box === document.activeElement);
  await page.keyboard.press("/");
  expect(await hasFocus()).toBe(true);
  expect(await program.textContent()).not.toContain("/");
  await page.keyboard.press("Escape");
  expect(await hasFocus()).toBe(false);
  await page.keyboard.press("End");
  expect(await edgewise.step.inputValue()).toBe("9");
});

test("0 fits the picture again", async () => {
  const { page, graph } = await visit();
  const picture = graph.locator("..");
  const place = (): Promise<string | null> => picture.getAttribute("style");
  const fitting = await place();
  await page.mouse.move(900, 400);
  await page.mouse.wheel(0, -400);
  await expect.poll(place).not.toBe(fitting);
  await page.keyboard.press("0");
  await expect.poll(place).toBe(fitting);
});

describe("undo and redo", () => {
  test.each([
    ["ControlOrMeta+z", "ControlOrMeta+Shift+z"],
    ["ControlOrMeta+z", "ControlOrMeta+y"],
  ])("%s and %s", async (undo, redo) => {
    const edgewise = await visit();
    const field = edgewise.page.getByRole("textbox", { name: "a", exact: true });
    await field.fill("7");
    await field.blur();
    await edgewise.page.keyboard.press(undo);
    expect(await field.inputValue()).toBe("2");
    await edgewise.page.keyboard.press(redo);
    expect(await field.inputValue()).toBe("7");
  });
});

describe("presentation remotes step wherever the focus is", () => {
  const focused: Readonly<Record<string, (edgewise: Edgewise) => Promise<void>>> = {
    "the program": ({ program }) => program.click(),
    "the program, at its end": async ({ program, page }) => {
      await program.click();
      await page.keyboard.press("ControlOrMeta+End");
    },
    "a number": ({ page }) => page.getByRole("textbox", { name: "a", exact: true }).click(),
    "a slider": ({ page }) => page.getByRole("slider", { name: "a, slider" }).focus(),
    "the timeline": ({ step }) => step.focus(),
    "a button": (edgewise) => edgewise.button("Last step").focus(),
    "the graph": (edgewise) => edgewise.part("a").focus(),
  };

  test("and do nothing else", async () => {
    const edgewise = await open(5);
    for (const [place, focus] of Object.entries(focused)) {
      await edgewise.scrubTo(5);
      await focus(edgewise);
      await edgewise.page.keyboard.press("PageDown");
      expect.soft(await edgewise.shownStep(), `${place}: Page Down`).toBe(6);
      await edgewise.scrubTo(5);
      await focus(edgewise);
      await edgewise.page.keyboard.press("PageUp");
      expect.soft(await edgewise.shownStep(), `${place}: Page Up`).toBe(4);
    }
  });
});

describe("a control that has the focus keeps its keys", () => {
  const KEYS = ["ArrowRight", "Home", "End", "r", "]", "0", "Shift+ArrowRight"] as const;

  test("a number field", async () => {
    const edgewise = await open(5);
    await edgewise.page.getByRole("textbox", { name: "a", exact: true }).focus();
    for (const key of KEYS) await edgewise.page.keyboard.press(key);
    expect(await edgewise.shownStep()).toBe(5);
  });

  test("the program", async () => {
    const edgewise = await open(5);
    await edgewise.program.focus();
    await edgewise.page.keyboard.press("ControlOrMeta+End");
    await edgewise.page.keyboard.type(" #");
    for (const key of [...KEYS, "?", "/", "Space"]) await edgewise.page.keyboard.press(key);
    expect(await edgewise.text()).toBe("c = a + b\nd = b + 1\ne = c * d #r]0?/ ");
    expect(await edgewise.shownStep()).toBe(5);
    expect(await edgewise.help.isVisible()).toBe(false);
  });

  test("a button, which uses no others: Space presses it, arrows go on stepping", async () => {
    const edgewise = await open(5);
    await edgewise.button("First step").focus();
    await edgewise.page.keyboard.press("ArrowRight");
    expect(await edgewise.shownStep()).toBe(6);
    await edgewise.page.keyboard.press("Space");
    expect(await edgewise.shownStep()).toBe(0);
    expect(await edgewise.button("Play").count()).toBe(1);
  });

  test("a slider of an input", async () => {
    const edgewise = await open(5);
    const slider = edgewise.page.getByRole("slider", { name: "a, slider" });
    await slider.press("ArrowRight");
    expect(await slider.inputValue()).toBe("2.1");
    expect(await edgewise.shownStep()).toBe(5);
  });
});

describe("inside the graph, arrows walk along edges", () => {
  const focusedPart = ({ page }: Edgewise): Promise<string | null | undefined> =>
    page.evaluate(
      () =>
        document.activeElement?.getAttribute("data-node") ??
        document.activeElement?.getAttribute("data-edge"),
    );

  const walks = {
    right: ["ArrowRight", "ArrowLeft"],
    up: ["ArrowUp", "ArrowDown"],
  } as const;

  test.each(["right", "up"] as const)("drawn %s", async (direction) => {
    const edgewise = await open(5, `&direction=${direction}`);
    const [on, back] = walks[direction];
    await edgewise.part("a").focus();
    const seen: unknown[] = [];
    for (const key of [on, on, on, on, on, back, back, back, back]) {
      await edgewise.page.keyboard.press(key);
      seen.push(await focusedPart(edgewise));
    }
    expect(seen).toEqual(["a-c-0", "c", "c-e-0", "e", "e", "c-e-0", "c", "a-c-0", "a"]);
    expect(await edgewise.shownStep()).toBe(5);
  });

  test("beside: to the next node, so that every one can be reached", async () => {
    const edgewise = await open(5);
    await edgewise.part("a").focus();
    const seen: unknown[] = [];
    for (const key of ["ArrowDown", "ArrowDown", "ArrowUp"]) {
      await edgewise.page.keyboard.press(key);
      seen.push(await focusedPart(edgewise));
    }
    expect(seen).toEqual(["b", "c", "b"]);
  });

  test("Tab enters the graph once and leaves it again", async () => {
    const edgewise = await open(5);
    const stops = edgewise.parts.and(edgewise.page.locator('[tabindex="0"]'));
    expect(await stops.count()).toBe(1);
    await stops.focus();
    await edgewise.page.keyboard.press("ArrowRight");
    await edgewise.page.keyboard.press("Tab");
    expect(await focusedPart(edgewise)).toBeFalsy();
  });

  test("what has the focus is lit in the program", async () => {
    const edgewise = await open(0);
    await edgewise.part("d").focus();
    await expect.poll(() => edgewise.program.locator(".lit").allTextContents()).toEqual(["b + 1"]);
  });
});
