import type { Span } from "../expression/span.ts";
import { DEFAULT_ROLE, type Input, type Role, writtenName } from "./input.ts";
import { namesOf, type RoleComment, roleComments, seriesOf } from "./roles.ts";

interface Edit extends Span {
  readonly insert: string;
}

/** The text with one role changed: a comment is added, made longer or shorter, and all else stays as it is. */
export function withRole(source: string, inputs: readonly Input[], chosen: Input, role: Role): string {
  if (chosen.role === role) return source;
  const series = seriesOf(source, inputs);
  const comments = roleComments(source, namesOf(inputs), series);
  const target = role === DEFAULT_ROLE ? undefined : comments.find((comment) => comment.role === role);
  const written = writtenName(source, chosen);
  const edits = comments.flatMap((comment): readonly Edit[] => {
    const others = comment.names.flatMap(({ name, from, to }) => {
      const steps = series.get(name) ?? [];
      // One step leaves: the others are then named singly.
      if (steps.includes(chosen.name) && comment !== target)
        return steps.filter((step) => step !== chosen.name);
      return name === chosen.name ? [] : source.slice(from, to);
    });
    const isTarget = comment === target;
    const isNamed = comment.names.some(
      ({ name }) => name === chosen.name || series.get(name)?.includes(chosen.name) === true,
    );
    if (!isNamed && !isTarget) return [];
    if (others.length === 0 && !isTarget) return [{ ...lineOf(source, comment), insert: "" }];
    const [first, last] = [comment.names[0], comment.names.at(-1)];
    const list = [...others, ...(isTarget ? [written] : [])];
    const insert = list.join(", ");
    return first === undefined || last === undefined
      ? [{ from: comment.colonTo, to: comment.colonTo, insert: ` ${insert}` }]
      : [{ from: first.from, to: last.to, insert }];
  });
  if (role !== DEFAULT_ROLE && target === undefined)
    edits.push(newLine(source, comments, `# ${role === "data" ? role : `${role}s`}: ${written}`));
  return edits
    .toSorted((one, other) => other.from - one.from || other.to - one.to)
    .reduce((text, { from, to, insert }) => text.slice(0, from) + insert + text.slice(to), source);
}

/** Below the other lines of roles, otherwise above everything: the last line of a program is its output. */
function newLine(source: string, comments: readonly RoleComment[], line: string): Edit {
  const last = comments.findLast((comment) => isAlone(source, comment));
  const at = last === undefined ? 0 : lineOf(source, last).to;
  const isAfterBreak = at === 0 || /[\r\n]/.test(source[at - 1] ?? "");
  return { from: at, to: at, insert: isAfterBreak ? `${line}\n` : `\n${line}` };
}

function isAlone(source: string, { from }: RoleComment): boolean {
  return /(?:^|[\r\n])[^\S\r\n]*$/.test(source.slice(0, from));
}

/** What goes with a comment: its line with a line break, or behind a statement the blanks before it. */
function lineOf(source: string, comment: RoleComment): Span {
  const before = source.slice(0, comment.from);
  const from = before.replace(/[^\S\r\n]+$/, "").length;
  if (!isAlone(source, comment)) return { from, to: comment.to };
  const [lineBreak = ""] = /^(?:\r\n|\r|\n)?/.exec(source.slice(comment.to)) ?? [];
  if (lineBreak !== "") return { from, to: comment.to + lineBreak.length };
  const [breakBefore = ""] = /(?:\r\n|\r|\n)?$/.exec(before.slice(0, from)) ?? [];
  return { from: from - breakBefore.length, to: comment.to };
}
