import { describe, expect, it } from "vitest";
import { OPERATIONS } from "../core/index.ts";
import { addressOf, openingChoices } from "./opening.ts";
import { setRole } from "./setRole.ts";
import { createEdgewiseStore } from "./store.ts";

const storeWith = (text: string) => createEdgewiseStore({ text });

describe("the history", () => {
  it("holds text and values as one, the newest first", () => {
    const store = storeWith("y = a*x\nx2 = 3");
    store.getState().setInput("a", 5, "a:1");
    store.getState().setText("y = a", "typing:1");
    expect(store.getState().text).toBe("y = a");
    store.getState().undo();
    expect([store.getState().text, store.getState().values.get("a")]).toEqual(["y = a*x\nx2 = 3", 5]);
    store.getState().undo();
    expect(store.getState().values.get("a")).toBeUndefined();
    store.getState().redo();
    store.getState().redo();
    expect([store.getState().text, store.getState().values.get("a")]).toEqual(["y = a", 5]);
  });

  it("has one entry for a gesture, however many changes it makes", () => {
    const store = storeWith("y = a");
    for (const value of [1, 2, 3, 4]) store.getState().setInput("a", value, "drag:1");
    expect(store.temporal.getState().pastStates).toHaveLength(1);
    store.getState().setInput("a", 9, "drag:2");
    store.getState().undo();
    expect(store.getState().values.get("a")).toBe(4);
    store.getState().undo();
    expect(store.getState().values.get("a")).toBeUndefined();
  });

  it("takes a change after going back as a new entry, even in the same gesture", () => {
    const store = storeWith("y = a");
    store.getState().setText("y = ab", "typing:1");
    store.getState().undo();
    store.getState().setText("y = ac", "typing:1");
    store.getState().undo();
    expect(store.getState().text).toBe("y = a");
  });

  it("holds the seed too: an entry for each that is placed, one for what is typed in a gesture", () => {
    const store = storeWith("y = [a, b]");
    const seed = () => store.getState().seed;
    const unit = (place: number) => ({
      shape: [2],
      data: Float64Array.of(Number(place === 0), Number(place === 1)),
    });
    store.getState().setSeed(unit(0));
    store.getState().setSeed(unit(1));
    store.getState().setSeed(unit(0), "seed:typed");
    store.getState().setSeed(null, "seed:typed");
    expect(store.temporal.getState().pastStates).toHaveLength(3);
    store.getState().undo();
    expect(seed()).toEqual(unit(1));
    store.getState().undo();
    expect(seed()).toEqual(unit(0));
    store.getState().undo();
    expect(seed()).toBeNull();
    store.getState().redo();
    expect(seed()).toEqual(unit(0));
  });

  it("has an entry for every change of the grain, beside those of the text", () => {
    const store = storeWith("z = w*x + b\ny = z^2");
    const folds = () => store.getState().grain.folded;
    store.getState().choose({ grain: { ...OPERATIONS, folded: ["z"] } });
    store.getState().choose({ grain: { ...OPERATIONS, folded: ["z"], isByOccurrence: true } });
    store.getState().setText("z = w*x + b\ny = z", "typing:1");
    store.getState().choose({ grain: OPERATIONS });
    store.getState().undo();
    expect(store.getState().grain).toMatchObject({ folded: ["z"], isByOccurrence: true });
    store.getState().undo();
    expect([store.getState().text, folds()]).toEqual(["z = w*x + b\ny = z^2", ["z"]]);
    store.getState().undo();
    expect(store.getState().grain).toMatchObject({ folded: ["z"], isByOccurrence: false });
    store.getState().undo();
    expect(folds()).toEqual([]);
    for (let entry = 0; entry < 4; entry += 1) store.getState().redo();
    expect([store.getState().text, folds()]).toEqual(["z = w*x + b\ny = z", []]);
  });

  it("takes what is typed after another grain as a new entry, even in the same gesture", () => {
    const store = storeWith("y = a*b + a");
    store.getState().setText("y = a*b + ab", "typing:1");
    store.getState().choose({ grain: { ...OPERATIONS, folded: ["y"] } });
    store.getState().setText("y = a*b + abc", "typing:1");
    store.getState().undo();
    expect([store.getState().text, store.getState().grain.folded]).toEqual(["y = a*b + ab", ["y"]]);
    store.getState().undo();
    expect([store.getState().text, store.getState().grain.folded]).toEqual(["y = a*b + ab", []]);
  });

  it("says nothing of the playhead or the view", () => {
    const store = storeWith("y = a");
    store.getState().choose({ speed: 2, theme: "dark", playhead: { phase: "seed", id: "y", fraction: 1 } });
    expect(store.temporal.getState().pastStates).toHaveLength(0);
  });
});

