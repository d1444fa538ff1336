import { evaluateTensors, reverseTensors } from "../src/core/differentiate/tensorRun.ts";
import { filled, type Tensor, tensorOf } from "../src/core/tensor/tensor.ts";
import { graphOf } from "./gradient.ts";
import { type Bench, type Benchmark, compareCalls } from "./measure.ts";
import { random, SEED } from "./programs.ts";
import { MlpLoops, type MlpNumbers, type MlpSizes } from "./references/mlpLoops.ts";
import { TFJS_INPUTS, tfjsMlp } from "./references/tfjsMlp.ts";

const SAME = 1e-9;
/** TensorFlow.js computes with 24 binary digits. */
const SAME_IN_FLOAT32 = 1e-4;

export const tensorGradients: Benchmark = {
  about:
    "Value, contributions and all gradients of a net of matrices over a batch, beside loops written by hand for this net alone, which keep their arrays, and beside TensorFlow.js on its CPU backend, whose gradients are fewer (none of the data Y) and in float32.",
  run,
};

const SIZES: MlpSizes = { batch: 32, inputs: 64, hidden: 64, outputs: 10 };

const MLP = "MLP 64-64-10, batch of 32";

const NET = `H = tanh(X @ W1 + b1)
Z = H @ W2 + b2
C = mean(logsumexp(Z)) - sum(Y*Z)/${SIZES.batch}`;

async function run({ root, report }: Bench): Promise<void> {
  const graph = graphOf(NET);
  const inputs = drawnInputs();
  const loops = new MlpLoops(SIZES);
  const numbers = Object.fromEntries(
    Object.entries(inputs).map(([name, { data }]) => [name, data]),
  ) as unknown as MlpNumbers;
  const one = filled([], 1);
  const byNode = graph.nodes.map(({ id }) => inputs[id as keyof typeof inputs] ?? one);
  const ours = () => {
    const trace = evaluateTensors(graph, (node) => byNode[node] ?? one);
    return { trace, ...reverseTensors(graph, trace, one) };
  };
  const { trace, adjoints } = ours();
  loops.run(numbers);
  const cost = tensorOf(trace.values[graph.output] ?? 0).data;
  const gradientOf = (name: string): Float64Array =>
    tensorOf(adjoints[graph.byName.get(name) ?? -1] ?? 0).data;
  requireSame("the cost", cost, [loops.cost], SAME);
  for (const [name, gradient] of Object.entries(loops.gradients))
    requireSame(name, gradientOf(name), gradient, SAME);
  const row = { benchmark: "tensors", unit: "µs" } as const;
  report({
    ...row,
    size: `${MLP}, loops`,
    goal: 2,
    ...compareCalls(ours, () => loops.run(numbers)),
  });
  const theirs = await tfjsMlp(root, SIZES, numbers);
  const found = theirs();
  requireSame("the cost in float32", cost, found.cost, SAME_IN_FLOAT32);
  for (const [place, name] of TFJS_INPUTS.entries())
    requireSame(`${name} in float32`, gradientOf(name), found.gradients[place] ?? [], SAME_IN_FLOAT32);
  report({ ...row, size: `${MLP}, TensorFlow.js`, goal: 0.2, ...compareCalls(ours, theirs) });
}

/** Numbers from −½ to ½, and a one in each row of Y. */
function drawnInputs(): Readonly<Record<keyof MlpNumbers, Tensor>> {
  const { batch, inputs, hidden, outputs } = SIZES;
  const choose = random(SEED);
  const drawn = (...shape: number[]): Tensor => {
    const tensor = filled(shape, 0);
    for (let entry = 0; entry < tensor.data.length; entry++) tensor.data[entry] = choose() - 0.5;
    return tensor;
  };
  const Y = filled([batch, outputs], 0);
  for (let row = 0; row < batch; row++) Y.data[row * outputs + Math.floor(choose() * outputs)] = 1;
  return {
    X: drawn(batch, inputs),
    W1: drawn(inputs, hidden),
    b1: drawn(hidden),
    W2: drawn(hidden, outputs),
    b2: drawn(outputs),
    Y,
  };
}

function requireSame(
  what: string,
  ours: Float64Array,
  reference: ArrayLike<number>,
  tolerance: number,
): void {
  if (ours.length !== reference.length)
    throw new Error(`${what}: ${ours.length} numbers, not ${reference.length}`);
  for (const [entry, found] of ours.entries()) {
    const expected = reference[entry] ?? Number.NaN;
    // Written so that NaN is a difference too.
    if (!(Math.abs(found - expected) <= tolerance * Math.max(1, Math.abs(expected))))
      throw new Error(`${what}, entry ${entry}: ${found}, but the reference says ${expected}`);
  }
}
