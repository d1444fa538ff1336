import { type KeyboardEvent, type RefObject, useContext, useEffect, useMemo, useRef, useState } from "react";
import { captionMarks, type Mark, networkNumbers, networkScene, presentedIds } from "../../core/index.ts";
import { DirectionContext, useChoice, useDerived } from "../context.ts";
import { MarkLayers } from "../graph/MarkLayers.tsx";
import { FormulaView, MarkView } from "../graph/MarkView.tsx";
import { WAYS, type Way } from "../graph/walk.ts";
import { Legend } from "./Legend.tsx";
import { NetworkPartView } from "./NetworkPartView.tsx";
import { litMarks, type NetworkPart, networkParts } from "./networkParts.ts";
import { useNetwork } from "./useNetwork.ts";
import { walkNetwork } from "./walkNetwork.ts";
import "./network.css";

/** The program as the network that books draw, filled by the same playhead as the graph beside it. */
export default function NetworkPanel() {
  const network = useNetwork();
  const whole = useDerived((all) => all.whole);
  const still = useDerived((all) => all.still);
  const direction = useContext(DirectionContext);
  const step = useDerived(({ picture }) => picture.moving?.step ?? null);
  const isPresenting = useChoice((choices) => choices.isPresenting);
  const [chosen, setChosen] = useState(0);
  const scene = useMemo(
    () => (network === null || whole === null ? null : networkScene(whole, network, direction, isPresenting)),
    [network, whole, direction, isPresenting],
  );
  const example = network === null ? 0 : Math.min(chosen, network.examples - 1);
  const numbers = useMemo(
    () =>
      still === null || whole === null ? null : networkNumbers(whole, { ...still, graph: still.scene.graph }),
    [still, whole],
  );
  const parts = useMemo(
    () =>
      whole === null || scene === null || numbers === null
        ? []
        : networkParts(whole, scene, numbers, example),
    [whole, scene, numbers, example],
  );
  const graphScene = still?.scene ?? null;
  const lit = useMemo(
    () =>
      scene === null || graphScene === null || step === null
        ? []
        : litMarks(scene, parts, step, presentedIds(graphScene, step)),
    [scene, graphScene, parts, step],
  );
  if (network === null || scene === null || numbers === null) return null;
  const hasGradients = scene.lines.some(({ weight }) => numbers.gradient(weight) !== null);
  return (
    <section className={`network is-${direction}`} aria-label="Network">
      <NetworkPicture
        scene={scene}
        parts={parts}
        lit={lit}
        largest={isPresenting ? LARGEST_PRESENTED : LARGEST}
      />
      <Legend
        hasBegun={
          parts.some(({ kind, numbers: shown }) => kind === "weight" && shown.length > 0) || hasGradients
        }
        hasGradients={hasGradients}
        examples={network.examples}
        example={example}
        onExample={setChosen}
      />
    </section>
  );
}

interface PictureProps {
  readonly scene: ReturnType<typeof networkScene>;
  readonly parts: readonly NetworkPart[];
  /** What lies under the parts that the step is about. */
  readonly lit: readonly Mark[];
  /** The scale that it grows to at the most. */
  readonly largest: number;
}

function NetworkPicture({ scene, parts, lit, largest }: PictureProps) {
  const stage = useRef<HTMLDivElement>(null);
  const transform = useFitted(stage, scene.bounds, largest);
  const [inOrder, setInOrder] = useState<string | null>(null);
  const captions = captionMarks(scene);
  const firstCircle = scene.circles[0]?.key ?? null;
  const first = parts.some(({ key }) => key === inOrder) ? inOrder : firstCircle;

  function walkOn(event: KeyboardEvent): void {
    const way = (WAYS[scene.direction] as Readonly<Record<string, Way>>)[event.key];
    const from = (event.target as SVGElement).dataset.part;
    if (way === undefined || from === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    const next = walkNetwork(scene, from, way);
    if (next === null) return;
    setInOrder(next);
    stage.current?.querySelector<SVGElement>(`[data-part="${CSS.escape(next)}"]`)?.focus();
  }

  return (
    <div className="network-stage" ref={stage}>
      <div className="picture" style={{ transform }}>
        <MarkLayers marks={lit} />
        {/* biome-ignore lint/a11y/noNoninteractiveElementInteractions: arrows walk between the focusable parts inside */}
        <svg
          className="layer"
          // biome-ignore lint/a11y/noRedundantRoles: browsers do not give it to every svg
          role="graphics-document"
          aria-label="Network picture"
          onKeyDown={walkOn}
        >
          {parts.map((part) => (
            <NetworkPartView key={part.key} part={part} isInOrder={part.key === first} />
          ))}
          {captions.map((mark) => (
            <MarkView key={mark.key} mark={mark} />
          ))}
        </svg>
        <svg className="layer moving" aria-hidden="true">
          {parts.flatMap((part) =>
            part.numbers.map((mark) => <MarkView key={`${part.key}:${mark.key}`} mark={mark} />),
          )}
        </svg>
        <div className="layer formulas" aria-hidden="true">
          {[...captions, ...parts.flatMap(({ marks }) => marks)].map((mark, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: what has no formula is drawn as nothing
            <FormulaView key={place} mark={mark} />
          ))}
        </div>
      </div>
    </div>
  );
}

/** Larger than life, a network of three circles would look like a mistake. */
const LARGEST = 1.7;
/** On a projector it takes the room that there is. */
const LARGEST_PRESENTED = 3;
const MARGIN = 22;
/** On a low stage it is no more than this share of the height. */
const MARGIN_SHARE = 0.06;

/** The transform that shows the whole picture in the middle of its stage. */
function useFitted(
  stage: RefObject<HTMLElement | null>,
  bounds: PictureProps["scene"]["bounds"],
  largest: number,
): string {
  const [size, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    const element = stage.current;
    if (element === null) return;
    const observer = new ResizeObserver(() =>
      setSize({ width: element.clientWidth, height: element.clientHeight }),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [stage]);
  const margin = Math.min(MARGIN, MARGIN_SHARE * size.height);
  const room = { width: size.width - 2 * margin, height: size.height - 2 * margin };
  const scale = Math.max(0.05, Math.min(largest, room.width / bounds.width, room.height / bounds.height));
  const x = size.width / 2 - scale * (bounds.x + bounds.width / 2);
  const y = size.height / 2 - scale * (bounds.y + bounds.height / 2);
  return `translate(${x}px, ${y}px) scale(${scale})`;
}
