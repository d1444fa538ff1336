import { type KeyboardEvent, Suspense, useRef, useState } from "react";
import { type Mark, movingMarks } from "../../core/index.ts";
import { useChoice, useDerived } from "../context.ts";
import { useInspect } from "../inspector/toggle.ts";
import { useInspected } from "../inspector/useInspected.ts";
import { later } from "../later.tsx";
import { useHold } from "../push/useHold.ts";
import type { StageSize } from "./camera.ts";
import { FormulaView, MarkView } from "./MarkView.tsx";
import { edgePart, nodePart, PartFormulas, PartView } from "./PartView.tsx";
import { useZoom } from "./useZoom.ts";
import { type Way, walk } from "./walk.ts";

// Fetched when something is first pushed.
// Without them, the push's card still has its numbers.
const Nothing = () => null;
const Ropes = later<object>(
  () => import("../push/PushLayers.tsx").then((layers) => ({ default: layers.Ropes })),
  Nothing,
);
const Gauges = later<object>(
  () => import("../push/PushLayers.tsx").then((layers) => ({ default: layers.Gauges })),
  Nothing,
);
// Without it, the inspector's heading still says what is looked into.
const Inspected = later<object>(() => import("../inspector/InspectedLayer.tsx"), Nothing);

const WAYS = {
  right: { ArrowRight: "forward", ArrowLeft: "backward", ArrowUp: "before", ArrowDown: "after" },
  up: { ArrowUp: "forward", ArrowDown: "backward", ArrowLeft: "before", ArrowRight: "after" },
} as const satisfies Record<string, Readonly<Record<string, Way>>>;

/**
 * The graph: a still picture, its formulas, what moves, and the formulas of that, under one transform.
 * `fitter` receives the function that fits the picture to the stage.
 */
export function GraphView({
  size,
  fitter,
}: {
  readonly size: StageSize;
  readonly fitter: { current: () => void };
}) {
  const stage = useRef<HTMLDivElement>(null);
  const picture = useRef<HTMLDivElement>(null);
  const bounds = useDerived(({ scene }) => scene.bounds);
  const focus = useDerived((all) => all.focus);
  const isPushing = useChoice(({ push }) => push !== null);
  // A push is seen from its input to the output.
  const fit = useZoom(stage, picture, bounds, isPushing ? null : focus, size);
  fitter.current = fit;
  useHold(stage);
  useInspect(stage);
  const isInspecting = useInspected() !== null;
  return (
    <div className="stage" ref={stage}>
      <div className={isPushing ? "picture is-pushing" : "picture"} ref={picture}>
        <Suspense>{isPushing && <Ropes />}</Suspense>
        <Suspense>{isInspecting && <Inspected />}</Suspense>
        <StillLayer />
        {/* One thing at a time moves. */}
        {!isPushing && <MovingLayer />}
        <Suspense>{isPushing && <Gauges />}</Suspense>
      </div>
    </div>
  );
}

function StillLayer() {
  const still = useDerived((all) => all.still);
  const mode = useChoice(({ plaques }) => plaques);
  const pointed = useChoice((choices) => choices.pointed);
  const [inOrder, setInOrder] = useState<string | null>(null);
  const symbols = useRef<SVGSVGElement>(null);
  if (still === null) return null;
  const { scene } = still;
  const edges = scene.edges.map((edge) => edgePart(still, edge, mode));
  const nodes = scene.nodes.map((node) => nodePart(still, node));
  const first =
    nodes.find(({ pointed: { id } }) => id === inOrder) ??
    edges.find(({ pointed: { id } }) => id === inOrder) ??
    nodes[0];

  function walkOn(event: KeyboardEvent): void {
    const way = (WAYS[scene.direction] as Readonly<Record<string, Way>>)[event.key];
    const { node, edge } = (event.target as SVGElement).dataset;
    const from = node ?? edge;
    if (way === undefined || from === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const next = walk(scene.graph, from, way);
    if (next === null) return;
    setInOrder(next);
    const escaped = CSS.escape(next);
    symbols.current?.querySelector<SVGElement>(`[data-node="${escaped}"], [data-edge="${escaped}"]`)?.focus();
  }

  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveElementInteractions: arrows walk between the focusable parts inside */}
      <svg
        ref={symbols}
        className="layer"
        // biome-ignore lint/a11y/noRedundantRoles: browsers do not give it to every svg
        role="graphics-document"
        aria-label="Computational graph"
        onKeyDown={walkOn}
      >
        {[...edges, ...nodes].map((part) => (
          <PartView
            key={part.pointed.id}
            part={part}
            isPointed={part.pointed.id === pointed?.id}
            isInOrder={part === first}
          />
        ))}
      </svg>
      <div className="layer formulas" aria-hidden="true">
        {[...edges, ...nodes].map((part) => (
          <PartFormulas key={part.pointed.id} part={part} />
        ))}
      </div>
    </>
  );
}

function MovingLayer() {
  const mode = useChoice(({ plaques }) => plaques);
  const all = useDerived((derived) => derived);
  if (all === null) return null;
  const marks = movingMarks({ ...all, mode });
  return (
    <>
      <MarkLayer marks={marks.filter(({ isOnTop }) => isOnTop !== true)} />
      <MarkLayer marks={marks.filter(({ isOnTop }) => isOnTop === true)} />
    </>
  );
}

/** Shapes and, above them, formulas. */
function MarkLayer({ marks }: { readonly marks: readonly Mark[] }) {
  return (
    <>
      <svg className="layer moving" aria-hidden="true">
        {marks.map((mark) => (
          <MarkView key={mark.key} mark={mark} />
        ))}
      </svg>
      <div className="layer formulas moving" aria-hidden="true">
        {marks.map((mark) => (mark.kind === "formula" ? <FormulaView key={mark.key} mark={mark} /> : null))}
      </div>
    </>
  );
}
