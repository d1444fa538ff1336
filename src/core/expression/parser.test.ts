import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { check, compile, ProgramError } from "../differentiate/program.ts";
import { parse } from "./parser.ts";
import { type Expression, placeText } from "./tree.ts";

/** A tree with all its brackets, written by nothing but its own structure: `(a+(b*c))`. */
function structure(expression: Expression): string {
  switch (expression.kind) {
    case "number":
      return expression.text;
    case "name":
      return expression.name;
    case "negate":
      return `(-${structure(expression.operand)})`;
    case "binary":
      return `(${structure(expression.left)}${expression.operator}${structure(expression.right)})`;
    case "call":
      return `${expression.callee}(${expression.operands.map(structure).join(",")})`;
    case "list":
      return `[${expression.entries.map(structure).join(",")}]`;
    case "entry":
      return `${structure(expression.operand)}[${expression.places.map(placeText).join(",")}]`;
  }
}

/** The statements of a text, one a line. */
function read(text: string): string {
  const { statements, diagnostics } = parse(text);
  expect(diagnostics).toEqual([]);
  return statements
    .map(({ name, expression }) => `${name === null ? "" : `${name}=`}${structure(expression)}`)
    .join("\n");
}

describe("what binds tighter", () => {
  it.each([
    ["a product before a sum", "a+b*c", "(a+(b*c))"],
    ["sums from the left", "a-b+c", "((a-b)+c)"],
    ["quotients from the left", "a/b/c", "((a/b)/c)"],
    ["a product after a quotient", "a/b*c", "((a/b)*c)"],
    ["powers from the right", "a^b^c", "(a^(b^c))"],
    ["`**` as `^`", "a**b**c", "(a^(b^c))"],
    ["a power before a sign on its left", "-x^2", "(-(x^2))"],
    ["a sign before a product", "-a*b", "((-a)*b)"],
    ["a sign in an exponent", "2^-x^2", "(2^(-(x^2)))"],
    ["a sign after an operator", "a*-b", "(a*(-b))"],
    ["a sign after a sign", "--x", "(-(-x))"],
    ["a difference with a signed operand", "a--b", "(a-(-b))"],
    ["a plus sign, which changes nothing", "+a-+b", "(a-b)"],
    ["brackets", "(a+b)*(b+1)", "((a+b)*(b+1))"],
    ["brackets in brackets", "((((x))))", "x"],
    ["calls", "-exp(x)^2", "(-(exp(x)^2))"],
    ["operands of a call", "max(a+b, -c)", "max((a+b),(-c))"],
    ["an exponent that is bracketed", "8^(1/3)", "(8^(1/3))"],
    ["an exponent that is not", "8^1/3", "((8^1)/3)"],
    ["`@` as a product does", "A*B@C", "((A*B)@C)"],
    ["and a product as `@` does", "A@B*C", "((A@B)*C)"],
    ["`@` from the left", "A@B@C", "((A@B)@C)"],
    ["`@` before a sum", "W@x+b", "((W@x)+b)"],
    ["a power before `@`", "A@B^2", "(A@(B^2))"],
    ["a sign before `@`", "-A@B", "((-A)@B)"],
    ["a sign after `@`", "A@-B", "(A@(-B))"],
    ["a product that is not written out, and `@`", "2A@x", "((2*A)@x)"],
    ["a transpose before a power", "A'^2", "(transpose(A)^2)"],
    ["and in its exponent", "2^A'", "(2^transpose(A))"],
    ["a transpose before a sign", "-A'", "(-transpose(A))"],
    ["a transpose before `@`", "A'@B'", "(transpose(A)@transpose(B))"],
    ["a transpose of a transpose", "A''", "transpose(transpose(A))"],
    [
      "a transpose of brackets, of a call and of a list",
      "(A+B)'+exp(A)'+[x]'",
      "((transpose((A+B))+transpose(exp(A)))+transpose([x]))",
    ],
    ["an entry before a power", "x[2]^2", "(x[2]^2)"],
    ["and in its exponent", "2^x[2]", "(2^x[2])"],
    ["an entry before a sign", "-x[2]", "(-x[2])"],
    [
      "an entry of a transpose, and the other way round",
      "A'[1,2]+x[1]'",
      "(transpose(A)[1,2]+transpose(x[1]))",
    ],
    ["an entry of a row", "W[1,:][2]", "W[1,:][2]"],
    [
      "an entry of brackets, of a call, and of a list in brackets",
      "(A@B)[1,2]+exp(x)[1]+([x,y])[1]",
      "(((A@B)[1,2]+exp(x)[1])+[x,y][1])",
    ],
    [
      "a factor behind an entry, a transpose or a list",
      "x[1]y + A'y + [x]y",
      "(((x[1]*y)+(transpose(A)*y))+([x]*y))",
    ],
  ])("%s: %s", (_what, text, tree) => {
    expect(read(text)).toBe(tree);
  });

  it.each([
    ["⊙", "A⊙B", "(A*B)"],
    ["ᵀ", "Aᵀ@B", "(transpose(A)@B)"],
    ["’, as word processors write it", "A’", "transpose(A)"],
    ["′, a prime", "A′", "transpose(A)"],
    ["brackets and colons of East Asian keyboards", "［W［1，：］，2］", "[W[1,:],2]"],
  ])("other signs for the same: %s", (_what, text, tree) => {
    expect(read(text)).toBe(tree);
  });
});

