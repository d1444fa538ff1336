/** Of a longer line only so many pieces are typeset at first. */
export const MOST_PIECES = 120;
/** So many more come when they are asked for. */
export const MORE_PIECES = 240;
/** So many stand on either side of the piece under way. */
const BESIDE = 6;

/** Consecutive pieces of one term, `to` excluded; or how many pieces are left out between two such. */
export type Segment =
  | { readonly kind: "pieces"; readonly term: number; readonly from: number; readonly to: number }
  | { readonly kind: "gap"; readonly pieces: number };

/**
 * Which pieces of a line are written: all of a short one; of a long one the first `most`, and those round the piece
 * under way. `lengths` has the number of pieces of each term, `active` the place of that piece among all, -1 for none.
 */
export function segmentsOf(lengths: readonly number[], most: number, active = -1): readonly Segment[] {
  const count = lengths.reduce((sum, length) => sum + length, 0);
  // A button would be no shorter than a few pieces.
  const first = count <= most + BESIDE ? count : most;
  const from = active < first ? first : Math.max(first, active - BESIDE);
  const to = active < first ? first : Math.min(count, active + BESIDE + 1);
  return [
    ...piecesIn(lengths, 0, first),
    ...gap(from - first),
    ...piecesIn(lengths, from, to),
    ...gap(count - to),
  ];
}

function gap(pieces: number): readonly Segment[] {
  return pieces > 0 ? [{ kind: "gap", pieces }] : [];
}

function piecesIn(lengths: readonly number[], from: number, to: number): readonly Segment[] {
  const found: Segment[] = [];
  let start = 0;
  for (const [term, length] of lengths.entries()) {
    if (start >= to) break;
    const segment = { term, from: Math.max(0, from - start), to: Math.min(length, to - start) };
    if (segment.to > segment.from) found.push({ kind: "pieces", ...segment });
    start += length;
  }
  return found;
}
