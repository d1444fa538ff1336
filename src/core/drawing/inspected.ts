import type { Size } from "../layout/index.ts";
import type { Mark } from "./marks.ts";
import { type Scene, withTabs } from "./scene.ts";

/** How far the frame stands off what it is drawn round. */
const ROOM = 9;

/** Frames round some nodes, by their ids. */
export function pickedMarks(scene: Scene, ids: readonly string[]): readonly Mark[] {
  return ids.flatMap((id) => inspectedMarks(scene, id).map((mark) => ({ ...mark, key: `picked ${id}` })));
}

/** A frame round a node with its grids, or round an edge's plaque, by its id; nothing where there is neither. */
export function inspectedMarks({ nodes, edges }: Scene, id: string): readonly Mark[] {
  const node = nodes.find((one) => one.node.id === id);
  const plaque = edges.find(({ edge }) => edge.id === id)?.plaque;
  const place = node?.box ?? plaque;
  if (place === undefined || place.width === 0) return [];
  const size: Size =
    node === undefined ? place : withTabs(node.box, node.direction, node.shape, node.hasTangent);
  const [width, height] = [size.width + 2 * ROOM, size.height + 2 * ROOM];
  return [
    { kind: "box", key: "inspected", x: place.x, y: place.y, width, height, radius: 14, look: "inspected" },
  ];
}