describe("lists", () => {
  it.each([
    ["of numbers", "[1, 2]", "[1,2]"],
    ["of one", "[x]", "[x]"],
    ["of expressions", "[a+b, -c, f(x)]", "[(a+b),(-c),f(x)]"],
    ["of rows", "[[1,2],[3,4]]", "[[1,2],[3,4]]"],
    ["in calls and in brackets", "max([1,2], ([3,4]))", "max([1,2],[3,4])"],
    ["over several lines", "[\n[1, 2],\n\n[3,\n4]\n]", "[[1,2],[3,4]]"],
    ["with comments at the ends of lines", "[1, # one\n2] # two", "[1,2]"],
    ["with ranges of places", "W[1:2, 3] + x[2:2]", "(W[1:2,3]+x[2:2])"],
    ["with places over several lines", "W[\n1,\n:\n]", "W[1,:]"],
  ])("%s: %s", (_what, text, tree) => {
    expect(read(text)).toBe(tree);
  });

  it("know their places, and so do entries and transposes", () => {
    const [list, entry, turned] = parse("x = [1, [2]]\ny = ( W[1, :] )\nz = (A)'").statements;
    expect(list?.expression).toMatchObject({
      from: 4,
      to: 12,
      entries: [
        { from: 5, to: 6 },
        { from: 8, to: 11 },
      ],
    });
    expect(entry?.expression).toMatchObject({
      kind: "entry",
      from: 17,
      to: 28,
      operand: { from: 19, to: 20 },
    });
    expect(turned?.expression).toMatchObject({
      callee: "transpose",
      calleeSpan: { from: 36, to: 37 },
      from: 33,
      to: 37,
    });
  });

  it.each([
    ["a bracket never closed", "[1, 2", "unclosed-bracket 0"],
    ["a bracket never closed before the next statement", "a = [1, 2\nb = 3", "unclosed-bracket 4"],
    ["nothing inside", "[]", "empty-brackets 0"],
    ["nothing after a comma", "[1,]", "missing-operand 3"],
    ["closed by the wrong bracket", "[1, 2)", "mismatched-bracket 5"],
    ["closing what is closed by another", "(1]", "mismatched-bracket 2"],
    ["a bracket too many", "[1]]", "stray-bracket 3"],
    ["a row without a comma before it", "[[1,2] [3,4]]", "list-after-operand 7"],
    ["a row without a comma, close", "[[1,2][3,4]]", "list-after-operand 6"],
    ["rows without a comma, line by line", "[[1,2]\n[3,4]]", "list-after-operand 7"],
    ["a place apart from its name", "x [1]", "list-after-operand 2"],
    ["a place of a number", "2[1]", "list-after-operand 1"],
    ["a place that is no number", "x[i]", "bad-place 2"],
    ["a place that is no whole number", "x[1.5]", "bad-place 2"],
    ["a place with a sign", "x[-1]", "bad-place 2"],
    ["a place that is computed", "x[1+1]", "bad-place 3"],
    ["no place", "x[]", "bad-place 2"],
    ["place 0", "x[0]", "place-zero 2"],
    ["a range without its end", "x[1:]", "bad-place 3"],
    ["a range without its beginning", "x[:2]", "bad-place 2"],
    ["a range with a step", "x[1:2:5]", "bad-place 5"],
    ["a range that ends before it begins", "x[3:1]", "range-backwards 2"],
    ["a range from place 0", "x[0:1]", "place-zero 2"],
    ["a range to a name", "x[1:n]", "bad-place 4"],
    ["a range never closed", "x[1:2", "unclosed-bracket 1"],
    ["a place never closed", "x[1", "unclosed-bracket 1"],
    ["a place never closed before the next statement", "a = x[1\nb = 3", "unclosed-bracket 5"],
    ["a place never closed before the next line", "a = x[1\nb", "unclosed-bracket 5"],
    ["a colon anywhere else", "x:y", "stray-colon 1"],
    ["a colon in a list", "[1:2]", "stray-colon 2"],
    ["a transpose of nothing", "'x", "missing-operand 0"],
    ["`@` with nothing behind it", "A @", "missing-operand 3"],
    ["`@` with nothing before it", "@ A", "missing-operand 0"],
  ])("that are wrong: %s: %j", (_what, text, problem) => {
    const [first] = parse(text).diagnostics;
    expect(`${first?.code} ${first?.from}`).toBe(problem);
  });

  it("that are wrong do not hide the statements after them", () => {
    const { statements, diagnostics } = parse("a = x[1\nb = [1, 2\nc = A @\nd = [3]");
    expect(statements.map(({ name }) => name)).toEqual(["d"]);
    expect(diagnostics.map(({ from }) => from)).toEqual([5, 12, 25]);
  });
});

