import { useEffect, useRef } from "react";
import {
  type Cost,
  differentiatedText,
  entriesOfNodes,
  nodeAt,
  SWEEP_MODES,
  shapeOf,
  sizeOf,
  symbolText,
} from "../../core/index.ts";
import { useChoice, useDerived, useEdgewise } from "../context.ts";
import type { Derived } from "../derived/derived.ts";
import { OneOf } from "../OneOf.tsx";
import { headsOf, inputsOf } from "./heads.ts";
import { JacobianTable } from "./JacobianTable.tsx";
import { forwardSweepCost, reverseSweepCost, type WholeCosts, wholeCosts } from "./sweepCosts.ts";
import "./compare.css";

/** The choice of the mode, what each takes here, and the table of all derivatives. */
export default function Compare() {
  const all = useDerived((derived) => derived);
  const content = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const side = content.current?.closest(".side");
    // On a narrow page, the picture is not scrolled away.
    if (side && side.scrollHeight > side.clientHeight)
      content.current?.parentElement?.scrollIntoView({ block: "nearest" });
  }, []);
  if (all === null) return null;
  return (
    <div ref={content}>
      <ModeSwitch />
      <Reasons all={all} />
      <JacobianTable all={all} />
      <CostTable all={all} />
    </div>
  );
}

function ModeSwitch() {
  const store = useEdgewise();
  const mode = useChoice((choices) => choices.mode);
  return (
    <OneOf
      legend="What follows the values"
      name="mode"
      choices={SWEEP_MODES}
      chosen={mode}
      onChoose={(choice) => store.getState().choose({ mode: choice })}
    />
  );
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;

/** How many sweeps all derivatives take either way, and which way has less to do. */
function Reasons({ all }: { readonly all: Derived }) {
  const { run, scene } = all;
  const inputs = inputsOf(all);
  const rows = sizeOf(shapeOf(run.values[scene.graph.output] ?? 0));
  const columns = entriesOfNodes(run.values, inputs).length;
  const isOfNumbers = inputs.every((input) => typeof run.values[input] === "number");
  const names = headsOf(all, inputs).rows;
  // What is joined from numbers with names has these for outputs.
  const isJoined = names.every((name) => !name.includes("["));
  const whole = wholeCosts(scene.graph, run, inputs);
  return (
    <p>
      A sweep forward starts at one input and finds a column: every output, with respect to it. A sweep
      backward starts at one output and finds a row: it, with respect to every input. With{" "}
      {counted(columns, isOfNumbers ? "input" : "input number")} and{" "}
      {counted(rows, isJoined ? "output" : "output number")}, all derivatives take {counted(columns, "sweep")}{" "}
      forward or {counted(rows, "sweep")} backward. {verdict(whole)}
    </p>
  );
}

function verdict({ forward, reverse }: WholeCosts): string {
  if (forward === null || reverse === null) return "";
  const [there, back] = [forward, reverse].map((cost) => cost.multiplications + cost.additions);
  if (there === back) return "Both take as many multiplications and additions here.";
  return (there ?? 0) > (back ?? 0)
    ? "Reverse mode has less to do here."
    : "Forward mode has less to do here.";
}

/** One sweep each, and all derivatives each. */
function CostTable({ all }: { readonly all: Derived }) {
  const { run, scene, tangents, target } = all;
  const { graph } = scene;
  const inputs = inputsOf(all);
  if (inputs.length === 0) return null;
  const rows = sizeOf(shapeOf(run.values[graph.output] ?? 0));
  const columns = entriesOfNodes(run.values, inputs).length;
  const direction = tangents?.direction ?? 1;
  const along = tangents?.along ?? target;
  const canMove = typeof direction !== "number" || typeof run.values[along] === "number";
  const forward = canMove ? forwardSweepCost(graph, along, direction) : null;
  const reverse = reverseSweepCost(graph, run.seed);
  const whole = wholeCosts(graph, run, inputs);
  return (
    <>
      <table className="costs" aria-label="What it takes">
        <thead>
          <tr>
            <td />
            <th scope="col" className="tangent">
              Forward from {symbolText(nodeAt(graph, along))}
            </th>
            <th scope="col" className="gradient">
              Backward from {differentiatedText(graph, run.seed)}
            </th>
          </tr>
        </thead>
        <CostRows title={null} costs={[forward, reverse]} />
        <thead>
          <tr>
            <th scope="col">All derivatives</th>
            <th scope="col" className="tangent">
              {counted(columns, "sweep")}
            </th>
            <th scope="col" className="gradient">
              {counted(rows, "sweep")}
            </th>
          </tr>
        </thead>
        <CostRows title="All derivatives" costs={[whole.forward, whole.reverse]} />
      </table>
      <p className="remark">
        Counted once values and factors are there. A product with a 1 that is written, the seed’s or a
        factor’s, is counted apart; what meets a 0 of the seed is left out. Operations on whole matrices count
        in full, and so does what is inside folded nodes.
      </p>
    </>
  );
}

const COUNTS = [
  ["multiplications", "multiplications"],
  ["additions", "additions"],
  ["byOne", "times a 1"],
] as const satisfies readonly (readonly [keyof Cost, string])[];

interface CostRowsProps {
  readonly title: string | null;
  readonly costs: readonly (Cost | null)[];
}

function CostRows({ title, costs }: CostRowsProps) {
  return (
    <tbody>
      {COUNTS.map(([key, words]) => (
        <tr key={key} aria-label={title === null ? words : `${title}: ${words}`}>
          <th scope="row">{words}</th>
          {costs.map((cost, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: forward and backward keep their places
            <td key={place} className={key === "byOne" ? "remark" : undefined}>
              {cost === null ? "…" : cost[key]}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}
