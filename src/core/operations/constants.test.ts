import { describe, expect, it, test } from "vitest";
import { compile, ProgramError } from "../differentiate/program.ts";
import { constantNamed, constants } from "./constants.ts";

const names = (source: string): string[] => compile(source).inputs.map(({ name }) => name);
const lastTex = (source: string, values: Readonly<Record<string, number>>): string | undefined =>
  compile(source).evaluate(values).nodes.at(-1)?.tex;

test("there are two, and names of JavaScript's own are none", () => {
  expect(constants.map(([name, { value }]) => [name, value])).toEqual([
    ["pi", Math.PI],
    ["e", Math.E],
  ]);
  for (const name of ["__proto__", "constructor", "PI", "E", ""]) expect(constantNamed(name)).toBeUndefined();
});

describe("pi", () => {
  it.each([
    ["pi", Math.PI],
    ["π", Math.PI],
    ["2pi", 2 * Math.PI],
    ["2π", 2 * Math.PI],
    ["sin(pi/2)", 1],
    ["-π²", -(Math.PI ** 2)],
  ])("%s is %d, with no inputs", (source, value) => {
    expect(names(source)).toEqual([]);
    expect(compile(source).evaluate().value).toBe(value);
  });

  it("joins its consumer as a number does, by its sign", () => {
    const { nodes, edges } = compile("y = 2pi*r").evaluate({ r: 3 });
    expect(nodes.map(({ id, tex }) => `${id}: ${tex}`)).toEqual(["r: r", "y: y=2\\pi\\,r"]);
    expect(edges[0]?.tex).toBe("2\\pi");
    expect(edges[0]?.factor).toBe(2 * Math.PI);
  });

  it("cannot be assigned, but a parameter may have its name, and a value may be given for it", () => {
    expect(() => compile("pi = 3")).toThrow("`pi` is a constant, so it cannot be assigned.");
    expect(() => compile("pi(x) = x\n1")).toThrow("`pi` is a constant, so it cannot be assigned.");
    expect(compile("f(pi) = 2pi\nf(3)").evaluate().value).toBe(6);
    const evaluation = compile("2π").evaluate({ π: 3 });
    expect([evaluation.value, evaluation.gradient("pi"), evaluation.gradient("π")]).toEqual([6, 2, 2]);
  });
});

describe("e is Euler's number, unless the program or a value says otherwise", () => {
  it.each([
    ["2e", {}, 2 * Math.E],
    ["e^x", { x: 2 }, Math.E ** 2],
    ["log(e)", {}, 1],
    ["2e1 + e", {}, 20 + Math.E],
    ["e = 3\n2e", {}, 6],
    ["e = a*b\ne^2", { a: 2, b: 3 }, 36],
    ["e^x", { x: 2, e: 3 }, 9],
    ["f(e) = 2e\nf(5)", {}, 10],
    ["e(x) = 2x\ne(4)", {}, 8],
    ["f(x) = e^x\nf(1)", {}, Math.E],
    ["f(x) = e^x\nf(1)", { e: 2 }, 2],
    ["f(x) = e^x\ng(e) = f(2)\ng(7)", {}, Math.E ** 2],
  ])("%j at %j is %d", (source, values, value) => {
    expect(compile(source).evaluate(values).value).toBeCloseTo(value, 14);
  });

  it("is an input only where the program makes it one", () => {
    expect(names("e^x")).toEqual(["x"]);
    expect(names("e = 2\ne^x")).toEqual(["e", "x"]);
  });

  it("has a gradient where it has a value of its own", () => {
    expect(compile("e^x").evaluate({ x: 2, e: 3 }).gradient("e")).toBe(6);
    expect(compile("e = 3\ne^x").evaluate({ x: 2 }).gradient("e")).toBe(6);
    expect(compile("e = 3\ne^x").evaluate({ x: 2, e: 5 }).gradient("e")).toBe(10);
    expect(compile("e = 2a\ne^2").evaluate({ a: 1 }).gradient("e")).toBe(4);
    expect(compile("x^2").evaluate({ x: 2, e: 3 }).gradient("e")).toBe(0);
    expect(() => compile("e^x").evaluate({ x: 2 }).gradient("e")).toThrow(ProgramError);
  });

  it("stands upright as the constant, and leans as a name", () => {
    expect(lastTex("y = e^x", { x: 1 })).toBe("y=\\mathrm{e}^{x}");
    expect(lastTex("y = exp(x)", { x: 1 })).toBe("y=\\mathrm{e}^{x}");
    expect(lastTex("e = 2\ny = e^x", { x: 1 })).toBe("y=e^{x}");
    expect(lastTex("y = e^x", { x: 1, e: 2 })).toBe("y=e^{x}");
  });

  it("cannot be used before the line that assigns it", () => {
    expect(() => compile("x = e\ne = 2")).toThrow("`e` is used before the line that defines it.");
  });

  it("evaluates the same program with a value for e, without one, and again", () => {
    const program = compile("e*x");
    const values = [{ x: 1 }, { x: 1, e: 2 }, { x: 1 }].map((given) => program.evaluate(given).value);
    expect(values).toEqual([Math.E, 2, Math.E]);
  });

  it("given as a list, it is a vector as any input", () => {
    expect(compile("e^x").evaluate({ x: 2, e: [1, 3] }).value).toEqual([1, 9]);
  });
});
