import { describe, expect, it } from "vitest";
import { type Numbers, numbersOf, valueFromNumbers } from "../core/index.ts";
import { readNumbers, readTable, withRank, writeDigits, writeLines, writeNumbers } from "./numbers.ts";

/** What is read, as lists, or the sentence that refuses it. */
function read(text: string): unknown {
  const table = readTable(text);
  return "value" in table ? numbersOf(table.value) : table.problem;
}

function given(numbers: Numbers) {
  const value = valueFromNumbers(numbers);
  if (value === null) throw new Error("no numbers");
  return value;
}

const XOR = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
];

describe("numbers are read", () => {
  it.each<readonly [string, string, Numbers]>([
    ["from a cell", " 3 ", 3],
    ["with a sign and an exponent", "-1e5", -100000],
    ["with a typographic minus and no leading digit", "−.5", -0.5],
    ["from a row of a spreadsheet", "1\t2\t3", [1, 2, 3]],
    ["from a column of one", "1\n2\n3\n", [[1], [2], [3]]],
    ["from cells of Excel, which end in a line break", "0\t0\r\n0\t1\r\n1\t0\r\n1\t1\r\n", XOR],
    [
      "with decimal commas between tabs",
      "1,5\t2\n3\t-0,25",
      [
        [1.5, 2],
        [3, -0.25],
      ],
    ],
    ["from a CSV file", "0,0\n0,1\n1,0\n1,1", XOR],
    [
      "with blanks behind the commas, and quotes",
      '"1", "2.5"\n3, 4',
      [
        [1, 2.5],
        [3, 4],
      ],
    ],
    [
      "with blank lines between",
      "1,2\n\n3,4\n\n",
      [
        [1, 2],
        [3, 4],
      ],
    ],
    [
      "with decimal commas between semicolons",
      "1,5;2,5\n3;4,25",
      [
        [1.5, 2.5],
        [3, 4.25],
      ],
    ],
    [
      "from columns of blanks, as savetxt writes them",
      "1.0e+00 2.0e+00\n 3.0e+00 4.5e+00",
      [
        [1, 2],
        [3, 4.5],
      ],
    ],
    ["from a list of a program", "[1, 0.5]", [1, 0.5]],
    [
      "from a matrix of a program",
      "[[1, 2], [3, 4]]",
      [
        [1, 2],
        [3, 4],
      ],
    ],
    ["of one row", "[[1, 2]]", [[1, 2]]],
    ["of one entry", "[[7]]", [[7]]],
    [
      "from what NumPy prints",
      "[[1.  2. ]\n [3.  4.5]]",
      [
        [1, 2],
        [3, 4.5],
      ],
    ],
    [
      "from what NumPy represents",
      "array([[1. , 2. ],\n       [3. , 4.5]], dtype=float32)",
      [
        [1, 2],
        [3, 4.5],
      ],
    ],
    ["from a vector of it", "np.array([1., -2.])", [1, -2]],
    [
      "from what PyTorch prints",
      "tensor([[1., 2.],\n        [3., 4.]], requires_grad=True)",
      [
        [1, 2],
        [3, 4],
      ],
    ],
    [
      "with a comma at the end, as Python allows",
      "[[1, 2,], [3, 4,],]",
      [
        [1, 2],
        [3, 4],
      ],
    ],
  ])("%s: %j", (_what, text, numbers) => {
    expect(read(text)).toEqual(numbers);
  });

  it.each<readonly [string, readonly string[]]>([
    ["x1,x2\n0,0\n0,1", ["x1", "x2"]],
    ["width (m)\tage\r\n0\t0\r\n0\t1", ["width (m)", "age"]],
    ['"first";"second"\n0;0\n0;1', ["first", "second"]],
    ["0,0\n0,1", []],
  ])("under headings: %j", (text, headings) => {
    const table = readTable(text);
    expect("value" in table && [numbersOf(table.value), table.headings]).toEqual([XOR.slice(0, 2), headings]);
  });
});

