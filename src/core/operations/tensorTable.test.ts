import fc from "fast-check";
import katex from "katex";
import { describe, expect, it, test } from "vitest";
import {
  commonShape,
  concat,
  dot,
  entries,
  entryAt,
  entrywise,
  inner,
  type Lists,
  lists,
  logsumexp,
  matmul,
  outer,
  rows,
  shapeOfLists,
  softmax,
  sum,
  trace,
  transpose,
  withEntry,
} from "../../../tests/arrays.ts";
import { pointsOf } from "../../../tests/points.ts";
import { compile } from "../differentiate/program.ts";
import { type Expression, foldExpression, type Places, placeText } from "../expression/tree.ts";
import {
  numbersOf,
  plainValue,
  type Shape,
  type Tensor,
  tensorOf,
  valueFromNumbers,
} from "../tensor/tensor.ts";
import { applyToTensors, shapeOfOperation } from "./onTensors.ts";
import type { TensorOperation } from "./operation.ts";
import { operationOf, readRule } from "./rule.ts";
import { isFault } from "./shapes.ts";
import { elementwise, elementwiseKeys, ofTensors, type TensorKey, takes, tensorKeys } from "./table.ts";
import { pullBack, pushForward } from "./tensorRule.ts";

/*
 * A suite derived from the table, as table.test.ts is: every operation is tried with operands of every combination of
 * these shapes, and what it refuses is asserted as well as what it computes. Values and derivatives are held against
 * loops over plain lists (tests/arrays.ts), which share nothing with the core.
 */

const SHAPES: readonly Shape[] = [[], [1], [2], [3], [1, 1], [1, 3], [3, 1], [2, 2], [2, 3], [3, 2], [3, 3]];

/** What each operation comes to, null where its operands do not fit. A new operation does not compile without it. */
const ORACLE: Readonly<Record<TensorKey, (operands: readonly Lists[], places: Places) => Lists | null>> = {
  matmul: ([a = 0, b = 0]) => matmul(a, b),
  transpose: ([a = 0]) => transpose(a),
  sum: ([x = 0]) => sum(x),
  mean: ([x = 0]) => sum(x) / entries(x).length,
  maxEntry: ([x = 0]) => Math.max(...entries(x)),
  minEntry: ([x = 0]) => Math.min(...entries(x)),
  norm: ([x = 0]) => Math.sqrt(inner(x, x)),
  dot: ([a = 0, b = 0]) => dot(a, b),
  outer: ([a = 0, b = 0]) => outer(a, b),
  trace: ([a = 0]) => trace(a),
  softmax: ([x = 0]) => softmax(x),
  logsumexp: ([x = 0]) => logsumexp(x),
  concat: (parts) => concat(...parts),
  rows: (parts) => rows(...parts),
  entry: ([x = 0], places) => entryAt(x, places),
};

// What is drawn -------------------------------------------------------------------------------------------------------

interface Case {
  readonly shapes: readonly Shape[];
  readonly places: Places;
}

const RANGES = [
  { first: 1, last: 2 },
  { first: 2, last: 3 },
  { first: 2, last: 2 },
  { first: 3, last: 4 },
] as const;

/** Every way to choose `count` of these. */
function choices<Item>(items: readonly Item[], count: number): readonly (readonly Item[])[] {
  if (count === 0) return [[]];
  return choices(items, count - 1).flatMap((chosen) => items.map((item) => [...chosen, item]));
}

/** Operands of all shapes, as many as an operation takes; an entry with all places up to one too many. */
function casesOf(key: TensorKey): readonly Case[] {
  const { operands, many, notation } = ofTensors[key];
  const counts = many === true ? [1, 2, 3] : [operands.length];
  const somePlaces: readonly Places[] =
    notation.kind === "entry"
      ? [1, 2, 3].flatMap((axes) => choices(axes > 2 ? [null, 1] : [null, 1, 2, 3, 4, ...RANGES], axes))
      : [[]];
  return counts.flatMap((count) =>
    choices(SHAPES, count).flatMap((shapes) => somePlaces.map((places) => ({ shapes, places }))),
  );
}

