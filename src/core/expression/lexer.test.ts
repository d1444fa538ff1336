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
    ["letters after a number are a name", "2x1", ["number 2", "name x1"]],
  ])("%s: %s", (_what, text, tokens) => {
    expect(read(text)).toEqual(tokens);
  });
});

describe("names", () => {
  it.each(["x", "x1", "A1B2_c3", "_", "__proto__", "theta_1", "θ_1", "αβ", "ϕ", "ϵ", "ς", "e"])(
    "%s is one name",
    (text) => {
      expect(read(text)).toEqual([`name ${text}`]);
    },
  );

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

test("blanks, non-breaking blanks and a byte order mark leave no token", () => {
  expect(read("\ufeffa \t\u00a0b")).toEqual(["name a", "name b"]);
});

test("any text is covered by its tokens in order, with only blanks and comments between", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
      let end = 0;
      for (const token of tokenize(text)) {
        expect(text.slice(end, token.from)).toMatch(/^(?:[ \t\u00a0\ufeff]|#[^\r\n]*)*$/);
        if (token.text !== "^") expect(token.text).toBe(text.slice(token.from, token.to));
        expect(token.to > token.from || token.kind === "end").toBe(true);
        end = token.to;
      }
      expect(end).toBe(text.length);
    }),
    { seed: 20251122, numRuns: 500 },
  );
});