describe("products that are not written out", () => {
  it.each([
    ["a number and a name", "2x", "(2*x)"],
    ["a number and a power", "2x^2", "(2*(x^2))"],
    ["a power and a name", "x^2 y", "((x^2)*y)"],
    ["two names", "x y", "(x*y)"],
    ["a number and a call", "2 sin(x)", "(2*sin(x))"],
    ["a number and brackets", "3(x+1)", "(3*(x+1))"],
    ["brackets and brackets", "(x+1)(x-1)", "((x+1)*(x-1))"],
    ["brackets and a name", "(a)b", "(a*b)"],
    ["three factors, from the left", "2(3)(4)", "((2*3)*4)"],
    ["the level of a quotient: one half, times x", "1/2x", "((1/2)*x)"],
    ["a sign before them", "-2x", "((-2)*x)"],
    ["beside a sum", "w x + b", "((w*x)+b)"],
    ["a difference stays one", "2 -x", "(2-x)"],
    ["an exponent that is a letter of its own", "2e", "(2*e)"],
  ])("%s: %s", (_what, text, tree) => {
    expect(read(text)).toBe(tree);
  });

  it("a name directly before a bracket is a call, not a product", () => {
    expect(read("x(y)")).toBe("x(y)");
  });
});

describe("statements", () => {
  it.each([
    ["by lines", "a = 1\nb = 2", "a=1\nb=2"],
    ["by semicolons", "a = 1; b = 2;", "a=1\nb=2"],
    ["by line ends of every kind", "a=1\r\nb=2\rc=3", "a=1\nb=2\nc=3"],
    ["with empty lines and comments", "\n\n# first\na # b\n\n", "a"],
    ["over several lines inside brackets", "(a +\n b)\nmax(a,\n\nb)", "(a+b)\nmax(a,b)"],
  ])("are separated %s", (_how, text, statements) => {
    expect(read(text)).toBe(statements);
  });

  it("know their places", () => {
    const [statement] = parse("  c = (a + b) ").statements;
    expect(statement).toMatchObject({ name: "c", nameSpan: { from: 2, to: 3 }, from: 2, to: 13 });
    expect(statement?.expression).toMatchObject({
      kind: "binary",
      from: 6,
      to: 13,
      left: { from: 7, to: 8 },
    });
  });

  it("that are wrong are reported one by one, and the others are read", () => {
    const { statements, diagnostics } = parse("a = (1\nb = 2\nc = * 3; d = 4 5\ne = 6");
    expect(statements.map(({ name }) => name)).toEqual(["b", "e"]);
    expect(diagnostics.map(({ code, from }) => `${code} ${from}`)).toEqual([
      "unclosed-bracket 4",
      "missing-operand 17",
      "missing-operator 28",
    ]);
  });
});

