import { describe, expect, it } from "vitest";
import { once, remember, rememberFields } from "./remember.ts";

describe("what is remembered", () => {
  it("is the last two results, by the identity of the arguments", () => {
    const join = remember((one: object, other: number) => ({ one, other }));
    const [here, there] = [{}, {}];
    const first = join(here, 1);
    const second = join(there, 1);
    expect(join(here, 1)).toBe(first);
    expect(join(there, 1)).toBe(second);
    expect(join({}, 1)).not.toBe(first);
    expect(join(here, 1)).not.toBe(first);
  });

  it("is told apart by every argument, and knows what is not a number", () => {
    const list = remember((...numbers: readonly number[]) => numbers);
    const known = list(Number.NaN, 0);
    expect(list(Number.NaN, 0)).toBe(known);
    expect(list(Number.NaN, -0)).not.toBe(known);
  });

  it("goes by the fields of an object, in whatever order they stand", () => {
    const same = rememberFields(
      (fields: { readonly shown: object | null; readonly asked: object | null }) => fields,
    );
    const part = {};
    const known = same({ shown: part, asked: null });
    expect(same({ asked: null, shown: part })).toBe(known);
    expect(same({ shown: null, asked: part })).not.toBe(known);
    expect(same({ shown: {}, asked: null })).not.toBe(known);
  });

  it("is computed once, and not before it is asked for", () => {
    let count = 0;
    const counted = once(() => {
      count += 1;
      return null;
    });
    expect(count).toBe(0);
    expect([counted(), counted(), count]).toEqual([null, null, 1]);
  });
});
