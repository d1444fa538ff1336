/** Numbers from 0 to 1 that are the same in every run: the minimal standard generator (Park and Miller, 1988). */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

export const SEED = 2026;

const FUNCTIONS = ["tanh", "sigmoid", "sin", "cos"] as const;

/**
 * A program whose graph has `count` nodes and looks like that of an expression: most values are used once, soon after
 * they are made, some twice. One operation a line; a quarter of the nodes are inputs, about 1.4 edges a node.
 */
export function expressionShaped(count: number, seed = SEED): string {
  const choose = random(seed);
  const inputs = Math.max(2, Math.round(count / 4));
  const names = Array.from({ length: inputs }, (_, index) => (index === 0 ? "x" : `x${index}`));
  const unused = [...names];
  const take = (): string => {
    const pool = unused.length > 0 && choose() < 0.72 ? unused : names;
    const name = pool[Math.floor(choose() * pool.length)] ?? "x";
    const place = unused.indexOf(name);
    if (place >= 0) unused.splice(place, 1);
    return name;
  };
  const lines = names.map((name, index) => `${name} = ${((index % 7) + 2) / 10}`);
  for (let index = inputs; index < count; index++) {
    const name = `n${index}`;
    const isFunction = choose() < 0.15;
    // Sums of products of sums soon leave the numbers of the machine: most operations keep the size of their operands.
    const operator = choose() < 0.3 ? "*" : choose() < 0.5 ? "+" : "-";
    const term = isFunction
      ? `${FUNCTIONS[Math.floor(choose() * FUNCTIONS.length)]}(${take()})`
      : `${take()} ${operator} ${take()}`;
    lines.push(`${name} = ${term}`);
    names.push(name);
    unused.push(name);
  }
  return lines.join("\n");
}

/** A fully connected net written out in scalars: tanh inside, linear outputs, squared error. All names are free. */
export function scalarNet(...sizes: readonly number[]): string {
  const lines: string[] = [];
  let layer = Array.from({ length: sizes[0] ?? 0 }, (_, index) => `x${index + 1}`);
  for (const [depth, size] of sizes.slice(1).entries()) {
    const isLast = depth === sizes.length - 2;
    const before = layer;
    layer = Array.from({ length: size }, (_, index) => `${isLast ? "y" : `h${depth + 1}_`}${index + 1}`);
    for (const [index, name] of layer.entries()) {
      const products = before.map((value, from) => `w${depth + 1}_${index + 1}_${from + 1} * ${value}`);
      const sum = `${products.join(" + ")} + b${depth + 1}_${index + 1}`;
      lines.push(`${name} = ${isLast ? sum : `tanh(${sum})`}`);
    }
  }
  const errors = layer.map((name, index) => `(${name} - t${index + 1})^2`);
  return [...lines, `L = ${errors.join(" + ")}`].join("\n");
}

/**
 * A grid of values of which each follows from two beside it, one row after the other: `2 * width * rows` nodes and a
 * sum of the last row. However large it is, it can be laid out.
 */
export function stencil(width: number, rows: number): string {
  const lines: string[] = [];
  let row = Array.from({ length: width }, (_, place) => `u${place}`);
  for (let time = 1; time <= rows; time++) {
    const before = row;
    row = before.map((_, place) => `u${time}_${place}`);
    for (const [place, name] of row.entries()) {
      const beside = before[place + 1 < width ? place + 1 : place - 1];
      lines.push(`${name} = tanh(${before[place]} - ${beside})`);
    }
  }
  return [...lines, `L = ${row.join(" + ")}`].join("\n");
}

/** A text of at least `length` characters in which everything the grammar knows occurs; cut after a whole line. */
export function longText(length: number, seed = SEED): string {
  const choose = random(seed);
  const pick = <Item>(items: readonly Item[], otherwise: Item): Item =>
    items[Math.floor(choose() * items.length)] ?? otherwise;
  const atom = (): string =>
    choose() < 0.3
      ? pick(["2", "0.5", ".25", "1e-3", "12.75"], "1")
      : pick(["a", "b", "w_1", "theta", "rate"], "a");
  const term = (depth: number): string => {
    if (depth === 0) return atom();
    const inner = (): string => term(depth - 1);
    const kind = choose();
    if (kind < 0.5) return `${inner()} ${pick(["+", "-", "*", "/"], "+")} ${inner()}`;
    if (kind < 0.62) return `(${inner()})`;
    if (kind < 0.74) return `${pick(FUNCTIONS, "tanh")}(${inner()})`;
    if (kind < 0.79) return `max(${inner()}, ${inner()})`;
    if (kind < 0.87) return `${atom()}${choose() < 0.3 ? "**" : "^"}${atom()}`;
    if (kind < 0.93) return `-${atom()}`;
    return `2 ${pick(["a", "b", "rate"], "a")}`;
  };
  let text = "";
  for (let line = 0; text.length < length; line++) {
    text += `v${line} = ${term(4)}${line % 20 === 0 ? " # a remark" : ""}\n`;
  }
  return text;
}
