import { type Diagnostic, diagnose, withFix } from "./diagnostics.ts";
import { argumentsAt, type Look, type Text } from "./look.ts";
import { quoted } from "./quoted.ts";

const INVERSES: ReadonlyMap<string, string> = new Map([
  ["sin", "asin"],
  ["cos", "acos"],
  ["tan", "atan"],
]);

/** `sin^2(x)`, `sin² x` and `sin^-1(x)`, as on paper: what is meant stands behind the brackets, or is a function of its own. */
export function powerOfFunction(peek: Look, { source, takes }: Text): Diagnostic | null {
  const [name, sign] = [peek(0), peek(1)];
  const isRaised = sign.kind === "superscript";
  if (!takes(name.text, 1) || !(isRaised || sign.text === "^")) return null;
  let last = isRaised ? 1 : 2;
  if (peek(last).text === "-") last += 1;
  const exponent = peek(last);
  const operand = peek(last + 1);
  if (!isRaised && exponent.kind !== "number") return null;
  if (!["open", "name", "number"].includes(operand.kind)) return null;
  const power = source.slice(sign.from, exponent.to);
  const isInverse = isRaised ? sign.text === "-1" : peek(2).text === "-" && exponent.text === "1";
  const inverse = isInverse ? INVERSES.get(name.text) : undefined;
  const given = operand.kind === "open" ? argumentsAt(peek, last + 1) : null;
  const close = given === null ? operand : peek(given.close);
  const inside = source.slice(operand.from, close.to);
  const operands = given === null ? `(${operand.kind === "open" ? "x" : inside})` : inside;
  const meant = inverse === undefined ? `${name.text}${operands}${power}` : `${inverse}${operands}`;
  const short = quoted(meant, { from: 0, to: meant.length });
  const problem = diagnose("power-of-function", { from: name.from, to: exponent.to }, short);
  const behind = given === null ? null : peek(given.close + 1);
  const goesOn = behind?.kind === "superscript" || behind?.kind === "prime" || behind?.kind === "openList";
  const isCertain =
    given?.operands.length === 1 && given.keywords.length === 0 && !goesOn && behind?.text !== "^";
  if (!isCertain) return problem;
  return withFix(problem, { from: name.from, to: close.to, insert: meant, label: `Write ${short}` });
}
