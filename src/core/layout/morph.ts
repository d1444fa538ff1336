import { between, type Cubic, cubics, curveLength, split } from "./curve.ts";
import type { Curve } from "./graph.ts";

/** A curve on its way from one shape to another: `share` from 0, the first, to 1, the second; both as they are. */
export function morphed(from: Curve, to: Curve, share: number): Curve {
  if (share === 0) return from;
  if (share === 1) return to;
  const count = Math.max(from.length, to.length);
  const [start, end] = [inPieces(from, count), inPieces(to, count)];
  return start.map((point, place) => between(point, end[place] ?? point, share));
}

/** The same curve with so many points: the longest of its cubics are halved. */
function inPieces(curve: Curve, points: number): Curve {
  if (curve.length >= points) return curve;
  const pieces = cubics(curve);
  while (3 * pieces.length + 1 < points) {
    const lengths = pieces.map((piece) => curveLength(piece));
    const place = lengths.indexOf(Math.max(...lengths));
    const longest = pieces[place];
    if (longest === undefined) return curve;
    pieces.splice(place, 1, ...split(longest, 0.5));
  }
  return joined(pieces);
}

function joined(pieces: readonly Cubic[]): Curve {
  const [start] = pieces[0] ?? [];
  return start === undefined ? [] : [start, ...pieces.flatMap(([, a, b, end]) => [a, b, end])];
}
