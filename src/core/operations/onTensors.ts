import type { Places } from "../expression/tree.ts";
import { mapEntries, spreadTo, sumOf, times } from "../tensor/kernels.ts";
import { filled, type Shape, sizeOf, type Tensor } from "../tensor/tensor.ts";
import type { ShapeFault, ShapeQuestion } from "./operation.ts";
import { applyOperation, derivativesOf } from "./rule.ts";
import { elementwiseShape, isFault } from "./shapes.ts";
import {
  type ElementwiseKey,
  elementwise,
  isElementwise,
  type OperationKey,
  ofTensors,
  operations,
} from "./table.ts";

/** The output's shape, or why there is none. */
export function shapeOfOperation(key: OperationKey, question: ShapeQuestion): Shape | ShapeFault {
  const { shape, notation, names } = operations[key];
  if (shape !== "elementwise") return shape(question);
  return elementwiseShape(
    question,
    notation.kind === "infix" ? `\`${notation.operator}\`` : `\`${names[0]}\``,
  );
}

/** What an operation comes to, whatever the shapes; they must fit. */
export function applyToTensors(key: OperationKey, operands: readonly Tensor[], places: Places = []): Tensor {
  if (!isElementwise(key)) return ofTensors[key].value(operands, places);
  const { value, many } = elementwise[key];
  const shape = broadcast(operands);
  const [a, b = a] = operands;
  if (a === undefined || b === undefined) throw new Error("an operation has an operand");
  if (many === undefined || operands.length <= elementwise[key].operands.length) {
    // Sums and products, which nets mostly consist of, need no call for each entry.
    if (key === "add") return sumOf([spreadTo(a, shape), spreadTo(b, shape)], shape);
    if (key === "multiply") return times(spreadTo(a, shape), spreadTo(b, shape));
    return mapEntries(shape, operands, value);
  }
  const spread = operands.map((operand) => spreadTo(operand, shape).data);
  const data = new Float64Array(sizeOf(shape));
  for (let entry = 0; entry < data.length; entry++)
    data[entry] = applyOperation(
      key,
      spread.map((numbers) => numbers[entry] ?? Number.NaN),
    );
  return { shape, data };
}

function broadcast(operands: readonly Tensor[]): Shape {
  const shapes = operands.map(({ shape }) => shape);
  const shape = elementwiseShape({ shapes, words: () => [], places: [] }, "");
  if (isFault(shape)) throw new Error("shapes are checked before anything is computed");
  return shape;
}

/** The factor of an operation on numbers at every entry of its output, with respect to one operand. */
export function factorsOf(
  key: ElementwiseKey,
  operands: readonly Tensor[],
  y: Tensor,
  place: number,
): Tensor {
  const { many, operands: names } = elementwise[key];
  const [a, b = a] = operands;
  if (a === undefined || b === undefined) throw new Error("an operation has an operand");
  if (many === undefined || operands.length <= names.length) {
    const derivative = derivativesOf(key)[place];
    if (derivative === undefined) throw new Error(`${key} has no derivative for operand ${place}`);
    const { factor, simple } = derivative;
    if (typeof simple === "number") return filled(y.shape, simple);
    // Where a value is lost there is no slope either, whatever the rule would say; further on the rule says it.
    if (y.data.includes(Number.NaN))
      return mapEntries(y.shape, [a, b, y], (x, z, output) =>
        Number.isNaN(output) && !Number.isNaN(x) && !Number.isNaN(z) ? Number.NaN : factor(x, z, output),
      );
    if (simple !== null) return spreadTo([a, b][names.indexOf(simple)] ?? y, y.shape);
    return mapEntries(y.shape, [a, b, y], factor);
  }
  const spread = operands.map((operand) => spreadTo(operand, y.shape).data);
  const data = y.data.map((_output, entry) =>
    many.factor(
      spread.map((numbers) => numbers[entry] ?? Number.NaN),
      place,
    ),
  );
  return { shape: y.shape, data };
}

/** Adjoint times factor, entry by entry. */
export function weighted(delta: Tensor, factors: Tensor): Tensor {
  return times(spreadTo(delta, factors.shape), factors);
}
