import { describe, expect, it, test } from "vitest";
import { check, compile, ProgramError } from "../differentiate/program.ts";
import { DIAGNOSTICS, type Diagnostic, type DiagnosticCode } from "./diagnostics.ts";

/** A text with its place between « and »; no marks mean the whole text. */
function marked(text: string): { source: string; from: number; to: number } {
  const from = text.indexOf("«");
  const source = text.replace(/[«»]/g, "");
  return from < 0 ? { source, from: 0, to: source.length } : { source, from, to: text.indexOf("»") - 1 };
}

type Told = [code: DiagnosticCode, text: string, message: string, hint?: string];

function expectTold(
  diagnostics: readonly Diagnostic[],
  [code, text, message, hint]: Told,
  severity: string,
): void {
  const { from, to } = marked(text);
  expect(diagnostics.map(({ node: _node, fix: _fix, ...told }) => told)).toEqual([
    { severity, code, message, ...(hint === undefined ? {} : { hint }), from, to },
  ]);
}

const CASES =
  "For cases there are `max`, `min`, `relu` and `abs`; for an input that is on or off, multiply by 1 or 0.";

const ADVICE_ON_SIGNS: Readonly<Record<string, string>> = {
  ASSIGNED: "A name gets its value by `=`: `y = 2 * x`.",
  DEFINED: "A function is written `f(x) = …`, and a name gets its value by `=`.",
  ENTRIES: "`* / + - ^` and functions go entry by entry; the matrix product is `@`.",
  PRODUCT: "A product is written `*`, or with nothing between its factors.",
  REMARK: "A remark begins with `#`.",
  QUOTIENT: "A remark begins with `#`; a quotient has one `/`, and nothing is rounded.",
  COMPARED: "Nothing is compared here; for cases there are `max`, `min`, `relu` and `abs`.",
  FACTORIAL: "A factorial is written out, as `4 * 3 * 2`; an input that is on or off is turned by `1 - x`.",
  CASES,
  SUM: "The entries of a vector are added by `sum(x)`, single numbers by `+`.",
};

