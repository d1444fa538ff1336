import { type Expression, foldExpression, type Places } from "../expression/tree.ts";
import { asMatrix, reshaped, sumOf, sumTo, transposed } from "../tensor/kernels.ts";
import { matrixProduct, type Turned } from "../tensor/product.ts";
import { filled, SCALAR, sameShape, type Tensor } from "../tensor/tensor.ts";
import { applyToTensors, factorsOf, weighted } from "./onTensors.ts";
import type { RuleContext, TensorOperation } from "./operation.ts";
import { RULE_FUNCTIONS } from "./pullback.ts";
import { operationOf, placesOf, readRule } from "./rule.ts";
import { isElementwise, type OperationKey, ofTensors, type TensorKey } from "./table.ts";

type Rule = (names: ReadonlyMap<string, Tensor>, context: RuleContext) => Tensor;

/** A part of a rule; a transpose is left to the part round it, since a product reads its operands either way. */
interface Part {
  readonly rule: Rule;
  readonly isTurned: boolean;
}

/** An expression of a rule about tensors as a function of what its names stand for. */
function compileTensorRule(expression: Expression): Rule {
  return straight(foldExpression<Part>(expression, compilePart));
}

function straight({ rule, isTurned }: Part): Rule {
  return isTurned ? (names, context) => transposed(rule(names, context)) : rule;
}

function compilePart(node: Expression, parts: readonly Part[]): Part {
  const key = operationOf(node);
  const [left, right] = parts;
  if (key === "transpose" && left !== undefined) return { rule: left.rule, isTurned: !left.isTurned };
  if (key === "matmul" && left !== undefined && right !== undefined) {
    const turned: Turned = { a: left.isTurned, b: right.isTurned };
    const rule: Rule = (names, context) =>
      matrixProduct(left.rule(names, context), right.rule(names, context), turned);
    return { rule, isTurned: false };
  }
  return { rule: compileCall(node, key, parts.map(straight)), isTurned: false };
}

function compileCall(node: Expression, key: OperationKey | undefined, operands: readonly Rule[]): Rule {
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
  const given: (...known: Parameters<Rule>) => readonly Tensor[] = (names, context) =>
    operands.map((operand) => operand(names, context));
  const own = node.kind === "call" ? RULE_FUNCTIONS.get(node.callee) : undefined;
  if (own !== undefined) return (names, context) => own.value(given(names, context), context);
  if (key === undefined) throw new Error("a rule uses an operation that is not in the table");
  const places = placesOf(node);
  return (names, context) => applyToTensors(key, given(names, context), places);
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
    const parts = tangents.flatMap((tangent, place) =>
      tangent === null ? [] : [weighted(tangent, factorsOf(key, operands, y, place))],
    );
    return sumOf(parts, y.shape);
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
