import { type Curve, curveLength, type Point, pointAt } from "../layout/index.ts";

/** The way of a number that leaves the tab in which it stands: straight to where its edge begins, then along that. */
interface Departure {
  readonly tab: Point;
  readonly curve: Curve;
  /** The fractions of the curve between which it goes. */
  readonly start: number;
  readonly stop: number;
}

export interface Departing {
  readonly place: Point;
  /** How much of its way along the curve it has come, from 0 to 1: 0 as long as it has not left its node. */
  readonly share: number;
}

/** Where it is when so much of the whole way is behind it, from 0 to 1. */
export function departing({ tab, curve, start, stop }: Departure, way: number): Departing {
  const first = pointAt(curve, start);
  const before = Math.hypot(first.x - tab.x, first.y - tab.y);
  const whole = before + Math.abs(stop - start) * curveLength(curve);
  const come = way * whole;
  if (come < before) return { place: towards(tab, first, come / before), share: 0 };
  const share = whole === before ? 1 : (come - before) / (whole - before);
  return { place: pointAt(curve, start + (stop - start) * share), share };
}

export function towards(from: Point, to: Point, share: number): Point {
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}