const IN_TEXTS: readonly Told[] = [
  ["empty-program", "«»", "There is no program yet.", "Type an expression, such as `(a+b)*(b+1)`."],
  [
    "empty-program",
    "«»  # nothing\n;\n",
    "There is no program yet.",
    "Type an expression, such as `(a+b)*(b+1)`.",
  ],
  ["unknown-character", "x «$» y", "`$` means nothing here.", "Remove it; remarks begin with `#`."],
  ["unknown-character", '«"»x', '`"` means nothing here.', "Remove it; remarks begin with `#`."],
  ["unknown-character", "x + «🙂»", "`🙂` means nothing here.", "Remove it; remarks begin with `#`."],
  [
    "unknown-character",
    "x«\u200b»y",
    "The character U+200B means nothing here.",
    "Remove it; remarks begin with `#`.",
  ],
  [
    "unknown-character",
    "«\ud83d»",
    "The character U+D83D means nothing here.",
    "Remove it; remarks begin with `#`.",
  ],
  [
    "unknown-character",
    "«\0»",
    "The character U+0000 means nothing here.",
    "Remove it; remarks begin with `#`.",
  ],
  [
    "unknown-character",
    "y = x «<» 2",
    "`<` means nothing here.",
    "Nothing is compared here; for cases there are `max`, `min`, `relu` and `abs`.",
  ],
  ...["«import torch»", "«from numpy import *»; x", "«import torch.nn as nn»\ny = relu(x)"].map(
    (text): Told => [
      "import",
      text,
      "Nothing needs to be imported here.",
      "Leave the line out: functions are called by their own names, such as `relu(x)`.",
    ],
  ),
  ["declaration", "«let» y = 2*x", "Names need no `let` here.", "Write `y = …`."],
  [
    "python-function",
    "«def» f(x, y):\n    return x*y\nf(2, 3)",
    "A function is defined without `def` here.",
    "Write `f(x, y) = …`.",
  ],
  [
    "python-function",
    "g = «lambda» x: x^2\ng(3)",
    "A function is defined without `lambda` here.",
    "Write `g(x) = …`.",
  ],
  [
    "return",
    "y = 2*x\n«return» y",
    "Nothing is returned here: the last statement is the output.",
    "Leave `return` out.",
  ],
  ...["y = x «for» 3", "«while» x: y = 1"].map(
    (text): Told => [
      "control-flow",
      text,
      `There is no \`${/«(.*)»/.exec(text)?.[1]}\` here: a graph has the same operations for all numbers.`,
      "What is repeated is a loop in one line: `h[t] = 2 * h[t-1] for t = 1..3`.",
    ],
  ),
  ...["«if» x: y = 2", "y = x «if» x > 0 else 0", "«else»: y = 1", "y = x «and» z"].map(
    (text): Told => [
      "control-flow",
      text,
      `There is no \`${/«(.*)»/.exec(text)?.[1]}\` here: a graph has the same operations for all numbers.`,
      "For cases there are `max`, `min`, `relu` and `abs`; for an input that is on or off, multiply by 1 or 0.",
    ],
  ),
  ...["y «==» 2*x", "x + 1 «==» y"].map(
    (text): Told => [
      "comparison",
      text,
      "`==` compares, and nothing is compared here.",
      "To give a name a value, write a single `=`.",
    ],
  ),
  [
    "augmented-assignment",
    "x «+=» 1",
    "`+=` would change `x`, but each name is assigned once.",
    "Give the new value a name of its own, such as `x_new = x + …`.",
  ],
  ...(
    [
      ["y = «np.dot»(a, b)", "np.dot", "dot"],
      ["«torch.nn.functional.relu»(x)", "torch.nn.functional.relu", "relu"],
      ["«W.T» @ x", "W.T", "W'"],
      ["y = (W @ x)«.T»", ".T", "'"],
      ["L = «x.sum()»", "x.sum()", "sum(x)"],
      ["L = «x.dot(w)»", "x.dot(w)", "dot(x, w)"],
    ] as const
  ).map(
    ([text, written, meant]): Told => [
      "dotted-name",
      text,
      `\`${written}\` is written \`${meant}\` here.`,
      "Functions stand alone, with their operands in brackets; the transpose is `A'`.",
    ],
  ),
  [
    "unknown-function",
    "y = 2*x; «print»(y)",
    "`print` is not a function here.",
    "Every value is seen in the graph: leave it out.",
  ],
  ...(
    [
      ["y = «tensor»([1])", "tensor", "Write `[1]`."],
      ["x = «torch.tensor»(1.0)", "torch.tensor", "Write `1.0`."],
      ["x = «np.array»([1, 2], dtype=float)", "np.array", "Write `[1, 2]`."],
      ["x = w«.detach()»", ".detach()", "Write `w`."],
      ["x = «np.array»()", "np.array", "A vector is written `[1, 2]`, a matrix `[[1, 2], [3, 4]]`."],
    ] as const
  ).map(
    ([text, wrapper, hint]): Told => [
      "wrapped-value",
      text,
      `\`${wrapper}\` is not needed: numbers and lists stand by themselves here.`,
      hint,
    ],
  ),
  ...(
    [
      ["y = np.sum(x, «axis=0»)", "axis="],
      ["y = sum(x, «axis=»0)", "axis="],
      ["y = x.mean(«dim=1»)", "dim="],
      ["y = np.max(x, «0»)", "0"],
    ] as const
  ).map(
    ([text, setting]): Told => [
      "no-settings",
      text,
      `\`${setting}\` is a setting, and functions have none here.`,
      "Leave it out: `sum`, `mean`, `max` and `norm` go over all entries.",
    ],
  ),
  ...(
    [
      ["y = «sin^2»(x)", "sin(x)^2"],
      ["y = «sin²»(x) + cos(x)²", "sin(x)²"],
      ["y = «tanh**2»(w*x + b)", "tanh(w*x + b)**2"],
      ["y = «sin^2» x", "sin(x)^2"],
      ["y = «sin^-1»(x)", "asin(x)"],
      ["y = «cos⁻¹»(x)", "acos(x)"],
    ] as const
  ).map(
    ([text, meant]): Told => [
      "power-of-function",
      text,
      "A power stands behind a function's brackets here, not behind its name.",
      `Write \`${meant}\`.`,
    ],
  ),
  [
    "unknown-character",
    "y = «\\»frac{a}{b}",
    "`\\` means nothing here.",
    "TeX is not read: write `a/b`, `sqrt(x)`, `exp(x)`, and Greek letters by their names.",
  ],
  [
    "unknown-character",
    "y = x^«{»2}",
    "`{` means nothing here.",
    "Brackets are round, `x^(2+a)`, and an index needs none: `x_12`.",
  ],
  [
    "unknown-function",
    "y = «np.linalg.inv»(A)",
    "`np.linalg.inv` is not a function here.",
    "Nothing is inverted here; of a number, write `1 / x`.",
  ],
  [
    "unknown-function",
    "y = «np.convolve»(a, b)",
    "`np.convolve` is not a function here.",
    "Define it above, as in `convolve(x, y) = …`.",
  ],
  [
    "unknown-function",
    "n = «len»(x)",
    "`len` is not a function here.",
    "Write the number of entries itself.",
  ],
  [
    "unknown-character",
    "y = «np.inf»",
    "`np.inf` means nothing here.",
    "Constants here are `pi` and `e`; any other number is written as it is.",
  ],
  [
    "unknown-character",
    "y = x^2\n«y.backward()»",
    "`.backward` means nothing here.",
    "Leave it out: the gradient of every node is calculated here.",
  ],
  [
    "missing-operand",
    "2 * «»",
    "Something to calculate with is missing after `*`.",
    "Put a number, a name or a call there.",
  ],
  [
    "missing-operand",
    "x =«»",
    "Something to calculate with is missing after `=`.",
    "Put a number, a name or a call there.",
  ],
  [
    "missing-operand",
    "2 *«\n»3",
    "Something to calculate with is missing after `*`.",
    "Put a number, a name or a call there.",
  ],
  [
    "missing-operand",
    "2 + «*» 3",
    "Something to calculate with is missing after `+`, before `*`.",
    "Put a number, a name or a call there.",
  ],
  [
    "missing-operand",
    "(1 + «)»",
    "Something to calculate with is missing after `+`, before `)`.",
    "Put a number, a name or a call there.",
  ],
  [
    "missing-operand",
    "max(a, «)»",
    "Something to calculate with is missing after `,`, before `)`.",
    "Put a number, a name or a call there.",
  ],
  [
    "missing-operand",
    "«*» 2",
    "Something to calculate with is missing before `*`.",
    "Put a number, a name or a call there.",
  ],
  [
    "missing-operand",
    "a\n«=» 2",
    "Something to calculate with is missing before `=`.",
    "Put a number, a name or a call there.",
  ],
  ["missing-operator", "2 «3»", "An operator is missing before `3`.", "For a product, write `2 * 3`."],
  ["missing-operator", "x «2»", "An operator is missing before `2`.", "For a product, write `x * 2`."],
  [
    "missing-operator",
    "1«_000»",
    "An operator is missing before `_000`.",
    "For a product, write `1 * _000`.",
  ],
  [
    "missing-operator",
    "(x) «2»",
    "An operator is missing before `2`.",
    "For a product, write `*` between them.",
  ],
  [
    "missing-line-break",
    "x = 1 «y» = 2",
    "`y =` begins a new statement.",
    "Put it on a line of its own, or after `;`.",
  ],
  ["unclosed-bracket", "2 * «(»3 + x", "This `(` is never closed.", "Add `)`."],
  ["unclosed-bracket", "exp«(»sin(x)", "This `(` is never closed.", "Add `)`."],
  ["unclosed-bracket", "a = «(»1\nb = 2", "This `(` is never closed.", "Add `)`."],
  ["stray-bracket", "(x + 1)«)» * 2", "This `)` closes nothing.", "Remove it, or open a bracket before it."],
  ["stray-bracket", "«)»x", "This `)` closes nothing.", "Remove it, or open a bracket before it."],
  [
    "stray-comma",
    "(a«,» b)",
    "A comma stands only between the operands of a function and the entries of a list.",
    "Remove it; decimals are written with a point: `1.5`.",
  ],
  [
    "stray-comma",
    "a«,» b",
    "A comma stands only between the operands of a function and the entries of a list.",
    "Remove it; decimals are written with a point: `1.5`.",
  ],
  ["unclosed-bracket", "«[»[1,2],[3,4]", "This `[` is never closed.", "Add `]`."],
  ["unclosed-bracket", "x«[»1", "This `[` is never closed.", "Add `]`."],
  ["stray-bracket", "x«]»", "This `]` closes nothing.", "Remove it, or open a bracket before it."],
  ["mismatched-bracket", "[1, 2«)»", "This `)` cannot close a `[`.", "Write `]`."],
  ["mismatched-bracket", "exp(2«]»", "This `]` cannot close a `(`.", "Write `)`."],
  [
    "list-after-operand",
    "[[1,2] «[»3,4]]",
    "A list cannot follow directly here.",
    "Put a comma or an operator before it; the place of an entry, `x[2]`, stands close to its name.",
  ],
  [
    "stray-colon",
    "x «:» 2",
    "A colon stands only among the places of entries.",
    "Write `W[1,:]` for the first row, `W[:,1]` for the first column, `x[1:2]` for the first two entries.",
  ],
  [
    "bad-place",
    "x[«k»]",
    "The place of an entry is a whole number, a range from one to another, or `:` for all of them, not `k`.",
    "Write `x[1]`, `x[1:2]`, `W[1,2]` or `W[1,:]`.",
  ],
  [
    "bad-place",
    "x[«1.5»]",
    "The place of an entry is a whole number, a range from one to another, or `:` for all of them, not `1.5`.",
    "Write `x[1]`, `x[1:2]`, `W[1,2]` or `W[1,:]`.",
  ],
  [
    "bad-place",
    "x[1«:»]",
    "The place of an entry is a whole number, a range from one to another, or `:` for all of them, not a range without its end.",
    "Write `x[1]`, `x[1:2]`, `W[1,2]` or `W[1,:]`.",
  ],
  [
    "bad-place",
    "x[«:»2]",
    "The place of an entry is a whole number, a range from one to another, or `:` for all of them, not a range without its beginning.",
    "Write `x[1]`, `x[1:2]`, `W[1,2]` or `W[1,:]`.",
  ],
  [
    "bad-place",
    "x[1:2«:»5]",
    "The place of an entry is a whole number, a range from one to another, or `:` for all of them, not a range with a step.",
    "Write `x[1]`, `x[1:2]`, `W[1,2]` or `W[1,:]`.",
  ],
  [
    "range-backwards",
    "x[«3:1»]",
    "The range `3:1` ends before it begins.",
    "Write the smaller place first: `1:3`.",
  ],
  [
    "unknown-character",
    "a«.b»",
    "`.b` means nothing here.",
    "Functions stand alone: `dot(W, x)`, and the transpose is written `W'`.",
  ],
  [
    "place-zero",
    "x[«0»]",
    "Places are counted from 1, as in mathematics: there is no entry 0.",
    "The first entry is `x[1]`.",
  ],
  [
    "inner-sizes",
    "«[[1,2,3],[4,5,6]] @ [[1,2,3],[4,5,6]]»",
    "2×3 @ 2×3: the inner sizes 3 and 2 differ.",
    "Did you mean `[[1, 2, 3], [4, 5, 6]] @ [[1, 2, 3], [4, 5, 6]]'`?",
  ],
  [
    "rows-differ",
    "«[[1,2],[3]]»",
    "The rows of a matrix are equally long; here one has 2 and one 1.",
    "Give every row as many entries.",
  ],
  [
    "row-expected",
    "«[[1,2],3]»",
    "Rows stand only beside rows; `3` is none.",
    "As a row of its own, write `[3]`.",
  ],
  [
    "empty-brackets",
    "2 * «()»",
    "There is nothing between these brackets.",
    "Put a number, a name or a call there.",
  ],
  [
    "empty-brackets",
    "exp«()»",
    "There is nothing between these brackets.",
    "Put a number, a name or a call there.",
  ],
  [
    "bad-assignment",
    "x + 1 «=» 2",
    "Only a name, or a function with its parameters, can stand left of `=`.",
    "Write `name = …`, or `f(x) = …`.",
  ],
  [
    "bad-assignment",
    "y = x «=» 2",
    "Only a name, or a function with its parameters, can stand left of `=`.",
    "Write `name = …`, or `f(x) = …`.",
  ],
  [
    "bad-assignment",
    "f(x)^2 «=» x",
    "Only a name, or a function with its parameters, can stand left of `=`.",
    "Write `name = …`, or `f(x) = …`.",
  ],
  [
    "bad-parameter",
    "f(x, «2») = x",
    "A function's parameters are names with commas between them, not `2`.",
    "Write `f(x) = …`, or `f(x, y) = …`.",
  ],
  [
    "bad-parameter",
    "f(x «y») = x",
    "A function's parameters are names with commas between them, not `y`.",
    "Write `f(x) = …`, or `f(x, y) = …`.",
  ],
  [
    "bad-parameter",
    "f(x, «)» = x",
    "A function's parameters are names with commas between them, not `)`.",
    "Write `f(x) = …`, or `f(x, y) = …`.",
  ],
  ["repeated-parameter", "f(x, y, «x») = x", "`x` is a parameter already.", "Choose another name."],
  ["repeated-parameter", "f(θ₁, «theta_1») = 2", "`theta_1` is a parameter already.", "Choose another name."],
  [
    "text-too-long",
    `${"x".repeat(200_000)}«+1»`,
    "The text is longer than 200 000 characters.",
    "Leave something out.",
  ],

  ["unknown-function", "σ = 2; «σ»(3)", "`σ` is not a function here.", "For a product, write `σ * 3`."],
  ["unknown-function", "sigma(x) = 2*x; «σ»(3)", "`σ` is not a function here.", "Did you mean `sigma`?"],
  ["unknown-function", "f(σ) = «σ»(3)\nf(2)", "`σ` is not a function here.", "For a product, write `σ * 3`."],
  ["unknown-function", "2 + «epx»(x)", "`epx` is not a function here.", "Did you mean `exp`?"],
  ["unknown-function", "«Sigmoid»(x)", "`Sigmoid` is not a function here.", "Did you mean `sigmoid`?"],
  ["unknown-function", "«foo»(x)", "`foo` is not a function here.", "For a product, write `foo * x`."],
  ["unknown-function", "«x»(y + 1)", "`x` is not a function here.", "For a product, write `x * (y + 1)`."],
  [
    "unknown-function",
    `«x»(${"y + ".repeat(20)}y)`,
    "`x` is not a function here.",
    "For a product, write `x * (…)`.",
  ],
  [
    "unknown-function",
    "«foo»(x, y)",
    "`foo` is not a function here.",
    "Define it above, as in `foo(x, y) = …`.",
  ],
  [
    "unknown-function",
    "«__proto__»(x)",
    "`__proto__` is not a function here.",
    "For a product, write `__proto__ * x`.",
  ],
  [
    "function-without-operands",
    "«sin» + 1",
    "`sin` is a function: it needs its operands in brackets.",
    "Write `sin(x)`.",
  ],
  [
    "function-without-operands",
    "2 * «max»",
    "`max` is a function: it needs its operands in brackets.",
    "Write `max(a, b)`.",
  ],
  ["wrong-operand-count", "«exp»(x, 2)", "`exp` takes one operand, not 2.", "Write `exp(x)`."],
  [
    "function-without-operands",
    "f(x, y) = x\n2 * «f»",
    "`f` is a function: it needs its operands in brackets.",
    "Write `f(…, …)`.",
  ],
  ["wrong-operand-count", "«hypot»(x)", "`hypot` takes two operands, not 1.", "Write `hypot(a, b)`."],
  [
    "wrong-operand-count",
    `«min»(${"x, ".repeat(100)}x)`,
    "`min` takes no more than 100 operands, not 101.",
    "Write `min(min(…), min(…))`.",
  ],
  ["wrong-operand-count", "«hypot»(x, y, z)", "`hypot` takes two operands, not 3.", "Write `hypot(a, b)`."],
  ["wrong-operand-count", "f(x) = x\n«f»(1, 2)", "`f` takes one operand, not 2.", "Write `f(…)`."],
  ["reserved-name", "«max» = 1", "`max` is a function, so it cannot be assigned.", "Choose another name."],
  [
    "reserved-name",
    "«σ»(x) = x\n1",
    "`sigmoid` is a function, so it cannot be assigned.",
    "Choose another name.",
  ],
  ["constant-assigned", "«π» = 3", "`pi` is a constant, so it cannot be assigned.", "Choose another name."],
  [
    "recursive-function",
    "f(x) = 2 * «f»(x - 1)\n3",
    "`f` calls itself, so it would never end.",
    "Write each repetition as a statement of its own.",
  ],
  [
    "too-deep",
    `f0(x) = x\n${Array.from({ length: 250 }, (_, n) => `${n === 199 ? "«f200»" : `f${n + 1}`}(x) = f${n}(x) + 1\n`).join("")}f9(2)`,
    "Functions call functions more than 200 deep here.",
    "Put some of them together into one.",
  ],
  [
    "no-output",
    "«f(x) = x^2\ng(x) = f(x)»\n",
    "Functions are defined here, but nothing is calculated with them.",
    "Add a line that does, such as `g(x)`.",
  ],
  ...(
    [
      ["«:=»", "y ", " x", ":=", "=", "ASSIGNED"],
      ["«:=»", "f(x) ", " x^2; f(2)", ":=", "=", "ASSIGNED"],
      ["«<-»", "y ", " 2*x", "<-", "=", "ASSIGNED"],
      ["«←»", "y ", " x", "←", "=", "ASSIGNED"],
      ["«≔»", "y ", " x", "≔", "=", "ASSIGNED"],
      ["«.*»", "y = a ", " b", ".*", "*", "ENTRIES"],
      ["«./»", "y = a ", " b", "./", "/", "ENTRIES"],
      ["«.^»", "y = a", "2", ".^", "^", "ENTRIES"],
      ["«.**»", "y = a ", " 2", ".**", "^", "ENTRIES"],
      ["«.+»", "y = a ", " b", ".+", "+", "ENTRIES"],
      ["«.(»", "y = sin", "x)", ".(", "(", "ENTRIES"],
      ["«•»", "y = a ", " b", "•", "*", "PRODUCT"],
      ["«//»", "", " a remark\ny = x", "//", "#", "REMARK"],
      ["«%»", "y = x; ", " a remark", "%", "#", "REMARK"],
      ["«½»", "y = ", "x", "½", "1/2", "Write `1/2`."],
      ["«ŷ»", "y = x + ", "", "ŷ", "y_hat", "Write `y_hat`."],
      ["«y\u0304»", "z = ", "+1", "ȳ", "y_bar", "Write `y_bar`."],
      ["«|x - y|»", "z = 2*", "", "|…|", "abs(…)", "Write `abs(x - y)`."],
      ["«‖x‖»", "z = ", "", "‖…‖", "norm(…)", "Write `norm(x)`."],
    ] as const
  ).map(
    ([place, before, behind, sign, meant, advice]): Told => [
      "other-sign",
      `${before}${place}${behind}`,
      `\`${sign}\` is written \`${meant}\` here.`,
      ADVICE_ON_SIGNS[advice] ?? advice,
    ],
  ),
  ...(
    [
      ["y «->» x + 1", "->", "DEFINED"],
      ["1 «->» y", "->", "DEFINED"],
      ["x «=>» x^2", "=>", "DEFINED"],
      ["x «↦» x^2", "↦", "DEFINED"],
      ["y = 7 «//» 2", "//", "QUOTIENT"],
      ["«/*» no", "/*", "REMARK"],
      ["y = a «!=» b", "!=", "COMPARED"],
      ["y = a «≠» b", "≠", "COMPARED"],
      ["y = n«!»", "!", "FACTORIAL"],
      ["y = «!»a", "!", "FACTORIAL"],
      ["y = a «&» b", "&", "CASES"],
      ["y = a «&&» b", "&&", "CASES"],
      ["y = a «||» b", "||", "CASES"],
      ["y = a «?» b : c", "?", "CASES"],
      ["y = a «??» b", "??", "CASES"],
      ["y = «∑» x", "∑", "SUM"],
      ["y = «∏» x", "∏", "A product is written out, factor by factor."],
      ["y = «∫» x", "∫", "No integrals are calculated here: write what stands under the sign."],
      ["y = a + e^«⁻»ˣ", "⁻", "Only numbers are read where they stand raised: write `e^(-x)`."],
      ["y = a «...»\n + b", "...", "Inside brackets an expression goes on in the next line."],
    ] as const
  ).map(
    ([text, sign, advice]): Told => [
      "unknown-character",
      text,
      `\`${sign}\` means nothing here.`,
      ADVICE_ON_SIGNS[advice] ?? advice,
    ],
  ),
  ["python-function", "f = «@»(x) x^2; f(3)", "A function is defined without `@` here.", "Write `f(x) = …`."],
  ["python-function", "y = sum(«@»(x) x)", "A function is defined without `@` here.", "Write `f(x) = …`."],
  ...(
    [
      ["«clear all»\ny = x", "clear …"],
      ["y = x\n«end»", "end"],
      ["«syms x, z»\ny = x", "syms …"],
      ["«using LinearAlgebra»; y = x", "using …"],
    ] as const
  ).map(
    ([text, words]): Told => [
      "command",
      text,
      `\`${words}\` is a command of another program: nothing is commanded here.`,
      "Leave it out.",
    ],
  ),
  ...["y = «not» x", "y = a «mod» b"].map(
    (text): Told => [
      "control-flow",
      text,
      `There is no \`${text.includes("not") ? "not" : "mod"}\` here: a graph has the same operations for all numbers.`,
      CASES,
    ],
  ),
  [
    "assigned-twice",
    "a = 1\n«a» = 2",
    "`a` is assigned already.",
    "Each name is assigned once: choose another name.",
  ],
  [
    "defined-by-itself",
    "x = «x» + 1",
    "`x` is used in its own definition.",
    "Give the new value another name.",
  ],
  [
    "defined-by-itself",
    "x = «x»(2)",
    "`x` is used in its own definition.",
    "Give the new value another name.",
  ],
  [
    "used-before-definition",
    "a = «b» + 1\nb = 2",
    "`b` is used before the line that defines it.",
    "Move that line up.",
  ],
  [
    "used-before-definition",
    "«f»(2)\nf(x) = x",
    "`f` is used before the line that defines it.",
    "Move that line up.",
  ],
  [
    "too-many-nodes",
    "-".repeat(20_001).concat("x"),
    "The graph would have more than 20 000 nodes.",
    "Leave something out, or call functions less often.",
  ],
];

