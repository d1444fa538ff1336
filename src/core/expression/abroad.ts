import { COMPARED, type Diagnostic, diagnose, insteadOf, withFix } from "./diagnostics.ts";
import { dotted } from "./dotted.ts";
import type { Token } from "./lexer.ts";
import { argumentsAt, isLineEnd, type Look, type Text } from "./look.ts";
import type { Span } from "./span.ts";

// Signs of other languages, of textbooks and of keyboards, and what is written for them here. It is asked only about
// what can not be read in any case, so none of it says what is a program.

const ASSIGNED = "A name gets its value by `=`: `y = 2 * x`.";
const DEFINED = "A function is written `f(x) = …`, and a name gets its value by `=`.";
const BY_ENTRIES = "`* / + - ^` and functions go entry by entry; the matrix product is `@`.";
const REMARK = "A remark begins with `#`.";
const QUOTIENT = "A remark begins with `#`; a quotient has one `/`, and nothing is rounded.";
const CASES = insteadOf("if");
const SUM = "The entries of a vector are added by `sum(x)`, single numbers by `+`.";
const LINES = "Inside brackets an expression goes on in the next line.";
const RAISED = "Only numbers are read where they stand raised: write `e^(-x)`.";

/** Signs without a meaning here, and what would do instead; longer ones first. */
const ADVICE: readonly (readonly [string, string])[] = [
  ["->", DEFINED],
  ["=>", DEFINED],
  ["↦", DEFINED],
  ["→", DEFINED],
  ["//", QUOTIENT],
  ["/*", REMARK],
  ["!=", COMPARED],
  ["≠", COMPARED],
  ["≈", COMPARED],
  ["!", "A factorial is written out, as `4 * 3 * 2`; an input that is on or off is turned by `1 - x`."],
  ["&&", CASES],
  ["&", CASES],
  ["||", CASES],
  ["??", CASES],
  ["?", CASES],
  ["∑", SUM],
  ["∏", "A product is written out, factor by factor."],
  ["∫", "No integrals are calculated here: write what stands under the sign."],
  ["...", LINES],
  ["…", LINES],
  ["⁻", RAISED],
];

/** Signs that are written otherwise here. */
const INSTEAD: readonly (readonly [string, string, string])[] = [
  [":=", "=", ASSIGNED],
  ["<-", "=", ASSIGNED],
  ["←", "=", ASSIGNED],
  ["≔", "=", ASSIGNED],
  ["•", "*", "A product is written `*`, or with nothing between its factors."],
  ...["*", "/", "^", "+", "-", "'", "("].map((sign) => [`.${sign}`, sign, BY_ENTRIES] as const),
  [".**", "^", BY_ENTRIES],
];

const FRACTIONS: Readonly<Record<string, string>> = {
  "½": "1/2",
  "⅓": "1/3",
  "⅔": "2/3",
  "¼": "1/4",
  "¾": "3/4",
  "⅛": "1/8",
};

/** What stands above a letter, by the mark that Unicode combines it with. */
const ACCENTS: Readonly<Record<string, string>> = {
  "\u0302": "hat",
  "\u0304": "bar",
  "\u0303": "tilde",
  "\u0307": "dot",
};

/** What a sign of another language means, at the token that cannot be read; null where nothing is known of it. */
export function abroad(peek: Look, text: Text): Diagnostic | null {
  if (peek(0).text === "." && peek(0).kind === "unknown") {
    const told = dotted(peek, text);
    if (told !== null) return told;
  }
  return (
    decimalComma(peek) ??
    remark(peek) ??
    bars(peek, text) ??
    letters(peek) ??
    handle(peek) ??
    sign(peek, text)
  );
}

/** Signs of one or two characters; the parser may have read the first of them already. */
function sign(peek: Look, { source }: Text): Diagnostic | null {
  for (const { from } of [peek(-1), peek(0)]) {
    const isHere = ([written]: readonly string[]): boolean =>
      written !== undefined && source.startsWith(written, from) && from + written.length >= peek(0).to;
    const [written, meant, advice] = INSTEAD.findLast(isHere) ?? [];
    if (written !== undefined && meant !== undefined && advice !== undefined) {
      const place = { from, to: from + written.length };
      const problem = diagnose("other-sign", place, written, meant, advice);
      const isMended = meant !== "=" || assignsOnce(peek, written.length);
      return isMended ? withFix(problem, { ...place, insert: meant, label: `Write ${meant}` }) : problem;
    }
    const [useless, words] = ADVICE.find(isHere) ?? [];
    if (useless === "..." && !isLineEnd(peek(1))) return null;
    if (useless !== undefined && words !== undefined)
      return diagnose("unknown-character", { from, to: from + useless.length }, `\`${useless}\``, words);
  }
  return null;
}

/** Whether what stands before the sign can be assigned, and is not taken up again behind it. */
function assignsOnce(peek: Look, behind: number): boolean {
  let begin = -1;
  while (!isBeginning(peek, begin)) begin -= 1;
  const name = peek(begin);
  if (name.kind !== "name" || (begin < -1 && argumentsAt(peek, begin + 1)?.close !== -1)) return false;
  for (let at = behind; !isLineEnd(peek(at)); at += 1)
    if (peek(at).text === name.text || peek(at).kind === "equals" || peek(at).kind === "colon") return false;
  return true;
}

