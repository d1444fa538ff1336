import { describe, expect, it } from "vitest";
import { LOOKS, TOKENS, type TokenName, themeStylesheet } from "./theme.ts";

function parts(colour: string): readonly number[] {
  return [1, 3, 5].map((place) => Number.parseInt(colour.slice(place, place + 2), 16) / 255);
}

/** WCAG 2.2's relative luminance of `#rrggbb`, under so much of another colour. */
function luminance(colour: string, veil = colour, opacity = 0): number {
  const over = parts(veil);
  const [red = 0, green = 0, blue = 0] = parts(colour).map((own, place) => {
    const part = own * (1 - opacity) + (over[place] ?? own) * opacity;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

type Theme = "light" | "dark" | "projector";

function contrast(one: TokenName, other: TokenName, theme: Theme, veiled = 0): number {
  const veil = TOKENS.paper[theme];
  const [dark = 0, bright = 0] = [one, other]
    .map((name) => luminance(TOKENS[name][theme], veil, veiled))
    .sort((a, b) => a - b);
  return (bright + 0.05) / (dark + 0.05);
}

const GROUNDS = ["paper", "surface", "sunken"] as const;
const CELLS = ["minus-3", "minus-2", "minus-1", "plus-1", "plus-2", "plus-3"] as const;
const PINS = ["pin-1", "pin-2", "pin-3", "pin-4"] as const;
const TEXT: readonly (readonly [TokenName, readonly TokenName[]])[] = [
  ["ink", [...GROUNDS, "gradient-tint", "value-tint", "tangent-tint", ...CELLS]],
  ["muted", GROUNDS],
  ["value", [...GROUNDS, "value-tint"]],
  ["gradient", [...GROUNDS, "gradient-tint"]],
  ["tangent", [...GROUNDS, "tangent-tint"]],
  ["on-value", ["value"]],
  ["on-gradient", ["gradient"]],
  ["on-tangent", ["tangent"]],
  ["error", GROUNDS],
  ["warning", GROUNDS],
  ["thread-1", GROUNDS],
  ["thread-2", GROUNDS],
  ["thread-3", GROUNDS],
  ["name-hue", [...GROUNDS, "gradient-tint"]],
  ["function-hue", [...GROUNDS, "gradient-tint"]],
  ["surface", ["ink", ...PINS]],
];
/** What is drawn without being read, on the grounds it stands on. */
const DRAWN: readonly (readonly [TokenName, readonly TokenName[]])[] = [
  ["outline", GROUNDS],
  ["value", [...GROUNDS, "value-tint"]],
  ["gradient", [...GROUNDS, "gradient-tint"]],
  ["tangent", [...GROUNDS, "tangent-tint"]],
  ["plus", GROUNDS],
  ["minus", GROUNDS],
  ...PINS.map((pin): readonly [TokenName, readonly TokenName[]] => [pin, GROUNDS]),
];

type Triple = readonly [number, number, number];

/** What is seen of linear red, green and blue (Machado, Oliveira & Fernandes 2009, severity 1). */
const SIGHTS: Readonly<Record<string, readonly [Triple, Triple, Triple]>> = {
  "usual sight": [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const applied = (rows: readonly Triple[], [a, b, c]: Triple): Triple => {
  const [x = 0, y = 0, z = 0] = rows.map(([p, q, r]) => p * a + q * b + r * c);
  return [x, y, z];
};

/** A colour as somebody sees it, in Oklab (Ottosson 2020): just noticeable differences are about 0.02. */
function seen(name: TokenName, theme: Theme, sight: readonly Triple[]): Triple {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((place) => {
    const part = Number.parseInt(TOKENS[name][theme].slice(place, place + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  const [r, g, b] = applied(sight, [red, green, blue]).map((part) => Math.min(1, Math.max(0, part)));
  const cones = applied(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    [r ?? 0, g ?? 0, b ?? 0],
  );
  return applied(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    [Math.cbrt(cones[0]), Math.cbrt(cones[1]), Math.cbrt(cones[2])],
  );
}

describe.each(["light", "dark", "projector"] as const)("the colours of pins in the %s theme", (theme) => {
  it.each(Object.entries(SIGHTS))(
    "differ from each other and from every other hue, for %s",
    (_name, sight) => {
      for (const [place, pin] of PINS.entries()) {
        const [x, y, z] = seen(pin, theme, sight);
        for (const other of [...PINS.slice(0, place), "value", "gradient", "tangent"] as const) {
          const [u, v, w] = seen(other, theme, sight);
          expect(Math.hypot(x - u, y - v, z - w), `${pin} and ${other}`).toBeGreaterThan(0.08);
        }
      }
    },
  );
});
const DIMMED = ["ink", "muted", "value", "gradient"] as const;

describe.each(["light", "dark", "projector"] as const)("contrast in the %s theme (WCAG 2.2)", (theme) => {
  it.each(TEXT)("text in %s is at least 4.5 : 1", (text, grounds) => {
    for (const ground of grounds)
      expect(contrast(text, ground, theme), `on ${ground}`).toBeGreaterThanOrEqual(4.5);
  });

  it.each(DIMMED)(
    "text in %s can be told from its ground under the veil that dims what is on no chosen path",
    (text) => {
      for (const ground of GROUNDS)
        expect(contrast(text, ground, theme, LOOKS.veil.opacity), `on ${ground}`).toBeGreaterThanOrEqual(3);
    },
  );

  it.each(DRAWN)("what is drawn in %s is at least 3 : 1", (line, grounds) => {
    for (const ground of grounds)
      expect(contrast(line, ground, theme), `on ${ground}`).toBeGreaterThanOrEqual(3);
  });
});

/**
 * What a projector makes of a colour in a room that is not dark: its black is a quarter of the way to white (contrast of
 * the whole screen about 20 : 1), or all of it a quarter of the way to grey.
 */
const WASHES = { white: "#ffffff", grey: "#808080" } as const;

function washed(one: TokenName, other: TokenName, wash: string, veiled = 0): number {
  const through = (name: TokenName): string =>
    `#${parts(TOKENS[name].projector)
      .map((own, place) => own * (1 - veiled) + (parts(TOKENS.paper.projector)[place] ?? own) * veiled)
      .map((part) =>
        Math.round(part * 255)
          .toString(16)
          .padStart(2, "0"),
      )
      .join("")}`;
  const [dark = 0, bright = 0] = [one, other]
    .map((name) => luminance(through(name), wash, 0.25))
    .sort((a, b) => a - b);
  return (bright + 0.05) / (dark + 0.05);
}

describe.each(Object.entries(WASHES))("on a projector washed out with %s", (_name, wash) => {
  it.each(TEXT)("text in %s is at least 4.5 : 1", (text, grounds) => {
    for (const ground of grounds)
      expect(washed(text, ground, wash), `on ${ground}`).toBeGreaterThanOrEqual(4.5);
  });

  it.each(DRAWN)("what is drawn in %s is at least 3 : 1", (line, grounds) => {
    for (const ground of grounds)
      expect(washed(line, ground, wash), `on ${ground}`).toBeGreaterThanOrEqual(3);
  });

  it("what a step is not about can still be told from the ground", () => {
    for (const name of [...DIMMED, "outline"] as const)
      expect(washed(name, "paper", wash, LOOKS["veil presented"].opacity), name).toBeGreaterThanOrEqual(2);
  });
});

it("values, gradients and tangents stay apart on a projector, for every kind of sight", () => {
  const hues = ["value", "gradient", "tangent"] as const;
  for (const [sight, rows] of Object.entries(SIGHTS))
    for (const [place, one] of hues.entries())
      for (const other of hues.slice(0, place)) {
        const [a, b] = [seen(one, "projector", rows), seen(other, "projector", rows)];
        expect(
          Math.hypot(...a.map((part, axis) => part - (b[axis] ?? 0))),
          `${one}, ${other}, ${sight}`,
        ).toBeGreaterThan(0.08);
      }
});

describe("where colours are forced", () => {
  it("text is never the colour of the ground it stands on", () => {
    for (const [text, grounds] of [...TEXT, ...DRAWN])
      for (const ground of grounds)
        expect(TOKENS[text].forced, `${text} on ${ground}`).not.toBe(TOKENS[ground].forced);
  });

  it("no look loses both its fill and its line, but what only lies under others", () => {
    for (const [look, { fill, stroke }] of Object.entries(LOOKS)) {
      if (/^(veil|thread ground|line number|name ground|on |cell )/.test(look)) continue;
      const painted = [fill, stroke].flatMap((name) => (name === null ? [] : TOKENS[name].forced));
      expect(
        painted.some((colour) => colour !== "Canvas"),
        look,
      ).toBe(true);
    }
  });
});

describe("looks", () => {
  it("are told apart by more than hue: values and gradients that are to come, there or active differ in dash, fill or width", () => {
    const paints = Object.values(LOOKS).map((paint) => JSON.stringify(paint));
    expect(new Set(paints).size).toBeGreaterThan(20);
    expect(LOOKS["tab gradient waiting"].dash).toBeDefined();
    expect(LOOKS["plaque to come"].dash).toBeDefined();
  });

  it("stand in the stylesheet, each with its class, and every colour with all its themes", () => {
    const css = themeStylesheet();
    for (const look of Object.keys(LOOKS)) expect(css).toContain(`.look-${look.replaceAll(" ", "-")}{`);
    for (const [name, { light, dark, projector, forced }] of Object.entries(TOKENS)) {
      expect(css).toContain(`--${name}:light-dark(${light},${dark});`);
      for (const colour of [light, projector, forced]) expect(css).toContain(`--${name}:${colour};`);
    }
  });
});
