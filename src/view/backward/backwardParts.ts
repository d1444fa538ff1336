import {
  type AdjointScene,
  adjointMarks,
  adjointState,
  type BackwardScene,
  borrowedMarks,
  type ContributionScene,
  contributionMarks,
  contributionState,
  edgeAt,
  isBorrowing,
  type Mark,
  nodeAt,
  type Picture,
  type Point,
  plainText,
  shownValue,
  symbolText,
  valueText,
} from "../../core/index.ts";
import type { Still } from "../derived/still.ts";
import { digits, gradientKey } from "../graph/PartView.tsx";

/** A part of the backward graph: what it is about in the forward one, what is said of it, and its marks. */
export interface BackwardPart {
  readonly key: string;
  readonly about: string;
  readonly label: string;
  readonly kind: "gradient" | "contribution" | "stored value";
  readonly place: Point;
  readonly marks: readonly Mark[];
}

// Made again only when what they show has changed, as the parts of the forward graph are.
const known = new WeakMap<object, { readonly key: string; readonly part: BackwardPart }>();

function remembered(owner: object, key: string, make: () => BackwardPart): BackwardPart {
  const found = known.get(owner);
  if (found?.key === key) return found.part;
  const part = make();
  known.set(owner, { key, part });
  return part;
}

/** Every part at a moment, in the order of the sweep: each contribution, with what it borrows, before its sum. */
export function backwardParts(
  backward: BackwardScene,
  still: Still,
  picture: Picture,
): readonly BackwardPart[] {
  const byTarget = new Map<number, ContributionScene[]>();
  for (const one of backward.contributions) {
    const { to } = one.contribution;
    byTarget.set(to, [...(byTarget.get(to) ?? []), one]);
  }
  return backward.adjoints.flatMap((one) => [
    ...(byTarget.get(one.adjoint.node) ?? []).flatMap((brought) => [
      ...borrowedParts(brought, still, picture),
      contributionPart(backward, brought, still, picture),
    ]),
    adjointPart(one, still, picture),
  ]);
}

function adjointPart(one: AdjointScene, still: Still, picture: Picture): BackwardPart {
  const { scene, schedule, run } = still;
  const { node } = one.adjoint;
  const { gradient, isActive } = adjointState(scene.graph, schedule, run, picture, node);
  return remembered(one, [...gradientKey(gradient), isActive].join(";"), () => {
    const words = plainText(one.scene.label);
    const sum = gradient.total === null ? "" : `, gradient ${valueText(gradient.total)}`;
    const about = nodeAt(scene.graph, node).id;
    return {
      key: about,
      about,
      label: `${words}${sum}`,
      kind: "gradient",
      place: one.scene.box,
      marks: adjointMarks(one, gradient, isActive),
    };
  });
}

function contributionPart(
  backward: BackwardScene,
  one: ContributionScene,
  { scene: { graph }, schedule, run }: Still,
  picture: Picture,
): BackwardPart {
  const edge = edgeAt(graph, one.contribution.edge);
  const { progress, value } = contributionState(schedule, run, picture, edge.index);
  return remembered(one, `${progress};${digits(value)}`, () => {
    const [consumer, source] = [edge.to, edge.from].map((node) => symbolText(nodeAt(graph, node)));
    const brings = value === null ? "" : `, brings ${valueText(value)}`;
    return {
      key: edge.id,
      about: edge.id,
      label: `contribution of ${consumer} to ${source}, ${plainText(one.formula)}${brings}`,
      kind: "contribution",
      place: one.plaque,
      marks: contributionMarks(backward, one, value, progress),
    };
  });
}

function borrowedParts(
  { borrowed, contribution }: ContributionScene,
  { scene: { graph }, schedule, run, settled, hasBegun }: Still,
  picture: Picture,
): readonly BackwardPart[] {
  const isActive = isBorrowing(picture, contribution.edge);
  const edge = edgeAt(graph, contribution.edge);
  return borrowed.map((one) => {
    const value = shownValue(schedule, run, one.node, { settled, hasBegun });
    return remembered(one, `${digits(value)};${isActive}`, () => {
      const number = value === null ? "" : ` ${valueText(value)}`;
      const node = nodeAt(graph, one.node);
      return {
        key: `${edge.id} ${node.id}`,
        about: node.id,
        label: `stored value of ${symbolText(node)}${number}, borrowed by the contribution to ${symbolText(nodeAt(graph, edge.from))}`,
        kind: "stored value",
        place: one.box,
        marks: borrowedMarks(one, value, isActive),
      };
    });
  });
}