function isBeginning(peek: Look, at: number): boolean {
  return peek(at - 1) === peek(at) || isLineEnd(peek(at - 1));
}

/** `3,5`, unless it could be 3 500. */
function decimalComma(peek: Look): Diagnostic | null {
  const [left, comma, right] = [peek(-1), peek(0), peek(1)];
  const isBetween = left.to === comma.from && comma.to === right.from;
  if (comma.kind !== "comma" || !isBetween || !isDigits(left) || !isDigits(right)) return null;
  const problem = diagnose("stray-comma", comma);
  if (right.text.length === 3) return problem;
  const meant = `${left.text}.${right.text}`;
  return withFix(problem, { from: left.from, to: right.to, insert: meant, label: `Write ${meant}` });
}

function isDigits({ kind, text }: Token): boolean {
  return kind === "number" && /^\d+$/.test(text);
}

/** A line that begins with `//` or `%` is a remark. */
function remark(peek: Look): Diagnostic | null {
  const isSlashes = peek(0).text === "/" && peek(1).text === "/" && peek(1).from === peek(0).to;
  if (!isBeginning(peek, 0) || !(isSlashes || peek(0).text === "%")) return null;
  const place = { from: peek(0).from, to: peek(isSlashes ? 1 : 0).to };
  const problem = diagnose("other-sign", place, isSlashes ? "//" : "%", "#", REMARK);
  return withFix(problem, { ...place, insert: "#", label: "Write #" });
}

/** `|x|` and `‖x‖`. */
function bars(peek: Look, { source }: Text): Diagnostic | null {
  const bar = peek(0).text;
  const name = bar === "|" ? "abs" : "norm";
  if (bar !== "|" && bar !== "‖") return null;
  let to = 1;
  let depth = 0;
  for (; !isLineEnd(peek(to)) && peek(to).text !== bar; to += 1) depth += depthOf(peek(to));
  const inside = source.slice(peek(0).to, peek(to).from).trim();
  const isPair = peek(to).text === bar && depth === 0 && /^[\w([]/.test(inside) && /[\w)\]]$/.test(inside);
  if (!isPair || isOperandEnd(peek(-1))) return null;
  for (let at = to + 1; !isLineEnd(peek(at)); at += 1) if (peek(at).text === bar) return null;
  const place = { from: peek(0).from, to: peek(to).to };
  const meant = `${name}(${inside})`;
  const problem = diagnose("other-sign", place, `${bar}…${bar}`, `${name}(…)`, `Write \`${meant}\`.`);
  return withFix(problem, { ...place, insert: meant, label: `Write ${meant}` });
}

function depthOf({ kind }: Token): number {
  return kind === "open" || kind === "openList" ? 1 : kind === "close" || kind === "closeList" ? -1 : 0;
}

function isOperandEnd({ kind }: Token): boolean {
  return ["name", "number", "close", "closeList", "superscript", "prime"].includes(kind);
}

/** ½, and letters with a mark above them, which are one character or two. */
function letters(peek: Look): Diagnostic | null {
  const [before, token] = [peek(-1), peek(0)];
  if (token.kind !== "unknown") return null;
  const fraction = FRACTIONS[token.text];
  if (fraction !== undefined)
    return writtenAs(token, token.text, fraction, before.kind !== "number" && `(${fraction})`);
  const isApart = before.kind !== "name" || before.to !== token.from;
  const whole = isApart ? token.text : before.text + token.text;
  const [letter, mark = "", more] = whole.normalize("NFD");
  const accent = ACCENTS[mark];
  if (accent === undefined || more !== undefined) return null;
  const name = `${letter}_${accent}`;
  const goesOn = peek(1).from === token.to && /^[\w₀-₉]/.test(peek(1).text);
  const { from } = isApart ? token : before;
  return writtenAs({ from, to: token.to }, whole.normalize("NFC"), name, !goesOn && name);
}

function writtenAs({ from, to }: Span, sign: string, meant: string, insert: string | false): Diagnostic {
  const problem = diagnose("other-sign", { from, to }, sign, meant, `Write \`${meant}\`.`);
  return insert === false ? problem : withFix(problem, { from, to, insert, label: `Write ${insert}` });
}

/** `@(x) x^2`, which is mended where it is all that is assigned. */
function handle(peek: Look): Diagnostic | null {
  const given = peek(0).text === "@" && peek(1).kind === "open" ? argumentsAt(peek, 1) : null;
  if (given === null) return null;
  const isAssigned = peek(-1).kind === "equals" && peek(-2).kind === "name" && isBeginning(peek, -2);
  const names = given.operands.map(({ from }) => peek(from).text).join(", ");
  const head = `${isAssigned ? peek(-2).text : "f"}(${names})`;
  const problem = diagnose("python-function", peek(0), "@", head);
  if (!isAssigned) return problem;
  const place = { from: peek(-2).from, to: peek(given.close).to };
  return withFix(problem, { ...place, insert: `${head} =`, label: `Write ${head} = …` });
}
