import { memo, useEffect, useMemo } from "react";
import {
  type BackwardScene,
  backwardTitleMark,
  besideFocus,
  besideMovingMarks,
  besideScenes,
  edgeAt,
  linkMark,
  nodeAt,
} from "../../core/index.ts";
import { useChoice, useDerived, useEdgewise } from "../context.ts";
import { provide } from "../derived/fetched.ts";
import { FrameLayer, type MarksOf } from "../graph/FrameLayer.tsx";
import { FormulaView, MarkView } from "../graph/MarkView.tsx";
import { isInRegion, isLarge, type Region } from "../graph/region.ts";
import { useLight } from "../pointing/lights.ts";
import { walkAlong } from "../pointing/usePointing.ts";
import { type BackwardPart, backwardParts } from "./backwardParts.ts";
import "./backward.css";

/** More links than this are a thicket: then only those of what is pointed at are drawn. */
const MOST_LINKS = 16;

provide({ beside: { scenes: besideScenes, focus: besideFocus } });

/** The calculation of the gradients as a graph of its own, filled by the same playhead. `region` is what can be seen. */
export default function BackwardLayers({ region }: { readonly region: Region | null }) {
  const store = useEdgewise();
  // Now that both graphs can be drawn, the whole page asks again what follows from the choices.
  useEffect(() => store.getState().choose({}), [store]);
  const backward = useDerived((all) => all.backward);
  const still = useDerived((all) => all.still);
  const picture = useDerived((all) => all.picture);
  const parts = useMemo(
    () =>
      backward === null || still === null || picture === null ? [] : backwardParts(backward, still, picture),
    [backward, still, picture],
  );
  if (backward === null || still === null) return null;
  // The formulas of a large picture are typeset where they can be seen.
  const isWhole = !isLarge(still.scene);
  const seen = parts.filter(({ place }) => isWhole || (region !== null && isInRegion(place, region)));
  return (
    <>
      <Links backward={backward} />
      {/* biome-ignore lint/a11y/noNoninteractiveElementInteractions: arrows walk between the focusable parts inside */}
      <svg
        className="layer backward"
        // biome-ignore lint/a11y/noRedundantRoles: browsers do not give it to every svg
        role="graphics-document"
        aria-label="Backward graph"
        onKeyDown={walkAlong}
      >
        {parts.map((part, place) => (
          <PartView key={part.key} part={part} isInOrder={place === 0} />
        ))}
      </svg>
      <div className="layer formulas" aria-hidden="true">
        {seen.map((part) => (
          <PartFormulas key={part.key} part={part} />
        ))}
      </div>
      <Travelling />
    </>
  );
}

/** What moves in the backward graph, in step with the forward one. */
function Travelling() {
  return <FrameLayer marksOf={travellingMarks} />;
}

const travellingMarks: MarksOf = (frame) =>
  frame.backward === null ? [] : besideMovingMarks(frame, frame.backward);

const KIND_CLASS = {
  gradient: "is-box",
  contribution: "is-edge",
  "stored value": "is-box is-stored",
} as const satisfies Record<BackwardPart["kind"], string>;

const PartView = memo(function PartView({
  part: { about, label, kind, marks },
  isInOrder,
}: {
  readonly part: BackwardPart;
  readonly isInOrder: boolean;
}) {
  const light = useLight("part", about);
  return (
    // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: graphics-symbol is the role of a part of a graphic; arrows walk between parts
    <g
      data-about={about}
      role="graphics-symbol"
      aria-label={label}
      aria-roledescription={kind}
      className={`part ${KIND_CLASS[kind]} ${light}`.trim()}
      tabIndex={isInOrder ? 0 : -1}
    >
      {marks.map((mark) => (
        <MarkView key={mark.key} mark={mark} />
      ))}
    </g>
  );
});

const PartFormulas = memo(function PartFormulas({ part: { marks } }: { readonly part: BackwardPart }) {
  return marks.map((mark) => (mark.kind === "formula" ? <FormulaView key={mark.key} mark={mark} /> : null));
});

/** From the forward graph to where its values are borrowed, and the title between the two. */
function Links({ backward }: { readonly backward: BackwardScene }) {
  const pointed = useChoice((choices) => choices.pointed);
  const { graph, contributions } = backward;
  const all = contributions.flatMap(({ contribution, borrowed }) =>
    borrowed.map((one) => {
      const edge = edgeAt(graph, contribution.edge).id;
      const isPointed = pointed.includes(edge) || pointed.includes(nodeAt(graph, one.node).id);
      return { mark: linkMark(one, edge), isPointed };
    }),
  );
  const shown = all.length > MOST_LINKS ? all.filter(({ isPointed }) => isPointed) : all;
  return (
    <svg className="layer moving links" aria-hidden="true">
      <MarkView mark={backwardTitleMark(backward)} />
      {shown.map(({ mark, isPointed }) => (
        <g key={mark.key} className={isPointed ? "is-pointed" : undefined}>
          <MarkView mark={mark} />
        </g>
      ))}
    </svg>
  );
}
