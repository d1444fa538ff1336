import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAddress, writeAddress } from "./address.ts";

describe("an address", () => {
  it("is readable while short", () => {
    const values = new Map([
      ["a", 2],
      ["b", 1],
    ]);
    expect(writeAddress({ program: "e=(a+b)*(b+1)", values, step: 7, target: "b" })).toBe(
      "#program=e=(a+b)*(b+1)&values=a:2,b:1&step=7&target=b",
    );
  });

  it("leaves out what is not said", () => {
    expect(writeAddress({ program: "x", values: undefined, step: undefined })).toBe("#program=x");
    expect(readAddress("")).toEqual({
      program: undefined,
      values: undefined,
      step: undefined,
      target: undefined,
      path: undefined,
      plaques: undefined,
      direction: undefined,
      theme: undefined,
      speed: undefined,
    });
  });

  it.each([
    ["as this page writes it", "#program=c=a+b%0Ad=c%202&step=3", "c=a+b\nd=c 2"],
    ["by encodeURIComponent", `#program=${encodeURIComponent("c = a + b\nd = c^2")}`, "c = a + b\nd = c^2"],
    [
      "as a form writes it",
      `#${new URLSearchParams({ program: "c = a + b; d = 2*c" })}`,
      "c = a + b; d = 2*c",
    ],
    [
      "as a form writes it, with values",
      `#${new URLSearchParams({ program: "2 x y", values: "x:2" })}`,
      "2 x y",
    ],
    ["with what only looks like a form's blanks", "#program=x+*+y", "x+*+y"],
    ["with its brackets and powers escaped on the way", "#program=sin%28x%29+y%5E2", "sin(x)+y^2"],
    ["with a stray percent sign", "#program=a%b", "a%b"],
    ["without its hash", "program=x", "x"],
  ])("is read %s", (_name, hash, program) => {
    expect(readAddress(hash).program).toBe(program);
  });

  it.each([
    ["values that are no numbers", "#program=x&values=x:one,y:2", { values: new Map([["y", 2]]) }],
    ["an infinite value", "#program=x&values=x:Infinity", { values: new Map() }],
    ["an empty step", "#program=x&step=", { step: undefined }],
    ["a step in words", "#program=x&step=last", { step: undefined }],
    ["a path that is none", "#program=x&path=0x10", { path: undefined }],
    ["a path of too many digits", `#program=x&path=${"9".repeat(5001)}`, { path: undefined }],
  ])("loses only %s", (_name, hash, expected) => {
    expect(readAddress(hash)).toMatchObject(expected);
  });

  it("gives back any program and any values", () => {
    const name = fc.stringMatching(/^[a-z_][a-z0-9_]{0,8}$/);
    const number = fc
      .double({ noNaN: true, noDefaultInfinity: true })
      .filter((value) => !Object.is(value, -0));
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", minLength: 1 }),
        fc.dictionary(name, number),
        (program, values) => {
          const fields = readAddress(writeAddress({ program, values: new Map(Object.entries(values)) }));
          expect(fields.program).toBe(program);
          expect(Object.fromEntries(fields.values ?? [])).toEqual({ ...values });
        },
      ),
      { seed: 7 },
    );
  });

  it("replaces half a character, which has no address", () => {
    expect(readAddress(writeAddress({ program: "a\ud800b" })).program).toBe("a\ufffdb");
  });
});