describe("what is no table of numbers is refused in words", () => {
  it.each([
    ["", "There are no numbers here."],
    [" \n ", "There are no numbers here."],
    ["two", "Row 1, column 1 is `two`, which is not a number."],
    ["x1,x2", "Row 1, column 1 is `x1`, which is not a number."],
    ["1,2\n3", "Rows must be equally long: row 1 has 2 numbers, and row 2 has 1."],
    ["1\n2\t3", "Rows must be equally long: row 1 has 1 number, and row 2 has 2."],
    ["a,b\n1,2\n3,4,5", "Rows must be equally long: row 1 has 2 numbers, and row 2 has 3."],
    ["[[1, 2], [3]]", "Rows must be equally long: row 1 has 2 numbers, and row 2 has 1."],
    ["1,2\n3,nan", "Row 2, column 2 is `nan`, which is not a number."],
    ["nan,nan\n1,2", "Row 1, column 1 is `nan`, which is not a number."],
    ["1\tinf", "Row 1, column 2 is `inf`, which is not a number."],
    ["1,1e999", "Row 1, column 2 is `1e999`, which is too large."],
    ["1,,3", "Row 1, column 2 is empty."],
    ["1;2\n;4", "Row 2, column 1 is empty."],
    ["[1,,2]", "Row 1, column 2 is empty."],
    ["[1.2.3]", "Row 1, column 1 is `1.2.3`, which is not a number."],
    ["[1-2]", "Row 1, column 1 is `1-2`, which is not a number."],
    ["[1+2j]", "Row 1, column 1 is `1+2j`, which is not a number."],
    ["[]", "Row 1, column 1 is empty."],
    ["[[1, 2]", "These brackets are neither a list of numbers nor a list of such rows."],
    ["[1] [2]", "These brackets are neither a list of numbers nor a list of such rows."],
    ["[[[1, 2]]]", "These brackets are neither a list of numbers nor a list of such rows."],
    ["y = [1, 2]", "These brackets are neither a list of numbers nor a list of such rows."],
    [
      "[[0. 1. ... 8. 9.]\n ...\n [5. 6. ... 3. 4.]]",
      "Some numbers are left out where it says `...`: print all of them, as `.tolist()` does.",
    ],
    [`1,${"long ".repeat(9)}`, "Row 1, column 2 is `long long long long lon…`, which is not a number."],
  ])("%j: %s", (text, problem) => {
    expect(read(text)).toBe(problem);
    expect(readNumbers(text)).toBeNull();
  });
});

describe("numbers are written", () => {
  it.each<readonly [Numbers, string, string]>([
    [2, "2", "2"],
    [[1, -0.5], "[1,-0.5]", "1, -0.5"],
    [
      [
        [1, 2],
        [3, 1e21],
      ],
      "[[1,2],[3,1e+21]]",
      "1, 2\n3, 1e+21",
    ],
    [[[1, 2]], "[[1,2]]", "1, 2"],
    [[[1], [2]], "[[1],[2]]", "1\n2"],
  ])("%j", (numbers, program, lines) => {
    expect(writeNumbers(given(numbers))).toBe(program);
    expect(writeLines(given(numbers))).toBe(lines);
  });

  it("with all that no program can hold", () => {
    expect(writeDigits(given([Number.NaN, -Infinity, 0.1]))).toBe("[NaN,-Infinity,0.1]");
    expect(writeDigits(1 / 3)).toBe("0.3333333333333333");
  });
});

it.each<readonly [Numbers, number, Numbers]>([
  [7, 1, [7]],
  [7, 2, [[7]]],
  [[1, 2], 2, [[1, 2]]],
  [[1, 2], 1, [1, 2]],
  [[[1], [2]], 1, [1, 2]],
  [[[1], [2]], 2, [[1], [2]]],
  [
    [
      [1, 2],
      [3, 4],
    ],
    1,
    [
      [1, 2],
      [3, 4],
    ],
  ],
])("%j for an input of rank %i is %j", (numbers, rank, after) => {
  expect(numbersOf(withRank(given(numbers), rank))).toEqual(after);
});
