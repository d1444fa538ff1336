import { describe, expect, it } from "vitest";
import { type Grain, OPERATIONS } from "../core/index.ts";
import { readAddress, writeAddress } from "./address.ts";
import { grainFields, readGrain } from "./grain.ts";

describe("the grain in an address", () => {
  it.each<readonly [string, Partial<Grain>]>([
    ["#", {}],
    ["#fold=L,f2,q+e", { folded: ["L", "f2", ["q", "e"]] }],
    [
      "#open=a,D:entries",
      {
        opened: new Map([
          ["a", "definition"],
          ["D", "entries"],
        ] as const),
      },
    ],
    ["#edges=each", { isByOccurrence: true }],
    ["#gather=all", { gathered: "all" }],
    ["#gather=y,e.0", { gathered: ["y", "e.0"] }],
    // A sum that a program calls so is one of them, and not all.
    ["#gather=all,", { gathered: ["all"] }],
  ])("%s", (address, grain) => {
    expect(writeAddress(grainFields({ ...OPERATIONS, ...grain }))).toBe(address);
    expect(readGrain(readAddress(address))).toEqual({ ...OPERATIONS, ...grain });
  });
});
