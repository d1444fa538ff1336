import { expect, it } from "vitest";
import { check } from "../differentiate/program.ts";
import type { Fix } from "./diagnostics.ts";

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
  ["an import", "import torch.nn as nn\ny = relu(x)", "y = relu(x)"],
  ["an import of everything", "from numpy import *\ny = x", "y = x"],
  ["a declaration", "let y = 2*x", "y = 2*x"],
  ["a function of Python", "def f(x, y):\n    return x*y\nf(2, 3)", "f(x, y) = x*y\nf(2, 3)"],
  ["a function of Python without a name", "f = lambda x: x^2\nf(3)", "f(x) = x^2\nf(3)"],
  ["a value that is returned", "y = 2*x\nreturn y", "y = 2*x\ny"],
  ["a value that is printed", "y = 2*x\nprint(y + 1)", "y = 2*x\ny + 1"],
  ["an equals sign too many", "y == 2*x", "y = 2*x"],
  ["a function of a module", "y = np.linalg.norm(x)", "y = norm(x)"],
  ["a constant of a module", "y = math.pi * x", "y = pi * x"],
  ["a transpose with a point", "y = W.T @ x", "y = W' @ x"],
  ["a transpose with a point behind brackets", "y = (W @ x).T", "y = (W @ x)'"],
  ["a method", "y = x.sum()", "y = sum(x)"],
  ["a method with an operand", "y = x.dot(w)", "y = dot(x, w)"],
  ["a number made into a tensor", "x = torch.tensor(1.0)", "x = 1.0"],
  ["a list made into an array", "x = np.array([1,2])", "x = [1,2]"],
  ["a tensor that asks for its gradient", "x = torch.tensor([1., 2.], requires_grad=True)", "x = [1., 2.]"],
  ["a matrix on several lines", "W = np.array([[1, 2],\n  [3, 4]])", "W = [[1, 2],\n  [3, 4]]"],
  ["a signed number under a power", "y = torch.tensor(-2)**2", "y = (-2)**2"],
  ["a tensor without its module", "y = 2 * tensor(a + b)", "y = 2 * (a + b)"],
  ["a tensor that is detached", "y = w.detach()", "y = w"],
  ["a function of another name", "y = np.arctan(x)", "y = atan(x)"],
  ["the larger of two", "y = np.maximum(x, 0)", "y = max(x, 0)"],
  ["a product of matrices", "y = torch.matmul(A, B)", "y = A @ B"],
  ["a product of matrices in a sum", "y = A.mm(B + C)[1,1]", "y = (A @ (B + C))[1,1]"],
  ["a method of brackets", "y = (x + 1).sum()", "y = sum(x + 1)"],
  ["a method of a call", "y = exp(x).sum()", "y = sum(exp(x))"],
  ["a layer that is called at once", "y = nn.ReLU()(x)", "y = relu(x)"],
  ["a gradient that is asked for", "y = x^2\ny.backward()", "y = x^2"],
  ["a transpose that is called", "y = A.t() @ x", "y = A' @ x"],
  ["a power behind a function's name", "y = 2 sin^2(a+b) + 1", "y = 2 sin(a+b)^2 + 1"],
  ["a raised power behind a function's name", "y = sin²(x)", "y = sin(x)²"],
  ["an inverse as on paper", "y = sin^-1(x)", "y = asin(x)"],
  ["an assignment of Pascal", "y := x^2", "y = x^2"],
  ["a function of Maple", "f(x) := x^2; f(3)", "f(x) = x^2; f(3)"],
  ["an assignment of R", "y <- 2*x", "y = 2*x"],
  ["a product entry by entry", "y = a .* b", "y = a * b"],
  ["a call entry by entry", "y = sin.(x)", "y = sin(x)"],
  ["a function handle", "f = @(x) x^2; f(3)", "f(x) = x^2; f(3)"],
  ["a remark of C", "// all of it\ny = x", "# all of it\ny = x"],
  ["a remark of MATLAB", "y = x; % all of it", "y = x; # all of it"],
  ["a command", "clear all\ny = x", "\ny = x"],
  ["a half", "y = ½(a + b)", "y = (1/2)(a + b)"],
  ["a letter with a hat", "L = (y - ŷ)^2", "L = (y - y_hat)^2"],
  ["a size as on paper", "y = 2*|a - b| + 1", "y = 2*abs(a - b) + 1"],
  ["a decimal comma", "y = 3,5 * x", "y = 3.5 * x"],
  ["a function that nobody calls", "f(x, y) = x²y + y + 2", "f(x, y) = x²y + y + 2\nf(x, y)"],
  ["two statements on a line", "a = x b = a", "a = x\nb = a"],
])("mends %s", (_name, wrong, right) => {
  expect(mended(wrong)).toBe(right);
  expect(check(right)).toEqual([]);
});

