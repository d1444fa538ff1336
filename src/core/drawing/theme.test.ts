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

function contrast(one: TokenName, other: TokenName, theme: "light" | "dark", veiled = 0): number {
  const veil = TOKENS.paper[theme];
  const [dark = 0, bright = 0] = [one, other]
    .map((name) => luminance(TOKENS[name][theme], veil, veiled))
    .sort((a, b) => a - b);
  return (bright + 0.05) / (dark + 0.05);
}

const GROUNDS = ["paper", "surface", "sunken"] as const;
const CELLS = ["minus-3", "minus-2", "minus-1", "plus-1", "plus-2", "plus-3"] as const;
const TEXT: readonly (readonly [TokenName, readonly TokenName[]])[] = [
  ["ink", [...GROUNDS, "gradient-tint", "value-tint", ...CELLS]],
  ["muted", GROUNDS],
  ["value", [...GROUNDS, "value-tint"]],
  ["gradient", [...GROUNDS, "gradient-tint"]],
  ["tangent", [...GROUNDS, "tangent-tint"]],
  ["on-value", ["value"]],
  ["on-gradient", ["gradient"]],
  ["error", GROUNDS],
  ["warning", GROUNDS],
  ["thread-1", GROUNDS],
  ["thread-2", GROUNDS],
  ["thread-3", GROUNDS],
  ["name-hue", [...GROUNDS, "gradient-tint"]],
  ["function-hue", [...GROUNDS, "gradient-tint"]],
  ["surface", ["ink"]],
];
/** What is drawn without being read, on the grounds it stands on. */
const DRAWN: readonly (readonly [TokenName, readonly TokenName[]])[] = [
  ["outline", GROUNDS],
  ["value", [...GROUNDS, "value-tint"]],
  ["gradient", [...GROUNDS, "gradient-tint"]],
  ["tangent", [...GROUNDS, "tangent-tint"]],
];

const DIMMED = ["ink", "muted", "value", "gradient"] as const;

describe.each(["light", "dark"] as const)("contrast in the %s theme (WCAG 2.2)", (theme) => {
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

describe("looks", () => {
  it("are told apart by more than hue: values and gradients that are to come, there or active differ in dash, fill or width", () => {
    const paints = Object.values(LOOKS).map((paint) => JSON.stringify(paint));
    expect(new Set(paints).size).toBeGreaterThan(20);
    expect(LOOKS["tab gradient waiting"].dash).toBeDefined();
    expect(LOOKS["plaque to come"].dash).toBeDefined();
  });

  it("stand in the stylesheet, each with its class, and every colour with both themes", () => {
    const css = themeStylesheet();
    for (const look of Object.keys(LOOKS)) expect(css).toContain(`.look-${look.replaceAll(" ", "-")}{`);
    for (const [name, { light, dark }] of Object.entries(TOKENS))
      expect(css).toContain(`--${name}:light-dark(${light},${dark});`);
  });
});
