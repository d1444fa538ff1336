import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

const configuration = path.join(import.meta.dirname, "../../tsconfig.core.json");

/** What the compiler says about a module, under the core's own configuration. */
function errorsIn(code: string): string[] {
  const { config } = ts.readConfigFile(configuration, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, path.dirname(configuration));
  const directory = mkdtempSync(path.join(tmpdir(), "edgewise-core-"));
  const file = path.join(directory, "planted.ts");
  writeFileSync(file, code);
  const diagnostics = ts.getPreEmitDiagnostics(ts.createProgram([file], options));
  rmSync(directory, { recursive: true });
  return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

test.each(["document", "window", "process", "console", "setTimeout"])("the core cannot use %s", (name) => {
  expect(errorsIn(`export const planted: unknown = ${name};`)).toEqual([
    expect.stringContaining(`Cannot find name '${name}'`),
  ]);
});

test("the core can use the language itself", () => {
  expect(errorsIn("export const planted: readonly number[] = [3, 1, 2].toSorted();")).toEqual([]);
});