const COUNTED = "A place in a loop is a whole number, or the index with one added or subtracted.";
const WHOLE = "Write the numbers themselves, as in `1..3`: they say how large the graph is.";
const BOUNDS = "A loop needs its first and its last step, with two points between them.";

const LOOPS: readonly Told[] = [
  [
    "step-without-loop",
    "«h[k]» = w*x",
    "Nothing says which steps there are.",
    "Add `for k = 1..3` behind it.",
  ],
  ...[
    "«for»",
    "«for t»",
    "«for t =»",
    "«for t = 1»",
    "«for t = 1..»",
    "«for t = ..»3",
    "«for t» in 1..3",
  ].map((loop): Told => ["loop-without-bounds", `h[t] = w ${loop}`, BOUNDS, "Write `for t = 1..3`."]),
  ["loop-without-bounds", "h[t] = w «for t = 1:»3", BOUNDS, "Write `for t = 1..3`."],
  ...(["n", "-1", "1.5", "("] as const).map(
    (found): Told => [
      "bad-bound",
      `h[t] = w for t = «${found}»..3`,
      `The first and the last step are whole numbers, not \`${found}\`.`,
      WHOLE,
    ],
  ),
  ["bad-bound", "h[t] = w for t = 1..«n»", "The first and the last step are whole numbers, not `n`.", WHOLE],
  ["loop-backwards", "h[t] = w for t = «3..1»", "From 3 to 1 there are no steps.", "Write `1..3`."],
  [
    "loop-too-long",
    "h[t] = w for t = «1..20001»",
    "Written out, the loop would have more than 20 000 nodes.",
    "Take fewer steps.",
  ],
  [
    "loop-too-long",
    `h[t] = ${"w*".repeat(10)}h[t-1] for t = «1..10000»`,
    "Written out, the loop would have more than 200 000 characters.",
    "Take fewer steps.",
  ],
  [
    "other-index",
    "h[t] = w for «k» = 1..3",
    "The steps are counted by `t`, not by `k`.",
    "Write `for t = …`.",
  ],
  [
    "behind-loop",
    "h[t] = w for t = 1..3 «*» 2",
    "A loop ends with its last step: `*` cannot follow.",
    "Begin a new line there, or write the last step as one number.",
  ],
  [
    "nested-loop",
    "h[t] = w for t = 1..3 «for» s = 1..2",
    "A loop cannot be repeated by another.",
    "Write one loop a line; one may use the steps of another.",
  ],
  ...[
    "y = w*x «for» t = 1..3",
    "y = w*x[t] «for» t = 1..3",
    "sum(h[t] «for» t = 1..3)",
    "2*x «for» t in z",
  ].map(
    (text): Told => [
      "loop-without-step",
      text,
      "A loop repeats a whole statement, and each step gets a name of its own.",
      "Write `y[t] = … for t = 1..3`; a sum is written `y1 + y2 + y3`.",
    ],
  ),
  [
    "loop-in-function",
    "f(x) = 2x «for» t = 1..3\ny = 2",
    "A function has one expression, and no steps.",
    "Call it in a loop: `y[t] = f(y[t-1]) for t = 1..3`.",
  ],
  ...["«for t» in range(3):\n  h = w*h\n\n  x = h\ny = 2", "«for t» = 1..3 h[t] = w"].map(
    (text): Told => [
      "loop-first",
      text,
      "A loop stands behind what it repeats.",
      "Write `h[t] = … for t = 1..3`.",
    ],
  ),
  ...["2«t»", "«k»", "«t-k»", "«t*»2", "«t+1.5»"].map(
    (place): Told => ["bad-step", `h[t] = x[${place}] for t = 1..3`, COUNTED, "Write `t`, `t-1` or `t+1`."],
  ),
  [
    "step-before-start",
    "h[t] = «h[t-2]» for t = 1..3",
    "This would be `h[-1]`, and nothing comes before `h[0]`.",
    "Begin the loop with a later step.",
  ],
  [
    "step-before-start",
    "x = [1, 2]\nh[t] = «x[t-1]» for t = 1..2",
    "This would be `x[0]`, and nothing comes before `x[1]`.",
    "Begin the loop with a later step.",
  ],
  [
    "step-not-yet",
    "h[t] = 2 * «h[t]» for t = 1..3",
    "At t = 1, `h[1]` is not calculated yet.",
    "A step uses earlier ones, such as `h[t-1]`.",
  ],
  [
    "step-not-yet",
    "h[t] = «c[t]», c[t] = h[t] for t = 1..3",
    "At t = 1, `c[1]` is not calculated yet.",
    "A step uses earlier ones, such as `c[t-1]`.",
  ],
  [
    "no-such-step",
    "h[t] = h[t-1]^2 for t = 1..3\ny = «h[4]»",
    "There is no `h[4]`: the last step is `h[3]`.",
    "Use an earlier step, or let the loop go further.",
  ],
  [
    "no-such-step",
    "h[t] = h[t-1]^2 for t = 1..3\ny[t] = «h[t]» for t = 1..4",
    "There is no `h[4]`: the last step is `h[3]`.",
    "Use an earlier step, or let the loop go further.",
  ],
  ...["h2 = 1\n«h[t]» = h[t-1]^2 for t = 1..3", "h[t] = h[t-1]^2 for t = 1..3\n«h2» = 1"].map(
    (text): Told => [
      "step-name-taken",
      text,
      "`h2` is assigned twice: once as a step of `h`.",
      "Choose another name for one of them.",
    ],
  ),
  [
    "step-name-taken",
    "h[t] = h[t-1]^2 for t = 1..3\n«h»(x) = x",
    "`h` is assigned, and a loop has that name too.",
    "Choose another name for one of them.",
  ],
  [
    "loop-alone",
    "h[t] = h[t-1]^2 for t = 1..3\ny = 2*«h»",
    "`h` is a loop: which of its steps is meant?",
    "The last one is `h[3]`.",
  ],
  [
    "stray-range",
    "1«..»2",
    "Two points stand only between the first and the last step of a loop.",
    "Write `h[t] = … for t = 1..3`.",
  ],
  // What is wrong in a loop's text is told once, however many steps there are.
  [
    "unknown-function",
    "h[t] = «sigmod»(h[t-1]) for t = 1..3",
    "`sigmod` is not a function here.",
    "Did you mean `sigmoid`?",
  ],
  ["unclosed-bracket", "h[t] = tanh«(»w*h[t-1] for t = 1..3", "This `(` is never closed.", "Add `)`."],
];

