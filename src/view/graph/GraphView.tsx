import { type CSSProperties, Suspense, useCallback, useMemo, useRef, useState } from "react";
import { pickedMarks, type Scene } from "../../core/index.ts";
import { useChoice, useDerived } from "../context.ts";
import type { Still } from "../derived/still.ts";
import { useInspect } from "../inspector/useInspect.ts";
import { useInspected } from "../inspector/useInspected.ts";
import { later } from "../later.tsx";
import type { PresentedProps } from "../presenter/Presented.tsx";
import { useHold } from "../push/useHold.ts";
import { useAfterPaint } from "../useAfterPaint.ts";
import { type Aim, isSeenWhole, NO_AIM, type StageSize, type View } from "./camera.ts";
import { LargeOrLater } from "./LargeOrLater.tsx";
import { showLevel } from "./level.ts";
import type { Looking } from "./looking.ts";
import { MarkLayers } from "./MarkLayers.tsx";
import type { MovingProps } from "./MovingLayer.tsx";
import type { NamesLayerProps } from "./NamesLayer.tsx";
import { groupsOf } from "./PartGroup.tsx";
import { PartLayers } from "./PartLayers.tsx";
import { isDrawnFor, isHuge, isLarge, isSameRegion, type Region, regionInView } from "./region.ts";
import { useGlide } from "./useGlide.ts";
import { useWalk } from "./useWalk.ts";
import { type Camera, useZoom } from "./useZoom.ts";

// Fetched when something is first pushed.
// Without them, the push's card still has its numbers.
const Ropes = later<object>(() =>
  import("../push/PushLayers.tsx").then((layers) => ({ default: layers.Ropes })),
);
const Gauges = later<object>(() =>
  import("../push/PushLayers.tsx").then((layers) => ({ default: layers.Gauges })),
);
// Without it, the picture is still.
const MovingLayer = later<MovingProps>(() => import("./MovingLayer.tsx"));
// Without it, the inspector's heading still says what is looked into.
const Inspected = later<object>(() => import("../inspector/InspectedLayer.tsx"));
// Without them, the list of paths still has its products.
const Threads = later<{ readonly region: Region | null }>(() => import("../paths/Threads.tsx"));

// Without them, the list of pins still has their names.
const PinLayer = later<{ readonly place: "under" | "over" }>(() => import("../pointing/PinLayers.tsx"));

const Names = later<NamesLayerProps>(() => import("./NamesLayer.tsx"));
const Frames = later<object>(() => import("../frames/FramesLayer.tsx"));
const Presented = later<PresentedProps>(() => import("../presenter/Presented.tsx"));

const BackwardLayers = later<{ readonly region: Region | null }>(
  () => import("../backward/BackwardLayers.tsx"),
);

const OnlyLayer = later(() => import("../only/OnlyLayer.tsx"));

/** While the picture is on the move, what comes in sight is drawn at most this often, in milliseconds. */
const PAUSE = 150;

/**
 * The graph: a still picture, its formulas, what moves, and the formulas of that, under one transform.
 * `camera` receives what can be asked of it.
 */
