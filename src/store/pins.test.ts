import { describe, expect, it } from "vitest";
import { togglePin, withoutPin } from "./pins.ts";

const always = (): boolean => true;

describe("pins", () => {
  it("are given out in order, and come off by the same call", () => {
    expect(togglePin([], ["a"], always)).toEqual([["a"]]);
    expect(togglePin([["a"]], ["b", "c"], always)).toEqual([["a"], ["b", "c"]]);
    expect(togglePin([["a"], ["b", "c"]], ["c", "b"], always)).toEqual([["a"]]);
  });

  it("keep their numbers when another comes off, and its number is the next one given out", () => {
    const left = withoutPin([["a"], ["b"], ["c"]], 0);
    expect(left).toEqual([[], ["b"], ["c"]]);
    expect(togglePin(left, ["d"], always)).toEqual([["d"], ["b"], ["c"]]);
  });

  it("are four: a fifth is refused, unless what one of them held is gone", () => {
    const four = [["a"], ["b"], ["c"], ["d"]];
    expect(togglePin(four, ["e"], always)).toBeNull();
    expect(togglePin(four, ["e"], (id) => id !== "b")).toEqual([["a"], ["e"], ["c"], ["d"]]);
  });
});
