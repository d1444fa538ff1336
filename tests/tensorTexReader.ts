import { entries, entrywise, type Lists, lists, shapeOfLists, sum } from "./arrays.ts";
import { type Calculation, type Symbols, TexScanner } from "./texScanner.ts";

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

/** What TeX comes to; what is added up over copies comes to `shape`. */
export function readTensor(tex: string, symbols: Symbols<Lists>, shape: readonly number[]): Lists {
  return new TensorReader(tex, symbols, shape).whole();
}

const plain = (value: Lists): Piece => ({ value, isTurned: false });

class TensorReader {
  private readonly text: string;
  private readonly shape: readonly number[];
  private readonly scanner: TexScanner<Lists>;

  constructor(text: string, symbols: Symbols<Lists>, shape: readonly number[]) {
    this.text = text;
    this.shape = shape;
    this.scanner = new TexScanner(text, symbols);
  }

  whole(): Lists {
    const value = this.sum();
    if (this.scanner.rest !== "") throw this.scanner.unread("the end");
    return value;
  }

  private readonly sum = (): Lists => {
    const { scanner } = this;
    let total = scanner.takes("-") ? this.by(-1, this.term()) : this.term();
    for (;;) {
      if (scanner.takes("+")) total = this.each((a = 0, b = 0) => a + b, total, this.term());
      else if (scanner.takes("-")) total = this.each((a = 0, b = 0) => a - b, total, this.term());
      else return total;
    }
  };

  private by(number: number, value: Lists): Lists {
    return this.each((a = 0) => number * a, value);
  }

  private each(combine: Calculation, ...given: readonly Lists[]): Lists {
    const value = entrywise(combine, ...given);
    if (value === null) throw new Error(`shapes do not fit in ${this.text}`);
    return value;
  }

  private term(): Lists {
    const { scanner } = this;
    let whole = this.product();
    for (;;) {
      if (scanner.takes("\\odot") || scanner.takes("\\cdot"))
        whole = this.each((a = 0, b = 0) => a * b, whole, this.product());
      else if (scanner.takes("/")) whole = this.each((a = 0, b = 0) => a / b, whole, this.product());
      else return whole;
    }
  }

  private product(): Lists {
    let whole = this.power();
    for (;;) {
      const { rest } = this.scanner;
      if (rest === "" || /^(?:[+\-=)\]},/]|\\odot|\\cdot(?![a-z])|\\rvert|\\rVert)/.test(rest))
        return whole.value;
      whole = multiplied(whole, this.power());
    }
  }

  private power(): Piece {
    const { scanner } = this;
    const base = this.base();
    if (!scanner.takes("^")) return base;
    const exponent = scanner.between("{", "}", () => (scanner.takes("\\top") ? null : this.sum()));
    if (exponent === null) return transposed(base.value);
    return plain(this.each((a = 0, b = 0) => a ** b, base.value, exponent));
  }

  private bracketed(open: string, close: string): Lists {
    return this.scanner.between(open, close, this.sum);
  }

  private base(): Piece {
    const { scanner } = this;
    const known = scanner.takesSymbol() ?? scanner.takesNumber();
    if (known !== null) return plain(known);
    if (scanner.takes("\\dfrac"))
      return plain(this.each((a = 0, b = 0) => a / b, this.bracketed("{", "}"), this.bracketed("{", "}")));
    if (scanner.takes("\\sqrt")) return plain(this.each(Math.sqrt, this.bracketed("{", "}")));
    if (scanner.takes("\\mathbf{1}")) return plain(this.ones());
    if (scanner.takes("\\mathrm{sum}")) return plain(this.added());
    if (scanner.takes("\\mathrm{softmax}")) return plain(softmax(this.bracketed("(", ")")));
    const constant = scanner.takesConstant();
    if (constant !== null) return plain(constant);
    const call = scanner.takesCall(this.sum);
    if (call !== null) return plain(this.each(call.calculation, ...call.given));
    if (scanner.rest.startsWith("(")) return plain(this.bracketed("(", ")"));
    if (scanner.rest.startsWith("{")) return plain(this.bracketed("{", "}"));
    throw scanner.unread("a factor");
  }

  /** Ones of a shape; without one they fit whatever they meet. */
  private ones(): Lists {
    const [, sizes] = this.scanner.takesMatch(/_\{(\d+(?:\{\\times\}\d+)?)\}/y) ?? [];
    if (sizes === undefined) return this.scanner.takes("_{") ? this.indicated() : 1;
    return lists(sizes.split("{\\times}").map(Number), () => 1);
  }

  /** 1 where a relation holds, entry by entry, and 0 elsewhere. */
  private indicated(): Lists {
    const { scanner } = this;
    const left = this.sum();
    const relation = Object.keys(RELATIONS).find((sign) => scanner.takes(sign));
    const holds = RELATIONS[relation ?? ""];
    if (holds === undefined) throw scanner.unread("a relation");
    const right = this.sum();
    scanner.require("}");
    return this.each((a = 0, b = 0) => Number(holds(a, b)), left, right);
  }

  private added(): Lists {
    const { scanner } = this;
    const isOfCopies = scanner.takes("_{\\text{copies}}");
    if (scanner.takes("_{\\text{row}}")) return overRows(this.bracketed("(", ")"), sum);
    if (!isOfCopies && scanner.rest.startsWith("_")) throw scanner.unread("a sum of all");
    const value = this.bracketed("(", ")");
    return isOfCopies ? overCopies(value, this.shape) : sum(entries(value));
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
