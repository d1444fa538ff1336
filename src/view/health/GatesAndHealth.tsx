import { memo } from "react";
import {
  edgeAt,
  edgeSentence,
  type Gate,
  type Graph,
  gatesOf,
  healthOf,
  nodeAt,
  nodeSentence,
  type SignKind,
  symbolText,
  valueText,
} from "../../core/index.ts";
import { useDerived } from "../context.ts";
import { remember } from "../derived/remember.ts";
import type { Still } from "../derived/still.ts";
import { useLight } from "../pointing/lights.ts";
import { Sign } from "./Sign.tsx";
import "../style/health.css";

/** Longer lists are counted on. */
const MOST = 60;

/** What has been found so far, and every gate with what it did: a row points at its part of the picture. */
export default function GatesAndHealth() {
  const still = useDerived((all) => all.still);
  if (still === null) return null;
  const told = findingsSoFar(still);
  const { scene, run } = still;
  const gates = gatesOf(scene.graph, run);
  return (
    <>
      <h3>Health</h3>
      {told.length === 0 ? (
        <p className="remark">Nothing to remark{isDone(still) ? "" : " so far"}.</p>
      ) : (
        <ul className="findings">
          {told.slice(0, MOST).map((finding) => (
            <Pointing key={finding.about} about={finding.about} className="finding">
              <Sign kind={finding.kind} /> {finding.sentence}
            </Pointing>
          ))}
        </ul>
      )}
      <More count={told.length} />
      <h3>Gates, from the output back</h3>
      <ul className="gates">
        {gates.slice(0, MOST).map((gate) => (
          <GateRow key={gate.node} gate={gate} still={still} />
        ))}
      </ul>
      <More count={gates.length} />
    </>
  );
}

function More({ count }: { readonly count: number }) {
  return count <= MOST ? null : <p className="remark">… and {count - MOST} more.</p>;
}

interface Told {
  readonly kind: SignKind;
  readonly sentence: string;
  readonly about: string;
}

const healths = remember(healthOf);

function findingsSoFar({ scene: { graph }, schedule, run, settled }: Still): readonly Told[] {
  const health = healths(graph, run);
  const inputs = [...health.nodes]
    .filter(([node]) => (schedule.gradientAt[node] ?? Infinity) <= settled)
    .map(([node, finding]): Told => {
      return {
        kind: finding.kind,
        sentence: nodeSentence(graph, run, node, finding),
        about: nodeAt(graph, node).id,
      };
    });
  const edges = [...health.edges]
    .filter(([edge]) => (schedule.contributionAt[edge] ?? Infinity) <= settled)
    .map(([edge, finding]): Told => {
      return {
        kind: finding.kind,
        sentence: edgeSentence(graph, run, edge, finding),
        about: edgeAt(graph, edge).id,
      };
    });
  return [...inputs, ...edges];
}

function isDone({ schedule, settled }: Still): boolean {
  return settled >= schedule.steps.length;
}

/** `2 arrives, −8 to x, 6 to y`: what the playhead has filled in so far. */
function GateRow({ gate, still }: { readonly gate: Gate; readonly still: Still }) {
  const { scene, schedule, settled } = still;
  const { graph } = scene;
  const { id } = nodeAt(graph, gate.node);
  const hasArrived = (schedule.gradientAt[gate.node] ?? Infinity) <= settled;
  const sent = gate.sends.filter(({ edge }) => (schedule.contributionAt[edge] ?? Infinity) <= settled);
  return (
    <Pointing about={id} className="gate">
      <Words graph={graph} gate={gate} />
      {hasArrived && (
        <span className="gate-numbers">
          <span className="gradient">{valueText(gate.arrives)}</span> arrives
          {sent.map(({ edge, to, value }) => (
            <span key={edge}>
              , <span className="gradient">{valueText(value)}</span> to {symbolText(nodeAt(graph, to))}
            </span>
          ))}
        </span>
      )}
    </Pointing>
  );
}

const Words = memo(function Words({ graph, gate }: { readonly graph: Graph; readonly gate: Gate }) {
  return (
    <span>
      <b>{symbolText(nodeAt(graph, gate.node))}</b>, {gate.name}: {gate.role}
    </span>
  );
});

/** A row that points at a part of the picture while it is under the pointer or has the focus. */
function Pointing({
  about,
  className,
  children,
}: {
  readonly about: string;
  readonly className: string;
  readonly children: React.ReactNode;
}) {
  const light = useLight("part", about);
  return (
    <li>
      <button type="button" className={`${className} ${light}`.trim()} data-about={about}>
        <span>{children}</span>
      </button>
    </li>
  );
}
