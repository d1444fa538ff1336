import { expect, test } from "vitest";
import { randomPrograms } from "../randomPrograms.ts";
import { fields, visit } from "./page.ts";

// Every program in one of six ways of drawing it, by turns; the layout's own property test has each in all six.
const COUNT = 500;
const AT_ONCE = 50;

test("of 500 programs, no two nodes or plaques overlap, and no edge runs over a foreign one", {
  timeout: 240_000,
}, async () => {
  const { page } = await visit({ hash: fields({ program: "f = x * y" }) });
  const hashes = randomPrograms(COUNT, 2026).map(({ text }, place) =>
    fields({ program: text, direction: place % 2 === 0 ? "right" : "up", step: 99_999 }),
  );
  let [parts, samples] = [0, 0];
  for (let place = 0; place < COUNT; place += AT_ONCE) {
    const found = await page.evaluate(lookAtAll, hashes.slice(place, place + AT_ONCE));
    expect(found.faults).toEqual([]);
    parts += found.parts;
    samples += found.samples;
  }
  // What was not drawn could not overlap.
  expect(parts).toBeGreaterThan(10 * COUNT);
  expect(samples).toBeGreaterThan(100 * COUNT);
});

/** In the page: draws program after program and returns what lies on something foreign, by client coordinates. */
async function lookAtAll(hashes: readonly string[]) {
  interface Box {
    readonly part: Element;
    readonly rect: DOMRect;
  }
  const nameOf = (part: Element): string =>
    part.getAttribute("data-node") ?? part.getAttribute("data-edge") ?? "";
  const boxes = (): Box[] =>
    [...document.querySelectorAll('.picture [role="graphics-symbol"] > rect:not([class*="sign"])')].flatMap(
      (box) => {
        const part = box.parentElement;
        return part === null ? [] : [{ part, rect: box.getBoundingClientRect() }];
      },
    );
  const overlapping = (all: readonly Box[]): string[] =>
    all.flatMap(({ part, rect }, place) =>
      all.slice(place + 1).flatMap((other) => {
        const across = Math.min(rect.right, other.rect.right) - Math.max(rect.left, other.rect.left);
        const down = Math.min(rect.bottom, other.rect.bottom) - Math.max(rect.top, other.rect.top);
        const isApart = part === other.part || across <= 0.5 || down <= 0.5;
        return isApart ? [] : [`${nameOf(part)} and ${nameOf(other.part)}`];
      }),
    );
  const pointsOf = (path: SVGGeometryElement): DOMPoint[] => {
    const matrix = path.getScreenCTM();
    const length = path.getTotalLength();
    const count = Math.ceil(length / 6);
    return matrix === null
      ? []
      : Array.from({ length: count + 1 }, (_, step) =>
          path.getPointAtLength((length * step) / count).matrixTransform(matrix),
        );
  };
  const faults: string[] = [];
  let [parts, samples] = [0, 0];
  for (const hash of hashes) {
    const followed = new Promise((done) => addEventListener("hashchange", done, { once: true }));
    location.hash = hash;
    await followed;
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const all = boxes();
    parts += all.length;
    const found = overlapping(all);
    for (const path of document.querySelectorAll<SVGGeometryElement>(
      ".picture [data-edge] > path:first-of-type",
    )) {
      const edge = nameOf(path.parentElement ?? path);
      const [from = "", to = ""] = edge.split("-");
      const foreign = all.filter(({ part }) => ![edge, from, to].includes(nameOf(part)));
      const points = pointsOf(path);
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
  return { faults, parts, samples };
}
