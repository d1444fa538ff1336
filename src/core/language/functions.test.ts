import { describe, expect, it, test } from "vitest";
import { check, compile } from "../differentiate/program.ts";

const lines = (...text: readonly string[]): string => text.join("\n");

/** What is wrong, as `code: the text there`. */
const told = (source: string): string[] =>
  check(source).map(({ code, from, to }) => `${code}: ${source.slice(from, to)}`);

const inputs = (source: string): string[] =>
  compile(source).inputs.map(({ name, from }) => `${name} at ${from}`);

const ids = (source: string, values: Readonly<Record<string, number>>): string[] =>
  compile(source)
    .evaluate(values)
    .nodes.map(({ id }) => id);

describe("a call is the body with the operands in it", () => {
  it.each([
    ["one operand", lines("f(x) = x^2 + 1", "f(a)"), 10, 6],
    ["one inside another", lines("f(x) = x^2", "f(f(a))"), 81, 108],
    ["several", lines("f(x, y) = x - y", "f(2a, 3)*f(1, a)"), -6, -7],
    ["an expression for an operand", lines("f(x) = x*x", "f(a + 1)"), 16, 8],
    ["an operand that the body does not use", lines("f(x, y) = x", "f(a, log(0 - a))"), 3, 1],
    ["nothing but the operand", lines("f(x) = x", "f(f(a))"), 3, 1],
    ["nothing but a number", lines("f(x) = 7", "f(a)"), 7, 0],
    ["nothing but a free name", lines("f(x) = a", "f(2)"), 3, 1],
    ["a function of a function", lines("f(x) = 2x", "g(x) = f(x) + f(x^2)", "g(a)"), 24, 14],
    ["a parameter with an input's name", lines("f(a) = a^2", "f(a + 1) + a"), 19, 9],
    ["a parameter with an assigned name", lines("k = 5", "f(k) = 2k", "f(a) + k"), 11, 2],
    ["a parameter with a function's name", lines("f(x) = x", "g(f) = f^2", "g(a)"), 9, 6],
    ["a parameter with its own function's name", lines("f(f) = f^2", "f(a)"), 9, 6],
    ["a parameter with a table's name", lines("f(sin) = sin^2", "f(a)"), 9, 6],
    ["an assigned name of the body", lines("k = 2a", "f(x) = k*x", "f(a)"), 18, 12],
    [
      "names of the body mean the program's, not the caller's",
      lines("x = 2a", "f(y) = x*y", "g(x) = f(x)", "g(1)"),
      6,
      2,
    ],
    ["parameters over several lines", lines("f(x,", "  y) = x*y", "f(a,", "2)"), 6, 2],
    ["names of JavaScript's own", lines("__proto__(constructor) = constructor^2", "__proto__(a)"), 9, 6],
    ["a Greek name", lines("φ(z₁) = z₁²", "phi(a)"), 9, 6],
  ])("%s: %j", (_what, source, value, slope) => {
    const evaluation = compile(source).evaluate({ a: 3 });
    expect([evaluation.value, evaluation.gradient("a")]).toEqual([value, slope]);
    expect(evaluation.diagnostics.filter(({ code }) => code !== "domain")).toEqual([]);
  });

  it("two calls are two copies", () => {
    const { nodes, value } = compile(lines("f(x) = x^2", "f(a) + f(a)")).evaluate({ a: 3 });
    expect([nodes.length, value]).toEqual([4, 18]);
  });
});

describe("inputs", () => {
  it.each([
    ["parameters are none", lines("f(x) = 2x", "f(a)"), ["a at 12"]],
    ["free names of a body are, once it is called", lines("f(x) = w*x + b", "f(2)"), ["w at 7", "b at 13"]],
    ["not those of a function that nothing calls", lines("f(x) = w*x", "a + 1"), ["a at 11"]],
    ["nor of one that only such a function calls", lines("f(x) = w*x", "g(x) = f(x)", "a + 1"), ["a at 23"]],
    [
      "those of functions that are called through others",
      lines("f(x) = w*x", "g(x) = f(x)", "g(1)"),
      ["w at 7"],
    ],
    ["where the text mentions them first", lines("f(x) = a*x", "a + f(1)"), ["a at 7"]],
    ["a function's own name is none", lines("f(x) = x", "f(2)"), []],
    ["an operand that is not used still is", lines("f(x) = 2", "f(a)"), ["a at 11"]],
  ])("%s: %j", (_what, source, expected) => {
    expect(inputs(source)).toEqual(expected);
  });

  it("of unused functions need no value, and have gradient 0 if they get one", () => {
    const program = compile(lines("f(x) = w*x", "a^2"));
    expect(program.evaluate({ a: 3 }).gradient("a")).toBe(6);
    expect(program.evaluate({ a: 3, w: 1 }).gradient("w")).toBe(0);
  });
});

