import { entries, entrywise, type Lists, lists, shapeOfLists, sum } from "./arrays.ts";
import { FUNCTIONS, type Symbols } from "./texReader.ts";

/*
 * Reads TeX of vectors and matrices as the page writes it, and works it out over plain lists: it knows nothing of the
 * code that wrote it. Factors side by side are a matrix product, ⊙ multiplies entry by entry; a vector is a row on the
 * left of a matrix and a column on its right, and two vectors of which one is transposed are an outer product.
 */

/** What a piece of TeX comes to, and whether it is a vector with a ⊤. */
interface Piece {
  readonly value: Lists;
  readonly isTurned: boolean;
}

export interface TensorSymbols extends Pick<Symbols, "pattern"> {
  readonly values: ReadonlyMap<string, Lists>;
}

/** What this reader does not read; a test counts how often. */
export class Unread extends Error {}

/** What TeX comes to; what is added up over copies comes to `shape`. */
export function readTensor(tex: string, symbols: TensorSymbols, shape: readonly number[]): Lists {
  const text = tex.replaceAll(/\\left(?=[([])|\\right(?=[)\]])/g, "");
  return new TensorReader(text, symbols, shape).whole();
}

const plain = (value: Lists): Piece => ({ value, isTurned: false });

class TensorReader {
  private readonly text: string;
  private readonly symbols: TensorSymbols;
  private readonly shape: readonly number[];
  private place = 0;

  constructor(text: string, symbols: TensorSymbols, shape: readonly number[]) {
    this.text = text;
    this.symbols = symbols;
    this.shape = shape;
  }

  whole(): Lists {
    const value = this.sum();
    this.skip();
    if (this.place < this.text.length) throw this.unread();
    return value;
  }

  private unread(): Unread {
    return new Unread(`${this.text.slice(this.place)} in ${this.text}`);
  }

  private skip(): void {
    for (;;) {
      const blank = ["\\,", " ", "{}"].find((sign) => this.text.startsWith(sign, this.place));
      if (blank === undefined) return;
      this.place += blank.length;
    }
  }

  private takes(sign: string): boolean {
    this.skip();
    const isCommand = /\\[a-z]+$/i.test(sign);
    const next = this.text[this.place + sign.length] ?? "";
    if (!this.text.startsWith(sign, this.place) || (isCommand && /[a-z]/i.test(next))) return false;
    this.place += sign.length;
    return true;
  }

  private require(sign: string): void {
    if (!this.takes(sign)) throw this.unread();
  }

  private sum(): Lists {
    let total = this.takes("-") ? this.by(-1, this.term()) : this.term();
    for (;;) {
      if (this.takes("+")) total = this.each((a = 0, b = 0) => a + b, total, this.term());
      else if (this.takes("-")) total = this.each((a = 0, b = 0) => a - b, total, this.term());
      else return total;
    }
  }

  private by(number: number, value: Lists): Lists {
    return this.each((a = 0) => number * a, value);
  }

  private each(combine: (...numbers: readonly number[]) => number, ...given: readonly Lists[]): Lists {
    const value = entrywise(combine, ...given);
    if (value === null) throw new Error(`shapes do not fit in ${this.text}`);
    return value;
  }

  private term(): Lists {
    let whole = this.product();
    for (;;) {
      if (this.takes("\\odot") || this.takes("\\cdot"))
        whole = this.each((a = 0, b = 0) => a * b, whole, this.product());
      else if (this.takes("/")) whole = this.each((a = 0, b = 0) => a / b, whole, this.product());
      else return whole;
    }
  }

