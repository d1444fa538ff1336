import { X } from "lucide-react";
import { type ReactNode, useEffect, useLayoutEffect, useMemo, useRef } from "react";
import {
  contributionFormula,
  edgeWork,
  type Formula,
  type GraphEdge,
  type GraphNode,
  gateName,
  gateRole,
  gradientWork,
  isComputed,
  isEdge,
  nodeAt,
  nodeFormula,
  nodeText,
  nodeWork,
  partById,
  plainText,
  runningText,
  shapeOf,
  shapeText,
  shapeWords,
  statisticsText,
  symbolFormula,
  symbolText,
  tex,
  type Work,
} from "../../core/index.ts";
import { useChoice, useDerived, useEdgewise } from "../context.ts";
import type { Still } from "../derived/still.ts";
import { GrainButtons, InsidePicture, InsideProof } from "../grain/InsideView.tsx";
import { SeedInput } from "../panels/SeedInput.tsx";
import { hasFields, TensorInput } from "../panels/TensorInput.tsx";
import { useLight } from "../pointing/lights.ts";
import { PinButton } from "../pointing/PinButton.tsx";
import { Tex } from "../typeset/Tex.tsx";
import { focusSeed } from "./seed.ts";
import { useInspected } from "./useInspected.ts";
import { OrdersView, WorkView } from "./WorkView.tsx";
import "./inspector.css";

/** The whole of one node or edge: its tensors, and how any of their entries came about. */
export default function Inspector() {
  const inspected = useInspected();
  const still = useDerived((all) => all.still);
  const part = inspected && still && partById(still.scene.graph, inspected.id);
  if (!part || still === null) return null;
  const { entry = 0 } = inspected;
  return isEdge(part) ? (
    <EdgeCard key={part.id} edge={part} still={still} />
  ) : (
    <NodeCard key={`${part.id} ${entry}`} node={part} entry={entry} still={still} />
  );
}

interface CardProps {
  readonly id: string;
  /** What is looked into, in words. */
  readonly words: string;
  readonly title: ReactNode;
  /** What it is called when it is pinned. */
  readonly pinWords: string;
  readonly shape: string;
  readonly children: ReactNode;
}

function Card({ id, words, pinWords, title, shape, children }: CardProps) {
  const store = useEdgewise();
  const light = useLight("part", id);
  const card = useRef<HTMLElement>(null);
  // Before the card is taken away: afterwards nothing in it has the focus.
  useLayoutEffect(() => {
    // Whoever came here by keyboard goes on here, and comes back afterwards.
    const from = document.activeElement;
    if (from?.matches("[role=graphics-symbol]:focus-visible")) card.current?.focus();
    const element = card.current;
    return () => {
      if (element?.contains(document.activeElement)) focusPart(id);
    };
  }, [id]);
  return (
    <section ref={card} className="inspector" aria-label={`Inspector: ${words}`} tabIndex={-1}>
      <div className={`inspector-head ${light}`.trim()} data-about={id}>
        <h2>
          <span className="spoken">{words}</span>
          {title}
        </h2>
        <span className="shape">{shape}</span>
        <PinButton about={[id]} words={pinWords} />
        <button
          type="button"
          aria-label="Close the inspector"
          title="Close the inspector (Esc)"
          onClick={() => store.getState().choose({ inspected: null })}
        >
          <X aria-hidden="true" />
        </button>
      </div>
      {children}
    </section>
  );
}

function focusPart(id: string): void {
  const escaped = CSS.escape(id);
  document
    .querySelector<SVGElement>(`.stage :is([data-node="${escaped}"], [data-edge="${escaped}"])`)
    ?.focus();
}

function Typeset({ formula }: { readonly formula: Formula }) {
  return <Tex tex={tex(formula)} plain={plainText(formula)} />;
}

interface NodeCardProps {
  readonly node: GraphNode;
  /** Which entry is looked at first. */
  readonly entry: number;
  readonly still: Still;
}

