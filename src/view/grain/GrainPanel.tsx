import {
  alike,
  type Family,
  FOLD_FAULTS,
  foldOf,
  type Graph,
  nodeAt,
  nodeText,
  OPERATIONS,
  type Opening,
  openedText,
  openingsOf,
  partById,
  shapesAround,
  symbolText,
  withSymbolsText,
} from "../../core/index.ts";
import { useChoice, useDerived, useEdgewise } from "../context.ts";
import { chooseGrain, familiesOf, foldPicked, isFolded, withFold, withOpening } from "./actions.ts";
import { Gathering } from "./Gathering.tsx";
import "./grain.css";

/** Operations that can be opened are listed up to this many. */
const MOST_OPENABLE = 24;

/** What is folded and what is opened, with everything that can be. */
export default function GrainPanel() {
  const graph = useDerived((all) => all.graph);
  if (graph === null) return null;
  return (
    <div className="grain-choices">
      <Presets graph={graph} />
      <Families graph={graph} />
      <Gathering graph={graph} />
      <Picked graph={graph} />
      <Openable graph={graph} />
      <EdgesOfGroups graph={graph} />
    </div>
  );
}

function Presets({ graph }: { readonly graph: Graph }) {
  const store = useEdgewise();
  const grain = useChoice((choices) => choices.grain);
  const statements = familiesOf(graph).filter(({ kind }) => kind === "statement");
  const all = statements.reduce((so, { key }) => withFold(so, key, true), OPERATIONS);
  const isPlain = grain.folded.length + grain.opened.size + grain.gathered.length === 0;
  return (
    <p className="grain-presets">
      <button type="button" disabled={statements.length === 0} onClick={() => chooseGrain(store, all)}>
        One node a statement
      </button>
      <button
        type="button"
        disabled={isPlain}
        onClick={() => chooseGrain(store, { ...OPERATIONS, isByOccurrence: grain.isByOccurrence })}
      >
        One node an operation
      </button>
    </p>
  );
}

/** A switch for every statement and call of more than one operation. */
function Families({ graph }: { readonly graph: Graph }) {
  const store = useEdgewise();
  const grain = useChoice((choices) => choices.grain);
  const families = familiesOf(graph).filter(({ kind }) => kind !== "definition");
  if (families.length === 0)
    return <p className="remark">Every statement is a single operation: there is nothing to fold by name.</p>;
  return (
    <fieldset>
      <legend>Show as one node</legend>
      {families.map((family) => (
        <label key={`${family.kind} ${family.key}`}>
          <input
            type="checkbox"
            checked={isFolded(grain, family.key)}
            onChange={(event) => chooseGrain(store, withFold(grain, family.key, event.currentTarget.checked))}
          />
          <code>{familyText(graph, family)}</code>
          <small>{family.nodes.length} operations</small>
        </label>
      ))}
    </fieldset>
  );
}

function familyText(graph: Graph, { written, result, key }: Family): string {
  const fine = graph.finer?.graph ?? graph;
  const name = symbolText(nodeAt(fine, result));
  if (written !== null) return `${name} = ${withSymbolsText(fine, written)}`;
  return name === key ? name : `${key}`;
}

/** What was picked in the picture, and whether it can be one node. */
function Picked({ graph }: { readonly graph: Graph }) {
  const store = useEdgewise();
  const picked = useChoice((choices) => choices.picked);
  const fine = graph.finer?.graph ?? graph;
  if (picked.length === 0)
    return (
      <p className="remark">
        Any operations with one result: Shift-click them in the picture, or press S on each, and fold them
        here.
      </p>
    );
  const fold = foldOf(fine, picked);
  const fault = typeof fold === "string" ? fold : null;
  const like = fault === null ? alike(fine, picked).length : 0;
  const names = picked.map((id) => {
    const part = partById(fine, id);
    return part !== undefined && "symbol" in part ? symbolText(part) : id;
  });
  return (
    <div className="grain-picked">
      <p role="status">
        Picked: {names.join(", ")}.{fault !== null && ` Not one node yet: ${FOLD_FAULTS[fault]}.`}
      </p>
      <button type="button" disabled={fault !== null} onClick={() => foldPicked(store, false)}>
        Fold them
      </button>
      {like > 1 && (
        <button type="button" onClick={() => foldPicked(store, true)}>
          Fold all {like} built alike
        </button>
      )}
      <button type="button" onClick={() => store.getState().choose({ picked: [] })}>
        Let go
      </button>
    </div>
  );
}

const OPENING_WORDS: Readonly<Record<Opening, string>> = {
  definition: "in simpler operations",
  entries: "entry by entry",
};

const SIGNED: ReadonlySet<string> = new Set(["subtract", "divide", "negate", "square"]);

/** Operations that consist of simpler ones. */
function Openable({ graph }: { readonly graph: Graph }) {
  const store = useEdgewise();
  const grain = useChoice((choices) => choices.grain);
  const whole = useDerived((all) => all.whole);
  if (whole === null) return null;
  const openable = whole.nodes.flatMap((node) => {
    if (node.kind !== "operation" || !node.feedsOutput) return [];
    const shapes = shapesAround(whole, node);
    // What has a sign of its own is opened by a key: here it would only fill the list.
    const hasSign = SIGNED.has(node.operation);
    const ways = openingsOf(node, shapes).filter((way) => way === "entries" || !hasSign);
    return ways.length === 0 ? [] : [{ node, shapes, ways }];
  });
  if (openable.length === 0) return null;
  return (
    <fieldset>
      <legend>Open into simpler operations</legend>
      {openable.slice(0, MOST_OPENABLE).map(({ node, shapes, ways }) => (
        <label key={node.id}>
          <code>{nodeText(whole, node)}</code>
          <select
            value={grain.opened.get(node.id) ?? ""}
            onChange={(event) => {
              const way = ways.find((one) => one === event.currentTarget.value) ?? null;
              chooseGrain(store, withOpening(grain, node.id, way));
            }}
          >
            <option value="">as one operation</option>
            {ways.map((way) => (
              <option key={way} value={way} title={openedText(node, way, shapes) ?? ""}>
                {OPENING_WORDS[way]}
              </option>
            ))}
          </select>
        </label>
      ))}
      {openable.length > MOST_OPENABLE && (
        <p className="remark">
          And {openable.length - MOST_OPENABLE} more: press + on a node of the picture.
        </p>
      )}
      {graph.finer === null ? null : <p className="remark">What is folded is opened once it is unfolded.</p>}
    </fieldset>
  );
}

/** Whether several uses of one node inside a folded one are one edge. */
function EdgesOfGroups({ graph }: { readonly graph: Graph }) {
  const store = useEdgewise();
  const grain = useChoice((choices) => choices.grain);
  if (!graph.nodes.some(({ kind }) => kind === "group")) return null;
  const ways = [
    [false, "one, their derivatives added"],
    [true, "one for each use"],
  ] as const;
  return (
    <fieldset className="grain-edges">
      <legend>Edges into a folded node that uses something more than once</legend>
      {ways.map(([isByOccurrence, words]) => (
        <label key={words}>
          <input
            type="radio"
            name="grain-edges"
            checked={grain.isByOccurrence === isByOccurrence}
            onChange={() => chooseGrain(store, { ...grain, isByOccurrence })}
          />
          {words}
        </label>
      ))}
    </fieldset>
  );
}