const draw = <Drawn>(arbitrary: fc.Arbitrary<Drawn>, seed: number): Drawn => {
  const [drawn] = fc.sample(arbitrary, { seed, numRuns: 1 });
  if (drawn === undefined) throw new Error("nothing was drawn");
  return drawn;
};

/** Numbers that differ from each other and from 0 by 0.1 at least, so that no tie and no corner is near. */
function distinctNumbers(count: number, seed: number): readonly number[] {
  const whole = fc.integer({ min: -40, max: 40 }).filter((number) => number !== 0);
  return draw(fc.uniqueArray(whole, { minLength: count, maxLength: count }), seed).map(
    (number) => number / 10,
  );
}

const randomLists = (shape: Shape, seed: number): Lists => {
  const numbers = distinctNumbers(
    shape.reduce((size, axis) => size * axis, 1),
    seed,
  );
  return lists(shape, (place) => numbers[place] ?? Number.NaN);
};

/** Operands for a case; no number stands in two of them, lest two operands tie. */
function operandsFor(shapes: readonly Shape[], seed: number): readonly Lists[] {
  return shapes.map((shape, place) => randomLists(shape, seed + place));
}

function tensor(given: Lists): Tensor {
  const value = valueFromNumbers(given);
  if (value === null) throw new Error("lists of one shape are a value");
  return tensorOf(value);
}

const listsOf = (given: Tensor): Lists => numbersOf(plainValue(given));

/** Of many cases, so many, spread evenly. */
function some<Item>(items: readonly Item[], count: number): readonly Item[] {
  const every = Math.max(1, Math.floor(items.length / count));
  return items.filter((_item, index) => index % every === 0);
}

// How it is compared --------------------------------------------------------------------------------------------------

function expectNear(got: Lists, want: Lists, relative: number, where: string): void {
  expect(shapeOfLists(got), `the shape ${where}`).toEqual(shapeOfLists(want));
  const wanted = entries(want);
  for (const [place, number] of entries(got).entries()) {
    const expected = wanted[place] ?? Number.NaN;
    const isNear = Math.abs(number - expected) <= relative * Math.max(1, Math.abs(expected));
    const isSame = isNear || (Number.isNaN(number) && Number.isNaN(expected));
    expect(isSame, `entry ${place} ${where}: ${number}, not ${expected}`).toBe(true);
  }
}

/**
 * The slope of a function of one number by the five-point rule (Abramowitz & Stegun 25.3.6), whose error falls with the
 * fourth power of the step.
 */
function slope(f: (step: number) => number): number {
  const h = 1e-3;
  return (8 * (f(h) - f(-h)) - (f(2 * h) - f(-2 * h))) / (12 * h);
}

/** The gradient of ⟨δ, y⟩ in one operand, entry by entry, by differences. */
function gradientByDifferences(
  value: (operands: readonly Lists[]) => Lists | null,
  operands: readonly Lists[],
  place: number,
  delta: Lists,
): Lists {
  const operand = operands[place] ?? 0;
  return lists(shapeOfLists(operand), (entry) =>
    slope((step) => {
      const moved = withEntry(operand, entry, (number) => number + step);
      return inner(delta, value(operands.with(place, moved)) ?? Number.NaN);
    }),
  );
}

const wordsOf = (shapes: readonly Shape[]) => () => shapes.map((_shape, place) => `operand${place}`);

// The table's rules in plain lists ------------------------------------------------------------------------------------

/** An expression of the table over plain lists: what definitions and rules as written come to. */
function evaluated(expression: Expression, names: ReadonlyMap<string, Lists>): Lists {
  return foldExpression<Lists>(expression, (node, parts) => {
    const [first = Number.NaN, second = Number.NaN] = parts;
    if (node.kind === "number") return node.value;
    if (node.kind === "name") return names.get(node.name) ?? Number.NaN;
    if (node.kind === "call" && node.callee === "size") return entries(first).length;
    if (node.kind === "call" && node.callee === "rowSum")
      return shapeOfLists(first).length === 2
        ? (first as readonly (readonly number[])[]).map((row) => [sum(row)])
        : sum(first);
    const key = operationOf(node);
    if (key === undefined) throw new Error("the table's rules use the table's operations");
    const known = (ORACLE as Partial<Record<string, (typeof ORACLE)[TensorKey]>>)[key];
    if (known !== undefined) return known(parts, []) ?? Number.NaN;
    const kernel = elementwise[key as keyof typeof elementwise].value;
    const given = parts.length > 1 ? [first, second] : [first];
    return entrywise((a = Number.NaN, b = Number.NaN) => kernel(a, b, 0), ...given) ?? Number.NaN;
  });
}

