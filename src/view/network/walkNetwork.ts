import type { NetworkScene } from "../../core/index.ts";
import type { Way } from "../graph/walk.ts";

/**
 * The circle or line that an arrow key leads to, by its key: with or against the values from a circle to a line and on
 * to the next circle, and beside it to the next circle of the layer or the next line of the same circle. Null where there
 * is none.
 */
export function walkNetwork(scene: NetworkScene, from: string, way: Way): string | null {
  const { circles, lines } = scene;
  const circle = circles.find(({ key }) => key === from);
  if (circle !== undefined) {
    if (way === "before" || way === "after") {
      const layer = circles.filter((other) => other.layer === circle.layer);
      return layer[layer.indexOf(circle) + (way === "after" ? 1 : -1)]?.key ?? null;
    }
    const leads =
      way === "forward"
        ? lines.find((line) => line.layer === circle.layer && line.from === circle.unit)
        : lines.find((line) => line.layer === circle.layer - 1 && line.to === circle.unit);
    return leads?.key ?? null;
  }
  const line = lines.find(({ key }) => key === from);
  if (line === undefined) return null;
  if (way === "before" || way === "after") {
    const beside = lines.filter((other) => other.layer === line.layer);
    return beside[beside.indexOf(line) + (way === "after" ? 1 : -1)]?.key ?? null;
  }
  const end =
    way === "forward" ? { layer: line.layer + 1, unit: line.to } : { layer: line.layer, unit: line.from };
  return circles.find(({ layer, unit }) => layer === end.layer && unit === end.unit)?.key ?? null;
}
