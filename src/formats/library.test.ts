import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  keep,
  type Library,
  MOST_PROGRAMS,
  readLibrary,
  remove,
  restore,
  type SavedProgram,
  writeLibrary,
} from "./library.ts";

const program = (id: string, text = id): SavedProgram => ({ id, text, values: {}, target: null });
const ids = (library: Library): readonly string[] => library.map(({ id }) => id);

describe("the library", () => {
  it("puts what was worked on in front, once", () => {
    const library = [program("a"), program("b"), program("c")];
    expect(ids(keep(library, program("b", "changed")))).toEqual(["b", "a", "c"]);
    expect(keep(library, program("b", "changed"))[0]?.text).toBe("changed");
  });

  it(`keeps the last ${MOST_PROGRAMS}`, () => {
    let library: Library = [];
    for (let index = 0; index < 60; index++) library = keep(library, program(`p${index}`));
    expect(library).toHaveLength(50);
    expect([ids(library)[0], ids(library)[49]]).toEqual(["p59", "p10"]);
  });

  it("gives a deleted program back at its place", () => {
    const library = [program("a"), program("b"), program("c")];
    expect(ids(remove(library, "b"))).toEqual(["a", "c"]);
    expect(restore(remove(library, "b"), program("b"), 1)).toEqual(library);
  });

  it("comes back from storage as it went in, whatever the names of inputs are", () => {
    const saved = fc.record({
      id: fc.string(),
      text: fc.string({ unit: "grapheme" }),
      values: fc.dictionary(fc.constantFrom("a", "__proto__x", "constructor", "toString"), fc.integer(), {
        noNullPrototype: true,
      }),
      target: fc.option(fc.string(), { nil: null }),
    });
    fc.assert(
      fc.property(fc.array(saved, { maxLength: 10 }), (library) => {
        expect(readLibrary(writeLibrary(library))).toEqual(library);
      }),
      { seed: 50 },
    );
  });

  it.each([
    ["nothing", null, []],
    ["no JSON", "{", []],
    ["something else", '{"a":1}', []],
    [
      "entries of other kinds",
      '[1, null, {"id":"a"}, {"id":"b","text":"x","values":{"x":"2","y":3},"target":4}]',
      [{ id: "b", text: "x", values: { y: 3 }, target: null }],
    ],
  ])("reads %s without a complaint", (_name, stored, expected) => {
    expect(readLibrary(stored)).toEqual(expected);
  });
});