export function GraphView({
  size,
  camera,
}: {
  readonly size: StageSize;
  readonly camera: { current: Camera };
}) {
  const stage = useRef<HTMLDivElement>(null);
  const picture = useRef<HTMLDivElement>(null);
  const { still, isGliding } = useGlide();
  const bounds = useDerived(({ scene }) => scene.bounds);
  const focus = useDerived((all) => all.focus);
  const isPushing = useChoice(({ push }) => push !== null);
  const [region, setRegion] = useState<Region | null>(null);
  const looking = useRef<Looking>({ view: { x: 0, y: 0, scale: 1 }, hear: new Set() });
  const shownBounds = useRef(bounds);
  shownBounds.current = bounds;
  const drawn = useRef<{ readonly view: View; readonly at: number } | null>(null);
  const onView = useCallback((view: View, stageSize: StageSize, isMoving: boolean) => {
    looking.current.view = view;
    const [before, around] = [drawn.current, shownBounds.current];
    const now = performance.now();
    // Nothing is drawn anew on the way that need not be, nor in every frame: all is, where the picture comes to rest.
    if (isMoving && before !== null && around !== null)
      if (now - before.at < PAUSE || isDrawnFor(before.view, view, stageSize, around)) return;
    drawn.current = { view, at: now };
    if (picture.current !== null) showLevel(picture.current, view);
    for (const hear of looking.current.hear) hear(view);
    setRegion((known) => {
      const next = regionInView(view, stageSize);
      return isSameRegion(known, next) ? known : next;
    });
  }, []);
  const isOnly = useChoice(({ only }) => only !== null);
  const hasPaths = useChoice(({ path }) => path !== null);
  // A push is seen from its input to the output, and so are threads where they can be.
  const isWhole = isPushing || (hasPaths && bounds !== null && isSeenWhole(bounds, size));
  const isPresenting = useChoice((choices) => choices.isPresenting);
  const [aim, setAim] = useState<Aim>(NO_AIM);
  const shownFocus = isWhole ? null : (aim.focus ?? focus);
  camera.current = useZoom(stage, picture, bounds, shownFocus, size, onView, isGliding, aim.least);
  useHold(stage);
  useInspect(stage);
  const isInspecting = useInspected() !== null;
  const isBackwardShown = useChoice((choices) => choices.isBackwardShown);
  const hasPins = useChoice(({ pins }) => pins.length > 0);
  return (
    <div className="stage" ref={stage} style={bounds === null ? undefined : boundsOnPaper(bounds)}>
      <div className={isPushing ? "picture is-pushing" : "picture"} ref={picture}>
        {/* The backward graph stands between the nodes of the forward one. */}
        <Suspense>{!isGliding && !isBackwardShown && <Frames />}</Suspense>
        <Suspense>{isPushing && <Ropes />}</Suspense>
        <Suspense>{isInspecting && <Inspected />}</Suspense>
        {!isGliding && <PickedLayer />}
        <Suspense>{hasPins && <PinLayer place="under" />}</Suspense>
        <Suspense>{isBackwardShown && <BackwardLayers region={region} />}</Suspense>
        {still !== null && isHuge(still.scene) ? (
          <LargeOrLater still={still} size={size} looking={looking} />
        ) : (
          still !== null && <StillLayer still={still} region={region} isGliding={isGliding} />
        )}
        <Suspense>
          {isOnly && still !== null && <OnlyLayer still={still} size={size} looking={looking} />}
        </Suspense>
        <Suspense>{hasPaths && !isPushing && !isGliding && <Threads region={region} />}</Suspense>
        <Suspense>
          {isPresenting && <Presented size={size} isStill={isPushing || isGliding} onAim={setAim} />}
        </Suspense>
        {/* One thing at a time moves. */}
        <Suspense>{!isPushing && !isGliding && <MovingLayer onAim={setAim} />}</Suspense>
        {/* Over what moves, which would hide the name of what it comes to. */}
        <Suspense>
          {still !== null && !isGliding && !isOnly && (
            <Names scene={still.scene} size={size} looking={looking} hasGradients />
          )}
        </Suspense>
        <Suspense>{isPushing && <Gauges />}</Suspense>
        <Suspense>{hasPins && <PinLayer place="over" />}</Suspense>
      </div>
    </div>
  );
}

/** A sum may stand out of its node. */
const BLEED = 24;

/** What the stylesheet for paper needs: there the whole picture is as wide as the page. */
function boundsOnPaper({ x, y, width, height }: Scene["bounds"]): CSSProperties {
  const sizes = {
    "--left": x - BLEED,
    "--top": y - BLEED,
    "--width": width + 2 * BLEED,
    "--height": height + 2 * BLEED,
  };
  return Object.fromEntries(Object.entries(sizes).map(([name, size]) => [name, `${size}px`]));
}

interface StillLayerProps {
  readonly still: Still;
  /** What can be seen; null while that is not known. */
  readonly region: Region | null;
  readonly isGliding: boolean;
}

function StillLayer({ still, region, isGliding }: StillLayerProps) {
  const painted = useAfterPaint(still);
  const { scene } = still;
  const walk = useWalk(scene);
  const groups = useMemo(() => groupsOf(scene, region), [scene, region]);
  if (isLarge(scene)) {
    // Parts out of sight follow when those in sight have been drawn, and so does what is said of each; those of another
    // layout are of no use.
    const later = painted.scene.bounds === scene.bounds ? painted : still;
    return <PartLayers groups={groups} still={still} later={later} walk={walk} />;
  }
  // While nodes are on their way to new places, so is the camera: what nobody sees need not be typeset nor go along.
  const beyond = isGliding ? "held" : "shown";
  return <PartLayers groups={groups} still={still} later={still} walk={walk} beyond={beyond} />;
}

/** Frames round the nodes that are picked to be folded, under the still picture. */
function PickedLayer() {
  const picked = useChoice((choices) => choices.picked);
  const scene = useDerived((all) => all.scene);
  return scene === null ? null : <MarkLayers marks={pickedMarks(scene, picked)} />;
}