describe("a role", () => {
  it("is written into the text, as one entry of the history, and values stay", () => {
    const store = storeWith("y = w*x");
    store.getState().setInput("x", 5, "x:1");
    setRole(store, "x", "data", "x:role:1");
    expect([store.getState().text, store.getState().values.get("x")]).toEqual(["# data: x\ny = w*x", 5]);
    store.getState().undo();
    expect([store.getState().text, store.getState().values.get("x")]).toEqual(["y = w*x", 5]);
  });

  it("of what is no input changes nothing", () => {
    const store = storeWith("y = w*x");
    setRole(store, "y", "data", "y:role:1");
    store.getState().setText("y = w*", "typing");
    setRole(store, "w", "data", "w:role:1");
    expect(store.getState().text).toBe("y = w*");
  });
});

describe("inputs", () => {
  it.each([
    ["a literal", "x = 3\ny = x^2", "x", 4.5, "x = 4.5\ny = x^2"],
    ["a signed literal", "x = -3; y = x", "x", 2, "x = 2; y = x"],
    ["a literal in brackets", "x = (-(3))\ny = x", "x", -1, "x = -1\ny = x"],
    [
      "a literal behind blanks and before a comment",
      "x =  3 # start\ny = x",
      "x",
      7,
      "x =  7 # start\ny = x",
    ],
  ])("%s is written anew in the text", (_name, text, name, value, expected) => {
    const store = storeWith(text);
    store.getState().setInput(name, value, "drag");
    expect(store.getState().text).toBe(expected);
    expect(store.getState().values.size).toBe(0);
  });

  it("keep the last good program while the text is wrong", () => {
    const store = storeWith("y = a");
    store.getState().setText("y = a +", "typing");
    expect(store.getState().goodText).toBe("y = a");
    store.getState().setText("y = a + b", "typing");
    expect(store.getState().goodText).toBe("y = a + b");
  });
});

const EXAMPLE = {
  id: "",
  sentence: "",
  source: "",
  title: "",
  program: "y = a",
  values: { a: 2 },
  target: "a",
};

describe("opening and address", () => {
  it("opens on the example when the address says nothing", () => {
    expect(openingChoices("", EXAMPLE)).toMatchObject({
      text: "y = a",
      values: new Map([["a", 2]]),
      target: "a",
    });
  });

  it("opens where the address says, and writes that address again", () => {
    const address =
      "#program=e=(a+b)*(b+1)&values=a:5,b:-1&step=6.4&target=a&path=2&plaques=symbol&direction=up&theme=dark&speed=2";
    const store = createEdgewiseStore(openingChoices(address, EXAMPLE));
    expect(store.getState().playhead).toEqual({
      phase: "backward",
      id: "b-e.1-0",
      fraction: expect.closeTo(0.4, 9),
    });
    expect(addressOf(store.getState(), store.getState().values)).toBe(address);
  });

  it.each([
    [
      "words it does not know",
      "#program=x&plaques=big&direction=down&theme=pink&speed=9",
      { plaques: "all", direction: "auto", theme: "system", speed: 1 },
    ],
    ["a step of a text that is no program", "#program=x+&step=4", { text: "x+" }],
  ])("survives %s", (_name, address, expected) => {
    expect(openingChoices(address, EXAMPLE)).toMatchObject(expected);
  });
});

