import { describe, expect, it } from "vitest";
import type { ProductOrder } from "../timeline/order.ts";
import { productDrawing } from "./rectangles.ts";

const order = (m: number, n: number, k: number, p: number): ProductOrder => ({
  left: { name: "A", rows: m, columns: n },
  right: { name: "B", rows: k, columns: p },
  text: "",
  meets: n === k,
});

const ROOM = { width: 300, height: 240 };

function boxes(of: ProductOrder, isWanted = true) {
  const { marks } = productDrawing(of, ROOM, isWanted);
  return new Map(
    marks.flatMap((mark) => {
      if (mark.kind !== "box") return [];
      const { x, y, width, height } = mark;
      return [[mark.key, { left: x - width / 2, top: y - height / 2, width, height }]];
    }),
  );
}

describe("a product as rectangles", () => {
  it.each([
    [2, 3, 2],
    [1, 4, 1],
    [8, 3, 5],
  ])("is to scale and meets at a corner: %i×%i · … ×%i", (m, n, p) => {
    const [left, right, result] = ["left", "right", "result"].map((key) => boxes(order(m, n, n, p)).get(key));
    if (!left || !right || !result) throw new Error("three rectangles");
    const unit = left.width / n;
    expect(left.height / unit).toBeCloseTo(m, 9);
    expect(right.width / unit).toBeCloseTo(p, 9);
    expect(right.height / unit).toBeCloseTo(n, 9);
    // The result has the rows of the left factor, at their height, and the columns of the right one, below them.
    expect(result).toEqual({
      left: expect.closeTo(right.left, 9),
      width: expect.closeTo(right.width, 9),
      top: expect.closeTo(left.top, 9),
      height: expect.closeTo(left.height, 9),
    });
    expect(left.left + left.width).toBeCloseTo(right.left, 9);
    expect(right.top + right.height).toBeCloseTo(left.top, 9);
  });

  it("has no result where the inner sizes do not meet, and shows sides of different lengths", () => {
    const { marks } = productDrawing(order(2, 3, 2, 2), ROOM, false);
    expect(marks.some(({ key }) => key === "result")).toBe(false);
    expect(marks.filter(({ look }) => look === "inner side misfit")).toHaveLength(2);
    expect(marks.some(({ key }) => key === "crossed out")).toBe(true);
    const [left, right] = ["left", "right"].map((key) => boxes(order(2, 3, 2, 2)).get(key));
    expect((left?.width ?? 0) / (right?.height ?? 1)).toBeCloseTo(3 / 2, 9);
  });

  it("writes the size that meets once where there is no room for it twice", () => {
    const sizes = (n: number) =>
      productDrawing(order(2, n, n, 2), ROOM, true).marks.filter(({ key }) =>
        /^(left col|right row)/.test(key),
      );
    expect(sizes(1)).toHaveLength(1);
    expect(sizes(3)).toHaveLength(2);
  });

  it("stays in its room and says where a side had to be drawn thicker", () => {
    const drawing = productDrawing(order(1, 784, 784, 10), ROOM, true);
    expect(drawing.isToScale).toBe(false);
    expect(drawing.width).toBeLessThanOrEqual(ROOM.width + 8);
    expect(drawing.height).toBeLessThanOrEqual(ROOM.height + 8);
    expect(productDrawing(order(2, 2, 2, 3), ROOM, true).isToScale).toBe(true);
  });
});
