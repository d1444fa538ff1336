import { type Diagnostic, diagnose } from "../expression/diagnostics.ts";
import { parse } from "../expression/parser.ts";
import { readingsOf } from "../expression/readings.ts";
import type { Span } from "../expression/span.ts";
import type { Statement } from "../expression/tree.ts";
import { checkNames, hasFunction } from "./checkNames.ts";
import { DEFAULT_ROLE, type Input } from "./input.ts";
import { readRoles } from "./roles.ts";

/** A text that is a program: its names and operand counts are right, and it can be evaluated. */
export interface Program {
  readonly source: string;
  readonly statements: readonly Statement[];
  /** In the order in which the text mentions them first; `from` and `to` are that place. */
  readonly inputs: readonly Input[];
}

const inputTables = new WeakMap<Program, ReadonlyMap<string, Input>>();

/** An input by its name, from a table that is made when first asked for. */
export function inputNamed(program: Program, name: string): Input | undefined {
  const known = inputTables.get(program) ?? new Map(program.inputs.map((input) => [input.name, input]));
  inputTables.set(program, known);
  return known.get(name);
}

const NONE: ReadonlySet<string> = new Set();

export interface ReadText {
  readonly program: Program | null;
  /** What is wrong with the text; if nothing is, what may surprise in how it was read. */
  readonly diagnostics: readonly Diagnostic[];
  /** Where the text has a product and no sign for it. */
  readonly impliedProducts: readonly Span[];
}

/**
 * Reads a text: a program if nothing is wrong with it, and everything that is. Never throws. `given` are names that
 * get a value from outside, so that a constant of such a name is an input.
 */
export function readProgram(source: string, given: ReadonlySet<string> = NONE): ReadText {
  const parsed = parse(source, hasFunction);
  const checked = checkNames(parsed, given);
  const diagnostics = [...parsed.diagnostics, ...checked.diagnostics].sort((a, b) => a.from - b.from);
  // What a broken statement would have been is not known, so it may have been the output.
  const hasOutput = diagnostics.length > 0 || parsed.statements.some(({ parameters }) => parameters === null);
  if (!hasOutput) diagnostics.push(diagnose("no-output", { from: 0, to: parsed.statements.at(-1)?.to ?? 0 }));
  const { statements, impliedProducts } = parsed;
  const isProgram = !diagnostics.some(({ severity }) => severity === "error");
  if (!isProgram) return { program: null, diagnostics, impliedProducts };
  const { roles, diagnostics: told } = readRoles(source, checked.leaves);
  const inputs = checked.leaves.map((leaf) => ({ ...leaf, role: roles.get(leaf.name) ?? DEFAULT_ROLE }));
  const program = { source, statements, inputs };
  return { program, diagnostics: [...diagnostics, ...told, ...readingsOf(source, parsed)], impliedProducts };
}