describe("what is wrong with a text: the words, the place, and what would do instead", () => {
  it.each(
    [...IN_TEXTS, ...LOOPS].map((told): [string, Told] => [
      `${told[0]}: ${JSON.stringify(told[1].slice(-40))}`,
      told,
    ]),
  )("%s", (_name, told) => {
    expectTold(check(marked(told[1]).source), told, "error");
  });
});

const READINGS: readonly Told[] = [
  ...(
    [
      ["y = «f'»(x)", "f'(…)", "`f` transposed, times what is in the brackets"],
      ["y = «x'» + 1", "x'", "`x` transposed"],
    ] as const
  ).map(
    ([text, written, reading]): Told => [
      "prime-transposes",
      text,
      `\`${written}\` is read as ${reading}.`,
      "Derivatives need no prime: they are calculated here for every node.",
    ],
  ),
  ["read-as", "y = «1/2x» + 1", "`1/2x` is read as `(1/2)·x`.", "For `1/(2·x)`, write the brackets."],
  ["read-as", "«e^2x»", "`e^2x` is read as `(e^2)·x`.", "For `e^(2·x)`, write the brackets."],
  ["read-as", "«√2π»", "`√2π` is read as `(√2)·π`.", "For `√(2·π)`, write the brackets."],
  ["read-as", "3 + «√x²»", "`√x²` is read as `√(x²)`.", "For `(√x)²`, write the brackets."],
  [
    "read-as",
    "«(a + b*c + d*e + f*g + h*k)/2x»",
    "`(a + b*c + d*e + … k)/2x` is read as `((a + b*c + d*e + … *k)/2)·x`.",
    "For `(a + b*c + d*e + … h*k)/(2·x)`, write the brackets.",
  ],
];

