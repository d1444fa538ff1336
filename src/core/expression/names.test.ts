import katex from "katex";
import { describe, expect, it, test } from "vitest";
import { plainText, tex } from "./formula.ts";
import { tokenize } from "./lexer.ts";
import { canonicalName, nameFormula } from "./names.ts";

describe("names as a textbook prints them", () => {
  it.each([
    ["one letter leans", "x", "x"],
    ["a word stands", "cost", "\\mathrm{cost}"],
    ["a Greek name is its letter", "alpha", "\\alpha"],
    ["an accent stands on its letter", "x_hat", "\\hat{x}"],
    ["on a Greek one", "theta_bar", "\\bar{\\theta}"],
    ["on a word", "loss_tilde", "\\tilde{\\mathrm{loss}}"],
    ["the other accents", "x_dot", "\\dot{x}"],
    ["and the arrow", "w_vec", "\\vec{w}"],
    ["not where more follows", "x_hat2", "x_{\\mathrm{hat2}}"],
    ["an accent alone is a word", "hat", "\\mathrm{hat}"],
    ["and so is one with nothing under it", "_hat", "\\mathrm{\\_hat}"],
    ["a Greek capital", "Sigma", "\\Sigma"],
    ["a name that only contains one is a word", "alphabet", "\\mathrm{alphabet}"],
    ["digits at the end are an index", "L3", "L_{3}"],
    ["so are several", "w12", "w_{12}"],
    ["and those of a word", "cost2", "\\mathrm{cost}_{2}"],
    ["and those of a Greek letter", "theta_2", "\\theta_{2}"],
    ["what follows _ is an index", "w_jk", "w_{jk}"],
    ["a longer one is a word", "w_hidden", "w_{\\mathrm{hidden}}"],
    ["and a Greek one is its letter", "x_alpha", "x_{\\alpha}"],
    ["a letter between digits is none", "A1B2", "\\mathrm{A1B}_{2}"],
    ["_ at the end is part of the word", "lambda_", "\\mathrm{lambda\\_}"],
    ["_ at the beginning too", "_t", "\\mathrm{\\_t}"],
    ["and everywhere else in it", "__proto__", "\\mathrm{\\_\\_proto\\_\\_}"],
    ["a name of JavaScript's own", "constructor", "\\mathrm{constructor}"],
  ])("%s: %s", (_what, name, written) => {
    expect(tex(nameFormula(name))).toBe(written);
  });

  it("as one line of plain text", () => {
    expect(["x", "theta_2", "w_jk", "cost", "x_hat"].map((name) => plainText(nameFormula(name)))).toEqual([
      "x",
      "θ_2",
      "w_jk",
      "cost",
      "x_hat",
    ]);
  });
});

test("a name has one spelling, which is spelt that way already", () => {
  for (const spellings of [
    ["θ₂", "θ_2", "theta_2"],
    ["φ", "ϕ", "phi"],
    ["Δx", "Δ_x", "Delta_x"],
  ])
    for (const written of spellings) expect(canonicalName(written)).toBe(spellings.at(-1));
});

test("every letter that a name may hold is one that KaTeX can draw", () => {
  const letters = Array.from({ length: 0x500 }, (_, code) => String.fromCharCode(code)).filter((letter) => {
    const [token] = tokenize(letter);
    return token?.kind === "name";
  });
  expect(letters).toHaveLength(52 + 1 + 24 + 25 + 2);
  for (const letter of letters) {
    for (const name of [letter, `${letter}1`, `${letter}b`, `w_${letter}`, `${letter}₂`, `${letter}_hat`].map(
      canonicalName,
    )) {
      expect(name).toMatch(/^\w+$/);
      expect(
        () => katex.renderToString(tex(nameFormula(name)), { strict: "error", throwOnError: true }),
        name,
      ).not.toThrow();
    }
  }
});