it.each([
  ["an operand that is missing", "y = 2 +"],
  ["a name that could be anything", "y = foo(x)"],
  ["a name that takes itself up again", "y := y + 1"],
  ["an arrow behind more than a name", "2*y <- x"],
  ["groups of digits", "y = 1,000 * x"],
  ["two sizes, of which one would be left", "y = |a| + |b|"],
  ["a quotient that is rounded", "y = 7 // 2"],
  ["digits in groups", "y = 1_000"],
  ["a sign that means nothing", "y = 2 $ 3"],
  ["a function of several lines", "def f(x):\n  a = x\n  return a"],
  ["a function without a name in a call", "y = sum(lambda x: x)"],
  ["a case", "y = x if x > 0 else 0"],
  ["a name that is changed", "x += 1"],
  ["a comparison of what is no name", "x + 1 == y"],
  ["a tensor with more than its entries", "x = torch.tensor([1, 2], 3)"],
  ["a tensor left open", "x = torch.tensor(1.0"],
  ["a tensor of a tuple", "x = np.array((1, 2))"],
  ["a name made anew from itself", "x = np.array(x)"],
  ["a sum along an axis", "y = np.sum(x, axis=0)"],
  ["a function there is not", "y = np.linalg.inv(A)"],
  ["too many operands for the near name", "y = sigmod(x, 2)"],
  ["a count of entries, which is no logarithm", "n = len(x)"],
])("offers no fix for %s, since none is certain", (_name, text) => {
  expect(check(text)[0]).toBeDefined();
  expect(mended(text)).toBe(text);
});

