import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { build } from "vite";
import type { MlpNumbers, MlpSizes } from "./mlpLoops.ts";

/** What is used of it; its own types are installed with it, and only a benchmark needs them. */
interface Tfjs {
  enableProdMode(): void;
  tensor(numbers: Float32Array, shape: readonly number[]): TfjsTensor;
  tidy<Result>(work: () => Result): Result;
  valueAndGrads(
    net: (...inputs: TfjsTensor[]) => TfjsTensor,
  ): (inputs: readonly TfjsTensor[]) => { readonly value: TfjsTensor; readonly grads: readonly TfjsTensor[] };
  matMul(a: TfjsTensor, b: TfjsTensor): TfjsTensor;
  add(a: TfjsTensor, b: TfjsTensor): TfjsTensor;
  sub(a: TfjsTensor, b: TfjsTensor): TfjsTensor;
  mul(a: TfjsTensor, b: TfjsTensor): TfjsTensor;
  div(a: TfjsTensor, b: number): TfjsTensor;
  tanh(x: TfjsTensor): TfjsTensor;
  sum(x: TfjsTensor): TfjsTensor;
  mean(x: TfjsTensor): TfjsTensor;
  logSumExp(x: TfjsTensor, axis: number): TfjsTensor;
}

interface TfjsTensor {
  dataSync(): Float32Array;
}

/** What comes back of one call: the cost, and a gradient for each of `TFJS_INPUTS`. */
interface TfjsResult {
  readonly cost: Float32Array;
  readonly gradients: readonly Float32Array[];
}

export const TFJS_INPUTS = ["X", "W1", "b1", "W2", "b2"] as const;

/** The net of `mlpLoops.ts` in TensorFlow.js, float32, on its backend in plain JavaScript. */
export async function tfjsMlp(
  root: string,
  { batch, inputs, hidden, outputs }: MlpSizes,
  numbers: MlpNumbers,
): Promise<() => TfjsResult> {
  const tf = await loadTfjs(root);
  const shapes = {
    X: [batch, inputs],
    W1: [inputs, hidden],
    b1: [hidden],
    W2: [hidden, outputs],
    b2: [outputs],
  };
  const given = TFJS_INPUTS.map((name) => tf.tensor(Float32Array.from(numbers[name]), shapes[name]));
  const Y = tf.tensor(Float32Array.from(numbers.Y), [batch, outputs]);
  const affine = (x: TfjsTensor, w: TfjsTensor, b: TfjsTensor) => tf.add(tf.matMul(x, w), b);
  const sweep = tf.valueAndGrads((X, W1, b1, W2, b2) => {
    if (!X || !W1 || !b1 || !W2 || !b2) throw new Error("a net has five inputs");
    const Z = affine(tf.tanh(affine(X, W1, b1)), W2, b2);
    return tf.sub(tf.mean(tf.logSumExp(Z, 1)), tf.div(tf.sum(tf.mul(Y, Z)), batch));
  });
  return () =>
    tf.tidy(() => {
      const { value, grads } = sweep(given);
      return { cost: value.dataSync(), gradients: grads.map((gradient) => gradient.dataSync()) };
    });
}

/** Installs it where it is not yet, which the project itself never does, and bundles it. */
async function loadTfjs(root: string): Promise<Tfjs> {
  const peers = `${root}bench/peers`;
  if (!existsSync(`${peers}/node_modules/@tensorflow/tfjs-core`)) {
    console.log("installing what is compared with into bench/peers, once (53 MB)");
    const { status, stderr } = spawnSync("npm", ["ci", "--prefix", peers, "--ignore-scripts"], {
      encoding: "utf8",
      shell: process.platform === "win32",
    });
    if (status !== 0)
      throw new Error(`TensorFlow.js could not be installed (npm ci --prefix bench/peers):\n${stderr}`);
  }
  const outDir = `${root}.reports/bench/tfjs`;
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: "warn",
    ssr: { noExternal: true },
    build: { ssr: `${peers}/tfjs.js`, outDir, emptyOutDir: true, minify: false },
  });
  const tf: Tfjs = await import(/* @vite-ignore */ pathToFileURL(`${outDir}/tfjs.js`).href);
  // Without its checks for NaN and its hints for beginners.
  tf.enableProdMode();
  return tf;
}
