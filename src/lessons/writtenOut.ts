import type { Example } from "./opening.ts";

/** Units of each layer but the first, which has two inputs, and the last, which has one output. */
const WIDTH = 16;

/** A number between −`size` and `size` with two digits, for a place: as good as any to begin with, and always the same. */
function weight(place: number, size: number): number {
  return Math.round(100 * size * Math.sin(2.3 * place + 0.7 * place ** 2)) / 100;
}

const UNITS = Array.from({ length: WIDTH }, (_, place) => place + 1);

function valuesOf(): Readonly<Record<string, number>> {
  const entries: [string, number][] = [
    ["x1", 0.6],
    ["x2", -0.4],
    ["t", 0.5],
    ["d", 0.1],
  ];
  const give = (name: string, size: number): void => {
    entries.push([name, weight(entries.length, size)]);
  };
  for (const to of UNITS) {
    for (const first of ["p", "q"]) give(`${first}${to}`, 0.9);
    for (const from of UNITS) give(`w${from}_${to}`, 0.5);
    give(`b${to}`, 0.3);
    give(`c${to}`, 0.3);
    give(`u${to}`, 0.5);
  }
  return Object.fromEntries(entries);
}

const products = (weight: string, unit: string): string =>
  UNITS.map((from) => `${weight.replace("#", String(from))}*${unit.replace("#", String(from))}`).join(" + ");

/** A net of two inputs, twice 16 units and one output, every weight a number of its own: 982 nodes from four lines. */
export const WRITTEN_OUT: Example = {
  id: "written-out",
  title: "A thousand nodes from four lines",
  sentence:
    "A net of 2, 16, 16 and 1 units in single numbers: from afar its layers, and near by every product.",
  source: "the figures of neural networks, all weights written out",
  program: [
    "# data: x1, x2, t",
    `h[i] = tanh(p[i]*x1 + q[i]*x2 + b[i]) for i = 1..${WIDTH}`,
    `k[i] = tanh(${products("w#[i]", "h[#]")} + c[i]) for i = 1..${WIDTH}`,
    `y = ${products("u#", "k[#]")} + d`,
    "L = (y - t)^2",
  ].join("\n"),
  values: valuesOf(),
  target: "p1",
};
