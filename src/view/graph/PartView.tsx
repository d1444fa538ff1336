import { memo } from "react";
import {
  type EdgeState,
  edgeMarks,
  GHOST,
  type GhostState,
  type GrowingGradient,
  ghostMarks,
  type Mark,
  type NodeState,
  nodeMarks,
  type PlaqueMode,
  type Point,
  type SceneEdge,
  type SceneNode,
  type Tensor,
  type Value,
} from "../../core/index.ts";
import type { Still } from "../derived/still.ts";
import { useLight } from "../pointing/lights.ts";
import { FormulaView, MarkView } from "./MarkView.tsx";
import { edgeLabel, edgeState, ghostState, nodeLabel, nodeState } from "./parts.ts";

type Owner = SceneNode | SceneEdge;

/** Remembers what was made for each part, and makes it again only when its key has changed. */
function remembering<Made>(): (owner: Owner, key: string, make: (before: Made | undefined) => Made) => Made {
  const parts = new WeakMap<Owner, { readonly key: string; readonly made: Made }>();
  return (owner, key, make) => {
    const known = parts.get(owner);
    if (known?.key === key) return known.made;
    const made = make(known?.made);
    parts.set(owner, { key, made });
    return made;
  };
}

// Marks are made again only when what they show has changed: a still picture is not repainted.
const rememberMarks = remembering<readonly Mark[]>();
const rememberLabel = remembering<string>();

/** Marks that are as they were are the same marks, so that nothing is done for them. */
function kept(marks: readonly Mark[], before: readonly Mark[] = []): readonly Mark[] {
  const next = marks.map((mark, place) => {
    const known = before[place];
    return JSON.stringify(mark) === JSON.stringify(known) && known ? known : mark;
  });
  return next.every((mark, place) => mark === before[place]) && next.length === before.length ? before : next;
}

// A tensor is told apart by being another one: to write out its numbers could take longer than to draw it.
const tensorNumbers = new WeakMap<Tensor, number>();
let tensors = 0;

/** Tells a value from any other. */
export function digits(value: Value | null): string {
  if (value === null || typeof value === "number") return String(value);
  const known = tensorNumbers.get(value) ?? ++tensors;
  tensorNumbers.set(value, known);
  return `tensor ${known}`;
}

/** Tells a gradient as it has grown from any other. */
export function gradientKey({ slots, total }: GrowingGradient): readonly string[] {
  return [digits(total), ...slots.map(({ contribution }) => digits(contribution))];
}

/** What a tangent brought along an edge, once it has gone there. */
function carried({ schedule, settled, tangents }: Still, { edge }: SceneEdge): readonly string[] {
  const isThere = tangents !== null && (schedule.partAt[edge.index] ?? Infinity) <= settled;
  return isThere ? [digits(tangents.part(edge.index))] : [];
}

/** A part as it stands at the playhead. */
export function marksOf(still: Still, owner: Owner, mode: PlaqueMode): readonly Mark[] {
  if ("edge" in owner) {
    const state = edgeState(still, owner, mode);
    const copy = ghostState(still, owner);
    const key = [edgeKey(still, owner, state), copy && ghostKey(copy)].join("|");
    return rememberMarks(owner, key, (before) =>
      kept([...edgeMarks(still.scene, owner, state), ...copyMarks(owner, copy)], before),
    );
  }
  const state = nodeState(still, owner);
  return rememberMarks(owner, nodeKey(state), (before) => kept(nodeMarks(owner, state), before));
}

function copyMarks({ ghost }: SceneEdge, state: GhostState | null): readonly Mark[] {
  return ghost === null || state === null ? [] : ghostMarks(ghost, state);
}

function ghostKey({ value, tangent, contribution }: GhostState): string {
  return [digits(value), ...(tangent ? gradientKey(tangent) : []), "/", digits(contribution)].join(";");
}

/** What is said of a part. */
function labelOf(still: Still, owner: Owner, mode: PlaqueMode): string {
  if ("edge" in owner) {
    const state = edgeState(still, owner, mode);
    const brings = digits(still.run.contributions[owner.edge.index] ?? null);
    const key = `${edgeKey(still, owner, state)},${brings}`;
    return rememberLabel(owner, key, () => edgeLabel(still, owner, state));
  }
  const state = nodeState(still, owner);
  return rememberLabel(owner, nodeKey(state), () => nodeLabel(still, owner, state));
}