describe("ids: a call is a group, which carries its function's name", () => {
  it.each([
    ["f, then f2", lines("f(x) = x + 1", "y = f(a)*f(b)"), ["a", "f", "b", "f2", "y"]],
    [
      "inside it, its own paths",
      lines("f(x) = exp(2x) + 1", "f(a)*f(b)"),
      ["a", "f.0.0", "f.0", "f", "b", "f2.0.0", "f2.0", "f2", "out"],
    ],
    ["a statement that is the call has its own name", lines("f(x) = exp(2x)", "y = f(a)"), ["a", "f.0", "y"]],
    ["inner calls come first", lines("f(x) = x + 1", "y = 2*f(f(a))"), ["a", "f", "f2", "y"]],
    [
      "a body that is a call has its function's name",
      lines("g(x) = exp(2x)", "f(x) = g(x)", "y = 3*f(a)"),
      ["a", "g.0", "f", "y"],
    ],
    [
      "operands belong to the statement",
      lines("f(x) = x^2", "y = 1 + f(a + b)"),
      ["a", "b", "y.1.0", "f", "y"],
    ],
    [
      "names in use are skipped",
      lines("f(x) = x + 1", "f2 = 2a", "f(a)*f(b)*f2"),
      ["a", "f2", "f", "b", "f3", "out.0", "out"],
    ],
    [
      "and those shown alike",
      lines("f(x) = x + 1", "f_2*f(a)*f(a)"),
      ["f_2", "a", "f", "out.0", "f3", "out"],
    ],
    [
      "a function called like a statement",
      lines("out(x) = x + 1", "out(a)*3", "out(b)*2"),
      ["a", "out", "out2", "b", "out4", "out3"],
    ],
  ])("%s: %j", (_what, source, expected) => {
    expect(ids(source, { a: 1, b: 2, f_2: 3 })).toEqual(expected);
  });

  it("are unique, and so are the symbols of what has no name, though functions are called f and f2", () => {
    const many = `${"f(".repeat(23)}a${")".repeat(23)}`;
    const source = lines(
      "f(x) = sin(x)",
      "f2(x) = 2x*x",
      "v(x) = x*x",
      `y = f2(f2(a)) + ${many}`,
      "v(y)*v(a)*v(y)*a",
    );
    const { nodes } = compile(source).evaluate({ a: 1 });
    for (const what of [nodes.map(({ id }) => id), nodes.map(({ tex }) => tex.split("=")[0])])
      expect(new Set(what).size).toBe(nodes.length);
  });

  it("stay the same after an edit elsewhere", () => {
    const before = ids(lines("f(x) = exp(x) + 1", "y = f(a)*2"), { a: 1 });
    const after = ids(lines("k = 2a", "f(x) = exp(x) + 1", "g(x) = x", "y = f(a)*2", "y + k"), { a: 1 });
    expect(after.filter((id) => before.includes(id))).toEqual(before);
  });
});

describe("errors and their places", () => {
  it.each([
    ["itself", lines("f(x) = f(x - 1)", "f(2)"), ["recursive-function: f"]],
    ["itself, unused", lines("f(x) = f(x - 1)", "2"), ["recursive-function: f"]],
    ["each other", lines("f(x) = g(x)", "g(x) = f(x)", "g(1)"), ["used-before-definition: g"]],
    ["before its definition", lines("y = f(2)", "f(x) = x", "y"), ["used-before-definition: f"]],
    [
      "a body's name before its definition",
      lines("f(x) = k*x", "k = 2", "f(1)"),
      ["used-before-definition: k"],
    ],
    ["too few operands", lines("f(x, y) = x", "f(1)"), ["wrong-operand-count: f"]],
    ["twice", lines("f(x) = x", "f(x) = 2x", "f(1)"), ["assigned-twice: f"]],
    ["a function and a value", lines("f(x) = x", "f = 2"), ["assigned-twice: f"]],
    [
      "a value and a function",
      lines("f = 2", "f(x) = x", "f"),
      ["assigned-twice: f", "function-without-operands: f"],
    ],
    ["without operands", lines("f(x) = x", "f + 1"), ["function-without-operands: f"]],
    ["no parameters", lines("f() = 2", "3"), ["bad-parameter: )"]],
    ["a value called", lines("a = 2", "a(3)"), ["unknown-function: a"]],
    ["a parameter called", lines("f(g, x) = g(x)", "f(1, 2)"), ["unknown-function: g"]],
    [
      "in a body, once, however often it is called",
      lines("f(x) = foo(x)", "f(1) + f(2)"),
      ["unknown-function: foo"],
    ],
    ["in a body that nothing calls", lines("f(x) = foo(x)", "2"), ["unknown-function: foo"]],
    ["only a broken line could have been the output", lines("f(x) = x", "f(2"), ["unclosed-bracket: ("]],
    ["only a wrong name", "sin(x) = x", ["reserved-name: sin"]],
  ])("%s: %j", (_what, source, expected) => {
    expect(told(source)).toEqual(expected);
  });

  it("what numbers do inside a body is remarked there, for each call", () => {
    const source = lines("f(x) = 1 + log(x)", "f(a)*f(b)*f(c)");
    const { diagnostics } = compile(source).evaluate({ a: -1, b: 1, c: 0 });
    expect(
      diagnostics.map(({ code, node, from, to }) => `${code} ${node} ${source.slice(from, to)}`),
    ).toEqual(["domain f.1 log(x)", "domain f3.1 log(x)"]);
  });

  it("a value that is missing is missed in the body", () => {
    expect(() => compile(lines("f(x) = w*x", "f(1)")).evaluate()).toThrow("`w` has no value.");
  });
});