const ROLES: readonly Told[] = [
  [
    "role-of-no-input",
    "# data: «t», x\ny = x",
    "`t` is not an input of this program, so it has no role.",
    "Inputs are names never assigned, or assigned a number or a list.",
  ],
  [
    "role-of-no-input",
    "# data: x, «θ₂»\ny = theta_1*x",
    "`θ₂` is not an input of this program, so it has no role.",
    "Did you mean `theta_1`?",
  ],
  [
    "two-roles",
    "# data: x\n# constants: «x»\ny = x",
    "`x` is data already.",
    "Each input has one role, and the first one holds.",
  ],
  [
    "two-roles",
    "y = k # constant: k\n# parameters: «k»",
    "`k` is a constant already.",
    "Each input has one role, and the first one holds.",
  ],
];

describe("roles that comments give", () => {
  it.each(ROLES)("%s: %j", (...told) => {
    expectTold(check(marked(told[1]).source), told, "info");
  });
});

describe("how a text was read", () => {
  it.each(READINGS)("%s: %j", (...told) => {
    expectTold(check(marked(told[1]).source), told, "info");
  });
});

/** What is told instead of an evaluation. */
function refusalOf(evaluate: () => unknown): readonly Diagnostic[] {
  try {
    evaluate();
  } catch (problem) {
    if (problem instanceof ProgramError) return problem.diagnostics;
    throw problem;
  }
  return [];
}

