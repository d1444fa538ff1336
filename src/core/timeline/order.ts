import type { Sheet, Work } from "./work.ts";

/** Rows and columns of a matrix, with what it is called. */
export interface Factor {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
}

/** One order of a product's factors. */
export interface ProductOrder {
  readonly left: Factor;
  readonly right: Factor;
  /** `δ · Xᵀ: 2×3 · 3×2 → 2×2`. */
  readonly text: string;
  /** Whether the columns of the left factor are as many as the rows of the right one. */
  readonly meets: boolean;
}

/** The order in which a product is taken, the other one, and why it is not that. */
export interface Orders {
  readonly taken: ProductOrder;
  readonly other: ProductOrder;
  readonly reason: string;
}

/** Of a product of matrices, both orders; null for every other calculation. */
export function ordersOf({ kind, operands, result }: Work): Orders | null {
  const [one, two] = operands;
  if (kind !== "matrix product" || one === undefined || two === undefined) return null;
  const [left, right] = [factorOf(one), factorOf(two)];
  const taken = orderOf(left, right);
  const other = orderOf(right, left);
  return { taken, other, reason: reasonAgainst(other, factorOf(result)) };
}

function factorOf({ word, rows, columns }: Sheet): Factor {
  return { name: word, rows, columns };
}

const sizeText = ({ rows, columns }: Pick<Factor, "rows" | "columns">): string => `${rows}×${columns}`;

function orderOf(left: Factor, right: Factor): ProductOrder {
  const meets = left.columns === right.rows;
  const sizes = `${left.name} · ${right.name}: ${sizeText(left)} · ${sizeText(right)}`;
  const text = meets ? `${sizes} → ${sizeText({ rows: left.rows, columns: right.columns })}` : sizes;
  return { left, right, text, meets };
}

function reasonAgainst({ left, right, meets }: ProductOrder, wanted: Factor): string {
  const order = `${left.name} · ${right.name}`;
  if (!meets) return `${order} does not fit: rows of ${left.columns} would meet columns of ${right.rows}.`;
  const size = sizeText({ rows: left.rows, columns: right.columns });
  if (size !== sizeText(wanted))
    return `${order} would be ${size}, and what is wanted is ${sizeText(wanted)}.`;
  return `Here sizes alone do not decide: ${order} fits too, and is another matrix. Rows of the first meet columns of the second.`;
}
