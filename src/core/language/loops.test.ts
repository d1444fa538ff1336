import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { check, compile } from "../differentiate/program.ts";
import { LOOP_FORMS, REFUSED_LOOPS } from "./loopHelp.ts";

const CELL = "h[t] = tanh(w*h[t-1] + u*x[t] + b) for t = 1..3";
const WRITTEN_OUT = "h1 = tanh(w*h0 + u*x1 + b)\nh2 = tanh(w*h1 + u*x2 + b)\nh3 = tanh(w*h2 + u*x3 + b)";
const GIVEN = { w: 0.8, u: -0.6, b: 0.1, h0: 0.3, x1: 1, x2: -0.5, x3: 0.25, y: 0.4 };

/** All that an evaluation tells, at inputs that are the same for both. */
function told(source: string, values: Readonly<Record<string, number>>): unknown {
  const { nodes, edges, value } = compile(source).evaluate(values);
  return { nodes, edges, value };
}

describe("a loop is its steps, written out", () => {
  it.each([
    ["with a loss after it", `${CELL}\nL = (h3 - y)^2/2`, `${WRITTEN_OUT}\nL = (h3 - y)^2/2`],
    ["whose last step has two names", `${CELL}\nL = (h[3] - y)^2`, `${WRITTEN_OUT}\nL = (h3 - y)^2`],
    ["whose start is used", `${CELL}\nL = h[3] + h[0]`, `${WRITTEN_OUT}\nL = h3 + h0`],
    [
      "that assigns the step after its index",
      "h[t+1] = tanh(w*h[t] + u*x[t+1] + b) for t = 0..2",
      WRITTEN_OUT,
    ],
    ["with its loop on the next line", CELL.replace(" for", "\n  for"), WRITTEN_OUT],
    ["with three points", CELL.replace("..", "..."), WRITTEN_OUT],
    ["with one sign for its points", CELL.replace("..", " … "), WRITTEN_OUT],
    ["with a start that is assigned", `h[0] = w\n${CELL}`, `h0 = w\n${WRITTEN_OUT}`],
    ["in two parts", `${CELL}\nh[t] = w*h[t-1] for t = 4..5`, `${WRITTEN_OUT}\nh4 = w*h3\nh5 = w*h4`],
    [
      "that another one uses",
      `${CELL}\ny[s] = u*h[s-1] for s = 2..4`,
      `${WRITTEN_OUT}\ny2 = u*h1\ny3 = u*h2\ny4 = u*h3`,
    ],
    [
      "of two statements",
      "c[t] = w*c[t-1] + u,\nh[t] = c[t]*h[t-1] for t = 1..2",
      "c1 = w*c0 + u\nh1 = c1*h0\nc2 = w*c1 + u\nh2 = c2*h1",
    ],
    [
      "with its index as a number",
      "h[t] = w^t*t + 2t(u) for t = 1..2",
      "h1 = w^1*1 + 2*1*(u)\nh2 = w^2*2 + 2*2*(u)",
    ],
    ["of calls", "f(x) = x*w\nh[t] = f(x[t]) for t = 1..2", "f(x) = x*w\nh1 = f(x1)\nh2 = f(x2)"],
    ["of one step", "h[t] = w*h[t-1] for t = 1..1", "h1 = w*h0"],
    ["whose name ends in a digit", "h1[t] = w*h1[t-1] for t = 1..2", "h1_1 = w*h1_0\nh1_2 = w*h1_1"],
  ])("%s", (_what, loop, written) => {
    const given = { ...GIVEN, c0: 0.7, h1_0: 0.2 };
    expect(check(loop)).toEqual([]);
    expect(told(loop, given)).toEqual(told(written, given));
  });

  it("for any body, by a writing out of the test's own", () => {
    const factor = fc.constantFrom("h[t-1]", "x[t]", "x[t+1]", "t", "w", "2", "sin(h[t-1]*w)", "(x[t]+t)");
    const body = fc.array(fc.tuple(factor, fc.constantFrom("+", "-", "*")), { minLength: 1, maxLength: 5 });
    const range = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 4 }));
    fc.assert(
      fc.property(body, range, (parts, [first, more]) => {
        const text = `${parts.map(([part, sign]) => `${part} ${sign}`).join(" ")} w*h[t-1]`;
        const steps = Array.from({ length: more + 1 }, (_, step) => first + step);
        const written = steps.map((t) => {
          const named = text.replace(
            /([hx])\[t([+-]1)?\]/g,
            (_all, name, shift = 0) => name + (t + Number(shift)),
          );
          return `h${t} = ${named.replace(/\bt\b/g, String(t))}`;
        });
        const loop = `h[t] = ${text} for t = ${first}..${first + more}`;
        const names = Array.from({ length: 12 }, (_, n) => [
          [`h${n}`, 0.3],
          [`x${n}`, 0.1 * n - 0.4],
        ]).flat();
        // Steps are no inputs: only the start is given.
        const values = Object.fromEntries(
          [...names, ["w", 0.7]].filter(([name]) => !steps.some((t) => name === `h${t}`)),
        );
        expect(told(loop, values), loop).toEqual(told(written.join("\n"), values));
      }),
      { seed: 20251122, numRuns: 200 },
    );
  });
});

