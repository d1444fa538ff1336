import { describe, expect, test } from "vitest";
import { addressWith, type Edgewise, FIGURE_13, fields, PHONE, visit } from "./page.ts";

const PROGRAM = "c = a + b\nd = b + 1\ne = c * d";

const radio = ({ page }: Edgewise, name: string) => page.getByRole("radio", { name, exact: true });
const speed = ({ page }: Edgewise) => page.getByRole("combobox", { name: "Speed" });
const target = ({ derivation }: Edgewise) => derivation.getByRole("combobox");

describe("the address says what is seen", () => {
  const changes: readonly (readonly [
    field: string,
    value: string,
    change: (page: Edgewise) => Promise<unknown>,
  ])[] = [
    ["step", "5", (edgewise) => edgewise.scrubTo(5)],
    [
      "step",
      "4.8",
      async ({ page, step }) => {
        await step.blur();
        await page.keyboard.press("[");
      },
    ],
    ["values", "a:7.5,b:1", ({ page }) => page.getByRole("textbox", { name: "a", exact: true }).fill("7.5")],
    ["target", "a", (edgewise) => target(edgewise).selectOption("a")],
    ["plaques", "symbol", (edgewise) => edgewise.choose("symbol")],
    ["direction", "up", (edgewise) => edgewise.choose("Bottom to top")],
    ["speed", "2", (edgewise) => speed(edgewise).selectOption("2×")],
    ["theme", "dark", (edgewise) => edgewise.button("Theme: as the system").click()],
    ["program", "y = x^2 + 1", (edgewise) => edgewise.type("y = x^2 + 1")],
    [
      "program",
      "# 100 % & more\ny = x; z = y^2",
      (edgewise) => edgewise.type("# 100 % & more\ny = x; z = y^2"),
    ],
  ];

  test("field by field", async () => {
    const edgewise = await visit();
    for (const [field, value, change] of changes) {
      await change(edgewise);
      await expect.poll(async () => (await edgewise.address())[field], { message: field }).toBe(value);
    }
  });

  test("within 300 ms, without a new entry in the browser's history", async () => {
    const { page } = await visit();
    const entries = await page.evaluate(() => history.length);
    // The quickest of five: a machine that has other work to do is not the page's fault.
    const waits: number[] = [];
    for (let times = 0; times < 5; times += 1)
      waits.push(
        await page.evaluate(async () => {
          const before = location.hash;
          const began = performance.now();
          document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
          while (location.hash === before && performance.now() < began + 2000)
            await new Promise((done) => setTimeout(done, 5));
          return performance.now() - began;
        }),
      );
    expect(Math.min(...waits)).toBeLessThanOrEqual(300);
    expect(await page.evaluate(() => history.length)).toBe(entries);
  });

  test("and stays readable while short", async () => {
    const edgewise = await visit();
    await edgewise.type("y = 2*x^2 + 1/x");
    await expect.poll(() => edgewise.page.url()).toContain("#program=y%20=%202*x^2%20+%201/x&values=x:2");
  });
});

