import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { DIAGNOSTICS, type DiagnosticCode } from "../src/core/expression/diagnostics.ts";
import { messageHelp } from "../src/core/expression/explanations.ts";
import { check, compile, type Diagnostic, ProgramError } from "../src/core/index.ts";

/** Everything that is told about a code's example. */
function toldOf({ example, given }: (typeof HELP)[number]): readonly Diagnostic[] {
  const told = check(example);
  if (told.some(({ severity }) => severity === "error")) return told;
  const { inputs } = compile(example);
  const free = inputs.filter(({ value }) => value === undefined).map(({ name }) => [name, 1] as const);
  try {
    if (given?.fold !== undefined) compile(example).fold({ folded: [given.fold] });
    const evaluation = compile(example).evaluate(
      given === undefined ? Object.fromEntries(free) : given.values,
    );
    if (given?.gradient !== undefined) evaluation.gradient(given.gradient, given.seed);
    if (given?.tangent !== undefined) evaluation.tangents(given.tangent, given.direction);
    return [...told, ...evaluation.diagnostics];
  } catch (problem) {
    if (problem instanceof ProgramError) return problem.diagnostics;
    throw problem;
  }
}

const HELP = messageHelp();

describe("each code's example", () => {
  it.each(HELP.map((entry) => [entry.code, entry] as const))(
    "%s: is told, and nothing else",
    (code, entry) => {
      const told = toldOf(entry);
      expect(told.map((diagnostic) => diagnostic.code)).toEqual([code]);
      expect(told[0]?.severity).toBe(entry.severity);
    },
  );

  it("every code has one", () => {
    expect(HELP.map(({ code }) => code)).toEqual(Object.keys(DIAGNOSTICS) as DiagnosticCode[]);
  });

  it("is short enough for a line of the help, or said in words", () => {
    const long = HELP.filter(({ example, inWords }) => (inWords ?? example).length > 45);
    expect(long).toEqual([]);
  });
});

/** docs/messages.md, written from the catalogue. */
function messagesPage(): string {
  const sections = HELP.map((entry) => {
    const { code, severity, means, example, inWords } = entry;
    const [told] = toldOf(entry);
    return [
      `## \`${code}\` (${severity})`,
      "",
      means,
      "",
      inWords === undefined ? `\`\`\`\n${example}\n\`\`\`` : `For example ${inWords}.`,
      "",
      `> ${told?.message}${told?.hint === undefined ? "" : ` ${told.hint}`}`,
      "",
    ].join("\n");
  });
  return [
    "# Messages",
    "",
    "<!-- Made from src/core/expression/diagnostics.ts by tests/messages.test.ts; not to be edited by hand. -->",
    "",
    "Everything that can be said about a program: its code, what it means, a program that provokes it, and what is said then.",
    "",
    ...sections,
  ].join("\n");
}

it("docs/messages.md says what the catalogue says; a page that differs is written beside it as messages.actual.md", () => {
  const kept = new URL("../docs/messages.md", import.meta.url);
  const actual = new URL("../docs/messages.actual.md", import.meta.url);
  rmSync(actual, { force: true });
  const page = messagesPage();
  const isSame = existsSync(kept) && readFileSync(kept, "utf8") === page;
  if (!isSame) writeFileSync(actual, page);
  expect(isSame).toBe(true);
});
