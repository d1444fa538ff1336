import { ACCENTS, ellipsis, type Formula, fenced, subscript, symbol } from "./formula.ts";
import { separated } from "./typeset.ts";

/** Greek letters by their English names; capitals that look Latin have no command of their own in TeX. */
const GREEK: Readonly<Record<string, string>> = {
  alpha: "α",
  beta: "β",
  gamma: "γ",
  delta: "δ",
  epsilon: "ϵ",
  zeta: "ζ",
  eta: "η",
  theta: "θ",
  iota: "ι",
  kappa: "κ",
  lambda: "λ",
  mu: "μ",
  nu: "ν",
  xi: "ξ",
  pi: "π",
  rho: "ρ",
  sigma: "σ",
  tau: "τ",
  upsilon: "υ",
  phi: "ϕ",
  chi: "χ",
  psi: "ψ",
  omega: "ω",
  Gamma: "Γ",
  Delta: "Δ",
  Theta: "Θ",
  Lambda: "Λ",
  Xi: "Ξ",
  Pi: "Π",
  Sigma: "Σ",
  Phi: "Φ",
  Psi: "Ψ",
  Omega: "Ω",
};

const GREEK_NAMES = new Map([
  ...Object.entries(GREEK).map(([name, letter]) => [letter, name] as const),
  // The other shapes of three letters.
  ["ε", "epsilon"],
  ["φ", "phi"],
  ["ς", "sigma"],
  // Those that nobody can tell from a Latin letter are that letter.
  ...[..."ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο"].map((letter, place) => [letter, "ABEZHIKMNOPTYXo"[place] ?? letter] as const),
]);

const LOWERED = "₀₁₂₃₄₅₆₇₈₉";

/**
 * The one spelling of a name that can be written in several ways: `θ₂`, `θ_2` and `theta_2` are one name. Greek
 * letters are spelt out, apart from what follows them, and lowered digits stand behind `_`.
 */
export function canonicalName(written: string): string {
  if (/^\w*$/.test(written)) return written;
  return written
    .replace(/[₀-₉]+/g, (digits) => `_${[...digits].map((digit) => LOWERED.indexOf(digit)).join("")}`)
    .replace(/(\W)(_?)([A-Za-z])?/g, (_match, letter: string, rule: string, next = "") => {
      const separator = rule === "" && next !== "" ? "_" : rule;
      return `${GREEK_NAMES.get(letter) ?? letter}${separator}${next}`;
    });
}

/**
 * A name as a textbook prints it: one letter leans, a Greek letter is shown as itself, a longer word stands upright,
 * and digits at the end or what follows `_` becomes a subscript: `theta_2`, `L3`, `w_jk`, `cost`.
 */
export function nameFormula(name: string): Formula {
  if (isListSymbol(name)) return listFormula(name);
  const [, base = name, index = ""] = /^(.*?[^\d_])_?(\d*)$/.exec(name) ?? [];
  const cut = name.indexOf("_", 1);
  if (cut < name.length - 1 && /[^\d_]/.test(name.slice(0, Math.max(cut, 0)))) {
    const accent = ACCENTS.find((known) => known === name.slice(cut + 1));
    const word = wordFormula(name.slice(0, cut));
    if (accent !== undefined) return { kind: "accent", inner: word, accent };
    return subscript(word, subscriptFormula(name.slice(cut + 1)));
  }
  return index === "" ? wordFormula(name) : subscript(wordFormula(base), subscriptFormula(index));
}

const MOST_ENTRIES = 4;
const LEFT_OUT = "…";

/** What a list without a name is called by: the names of what is in it; of a long one the first and the last. */
export function listSymbol(entries: readonly string[]): string {
  const shown = entries.length <= MOST_ENTRIES ? entries : [entries[0], LEFT_OUT, entries.at(-1)];
  return `[${shown.join(", ")}]`;
}

/** Whether a node's symbol is that of a list without a name, and so is no name itself. */
export function isListSymbol(symbol: string): boolean {
  return symbol.startsWith("[");
}

function listFormula(name: string): Formula {
  const entries = name.slice(1, -1).split(", ");
  const formulas = entries.map((entry) => {
    if (entry === LEFT_OUT) return ellipsis;
    return /^[-\d.]/.test(entry) ? symbol(entry, entry.replace("-", "−")) : nameFormula(canonicalName(entry));
  });
  return fenced(separated(formulas), "square");
}

/** `jk` is two indices and leans; `hidden` is a word and stands. */
function subscriptFormula(text: string): Formula {
  if (/^\d+$/.test(text)) return symbol(text, text);
  if (/^[a-z]{1,2}$/.test(text)) return symbol(text, text, "italic");
  return wordFormula(text);
}

function wordFormula(word: string): Formula {
  const letter = Object.hasOwn(GREEK, word) ? GREEK[word] : undefined;
  if (letter !== undefined) return symbol(`\\${word}`, letter, /^[A-Z]/.test(word) ? "upright" : "italic");
  if (/^[a-zA-Z]$/.test(word)) return symbol(word, word, "italic");
  return symbol(`\\mathrm{${word.replaceAll("_", "\\_")}}`, word);
}
