import { type Diagnostic, diagnose, withFix } from "./diagnostics.ts";
import type { Token } from "./lexer.ts";

// What people bring along from Python and its relatives. Without this, most of it would be read as a silent product:
// `import torch` as import · torch.

/** The token so many places ahead of the one at hand. */
type Look = (ahead: number) => Token;

const MODULES: ReadonlySet<string> = new Set(
  "np numpy jnp jax torch nn functional F tf tensorflow keras math linalg special".split(" "),
);
const DECLARATIONS: ReadonlySet<string> = new Set("let const var val int float double auto".split(" "));
/** They begin a statement, or stand in the middle of an expression. */
const CONTROL: ReadonlySet<string> = new Set("for while if elif else".split(" "));
const BETWEEN: ReadonlySet<string> = new Set("for if else and or".split(" "));

/** Whether a word between two operands is one of another language, and no factor, unless it is a name of the program. */
export function isConnective(word: string): boolean {
  return BETWEEN.has(word);
}

/** What another language begins a statement with; null where nothing speaks for it. */
export function foreignStatement(peek: Look): Diagnostic | null {
  const [first, second] = [peek(0), peek(1)];
  const { text } = first;
  if (isImport(peek)) return importedLine(peek);
  if (text === "def" && second.kind === "name" && peek(2).kind === "open") return definedByDef(peek);
  if (text === "return" && beginsOperand(second))
    return withFix(diagnose("return", first), {
      from: first.from,
      to: second.from,
      insert: "",
      label: "Remove return",
    });
  if (CONTROL.has(text) && (beginsOperand(second) || second.kind === "colon"))
    return diagnose("control-flow", first, text);
  if (DECLARATIONS.has(text) && second.kind === "name" && peek(2).kind === "equals")
    return withFix(diagnose("declaration", first, text, second.text), {
      from: first.from,
      to: second.from,
      insert: "",
      label: `Remove ${text}`,
    });
  return null;
}

/** What another language has where an operand is due: the second sign of `==` and `+=`, and `lambda`. */
export function foreignOperand(peek: Look): Diagnostic | null {
  const [before, token] = [peek(-1), peek(0)];
  if (token.kind === "equals" && before.to === token.from) {
    const place = { from: before.from, to: token.to };
    if (before.kind === "equals")
      return withFix(diagnose("comparison", place), { ...place, insert: "=", label: "Write =" });
    const name = peek(-2);
    if (before.kind === "operator" && name.kind === "name")
      return diagnose("augmented-assignment", place, `${before.text}=`, name.text, before.text);
  }
  return token.kind === "name" && token.text === "lambda" ? definedByLambda(peek) : null;
}

/** What another language goes on with behind an operand. */
export function foreignContinuation(peek: Look): Diagnostic | null {
  const token = peek(0);
  if (token.kind === "equals" && peek(1).kind === "equals" && token.to === peek(1).from)
    return diagnose("comparison", { from: token.from, to: peek(1).to });
  if (token.kind === "unknown" && token.text === ".") return dotted(peek);
  const isWord = token.kind === "name" && isConnective(token.text) && beginsOperand(peek(1));
  return isWord ? diagnose("control-flow", token, token.text) : null;
}

function beginsOperand({ kind, text }: Token): boolean {
  return ["name", "number", "open", "openList"].includes(kind) || (kind === "operator" && text === "-");
}

function isLineEnd({ kind }: Token): boolean {
  return kind === "newline" || kind === "semicolon" || kind === "end";
}

function isImport(peek: Look): boolean {
  if (peek(1).kind !== "name") return false;
  if (peek(0).text === "import") return true;
  if (peek(0).text !== "from") return false;
  for (let ahead = 2; !isLineEnd(peek(ahead)); ahead += 1) if (peek(ahead).text === "import") return true;
  return false;
}

function importedLine(peek: Look): Diagnostic {
  let end = 1;
  while (!isLineEnd(peek(end))) end += 1;
  const { from } = peek(0);
  const place = { from, to: peek(end - 1).to };
  return withFix(diagnose("import", place), { from, to: peek(end).to, insert: "", label: "Remove it" });
}

/** `def f(x): return …` is mended where its body is nothing but what it returns. */
function definedByDef(peek: Look): Diagnostic {
  const name = peek(1).text;
  let ahead = 3;
  while (!isLineEnd(peek(ahead)) && peek(ahead).kind !== "close") ahead += 1;
  const parameters = namesBetween(peek, 3, ahead);
  const written = `${name}(${parameters})`;
  const problem = diagnose("python-function", peek(0), "def", written);
  if (peek(ahead).kind !== "close" || peek(ahead + 1).kind !== "colon") return problem;
  ahead += 2;
  while (peek(ahead).kind === "newline") ahead += 1;
  if (peek(ahead).text !== "return" || !beginsOperand(peek(ahead + 1))) return problem;
  const fix = { from: peek(0).from, to: peek(ahead + 1).from, insert: `${written} = ` };
  return withFix(problem, { ...fix, label: `Write ${written} = …` });
}

/** `f = lambda x: …`, which is mended where it is all that is assigned. */
function definedByLambda(peek: Look): Diagnostic | null {
  if (peek(1).kind !== "name" && peek(1).kind !== "colon") return null;
  let colon = 1;
  while (!isLineEnd(peek(colon)) && peek(colon).kind !== "colon") colon += 1;
  const isAssigned = peek(-1).kind === "equals" && peek(-2).kind === "name";
  const written = `${isAssigned ? peek(-2).text : "f"}(${namesBetween(peek, 1, colon)})`;
  const problem = diagnose("python-function", peek(0), "lambda", written);
  const body = peek(colon + 1);
  if (!isAssigned || peek(colon).kind !== "colon" || !beginsOperand(body)) return problem;
  const fix = { from: peek(-2).from, to: body.from, insert: `${written} = ` };
  return withFix(problem, { ...fix, label: `Write ${written} = …` });
}

function namesBetween(peek: Look, from: number, to: number): string {
  const tokens = Array.from({ length: Math.max(0, to - from) }, (_token, index) => peek(from + index));
  return tokens.flatMap(({ kind, text }) => (kind === "name" ? [text] : [])).join(", ");
}

/** `np.dot`, `x.T` and `x.sum()`, with what is written for them here. */
function dotted(peek: Look): Diagnostic | null {
  const [before, name] = [peek(-1), peek(1)];
  if (name.kind !== "name") return null;
  const isName = before.kind === "name";
  if (isName && MODULES.has(before.text)) {
    let last = 1;
    while (peek(last + 1).text === "." && peek(last + 2).kind === "name") last += 2;
    const path = Array.from({ length: last + 2 }, (_token, index) => peek(index - 1).text).join("");
    return instead(before, peek(last), path, peek(last).text);
  }
  if (name.text === "T" && peek(2).kind !== "open")
    return isName
      ? instead(before, name, `${before.text}.T`, `${before.text}'`)
      : instead(peek(0), name, ".T", "'");
  if (!isName || peek(2).kind !== "open") return null;
  const [written, meant] = [`${before.text}.${name.text}(`, `${name.text}(${before.text}`];
  return peek(3).kind === "close"
    ? instead(before, peek(3), `${written})`, `${meant})`)
    : instead(before, peek(2), `${written}…)`, `${meant}, …)`, `${meant}, `);
}

function instead(first: Token, last: Token, written: string, meant: string, insert = meant): Diagnostic {
  const place = { from: first.from, to: last.to };
  return withFix(diagnose("dotted-name", place, written, meant), {
    ...place,
    insert,
    label: `Write ${meant}`,
  });
}