describe("opening an address restores what was seen", () => {
  test("every choice", async () => {
    const choices = { plaques: "number", direction: "up", theme: "dark", speed: 0.5 };
    const program = "c = a + b; e = c*b";
    const edgewise = await visit({
      hash: fields({ program, values: "a:-1.5,b:4", step: 5, target: "a", ...choices }),
    });
    expect(await edgewise.text()).toBe(program);
    expect(await edgewise.shownStep()).toBe(5);
    expect(await edgewise.cells()).toEqual({
      a: ["-1.5", ""],
      b: ["4", ""],
      c: ["2.5", "4"],
      e: ["10", "1"],
    });
    expect(await target(edgewise).inputValue()).toBe("a");
    expect(await radio(edgewise, "number").isChecked()).toBe(true);
    expect(await radio(edgewise, "Bottom to top").isChecked()).toBe(true);
    expect(await speed(edgewise).inputValue()).toBe("0.5");
    expect(await edgewise.button("Theme: dark").count()).toBe(1);
    const ground = await edgewise.page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
    expect(ground).toBe("dark");
  });

  test.each([
    ["on a wide screen", undefined],
    ["on a phone", PHONE],
  ])("a reload in mid-step changes nothing: %s", async (_name, size) => {
    const edgewise = await visit({ hash: `${FIGURE_13}&step=5.3`, ...(size && { size }) });
    const seen = async () => ({
      picture: await edgewise.graph.locator("..").innerHTML(),
      words: await edgewise.narration.textContent(),
      lines: await edgewise.lines(),
      // The page brings the fields into its own order, but not at once.
      address: edgewise.page.url().split(/[#&]/).sort(),
    });
    // What moves is drawn by what is fetched after the first paint.
    const moves = () => edgewise.page.locator(".layer.moving").first().waitFor({ state: "attached" });
    await moves();
    const before = await seen();
    await edgewise.page.reload();
    await edgewise.isComplete();
    await moves();
    expect(await seen()).toEqual(before);
    expect(await edgewise.shownStep()).toBe(6);
  });

  test("a reload right after playing was paused", async () => {
    const edgewise = await visit({ motion: "full" });
    await edgewise.button("Play").click();
    // While it plays, the address is written once a second.
    await expect.poll(() => edgewise.position(), { timeout: 4000 }).toBeGreaterThan(0.1);
    await edgewise.button("Pause").click();
    // Until the address says where it rests.
    let at = -1;
    await expect
      .poll(
        async () => {
          const before = at;
          at = await edgewise.position();
          return at === before;
        },
        { interval: 320, timeout: 3000 },
      )
      .toBe(true);
    const words = await edgewise.narration.textContent();
    await edgewise.page.reload();
    await edgewise.isComplete();
    expect(await edgewise.narration.textContent()).toBe(words);
    await edgewise.page.keyboard.press("Shift+ArrowRight");
    expect(await edgewise.shownStep()).toBe(3);
  });

  const written: Readonly<Record<string, string>> = {
    "as the page writes it": FIGURE_13,
    "escaped as a component": fields({ program: PROGRAM, values: "a:2,b:1" }),
    "encoded as a form": new URLSearchParams({ program: PROGRAM, values: "a:2,b:1" }).toString(),
    "with small letters in its codes": fields({ program: PROGRAM }).replaceAll(/%\w\w/g, (code) =>
      code.toLowerCase(),
    ),
    "with lines ended as on Windows": fields({ program: PROGRAM.replaceAll("\n", "\r\n") }),
  };

  test.each(Object.keys(written))("%s", async (how) => {
    const edgewise = await visit({ hash: written[how] ?? "" });
    expect(await edgewise.text()).toBe(PROGRAM);
    await edgewise.button("Last step").click();
    expect(await edgewise.cells()).toMatchObject({ a: ["2", "2"], b: ["1", "5"], e: ["6", "1"] });
  });
});

describe("an address put into the open page", () => {
  test("is followed", async () => {
    const edgewise = await visit();
    await edgewise.follow(fields({ program: "y = x^3", values: "x:2", step: 1, plaques: "formula" }));
    expect(await edgewise.cells()).toEqual({ x: ["2", ""], y: ["8", ""] });
    expect(await radio(edgewise, "formula").isChecked()).toBe(true);
    await expect.poll(() => edgewise.text()).toBe("y = x^3");
  });

  test("is followed as well when it is typed into the browser", async () => {
    const edgewise = await visit({ hash: FIGURE_13 });
    await edgewise.page.goto(addressWith("program=y%20=%20x&step=1"));
    await expect.poll(() => edgewise.text()).toBe("y = x");
  });

  test("is followed while the page plays, which then rests", async () => {
    const edgewise = await visit({ motion: "full" });
    await edgewise.button("Play").click();
    await edgewise.button("Pause").waitFor();
    await edgewise.follow(fields({ program: "y = x^3", step: 1 }));
    await edgewise.button("Play").waitFor();
    expect(await edgewise.shownStep()).toBe(1);
  });

  test("opens at its beginning when it names no step, as it would in a new window", async () => {
    const edgewise = await visit({ hash: `${FIGURE_13}&step=7` });
    await edgewise.follow(fields({ program: PROGRAM, values: "a:3" }));
    expect(await edgewise.shownStep()).toBe(0);
  });
});

describe("a broken address breaks nothing", () => {
  const long = 50_000;
  const broken: Readonly<Record<string, readonly [hash: string, step: number]>> = {
    "a stray percent sign": ["%", 0],
    "half a code in the program": ["program=y%20=%20x%&step=1", 0],
    "no such step": [`${FIGURE_13}&step=soon`, 0],
    "far beyond the last step": [`${FIGURE_13}&step=1e9`, 9],
    "before the first step": [`${FIGURE_13}&step=-3`, 0],
    "an infinite step": [`${FIGURE_13}&step=Infinity`, 0],
    "no such target": [fields({ program: PROGRAM, target: "zz", step: 9 }), 9],
    "a target that is no input": [fields({ program: PROGRAM, target: "e", step: 9 }), 9],
    "values that are no numbers": [
      fields({ program: PROGRAM, values: "a:NaN,b:,c,:3,__proto__:1,a:1e999" }),
      0,
    ],
    "words that no switch knows": [`${FIGURE_13}&plaques=pink&direction=down&theme=loud&speed=-1`, 0],
    "fields twice, empty and unknown": [`&&=&program&x=1&${FIGURE_13}&step=2&step=4`, 4],
    "50 KB that are no program": [fields({ program: "é".repeat(long / 2) }), 0],
    "50 KB of brackets": [fields({ program: "(".repeat(long) }), 0],
    "50 KB of one sum": [fields({ program: `y = ${"a+".repeat(long / 2)}a` }), 0],
  };

  test.each(Object.keys(broken))("%s", async (name) => {
    const [hash, step] = broken[name] ?? ["", 0];
    // The visit itself fails if the page logs an error.
    const edgewise = await visit({ hash });
    const isGraph = (await edgewise.parts.count()) > 0;
    if (isGraph) expect(await edgewise.shownStep()).toBe(step);
    else expect(await edgewise.messages.textContent()).not.toBe("");
    await edgewise.type("y = x^2");
    await edgewise.button("Last step").click();
    await expect.poll(() => edgewise.cells()).toMatchObject({ y: ["4", "1"] });
  });

  test("a target that is not there falls back to the one with most uses", async () => {
    const edgewise = await visit({ hash: fields({ program: PROGRAM, target: "zz" }) });
    expect(await target(edgewise).inputValue()).toBe("b");
  });

  test("a target that is no input is not chosen: the switch offers inputs only", async () => {
    const edgewise = await visit({ hash: fields({ program: PROGRAM, target: "c", step: 9 }) });
    const chosen = await target(edgewise).inputValue();
    expect(Object.values(await edgewise.lines())[0]).toContain(String.raw`\mathrm{d}${chosen}}=`);
  });
});
