import { type Diagnostic, diagnose, withFix } from "../expression/diagnostics.ts";
import { tokenAt } from "../expression/lexer.ts";
import { canonicalName } from "../expression/names.ts";
import type { Span } from "../expression/span.ts";
import { type Leaf, ROLES, type Role } from "./input.ts";
import { nearName } from "./nearName.ts";

interface NamePlace extends Span {
  readonly name: string;
}

/** A comment such as `# data: x, y`; its place is the whole comment's, from the `#` to the end of the line. */
export interface RoleComment extends Span {
  readonly role: Role;
  /** The place behind the colon. */
  readonly colonTo: number;
  readonly names: readonly NamePlace[];
}

/** A list of names can be long, and all of them wrong. */
const MOST_TOLD = 10;

const COMMENT = /#[^\r\n]*/g;
const HEAD = /^#+[ \t]*(?:(parameter|constant)s?|(data))[ \t]*[:：]/i;

/**
 * The roles that comments give to inputs, by name, and what is to be told about them. A comment that gives roles stays
 * a comment for everything else; inputs that none mentions are parameters.
 */
export function readRoles(
  source: string,
  leaves: readonly Leaf[],
): { readonly roles: ReadonlyMap<string, Role>; readonly diagnostics: readonly Diagnostic[] } {
  const roles = new Map<string, Role>();
  const ofSeries = new Map<string, Role>();
  const inputs = namesOf(leaves);
  const series = seriesOf(source, leaves);
  const diagnostics: Diagnostic[] = [];
  const tell = (told: () => Diagnostic): void => {
    if (diagnostics.length < MOST_TOLD) diagnostics.push(told());
  };
  for (const { role, names } of roleComments(source, inputs, series)) {
    for (const { name, from, to } of names) {
      const given = series.has(name) ? ofSeries : roles;
      const first = given.get(name);
      if (!inputs.has(name) && !series.has(name))
        tell(() => noInput(source, { from, to }, nearName(name, inputs)));
      else if (first === undefined) given.set(name, role);
      else if (first !== role)
        tell(() => diagnose("two-roles", { from, to }, source.slice(from, to), withArticle(first)));
    }
  }
  // What is said of one step is said more exactly.
  for (const [name, role] of ofSeries)
    for (const step of series.get(name) ?? []) if (!roles.has(step)) roles.set(step, role);
  return { roles, diagnostics };
}

/** The inputs of a loop by the name before their index: x1, x2 and x3 of `x[t]`. Not where that name is an input itself. */
type Series = ReadonlyMap<string, readonly string[]>;

export function seriesOf(source: string, leaves: readonly Leaf[]): Series {
  const inputs = namesOf(leaves);
  const series = new Map<string, string[]>();
  for (const { name, from, to } of leaves) {
    const [, base] = /^([\p{L}_][\p{L}\p{N}_]*)\s*\[/u.exec(source.slice(from, to)) ?? [];
    if (base === undefined || inputs.has(canonicalName(base))) continue;
    series.set(canonicalName(base), [...(series.get(canonicalName(base)) ?? []), name]);
  }
  return series;
}

function withArticle(role: Role): string {
  return role === "data" ? role : `a ${role}`;
}

function noInput(source: string, place: Span, near: string): Diagnostic {
  const told = diagnose("role-of-no-input", place, source.slice(place.from, place.to), near);
  return near === "" ? told : withFix(told, { ...place, insert: near, label: `Write ${near}` });
}

export function namesOf(leaves: readonly Leaf[]): ReadonlySet<string> {
  return new Set(leaves.map(({ name }) => name));
}

export function roleComments(
  source: string,
  inputs: ReadonlySet<string>,
  series: Series,
): readonly RoleComment[] {
  const known = new Set([...inputs, ...series.keys()]);
  return [...source.matchAll(COMMENT)].flatMap(({ 0: comment, index: from }) => {
    const [head, singular, data] = HEAD.exec(comment) ?? [];
    const role = ROLES.find((known) => known === (singular ?? data)?.toLowerCase());
    if (head === undefined || role === undefined) return [];
    const colonTo = from + head.length;
    const names = listedNames(source, { from: colonTo, to: from + trimmedLength(comment) }, known);
    return names === null ? [] : [{ role, colonTo, names, from, to: from + comment.length }];
  });
}

/** Without the blanks and the full stop at its end. */
function trimmedLength(comment: string): number {
  const trimmed = comment.trimEnd();
  return trimmed.length - (trimmed.endsWith(".") ? 1 : 0);
}

/**
 * The names of a list: with commas between them, or with blanks and `and` where all of them are inputs. Null for
 * anything else, which is prose: `# data: the four rows of XOR`.
 */
function listedNames(source: string, list: Span, inputs: ReadonlySet<string>): readonly NamePlace[] | null {
  const names: NamePlace[] = [];
  let isAfterComma = true;
  let hasCommas = true;
  for (let token = tokenAt(source, list.from); token.from < list.to; token = tokenAt(source, token.to)) {
    if (token.kind === "name") {
      names.push({ name: token.text, from: token.from, to: token.to });
      hasCommas &&= isAfterComma;
      isAfterComma = false;
    } else if (token.kind === "comma" && !isAfterComma) {
      isAfterComma = true;
    } else {
      return null;
    }
  }
  if (hasCommas) return names;
  const meant = names.filter(({ name }) => name !== "and" || inputs.has(name));
  return meant.every(({ name }) => inputs.has(name)) ? meant : null;
}
