import { expect, it } from "vitest";
import { nearName } from "./nearName.ts";

const NAMES = ["exp", "log", "sin", "cos", "tanh", "sigmoid", "relu", "max", "x", "alpha", "theta_1"];

it.each([
  ["a letter too many", "sinn", "sin"],
  ["a letter too few", "sgmoid", "sigmoid"],
  ["another letter", "mex", "max"],
  ["neighbours swapped", "tahn", "tanh"],
  ["two edits in a longer word", "sigmodi", "sigmoid"],
  ["capitals", "SIN", "sin"],
  ["a capital alone", "X", "x"],
  ["the nearer of two", "theta_2", "theta_1"],
  ["two edits in a short word are another word", "sun2", ""],
  ["another single letter is another name", "q", ""],
  ["a word like none", "foo", ""],
  ["a word too long to be any", "a".repeat(1000), ""],
  ["nothing", "", ""],
])("%s: %s", (_what, word, meant) => {
  expect(nearName(word, NAMES)).toBe(meant);
});