const byName = (operation: TensorOperation, operands: readonly Lists[]): Map<string, Lists> =>
  new Map(operation.operands.map((name, place) => [name, operands[place] ?? Number.NaN]));

// The suite -----------------------------------------------------------------------------------------------------------

describe.each(tensorKeys)("%s", (key) => {
  const operation = ofTensors[key];
  const oracle = ORACLE[key];
  const all = casesOf(key);
  const fitting = all.filter(
    ({ shapes, places }, seed) => oracle(operandsFor(shapes, seed), places) !== null,
  );
  const tried = some(fitting, 60);

  it("fits some shapes", () => {
    expect(fitting.length).toBeGreaterThanOrEqual(3);
  });

  it("has the shape its value has, and refuses in words what has no value", () => {
    const place = { from: 3, to: 5 };
    for (const [seed, { shapes, places }] of all.entries()) {
      const value = oracle(operandsFor(shapes, seed), places);
      const answer = shapeOfOperation(key, { shapes, words: wordsOf(shapes), places });
      const where = `of ${JSON.stringify({ shapes, places })}`;
      expect(isFault(answer), where).toBe(value === null);
      if (!isFault(answer)) {
        expect(answer, where).toEqual(shapeOfLists(value ?? 0));
        continue;
      }
      const { severity, message, from, to } = answer(place);
      expect({ severity, from, to }).toEqual({ severity: "error", ...place });
      expect(message).toMatch(/^[A-Z`\d].*[a-z\d)`:,].*\.$/);
      expect(message, "every detail is there").not.toMatch(/undefined|NaN|``/);
    }
  });

  it("has the value that loops over lists have", () => {
    for (const [seed, { shapes, places }] of tried.entries()) {
      const operands = operandsFor(shapes, seed);
      const got = listsOf(applyToTensors(key, operands.map(tensor), places));
      expectNear(got, oracle(operands, places) ?? Number.NaN, 1e-12, JSON.stringify({ operands, places }));
    }
  });

  it("passes on what is not a number, in the entries it reaches", () => {
    for (const [seed, { shapes, places }] of tried.entries()) {
      const whole = operandsFor(shapes, seed);
      const operands = whole.map((operand, place) =>
        place === seed % whole.length
          ? withEntry(operand, seed % entries(operand).length, () => Number.NaN)
          : operand,
      );
      const got = listsOf(applyToTensors(key, operands.map(tensor), places));
      expectNear(got, oracle(operands, places) ?? 0, 1e-12, JSON.stringify({ operands, places }));
    }
  });

  it("pulls a gradient back as differences do", () => {
    for (const [seed, { shapes, places }] of tried.entries()) {
      const operands = operandsFor(shapes, seed);
      const value = (given: readonly Lists[]) => oracle(given, places);
      const y = value(operands) ?? Number.NaN;
      const delta = randomLists(shapeOfLists(y), seed + 1000);
      for (const place of operands.keys()) {
        const context = { operands: operands.map(tensor), place, places };
        const got = listsOf(pullBack(key, tensor(delta), tensor(y), context));
        const where = `of operand ${place} of ${JSON.stringify({ operands, places, delta })}`;
        expectNear(got, gradientByDifferences(value, operands, place, delta), 1e-6, where);
      }
    }
  });

  it("pushes tangents forward by the transpose of what pulls gradients back: ⟨δ, J t⟩ = ⟨Jᵀδ, t⟩", () => {
    for (const [seed, { shapes, places }] of tried.entries()) {
      const operands = operandsFor(shapes, seed).map(tensor);
      const y = applyToTensors(key, operands, places);
      const delta = tensor(randomLists(y.shape, seed + 1000));
      const every = shapes.map((shape, place) => tensor(randomLists(shape, seed + 2000 + place)));
      // All operands move, then one alone.
      for (const tangents of [every, every.map((tangent, place) => (place === 0 ? tangent : null))]) {
        const pushed = pushForward(key, operands, tangents, y, places);
        expect(pushed.shape).toEqual(y.shape);
        const back = tangents.map((tangent, place) =>
          tangent === null
            ? 0
            : inner(listsOf(pullBack(key, delta, y, { operands, place, places })), listsOf(tangent)),
        );
        expectNear(
          inner(listsOf(delta), listsOf(pushed)),
          sum(back),
          1e-11,
          JSON.stringify({ shapes, places }),
        );
      }
    }
  });

  it("is what its definition in simpler operations is", () => {
    if (operation.definition === null) return;
    const definition = readRule(operation.definition);
    expect(operationOf(definition)).not.toBe(key);
    for (const [seed, { shapes }] of tried.entries()) {
      const operands = operandsFor(shapes, seed);
      const got = entries(evaluated(definition, byName(operation, operands)));
      const want = entries(listsOf(applyToTensors(key, operands.map(tensor))));
      // A sum of each row is a column there, so that it spreads along the rows.
      expectNear(got, want, 1e-12, JSON.stringify(operands));
    }
  });

  it("computes the same pullback by the stable form as by the rule as written", () => {
    for (const [place, { rule, stable }] of operation.pullbacks.entries()) {
      if (stable === undefined) continue;
      expect(stable.because).toMatch(/^[a-z].*[^.]$/);
      for (const [seed, { shapes, places }] of tried.entries()) {
        const operands = operandsFor(shapes, seed);
        const y = oracle(operands, places) ?? Number.NaN;
        const delta = randomLists(shapeOfLists(y), seed + 1000);
        const names = byName(operation, operands).set("y", y).set("delta", delta);
        const context = { operands: operands.map(tensor), place, places };
        const got = listsOf(stable.apply(tensor(delta), tensor(y), context));
        expectNear(got, evaluated(readRule(rule), names), 1e-12, JSON.stringify(operands));
      }
    }
  });

  it("has one pullback for each operand, or one for all, and one name for each operand", () => {
    const { operands, pullbacks, many } = operation;
    expect(pullbacks).toHaveLength(operands.length);
    expect(new Set(operands).size).toBe(operands.length);
    expect(takes(key, operands.length + 1)).toBe(many === true);
  });

  it("is documented: a sentence, its source, its role", () => {
    expect(operation.doc).toMatch(/^[A-Z].*\.$/);
    expect(operation.source).not.toBe("");
    expect(operation.role).toMatch(/^[a-z].*[^.]$/);
  });

  it("is written in TeX that KaTeX takes in its strict mode, whatever its operands are", () => {
    const known = fitting.find(({ shapes }) => shapes.every((shape) => shape.length > 0)) ?? fitting.at(-1);
    if (known === undefined) throw new Error("nothing fits");
    const names = operation.operands.map((_name, place) => ["u", "w"][place] ?? "u");
    const values = Object.fromEntries(
      names.map((name, place) => [name, randomLists(known.shapes[place] ?? [], 7)]),
    );
    for (const inner of ["u", "theta_2", "-u", "2*u", "u + 1", "u/2", "u^2", "exp(u)", "max(u, 0)", "u'"]) {
      const operands = names.map((name) => inner.replaceAll("u", name));
      // A vector stays what it is when turned; a matrix need not fit any more.
      if (inner === "u'" && known.shapes.some((shape) => shape.length > 1 && shape[0] !== shape[1])) continue;
      const source = `c = ${written(operation, operands, known)}`;
      const { nodes, edges } = compile(source).evaluate({ ...values, theta_2: values.u ?? 0 });
      expect(nodes.at(-1)).toMatchObject({ id: "c", operation: key });
      for (const { tex } of [...nodes, ...edges])
        expect(
          () => katex.renderToString(tex, { strict: "error", throwOnError: true }),
          `${source}: ${tex}`,
        ).not.toThrow();
    }
  });
});

