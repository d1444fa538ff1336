import { memo, useMemo } from "react";
import { edgeMarks, type Graph, type Mark, nodeMarks, readGraph, sceneOf } from "../../core/index.ts";
import { MarkView } from "../graph/MarkView.tsx";

const NOTHING = { value: null, gradient: { slots: [], total: null } };

/** The picture of a program: its graph at rest, with formulas in plain text, too small to be typeset. */
export const Thumbnail = memo(function Thumbnail({ program }: { readonly program: string }) {
  const graph = useMemo(() => readGraph(program).graph, [program]);
  return graph === null ? null : <GraphThumbnail graph={graph} />;
});

/** The picture of a graph. */
export const GraphThumbnail = memo(function GraphThumbnail({ graph }: { readonly graph: Graph }) {
  const picture = useMemo(() => pictureOf(graph), [graph]);
  const { x, y, width, height } = picture.bounds;
  return (
    <svg
      className="thumbnail"
      viewBox={`${x - 10} ${y - 10} ${width + 20} ${height + 20}`}
      aria-hidden="true"
    >
      {picture.marks.map(({ key, mark }) =>
        mark.kind === "formula" ? (
          <text key={key} className="figures" x={mark.x} y={mark.y} fontSize={mark.size}>
            {mark.plain}
          </text>
        ) : (
          <MarkView key={key} mark={mark} />
        ),
      )}
    </svg>
  );
});

function pictureOf(graph: Graph) {
  const across = sceneOf(graph, "right", false);
  // A long chain is seen better from bottom to top.
  const scene = across.bounds.width > 3.2 * across.bounds.height ? sceneOf(graph, "up", false) : across;
  const named = (owner: string, marks: readonly Mark[]) =>
    marks
      .filter(({ look }) => !look.endsWith("to come"))
      .map((mark) => ({ key: `${owner}:${mark.key}`, mark }));
  const edges = scene.edges.flatMap((edge) => {
    const marks = edgeMarks(scene, edge, { factor: null, isConvention: false, mode: "symbol" });
    return named(
      edge.edge.id,
      marks.filter(({ kind }) => kind === "path"),
    );
  });
  const nodes = scene.nodes.flatMap((node) => named(node.node.id, nodeMarks(node, NOTHING)));
  return { bounds: scene.bounds, marks: [...edges, ...nodes] };
}
