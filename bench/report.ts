import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import type { Benchmark, Row, Table } from "./measure.ts";

type Cells = Readonly<Record<"benchmark" | "size" | "ours" | "reference" | "ratio" | "goal", string>>;

export const HEADINGS: Cells = {
  benchmark: "benchmark",
  size: "size",
  ours: "ours",
  reference: "reference",
  ratio: "ratio",
  goal: "goal",
};

function cellsOf(row: Row): Cells {
  const { benchmark, size, unit, ours, reference, ratio, goal } = row;
  const amount = (number: number): string => `${short(number)} ${unit}`;
  return {
    benchmark,
    size,
    ours: amount(ours),
    reference: amount(reference),
    ratio: ratio === null ? "–" : short(ratio),
    goal: goal === undefined ? "" : `≤ ${goal}`,
  };
}

/** Three digits: the fourth is noise. */
function short(number: number): string {
  return number >= 100 ? number.toFixed(0) : String(Number(number.toPrecision(3)));
}

/** One line for the terminal. */
export function lineOf(row: Row | Cells): string {
  const { benchmark, size, ours, reference, ratio, goal } = "unit" in row ? cellsOf(row) : row;
  const amounts = [ours, reference, ratio].map((text) => text.padStart(14));
  return `${benchmark.padEnd(10)} ${size.padEnd(50)}${amounts.join("")}${goal.padStart(8)}`;
}

/** As Markdown, words left and numbers right. */
export function tableText({ title, head, rows }: Table): string {
  const isNumber = head.map((_, column) => rows.every((row) => Number.isFinite(Number(row[column]))));
  const lines = [head, isNumber.map((number) => (number ? "---:" : "---")), ...rows];
  return [`## ${title}`, "", ...lines.map((cells) => `| ${cells.join(" | ")} |`)].join("\n");
}

/** docs/benchmarks.md: the ratios first, since only they mean something on another machine. */
export function writeReport(
  root: string,
  benchmarks: Readonly<Record<string, Benchmark>>,
  rows: readonly Row[],
  tables: readonly Table[],
): void {
  const table = rows.map((row) => {
    const { benchmark, size, ours, reference, ratio, goal } = cellsOf(row);
    return `| ${benchmark} | ${size} | ${ratio} | ${goal} | ${ours} | ${reference} |`;
  });
  const abouts = Object.entries(benchmarks).map(([name, { about }]) => `- **${name}**: ${about}`);
  const text = `# Benchmarks

Made by \`npm run bench -- --write\`; \`npm run bench -- parse layout\` runs only the ones named. Each line is ours beside a
reference measured in turns with it. Ratio is ours divided by the reference, the median over the rounds: below 1, ours
is the faster one. Times and counts are of the machine that made the table.

| benchmark | size | ratio | goal | ours | reference |
|---|---|---:|---:|---:|---:|
${table.join("\n")}

${abouts.join("\n")}

The references are in \`bench/references\`; what others make, in \`bench/peers\`, is installed when it is first asked for.

${tables.map(tableText).join("\n\n")}
`;
  const file = `${root}docs/benchmarks.md`;
  writeFileSync(file, text);
  // The formatter lines the table up as it wants to find it.
  spawnSync(process.execPath, [`${root}node_modules/@biomejs/biome/bin/biome`, "format", "--write", file]);
}
