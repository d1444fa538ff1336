import { type Example, OPENING } from "./opening.ts";
import { WRITTEN_OUT } from "./writtenOut.ts";

const OLAH = "C. Olah, Calculus on Computational Graphs";
const CS231N = "CS231n, Backpropagation, Intuitions";
const OUTLACE = "outlace.com, On chain rule, computational graphs, and backpropagation";
const PARR = "Parr & Howard, The Matrix Calculus You Need For Deep Learning";
const NIELSEN = "M. Nielsen, Neural Networks and Deep Learning, chapter 2";
const MICROGRAD = "micrograd's README";

const FIRST_WEIGHTS = [
  [0.5, -0.5],
  [0.3, 0.8],
  [0.1, -0.2],
];
const SECOND_WEIGHTS = [0.7, -0.6, 0.2];

/** The figures of the texts that this page grew from, made alive. */
export const GALLERY: readonly Example[] = [
  OPENING,
  {
    id: "used-twice-forward",
    title: "The same graph, forward from b",
    sentence: "b is given the tangent 1, and every node tells how fast it changes with b: 0, 1, 1, 1 and 5.",
    source: OLAH,
    program: OPENING.program,
    values: OPENING.values,
    mode: "forward",
    target: "b",
  },
  {
    id: "two-outputs",
    title: "Two outputs, and all derivatives",
    sentence: "A sweep forward fills a column of the Jacobian, a sweep backward a row.",
    source: OLAH,
    program: "h1 = x1 + x2\nh2 = 2*x2\ny1 = -h1\ny2 = h1 + h2\n[y1, y2]",
    values: { x1: 2, x2: 1 },
    mode: "forward",
    isComparing: true,
    target: "x1",
  },
  {
    id: "composite",
    title: "A function of a function of a function",
    sentence:
      "Three local derivatives stand on three edges, and their product is the derivative of the whole.",
    source: OUTLACE,
    program: "h = x^2\ng = sin(h)\nf = exp(g)",
    values: { x: 2 },
    target: "x",
  },
  {
    id: "composite-functions",
    title: "The same, written as functions",
    sentence: "f, g and h are defined once and nested; the graph is the same chain.",
    source: OUTLACE,
    program: "f(x) = exp(x)\ng(x) = sin(x)\nh(x) = x^2\nf(g(h(x)))",
    values: { x: 2 },
    target: "x",
  },
  {
    id: "first-circuit",
    title: "A first circuit",
    sentence: "Adding copies the gradient; multiplying scales it by the other operand.",
    source: CS231N,
    program: "q = x + y\nf = q * z",
    values: { x: -2, y: 5, z: -4 },
    target: "x",
  },
  {
    id: "sigmoid-neuron",
    title: "A sigmoid neuron, gate by gate",
    sentence: "A weighted sum goes through four small gates that together are one sigmoid.",
    source: CS231N,
    program: "# data: x0, x1\nf = 1/(1 + exp(-(w0*x0 + w1*x1 + w2)))",
    values: { w0: 2, w1: -3, w2: -3, x0: -1, x1: -2 },
    target: "w0",
  },
  {
    id: "gates",
    title: "What gates do to a gradient",
    sentence: "Add copies, max sends everything to the larger operand, multiply scales.",
    source: CS231N,
    program: "f = 2*(x*y + max(z, w))",
    values: { x: 3, y: -4, z: 2, w: -1 },
    target: "x",
  },
  {
    id: "staged",
    title: "A value used three times",
    sentence: "x stands in the numerator and twice in the denominator: three contributions are added.",
    source: CS231N,
    program: "f = (x + sigmoid(y))/(sigmoid(x) + (x + y)^2)",
    values: { x: 3, y: -4 },
    target: "x",
  },
  {
    id: "nine-paths",
    title: "Nine paths, two sums",
    sentence: "Nine paths lead from X to Z, yet the sweep multiplies only along each edge once.",
    source: OLAH,
    program: "Y = alpha*X + beta*X + gamma*X\nZ = delta*Y + epsilon*Y + zeta*Y",
    values: { alpha: 1, beta: 2, gamma: 3, delta: 4, epsilon: 5, zeta: 6, X: 1 },
    target: "X",
    path: "all",
  },
  {
    id: "classifier",
    title: "A tiny classifier",
    sentence: "The loss reaches the weight through the activation: end, middle, earlier.",
    source: "The second article's example of credit assignment",
    program: "# data: x, y\nz = w*x + b\na = sigmoid(z)\nL = -(y*log(a) + (1 - y)*log(1 - a))",
    values: { w: 0.8, x: 1.5, b: -0.4, y: 1 },
    folded: ["z", "L"],
    target: "w",
  },
  {
    id: "vanishing",
    title: "A gradient that fades",
    sentence: "Each sigmoid passes on at most a quarter, so little of the loss is left at the first layer.",
    source: "The second article's example of credit assignment, deeper",
    program: "# data: a0, y\na[t] = sigmoid(w[t]*a[t-1]) for t = 1..6\nL = (a[6] - y)^2/2",
    values: { w1: 0.8, a0: 1.5, w2: -1.2, w3: 0.9, w4: 1.1, w5: -0.7, w6: 0.8, y: 1 },
    target: "w1",
  },
  {
    id: "recurrent",
    title: "A recurrent net, unrolled",
    sentence: "The weight w is one leaf with three uses: backpropagation through time adds them.",
    source: OUTLACE,
    program:
      "# data: x1, x2, x3, y\n# constants: h0\nh1 = tanh(w*h0 + u*x1 + b)\nh2 = tanh(w*h1 + u*x2 + b)\nh3 = tanh(w*h2 + u*x3 + b)\nL = (h3 - y)^2/2",
    values: { w: 0.8, h0: 0.5, u: 0.6, x1: 1, b: 0.1, x2: -0.5, x3: 0.25, y: -0.4 },
    target: "w",
  },
  {
    id: "recurrent-loop",
    title: "The same, written as a loop",
    sentence: "One line says all three steps: the graph is the same, and a fourth step is one digit away.",
    source: OUTLACE,
    program:
      "# data: x, y\n# constants: h0\nh[t] = tanh(w*h[t-1] + u*x[t] + b) for t = 1..3\nL = (h[3] - y)^2/2",
    values: { w: 0.8, h0: 0.5, u: 0.6, x1: 1, b: 0.1, x2: -0.5, x3: 0.25, y: -0.4 },
    target: "w",
  },
  {
    id: "two-ways",
    title: "A square seen twice",
    sentence: "x reaches y directly and through x²: the derivative 1 + 2x has one part from each way.",
    source: PARR,
    program: "y = x + x^2",
    values: { x: 2 },
    target: "x",
  },
  {
    id: "nested-logarithm",
    title: "Four functions deep",
    sentence: "A power in a sine in a square in a logarithm: the chain rule peels them off one by one.",
    source: PARR,
    program: "y = ln(sin(x^3)^2)",
    values: { x: 1 },
    target: "x",
  },
  {
    id: "micrograd",
    title: "micrograd's expression",
    sentence: "A graph with many reuses, and two gradients that are checked against the original's.",
    source: MICROGRAD,
    program:
      "c = a + b\nd = a*b + b**3\nc1 = c + (c + 1)\nc2 = c1 + (1 + c1 + (-a))\nd1 = d + (d*2 + relu(b + a))\nd2 = d1 + (3*d1 + relu(b - a))\ne = c2 - d2\nf = e**2\ng1 = f/2.0\ng = g1 + 10.0/f",
    values: { a: -4, b: 2 },
    target: "a",
  },
  {
    id: "micrograd-neuron",
    title: "micrograd's neuron",
    sentence: "Two inputs, two weights, a bias and a tanh.",
    source: MICROGRAD,
    program: "# data: x1, x2\nn = x1*w1 + x2*w2 + b\no = tanh(n)",
    values: { x1: 2, w1: -3, x2: 0, w2: 1, b: 6.881373587019543 },
    target: "w1",
  },
  {
    id: "micrograd-mlp",
    title: "A small network, opened to numbers",
    sentence: "Three rectifiers and a margin loss: each weight finds its own way back.",
    source: MICROGRAD,
    program:
      "# data: x1, x2, y\nh1 = relu(w11*x1 + w12*x2 + b1)\nh2 = relu(w21*x1 + w22*x2 + b2)\nh3 = relu(w31*x1 + w32*x2 + b3)\nscore = v1*h1 + v2*h2 + v3*h3 + c\nloss = max(0, 1 - y*score)",
    values: {
      w11: 0.5,
      x1: 1.1,
      w12: -0.7,
      x2: 0.6,
      b1: 0.3,
      w21: -0.2,
      w22: 0.9,
      b2: -0.1,
      w31: 0.6,
      w32: 0.4,
      b3: 0.05,
      v1: 0.8,
      v2: -0.5,
      v3: 0.35,
      c: -0.12,
      y: -1,
    },
    target: "w11",
  },
  {
    id: "network",
    title: "A network as it stands in a book",
    sentence: "Two layers with their biases: weights are matrices, and a bracket joins a 1 to each layer.",
    source: OUTLACE,
    program: "# data: x1, x2\nL1 = [x1, x2, 1]\nL2 = [sigmoid(L1 @ T1), 1]\nL3 = sigmoid(L2 @ T2)",
    values: { x1: 1, x2: 0, T1: FIRST_WEIGHTS, T2: SECOND_WEIGHTS },
    target: "T2",
    direction: "up",
  },
  {
    id: "network-cost",
    title: "The network with its cost",
    sentence: "Cross-entropy on top: the gradient of T2 is the last layer's error times what fed it.",
    source: OUTLACE,
    program:
      "# data: x1, x2, y\nL1 = [x1, x2, 1]\nL2 = [sigmoid(L1 @ T1), 1]\nL3 = sigmoid(L2 @ T2)\nC = -y*log(L3) - (1 - y)*log(1 - L3)",
    values: { x1: 1, x2: 0, T1: FIRST_WEIGHTS, T2: SECOND_WEIGHTS, y: 1 },
    target: "T2",
    direction: "up",
  },
  {
    id: "network-first-weights",
    title: "The longer way, to the first weights",
    sentence: "Matrix products and products entry by entry alternate on the way back, and shapes say which.",
    source: OUTLACE,
    program:
      "# data: x1, x2, y\nL1 = [x1, x2, 1]\nL2 = [sigmoid(L1 @ T1), 1]\nL3 = sigmoid(L2 @ T2)\nC = -y*log(L3) - (1 - y)*log(1 - L3)",
    values: { x1: 1, x2: 0, T1: FIRST_WEIGHTS, T2: SECOND_WEIGHTS, y: 1 },
    target: "T1",
  },
  {
    id: "xor-batch",
    title: "A cost over all four examples",
    sentence: "The rows of X are the examples of XOR; the mean averages their gradients.",
    source: OUTLACE,
    program:
      "# data: X, y\nH = sigmoid(X @ T1 + b1)\nP = sigmoid(H @ t2 + b2)\nC = mean(-y*log(P) - (1 - y)*log(1 - P))",
    values: {
      X: [
        [0, 0],
        [0, 1],
        [1, 0],
        [1, 1],
      ],
      T1: [
        [0.5, -0.5],
        [0.3, 0.8],
      ],
      b1: [0.1, -0.2],
      t2: [0.7, -0.6],
      b2: 0.2,
      y: [0, 1, 1, 0],
    },
    target: "T1",
  },
  {
    id: "recurrent-vectors",
    title: "The recurrent net, in vectors",
    sentence: "One matrix W in three steps: its gradient is the sum of three outer products.",
    source: OUTLACE,
    program:
      "# data: x1, x2, x3, y\n# constants: h0\nh1 = tanh(W @ h0 + U @ x1 + b)\nh2 = tanh(W @ h1 + U @ x2 + b)\nh3 = tanh(W @ h2 + U @ x3 + b)\nL = sum((h3 - y)^2)/2",
    values: {
      W: [
        [0.3, -0.5],
        [0.7, 0.2],
      ],
      h0: [0, 0],
      U: [[0.4], [-0.9]],
      x1: [1],
      b: [0.1, -0.2],
      x2: [-0.5],
      x3: [0.25],
      y: [0.4, -0.1],
    },
    target: "W",
  },
  {
    id: "matrix-product",
    title: "The gradient of a matrix product",
    sentence: "The seed has the shape of D, and shapes leave only one order: dW = δ·Xᵀ, dX = Wᵀ·δ.",
    source: CS231N,
    program: "D = W @ X",
    values: {
      W: [
        [1, 2],
        [3, 4],
      ],
      X: [
        [1, 0, 2],
        [0, 1, 1],
      ],
    },
    target: "W",
  },
  {
    id: "nielsen-layer",
    title: "Weights, errors and one layer",
    sentence: "z has the error δ; each weight's gradient is that error times the activation that feeds it.",
    source: NIELSEN,
    program: "# data: y\nz = W @ a + b\na2 = sigmoid(z)\nC = sum((y - a2)^2)/2",
    values: {
      W: [
        [0.5, -1, 0.8],
        [1.2, 0.3, -0.6],
      ],
      a: [0.9, 0.2, 0.5],
      b: [0.1, -0.3],
      y: [1, 0],
    },
    target: "W",
  },
  {
    id: "rectified-neuron",
    title: "A neuron with a rectifier",
    sentence: "The dot product of weights and inputs, plus a bias, cut off below 0.",
    source: PARR,
    program: "# data: x\na = max(0, dot(w, x) + b)",
    values: { w: [0.5, -1, 2], x: [1, 0.5, 0.25], b: 0.1 },
    target: "w",
  },
];

/** The examples whose words hold every word of a search, in their order. */
export function searchGallery(words: string): readonly Example[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return [...GALLERY, WRITTEN_OUT].filter(({ title, sentence, source, program }) => {
    const text = `${title} ${sentence} ${source} ${program}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}
