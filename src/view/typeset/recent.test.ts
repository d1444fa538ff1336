import fc from "fast-check";
import { expect, test } from "vitest";
import { RecentTexts } from "./recent.ts";

test("what was asked for last stays, and what nobody has asked for the longest goes", () => {
  const texts = new RecentTexts(10);
  texts.keep("a", "1234");
  texts.keep("b", "1234");
  expect(texts.find("a")).toBe("1234");
  texts.keep("c", "1234");
  expect(["a", "b", "c"].map((key) => texts.find(key))).toEqual(["1234", undefined, "1234"]);
});

test("a text longer than all together may be is kept alone", () => {
  const texts = new RecentTexts(10);
  texts.keep("a", "1234");
  texts.keep("long", "x".repeat(50));
  expect([texts.find("a"), texts.find("long")?.length]).toEqual([undefined, 50]);
  texts.keep("b", "1234");
  expect([texts.find("long"), texts.find("b")]).toEqual([undefined, "1234"]);
});

test("it is the list of texts by when they were last asked for, cut where they have too many characters", () => {
  const key = fc.constantFrom("a", "b", "c", "d", "e", "f");
  const length = fc.integer({ min: 0, max: 7 });
  fc.assert(
    fc.property(fc.array(fc.tuple(key, length, fc.boolean()), { maxLength: 60 }), (moves) => {
      const texts = new RecentTexts(12);
      let list: readonly (readonly [string, string])[] = [];
      for (const [asked, size, isKept] of moves) {
        const text = isKept ? "x".repeat(size) : list.find(([known]) => known === asked)?.[1];
        if (isKept) texts.keep(asked, "x".repeat(size));
        else expect(texts.find(asked)).toBe(text);
        if (text === undefined) continue;
        list = [[asked, text] as const, ...list.filter(([known]) => known !== asked)];
        const total = (place: number): number =>
          list.slice(0, place + 1).reduce((sum, [, { length: characters }]) => sum + characters, 0);
        list = list.filter((_, place) => place === 0 || total(place) <= 12);
      }
    }),
    { seed: 2026, numRuns: 300 },
  );
});
