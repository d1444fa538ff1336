import {
  ellipsis,
  type Formula,
  fenced,
  isTall,
  row,
  subscript,
  symbol,
  thinSpace,
} from "../expression/formula.ts";
import { rowsOf } from "../tensor/kernels.ts";
import { filled, type Tensor } from "../tensor/tensor.ts";
import type { RuleContext } from "./operation.ts";

/** A function that only rules can call: what pullbacks need beyond the language. */
interface RuleFunction {
  readonly value: (operands: readonly Tensor[], context: RuleContext) => Tensor;
  readonly formula: (operands: readonly Formula[]) => Formula;
  /** Whether it looks like a number, so that a product with it needs a sign. */
  readonly isNumeral?: boolean;
}

const sumName = symbol("\\mathrm{sum}", "sum");
const sizesSign = symbol("{\\times}", "×");

/** The output's gradient and a tensor of ones, in formulas: no program has such names, nor those below. */
export const ARRIVING = "δ";
export const BOLD_ONE = "𝟏";
/** The name that stands for operands that are left out of a long sum or product. */
export const LEFT_OUT = "…";
const boldOne = symbol("\\mathbf{1}", BOLD_ONE);
export const RULE_NAMES: ReadonlyMap<string, Formula> = new Map([
  [ARRIVING, symbol("\\delta", "δ", "italic")],
  [BOLD_ONE, boldOne],
  [LEFT_OUT, ellipsis],
]);

function isArriving(delta: Formula): boolean {
  return delta.kind === "symbol" && delta.tex === "\\delta";
}

function first(tensors: readonly Tensor[]): Tensor {
  const [tensor] = tensors;
  if (tensor === undefined) throw new Error("a rule's function has an operand");
  return tensor;
}

/** The entries of `x` that equal `y`, and so share what arrives: PyTorch's `amax` shares evenly. */
function shares([x, y]: readonly Tensor[]): Tensor {
  if (x === undefined || y === undefined) throw new Error("hit has two operands");
  const wanted = y.data[0] ?? Number.NaN;
  const hits = x.data.map((entry) => Number(entry === wanted));
  const count = hits.reduce((sum, hit) => sum + hit, 0);
  return { shape: x.shape, data: hits.map((hit) => hit / count) };
}

/** The sum of each row, as a column; of a vector, its sum. */
function rowSums(tensor: Tensor): Tensor {
  const sums = Float64Array.from(rowsOf(tensor), (row) => row.reduce((sum, entry) => sum + entry, 0));
  return { shape: tensor.shape.length === 2 ? [sums.length, 1] : [], data: sums };
}

const knownOffsets = new WeakMap<readonly Tensor[], readonly number[]>();

/** Where each operand begins among those that were joined: found once, since a long list asks for every one. */
function partOffsets(operands: readonly Tensor[]): readonly number[] {
  const known = knownOffsets.get(operands);
  if (known !== undefined) return known;
  let end = 0;
  const offsets = operands.map(({ data }) => {
    end += data.length;
    return end - data.length;
  });
  knownOffsets.set(operands, offsets);
  return offsets;
}

/** The part of `delta` where an operand stands among those that were joined. */
function part(delta: Tensor, { operands, place }: RuleContext): Tensor {
  const offset = partOffsets(operands)[place] ?? 0;
  const { shape, data } = operands[place] ?? filled([], 0);
  return { shape, data: delta.data.slice(offset, offset + data.length) };
}

/** Which entries `places` means, as offsets in reading order. */
export function offsetsOf(
  { shape }: Pick<Tensor, "shape">,
  places: RuleContext["places"],
): readonly number[] {
  const all = places.map((place, axis) => {
    if (typeof place === "number") return [place - 1];
    const { first, last } = place ?? { first: 1, last: shape[axis] ?? 0 };
    return Array.from({ length: last - first + 1 }, (_entry, index) => first - 1 + index);
  });
  const [rows = [], columns] = all;
  if (columns === undefined) return rows;
  return rows.flatMap((row) => columns.map((column) => row * (shape[1] ?? 0) + column));
}

function scattered(delta: Tensor, { operands, places }: RuleContext): Tensor {
  const source = first(operands);
  const result = filled(source.shape, 0);
  for (const [index, offset] of offsetsOf(source, places).entries())
    result.data[offset] = delta.data[index] ?? 0;
  return result;
}

/** Every function that rules have besides the language's own. */
export const RULE_FUNCTIONS: ReadonlyMap<string, RuleFunction> = new Map<string, RuleFunction>([
  [
    "size",
    {
      // NumPy's name for how many entries there are.
      value: (given) => filled([], first(given).data.length),
      formula: ([x = row()]) => row(symbol("\\mathrm{size}", "size"), fenced(x)),
    },
  ],
  [
    "ones",
    {
      value: (given) => filled(first(given).shape, 1),
      isNumeral: true,
      // At a node, the sides of its shape follow.
      formula: ([_like, ...sides]) =>
        sides.length === 0
          ? boldOne
          : subscript(boldOne, row(...sides.flatMap((side, at) => (at === 0 ? [side] : [sizesSign, side])))),
    },
  ],
  [
    "identity",
    {
      value: (given) => {
        const { shape, data } = first(given);
        const side = (shape[0] ?? 0) + 1;
        return { shape, data: data.map((_entry, index) => Number(index % side === 0)) };
      },
      formula: () => symbol("I", "I", "italic"),
    },
  ],
  [
    "hit",
    {
      value: shares,
      formula: ([x = row(), y = row()]) =>
        subscript(boldOne, row(x, symbol("=", "=", "upright", "relation"), y)),
    },
  ],
  [
    "rowSum",
    {
      value: (given) => rowSums(first(given)),
      formula: ([x = row()]) => row(subscript(sumName, symbol("\\text{row}", "row")), fenced(x)),
    },
  ],
  [
    "perRow",
    {
      // One number for each row, as a column that spreads along the rows.
      value: (given) => {
        const { shape, data } = first(given);
        return { shape: shape.length === 1 ? [data.length, 1] : shape, data };
      },
      formula: ([delta = row()]) => delta,
    },
  ],
  [
    "part",
    {
      value: ([delta], context) => part(first(delta === undefined ? [] : [delta]), context),
      // δ with a node below is all of that node's gradient, and this is what one use brings: there, its places follow.
      formula: ([delta = row(), operand = row(), places = operand]) =>
        isArriving(delta)
          ? subscript(delta, places)
          : subscript(isTall(delta) || delta.kind === "row" ? fenced(delta) : delta, operand),
    },
  ],
  [
    // The places of a vector among what was joined, from 1: `2…4`.
    "range",
    {
      value: first,
      formula: ([from = row(), to = row()]) => row(from, ellipsis, to),
    },
  ],
  [
    "bothPlaces",
    {
      value: first,
      formula: ([one = row(), other = row()]) => row(one, symbol(",", ","), other),
    },
  ],
  [
    "rowNumber",
    {
      value: first,
      formula: ([number = row()]) => row(symbol("\\text{row }", "row "), number),
    },
  ],
  [
    "scattered",
    {
      value: ([delta], context) => scattered(first(delta === undefined ? [] : [delta]), context),
      formula: ([delta = row()]) => row(delta, thinSpace, boldOne),
    },
  ],
]);
