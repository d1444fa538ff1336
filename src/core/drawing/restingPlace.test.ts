import { describe, expect, it } from "vitest";
import { runOfExample } from "../../../tests/golden/examples.ts";
import { GALLERY } from "../../lessons/gallery.ts";
import { restingPlace } from "./restingPlace.ts";
import { sceneOf } from "./scene.ts";

/** About as large as `0.4692 · (−0.6536) = −0.3067`. */
const PRODUCT = { width: 190, height: 32 };

describe.each(["right", "up"] as const)("a product in a picture that goes %s", (direction) => {
  it.each(GALLERY.map(({ id }) => id))("rests inside the picture: %s", (id) => {
    const { graph } = runOfExample(id);
    const scene = sceneOf(graph, direction, true);
    const { bounds } = scene;
    const leaving = scene.edges.filter((edge) => {
      const { x } = restingPlace(scene, edge, PRODUCT);
      const [left, right] = [x - PRODUCT.width / 2, x + PRODUCT.width / 2];
      // On a phone as much room is beside the whole picture as its height leaves.
      const beside = Math.max(14, (1.2 * bounds.height - bounds.width) / 2);
      return left < bounds.x - beside || right > bounds.x + bounds.width + beside;
    });
    expect(leaving.map(({ edge }) => edge.id)).toEqual([]);
  });
});
