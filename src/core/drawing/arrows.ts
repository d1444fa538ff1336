import { type Curve, curveLength, type Point, pointAt, subcurve } from "../layout/index.ts";

const ARROW_LENGTH = 13;
const ARROW_WIDTH = 12;

/** The line ends under the arrowhead, so that no stump shows beside its tip. */
export function lineBeforeArrow(curve: Curve): Curve {
  const length = curveLength(curve);
  return length === 0 ? curve : subcurve(curve, 0, Math.max(0, 1 - (ARROW_LENGTH - 2) / length));
}

/** The tip of a curve, as a triangle. */
export function arrowhead(curve: Curve): string {
  const tip = pointAt(curve, 1);
  return polygon(tip, tip.angle, [
    [0, 0],
    [-ARROW_LENGTH, ARROW_WIDTH / 2],
    [-ARROW_LENGTH, -ARROW_WIDTH / 2],
  ]);
}

/** A polygon given by points beside an anchor, turned by an angle. */
function polygon(anchor: Point, angle: number, points: readonly (readonly [number, number])[]): string {
  const cosine = Math.cos(angle);
  const sine = Math.sin(angle);
  const turned = points.map(([x, y]) => {
    const place = [anchor.x + x * cosine - y * sine, anchor.y + x * sine + y * cosine];
    return place.map((number) => number.toFixed(2)).join(",");
  });
  return `M${turned.join("L")}Z`;
}

/** An open V that points against the edge, the way gradients go, or along it, as tangents do. */
export function chevron(curve: Curve, fraction: number, way: "back" | "forward" = "back"): string {
  const { x, y, angle } = pointAt(curve, fraction);
  const end = way === "back" ? 9 : -9;
  return polygon({ x, y }, angle, [
    [end, 8],
    [0, 0],
    [end, -8],
  ]).replace("Z", "");
}
