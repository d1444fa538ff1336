export {
  between,
  curveLength,
  curveSamples,
  meets,
  pathData,
  pointAt,
  samplesInside,
  subcurve,
} from "./curve.ts";
export type { Box, Curve, Direction, Layout, LayoutInput, Point, Size } from "./graph.ts";
export { layoutGraph } from "./layout.ts";
export { layoutFully } from "./layoutFully.ts";
export { morphed } from "./morph.ts";
export { isSameInput, LayoutMemory } from "./remembering.ts";
