import { memo, useMemo } from "react";
import {
  type Graph,
  type GraphNode,
  growingGradient,
  growingTangent,
  otherNames,
  ownText,
  shownValue,
  specialRole,
  symbolText,
  type Value,
  valueText,
} from "../../core/index.ts";
import { writeDigits } from "../../formats/numbers.ts";
import { useDerived } from "../context.ts";
import type { Still } from "../derived/still.ts";
import { useLight } from "../pointing/lights.ts";
import { walkAlong } from "../pointing/usePointing.ts";
import { useAfterPaint } from "../useAfterPaint.ts";
import { useGrowing } from "./useGrowing.ts";

/** A table of more rows would hold up what a hand is moving. */
const MOST_AT_ONCE = 30;
/** Of a table of more rows, only those near the window are laid out. */
const LONG = 20;
/** About how high a row is, px. */
const ROW = 30;

/** Every node with what the playhead has filled in so far. */
export function ValuesTable() {
  const now = useDerived((all) => all.still);
  const painted = useAfterPaint(now);
  // A long table follows when the picture has been drawn.
  const still = now !== null && now.scene.graph.nodes.length > MOST_AT_ONCE ? painted : now;
  return still === null ? null : <Table still={still} />;
}

const Table = memo(function Table({ still }: { readonly still: Still }) {
  const { scene, schedule, tangents } = still;
  const hasGradients = schedule.sweeps.mode !== "forward";
  const isLong = scene.graph.nodes.length > LONG;
  const shown = useGrowing(scene.graph.nodes.length, CHUNK);
  const chunks = useMemo(() => chunksOf(scene.graph.nodes, shown), [scene.graph, shown]);
  return (
    <section
      className={isLong ? "panel values is-long" : "panel values"}
      style={isLong ? { containIntrinsicBlockSize: `auto ${ROW * scene.graph.nodes.length}px` } : undefined}
    >
      <h2 id="table-title">Values and gradients</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: arrows walk from here through the rows */}
      {/* biome-ignore lint/a11y/noNoninteractiveElementInteractions: keys come from the rows */}
      <table aria-labelledby="table-title" tabIndex={0} onKeyDown={walkAlong}>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Operation</th>
            <th scope="col">Value</th>
            {tangents && <th scope="col">Tangent</th>}
            {hasGradients && <th scope="col">Gradient</th>}
          </tr>
        </thead>
        <tbody>
          {chunks.map((nodes, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows are told apart inside
            <Rows key={place} nodes={nodes} still={still} />
          ))}
        </tbody>
      </table>
    </section>
  );
});

/** So many rows are made at a time. */
const CHUNK = 50;

function chunksOf(nodes: readonly GraphNode[], shown: number): readonly (readonly GraphNode[])[] {
  return Array.from({ length: Math.ceil(Math.min(shown, nodes.length) / CHUNK) }, (_, place) =>
    nodes.slice(place * CHUNK, (place + 1) * CHUNK),
  );
}

const Rows = memo(function Rows({
  nodes,
  still,
}: {
  readonly nodes: readonly GraphNode[];
  readonly still: Still;
}) {
  const { scene, schedule, run, tangents, settled, hasBegun } = still;
  return nodes.map((node) => (
    <Row
      key={node.id}
      graph={scene.graph}
      node={node}
      value={shownValue(schedule, run, node.index, { settled, hasBegun })}
      tangent={tangents && growingTangent(scene.graph, schedule, tangents, node.index, settled).total}
      gradient={growingGradient(scene.graph, schedule, run, node.index, settled).total}
      hasTangent={tangents !== null}
      hasGradient={schedule.sweeps.mode !== "forward"}
    />
  ));
});

interface RowProps {
  readonly graph: Graph;
  readonly node: GraphNode;
  readonly value: Value | null;
  readonly tangent: Value | null;
  readonly gradient: Value | null;
  readonly hasTangent: boolean;
  readonly hasGradient: boolean;
}

const Row = memo(function Row(row: RowProps) {
  const { graph, node, value, tangent, gradient, hasTangent, hasGradient } = row;
  const light = useLight("row", node.id);
  return (
    <tr data-row={node.id} data-about={node.id} tabIndex={-1} className={light}>
      <th scope="row">{symbolText(node)}</th>
      <td>
        {[ownText(graph, node) ?? "input", specialRole(node), ...otherNames(graph, node).map(alsoCalled)]
          .filter((word) => word !== null)
          .join(", ")}
      </td>
      <NumberCell hue="value" number={value} />
      {hasTangent && <NumberCell hue="tangent" number={tangent} />}
      {hasGradient && <NumberCell hue="gradient" number={gradient} />}
    </tr>
  );
});

function alsoCalled(name: string): string {
  return `also ${name}`;
}

/** Four digits to read, all of them on demand. */
function NumberCell({
  hue,
  number,
}: {
  readonly hue: "value" | "tangent" | "gradient";
  readonly number: Value | null;
}) {
  if (number === null) return <td className={hue} />;
  const written = writeDigits(number);
  return (
    <td className={hue} data-value={written} title={written}>
      {valueText(number)}
    </td>
  );
}
