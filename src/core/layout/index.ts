export { curveLength, type Position, pathData, pointAt, subcurve } from "./curve.ts";
export type {
  Box,
  Curve,
  Direction,
  Layout,
  LayoutEdge,
  LayoutInput,
  LayoutNode,
  PlacedNode,
  Point,
  Route,
  Size,
} from "./graph.ts";
export { layoutGraph } from "./layout.ts";
