import { type Curve, type Point, pointAt } from "../layout/index.ts";
import type { SceneEdge } from "./scene.ts";

/** A plaque on its curve. */
export type PlaqueOnCurve = Pick<SceneEdge, "curve" | "plaque">;

/** The fraction of a curve nearest to its plaque. */
export function fractionAt(curve: Curve, place: Point): number {
  const known = fractions.get(curve);
  if (known !== undefined) return known;
  const fraction = nearestFraction(curve, place);
  fractions.set(curve, fraction);
  return fraction;
}

// A curve has one plaque, which never moves.
const fractions = new WeakMap<Curve, number>();

function nearestFraction(curve: Curve, place: Point): number {
  const SAMPLES = 64;
  let best = 0.5;
  let nearest = Infinity;
  for (let index = 0; index <= SAMPLES; index++) {
    const { x, y } = pointAt(curve, index / SAMPLES);
    const distance = (x - place.x) ** 2 + (y - place.y) ** 2;
    if (distance < nearest) {
      nearest = distance;
      best = index / SAMPLES;
    }
  }
  return best;
}