describe("forward mode", () => {
  const FIGURE_13 = "c = a + b\nd = b + 1\ne = c * d";

  it("stands in the address with its steps, and the entry that is moved with it", () => {
    const address = "#program=y%20=%20W%20@%20x&step=1.5&target=x&mode=forward&entry=2";
    const store = createEdgewiseStore(openingChoices(address, { ...EXAMPLE, program: "" }));
    expect(store.getState()).toMatchObject({ mode: "forward", entry: 1 });
    expect(store.getState().playhead).toEqual({ phase: "tangentSeed", id: "x", fraction: 0.5 });
    expect(addressOf(store.getState(), store.getState().values)).toBe(address);
  });

  it.each([
    ["mode=sideways", { mode: "reverse" }],
    ["mode=forward&entry=0", { mode: "forward", entry: null }],
    ["mode=forward&entry=two", { mode: "forward", entry: null }],
  ])("survives %s", (fields, expected) => {
    expect(openingChoices(`#program=y%20=%20x&${fields}`, EXAMPLE)).toMatchObject(expected);
  });

  it("moves an entry of the target alone, and all of another target", () => {
    const store = storeWith("y = W @ x");
    store.getState().choose({ target: "W", mode: "forward" });
    store.getState().choose({ entry: 3 });
    expect(store.getState().entry).toBe(3);
    store.getState().choose({ target: "x" });
    expect(store.getState().entry).toBeNull();
  });

  it("takes the target's steps when the address leaves the target to the page", () => {
    const choices = openingChoices(`#program=${encodeURIComponent(FIGURE_13)}&mode=both&step=8`, EXAMPLE);
    // b has the most uses.
    expect(choices.playhead).toEqual({ phase: "tangent", id: "d-e-1", fraction: 1 });
  });
});

describe("a path", () => {
  it("is that of its target: with another, all are looked at", () => {
    const store = storeWith("y = a*b + a\n");
    store.getState().choose({ target: "a", path: "2" });
    expect(store.getState().path).toBe("2");
    store.getState().choose({ target: "b" });
    expect(store.getState().path).toBe("all");
    store.getState().choose({ target: "a", path: "1" });
    expect(store.getState().path).toBe("1");
  });

  it("stays while a value or a literal moves, and is not looked at in a program that is opened", () => {
    const store = storeWith("k = 2\ny = a*k + a\n");
    store.getState().choose({ path: "2" });
    store.getState().setInput("a", 4, "drag");
    store.getState().setInput("k", 5, "drag");
    expect(store.getState().path).toBe("2");
    store.getState().open({ id: "1", program: "y = x", values: {}, target: "x" });
    expect(store.getState().path).toBeNull();
  });
});

describe("a push", () => {
  const pushed = () => {
    const store = storeWith("y = a*b\n");
    store.getState().choose({ push: { input: "a", delta: null } });
    return store;
  };

  it.each<readonly [string, (store: ReturnType<typeof storeWith>) => void]>([
    ["the text", (store) => store.getState().setText("y = a", "typing")],
    ["a value", (store) => store.getState().setInput("b", 4, "drag")],
    [
      "the playhead",
      (store) => store.getState().choose({ playhead: { phase: "seed", id: "y", fraction: 1 } }),
    ],
    ["the player", (store) => store.getState().choose({ goal: "end" })],
  ])("ends with %s", (_what, change) => {
    const store = pushed();
    change(store);
    expect(store.getState().push).toBeNull();
  });

  it("is a look and no edit: neither history nor address know of it", () => {
    const store = pushed();
    const address = addressOf(store.getState(), store.getState().values);
    store.getState().choose({ push: { input: "b", delta: 0.5 } });
    expect(store.temporal.getState().pastStates).toHaveLength(0);
    expect(addressOf(store.getState(), store.getState().values)).toBe(address);
    store.getState().choose({ push: null });
    expect(addressOf(store.getState(), store.getState().values)).toBe(address);
  });
});
