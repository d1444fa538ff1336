import { describe, expect, test } from "vitest";
import { type Edgewise, FIGURE_13, visit } from "./page.ts";

// A forward step of 2.4 s, the seed of 1.6 s and a backward step of 4 s at normal speed.
const SHORT = "program=y%20=%20x%5E2";

/** Where the player's marks say the playhead is, at a time in seconds. */
interface Sample {
  readonly at: number;
  readonly place: number;
}

/** Notes in the page itself, frame by frame, every place that the player's marks show from now on. */
async function watch({ page }: Edgewise): Promise<() => Promise<readonly Sample[]>> {
  await page.evaluate(() => {
    const samples: Sample[] = [];
    const note = (now: number): void => {
      const marks = [...document.querySelectorAll<HTMLElement>(".step-mark > span")];
      const filled = marks.map(({ style }) => Number.parseFloat(style.backgroundSize) / 100);
      const place = filled.reduce((sum, part) => sum + part, 0);
      if (samples.at(-1)?.place !== place) samples.push({ at: now / 1000, place });
      requestAnimationFrame(note);
    };
    note(performance.now());
    Object.assign(window, { samples });
  });
  return () => page.evaluate(() => Reflect.get(window, "samples") as Sample[]);
}

async function places(samples: () => Promise<readonly Sample[]>): Promise<readonly number[]> {
  return (await samples()).map(({ place }) => place);
}

describe("playing", () => {
  test("goes through all phases to the end and rests there", async () => {
    const edgewise = await visit({ motion: "full", hash: `${SHORT}&speed=2` });
    const watched = await watch(edgewise);
    await edgewise.button("Play").click();
    await edgewise.button("Play").waitFor({ timeout: 8000 });
    expect(await edgewise.shownStep()).toBe(3);
    expect(await edgewise.cells()).toEqual({ x: ["2", "4"], y: ["4", "1"] });
    const seen = await places(watched);
    expect(seen, "never backwards").toEqual(seen.toSorted((one, other) => one - other));
    for (const step of [0, 1, 2])
      expect(
        seen.filter((place) => place > step && place < step + 1).length,
        `frames of step ${step + 1}`,
      ).toBeGreaterThan(8);
  });

  test("writes nothing in a frame but what moves and how far the player is", async () => {
    const edgewise = await visit({ motion: "full", hash: `${SHORT}&speed=0.5` });
    await edgewise.page.evaluate(() => {
      const written = { frames: 0, elsewhere: [] as string[] };
      new MutationObserver((records) => {
        const mark = document.querySelector<HTMLElement>(".step-mark > span");
        const place = Number.parseFloat(mark?.style.backgroundSize ?? "0") / 100;
        // In the midst of the first beat; the page has long followed its beginning.
        if (place < 0.12 || place > 0.24) return;
        written.frames += 1;
        for (const { target } of records) {
          const element = target instanceof Element ? target : target.parentElement;
          if (element !== null && !element.closest(".layer.frame, .step-marks"))
            written.elsewhere.push(element.outerHTML.slice(0, 80));
        }
      }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
      Object.assign(window, { written });
    });
    await edgewise.button("Play").click();
    await expect.poll(() => edgewise.progress(), { timeout: 8000 }).toBeGreaterThan(0.25);
    await edgewise.button("Pause").click();
    const { frames, elsewhere } = await edgewise.page.evaluate(
      () => Reflect.get(window, "written") as { readonly frames: number; readonly elsewhere: string[] },
    );
    expect(elsewhere).toEqual([]);
    expect(frames).toBeGreaterThan(3);
  });

  test("begins again at the end", async () => {
    const edgewise = await visit({ motion: "full", hash: `${SHORT}&step=3` });
    await edgewise.button("Play").click();
    expect(await edgewise.shownStep()).toBeLessThan(2);
    expect(await edgewise.cells()).toMatchObject({ y: ["", ""] });
  });

  test("rests where Pause stops it", async () => {
    const edgewise = await visit({ motion: "full", hash: SHORT });
    const watched = await watch(edgewise);
    await edgewise.button("Play").click();
    await expect.poll(async () => (await places(watched)).at(-1)).toBeGreaterThan(0.1);
    await edgewise.button("Pause").click();
    await edgewise.button("Play").waitFor();
    const twoFrames = () =>
      edgewise.page.evaluate(() =>
        new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))).then(() => undefined),
      );
    // Where it stopped is sampled a frame later.
    await twoFrames();
    const seen = (await places(watched)).length;
    // Two more frames later nothing has moved.
    await twoFrames();
    expect(await places(watched)).toHaveLength(seen);
    expect((await places(watched)).at(-1)).toBeLessThan(1);
  });

  test("is paused by the timeline", async () => {
    const edgewise = await visit({ motion: "full" });
    await edgewise.button("Play").click();
    await edgewise.scrubTo(6);
    expect(await edgewise.button("Play").count()).toBe(1);
    expect(await edgewise.shownStep()).toBe(6);
  });

  test("with reduced motion shows stills only: the ends of beats", async () => {
    const edgewise = await visit({ hash: `${SHORT}&speed=2` });
    const watched = await watch(edgewise);
    await edgewise.button("Play").click();
    await edgewise.button("Play").waitFor({ timeout: 8000 });
    const stills = [0, 0.34, 0.52, 0.76, 1, 2, 2.2, 2.4, 2.56, 2.8, 3];
    expect((await places(watched)).map((place) => Math.round(place * 1000) / 1000)).toEqual(stills);
  });

  test("keeps its speed: half, once and twice", async () => {
    // Steps a second; a whole forward step takes 2.4 s.
    const rate = async (speed: number): Promise<number> => {
      const edgewise = await visit({ motion: "full", hash: `${SHORT}&speed=${speed}` });
      const watched = await watch(edgewise);
      await edgewise.button("Play").click();
      await expect.poll(async () => (await places(watched)).at(-1), { timeout: 5000 }).toBeGreaterThan(0.35);
      const samples = (await watched()).filter(({ place }) => place > 0.02);
      const [first, last] = [samples[0], samples.at(-1)];
      if (first === undefined || last === undefined) return Number.NaN;
      return (last.place - first.place) / (last.at - first.at);
    };
    const [half, once, twice] = [await rate(0.5), await rate(1), await rate(2)];
    expect(once).toBeGreaterThan(0.7 / 2.4);
    expect(once).toBeLessThan(1.3 / 2.4);
    expect(half / once).toBeGreaterThan(0.35);
    expect(half / once).toBeLessThan(0.7);
    expect(twice / once).toBeGreaterThan(1.5);
    expect(twice / once).toBeLessThan(2.7);
  });
});