  private product(): Lists {
    let whole = this.power();
    for (;;) {
      this.skip();
      const rest = this.text.slice(this.place);
      if (rest === "" || /^(?:[+\-=)\]},/]|\\odot|\\cdot(?![a-z])|\\rvert|\\rVert)/.test(rest))
        return whole.value;
      whole = multiplied(whole, this.power());
    }
  }

  private power(): Piece {
    const base = this.base();
    if (!this.takes("^")) return base;
    this.require("{");
    if (this.takes("\\top")) {
      this.require("}");
      return transposed(base.value);
    }
    const exponent = this.sum();
    this.require("}");
    return plain(this.each((a = 0, b = 0) => a ** b, base.value, exponent));
  }

  private bracketed(open: string, close: string): Lists {
    this.require(open);
    const inner = this.sum();
    this.require(close);
    return inner;
  }

  private base(): Piece {
    const known = this.symbol();
    if (known !== null) return plain(known);
    const [number] = /^\d+(?:\.\d+)?/.exec(this.text.slice(this.place)) ?? [];
    if (number !== undefined) {
      this.place += number.length;
      return plain(Number(number));
    }
    if (this.takes("\\dfrac"))
      return plain(this.each((a = 0, b = 0) => a / b, this.bracketed("{", "}"), this.bracketed("{", "}")));
    if (this.takes("\\sqrt")) return plain(this.each(Math.sqrt, this.bracketed("{", "}")));
    if (this.takes("\\mathbf{1}")) return plain(this.ones());
    if (this.takes("\\mathrm{sum}")) return plain(this.added());
    if (this.takes("\\mathrm{softmax}")) return plain(softmax(this.bracketed("(", ")")));
    if (this.takes("\\pi")) return plain(Math.PI);
    if (this.takes("\\mathrm{e}")) return plain(Math.E);
    const name = Object.keys(FUNCTIONS).find((one) => this.text.startsWith(`${one}(`, this.place));
    if (name !== undefined) return plain(this.application(name));
    if (this.text.startsWith("(", this.place)) return plain(this.bracketed("(", ")"));
    if (this.text.startsWith("{", this.place)) return plain(this.bracketed("{", "}"));
    throw this.unread();
  }

  private symbol(): Lists | null {
    this.skip();
    const { pattern, values } = this.symbols;
    pattern.lastIndex = this.place;
    const [symbol] = pattern.exec(this.text) ?? [];
    if (symbol === undefined || (symbol in FUNCTIONS && this.text[this.place + symbol.length] === "("))
      return null;
    this.place += symbol.length;
    return values.get(symbol) ?? Number.NaN;
  }

  /** Ones of a shape; without one they fit whatever they meet. */
  private ones(): Lists {
    const [all, sizes = ""] = /^_\{(\d+(?:\{\\times\}\d+)?)\}/.exec(this.text.slice(this.place)) ?? [];
    if (all === undefined) {
      if (this.takes("_{")) return this.indicated();
      return 1;
    }
    this.place += all.length;
    return lists(sizes.split("{\\times}").map(Number), () => 1);
  }

  /** 1 where a relation holds, entry by entry, and 0 elsewhere. */
  private indicated(): Lists {
    const left = this.sum();
    const relation = ["=", "<", ">", "\\le", "\\ge"].find((sign) => this.takes(sign));
    if (relation === undefined) throw this.unread();
    const right = this.sum();
    this.require("}");
    return this.each((a = 0, b = 0) => Number(RELATIONS[relation]?.(a, b)), left, right);
  }

  private added(): Lists {
    const isOfCopies = this.takes("_{\\text{copies}}");
    if (this.takes("_{\\text{row}}")) return overRows(this.bracketed("(", ")"), sum);
    if (!isOfCopies && this.text.startsWith("_", this.place)) throw this.unread();
    const value = this.bracketed("(", ")");
    return isOfCopies ? overCopies(value, this.shape) : sum(entries(value));
  }

  private application(name: string): Lists {
    this.place += name.length;
    this.require("(");
    const given = [this.sum()];
    while (this.takes(",")) given.push(this.sum());
    this.require(")");
    return this.each(FUNCTIONS[name] ?? (() => Number.NaN), ...given);
  }
}

const RELATIONS: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  "=": (a, b) => a === b,
  "<": (a, b) => a < b,
  ">": (a, b) => a > b,
  "\\le": (a, b) => a <= b,
  "\\ge": (a, b) => a >= b,
};

/** What each row comes to, in every entry of the row; a vector is one row. */
function overRows(value: Lists, compute: (row: readonly number[]) => number): Lists {
  const all = entries(value);
  const width = shapeOfLists(value).at(-1) ?? 1;
  return lists(shapeOfLists(value), (place) => {
    const first = place - (place % width);
    return compute(all.slice(first, first + width));
  });
}

function softmax(value: Lists): Lists {
  const powers = entrywise((x = 0) => Math.exp(x), value) ?? Number.NaN;
  return entrywise((a = 0, b = 1) => a / b, powers, overRows(powers, sum)) ?? Number.NaN;
}

/** Entries added up that came from one entry of the smaller shape, as NumPy spreads it. */
function overCopies(value: Lists, shape: readonly number[]): Lists {
  const places = entrywise(
    (_entry = 0, place = 0) => place,
    value,
    lists(shape, (place) => place),
  );
  const from = entries(places ?? []);
  return lists(shape, (place) => sum(entries(value).filter((_entry, index) => from[index] === place)));
}

function transposed(value: Lists): Piece {
  const [rows = 1, columns] = shapeOfLists(value);
  if (columns === undefined) return { value, isTurned: true };
  const all = entries(value);
  return plain(
    lists([columns, rows], (place) => all[(place % rows) * columns + Math.floor(place / rows)] ?? 0),
  );
}

function multiplied(left: Piece, right: Piece): Piece {
  const [a, b] = [entries(left.value), entries(right.value)];
  const [[...own], [...others]] = [shapeOfLists(left.value), shapeOfLists(right.value)];
  if (own.length * others.length === 0)
    return plain(entrywise((x = 0, y = 0) => x * y, left.value, right.value) ?? Number.NaN);
  if (own.length + others.length === 2 && (left.isTurned || right.isTurned))
    return plain(
      lists(
        [a.length, b.length],
        (place) => (a[Math.floor(place / b.length)] ?? 0) * (b[place % b.length] ?? 0),
      ),
    );
  const inner = own.at(-1) ?? 1;
  if (inner !== others[0]) throw new Error(`${own} and ${others} have no product`);
  const columns = others[1] ?? 1;
  const shape = [...own.slice(0, -1), ...others.slice(1)];
  return plain(
    lists(shape, (place) => {
      const [row, column] = [Math.floor(place / columns), place % columns];
      return sum(
        Array.from({ length: inner }, (_, k) => (a[row * inner + k] ?? 0) * (b[k * columns + column] ?? 0)),
      );
    }),
  );
}
