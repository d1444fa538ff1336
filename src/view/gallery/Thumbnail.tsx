import { memo, useMemo } from "react";
import { type Graph, lookClass, type Mark, readGraph } from "../../core/index.ts";
import { MarkView } from "../graph/MarkView.tsx";
import { Tex } from "../typeset/Tex.tsx";
import { type SmallPicture, smallPicture } from "./picture.ts";

/** The picture of a program: its graph at rest, typeset as in the page. */
export const Thumbnail = memo(function Thumbnail({ program }: { readonly program: string }) {
  const graph = useMemo(() => readGraph(program).graph, [program]);
  return graph === null ? null : <GraphThumbnail graph={graph} />;
});

/** The picture of a graph. */
export const GraphThumbnail = memo(function GraphThumbnail({ graph }: { readonly graph: Graph }) {
  const picture = useMemo(() => smallPicture(graph), [graph]);
  if (picture === null) return null;
  const { view, marks } = picture;
  return (
    <div className="thumbnail" aria-hidden="true">
      <svg viewBox={`${view.x} ${view.y} ${view.width} ${view.height}`} aria-hidden="true">
        {marks.map((mark) => (
          <MarkView key={mark.key} mark={mark} />
        ))}
      </svg>
      {marks.map((mark) => (
        <SmallFormula key={mark.key} mark={mark} view={view} />
      ))}
    </div>
  );
});

/** A formula at its place over the picture, however large that is on the screen. */
function SmallFormula({ mark, view }: { readonly mark: Mark; readonly view: SmallPicture["view"] }) {
  if (mark.kind !== "formula") return null;
  const place = {
    left: `${((mark.x - view.x) / view.width) * 100}%`,
    top: `${((mark.y - view.y) / view.height) * 100}%`,
    fontSize: `${(mark.size / view.width) * 100}cqw`,
  };
  return (
    <span className={`small-formula ${lookClass(mark.look)}`} style={place}>
      <Tex tex={mark.tex} plain={mark.plain} />
    </span>
  );
}
