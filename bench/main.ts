import { derivations } from "./derivation.ts";
import { frames } from "./frame.ts";
import { gradients } from "./gradient.ts";
import { keystrokes } from "./keystroke.ts";
import { large } from "./large.ts";
import { layouts } from "./layout.ts";
import type { Benchmark, Row, Table } from "./measure.ts";
import { memory } from "./memory.ts";
import { openings } from "./opening.ts";
import { parsing } from "./parse.ts";
import { paths } from "./paths.ts";
import { HEADINGS, lineOf, tableText, writeReport } from "./report.ts";
import { sliders } from "./slider.ts";
import { tensorGradients } from "./tensors.ts";

const BENCHMARKS: Readonly<Record<string, Benchmark>> = {
  parse: parsing,
  gradient: gradients,
  tensors: tensorGradients,
  paths,
  derivation: derivations,
  layout: layouts,
  frame: frames,
  keystroke: keystrokes,
  slider: sliders,
  large,
  opening: openings,
  memory,
};

/** Runs the benchmarks named, or all of them, and returns the exit code. `--write` renews docs/benchmarks.md. */
export async function main(root: string, words: readonly string[]): Promise<number> {
  const named = words.filter((word) => word !== "--write");
  const unknown = named.filter((name) => !Object.hasOwn(BENCHMARKS, name));
  if (unknown.length > 0) {
    console.error(`no benchmark ${unknown.join(", ")}; there are ${Object.keys(BENCHMARKS).join(", ")}`);
    return 1;
  }
  const isWriting = words.includes("--write");
  if (isWriting && named.length > 0) {
    console.error(
      "--write needs all benchmarks: a table of several runs would compare what was not compared",
    );
    return 1;
  }
  console.log(lineOf(HEADINGS));
  const rows: Row[] = [];
  const tables: Table[] = [];
  const failed: string[] = [];
  const report = (row: Row): void => {
    rows.push(row);
    console.log(lineOf(row));
  };
  const table = (made: Table): void => {
    tables.push(made);
    console.log(tableText(made));
  };
  for (const [name, benchmark] of Object.entries(BENCHMARKS)) {
    if (named.length > 0 && !named.includes(name)) continue;
    try {
      await benchmark.run({ root, report, table });
    } catch (error) {
      // The others still have something to say.
      console.error(`${name} failed: ${error instanceof Error ? error.message : error}`);
      failed.push(name);
    }
  }
  if (isWriting && failed.length === 0) writeReport(root, BENCHMARKS, rows, tables);
  return failed.length === 0 ? 0 : 1;
}