/** The operation in the program's language, with these operands. */
function written(
  { notation, names }: TensorOperation,
  operands: readonly string[],
  { shapes, places }: Case,
): string {
  const [first = ""] = operands;
  switch (notation.kind) {
    case "infix":
      return operands.map((operand) => `(${operand})`).join(notation.operator);
    case "entry":
      return `(${first})[${places.map(placeText).join(", ")}]`;
    case "transpose":
      return `(${first})'`;
    case "list":
      // Only a list inside a list makes rows.
      return names.length > 0
        ? `[${first}, ${first}]`
        : `[${first}, [${Array(shapes[0]?.[0]).fill("1").join(", ")}]]`;
    default:
      return `${names[0]}(${operands.join(", ")})`;
  }
}

// What is exact -------------------------------------------------------------------------------------------------------

test("a product is refused and computed for every pair of ranks", () => {
  const pairs = new Map<string, string>();
  for (const { shapes } of casesOf("matmul")) {
    const answer = shapeOfOperation("matmul", { shapes, words: wordsOf(shapes), places: [] });
    const ranks = shapes.map((shape) => shape.length).join(" @ ");
    if (isFault(answer)) pairs.set(ranks, pairs.get(ranks) ?? "refused");
    else pairs.set(ranks, String(answer.length));
  }
  // NumPy's matmul: it refuses numbers, and drops the axis that a vector was lifted by.
  expect(Object.fromEntries(pairs)).toEqual({
    "0 @ 0": "refused",
    "0 @ 1": "refused",
    "0 @ 2": "refused",
    "1 @ 0": "refused",
    "1 @ 1": "0",
    "1 @ 2": "1",
    "2 @ 0": "refused",
    "2 @ 1": "1",
    "2 @ 2": "2",
  });
});