const REFUSALS: readonly [...told: Told, evaluate: (source: string) => unknown][] = [
  [
    "inner-sizes",
    "y = «W @ x»",
    "2×3 @ 2: the inner sizes 3 and 2 differ.",
    "Did you mean `W' @ x`?",
    (source) =>
      compile(source).evaluate({
        W: [
          [1, 2, 3],
          [4, 5, 6],
        ],
        x: [1, 2],
      }),
  ],
  [
    "needs-tensors",
    "«a @ b»",
    "`@` multiplies vectors and matrices; `a` and `b` are single numbers.",
    "For numbers, write `a * b`.",
    (source) => compile(source).evaluate({ a: 1, b: 2 }),
  ],
  [
    "single-number",
    "«W @ a»",
    "`@` is of vectors and matrices; `a` is a single number.",
    "To multiply every entry by `a`, write `*`.",
    (source) => compile(source).evaluate({ W: [[1]], a: 2 }),
  ],
  [
    "no-broadcast",
    "y = W @ x\nsum(«y + b»)",
    "`y` is a vector of 2 and `b` is a vector of 3: they do not fit entry by entry.",
    "For `+`, sizes must be equal, or one of them 1.",
    (source) =>
      compile(source).evaluate({
        W: [
          [1, 2],
          [3, 4],
        ],
        x: [1, 1],
        b: [1, 2, 3],
      }),
  ],
  [
    "not-a-vector",
    "«dot(A, x)»",
    "`dot` is of vectors; `A` is a 1×2 matrix.",
    "For matrices, there is `@`; a row of one is written `W[1,:]`.",
    (source) => compile(source).evaluate({ A: [[1, 2]], x: [1, 2] }),
  ],
  [
    "lengths-differ",
    "«dot(a, b)»",
    "`dot` needs vectors of one length: `a` has 2 entries and `b` 3.",
    "Give both as many entries.",
    (source) => compile(source).evaluate({ a: [1, 2], b: [1, 2, 3] }),
  ],
  [
    "not-square",
    "«trace(A)»",
    "`trace` is of square matrices; `A` is a 1×2 matrix.",
    "It needs as many rows as columns.",
    (source) => compile(source).evaluate({ A: [[1, 2]] }),
  ],
  [
    "matrix-in-list",
    "«[A, 1]»",
    "Only numbers and vectors can be joined end to end; `A` is a 1×2 matrix.",
    "A row of it is `A[1,:]`.",
    (source) => compile(source).evaluate({ A: [[1, 2]] }),
  ],
  [
    "no-such-entry",
    "«x[2:3]»",
    "`x` is a vector of 2: there is no entry 3.",
    "Places are counted from 1.",
    (source) => compile(source).evaluate({ x: [1, 2] }),
  ],
  [
    "no-such-entry",
    "«x[3]»",
    "`x` is a vector of 2: there is no entry 3.",
    "Places are counted from 1.",
    (source) => compile(source).evaluate({ x: [1, 2] }),
  ],
  [
    "wrong-place-count",
    "«W[1]»",
    "`W` is a 1×2 matrix: its entries have two places.",
    "Write `W[1,2]` or `W[1,:]`.",
    (source) => compile(source).evaluate({ W: [[1, 2]] }),
  ],
  [
    "too-large",
    "«outer(a, b)»",
    "`outer(a, b)` would be a 1001×1000 matrix, more than 1 000 000 numbers: too large.",
    "Take less of it at a time.",
    (source) => compile(source).evaluate({ a: new Array(1001).fill(1), b: new Array(1000).fill(1) }),
  ],
  ["missing-value", "2 * «x»", "`x` has no value.", "Give it one.", (source) => compile(source).evaluate()],
  [
    "bad-numbers",
    "2 * «x»",
    "What was given for `x` is neither a number, nor a vector, nor a matrix by rows.",
    "Rows must be equally long, and lists not empty.",
    (source) => compile(source).evaluate({ x: [[1, 2], [3]] }),
  ],
  [
    "seed-shape",
    "«»x",
    "A seed has the shape of the value, a single number; this one is a vector of 1.",
    "Give it as many entries as the value has.",
    (source) => compile(source).evaluate({ x: 1 }).gradient("x", [1]),
  ],
  [
    "cannot-fold",
    "«»q = x + y; f = q * z; g = f + q",
    "`q`, `f` cannot be shown as one node: more than one of them is used by others.",
    "Name a statement or a call of more than one operation, or operations of which only one is used by others.",
    (source) => compile(source).fold({ folded: [["q", "f"]] }),
  ],
  [
    "direction-shape",
    "«»x",
    "A direction for `x` has its shape, a single number; this one is a vector of 2.",
    "Give it as many entries as `x` has.",
    (source) => compile(source).evaluate({ x: 1 }).tangents("x", [1, 1]),
  ],
  [
    "unknown-name",
    "«»alpha + 1",
    "`alhpa` is not a name in this program.",
    "Did you mean `alpha`?",
    (source) => compile(source).evaluate({ alpha: 1 }).gradient("alhpa"),
  ],
  [
    "unknown-name",
    "«»a + 1",
    "`q` is not a name in this program.",
    "Ask for a name of the program.",
    (source) => compile(source).evaluate({ a: 1 }).gradient("q"),
  ],
];