/** The id of what a part shows. */
export function idOf(owner: SceneNode | SceneEdge): string {
  return "edge" in owner ? owner.edge.id : owner.node.id;
}

/** The middle of a part's label. */
export function placeOf(owner: SceneNode | SceneEdge): Point {
  return "edge" in owner ? owner.plaque : owner.box;
}

function nodeKey({ value, tangent, gradient, check, trouble, finding }: NodeState): string {
  return [
    digits(value),
    ...(tangent ? gradientKey(tangent) : []),
    "/",
    ...gradientKey(gradient),
    JSON.stringify(check),
    trouble,
    finding,
  ].join(";");
}

function edgeKey(still: Still, owner: SceneEdge, state: EdgeState): string {
  return [
    typeof state.factor === "string" ? state.factor : digits(state.factor),
    state.isCarried,
    ...carried(still, owner),
    state.isConvention,
    state.mode,
    JSON.stringify(state.check),
    state.finding,
    state.strength,
  ].join();
}

interface PartProps {
  readonly owner: SceneNode | SceneEdge;
  readonly still: Still;
  readonly mode: PlaqueMode;
}

interface Bearing {
  /** What is said of it: that follows one frame later. */
  readonly later: Still;
  /** Whether Tab leads here: one part of the graph is in the page's order, arrows lead to the others. */
  readonly isInOrder: boolean;
}

/** A node or edge as a group of shapes that can be pointed at and focused. */
export const PartView = memo(function PartView({
  owner,
  still,
  later,
  mode,
  isInOrder,
}: PartProps & Bearing) {
  return (
    <PartShapes
      kind={"edge" in owner ? "edge" : "node"}
      id={idOf(owner)}
      label={labelOf(later, owner, mode)}
      marks={marksOf(still, owner, mode)}
      copied={"edge" in owner && owner.ghost !== null ? owner.ghost.node.id : null}
      isInOrder={isInOrder}
    />
  );
});

interface PartShapesProps extends Pick<Bearing, "isInOrder"> {
  readonly kind: "node" | "edge";
  readonly id: string;
  readonly label: string;
  readonly marks: readonly Mark[];
  /** The id of the input that is drawn again where an edge begins. */
  readonly copied: string | null;
}

const PartShapes = memo(function PartShapes({ kind, id, label, marks, copied, isInOrder }: PartShapesProps) {
  const light = useLight("part", id);
  const attributes = kind === "node" ? { "data-node": id } : { "data-edge": id };
  return (
    // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: graphics-symbol is the role of a part of a graphic; arrows walk between parts
    <g
      {...attributes}
      role="graphics-symbol"
      aria-label={label}
      aria-roledescription={kind}
      className={`part ${light}`.trim()}
      tabIndex={isInOrder ? 0 : -1}
    >
      <Marks marks={copied === null ? marks : marks.filter((mark) => !isOfCopy(mark))} />
      {copied !== null && <Copy of={copied} marks={marks.filter(isOfCopy)} />}
    </g>
  );
});

const isOfCopy = ({ key }: Mark): boolean => key.startsWith(`${GHOST}:`);

/** The copy of an input: it is about the input, and lit with it. What is inside a symbol is nothing for itself to assistive technology. */
function Copy({ of, marks }: { readonly of: string; readonly marks: readonly Mark[] }) {
  const light = useLight("part", of);
  return (
    <g data-about={of} className={`part ghost ${light}`.trim()}>
      <Marks marks={marks} />
    </g>
  );
}

const Marks = memo(function Marks({ marks }: { readonly marks: readonly Mark[] }) {
  return marks.map((mark) => <MarkView key={mark.key} mark={mark} />);
});

/** The formulas of a node or edge, for the layer above the shapes. */
export const PartFormulas = memo(function PartFormulas({ owner, still, mode }: PartProps) {
  return marksOf(still, owner, mode).map((mark) =>
    mark.kind === "formula" ? <FormulaView key={mark.key} mark={mark} /> : null,
  );
});