describe("where a straightforward formula would fail", () => {
  const apply = (key: TensorKey, x: Lists): Lists => listsOf(applyToTensors(key, [tensor(x)]));
  const pulled = (key: TensorKey, x: Lists, delta: Lists): Lists => {
    const y = applyToTensors(key, [tensor(x)]);
    return listsOf(pullBack(key, tensor(delta), y, { operands: [tensor(x)], place: 0, places: [] }));
  };

  it("a length is neither lost below nor beyond the numbers of the machine", () => {
    expect(apply("norm", [3e200, 4e200])).toBeCloseTo(5e200, -188);
    expect(Number(apply("norm", [3e-200, -4e-200])) / 5e-200).toBeCloseTo(1, 14);
    expectNear(pulled("norm", [3e200, 4e200], 2), [1.2, 1.6], 1e-15, "far out");
  });

  it("at the origin, which has no direction, a length has gradient 0", () => {
    expect(apply("norm", [0, 0])).toBe(0);
    expect(pulled("norm", [0, 0], 3)).toEqual([0, 0]);
  });

  it("softmax and logsumexp neither overflow nor divide 0 by 0", () => {
    expect(apply("softmax", [1000, 1000])).toEqual([0.5, 0.5]);
    expect(
      apply("softmax", [
        [-1000, 0],
        [1000, 0],
      ]),
    ).toEqual([
      [0, 1],
      [1, 0],
    ]);
    expect(apply("logsumexp", [1000, 1000])).toBe(1000 + Math.LN2);
    expect(apply("logsumexp", [-1000, -1000])).toBe(-1000 + Math.LN2);
    expect(pulled("logsumexp", [1000, 1000], 1)).toEqual([0.5, 0.5]);
  });

  it("entries that tie for the largest share the gradient evenly", () => {
    expect(pulled("maxEntry", [3, 1, 3, 3], 6)).toEqual([2, 0, 2, 2]);
    expect(
      pulled(
        "minEntry",
        [
          [1, 2],
          [1, 3],
        ],
        1,
      ),
    ).toEqual([
      [0.5, 0],
      [0.5, 0],
    ]);
    expect(pulled("maxEntry", [Number.POSITIVE_INFINITY, 1], 1)).toEqual([1, 0]);
  });
});

