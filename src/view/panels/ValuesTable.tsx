import { memo } from "react";
import {
  type Graph,
  type GraphNode,
  growingGradient,
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
import { useAfterPaint } from "../useAfterPaint.ts";

/** A table of more rows would hold up what a hand is moving. */
const LONG = 100;

/** Every node with what the playhead has filled in so far. */
export function ValuesTable() {
  const now = useDerived((all) => all.still);
  const painted = useAfterPaint(now);
  // A long table follows when the picture has been drawn.
  const still = now !== null && now.scene.graph.nodes.length > LONG ? painted : now;
  if (still === null) return null;
  const { scene, schedule, run, settled, hasBegun } = still;
  return (
    <section className="panel">
      <h2 id="table-title">Values and gradients</h2>
      <table aria-labelledby="table-title">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Operation</th>
            <th scope="col">Value</th>
            <th scope="col">Gradient</th>
          </tr>
        </thead>
        <tbody>
          {scene.graph.nodes.map((node) => (
            <Row
              key={node.id}
              graph={scene.graph}
              node={node}
              value={shownValue(schedule, run, node.index, { settled, hasBegun })}
              gradient={growingGradient(scene.graph, schedule, run, node.index, settled).total}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface RowProps {
  readonly graph: Graph;
  readonly node: GraphNode;
  readonly value: Value | null;
  readonly gradient: Value | null;
}

const Row = memo(function Row({ graph, node, value, gradient }: RowProps) {
  return (
    <tr data-row={node.id}>
      <th scope="row">{symbolText(node)}</th>
      <td>
        {[ownText(graph, node) ?? "input", specialRole(node), ...otherNames(graph, node).map(alsoCalled)]
          .filter((word) => word !== null)
          .join(", ")}
      </td>
      <NumberCell hue="value" number={value} />
      <NumberCell hue="gradient" number={gradient} />
    </tr>
  );
});

function alsoCalled(name: string): string {
  return `also ${name}`;
}

/** Four digits to read, all of them on demand. */
function NumberCell({ hue, number }: { readonly hue: "value" | "gradient"; readonly number: Value | null }) {
  if (number === null) return <td className={hue} />;
  const written = writeDigits(number);
  return (
    <td className={hue} data-value={written} title={written}>
      {valueText(number)}
    </td>
  );
}