function NodeCard({ node, entry, still }: NodeCardProps) {
  const { scene, schedule, run, settled, hasBegun } = still;
  const { graph } = scene;
  const isShown = useShown(still);
  const value = useMemo(() => nodeWork(graph, run, node.index, isShown), [graph, run, node, isShown]);
  const gradient = useMemo(
    () => gradientWork(graph, schedule, run, node.index, hasBegun ? settled : -1),
    [graph, schedule, run, node, settled, hasBegun],
  );
  const shape = shapeOf(run.values[node.index] ?? 0);
  const hasGradient = Number.isFinite(schedule.gradientAt[node.index]);
  const isSeeded = node.index === graph.output && typeof run.seed !== "number";
  const hasSeedFields = isSeeded && hasFields(shape) && gradient.result.data !== null;
  return (
    <Card
      id={node.id}
      words={`${nodeText(graph, node)}, ${shapeWords(shape)}`}
      pinWords={symbolText(node)}
      title={<Typeset formula={nodeFormula(graph, node)} />}
      shape={shapeText(shape)}
    >
      {isComputed(node) && (
        <p className="remark">
          {gateName(node)}: {gateRole(node)}.
        </p>
      )}
      <GrainButtons node={node} still={still} />
      <InsidePicture node={node} still={still} />
      <h3>Value</h3>
      {node.kind === "input" && <InputField node={node} />}
      {!(node.kind === "input" && hasFields(shape)) && (
        <WorkView work={value} entry={entry} title="The chosen entry of the value" />
      )}
      <Statistics work={value} />
      <OrdersView work={value} />
      {hasGradient && (
        <>
          <h3>Gradient</h3>
          {isSeeded && <SeedCard node={node} />}
          {!hasSeedFields && (
            <WorkView work={gradient} entry={entry} title="The chosen entry of the gradient" />
          )}
          <Statistics work={gradient} />
        </>
      )}
    </Card>
  );
}

/** Where the gradient of an output is chosen. */
function SeedCard({ node }: { readonly node: GraphNode }) {
  useEffect(() => {
    // Whoever came here to change it goes on in its first field.
    if (document.activeElement?.matches(".seed-button")) focusSeed();
  }, []);
  return (
    <div className="seed-card">
      <p>{symbolText(node)} is no single number, so its gradient is a choice: the seed.</p>
      <SeedInput />
    </div>
  );
}

function Statistics({ work: { result } }: { readonly work: Work }) {
  const text = useMemo(() => result.data && statisticsText(result.data), [result.data]);
  return text === null ? null : <p className="remark">{text}</p>;
}

/** The fields of an input that is a vector or a matrix. */
function InputField({ node }: { readonly node: GraphNode }) {
  const value = useDerived(({ run }) => run.values[node.index] ?? 0);
  const isWrong = useChoice(({ text, goodText }) => text !== goodText);
  if (value === null || typeof value === "number" || node.kind !== "input" || node.name === null) return null;
  return (
    <TensorInput
      name={node.name}
      label={<Typeset formula={symbolFormula(node)} />}
      value={value}
      isDisabled={isWrong && node.literal !== null}
      role={node.role}
      isRoleDisabled={isWrong}
    />
  );
}

function EdgeCard({ edge, still }: { readonly edge: GraphEdge; readonly still: Still }) {
  const { scene, schedule, run, settled } = still;
  const { graph } = scene;
  const isShown = useShown(still);
  const work = useMemo(
    () =>
      edgeWork(graph, run, edge.index, {
        value: isShown,
        gradient: (node) => (schedule.gradientAt[node] ?? Infinity) <= settled,
        contribution: (schedule.contributionAt[edge.index] ?? Infinity) <= settled,
      }),
    [graph, run, edge, isShown, schedule, settled],
  );
  const [source, consumer] = [nodeAt(graph, edge.from), nodeAt(graph, edge.to)];
  const words = `edge from ${symbolText(source)} to ${symbolText(consumer)}`;
  const formula = contributionFormula(graph, edge);
  return (
    <Card
      id={edge.id}
      words={words}
      pinWords={`the ${words}`}
      title={
        <span aria-hidden="true">
          <Typeset formula={symbolFormula(source)} /> → <Typeset formula={symbolFormula(consumer)} />
        </span>
      }
      shape=""
    >
      <p className="pullback">
        <Tex tex="\delta" plain="δ" />
        <span className="spoken">δ</span> is the gradient of {symbolText(consumer)}. Back to{" "}
        {symbolText(source)} goes{" "}
        <strong>
          <Typeset formula={formula} />
          <span className="spoken">{runningText(formula)}</span>
        </strong>
        {kindWords(work)}.
      </p>
      <InsideProof edge={edge} still={still} />
      <WorkView work={work} title="The chosen entry of what goes back" />
      <Statistics work={work} />
      <OrdersView work={work} />
    </Card>
  );
}

/** Which product it is: the two look alike in a program and are not. */
function kindWords({ kind, signs }: Work): string {
  if (kind === "matrix product") return ", a matrix product";
  return signs.some((sign) => sign !== null && plainText(sign).includes("⊙")) ? ", entry by entry" : "";
}

/** Which values the playhead has filled. */
function useShown({ schedule, settled, hasBegun }: Still): (node: number) => boolean {
  return useMemo(
    () => (node: number) => hasBegun && (schedule.valueAt[node] ?? Infinity) <= settled,
    [schedule, settled, hasBegun],
  );
}
