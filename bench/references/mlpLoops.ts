// A network with one hidden layer, its cost over a batch and all gradients, as loops over typed arrays that are made
// once: what one would write by hand for this network and no other.

export interface MlpSizes {
  readonly batch: number;
  readonly inputs: number;
  readonly hidden: number;
  readonly outputs: number;
}

/** All by rows; `Y` has one 1 in each row. */
export interface MlpNumbers {
  readonly X: Float64Array;
  readonly W1: Float64Array;
  readonly b1: Float64Array;
  readonly W2: Float64Array;
  readonly b2: Float64Array;
  readonly Y: Float64Array;
}

export class MlpLoops {
  cost = 0;
  readonly gradients: Readonly<Record<"X" | "W1" | "b1" | "W2" | "b2", Float64Array>>;
  private readonly sizes: MlpSizes;
  private readonly H: Float64Array;
  private readonly Z: Float64Array;
  private readonly deltaH: Float64Array;

  constructor(sizes: MlpSizes) {
    const { batch, inputs, hidden, outputs } = sizes;
    this.sizes = sizes;
    this.H = new Float64Array(batch * hidden);
    this.Z = new Float64Array(batch * outputs);
    this.deltaH = new Float64Array(batch * hidden);
    this.gradients = {
      X: new Float64Array(batch * inputs),
      W1: new Float64Array(inputs * hidden),
      b1: new Float64Array(hidden),
      W2: new Float64Array(hidden * outputs),
      b2: new Float64Array(outputs),
    };
  }

  /** tanh(X W1 + b1) W2 + b2 against Y: the mean cross-entropy of its softmax, and all gradients. */
  run(numbers: MlpNumbers): Float64Array {
    const { batch, inputs, hidden, outputs } = this.sizes;
    const { H, Z, deltaH, gradients } = this;
    affine(numbers.X, numbers.W1, numbers.b1, H, batch, inputs, hidden);
    for (let i = 0; i < H.length; i++) H[i] = Math.tanh(H[i] ?? 0);
    affine(H, numbers.W2, numbers.b2, Z, batch, hidden, outputs);
    this.costAndItsGradient(numbers.Y);
    backThroughWeights(H, Z, gradients.W2, gradients.b2, batch, hidden, outputs);
    backThroughOperand(Z, numbers.W2, deltaH, batch, hidden, outputs);
    for (let i = 0; i < H.length; i++) {
      const h = H[i] ?? 0;
      deltaH[i] = (deltaH[i] ?? 0) * (1 - h * h);
    }
    backThroughWeights(numbers.X, deltaH, gradients.W1, gradients.b1, batch, inputs, hidden);
    backThroughOperand(deltaH, numbers.W1, gradients.X, batch, inputs, hidden);
    return gradients.W1;
  }

  /** The gradient takes the place of Z. */
  private costAndItsGradient(Y: Float64Array): void {
    const { batch, outputs } = this.sizes;
    const { Z } = this;
    let cost = 0;
    for (let row = 0; row < batch; row++) {
      const from = row * outputs;
      let most = Number.NEGATIVE_INFINITY;
      for (let j = from; j < from + outputs; j++) most = Math.max(most, Z[j] ?? 0);
      let sum = 0;
      for (let j = from; j < from + outputs; j++) sum += Math.exp((Z[j] ?? 0) - most);
      for (let j = from; j < from + outputs; j++) {
        const [z, y] = [Z[j] ?? 0, Y[j] ?? 0];
        cost -= y * z;
        Z[j] = (Math.exp(z - most) / sum - y) / batch;
      }
      cost += most + Math.log(sum);
    }
    this.cost = cost / batch;
  }
}

/** out = a w + b. */
function affine(
  a: Float64Array,
  w: Float64Array,
  b: Float64Array,
  out: Float64Array,
  rows: number,
  inner: number,
  columns: number,
): void {
  for (let row = 0; row < rows; row++) {
    const to = row * columns;
    for (let j = 0; j < columns; j++) out[to + j] = b[j] ?? 0;
    for (let k = 0; k < inner; k++) {
      const factor = a[row * inner + k] ?? 0;
      const from = k * columns;
      for (let j = 0; j < columns; j++) out[to + j] = (out[to + j] ?? 0) + factor * (w[from + j] ?? 0);
    }
  }
}

/** dw = aᵀ delta, db = the sum of delta's rows. */
function backThroughWeights(
  a: Float64Array,
  delta: Float64Array,
  dw: Float64Array,
  db: Float64Array,
  rows: number,
  inner: number,
  columns: number,
): void {
  dw.fill(0);
  db.fill(0);
  for (let row = 0; row < rows; row++) {
    const from = row * columns;
    for (let j = 0; j < columns; j++) db[j] = (db[j] ?? 0) + (delta[from + j] ?? 0);
    for (let k = 0; k < inner; k++) {
      const factor = a[row * inner + k] ?? 0;
      const to = k * columns;
      for (let j = 0; j < columns; j++) dw[to + j] = (dw[to + j] ?? 0) + factor * (delta[from + j] ?? 0);
    }
  }
}

/** da = delta wᵀ. */
function backThroughOperand(
  delta: Float64Array,
  w: Float64Array,
  da: Float64Array,
  rows: number,
  inner: number,
  columns: number,
): void {
  for (let row = 0; row < rows; row++)
    for (let k = 0; k < inner; k++) {
      let sum = 0;
      for (let j = 0; j < columns; j++) sum += (delta[row * columns + j] ?? 0) * (w[k * columns + j] ?? 0);
      da[row * inner + k] = sum;
    }
}