/** What people type who come from Python, MATLAB, LaTeX, or a calculator. */
const FAULTY: readonly string[] = [
  "x = torch.tensor(1.0)",
  "x = np.array([1,2])",
  "x = np.array([1,2]) * np.array([3,4])",
  "x = torch.tensor(-1.0)**2",
  "x = torch.tensor([1.0, 2.0], requires_grad=True)\ny = (x**2).sum()\ny.backward()\nprint(x.grad)",
  "x = tf.Variable(3.0)",
  "x = torch.tensor(1.0",
  "x = np.array()",
  "x = np.array(x)",
  "x = np.array((1, 2))",
  "x = x.sum()",
  "y = tensor([1])",
  "y = 2*float(a+b)",
  "y = np.e + np.pi",
  "y = np.inf",
  "y = np.sum(x, axis=0)",
  "y = sum(x, axis=0)",
  "y = x.mean(dim=1)",
  "y = np.max(x, 0)",
  "y = np.maximum(x, 0)",
  "y = power(x, 2)",
  "y = np.power(x)",
  "y = arctan(x)",
  "y = arctan2(y1, x)",
  "y = maximum(a, b)",
  "y = relu6(x)",
  "y = sigmod(x, 2)",
  "y = len(x)",
  "y = int(x)",
  "y = np.linalg.inv(A)",
  "y = np.linalg.norm(x)",
  "y = np.zeros((2, 2))",
  "y = np.random.randn(3)",
  "y = nn.ReLU()(x)",
  "y = nn.Linear(3, 2)(x)",
  "y = F.softmax(x, dim=0)",
  "y = torch.matmul(A, B)",
  "y = A.mm(B).mm(C)",
  "y = 2 * np.add(a, b)",
  "y = W.T.dot(x)",
  "y = (W @ x).T",
  "y = x.sum().mean()",
  "y = (a + b).dot(c)",
  "y = x[1].item()",
  "y = x.y",
  "y = x.shape",
  "y = np.where(x > 0, x, 0)",
  "y = np.reshape(x, (2, 3))",
  "y = print(a + b)*2",
  "print(y)",
  "y = 2*x\nprint(y, x)",
  "import torch\ny = x",
  "from numpy import *\ny = exp(x)",
  "let y = 2*x",
  "var f = 2",
  "return x",
  "def f(x): return x.sum()\nf(2)",
  "def f(x):\n  y = x\n  return y\nf(2)",
  "f = lambda x, y: x*y\nf(1, 2)",
  "f = lambda x: x**2 if x > 0 else 0",
  "y == 2*x",
  "x += 1",
  "y = x if x > 0 else 0",
  "for i in range(3): y = x",
  "y = sin^2(x)",
  "y = sin^2(x)^3",
  "y = sin^2 x",
  "y = tanh^-1(x)",
  "y = \\frac{a}{b}",
  "y = 2 3",
  "y = x 2",
  "y = 1_000",
  "a = x b = a",
  "y := 2*x",
  "y := x := 2",
  "f(x) := x^2\nf(2)",
  "y <- 2*x",
  "y -> 2*x",
  "y ← x ← 2",
  "y = a .* b .^ 2 ./ c",
  "y = sin.(x)",
  "y = A.'",
  "f = @(x) x.^2\nf(2)",
  "y = cellfun(@(x) x, 2)",
  "% remark\ny = 10%",
  "// remark\ny = x // remark",
  "/* remark */",
  "y = x; % remark\nend",
  "clear all; clc; close all\ny = x",
  "begin\ny = x\nend",
  "y = n!/(k!(n-k)!)",
  "y = a != b",
  "y = a && !b || c",
  "y = a > 0 ? a : 0",
  "y = ∑ x + ∏ y",
  "L = ½(y − ŷ)²",
  "y = 2½",
  "y = ŷ₁ + x̄y",
  "y = |x| + 2*|x|",
  "y = |x - |y||",
  "y = |(x|)",
  "y = 3,5*x + 2,25",
  "y = (3,5)",
  "f(x,y) = x*y",
  "f(e) = e^2",
  "y = not x mod 2",
  "y = 2*(a + b",
  "y = (a + b))*2",
  "y = [1, 2)",
  "y = sum([1, 2)) + )",
  "h[t] = h[t-1]^2 for t = 3..1",
  "h[t] = h[t-1]^2 for k = 1:3",
];

/** The places of what is wrong after a fix, as they were before it; null inside of what it wrote. */
const placeBefore = (place: number, { from, to, insert }: Fix): number | null => {
  if (place < from) return place;
  return place < from + insert.length ? null : place - insert.length + (to - from);
};

it("no fix leads into another error: what it mends is gone, and nothing of another kind stands where it wrote", () => {
  const fixes = FAULTY.flatMap((text) => {
    const told = check(text);
    expect(told, text).not.toEqual([]);
    return told.flatMap((problem) =>
      problem.fix === undefined ? [] : [{ text, told, problem, fix: problem.fix }],
    );
  });
  expect(fixes.length).toBeGreaterThan(40);
  for (const { text, told, problem, fix } of fixes) {
    const mended = text.slice(0, fix.from) + fix.insert + text.slice(fix.to);
    const after = check(mended).filter(({ severity }) => severity === "error");
    const places = after.map(({ code, from }) => ({ code, from: placeBefore(from, fix) }));
    const known = (code: string, from: number) =>
      told.some((other) => other !== problem && other.code === code && other.from === from);
    // What was hidden behind it in the same statement may be told now, elsewhere.
    const there = places.filter(
      ({ code, from }) => from === null || (from === problem.from && !known(code, from)),
    );
    expect(
      there.filter(({ code }) => code !== problem.code),
      `${text} → ${mended}`,
    ).toEqual([]);
    const isBefore = ({ code, from }: { code: string; from: number | null }) =>
      code === problem.code && from === problem.from;
    expect(places.filter(isBefore), `${text} → ${mended}`).toEqual([]);
  }
});
