/**
 * A formula as it will stand on the page: what TeX is written from, and what its size is measured from, so that the
 * two cannot disagree. Small on purpose: it holds what the labels of a graph need.
 */
export type Formula =
  | {
      readonly kind: "symbol";
      readonly tex: string;
      readonly glyphs: string;
      readonly face: Face;
      readonly space: Space;
    }
  | { readonly kind: "row"; readonly items: readonly Formula[] }
  | { readonly kind: "fraction"; readonly numerator: Formula; readonly denominator: Formula }
  | {
      readonly kind: "scripts";
      readonly base: Formula;
      readonly above: Formula | null;
      readonly below: Formula | null;
    }
  | { readonly kind: "fenced"; readonly inner: Formula; readonly by: Fence }
  | { readonly kind: "root"; readonly inner: Formula; readonly degree: 2 | 3 }
  | { readonly kind: "accent"; readonly inner: Formula; readonly accent: Accent }
  /** With a stroke through it: it leaves with its like. */
  | { readonly kind: "struck"; readonly inner: Formula }
  | {
      readonly kind: "cases";
      readonly rows: readonly { readonly value: Formula; readonly condition: Formula }[];
    }
  /** Rows of one length, in square brackets. */
  | { readonly kind: "matrix"; readonly rows: readonly (readonly Formula[])[] };

/** Round brackets, the bars of a size, the double bars of a length, the square brackets of a list, the angles of an inner product. */
export type Fence = "brackets" | "bars" | "doubleBars" | "square" | "angles";

const FENCES: Readonly<Record<Fence, { readonly tex: readonly [string, string]; readonly plain: string }>> = {
  brackets: { tex: ["(", ")"], plain: "()" },
  bars: { tex: ["\\lvert ", "\\rvert "], plain: "||" },
  doubleBars: { tex: ["\\lVert ", "\\rVert "], plain: "‖‖" },
  square: { tex: ["[", "]"], plain: "[]" },
  angles: { tex: ["\\langle ", "\\rangle "], plain: "⟨⟩" },
};

export const ACCENTS = ["hat", "bar", "tilde", "dot", "vec"] as const;
type Accent = (typeof ACCENTS)[number];

/** Variables lean, numbers and function names stand. */
export type Face = "italic" | "upright";

/** The space TeX leaves on both sides of a symbol: none, 4/18 em, 5/18 em, or 3/18 em on its right only. */
export type Space = "none" | "binary" | "relation" | "function";

export function symbol(tex: string, glyphs: string, face: Face = "upright", space: Space = "none"): Formula {
  return { kind: "symbol", tex, glyphs, face, space };
}

export function row(...items: readonly Formula[]): Formula {
  return { kind: "row", items };
}

export function fraction(numerator: Formula, denominator: Formula): Formula {
  return { kind: "fraction", numerator, denominator };
}

export function superscript(base: Formula, above: Formula): Formula {
  return { kind: "scripts", base, above, below: null };
}

export function subscript(base: Formula, below: Formula): Formula {
  return { kind: "scripts", base, above: null, below };
}

export function fenced(inner: Formula, by: Fence = "brackets"): Formula {
  return { kind: "fenced", inner, by };
}

export function struck(inner: Formula): Formula {
  return { kind: "struck", inner };
}

export const equalsSign = symbol("=", "=", "upright", "relation");
export const plusSign = symbol("+", "+", "upright", "binary");
export const minusSign = symbol("-", "−", "upright", "binary");
/** Entry by entry, where a product of matrices would be something else. */
export const entrywiseSign = symbol("\\odot", "⊙", "upright", "binary");
export const timesSign = symbol("\\cdot", "⋅", "upright", "binary");
export const negativeSign = symbol("-", "−", "upright", "none");
export const thinSpace = symbol("\\,", "\u2009", "upright", "none");
export const partialSign = symbol("\\partial", "∂", "upright", "none");
export const totalSign = symbol("\\mathrm{d}", "d", "upright", "none");
export const transposeSign = {
  kind: "symbol",
  tex: "\\top",
  glyphs: "ᵀ",
  face: "upright",
  space: "none",
} as const;
/** A gradient of choice goes by its name. */
export const seedSign = symbol("\\mathrm{seed}", "seed");
/** A place that a number will fill. */
export const emptySlot = symbol("\\square", "□", "upright", "none");
export const ellipsis = symbol("\\cdots", "⋯", "upright", "none");