describe("definitions of functions", () => {
  const parameters = (text: string): string[] =>
    (parse(text).statements[0]?.parameters ?? []).map(({ name, from, to }) => `${name} ${from}–${to}`);

  it("know the places of their name and of their parameters", () => {
    const [statement] = parse("  f(x, θ₁) = x + 1 ").statements;
    expect(statement).toMatchObject({ name: "f", nameSpan: { from: 2, to: 3 }, from: 2, to: 18 });
    expect(parameters("  f(x, θ₁) = x + 1 ")).toEqual(["x 4–5", "theta_1 7–9"]);
  });

  it("may break their lines between brackets", () => {
    expect(parameters("f(\n  x,\n  y\n) = x")).toEqual(["x 5–6", "y 10–11"]);
  });

  it("are told apart from calls and from values", () => {
    expect(
      ["f(x)", "f(x) + 1", "x = f(x)", "x"].map((text) => parse(text).statements[0]?.parameters),
    ).toEqual([null, null, null, null]);
  });
});

test("a raised number and a root know their places", () => {
  const [squared, root] = parse("(a)²\n2√(b)").statements;
  expect(squared?.expression).toMatchObject({ kind: "binary", from: 0, to: 4, right: { from: 3, to: 4 } });
  expect(root?.expression).toMatchObject({
    right: { kind: "call", calleeSpan: { from: 6, to: 7 }, from: 6, to: 10 },
  });
});

test("a call knows the place of its name", () => {
  const [statement] = parse("2 * exp(x)").statements;
  expect(statement?.expression).toMatchObject({
    right: { kind: "call", calleeSpan: { from: 4, to: 7 }, from: 4, to: 10 },
  });
});

/** Every diagnostic lies inside the text. */
function expectPlacesInside(text: string): void {
  const { statements, diagnostics } = parse(text);
  expect(statements.length + diagnostics.length).toBeGreaterThan(0);
  for (const { from, to, message } of [...diagnostics, ...check(text)]) {
    expect(from, message).toBeGreaterThanOrEqual(0);
    expect(to, message).toBeGreaterThanOrEqual(from);
    expect(to, message).toBeLessThanOrEqual(text.length);
  }
}

