import { type ReactNode, useState } from "react";
import {
  type Orders,
  ordersOf,
  type ProductOrder,
  plainText,
  productDrawing,
  type Sheet,
  shapeText,
  shapeWords,
  tex,
  type Work,
} from "../../core/index.ts";
import { MarkView } from "../graph/MarkView.tsx";
import { Tex } from "../typeset/Tex.tsx";
import { PAGE } from "./SheetPager.tsx";
import { type Cell, SheetTable } from "./SheetTable.tsx";

interface WorkViewProps {
  readonly work: Work;
  readonly title: string;
  /** The entry of the result that is chosen at first, from 0. */
  readonly entry?: number;
}

/** A calculation sheet by sheet: choosing an entry of the result shows how it came about. */
export function WorkView({ work, title, entry = 0 }: WorkViewProps) {
  const { kind, operands, signs, result } = work;
  const [chosen, setChosen] = useState<Cell>({
    row: Math.floor(entry / result.columns),
    column: entry % result.columns,
  });
  // Shapes can change under an open inspector.
  const cell = {
    row: Math.min(chosen.row, result.rows - 1),
    column: Math.min(chosen.column, result.columns - 1),
  };
  const written = work.write(cell.row, cell.column);
  const equals = operands.length > 0;
  return (
    <div className="work">
      <p className="written" role="status" aria-label={title}>
        {written?.text ?? "Not there yet: it comes with its step."}
      </p>
      <div className={kind === "matrix product" ? "sheets is-product" : "sheets"}>
        {operands.map((operand, place) => {
          const sign = signs[place] ?? null;
          return (
            <SheetView
              // biome-ignore lint/suspicious/noArrayIndexKey: an operand is its place
              key={place}
              sheet={operand}
              sign={sign === null ? null : <Tex tex={`{}${tex(sign)}{}`} plain={plainText(sign)} />}
            >
              <SheetTable
                sheet={operand}
                label={labelOf(operand)}
                lit={written?.lit[place] ?? null}
                chosen={null}
              />
            </SheetView>
          );
        })}
        <SheetView sheet={result} sign={equals ? <Tex tex="=" plain="=" /> : null}>
          <SheetTable sheet={result} label={labelOf(result)} lit={null} chosen={cell} onChoose={setChosen} />
        </SheetView>
      </div>
      <GoTo sheet={result} cell={cell} onChoose={setChosen} />
    </div>
  );
}

function labelOf({ word, shape }: Sheet): string {
  return `${word}, ${shapeWords(shape)}`;
}

interface SheetViewProps {
  readonly sheet: Sheet;
  readonly sign: ReactNode;
  readonly children: ReactNode;
}

function SheetView({ sheet: { name, hue, shape }, sign, children }: SheetViewProps) {
  return (
    <figure className="sheet-figure">
      <figcaption aria-hidden="true">
        {sign !== null && <span className="sign">{sign}</span>}
        <span className={hue}>
          <Tex tex={tex(name)} plain={plainText(name)} />
        </span>{" "}
        <span className="shape">{shapeText(shape)}</span>
      </figcaption>
      {children}
    </figure>
  );
}

/** Fields for the row and the column of an entry that is far away. */
function GoTo({
  sheet: { rows, columns, word },
  cell,
  onChoose,
}: {
  readonly sheet: Sheet;
  readonly cell: Cell;
  readonly onChoose: (cell: Cell) => void;
}) {
  // Smaller ones are on the page as a whole.
  if (rows <= PAGE.rows && columns <= PAGE.columns) return null;
  const field = (side: "row" | "column", count: number) =>
    count > 1 && (
      <label>
        {side}{" "}
        <input
          type="number"
          aria-label={`${side} of ${word} to look into`}
          min={1}
          max={count}
          value={cell[side] + 1}
          onChange={(event) => {
            const place = event.currentTarget.valueAsNumber;
            if (Number.isInteger(place) && place >= 1 && place <= count)
              onChoose({ ...cell, [side]: place - 1 });
          }}
        />
      </label>
    );
  return (
    <div className="go-to">
      {field("row", rows)} {field("column", columns)}
    </div>
  );
}

const DRAWING_ROOM = { width: 164, height: 170 } as const;

/** The order in which a product is taken and the other one, drawn to scale, with the reason against that. */
export function OrdersView({ work }: { readonly work: Work }) {
  const orders = ordersOf(work);
  return orders === null ? null : <BothOrders {...orders} />;
}

function BothOrders({ taken, other, reason }: Orders) {
  return (
    <div className="orders">
      <h3>Why in this order</h3>
      <div className="order-drawings">
        <OrderView order={taken} isTaken />
        <OrderView order={other} isTaken={false} />
      </div>
      <p>{reason}</p>
    </div>
  );
}

function OrderView({ order, isTaken }: { readonly order: ProductOrder; readonly isTaken: boolean }) {
  const { marks, width, height, isToScale } = productDrawing(order, DRAWING_ROOM, isTaken);
  const words = `${order.text}${isTaken ? "" : ", not this order"}`;
  return (
    <figure className="order">
      <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="img" aria-label={words}>
        {marks.map((mark) => (
          <MarkView key={mark.key} mark={mark} />
        ))}
      </svg>
      <figcaption>
        {order.text}
        {!isToScale && <span className="remark"> (thin sides drawn thicker)</span>}
      </figcaption>
    </figure>
  );
}
