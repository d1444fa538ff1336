import { binary } from "../algebra/print.ts";
import { numberExpression } from "../expression/numbers.ts";
import type { Expression } from "../expression/tree.ts";
import type { Shape } from "../tensor/tensor.ts";

const NOWHERE = { from: 0, to: 0 };

const call = (callee: string, ...operands: readonly Expression[]): Expression => ({
  kind: "call",
  callee,
  calleeSpan: NOWHERE,
  operands,
  ...NOWHERE,
});

/** Ones of a shape, 𝟏₂ₓ₃; `like` is an expression that has it. */
export function onesOf(like: Expression, shape: Shape): Expression {
  return call("ones", like, ...shape.map(numberExpression));
}

/** Along which axes an operand of one shape was copied to fill another: over the rows, over the columns. */
export function copiedAlong(from: Shape, to: Shape): { readonly rows: boolean; readonly columns: boolean } {
  const padded = [...to.map(() => 1), ...from].slice(-to.length);
  const isCopied = (axis: number): boolean => padded[axis] === 1 && (to[axis] ?? 1) > 1;
  return { rows: isCopied(0), columns: to.length > 1 && isCopied(1) };
}

/**
 * What comes back to all copies of an operand, added up: of a number, also as a vector of one, over all entries; of a vector under every row,
 * 𝟏ᵀ·G; of a column beside every column, G·𝟏.
 */
export function overCopies(brought: Expression, from: Shape, to: Shape): Expression {
  if (from.length === 0 || (to.length === 1 && copiedAlong(from, to).rows))
    return to.length === 0 ? brought : call("sum", brought);
  const { rows, columns } = copiedAlong(from, to);
  const [height = 1, width = 1] = to;
  // A row of ones stays a row, as a matrix of one; a vector has no such axis.
  const row = from.length === 2 ? onesOf(brought, [1, height]) : call("transpose", onesOf(brought, [height]));
  const down = rows ? binary("@", row, brought) : brought;
  return columns ? binary("@", down, onesOf(brought, [width, 1])) : down;
}

/** The same in words; null where nothing was copied. */
export function copiesWords(from: Shape, to: Shape): string | null {
  const [height = 1, width = 1] = to;
  if (from.length === 0) return to.length === 0 ? null : `all ${height * width} entries`;
  const { rows, columns } = copiedAlong(from, to);
  if (rows && columns) return `all ${height * width} entries`;
  if (to.length === 1) return rows ? `all ${height} entries` : null;
  return rows ? `each of the ${height} rows` : columns ? `each of the ${width} columns` : null;
}