describe("no text whatever makes it throw, and every place is inside the text", () => {
  it("any characters", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 80 }), expectPlacesInside), {
      seed: 20251122,
      numRuns: 1000,
    });
  });

  it("any tokens", () => {
    const token = fc.constantFrom(
      "x",
      "y",
      "e",
      "exp",
      "max",
      "__proto__",
      "1",
      "2.5",
      ".5",
      "1e3",
      "+",
      "-",
      "*",
      "**",
      "/",
      "^",
      "(",
      ")",
      ",",
      "=",
      ";",
      "\n",
      "\r\n",
      " ",
      "# c",
      "$",
      "🙂",
      "\ud83d",
      "[",
      "]",
      "[1, 2]",
      "[1,:]",
      "@",
      "'",
      ":",
      "ᵀ",
      "⊙",
      "f(x) = ",
      "f(",
      "f",
      "pi",
      "π",
      "σ",
      "θ₂",
      "theta_2",
      "²",
      "⁻¹",
      "⁻",
      "√",
      "·",
      "×",
      "÷",
      "−",
      "（",
      "）",
      "，",
      "＝",
      "\u2009",
      "\u200b",
      "\u202e",
      "\udc00",
    );
    const text = fc.array(token, { maxLength: 25 }).map((tokens) => tokens.join(""));
    fc.assert(fc.property(text, expectPlacesInside), { seed: 20251122, numRuns: 4000 });
  });

  it("any statements with functions, which are evaluated too where they are programs", () => {
    const part = fc.constantFrom(
      "x",
      "y",
      "2",
      "e",
      "π",
      "f(x)",
      "g(x, y)",
      "f(g(1, x))",
      "max(x, y, 2)",
      "√x",
      "σ(y)",
      "x²",
    );
    const sum = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(" + "));
    const statement = fc
      .tuple(
        fc.constantFrom(
          "",
          "",
          "",
          "",
          "",
          "z = ",
          "f(x) = ",
          "g(x, y) = ",
          "g(y, x) = ",
          "x = ",
          "y = ",
          "e = ",
          "f = ",
        ),
        sum,
      )
      .map((pair) => pair.join(""));
    let programs = 0;
    const evaluates = (statements: readonly string[]): void => {
      const defined = statements.length % 2 === 0 ? ["f(x) = x² + 1", "g(x, y) = x*f(y)"] : [];
      const source = [...defined, ...statements].join("\n");
      expectPlacesInside(source);
      if (check(source).length > 0) return;
      programs += 1;
      const { value, nodes, edges } = compile(source).evaluate({ x: 0.3, y: 2, e: 1 });
      expect(value, source).toBeGreaterThan(0);
      const ids = [
        ...nodes.map(({ id }) => id),
        ...edges.map(({ from, to, operand }) => `${from}-${to}-${operand}`),
      ];
      expect(new Set(ids).size, source).toBe(ids.length);
    };
    fc.assert(fc.property(fc.array(statement, { minLength: 1, maxLength: 5 }), evaluates), {
      seed: 20251122,
      numRuns: 2000,
    });
    expect(programs).toBeGreaterThan(200);
  });
});

/** What `[ ] @ ' : ,` can make of a few names and numbers: much of it means something, and much almost does. */
test("any text of lists gives a program, which evaluates, or diagnostics inside the text", () => {
  const piece = fc.constantFrom(
    "x",
    "A",
    "2",
    "[",
    "]",
    "[1, 2]",
    "[x, 1]",
    "[2]",
    "[1,:]",
    "@",
    "'",
    ":",
    ",",
    "+",
    "*",
    "(",
    ")",
    "sum(",
    "\n",
    "y = ",
  );
  let programs = 0;
  let refusals = 0;
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 9 }), (pieces) => {
      const source = pieces.join("");
      expectPlacesInside(source);
      if (check(source).length > 0) return;
      programs += 1;
      try {
        const { value, nodes, edges } = compile(source).evaluate({
          x: [1, 2],
          A: [
            [1, 2],
            [3, 4],
          ],
        });
        expect(JSON.stringify([value, nodes, edges]), source).not.toContain("null");
      } catch (problem) {
        // The shapes of what is given fit only now and then.
        if (!(problem instanceof ProgramError)) throw problem;
        refusals += 1;
        for (const { from, to } of problem.diagnostics)
          expect([from >= 0, to <= source.length]).toEqual([true, true]);
      }
    }),
    { seed: 20251122, numRuns: 4000 },
  );
  expect(programs - refusals).toBeGreaterThan(200);
  expect(refusals).toBeGreaterThan(20);
});

