import { expect, test } from "vitest";
import { KEY_GROUPS } from "./keys.ts";

test("no key is bound in vain: what comes before another use of a key is of use only at times", () => {
  const first = KEY_GROUPS.filter(({ goesFirst }) => goesFirst);
  const others = KEY_GROUPS.filter(({ goesFirst }) => !goesFirst);
  const bindings = [...first, ...others].flatMap((group) => group.bindings);
  const vain = bindings.flatMap((binding, place) =>
    binding.keys.filter((key) =>
      bindings.slice(0, place).some(({ keys, isOfUse }) => keys.includes(key) && isOfUse === undefined),
    ),
  );
  expect(vain).toEqual([]);
});

test("every binding says something of its own", () => {
  const said = KEY_GROUPS.flatMap(({ bindings }) => bindings.map(({ does }) => does));
  expect(new Set(said).size).toBe(said.length);
});
