import { X } from "lucide-react";
import { type Graph, isEdge, MOST_PINS, partById, plainText, subjectFormula, tex } from "../../core/index.ts";
import { withoutPin } from "../../store/pins.ts";
import { useChoice, useDerived, useEdgewise } from "../context.ts";
import { OnlyButton } from "../only/OnlyButton.tsx";
import { Tex } from "../typeset/Tex.tsx";
import { About } from "./About.tsx";
import type { About as AboutIds } from "./about.ts";
import { PinButton } from "./PinButton.tsx";
import { usePinned } from "./usePinned.ts";

/** What is pinned, with its numbers and names; and the pin for what has the focus. */
export default function Pins({ focused }: { readonly focused: AboutIds }) {
  const pins = useChoice((choices) => choices.pins);
  const isRefused = useChoice((choices) => choices.isPinRefused);
  const graph = useDerived(({ scene }) => scene.graph);
  const isPinned = usePinned(focused);
  if (graph === null) return null;
  const held = pins.flatMap((ids, place) => (isHere(graph, ids) ? [{ ids, place }] : []));
  const node = focused.length === 1 ? partById(graph, focused[0] ?? "") : undefined;
  const canPin = !isPinned && isHere(graph, focused);
  return (
    <section className="pins" aria-label="Pins">
      {held.length > 0 && (
        <ul>
          {held.map(({ ids, place }) => (
            <PinChip key={place} graph={graph} ids={ids} place={place} />
          ))}
        </ul>
      )}
      {canPin && (
        <span className="pin-offer">
          <Name graph={graph} ids={focused} />
          <PinButton about={focused} words={wordsOf(graph, focused)} />
          {node !== undefined && !isEdge(node) && <OnlyButton id={node.id} words={wordsOf(graph, focused)} />}
        </span>
      )}
      <p role="status" className={isRefused ? "pin-refusal" : "spoken"}>
        {isRefused && `${MOST_PINS} things are pinned, and there are no more colours: unpin one first.`}
      </p>
    </section>
  );
}

function isHere(graph: Graph, ids: AboutIds): boolean {
  return ids.some((id) => partById(graph, id) !== undefined);
}

function wordsOf(graph: Graph, ids: AboutIds): string {
  const formula = subjectFormula(graph, ids);
  return formula === null ? "" : plainText(formula);
}

/** Longer names are for reading where they stand. */
const LONGEST_NAME = 40;

function Name({ graph, ids }: { readonly graph: Graph; readonly ids: AboutIds }) {
  const formula = subjectFormula(graph, ids);
  if (formula === null) return null;
  const plain = plainText(formula);
  const isLong = plain.length > LONGEST_NAME;
  return (
    <>
      <span className="spoken">{plain}</span>
      {isLong ? (
        <span aria-hidden="true">{`${plain.slice(0, LONGEST_NAME)}…`}</span>
      ) : (
        <Tex tex={tex(formula)} plain={plain} />
      )}
    </>
  );
}

interface ChipProps {
  readonly graph: Graph;
  readonly ids: AboutIds;
  readonly place: number;
}

function PinChip({ graph, ids, place }: ChipProps) {
  const store = useEdgewise();
  return (
    <li className={`pin is-pin-${place + 1}`} data-about={ids.join(" ")}>
      <span className="pin-number">{place + 1}</span>
      <About ids={ids}>
        <Name graph={graph} ids={ids} />
      </About>
      <button
        type="button"
        aria-label={`Unpin ${wordsOf(graph, ids)}`}
        title="Unpin"
        onClick={() => {
          const { pins, choose } = store.getState();
          choose({ pins: withoutPin(pins, place), isPinRefused: false });
        }}
      >
        <X aria-hidden="true" />
      </button>
    </li>
  );
}
