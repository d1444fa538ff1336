import type { Point } from "../layout/index.ts";
import { type Mark, TYPE } from "./marks.ts";

export function warningSign(place: Point): Mark {
  return {
    kind: "figures",
    key: "warning",
    ...place,
    parts: [{ text: "!" }],
    size: TYPE.node,
    look: "warning",
  };
}
