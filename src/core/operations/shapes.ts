import { diagnose } from "../expression/diagnostics.ts";
import type { Places } from "../expression/tree.ts";
import { broadcastShape } from "../tensor/kernels.ts";
import { MOST_ENTRIES, SCALAR, type Shape, shapeText, shapeWords, sizeOf } from "../tensor/tensor.ts";
import type { ShapeFault, ShapeQuestion } from "./operation.ts";

// The shape rules of the table. Each takes what is asked and gives the output's shape, or the fault in words.

/** Whether a shape rule found a fault. */
export function isFault(answer: Shape | ShapeFault): answer is ShapeFault {
  return typeof answer === "function";
}

/** The shape, unless it is too large for this page. */
function limited(shape: Shape, what: () => string): Shape | ShapeFault {
  if (sizeOf(shape) <= MOST_ENTRIES) return shape;
  return (place) => diagnose("too-large", place, what(), shapeWords(shape));
}

/** Entry by entry, by NumPy's rule, for any number of operands. */
export function elementwiseShape({ shapes, words }: ShapeQuestion, operator: string): Shape | ShapeFault {
  let result = SCALAR;
  let largest = 0;
  for (const [index, shape] of shapes.entries()) {
    const joined = broadcastShape(result, shape);
    if (joined === null) {
      const [left, right] = [shapeWords(result), shapeWords(shape)];
      const [before = "", word = ""] = [words()[largest], words()[index]];
      return (place) => diagnose("no-broadcast", place, operator, before, left, word, right);
    }
    if (joined.length > result.length || sizeOf(joined) > sizeOf(result)) largest = index;
    result = joined;
  }
  return limited(result, () => `This ${operator}`);
}

/** Rows times columns: the sizes that meet must be equal. */
export function productShape({ shapes, words }: ShapeQuestion): Shape | ShapeFault {
  const [left = SCALAR, right = SCALAR] = shapes;
  const inner = left.at(-1);
  const meets = right[0];
  if (inner !== undefined && inner === meets)
    return limited([...left.slice(0, -1), ...right.slice(1)], () => `\`${words().join(" @ ")}\``);
  const [leftWord = "", rightWord = ""] = words();
  if (inner === undefined && meets === undefined)
    return (place) => diagnose("needs-tensors", place, "@", leftWord, rightWord);
  if (inner === undefined || meets === undefined)
    return (place) => diagnose("single-number", place, "@", inner === undefined ? leftWord : rightWord);
  const [leftText, rightText] = [shapeText(left), shapeText(right)];
  const fit = whatFits(left, right, leftWord, rightWord);
  return (place) =>
    diagnose("inner-sizes", place, "@", leftText, rightText, String(inner), String(meets), fit);
}

/** The product of the same two that has a meaning, if one has. */
function whatFits(left: Shape, right: Shape, leftWord: string, rightWord: string): string {
  const turned = (shape: Shape): Shape => [...shape].reverse();
  const ways: readonly (readonly [Shape, Shape, string])[] = [
    [left, turned(right), `${leftWord} @ ${rightWord}'`],
    [turned(left), right, `${leftWord}' @ ${rightWord}`],
    [right, left, `${rightWord} @ ${leftWord}`],
  ];
  return ways.find(([one, other]) => one.at(-1) === other[0])?.[2] ?? "";
}

/** Of two vectors of one length: a number. */
export function dotShape({ shapes, words }: ShapeQuestion): Shape | ShapeFault {
  const fault = vectorFault("dot", shapes, words);
  if (fault !== null) return fault;
  const [[left = 0] = [], [right = 0] = []] = shapes;
  if (left === right) return SCALAR;
  const [leftWord = "", rightWord = ""] = words();
  return (place) =>
    diagnose("lengths-differ", place, "dot", leftWord, String(left), rightWord, String(right));
}

export function outerShape({ shapes, words }: ShapeQuestion): Shape | ShapeFault {
  return (
    vectorFault("outer", shapes, words) ?? limited(shapes.flat(), () => `\`outer(${words().join(", ")})\``)
  );
}

function vectorFault(
  name: string,
  shapes: readonly Shape[],
  words: ShapeQuestion["words"],
): ShapeFault | null {
  const wrong = shapes.findIndex((shape) => shape.length !== 1);
  if (wrong < 0) return null;
  return (place) =>
    diagnose("not-a-vector", place, name, words()[wrong] ?? "", shapeWords(shapes[wrong] ?? []));
}

export function traceShape({ shapes: [shape = SCALAR], words }: ShapeQuestion): Shape | ShapeFault {
  if (shape.length === 2 && shape[0] === shape[1]) return SCALAR;
  return (place) => diagnose("not-square", place, "trace", words()[0] ?? "", shapeWords(shape));
}

/** Numbers and vectors, end to end. */
export function joinedShape({ shapes, words }: ShapeQuestion): Shape | ShapeFault {
  const wrong = shapes.findIndex((shape) => shape.length > 1);
  if (wrong < 0)
    return limited(
      [shapes.reduce((length, [axis = 1]) => length + axis, 0)],
      () => `\`[${words().join(", ")}]\``,
    );
  return (place) => diagnose("matrix-in-list", place, words()[wrong] ?? "", shapeWords(shapes[wrong] ?? []));
}

/** Vectors of one length, one below the other. */
export function rowsShape({ shapes, words }: ShapeQuestion): Shape | ShapeFault {
  const wrong = shapes.findIndex((shape) => shape.length !== 1);
  if (wrong >= 0) return (place) => diagnose("row-expected", place, words()[wrong] ?? "");
  const lengths = shapes.map(([length = 0]) => length);
  const other = lengths.find((length) => length !== lengths[0]);
  if (other !== undefined)
    return (place) => diagnose("rows-differ", place, String(lengths[0]), String(other));
  return limited([shapes.length, lengths[0] ?? 0], () => "This matrix");
}

/** What is left of each axis: a single place takes it away, a range makes it shorter. */
export function takenShape(shape: Shape, places: Places): Shape {
  return shape.flatMap((size, axis) => {
    const place = places[axis] ?? null;
    if (typeof place === "number") return [];
    return place === null ? size : place.last - place.first + 1;
  });
}

export function entryShape({ shapes: [shape = SCALAR], words, places }: ShapeQuestion): Shape | ShapeFault {
  if (places.length !== shape.length) {
    const [word = ""] = words();
    const wanted = ["no places", "one place", "two places"][shape.length] ?? "";
    return (place) =>
      shape.length === 0
        ? diagnose("single-number", place, "[…]", word)
        : diagnose("wrong-place-count", place, word, shapeWords(shape), wanted);
  }
  const ends = places.map((place) => (place === null || typeof place === "number" ? place : place.last));
  if (ends.some((end, axis) => end !== null && end > (shape[axis] ?? 0))) {
    const [word = ""] = words();
    // Of a range, it is the end that is not there.
    const written = ends.map((end) => end ?? ":").join(",");
    return (place) => diagnose("no-such-entry", place, word, shapeWords(shape), written);
  }
  return takenShape(shape, places);
}
