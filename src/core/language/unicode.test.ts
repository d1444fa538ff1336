import { describe, expect, it, test } from "vitest";
import { check, compile } from "../differentiate/program.ts";

/** Text as it is pasted from a book, and the same as it is typed. */
describe("a pasted text means what a typed one does", () => {
  it.each([
    ["a·b×c÷d−2", "a*b*c/d-2"],
    ["a∙b⋅c∗d∕2–1", "a*b*c*d/2-1"],
    ["（a＋b）＊（c－2）／d＾2", "(a+b)*(c-2)/d^2"],
    ["d＝a；max（d，b）", "d=a;max(d,b)"],
    ["x²", "x^2"],
    ["x⁻¹", "x^-1"],
    ["2x²", "2*(x^2)"],
    ["(x+1)²³", "(x+1)^23"],
    ["-x²", "-(x^2)"],
    ["−x²", "-(x^2)"],
    ["x²^3", "(x^2)^3"],
    ["2^x²", "2^(x^2)"],
    ["x²³", "x^23"],
    ["x² ³", "(x^2)^3"],
    ["x²y", "x^2*y"],
    ["1/x²", "1/(x^2)"],
    ["sin(x)²", "(sin(x))^2"],
    ["√x", "sqrt(x)"],
    ["√(x+2)", "sqrt(x+2)"],
    ["2√x", "2*sqrt(x)"],
    ["x√y", "x*sqrt(y)"],
    ["√x²", "sqrt(x^2)"],
    ["√x^2", "sqrt(x^2)"],
    ["√(x)²", "sqrt(x)^2"],
    ["√2x", "sqrt(2)*x"],
    ["√√x", "sqrt(sqrt(x))"],
    ["-√x", "-sqrt(x)"],
    ["√exp(x)", "sqrt(exp(x))"],
    ["2^√x", "2^sqrt(x)"],
    ["σ(w·x＋b)", "sigmoid(w*x+b)"],
    ["σ（x）", "sigmoid(x)"],
    ["σ·x", "sigma*x"],
    ["1/(σ√(2π))", "1/(sigma*sqrt(2*pi))"],
    ["w₁x₁ + w₂x₂²", "w_1*x_1+w_2*x_2^2"],
    ["θ₁\u2009·\u00a0x₁ +\u3000θ₂", "theta_1*x_1+theta_2"],
    ["f(α, β) = α² − β\nf(2, 3)", "f(a, b) = a^2 - b\nf(2, 3)"],
  ])("%s is %s", (pasted, typed) => {
    const inputs = new Set(
      [...typed.matchAll(/[a-z]\w*/g)].map(([name]) => name).filter((name) => !/^(max|pi)$/.test(name)),
    );
    const values = Object.fromEntries([...inputs].map((name, place) => [name, 0.7 + place / 3]));
    const [one, other] = [pasted, typed].map((source) => compile(source).evaluate(values));
    expect(one?.value).toBe(other?.value);
    expect(one?.diagnostics.map(({ code }) => code)).toEqual([]);
    for (const name of inputs) expect(one?.gradient(name), name).toBe(other?.gradient(name));
    expect(one?.nodes.map(({ id }) => id)).toEqual(other?.nodes.map(({ id }) => id));
  });
});

describe("a name has one spelling", () => {
  it("whichever way the text, the values and the question write it", () => {
    const program = compile("θ₂ + θ_2*theta_2");
    for (const given of ["θ₂", "θ_2", "theta_2"]) {
      const evaluation = program.evaluate({ [given]: 3 });
      expect(evaluation.value).toBe(12);
      for (const asked of ["θ₂", "θ_2", "theta_2"]) expect(evaluation.gradient(asked)).toBe(7);
    }
  });

  it("so that it is assigned once", () => {
    expect(check("θ₁ = 2\ntheta_1 = 3")).toMatchObject([{ code: "assigned-twice", from: 7, to: 14 }]);
  });

  it("inputs are written as the text first writes them, ids in ASCII", () => {
    const program = compile("L = (λ) + μ₁*mu_1 - Β_2\nς = 2\nL/ς");
    expect(program.inputs.map(({ name }) => name)).toEqual(["λ", "μ₁", "Β_2", "ς"]);
    const { nodes } = program.evaluate({ λ: 1, "μ₁": 2, B_2: 3 });
    for (const { id } of nodes) expect(id).toMatch(/^[A-Za-z0-9_.]+$/);
    expect(nodes.flatMap(({ name }) => name ?? [])).toEqual(["lambda", "mu_1", "B_2", "L", "sigma"]);
  });

  it("the values may be keyed as the inputs are named", () => {
    const program = compile("(θ₁)·x² + φ");
    const values = Object.fromEntries(program.inputs.map(({ name }, place) => [name, place + 2]));
    expect(program.evaluate(values).value).toBe(2 * 9 + 4);
  });
});

test("places are UTF-16 offsets of the text as it stands", () => {
  const told = (source: string): string[] =>
    check(source).map(({ code, from, to }) => `${code} ${source.slice(from, to)} ${from}`);
  expect(told("θ₁ × $")).toEqual(["unknown-character $ 5"]);
  expect(told("a·b # 🙂²\nψ² × ÷ 2")).toEqual(["missing-operand ÷ 15"]);
  expect(told("√(x² + （2")).toEqual(["unclosed-bracket （ 7"]);
  expect(told("σ（x） + φφ（2）")).toEqual(["unknown-function φφ 7"]);
  expect(told("x⁻")).toEqual(["unknown-character ⁻ 1"]);
  expect(told("²")).toEqual(["missing-operand ² 0"]);
  expect(told("√")).toEqual(["missing-operand  1"]);
  expect(told("2²3")).toEqual(["missing-operator 3 2"]);
  expect(told("a\u200bb")).toEqual(["unknown-character \u200b 1"]);
  expect(told("\u202ea")).toEqual(["unknown-character \u202e 0"]);
  const { diagnostics } = compile("y = 2·√（θ₁）").evaluate({ "θ₁": -1 });
  expect(diagnostics).toMatchObject([{ code: "domain", from: 6, to: 11 }]);
});

it("characters as wide as those of East Asian writing are the usual ones, at their own places", () => {
  const wide = compile("ｙ ＝ ２＊ｘ＿１ ＋ ｓｉｎ（ａ） ＃ ｏｋ");
  expect(wide.inputs.map(({ name, from, to }) => [name, from, to])).toEqual([
    ["x_1", 6, 9],
    ["a", 16, 17],
  ]);
  expect(wide.evaluate({ x_1: 1.5, a: 0 }).value).toBe(3);
});
