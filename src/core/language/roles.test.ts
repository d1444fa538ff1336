import { describe, expect, it } from "vitest";
import { check, compile } from "../differentiate/program.ts";
import { readProgram } from "./program.ts";
import { withRole } from "./withRole.ts";

const rolesOf = (source: string): Readonly<Record<string, string>> =>
  Object.fromEntries(compile(source).inputs.map(({ name, role }) => [name, role]));

describe("the role of an input", () => {
  it.each<readonly [string, string, Readonly<Record<string, string>>]>([
    [
      "is parameter where nothing is said, of a literal too",
      "k = 2\ny = k*w",
      { k: "parameter", w: "parameter" },
    ],
    ["is said by a comment", "# data: x, y\nL = (w*x - y)^2", { w: "parameter", x: "data", y: "data" }],
    [
      "in any case, singular and plural",
      "# DATA: x\n# Constant: k\n#PARAMETERS : w\nk*w*x",
      {
        k: "constant",
        w: "parameter",
        x: "data",
      },
    ],
    [
      "on several lines, and behind a statement",
      "k = 2 # constant: k\n# data: x\ny = k*x*z\n# data: z",
      {
        k: "constant",
        x: "data",
        z: "data",
      },
    ],
    [
      "by the one spelling of a name",
      "# data: θ₁\ny = theta_1*ϕ\n# constants: phi",
      {
        theta_1: "data",
        ϕ: "constant",
      },
    ],
    [
      "with blanks and `and` between inputs, and a full stop",
      "# data: x y and z.\nx*y*z",
      {
        x: "data",
        y: "data",
        z: "data",
      },
    ],
    ["the first one of two", "# data: x\n# constants: x\ny = x", { x: "data" }],
    [
      "of all steps of a loop by the name before their index, and of one more exactly",
      "# data: x, y\n# constant: x2\nh[t] = w*h[t-1] + x[t] for t = 1..3\nL = h3 - y",
      { w: "parameter", h0: "parameter", x1: "data", x2: "constant", x3: "data", y: "data" },
    ],
    [
      "of the entries of a vector it is that of the vector",
      "# data: x\nx = [1, 2]\nh[t] = w*h[t-1] + x[t] for t = 1..2",
      { x: "data", w: "parameter", h0: "parameter" },
    ],
    ["also of an input called `and`", "# data: and\nand^2", { and: "data" }],
  ])("%s", (_what, source, roles) => {
    expect(rolesOf(source)).toEqual(roles);
  });

  it.each([
    "# data: the four rows of XOR\ny = x",
    "# data is x\ny = x",
    "# about data: x\ny = x",
    "# data: x, 3\ny = x",
    "# data: x, , z\ny = x*z",
    "# data: x = 3\ny = x",
    "# datas: x\ny = x",
    "# data:\ny = x",
    "# data:",
  ])("is not said by prose: %j", (source) => {
    expect(readProgram(source).program?.inputs.filter(({ role }) => role !== "parameter") ?? []).toEqual([]);
    expect(check(source).filter(({ severity }) => severity === "info")).toEqual([]);
  });

  it("of which very many are wrong is told of a few", () => {
    const names = Array.from({ length: 25_000 }, (_, place) => `n${place}`).join(",");
    expect(check(`# data: ${names}\ny = n5`)).toHaveLength(10);
    expect(check(`# data: ${".".repeat(150_000)}x\ny = n5`)).toEqual([]);
  });

  it("changes no value, no gradient and no node", () => {
    const values = { w: 0.8, x: 1.5, y: 1 };
    const plain = compile("L = (w*x - y)^2").evaluate(values);
    const said = compile("# data: x, y\nL = (w*x - y)^2 # constant: w").evaluate(values);
    expect([said.value, said.nodes, said.edges]).toEqual([plain.value, plain.nodes, plain.edges]);
  });
});

/** The text after the role of a name was chosen. */
function chosen(source: string, name: string, role: "parameter" | "data" | "constant"): string {
  const inputs = readProgram(source).program?.inputs ?? [];
  const input = inputs.find((candidate) => candidate.name === name);
  if (input === undefined) throw new Error(`${source} has no input ${name}`);
  return withRole(source, inputs, input, role);
}

describe("choosing a role", () => {
  it.each([
    ["adds a line above", "y = w*x", "x", "data", "# data: x\ny = w*x"],
    [
      "below the other lines of roles",
      "# data: x\ny = k*x",
      "k",
      "constant",
      "# data: x\n# constants: k\ny = k*x",
    ],
    ["or makes one longer", "# Data: x\ny = x*z", "z", "data", "# Data: x, z\ny = x*z"],
    ["as it is written", "#DATA:x\ny = x*θ₁ # here", "theta_1", "data", "#DATA:x, θ₁\ny = x*θ₁ # here"],
    ["also an empty one", "# data:\ny = x", "x", "data", "# data: x\ny = x"],
    ["makes it shorter", "# data: x,  y , z.\nx*y*z", "y", "parameter", "# data: x, z.\nx*y*z"],
    ["keeping what is no input", "# data: t, x\ny = x", "x", "parameter", "# data: t\ny = x"],
    ["takes an empty line away", "# title\n# data: x\ny = x # end", "x", "parameter", "# title\ny = x # end"],
    ["at the end too", "y = x\n# data: x", "x", "parameter", "y = x"],
    ["and between blank lines", "y = x\n\n  # data: x\r\n\n", "x", "parameter", "y = x\n\n\n"],
    ["behind a statement, too", "k = 2  # constant: k\ny = k", "k", "parameter", "k = 2\ny = k"],
    [
      "moves a name",
      "# data: x, y\n# constants: k\nk*x*y",
      "y",
      "constant",
      "# data: x\n# constants: k, y\nk*x*y",
    ],
    [
      "to a list that takes the old one's place",
      "# data: x\ny = x",
      "x",
      "constant",
      "# constants: x\ny = x",
    ],
    ["at the end too ", "y = x\n# data: x", "x", "constant", "y = x\n# constants: x"],
    ["out of every list", "# data: x\n# data: x, z\n# constants: x\nx*z", "x", "parameter", "# data: z\nx*z"],
    ["and into one only", "# data: x\n# constants: x, k\nx*k", "x", "constant", "# constants: k, x\nx*k"],
    [
      "out of a loop's, whose others are then named singly",
      "# data: x\nh[t] = w*h[t-1] + x[t] for t = 1..3",
      "x2",
      "constant",
      "# data: x1, x3\n# constants: x2\nh[t] = w*h[t-1] + x[t] for t = 1..3",
    ],
    ["leaves prose alone", "# data: the rows\ny = x", "x", "data", "# data: x\n# data: the rows\ny = x"],
  ] as const)("%s: %j", (_what, source, name, role, after) => {
    expect(chosen(source, name, role)).toBe(after);
  });

  it("and choosing it back leaves the text as it was", () => {
    const source = "# a neuron\nz = w*x + b  # sum\n\n# data: x\nsigmoid(z)";
    const there = chosen(source, "b", "constant");
    expect(rolesOf(there)).toEqual({ w: "parameter", x: "data", b: "constant" });
    expect(chosen(there, "b", "parameter")).toBe(source);
  });
});