describe("texts that are too much are answered at once", () => {
  const seconds = (work: () => void): number => {
    const start = performance.now();
    work();
    return (performance.now() - start) / 1000;
  };

  it.each([
    ["99 999 pairs of brackets", `${"(".repeat(99_999)}x${")".repeat(99_999)}`, undefined],
    ["100 000 pairs of brackets", `${"(".repeat(100_000)}x${")".repeat(100_000)}`, "text-too-long"],
    ["100 000 brackets that are never closed", `${"(".repeat(100_000)}x`, "unclosed-bracket"],
    ["100 000 minus signs", `${"-".repeat(100_000)}x`, "too-many-nodes"],
    ["a sum of 90 000 terms", `${"x+".repeat(89_999)}x`, "too-many-nodes"],
    ["a tower of 90 000 powers", `${"x^".repeat(89_999)}x`, "too-many-nodes"],
    ["60 000 statements that are wrong", "x*\n".repeat(60_000), "missing-operand"],
    ["40 000 calls inside each other", `${"sin(".repeat(40_000)}x${")".repeat(40_000)}`, "text-too-long"],
    ["a name of a million letters", "a".repeat(1_000_000), "text-too-long"],
    ["a raised number of 100 000 digits", `x${"²".repeat(100_000)}`, undefined],
    ["60 000 raised numbers", `x${"² ".repeat(60_000)}`, "too-many-nodes"],
    ["100 000 roots", `${"√".repeat(100_000)}x`, "too-many-nodes"],
    ["100 000 roots of nothing", "√".repeat(100_000), "missing-operand"],
    ["60 000 calls that are never closed", "f(x".repeat(60_000), "unclosed-bracket"],
    ["99 999 lists inside each other", `${"[".repeat(99_999)}x${"]".repeat(99_999)}`, "too-many-nodes"],
    ["100 000 lists that are never closed", "[".repeat(100_000), "missing-operand"],
    ["a list of 99 999 names", `[${"x,".repeat(99_998)}x]`, undefined],
    ["a matrix of 20 000 rows", `[${"[1,2],".repeat(19_999)}[1,2]]`, undefined],
    ["100 000 transposes", `x${"'".repeat(100_000)}`, "too-many-nodes"],
    ["50 000 places", `x${"[1]".repeat(50_000)}`, "too-many-nodes"],
    ["an entry with 60 000 places", `x[1${",1".repeat(60_000)}]`, undefined],
    ["90 000 products of matrices", `x${"@x".repeat(90_000)}`, "too-many-nodes"],
    ["28 000 definitions that are wrong", "f(2)=\n".repeat(28_000), "bad-parameter"],
    ["12 000 functions", Array.from({ length: 12_000 }, (_, n) => `f${n}(x)=x`).join("\n"), "no-output"],
    ["a definition over 60 000 lines", `f(x${"\n".repeat(60_000)}) = x\nf(2)`, undefined],
    ["60 000 lines inside brackets that are never closed", `f(x${"\nx".repeat(60_000)}`, "unclosed-bracket"],
    ["100 000 lone surrogates", "\ud83d\n".repeat(50_000), "unknown-character"],
    ["100 000 bidi controls", "\u202e".repeat(100_000), "unknown-character"],
    ["a Greek name of 100 000 letters", "θ".repeat(100_000), undefined],
    ["100 000 lowered names side by side", "θ₁".repeat(100_000), "too-many-nodes"],
  ])("%s", (_what, text, code) => {
    expect(seconds(() => parse(text))).toBeLessThan(2);
    expect(seconds(() => expect(check(text)[0]?.code).toBe(code))).toBeLessThan(2);
  });
});
