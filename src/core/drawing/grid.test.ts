import fc from "fast-check";
import { expect, it } from "vitest";
import { gridMarks, gridSize } from "./grid.ts";
import { measureFigures } from "./measure.ts";

const entry = fc.oneof(
  fc.double({ noNaN: true }),
  fc.constantFrom(0, -0.00931, -0.000125, 1.23e-12, -1.23e-123, 12_345.678, -1e300, Number.NaN, -Infinity),
);
const matrices = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 4 }))
  .chain(([rows, columns]) =>
    fc
      .array(entry, { minLength: rows * columns, maxLength: rows * columns })
      .map((numbers) => ({ shape: [rows, columns], data: Float64Array.from(numbers) })),
  );

it("keeps every number inside its cell, in one size for all, whatever the numbers", () => {
  fc.assert(
    fc.property(matrices, (tensor) => {
      const marks = gridMarks("value", { x: 0, y: 0 }, tensor, "tab value");
      const figures = marks.flatMap((mark) => (mark.kind === "figures" ? [mark] : []));
      expect(figures).toHaveLength(tensor.data.length);
      const [, columns = 1] = tensor.shape;
      const cell = gridSize(tensor.shape).width / columns;
      for (const { parts, size } of figures) {
        const text = parts.map((part) => part.text).join("");
        expect(measureFigures(text) * size, text).toBeLessThan(cell);
        expect(size).toBe(figures[0]?.size);
        // Large enough to be read.
        expect(size).toBeGreaterThan(7);
      }
    }),
    { seed: 20251122 },
  );
});