describe("what grows is refused in words, at once", () => {
  const seconds = (work: () => void): number => {
    const start = performance.now();
    work();
    return (performance.now() - start) / 1000;
  };
  const doubling = (count: number): string =>
    lines(
      "f1(x) = x + x",
      ...Array.from({ length: count - 1 }, (_, n) => `f${n + 2}(x) = f${n + 1}(f${n + 1}(x))`),
      `f${count}(a)`,
    );
  const chain = (count: number): string =>
    lines(
      "f0(x) = x",
      ...Array.from({ length: count }, (_, n) => `f${n + 1}(x) = f${n}(x) + w${n}`),
      `f${count}(a)`,
    );

  it.each([
    ["60 functions, each of which calls the one before it twice", doubling(60), ["too-many-nodes"]],
    ["1000 of them", doubling(1000), ["too-deep", "too-many-nodes"]],
    ["250 functions deep", chain(250), ["too-deep"]],
    ["6000 functions deep, each with a name of its own", chain(6000), ["too-deep"]],
    [
      "20 000 calls inside each other",
      lines("f(x) = x + 1", `${"f(".repeat(20_000)}x${")".repeat(20_000)}`),
      ["too-many-nodes"],
    ],
    [
      "60 000 calls of what is no function",
      `${"a(".repeat(60_000)}x${")".repeat(60_000)}`,
      ["unknown-function", "too-many-nodes"],
    ],
    [
      "33 000 parameters",
      `f(${Array.from({ length: 33_000 }, (_, n) => `a${n.toString(36)}`).join()}) = 1\n2`,
      [],
    ],
    [
      "as many operands, again and again",
      lines(
        `f(${Array.from({ length: 9000 }, (_, n) => `a${n.toString(36)}`).join()}) = a0`,
        `g(x) = f(${"x,".repeat(8999)}x)`,
        `${"g(".repeat(9000)}1${")".repeat(9000)}`,
      ),
      ["too-many-nodes"],
    ],
    ["50 000 operands of max", `max(${"x,".repeat(50_000)}x)`, ["wrong-operand-count", "too-many-nodes"]],
    [
      "900 times 100 operands of max",
      Array.from({ length: 900 }, () => `max(${"x,".repeat(99)}x)`).join("\n"),
      ["too-many-nodes"],
    ],
  ])("%s", (_what, source, codes) => {
    expect(
      seconds(() =>
        expect([...new Set(check(source).map(({ code }) => code))].sort()).toEqual([...codes].sort()),
      ),
    ).toBeLessThan(2);
  });

  it("what is just not too much is calculated", () => {
    const deep = chain(199);
    const values = Object.fromEntries([["a", 1], ...Array.from({ length: 199 }, (_, n) => [`w${n}`, 1])]);
    expect(compile(deep).evaluate(values).value).toBe(200);
    expect(compile(doubling(10)).evaluate({ a: 1 }).value).toBe(2 ** 512);
    const nested = compile(lines("f(x) = x + 1", `${"f(".repeat(9999)}x${")".repeat(9999)}`));
    expect(seconds(() => expect(nested.evaluate({ x: 1 }).value).toBe(10_000))).toBeLessThan(2);
    const wide = compile(Array.from({ length: 190 }, () => `max(${"x,".repeat(99)}x)`).join("+"));
    expect(seconds(() => expect(wide.evaluate({ x: 2 }).gradient("x")).toBeCloseTo(190, 9))).toBeLessThan(2);
  });
});

test("a body is unrolled before it is differentiated: Newton's method for √a", () => {
  const source = lines("step2(x) = (x + a/x)/2", "y = step2(step2(step2(step2(step2(1)))))");
  const evaluation = compile(source).evaluate({ a: 2 });
  expect(evaluation.value).toBeCloseTo(Math.SQRT2, 15);
  expect(evaluation.gradient("a")).toBeCloseTo(1 / (2 * Math.SQRT2), 12);
});
