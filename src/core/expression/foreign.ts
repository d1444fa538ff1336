import { type Diagnostic, diagnose, withFix } from "./diagnostics.ts";
import type { Token } from "./lexer.ts";
import { isLineEnd, type Look } from "./look.ts";

// What people bring along from Python and its relatives. Without this, most of it would be read as a silent product:
// `import torch` as import · torch.

const DECLARATIONS: ReadonlySet<string> = new Set("let const var val int float double auto".split(" "));
/** They begin a statement, or stand in the middle of an expression. */
const CONTROL: ReadonlySet<string> = new Set("for while if elif else".split(" "));
const BETWEEN: ReadonlySet<string> = new Set("for if else and or mod".split(" "));
/** They say something to the program that runs a text, with the words behind them on their line. */
const COMMANDS: ReadonlySet<string> = new Set(
  "clear clc close hold figure format syms using begin end pass".split(" "),
);

/** Whether a word between two operands is one of another language, and no factor, unless it is a name of the program. */
export function isConnective(word: string): boolean {
  return BETWEEN.has(word);
}

/** Whether a word begins a line that is no expression, unless it is a name of the program. */
export function isCommand(word: string): boolean {
  return COMMANDS.has(word);
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
  if (isCommand(text)) return command(peek);
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
  if (token.kind === "name" && token.text === "not" && beginsOperand(peek(1)))
    return diagnose("control-flow", token, token.text);
  return token.kind === "name" && token.text === "lambda" ? definedByLambda(peek) : null;
}

/** What another language goes on with behind an operand. */
export function foreignContinuation(peek: Look): Diagnostic | null {
  const token = peek(0);
  if (token.kind === "equals" && peek(1).kind === "equals" && token.to === peek(1).from)
    return diagnose("comparison", { from: token.from, to: peek(1).to });
  // `axis=0` among the operands of a function.
  const [setting, comma] = [peek(-1), peek(-2)];
  if (token.kind === "equals" && setting.kind === "name" && comma.kind === "comma")
    return diagnose("no-settings", { from: setting.from, to: token.to }, `${setting.text}=`);
  const isWord = token.kind === "name" && isConnective(token.text) && beginsOperand(peek(1));
  return isWord ? diagnose("control-flow", token, token.text) : null;
}

function beginsOperand({ kind, text }: Token): boolean {
  return ["name", "number", "open", "openList"].includes(kind) || (kind === "operator" && text === "-");
}

function isImport(peek: Look): boolean {
  if (peek(1).kind !== "name") return false;
  if (peek(0).text === "import") return true;
  if (peek(0).text !== "from") return false;
  for (let ahead = 2; !isLineEnd(peek(ahead)); ahead += 1) if (peek(ahead).text === "import") return true;
  return false;
}

/** `clear all`, `end`: a line of nothing but words. */
function command(peek: Look): Diagnostic | null {
  let end = 1;
  while (peek(end).kind === "name" || peek(end).kind === "comma") end += 1;
  if (!isLineEnd(peek(end)) && peek(end).text !== ":") return null;
  const place = { from: peek(0).from, to: peek(end - 1).to };
  const words = peek(end - 1) === peek(0) ? peek(0).text : `${peek(0).text} …`;
  return withFix(diagnose("command", place, words), { ...place, insert: "", label: "Remove it" });
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