// Entry by entry ------------------------------------------------------------------------------------------------------

/** Every pattern of spreading: a number, a vector, a row, a column, a matrix, and axes of 1. */
const PATTERNS: readonly Shape[] = [[], [1], [3], [1, 1], [1, 3], [2, 1], [2, 3]];

/** Room for the entries to differ, within what the points stand clear of. */
const SPREAD = 0.05;

describe.each(elementwiseKeys)("%s, entry by entry", (key) => {
  const operation = elementwise[key];
  const count = operation.operands.length;
  const counts = operation.many === undefined ? [count] : [count, count + 1];
  const kernel = (...numbers: readonly number[]): number => {
    const [a = Number.NaN, b = Number.NaN] = numbers;
    return numbers.length > count ? (operation.many?.value(numbers) ?? Number.NaN) : operation.value(a, b, 0);
  };
  // A power of a negative number has no neighbours with a value.
  const point = pointsOf(operation).find(([a]) => count === 1 || a > 0);
  const combinations = counts.flatMap((operands) => choices(PATTERNS, operands));
  const fitting = some(
    combinations.filter((shapes) => commonShape(shapes) !== null),
    40,
  );

  /** The third operand of many stands as far from the second as the first does. */
  function operandsAt(shapes: readonly Shape[], seed: number): readonly Lists[] {
    const [a, b] = point ?? [Number.NaN, Number.NaN];
    const base = [a, b, 2 * b - a];
    return shapes.map((shape, place) => {
      const shift = entries(randomLists(shape, seed + place));
      return lists(shape, (entry) => (base[place] ?? 0) + (SPREAD * (shift[entry] ?? 0)) / 4);
    });
  }

  it("has the shape that NumPy's rule gives, and no other", () => {
    for (const shapes of combinations) {
      const answer = shapeOfOperation(key, { shapes, words: wordsOf(shapes), places: [] });
      const want = commonShape(shapes);
      if (want === null) expect(isFault(answer), JSON.stringify(shapes)).toBe(true);
      else expect(answer, JSON.stringify(shapes)).toEqual(want);
    }
  });

  it("has its value in every entry", () => {
    for (const [seed, shapes] of fitting.entries()) {
      const operands = operandsAt(shapes, seed);
      const want = entrywise(kernel, ...operands) ?? Number.NaN;
      expect(listsOf(applyToTensors(key, operands.map(tensor)))).toEqual(want);
    }
  });

  it("pulls a gradient back as differences do, summed over what was spread", () => {
    for (const [seed, shapes] of fitting.entries()) {
      const operands = operandsAt(shapes, seed);
      const value = (given: readonly Lists[]) => entrywise(kernel, ...given);
      const y = value(operands) ?? Number.NaN;
      expect(entries(y).every(Number.isFinite), `${JSON.stringify(operands)} has a value`).toBe(true);
      const delta = randomLists(shapeOfLists(y), seed + 1000);
      for (const place of operands.keys()) {
        const context = { operands: operands.map(tensor), place, places: [] };
        const got = listsOf(pullBack(key, tensor(delta), tensor(y), context));
        const want = gradientByDifferences(value, operands, place, delta);
        expectNear(got, want, 1e-6, `of operand ${place} of ${JSON.stringify({ operands, delta })}`);
      }
    }
  });

  it("pushes tangents forward by the transpose of that", () => {
    for (const [seed, shapes] of fitting.entries()) {
      const operands = operandsAt(shapes, seed).map(tensor);
      const y = applyToTensors(key, operands);
      const delta = tensor(randomLists(y.shape, seed + 1000));
      const tangents = shapes.map((shape, place) => tensor(randomLists(shape, seed + 2000 + place)));
      const pushed = pushForward(key, operands, tangents, y, []);
      expect(pushed.shape).toEqual(y.shape);
      const back = tangents.map((tangent, place) =>
        inner(listsOf(pullBack(key, delta, y, { operands, place, places: [] })), listsOf(tangent)),
      );
      expectNear(inner(listsOf(delta), listsOf(pushed)), sum(back), 1e-10, JSON.stringify(shapes));
    }
  });
});