/** TeX that KaTeX takes in its strict mode. */
export function tex(formula: Formula): string {
  switch (formula.kind) {
    case "symbol":
      return formula.tex;
    case "row":
      return joinTex(formula.items.map(tex));
    case "fraction":
      return `\\dfrac{${tex(formula.numerator)}}{${tex(formula.denominator)}}`;
    case "scripts": {
      const below = formula.below === null ? "" : `_{${tex(formula.below)}}`;
      const above = formula.above === null ? "" : `^{${tex(formula.above)}}`;
      return `${scriptBase(formula.base)}${below}${above}`;
    }
    case "fenced":
      return fencedTex(formula.by, formula.inner);
    case "root":
      return `\\sqrt${formula.degree === 2 ? "" : `[${formula.degree}]`}{${tex(formula.inner)}}`;
    case "accent":
      return `\\${formula.accent}{${tex(formula.inner)}}`;
    case "struck":
      return `\\cancel{${tex(formula.inner)}}`;
    case "cases": {
      const rows = formula.rows.map(({ value, condition }) => `${tex(value)} & ${tex(condition)}`);
      return `\\begin{cases}${rows.join(" \\\\ ")}\\end{cases}`;
    }
    case "matrix": {
      const rows = formula.rows.map((entries) => entries.map(tex).join(" & "));
      return `\\begin{bmatrix}${rows.join(" \\\\ ")}\\end{bmatrix}`;
    }
  }
}

function fencedTex(by: Fence, inner: Formula): string {
  const [left, right] = FENCES[by].tex;
  return isTall(inner) ? `\\left${left}${tex(inner)}\\right${right}` : `${left}${tex(inner)}${right}`;
}

/** Whether ordinary brackets would be too small for it. */
export function isTall(formula: Formula): boolean {
  switch (formula.kind) {
    case "symbol":
      return false;
    case "row":
      return formula.items.some(isTall);
    case "scripts":
      return isTall(formula.base);
    case "fenced":
    case "root":
    case "accent":
    case "struck":
      return isTall(formula.inner);
    case "fraction":
    case "cases":
    case "matrix":
      return true;
  }
}

/** A command that ends in a letter needs a space before a letter: `\cdot x`. */
function joinTex(items: readonly string[]): string {
  const written = items.filter((item) => item !== "");
  // Each is compared with its neighbour alone: a sum of thousands of terms is one row.
  return written
    .map((item, place) => {
      const isCommand = /\\[a-zA-Z]+$/.test(written[place - 1] ?? "");
      return isCommand && /^[a-zA-Z0-9]/.test(item) ? ` ${item}` : item;
    })
    .join("");
}

function scriptBase(base: Formula): string {
  return base.kind === "symbol" || base.kind === "fenced" ? tex(base) : `{${tex(base)}}`;
}

/** A formula as one line of plain text, for the moment before the typesetter has loaded. */
export function plainText(formula: Formula): string {
  switch (formula.kind) {
    case "symbol":
      return formula.space === "binary" || formula.space === "relation"
        ? ` ${formula.glyphs} `
        : formula.glyphs;
    case "row":
      return formula.items
        .map((item) => (item.kind === "cases" ? `{${plainText(item)}}` : plainText(item)))
        .join("");
    case "fraction":
      return `${plainGroup(formula.numerator)}/${plainGroup(formula.denominator)}`;
    case "scripts": {
      const below = formula.below === null ? "" : `_${plainGroup(formula.below)}`;
      const above = formula.above === null ? "" : raised(formula.above);
      return `${plainText(formula.base)}${below}${above}`;
    }
    case "fenced":
      return [...FENCES[formula.by].plain].join(plainText(formula.inner));
    case "root":
      return `${formula.degree === 2 ? "√" : "∛"}${plainGroup(formula.inner)}`;
    case "accent":
      return `${plainText(formula.inner)}_${formula.accent}`;
    case "struck":
      return plainText(formula.inner);
    case "cases":
      return formula.rows
        .map(({ value, condition }) => `${plainText(value)} if ${plainText(condition)}`)
        .join(", ");
    case "matrix":
      return `[${formula.rows.map((entries) => `[${entries.map(plainText).join(", ")}]`).join(", ")}]`;
  }
}

/** A formula within a sentence: indices are lowered, `v₂`, and a tensor of ones stands close to its shape. */
export function runningText(formula: Formula): string {
  return plainText(formula)
    .replace(/_(\d+)/g, (_index, digits: string) =>
      digits.replace(/\d/g, (digit) => "₀₁₂₃₄₅₆₇₈₉"[Number(digit)] ?? digit),
    )
    .replaceAll("𝟏_", "𝟏");
}

/** Raised type in plain text; a sign that is raised already needs no mark. */
function raised(formula: Formula): string {
  return formula === transposeSign ? transposeSign.glyphs : `^${plainGroup(formula)}`;
}

/** In brackets where a fraction bar or raised type no longer holds it together; `∂c/∂a` and `x^−1` need none. */
function plainGroup(formula: Formula): string {
  const items = formula.kind === "row" ? formula.items : [formula];
  const [first] = items;
  const isSigned = first === partialSign || first === totalSign || first === negativeSign;
  const [core, ...others] = isSigned ? items.slice(1) : items;
  const isOne = core?.kind === "symbol" || core?.kind === "scripts" || core?.kind === "fenced";
  return isOne && others.length === 0 ? plainText(formula) : `(${plainText(formula)})`;
}
