import { expect, test } from "vitest";
import { randomPrograms } from "../randomPrograms.ts";
import { fields, visit } from "./page.ts";

// Every program in one of 24 ways of drawing it, by turns: three sizes of labels, two directions, with copies of inputs
// or without, sums and products as one node or as several. The layout's own property test has each in all sizes and
// directions.
const COUNT = 500;
const AT_ONCE = 50;

test("of 500 programs, no two nodes, plaques or signs overlap, and no edge runs over a foreign one", {
  timeout: 240_000,
}, async () => {
  // Most of each program's time would go to the editor and to laying out what is beside the picture.
  const { page } = await visit({
    hash: fields({ program: "f = x * y * z", gather: "all" }),
    without: /\/codeMirror-/,
  });
  await page.addStyleTag({
    content: ".app :is(.header, .notice, .side, .console, .notes) { display: none }",
  });
  await page.locator(".picture .katex").first().waitFor();
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.waitForFunction(() =>
    performance.getEntriesByType("resource").some(({ name }) => name.includes("/Signs-")),
  );
  const hashes = randomPrograms(COUNT, 2026).map(({ text }, place) =>
    fields({
      program: text,
      direction: place % 2 === 0 ? "right" : "up",
      step: 99_999,
      ...(Math.floor(place / 6) % 2 === 0 ? {} : { copies: "on" }),
      ...(Math.floor(place / 12) % 2 === 0 ? {} : { gather: "all" }),
    }),
  );
  let [parts, signs, copies, sums, samples] = [0, 0, 0, 0, 0];
  for (let place = 0; place < COUNT; place += AT_ONCE) {
    const found = await page.evaluate(lookAtAll, hashes.slice(place, place + AT_ONCE));
    expect(found.faults).toEqual([]);
    parts += found.parts;
    signs += found.signs;
    copies += found.copies;
    sums += found.sums;
    samples += found.samples;
  }
  // What was not drawn could not overlap.
  expect(parts).toBeGreaterThan(10 * COUNT);
  expect(signs).toBeGreaterThan(COUNT / 10);
  expect(copies).toBeGreaterThan(COUNT / 10);
  expect(sums).toBeGreaterThan(COUNT / 10);
  expect(samples).toBeGreaterThan(100 * COUNT);
});

