import { type Diagnostic, diagnose, withFix } from "../expression/diagnostics.ts";
import type { Abroad } from "../expression/look.ts";
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

/** The last function is called with its own parameters as inputs, unless their names are taken. */
function withoutOutput(source: string, statements: readonly Statement[]): Diagnostic {
  const { name, parameters, to } = statements.at(-1) ?? { name: null, parameters: null, to: 0 };
  const names = parameters?.map((parameter) => parameter.name) ?? [];
  const call = `${name}(${names.join(", ")})`;
  const problem = diagnose("no-output", { from: 0, to }, call);
  const isTaken = names.some(
    (own) => hasFunction(own, null) || statements.some((other) => other.name === own),
  );
  if (isTaken) return problem;
  const end = source.length;
  return withFix(problem, {
    from: end,
    to: end,
    insert: source.endsWith("\n") ? call : `\n${call}`,
    label: `Add ${call}`,
  });
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
 * get a value from outside, so that a constant of such a name is an input; `abroad` words what comes from other languages.
 */
export function readProgram(source: string, given: ReadonlySet<string> = NONE, abroad?: Abroad): ReadText {
  const parsed = parse(source, hasFunction, abroad);
  const checked = checkNames(parsed, given);
  const diagnostics = [...parsed.diagnostics, ...checked.diagnostics].sort((a, b) => a.from - b.from);
  // What a broken statement would have been is not known, so it may have been the output.
  const hasOutput = diagnostics.length > 0 || parsed.statements.some(({ parameters }) => parameters === null);
  if (!hasOutput) diagnostics.push(withoutOutput(source, parsed.statements));
  const { statements, impliedProducts } = parsed;
  const isProgram = !diagnostics.some(({ severity }) => severity === "error");
  if (!isProgram) return { program: null, diagnostics, impliedProducts };
  const { roles, diagnostics: told } = readRoles(source, checked.leaves);
  const inputs = checked.leaves.map((leaf) => ({ ...leaf, role: roles.get(leaf.name) ?? DEFAULT_ROLE }));
  const program = { source, statements, inputs };
  return { program, diagnostics: [...diagnostics, ...told, ...readingsOf(source, parsed)], impliedProducts };
}
