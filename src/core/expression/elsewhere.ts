// What functions of Python's libraries are called here.

const NAMES: Readonly<Record<string, string>> = {
  power: "pow",
  arcsin: "asin",
  arccos: "acos",
  arctan: "atan",
  arctan2: "atan2",
  absolute: "abs",
  maximum: "max",
  minimum: "min",
  reduce_mean: "mean",
  concatenate: "concat",
};

/** Functions of two that are a sign here. */
const SIGNS: Readonly<Record<string, string>> = {
  matmul: "@",
  mm: "@",
  mv: "@",
  add: "+",
  subtract: "-",
  sub: "-",
  multiply: "*",
  mul: "*",
  divide: "/",
  div: "/",
};

const WRAPPERS: ReadonlySet<string> = new Set(
  (
    "tensor Tensor FloatTensor as_tensor array asarray constant Variable Parameter " +
    "float float32 float64 numpy item detach clone cpu copy tolist requires_grad_"
  ).split(" "),
);

export const LISTS = "A vector is written `[1, 2]`, a matrix `[[1, 2], [3, 4]]`.";
const CASES = "For cases there are `max`, `min`, `relu` and `abs`.";
const RANDOM = "Leave the name without a value: it is an input then, and gets its numbers in the page.";
const COUNT = "Write the number of entries itself.";
const BETWEEN = "Write `min(max(x, 0), 1)`.";
const PRODUCT = "The product of matrices is written `A @ B`.";
const NOT_ROUNDED = "Nothing is rounded here: a step has no slope.";

/** What would do instead of a function that there is not. */
const ADVICE: Readonly<Record<string, string>> = {
  print: "Every value is seen in the graph: leave it out.",
  array: LISTS,
  tensor: LISTS,
  zeros: LISTS,
  ones: LISTS,
  Linear: "A layer is written out: `W @ x + b`.",
  matmul: PRODUCT,
  mm: PRODUCT,
  len: COUNT,
  where: CASES,
  clip: BETWEEN,
  inv: "Nothing is inverted here; of a number, write `1 / x`.",
  int: NOT_ROUNDED,
  randn: RANDOM,
};

/** What would do instead of a function that there is not; null where nothing better is known than to define it. */
export function adviceOn(name: string): string | null {
  return Object.hasOwn(ADVICE, name) ? (ADVICE[name] ?? null) : null;
}

/** What a function of another library is called here: its own name where nothing else is known. */
export function nameHere(name: string): string {
  return Object.hasOwn(NAMES, name) ? (NAMES[name] ?? name) : name;
}

/** The sign that stands between the operands here; undefined where it is none. */
export function signHere(name: string): string | undefined {
  return Object.hasOwn(SIGNS, name) ? SIGNS[name] : undefined;
}

/** Whether a function gives back what it is given: a number or a list, which stand by themselves here. */
export function isWrapper(name: string): boolean {
  return WRAPPERS.has(name);
}