/** In the page: draws program after program and returns what lies on something foreign, by client coordinates. */
async function lookAtAll(hashes: readonly string[]) {
  interface Point {
    readonly x: number;
    readonly y: number;
  }
  interface Box {
    readonly part: Element;
    readonly rect: DOMRect;
  }
  const PATHS = ".picture [data-edge] > path:first-of-type";
  const nameOf = (part: Element): string =>
    part.getAttribute("data-node") ?? part.getAttribute("data-edge") ?? "";
  const drawn = (): string =>
    [...document.querySelectorAll('.picture [role="graphics-symbol"] > :is(path, rect)')]
      .map((mark) => `${mark.getAttribute("d")} ${mark.getAttribute("x")} ${mark.getAttribute("y")}`)
      .join();
  /** Shows a program, and returns when its picture has come. */
  const show = async (hash: string): Promise<void> => {
    const before = drawn();
    const followed = new Promise((done) => addEventListener("hashchange", done, { once: true }));
    location.hash = hash;
    await followed;
    for (let frame = 0; frame < 10; frame++) {
      await new Promise((done) => requestAnimationFrame(done));
      if (drawn() !== before) return;
    }
  };
  const boxes = (): Box[] =>
    [...document.querySelectorAll('.picture [role="graphics-symbol"] > rect')].flatMap((box) => {
      const part = box.parentElement;
      return part === null ? [] : [{ part, rect: box.getBoundingClientRect() }];
    });
  const overlapping = (all: readonly Box[]): string[] =>
    all.flatMap(({ part, rect }, place) =>
      all.slice(place + 1).flatMap((other) => {
        const across = Math.min(rect.right, other.rect.right) - Math.max(rect.left, other.rect.left);
        const down = Math.min(rect.bottom, other.rect.bottom) - Math.max(rect.top, other.rect.top);
        const isApart = part === other.part || across <= 0.5 || down <= 0.5;
        return isApart ? [] : [`${nameOf(part)} and ${nameOf(other.part)}`];
      }),
    );
  /** Points along a path of cubics as the window has them, 6 px apart at most. */
  const pointsOf = (path: SVGGeometryElement): Point[] => {
    const { a, b, c, d, e, f } = path.getScreenCTM() ?? new DOMMatrix();
    const numbers = (path.getAttribute("d") ?? "").match(/-?[\d.]+/g)?.map(Number) ?? [];
    const given = Array.from({ length: numbers.length / 2 }, (_, i): Point => {
      const [x, y] = [numbers[2 * i] ?? 0, numbers[2 * i + 1] ?? 0];
      return { x: a * x + c * y + e, y: b * x + d * y + f };
    });
    const points = given.slice(0, 1);
    for (let i = 0; i + 3 < given.length; i += 3) {
      const [p, q, r, s] = given.slice(i, i + 4);
      if (!p || !q || !r || !s) continue;
      // A cubic is nowhere faster than three times its longest leg.
      const leg = Math.max(distance(p, q), distance(q, r), distance(r, s));
      const steps = Math.ceil((3 * leg) / 6);
      for (let step = 1; step <= steps; step++) {
        const t = step / steps;
        const u = 1 - t;
        const weights = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t] as const;
        const at = (of: "x" | "y"): number =>
          weights[0] * p[of] + weights[1] * q[of] + weights[2] * r[of] + weights[3] * s[of];
        points.push({ x: at("x"), y: at("y") });
      }
    }
    return points;
  };
  const distance = (p: Point, q: Point): number => Math.hypot(p.x - q.x, p.y - q.y);
  /**
   * How far the browser's own middle of a path is from the nearest of these, px. Its points are as slow to get as the
   * picture: this one tells that the others are of the path it draws.
   */
  const strayed = (path: SVGGeometryElement, points: readonly Point[]): number => {
    const middle = path.getPointAtLength(path.getTotalLength() / 2);
    const own = middle.matrixTransform(path.getScreenCTM() ?? new DOMMatrix());
    return Math.min(...points.map((point) => distance(point, own)));
  };
  const faults: string[] = [];
  let [parts, signs, copies, sums, samples] = [0, 0, 0, 0, 0];
  for (const hash of hashes) {
    await show(hash);
    const all = boxes();
    parts += all.length;
    signs += document.querySelectorAll('.picture [role="graphics-symbol"] > rect[class*="sign"]').length;
    copies += document.querySelectorAll(".picture .look-ghost").length;
    // No operation written in these programs has four operands.
    sums += document.querySelectorAll('.picture [data-edge$="-3"]').length;
    const found = overlapping(all);
    for (const path of document.querySelectorAll<SVGGeometryElement>(PATHS)) {
      const edge = nameOf(path.parentElement ?? path);
      const [from = "", to = ""] = edge.split("-");
      // An edge that begins at a copy has no business at the input itself.
      const own = path.parentElement?.querySelector(".look-ghost") ? [edge, to] : [edge, from, to];
      const foreign = all.filter(({ part }) => !own.includes(nameOf(part)));
      const points = pointsOf(path);
      if (strayed(path, points) > 3.1) found.push(`edge ${edge} is not drawn where it was looked for`);
      samples += points.length;
      const hit = foreign.find(({ rect }) =>
        points.some(
          ({ x, y }) =>
            x > rect.left + 0.5 && x < rect.right - 0.5 && y > rect.top + 0.5 && y < rect.bottom - 0.5,
        ),
      );
      if (hit) found.push(`edge ${edge} over ${nameOf(hit.part)}`);
    }
    if (all.length === 0) found.push("nothing was drawn");
    if (found.length > 0) faults.push(`${decodeURIComponent(hash)}: ${found.join("; ")}`);
  }
  return { faults, parts, signs, copies, sums, samples };
}
