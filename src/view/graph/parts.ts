import {
  contributionFormula,
  type EdgeState,
  FINDING_WORDS,
  type GhostState,
  growingGradient,
  growingTangent,
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
  tangentFormula,
  valueText,
} from "../../core/index.ts";
import type { Still } from "../derived/still.ts";

/** How much of a node is filled at the playhead. */
export function nodeState(still: Still, { node }: SceneNode): NodeState {
  const { scene, schedule, run, tangents, settled, hasBegun, check, remarked, health } = still;
  const value = shownValue(schedule, run, node.index, { settled, hasBegun });
  const isTroubled = value !== null && !isFiniteValue(value);
  const gradient = growingGradient(scene.graph, schedule, run, node.index, settled);
  return {
    value,
    gradient,
    finding: gradient.total === null ? null : (health.node(node.index)?.kind ?? null),
    tangent: tangents && growingTangent(scene.graph, schedule, tangents, node.index, settled),
    check: check?.nodeMarks(scene, node.index) ?? [],
    trouble: isTroubled ? (remarked().has(node.id) ? "born" : "downstream") : null,
  };
}

/** How much of an edge is filled at the playhead. */
export function edgeState(
  { scene, schedule, run, settled, check, health, strengths }: Still,
  { edge }: SceneEdge,
  mode: PlaqueMode,
): EdgeState {
  const isThere = (schedule.contributionAt[edge.index] ?? Infinity) <= settled;
  const isCarried = !isThere && (schedule.partAt[edge.index] ?? Infinity) <= settled;
  const map = isThere ? "pullback" : "pushforward";
  return {
    factor: isThere || isCarried ? (run.factors[edge.index] ?? map) : null,
    isCarried,
    isConvention: isByConvention(scene.graph, run, edge.index),
    mode,
    check: check?.edgeMarks(scene, edge.index) ?? [],
    finding: isThere ? (health.edge(edge.index)?.kind ?? null) : null,
    strength: strengths === null ? null : lineWidth(strengths, edge.index),
  };
}

function lineWidth(strengths: Strengths, edge: number): number | null {
  const share = shareOf(strengths, edge);
  return share === null ? null : strengthWidth(share, strengths.decades);
}

/** How much of the copy is filled at which an edge begins; null where there is none. */
export function ghostState(
  { scene, schedule, run, tangents, settled, hasBegun }: Still,
  { edge, ghost }: SceneEdge,
): GhostState | null {
  if (ghost === null) return null;
  const isThere = (schedule.contributionAt[edge.index] ?? Infinity) <= settled;
  return {
    value: shownValue(schedule, run, edge.from, { settled, hasBegun }),
    tangent: tangents && growingTangent(scene.graph, schedule, tangents, edge.from, settled),
    contribution: isThere ? (run.contributions[edge.index] ?? null) : null,
  };
}

/** A node in words: `c = a + b, value 3, gradient 2`, or `x, data, value 2`. */
export function nodeLabel(
  { scene: { graph } }: Still,
  { node }: SceneNode,
  { value, tangent, gradient, trouble, finding }: NodeState,
): string {
  const parts = [nodeText(graph, node)];
  const role = specialRole(node);
  if (role !== null) parts.push(role);
  if (value !== null) parts.push(`value ${valueText(value)}`);
  if (trouble != null) parts.push(TROUBLE_WORDS[trouble]);
  if (tangent != null && tangent.total !== null) parts.push(`tangent ${valueText(tangent.total)}`);
  if (gradient.total !== null) parts.push(`gradient ${valueText(gradient.total)}`);
  if (finding != null) parts.push(FINDING_WORDS[finding]);
  return parts.join(", ");
}

const TROUBLE_WORDS = { born: "no finite number, from here on", downstream: "no finite number" } as const;

/** An edge in words: `from a to c, factor 1, brings 2`. */
export function edgeLabel(
  { scene: { graph }, run, schedule, settled, tangents }: Still,
  { edge }: SceneEdge,
  { factor, isCarried, isConvention, finding }: EdgeState,
): string {
  const parts = [
    `edge from ${symbolText(nodeAt(graph, edge.from))} to ${symbolText(nodeAt(graph, edge.to))}`,
  ];
  if (factor !== null) {
    const convention = isConvention ? " by convention" : "";
    if (factor === "pullback")
      parts.push(`pullback ${plainText(contributionFormula(graph, edge))}${convention}`);
    else if (factor === "pushforward")
      parts.push(`pushforward ${plainText(tangentFormula(graph, edge))}${convention}`);
    else parts.push(`factor ${valueText(factor)}${convention}`);
    if (tangents !== null && (schedule.partAt[edge.index] ?? Infinity) <= settled)
      parts.push(`carries ${valueText(tangents.part(edge.index))} on`);
    if (isCarried !== true) parts.push(`brings ${valueText(run.contributions[edge.index] ?? 0)}`);
    // Its convention is said already.
    if (finding != null && finding !== "kink") parts.push(FINDING_WORDS[finding]);
  }
  return parts.join(", ");
}
