import { type Expression, foldExpression, type Places } from "../expression/tree.ts";
import { asMatrix, mapEntries, reshaped, spreadTo, sumTo } from "../tensor/kernels.ts";
import { filled, SCALAR, type Shape, sameShape, sizeOf, type Tensor } from "../tensor/tensor.ts";
import type { RuleContext, ShapeFault, ShapeQuestion, TensorOperation } from "./operation.ts";
import { RULE_FUNCTIONS } from "./pullback.ts";
import { applyOperation, derivativesOf, operationOf, placesOf, readRule } from "./rule.ts";
import { elementwiseShape, isFault } from "./shapes.ts";
import {
  type ElementwiseKey,
  elementwise,
  isElementwise,
  type OperationKey,
  ofTensors,
  operations,
  type TensorKey,
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
  if (many === undefined || operands.length <= elementwise[key].operands.length)
    return mapEntries(shape, [a, b, b], (x, y) => value(x, y, 0));
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
    const factor = derivativesOf(key)[place]?.factor;
    if (factor === undefined) throw new Error(`${key} has no derivative for operand ${place}`);
    // A node without a value has no slope either, whatever the rule would say.
    return mapEntries(y.shape, [a, b, y], (x, z, output) =>
      Number.isNaN(output) ? Number.NaN : factor(x, z, output),
    );
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

type Rule = (names: ReadonlyMap<string, Tensor>, context: RuleContext) => Tensor;

/** An expression of a rule about tensors as a function of what its names stand for. */
function compileTensorRule(expression: Expression): Rule {
  return foldExpression<Rule>(expression, (node, parts) => {
    if (node.kind === "number") {
      const constant = filled(SCALAR, node.value);
      return () => constant;
    }
    if (node.kind === "name") {
      const { name } = node;
      return (names) => {
        const found = names.get(name);
        if (found === undefined) throw new Error(`a rule knows no name "${name}"`);
        return found;
      };
    }
    const own = node.kind === "call" ? RULE_FUNCTIONS.get(node.callee) : undefined;
    if (own !== undefined)
      return (names, context) =>
        own.value(
          parts.map((part) => part(names, context)),
          context,
        );
    const key = operationOf(node);
    if (key === undefined) throw new Error("a rule uses an operation that is not in the table");
    const places = placesOf(node);
    return (names, context) =>
      applyToTensors(
        key,
        parts.map((part) => part(names, context)),
        places,
      );
  });
}

interface CompiledTensorOperation {
  /** One for each operand, or one for all: the rule as written, and as it is applied. */
  readonly pullbacks: readonly { readonly formula: Expression; readonly apply: ApplyPullback }[];
  readonly pushforward: Rule | "itself";
}

type ApplyPullback = (delta: Tensor, y: Tensor, context: RuleContext) => Tensor;

const compiled = new Map<TensorKey, CompiledTensorOperation>();

function compiledOperation(key: TensorKey): CompiledTensorOperation {
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const operation = ofTensors[key];
  const fresh: CompiledTensorOperation = {
    pullbacks: operation.pullbacks.map(({ rule, stable }) => {
      const formula = readRule(rule);
      const apply = compileTensorRule(formula);
      const asWritten: ApplyPullback = (delta, y, context) =>
        apply(namesOfPullback(operation, delta, y, context), context);
      return { formula, apply: stable?.apply ?? asWritten };
    }),
    pushforward:
      operation.pushforward === "itself" ? "itself" : compileTensorRule(readRule(operation.pushforward)),
  };
  compiled.set(key, fresh);
  return fresh;
}

/** What the names of a rule stand for: the operands and `y`. */
function namesOf(
  { operands: names, many }: TensorOperation,
  y: Tensor,
  { operands, place }: RuleContext,
): Map<string, Tensor> {
  const written = many === true ? [operands[place] ?? y] : operands;
  return new Map([["y", y], ...names.map((name, index): [string, Tensor] => [name, written[index] ?? y])]);
}

/** The names of a pullback, `δ` among them (read as delta); where vectors are lifted, rows and columns for them. */
function namesOfPullback(
  operation: TensorOperation,
  delta: Tensor,
  y: Tensor,
  context: RuleContext,
): ReadonlyMap<string, Tensor> {
  const names = namesOf(operation, y, context).set("delta", delta);
  if (operation.liftsVectors !== true) return names;
  const [first = "", second = ""] = operation.operands;
  const a = asMatrix(names.get(first) ?? delta, "row");
  const b = asMatrix(names.get(second) ?? delta, "column");
  return names
    .set(first, a)
    .set(second, b)
    .set("delta", reshaped(delta, [a.shape[0] ?? 1, b.shape[1] ?? 1]));
}

/** The pullback of an operand as written: an expression over the operands' names, `y`, `delta` and `n`. */
export function pullbackFormula(key: TensorKey, place: number): Expression {
  const { pullbacks } = compiledOperation(key);
  const found = pullbacks[place] ?? pullbacks[0];
  if (found === undefined) throw new Error(`${key} has no pullback`);
  return found.formula;
}

/** The pushforward as written, over the operands' names, `y` and `d` before a name; null for what is linear: it is the operation itself. */
export function pushforwardFormula(key: OperationKey): Expression | null {
  if (isElementwise(key)) return null;
  const { pushforward } = ofTensors[key];
  return pushforward === "itself" ? null : readRule(pushforward);
}

/** What an operand's gradient gets when `delta` is the output's: a tensor of the operand's shape. */
export function pullBack(key: OperationKey, delta: Tensor, y: Tensor, context: RuleContext): Tensor {
  const { operands, place } = context;
  const shape = operands[place]?.shape ?? SCALAR;
  if (isElementwise(key)) {
    const factors = factorsOf(key, operands, y, place);
    return sumTo(weighted(delta, factors), shape);
  }
  const { pullbacks } = compiledOperation(key);
  const rule = pullbacks[place] ?? pullbacks[0];
  if (rule === undefined) throw new Error(`${key} has no pullback`);
  const brought = rule.apply(delta, y, context);
  return sameShape(brought.shape, shape) ? brought : reshaped(brought, shape);
}

/** Adjoint times factor, entry by entry. */
export function weighted(delta: Tensor, factors: Tensor): Tensor {
  // Every edge of every sweep comes here, and nearly always nothing has to be spread.
  if (sameShape(delta.shape, factors.shape))
    return {
      shape: factors.shape,
      data: delta.data.map((arrives, entry) => arrives * (factors.data[entry] ?? 0)),
    };
  return mapEntries(factors.shape, [delta, factors, factors], (arrives, factor) => arrives * factor);
}

/**
 * The output's tangent when the operands have these (null for one that does not move): for ⟨δ, J t⟩ = ⟨Jᵀδ, t⟩ and for
 * forward mode.
 */
export function pushForward(
  key: OperationKey,
  operands: readonly Tensor[],
  tangents: readonly (Tensor | null)[],
  y: Tensor,
  places: Places,
): Tensor {
  if (isElementwise(key)) {
    let sum = filled(y.shape, 0);
    for (const [place, tangent] of tangents.entries()) {
      if (tangent === null) continue;
      const part = weighted(tangent, factorsOf(key, operands, y, place));
      sum = mapEntries(y.shape, [sum, part, part], (one, other) => one + other);
    }
    return sum;
  }
  const moving = tangents.map((tangent, place) => tangent ?? filled(operands[place]?.shape ?? SCALAR, 0));
  const operation = ofTensors[key];
  const { pushforward } = compiledOperation(key);
  if (pushforward === "itself") return operation.value(moving, places);
  const context = { operands, place: 0, places };
  const names = namesOf(operation, y, context);
  for (const [place, name] of operation.operands.entries()) names.set(`d${name}`, moving[place] ?? y);
  const tangent = pushforward(names, context);
  return sameShape(tangent.shape, y.shape) ? tangent : reshaped(tangent, y.shape);
}
