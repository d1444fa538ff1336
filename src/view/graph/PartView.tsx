import { memo } from "react";
import {
  edgeMarks,
  type GrowingGradient,
  type Mark,
  nodeMarks,
  type PlaqueMode,
  type Point,
  type SceneEdge,
  type SceneNode,
  type Tensor,
  type Value,
} from "../../core/index.ts";
import type { Still } from "../derived.ts";
import { useLight } from "../pointing/lights.ts";
import { FormulaView, MarkView } from "./MarkView.tsx";
import { edgeLabel, edgeState, nodeLabel, nodeState } from "./parts.ts";

/** One node or edge at rest: what it consists of, and what is said of it. */
interface Part {
  readonly kind: "node" | "edge";
  readonly id: string;
  readonly label: string;
  readonly marks: readonly Mark[];
}

// Marks are made again only when what they show has changed: a still picture is not repainted.
const parts = new WeakMap<SceneNode | SceneEdge, { readonly key: string; readonly part: Part }>();

function remembered(owner: SceneNode | SceneEdge, key: string, make: () => Part): Part {
  const known = parts.get(owner);
  if (known?.key === key) return known.part;
  const made = make();
  const part = { ...made, marks: made.marks.map((mark, place) => kept(mark, known?.part.marks[place])) };
  parts.set(owner, { key, part });
  return part;
}

/** A mark that is as it was is the same mark, so that nothing is done for it. */
function kept(mark: Mark, before: Mark | undefined): Mark {
  if (before === undefined) return mark;
  const [fields, known] = [Object.entries(mark), new Map(Object.entries(before))];
  return fields.length === known.size && fields.every(([field, value]) => known.get(field) === value)
    ? before
    : mark;
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

function partOf(still: Still, owner: SceneNode | SceneEdge, mode: PlaqueMode): Part {
  return "edge" in owner ? edgePart(still, owner, mode) : nodePart(still, owner);
}

export function marksOf(...part: Parameters<typeof partOf>): readonly Mark[] {
  return partOf(...part).marks;
}

/** The id of what a part shows. */
export function idOf(owner: SceneNode | SceneEdge): string {
  return "edge" in owner ? owner.edge.id : owner.node.id;
}

/** The middle of a part's label. */
export function placeOf(owner: SceneNode | SceneEdge): Point {
  return "edge" in owner ? owner.plaque : owner.box;
}

function nodePart(still: Still, sceneNode: SceneNode): Part {
  const state = nodeState(still, sceneNode);
  return remembered(
    sceneNode,
    [
      digits(state.value),
      ...(state.tangent ? gradientKey(state.tangent) : []),
      "/",
      ...gradientKey(state.gradient),
      JSON.stringify(state.check),
      state.trouble,
      state.finding,
    ].join(";"),
    () => ({
      kind: "node",
      id: sceneNode.node.id,
      label: nodeLabel(still, sceneNode, state),
      marks: nodeMarks(sceneNode, state),
    }),
  );
}

function edgePart(still: Still, sceneEdge: SceneEdge, mode: PlaqueMode): Part {
  const state = edgeState(still, sceneEdge, mode);
  const contribution = still.run.contributions[sceneEdge.edge.index];
  return remembered(
    sceneEdge,
    [
      typeof state.factor === "string" ? state.factor : digits(state.factor),
      state.isCarried,
      ...carried(still, sceneEdge),
      state.isConvention,
      mode,
      digits(contribution ?? null),
      state.check?.error,
      state.check?.numeric,
      state.finding,
      state.strength,
    ].join(),
    () => ({
      kind: "edge",
      id: sceneEdge.edge.id,
      label: edgeLabel(still, sceneEdge, state),
      marks: edgeMarks(still.scene, sceneEdge, state),
    }),
  );
}

interface PartProps {
  readonly owner: SceneNode | SceneEdge;
  readonly still: Still;
  readonly mode: PlaqueMode;
}

interface Bearing {
  /** Whether Tab leads here: one part of the graph is in the page's order, arrows lead to the others. */
  readonly isInOrder: boolean;
}

/** A node or edge as a group of shapes that can be pointed at and focused. */
export const PartView = memo(function PartView({ owner, still, mode, ...bearing }: PartProps & Bearing) {
  return <PartShapes part={partOf(still, owner, mode)} {...bearing} />;
});

interface PartShapesProps extends Bearing {
  readonly part: Part;
}

const PartShapes = memo(function PartShapes({ part, isInOrder }: PartShapesProps) {
  const { kind, id, label, marks } = part;
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
      {marks.map((mark) => (
        <MarkView key={mark.key} mark={mark} />
      ))}
    </g>
  );
});

/** The formulas of a node or edge, for the layer above the shapes. */
export const PartFormulas = memo(function PartFormulas({ owner, still, mode }: PartProps) {
  return partOf(still, owner, mode).marks.map((mark) =>
    mark.kind === "formula" ? <FormulaView key={mark.key} mark={mark} /> : null,
  );
});
