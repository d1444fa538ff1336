import { expect, it } from "vitest";
import { check } from "../differentiate/program.ts";

const mended = (text: string): string => {
  const [{ fix } = { fix: undefined }] = check(text);
  return fix === undefined ? text : text.slice(0, fix.from) + fix.insert + text.slice(fix.to);
};

// Each fix leads to a program, which is what "certainly mends it" means.
it.each([
  ["a misspelt function", "y = sigmod(x) + 1", "y = sigmoid(x) + 1"],
  ["a misspelt function of one's own", "slope(x) = 2*x\nslop(3)", "slope(x) = 2*x\nslope(3)"],
  ["a bracket left open", "y = 2*(a + b", "y = 2*(a + b)"],
  ["a bracket left open before the next line", "y = 2*(a + b\nz = y", "y = 2*(a + b)\nz = y"],
  ["a bracket too many", "y = (a + b))*2", "y = (a + b)*2"],
  ["a bracket before anything", ")x", "x"],
  ["two numbers side by side", "y = 2 3", "y = 2 * 3"],
  ["a list left open before the next line", "x = [1, 2\ny = sum(x)", "x = [1, 2]\ny = sum(x)"],
  ["a place left open before the next line", "y = x[1\nz = y", "y = x[1]\nz = y"],
  ["a bracket of the other kind", "y = sum([1, 2))", "y = sum([1, 2])"],
  ["a number after a name", "y = x 2", "y = x * 2"],
  ["a range with a colon", "h[t] = h[t-1]^2 for t = 1:3", "h[t] = h[t-1]^2 for t = 1..3"],
  ["a range from its end", "h[t] = h[t-1]^2 for t = 3..1", "h[t] = h[t-1]^2 for t = 1..3"],
  ["a loop that counts something else", "h[t] = h[t-1]^2 for k = 1..3", "h[t] = h[t-1]^2 for t = 1..3"],
  ["two statements on a line", "a = x b = a", "a = x\nb = a"],
])("mends %s", (_name, wrong, right) => {
  expect(mended(wrong)).toBe(right);
  expect(check(right)).toEqual([]);
});

it.each([
  ["an operand that is missing", "y = 2 +"],
  ["a name that could be anything", "y = foo(x)"],
  ["digits in groups", "y = 1_000"],
  ["a sign that means nothing", "y = 2 $ 3"],
])("offers no fix for %s, since none is certain", (_name, text) => {
  expect(check(text)[0]).toBeDefined();
  expect(mended(text)).toBe(text);
});
