import {
  growingGradient,
  nodeText,
  shownValue,
  specialRole,
  symbolText,
  type Value,
  valueText,
} from "../../core/index.ts";
import { writeDigits } from "../../formats/numbers.ts";
import { useDerived } from "../context.ts";

/** Every node with what the playhead has filled in so far. */
export function ValuesTable() {
  const still = useDerived((all) => all.still);
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
          {scene.graph.nodes.map((node) => {
            const { total } = growingGradient(scene.graph, schedule, run, node.index, settled);
            return (
              <tr key={node.id} data-row={node.id}>
                <th scope="row">{symbolText(node)}</th>
                <td>
                  {node.kind === "input"
                    ? ["input", specialRole(node)].filter((word) => word !== null).join(", ")
                    : nodeText(scene.graph, node).slice(symbolText(node).length + 3)}
                </td>
                <NumberCell
                  hue="value"
                  number={shownValue(schedule, run, node.index, { settled, hasBegun })}
                />
                <NumberCell hue="gradient" number={total} />
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
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
