import type { Direction, LayoutInput, Size } from "./graph.ts";

/** "c: a b" is a node c with operands a and b; a node that only appears as an operand comes where it is first named. */
export function program(...statements: readonly string[]): Omit<LayoutInput, "direction"> {
  const names = new Set<string>();
  const uses = statements.map((statement) => {
    const [name = "", operands = ""] = statement.split(":");
    const used = operands.split(" ").filter((operand) => operand !== "");
    for (const operand of used) names.add(operand);
    names.add(name);
    return { name, used };
  });
  return {
    nodes: [...names].map((id) => ({ id, width: 90 + 20 * Math.min(5, id.length - 1), height: 92 })),
    edges: uses.flatMap(({ name, used }) =>
      used.map((from, operand) => ({
        id: `${from}-${name}-${operand}`,
        from,
        to: name,
        operand,
        plaque: { width: 60 + ((7 * name.length + 23 * operand) % 70), height: 44 },
      })),
    ),
  };
}

export const directions: readonly Direction[] = ["right", "up"];

const empty = program();

/** a */
const single = program("a:");

/** x ──▷ h ──▷ g ──▷ f, for f = exp(sin(x²)) */
export const chain = program("h:x", "g:h", "f:g");

/**
 * a ──▷ c ──▷ e      e = (a + b) * (b + 1), the lesson's first example
 *      ↗      ↗
 * b ──▷ d ───
 */
export const diamond = program("c:a b", "d:b", "e:c d");

/** x ══▷ f, for f = x * x */
export const square = program("f:x x");

/**
 * x ─┬▷ s      s = x + y and d = y − x: whatever the order of x and y, one pair arrives crossed
 *    ╳
 * y ─┴▷ d
 */
export const opposed = program("s:x y", "d:y x");

/** X ≡▷ Y ≡▷ Z, for Y = αX + βX + γX with the sum as one node */
const triple = program("Y:X X X", "Z:Y Y Y");

/** f = (x + sigmoid(y)) / (sigmoid(x) + (x + y)²), with edges that span several layers */
const rational = program("sy:y", "n:x sy", "sx:x", "xy:x y", "sq:xy", "d:sx sq", "f:n d");

/** h1 = tanh(w*h0 + u*x1 + b), … and a loss: w, u and b are shared by the steps */
export const recurrent = program(
  ...[1, 2, 3].flatMap((t) => [
    `p${t}:w h${t - 1}`,
    `q${t}:u x${t}`,
    `s${t}:p${t} q${t}`,
    `a${t}:s${t} b`,
    `h${t}:a${t}`,
  ]),
  "r:h3 y",
  "L:r",
);

/** Two inputs, four neurons, one output, all connected: K₂,₄ and K₄,₁ */
const dense = program("h1:x y", "h2:x y", "h3:x y", "h4:x y", "z:h1 h2 h3 h4");

/** A program with statements nothing uses, and one apart from all others */
export const unused = program("u:x y", "f:x z", "g:f", "m:p");

export const named = {
  empty,
  single,
  chain,
  diamond,
  square,
  opposed,
  triple,
  rational,
  recurrent,
  dense,
  unused,
};

/** A program of `count` nodes with up to `most` operands each; `seed` is 1 … 2³¹ − 2. */
export function randomProgram(count: number, seed: number, most = 3): Omit<LayoutInput, "direction"> {
  // The minimal standard generator (Park and Miller, 1988).
  let state = seed;
  const choose = (): number => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  const drawn = program(
    ...Array.from({ length: count }, (_, i) => {
      const operands = Array.from(
        { length: Math.floor(choose() * (most + 1)) },
        () => `n${Math.floor(choose() * i)}`,
      );
      return i === 0 ? "n0:" : `n${i}:${operands.join(" ")}`;
    }),
  );
  return {
    nodes: drawn.nodes.map((node) => ({
      ...node,
      width: 90 + Math.floor(choose() * 100),
      height: 72 + Math.floor(choose() * 24),
    })),
    edges: drawn.edges.map((edge) => ({
      ...edge,
      plaque: choose() < 0.2 ? null : { width: 60 + Math.floor(choose() * 70), height: 44 },
    })),
  };
}

/** The same graph with inputs drawn again: every use but the first begins at a copy of its own. */
export function withCopies({ nodes, edges }: Omit<LayoutInput, "direction">): Omit<LayoutInput, "direction"> {
  const computed = new Set(edges.map(({ to }) => to));
  const used = new Set<string>();
  const copies: LayoutInput["nodes"][number][] = [];
  const moved = edges.map((edge) => {
    if (computed.has(edge.from)) return edge;
    if (!used.has(edge.from)) {
      used.add(edge.from);
      return edge;
    }
    const id = `${edge.id} copy`;
    copies.push({ id, width: 84, height: 92 });
    return { ...edge, from: id };
  });
  return { nodes: [...copies, ...nodes], edges: moved };
}

/** The same graph with labels larger or smaller by a factor. */
export function withLabels(
  { nodes, edges }: Omit<LayoutInput, "direction">,
  factor: number,
): Omit<LayoutInput, "direction"> {
  const scaled = ({ width, height }: Size): Size => ({ width: width * factor, height: height * factor });
  return {
    nodes: nodes.map((node) => ({ ...node, ...scaled(node) })),
    edges: edges.map((edge) => ({ ...edge, plaque: edge.plaque && scaled(edge.plaque) })),
  };
}
