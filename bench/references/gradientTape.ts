// A plain tape over typed arrays: values forward, adjoints backward, nothing kept that a picture would need.

/** What a tape can do; `square` stands for a power with the constant 2. */
export const CODES = ["input", "add", "subtract", "multiply", "tanh", "square"] as const;
export type Code = (typeof CODES)[number];

export interface TapeNode {
  readonly code: Code;
  /** The tape's places of its operands. */
  readonly operands: readonly number[];
}

const [, ADD, SUBTRACT, MULTIPLY, TANH, SQUARE] = [0, 1, 2, 3, 4, 5] as const;

export class GradientTape {
  readonly values: Float64Array;
  readonly adjoints: Float64Array;
  private readonly codes: Uint8Array;
  private readonly first: Int32Array;
  private readonly second: Int32Array;

  constructor(nodes: readonly TapeNode[]) {
    this.codes = Uint8Array.from(nodes, ({ code }) => CODES.indexOf(code));
    this.first = Int32Array.from(nodes, ({ operands }) => operands[0] ?? 0);
    this.second = Int32Array.from(nodes, ({ operands }) => operands[1] ?? 0);
    this.values = new Float64Array(nodes.length);
    this.adjoints = new Float64Array(nodes.length);
  }

  /** The gradients of the last node; inputs stand in `inputs` at their places. */
  run(inputs: Float64Array): Float64Array {
    this.forward(inputs);
    this.backward();
    return this.adjoints;
  }

  private forward(inputs: Float64Array): void {
    const { codes, first, second, values } = this;
    for (let i = 0; i < codes.length; i++) {
      const a = values[first[i] ?? 0] ?? 0;
      const b = values[second[i] ?? 0] ?? 0;
      switch (codes[i]) {
        case ADD:
          values[i] = a + b;
          break;
        case SUBTRACT:
          values[i] = a - b;
          break;
        case MULTIPLY:
          values[i] = a * b;
          break;
        case TANH:
          values[i] = Math.tanh(a);
          break;
        case SQUARE:
          values[i] = a * a;
          break;
        default:
          values[i] = inputs[i] ?? 0;
      }
    }
  }

  private backward(): void {
    const { codes, first, second, values, adjoints } = this;
    adjoints.fill(0);
    adjoints[codes.length - 1] = 1;
    for (let i = codes.length - 1; i >= 0; i--) {
      const adjoint = adjoints[i] ?? 0;
      const a = first[i] ?? 0;
      const b = second[i] ?? 0;
      switch (codes[i]) {
        case ADD:
          adjoints[a] = (adjoints[a] ?? 0) + adjoint;
          adjoints[b] = (adjoints[b] ?? 0) + adjoint;
          break;
        case SUBTRACT:
          adjoints[a] = (adjoints[a] ?? 0) + adjoint;
          adjoints[b] = (adjoints[b] ?? 0) - adjoint;
          break;
        case MULTIPLY:
          adjoints[a] = (adjoints[a] ?? 0) + adjoint * (values[b] ?? 0);
          adjoints[b] = (adjoints[b] ?? 0) + adjoint * (values[a] ?? 0);
          break;
        case TANH:
          adjoints[a] = (adjoints[a] ?? 0) + adjoint * (1 - (values[i] ?? 0) ** 2);
          break;
        case SQUARE:
          adjoints[a] = (adjoints[a] ?? 0) + adjoint * 2 * (values[a] ?? 0);
          break;
        default:
      }
    }
  }
}