describe("stepping", () => {
  test.each([
    ["full", 5],
    ["reduced", 5],
  ] as const)("Next step pressed several times goes on as many steps: %s motion", async (motion, times) => {
    const edgewise = await visit({ motion, hash: `${FIGURE_13}&speed=2` });
    for (let press = 0; press < times; press += 1) await edgewise.page.keyboard.press("ArrowRight");
    await expect.poll(() => edgewise.shownStep()).toBe(times);
    // It rests there, with the step complete.
    await expect.poll(() => edgewise.cells(), { timeout: 7000 }).toMatchObject({ c: ["3", "2"] });
    expect(await edgewise.shownStep()).toBe(times);
  });

  test("Next step shows the step happening, and rests at its end", async () => {
    const edgewise = await visit({ motion: "full", hash: `${SHORT}&speed=2` });
    const watched = await watch(edgewise);
    await edgewise.button("Next step").click();
    await expect.poll(() => edgewise.cells(), { timeout: 4000 }).toEqual({ x: ["2", ""], y: ["4", ""] });
    // The table may be a frame ahead of what was noted.
    await expect.poll(async () => (await places(watched)).at(-1)).toBe(1);
    expect((await places(watched)).length).toBeGreaterThan(10);
  });

  test("Previous step goes back at once, also while it plays", async () => {
    const edgewise = await visit({ motion: "full", hash: `${SHORT}&step=2` });
    await edgewise.button("Play").click();
    await edgewise.button("Previous step").click();
    expect(await edgewise.shownStep()).toBe(2);
    expect(await edgewise.button("Play").count()).toBe(1);
  });
});
