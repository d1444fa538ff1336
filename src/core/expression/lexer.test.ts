import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { tokenize } from "./lexer.ts";

/** Tokens as `kind text`, without the end. */
const read = (text: string): string[] =>
  tokenize(text)
    .slice(0, -1)
    .map((token) => `${token.kind} ${token.text}`);

describe("numbers", () => {
  it.each(["0", "2", "2.5", ".5", "2.", "1e-3", "1E3", "1.5e+2", "007", "1e999"])(
    "%s is one number",
    (text) => {
      expect(read(text)).toEqual([`number ${text}`]);
    },
  );

  it.each([
    ["an exponent without digits is a name", "2e", ["number 2", "name e"]],
    [
      "an exponent with a sign and no digits is a name and an operator",
      "2e-",
      ["number 2", "name e", "operator -"],
    ],
    ["a second point begins a new number", "1.2.3", ["number 1.2", "number .3"]],
    ["a point alone is nothing", ".", ["unknown ."]],
    ["two points are a range", "1..3", ["number 1", "range ..", "number 3"]],
    ["three points are a range", "1 ... .5", ["number 1", "range ..", "number .5"]],
    ["a point and a range", "1.5..a", ["number 1.5", "range ..", "name a"]],
    ["letters after a number are a name", "2x1", ["number 2", "name x1"]],
  ])("%s: %s", (_what, text, tokens) => {
    expect(read(text)).toEqual(tokens);
  });
});

describe("names", () => {
  it.each(["x", "x1", "A1B2_c3", "_", "__proto__", "theta_1", "e"])("%s is one name", (text) => {
    expect(read(text)).toEqual([`name ${text}`]);
  });

  it.each([
    ["θ_1", "theta_1"],
    ["θ₁", "theta_1"],
    ["θ₁₂", "theta_12"],
    ["x₁_old", "x_1_old"],
    ["θ1", "theta1"],
    ["x₀", "x_0"],
    ["αβ", "alphabeta"],
    ["αx", "alpha_x"],
    ["α_x", "alpha_x"],
    ["w_θ", "w_theta"],
    ["π", "pi"],
    ["ϕ", "phi"],
    ["φ", "phi"],
    ["ϵ", "epsilon"],
    ["ε", "epsilon"],
    ["ς", "sigma"],
    ["Σ", "Sigma"],
    ["Α", "A"],
    ["Υο", "Yo"],
  ])("%s is the name %s", (text, name) => {
    expect(read(text)).toEqual([`name ${name}`]);
  });

  it.each([
    ["before a bracket it is the function", "σ(x)", "name sigmoid"],
    ["blanks or not", "σ \u2009(x)", "name sigmoid"],
    ["of either width", "σ（x）", "name sigmoid"],
    ["elsewhere it is a name", "σ + (x)", "name sigma"],
    ["with an index too", "σ₁(x)", "name sigma_1"],
    ["at the end of a line", "σ\n(x)", "name sigma"],
  ])("σ: %s: %j", (_where, text, first) => {
    expect(read(text)[0]).toBe(first);
  });

  it.each([
    ["a letter of another alphabet", "é"],
    ["the hole in the Greek block, which no font draws", "\u03a2"],
    ["an emoji, whole", "🙂"],
    ["half a surrogate pair", "\ud83d"],
    ["a quote", '"'],
  ])("%s is one unknown token", (_what, text) => {
    expect(read(text)).toEqual([`unknown ${text}`]);
  });
});

test("operators, brackets and separators", () => {
  expect(read("+-*/^(),=;")).toEqual([
    "operator +",
    "operator -",
    "operator *",
    "operator /",
    "operator ^",
    "open (",
    "close )",
    "comma ,",
    "equals =",
    "semicolon ;",
  ]);
});

test.each([
  ["+", "+＋"],
  ["-", "-−–－"],
  ["*", "*·×∙⋅∗＊"],
  ["/", "/÷∕／"],
  ["^", "^＾"],
  ["√", "√"],
  ["(", "(（"],
  [")", ")）"],
  [",", ",，"],
  ["=", "=＝"],
  [";", ";；"],
])("%s is written %s", (sign, characters) => {
  const tokens = tokenize(characters).slice(0, -1);
  expect(tokens.map(({ text, from, to }) => `${text} ${from}–${to}`)).toEqual(
    [...characters].map((_character, place) => `${sign} ${place}–${place + 1}`),
  );
});

test.each([
  ["x²", "superscript 2"],
  ["x¹²³", "superscript 123"],
  ["x⁰⁴⁵⁶⁷⁸⁹", "superscript 0456789"],
  ["x⁻¹", "superscript -1"],
  ["x⁺²", "superscript 2"],
])("a raised number: %s", (text, token) => {
  expect(read(text)).toEqual(["name x", token]);
  expect(tokenize(text)[1]).toMatchObject({ from: 1, to: text.length });
});

test("a raised sign alone is nothing", () => {
  expect(read("x⁻")).toEqual(["name x", "unknown ⁻"]);
});

test("`**` is read as `^`, and takes two places", () => {
  expect(tokenize("x**2")[1]).toEqual({ kind: "operator", text: "^", from: 1, to: 3 });
});

it.each([
  ["\n", 1],
  ["\r", 1],
  ["\r\n", 1],
  ["\n\r", 2],
])("the line end %j is %i token(s)", (text, count) => {
  expect(tokenize(text).filter(({ kind }) => kind === "newline")).toHaveLength(count);
});

test("comments reach to the end of the line and leave no token", () => {
  expect(read("a # b = ( $\nc")).toEqual(["name a", "newline \n", "name c"]);
});

test("blanks of all widths and a byte order mark leave no token", () => {
  expect(read("\ufeffa \t\u00a0\u2003\u2009\u202f\u205f\u3000b")).toEqual(["name a", "name b"]);
});

test("any text is covered by its tokens in order, with only blanks and comments between", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
      let end = 0;
      for (const token of tokenize(text)) {
        expect(text.slice(end, token.from)).toMatch(
          /^(?:[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000\ufeff]|#[^\r\n]*)*$/,
        );
        const written = text.slice(token.from, token.to);
        if (/^[\0-\x7f]*$/.test(written) && written !== "**") expect(token.text).toBe(written);
        expect(token.to > token.from || token.kind === "end").toBe(true);
        end = token.to;
      }
      expect(end).toBe(text.length);
    }),
    { seed: 20251122, numRuns: 500 },
  );
});