describe("what x[t] stands for", () => {
  const inputs = (source: string): readonly string[] => compile(source).inputs.map(({ name }) => name);

  it.each([
    ["inputs of their own where x stands nowhere else", "h[t] = w*x[t] for t = 1..2", ["w", "x1", "x2"]],
    ["an entry where x is assigned", "x = [1, 2]\nh[t] = w*x[t] for t = 1..2", ["x", "w"]],
    ["an entry where x is assigned below", "h[t] = w*x[t] for t = 1..2\ny = h2*x", ["w", "x"]],
    ["an entry where x has a place of its own", "h[t] = x[t]*x[3] for t = 1..2", ["x"]],
    ["a row", "h[t] = sum(X[t,:]) for t = 1..2", ["X"]],
    ["a name that is assigned by itself", "x1 = 5\nh[t] = w*x[t] for t = 1..2", ["x1", "w", "x2"]],
    [
      "inputs, whatever a function calls its parameter",
      "f(x) = 2*x\nh[t] = f(x[t]) for t = 1..2",
      ["x1", "x2"],
    ],
    ["an entry of a parameter with a loop's name", "f(h) = h[1]\nh[t] = f([h[t-1], 2]) for t = 1..2", ["h0"]],
  ])("%s: %s", (_what, source, names) => {
    expect(inputs(source)).toEqual(names);
  });
});

describe("places in the text", () => {
  it("every step's nodes and inputs stand where the loop's text has them", () => {
    const source = "# a cell\nh[t] = tanh(w*h[t-1] + x[t]) for t = 1..3";
    const words = Object.fromEntries(
      compile(source).inputs.map(({ name, from, to }) => [name, source.slice(from, to)]),
    );
    expect(words).toEqual({ w: "w", h0: "h[t-1]", x1: "x[t]", x2: "x[t]", x3: "x[t]" });
    const { diagnostics } = compile("h[t] = log(h[t-1]) for t = 1..2").evaluate({ h0: -1 });
    expect(diagnostics.map(({ node, from, to }) => [node, from, to])).toEqual([["h1", 7, 18]]);
  });

  it("roles are given to steps by their names", () => {
    const { inputs } = compile(`# data: x1, x2, x3\n# constants: h0\n${CELL}`);
    expect(Object.fromEntries(inputs.map(({ name, role }) => [name, role]))).toEqual({
      ...{ w: "parameter", u: "parameter", b: "parameter", h0: "constant" },
      ...{ x1: "data", x2: "data", x3: "data" },
    });
  });

  it("how a text was read is told once", () => {
    const told = check("h[t] = 1/2w + h[t-1] for t = 1..3");
    expect(told.map(({ code, from, to }) => [code, from, to])).toEqual([["read-as", 7, 11]]);
  });

  it("a number that a loop assigns is no input: it is written once for all steps", () => {
    const program = compile("h[t] = 0.5 for t = 1..2\ny = h1*w*h2");
    expect(program.inputs.map(({ name }) => name)).toEqual(["w"]);
    expect(program.evaluate({ w: 4 }).value).toBe(1);
  });
});

describe("ids", () => {
  it("are letters, digits, _ and points, and the playhead finds them again when the loop grows", () => {
    const ids = (to: number) =>
      compile(`h[t] = tanh(w*h[t-1] + u*x[t]) for t = 1..${to}`)
        .evaluate({ w: 1, u: 1, h0: 0, x1: 1, x2: 1, x3: 1, x4: 1 })
        .nodes.map(({ id }) => id);
    expect(ids(3).filter((id) => !/^[\w.]+$/.test(id))).toEqual([]);
    expect(ids(4).slice(0, ids(3).length)).toEqual(ids(3));
  });
});

describe("what the help lists", () => {
  it.each(LOOP_FORMS.map(({ program }) => program))("accepts %j", (program) => {
    expect(check(program)).toEqual([]);
  });

  it.each(REFUSED_LOOPS)("refuses %j in one message", (program) => {
    expect(check(program).map(({ severity }) => severity)).toEqual(["error"]);
  });
});

describe("loops that are too much are answered at once", () => {
  it.each([
    ["many long loops", "h[t]=h[t-1]*h[t-1] for t = 1..9000\n".repeat(5_000), "loop-too-long"],
    [
      "a body of 90 000 brackets",
      `h[t] = ${"(".repeat(90_000)}x${")".repeat(90_000)} for t = 1..20000`,
      "loop-too-long",
    ],
    ["45 000 words for", `h[t] = (${"for ".repeat(45_000)})`, "control-flow"],
    ["39 000 heads", `${"h[t]=".repeat(39_000)}`, "bad-assignment"],
    ["28 000 statements in a loop", `${"h[t]=1,".repeat(28_000)}h[t]=2 for t = 1..2`, "loop-too-long"],
    ["the most nodes", "h[t]=h[t-1]+h[0]-h[0] for t = 1..7000", undefined],
  ])("%s", (_what, text, code) => {
    const start = performance.now();
    const [first] = check(text);
    expect(performance.now() - start).toBeLessThan(3000);
    if (code !== undefined) expect(first?.code).toBe(code);
  });
});