describe("what the door refuses", () => {
  it.each(REFUSALS)("%s: %j: %s", (code, text, message, hint, evaluate) => {
    const told: Told = hint === undefined ? [code, text, message] : [code, text, message, hint];
    expectTold(
      refusalOf(() => evaluate(marked(text).source)),
      told,
      "error",
    );
  });
});

const REMARKS: readonly [
  ...told: [DiagnosticCode, string, string],
  values: Record<string, number>,
  node: string,
][] = [
  ["domain", "c = 2 * «log(x)»", "The logarithm of a negative number has no real value.", { x: -1 }, "c.1"],
  ["domain", "c = 2 + «log(x)»", "The logarithm falls to −∞ at 0.", { x: 0 }, "c.1"],
  ["domain", "«x/y»", "Division by zero has no finite value.", { x: 3, y: 0 }, "out"],
  ["domain", "«x/y»", "Division by zero has no finite value.", { x: 0, y: 0 }, "out"],
  [
    "domain",
    "«x^0.5»",
    "A negative number has no real power with a fraction for its exponent.",
    { x: -2 },
    "out",
  ],
  ["domain", "«x^-1»", "0 raised to a negative number is a division by zero.", { x: 0 }, "out"],
  ["domain", "x + «1/0»", "Division by zero has no finite value.", { x: 2 }, "out"],
  ["domain", "k = 2 * «log(0)»", "The logarithm falls to −∞ at 0.", {}, "k"],
  ["domain", "x + 1 / «(1/0)»", "Division by zero has no finite value.", { x: 2 }, "out"],
  [
    "kink",
    "y = «relu(x)»",
    "`relu` has a kink here; its slope is 0 by convention (PyTorch's rule); any slope from 0 to 1 fits.",
    { x: 0 },
    "y",
  ],
  [
    "kink",
    "«max(a, b)»",
    "`max` has a tie here; its slope is 0.5 by convention (PyTorch's rule); any slope from 0 to 1 fits.",
    { a: 1, b: 1 },
    "out",
  ],
  [
    "kink",
    "«min(a, b, c, a)»",
    "`min` has a tie here; its slope is 0.3333 by convention (PyTorch's rule); any slope from 0 to 1 fits.",
    { a: 1, b: 1, c: 2 },
    "out",
  ],
  [
    "kink",
    "«sign(x)»",
    "`sign` has a jump here; its slope is 0 by convention (PyTorch's rule); no slope fits a jump.",
    { x: 0 },
    "out",
  ],
  [
    "kink",
    "«leaky_relu(x, 0.01)»",
    "`leaky_relu` has a kink here; its slope is 0.01 by convention (PyTorch's rule); any slope from 0.01 to 1 fits.",
    { x: 0 },
    "out",
  ],
  [
    "kink",
    "«0^b»",
    "`^` has a jump here; its slope is 0 by convention (PyTorch's rule); no slope fits a jump.",
    { b: 0 },
    "out",
  ],
  [
    "domain",
    "f(x) = 2 * «log(x)»\nf(a)",
    "The logarithm of a negative number has no real value.",
    { a: -1 },
    "f.1",
  ],
  ["domain", "«acos(x)»", "The arccosine is defined from −1 to 1 only.", { x: 2 }, "out"],
  ["undefined-slope", "«hypot(a, 0)»", "The slope of `v₁` in `a` does not exist here.", { a: 0 }, "out"],
  [
    "overflow",
    "1 / «exp(x)»",
    "`v₁` is too large for a number of this machine, so it became ∞.",
    { x: 1000 },
    "out.1",
  ],
  [
    "overflow",
    "c = «x^2»",
    "`c` is too large for a number of this machine, so it became ∞.",
    { x: -1e200 },
    "c",
  ],
  [
    "overflow",
    "x + «exp(800)»",
    "`exp(800)` is too large for a number of this machine, so it became ∞.",
    { x: 1 },
    "out",
  ],
  [
    "overflow",
    "x + «1e999»",
    "`1e999` is too large for a number of this machine, so it became ∞.",
    { x: 1 },
    "out",
  ],
  [
    "not-a-number",
    "c = «x - y»",
    "`c` has no value: ∞ came into it in a way that has no answer, such as ∞ − ∞ or 0 · ∞.",
    { x: Number.POSITIVE_INFINITY, y: Number.POSITIVE_INFINITY },
    "c",
  ],
  [
    "infinite-slope",
    "«x^0.5»",
    "The slope of `v₁` in `x` is infinite here: the tangent is vertical.",
    { x: 0 },
    "out",
  ],
  ["undefined-slope", "p = «x^n»", "The slope of `p` in `n` does not exist here.", { x: -2, n: 3 }, "p"],
];

describe("what is remarked on numbers", () => {
  it.each(REMARKS)("%s: %j: %s", (code, text, message, values, node) => {
    const { diagnostics } = compile(marked(text).source).evaluate(values);
    expectTold(diagnostics, [code, text, message], "warning");
    expect(diagnostics[0]?.node).toBe(node);
  });
});

test("every diagnostic there is has been met above", () => {
  const met = new Set(
    [...IN_TEXTS, ...LOOPS, ...ROLES, ...READINGS, ...REFUSALS, ...REMARKS].map(([code]) => code),
  );
  expect([...met].sort()).toEqual(Object.keys(DIAGNOSTICS).sort());
});

test("an error's message is what is told, with what would do instead", () => {
  expect(() => compile("2 * (3 + x; foo(y)")).toThrow(
    "This `(` is never closed. Add `)`.\n`foo` is not a function here. For a product, write `foo * y`.",
  );
});
