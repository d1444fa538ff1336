import { describe, expect, it } from "vitest";
import { LOOKS, TOKENS, type TokenName, themeStylesheet } from "./theme.ts";

/** WCAG 2.2's relative luminance of `#rrggbb`. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((place) => {
    const part = Number.parseInt(colour.slice(place, place + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: TokenName, other: TokenName, theme: "light" | "dark"): number {
  const [dark = 0, bright = 0] = [luminance(TOKENS[one][theme]), luminance(TOKENS[other][theme])].sort(
    (a, b) => a - b,
  );
  return (bright + 0.05) / (dark + 0.05);
}

const GROUNDS = ["paper", "surface", "sunken"] as const;
const CELLS = ["minus-3", "minus-2", "minus-1", "plus-1", "plus-2", "plus-3"] as const;
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

describe.each(["light", "dark"] as const)("contrast in the %s theme (WCAG 2.2)", (theme) => {
  it.each(TEXT)("text in %s is at least 4.5 : 1", (text, grounds) => {
    for (const ground of grounds)
      expect(contrast(text, ground, theme), `on ${ground}`).toBeGreaterThanOrEqual(4.5);
  });

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
