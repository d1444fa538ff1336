import {
  contributionFormula,
  type EdgeState,
  FINDING_WORDS,
  growingGradient,
  isByConvention,
  isFiniteValue,
  type NodeState,
  nodeAt,
  nodeText,
  type PlaqueMode,
  plainText,
  type SceneEdge,
  type SceneNode,
  type Strengths,
  shareOf,
  shownValue,
  specialRole,
  strengthWidth,
  symbolText,
  valueText,
} from "../../core/index.ts";
import type { Still } from "../derived.ts";

/** How much of a node is filled at the playhead. */
export function nodeState(still: Still, { node }: SceneNode): NodeState {
  const { scene, schedule, run, settled, hasBegun, check, remarked, health } = still;
  const value = shownValue(schedule, run, node.index, { settled, hasBegun });
  const isTroubled = value !== null && !isFiniteValue(value);
  const gradient = growingGradient(scene.graph, schedule, run, node.index, settled);
  return {
    value,
    gradient,
    finding: gradient.total === null ? null : (health.nodes.get(node.index)?.kind ?? null),
    check: check?.gradients[node.index] ?? null,
    trouble: isTroubled ? (remarked.has(node.id) ? "born" : "downstream") : null,
  };
}

/** How much of an edge is filled at the playhead. */
export function edgeState(
  { scene, schedule, run, settled, check, health, strengths }: Still,
  { edge }: SceneEdge,
  mode: PlaqueMode,
): EdgeState {
  const isThere = (schedule.contributionAt[edge.index] ?? Infinity) <= settled;
  return {
    factor: isThere ? (run.factors[edge.index] ?? "pullback") : null,
    isConvention: isByConvention(scene.graph, run, edge.index),
    mode,
    check: check?.factors[edge.index] ?? null,
    finding: isThere ? (health.edges.get(edge.index)?.kind ?? null) : null,
    strength: strengths === null ? null : lineWidth(strengths, edge.index),
  };
}

function lineWidth(strengths: Strengths, edge: number): number | null {
  const share = shareOf(strengths, edge);
  return share === null ? null : strengthWidth(share, strengths.decades);
}

/** A node in words: `c = a + b, value 3, gradient 2`, or `x, data, value 2`. */
export function nodeLabel(
  { scene: { graph } }: Still,
  { node }: SceneNode,
  { value, gradient, finding }: NodeState,
): string {
  const parts = [nodeText(graph, node)];
  const role = specialRole(node);
  if (role !== null) parts.push(role);
  if (value !== null) parts.push(`value ${valueText(value)}`);
  if (gradient.total !== null) parts.push(`gradient ${valueText(gradient.total)}`);
  if (finding != null) parts.push(FINDING_WORDS[finding]);
  return parts.join(", ");
}

/** An edge in words: `from a to c, factor 1, brings 2`. */
export function edgeLabel(
  { scene: { graph }, run }: Still,
  { edge }: SceneEdge,
  { factor, isConvention, finding }: EdgeState,
): string {
  const parts = [
    `edge from ${symbolText(nodeAt(graph, edge.from))} to ${symbolText(nodeAt(graph, edge.to))}`,
  ];
  if (factor !== null) {
    const words = factor === "pullback" ? plainText(contributionFormula(graph, edge)) : valueText(factor);
    parts.push(
      `${factor === "pullback" ? "pullback" : "factor"} ${words}${isConvention ? " by convention" : ""}`,
    );
    parts.push(`brings ${valueText(run.contributions[edge.index] ?? 0)}`);
    // Its convention is said already.
    if (finding != null && finding !== "kink") parts.push(FINDING_WORDS[finding]);
  }
  return parts.join(", ");
}
