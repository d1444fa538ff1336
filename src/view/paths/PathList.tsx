import { type KeyboardEvent, memo, useEffect, useId, useRef } from "react";
import {
  type Formula,
  isOfTensors,
  lookClass,
  MOST_THREADS,
  nodeAt,
  pathEquation,
  pathNodes,
  pathPullback,
  pathSymbols,
  plainText,
  symbolText,
  tex,
  threadLook,
  valueText,
} from "../../core/index.ts";
import { useEdgewise } from "../context.ts";
import { Tex } from "../typeset/Tex.tsx";
import { manyText } from "./manyText.ts";
import { Factored, OperationTable, Total } from "./PathSum.tsx";
import { type PathsNow, type PlacedPath, usePaths } from "./usePaths.ts";
import "./paths.css";

/** Every path as a product, to be chosen one by one; then their sum, factored, and what each way of adding costs. */
export default function PathList() {
  const now = usePaths();
  if (now === null) return null;
  const { ways, list } = now;
  const [from, to] = [ways.target, ways.graph.output].map((node) => symbolText(nodeAt(ways.graph, node)));
  if (list.count === 0n)
    return (
      <p className="remark">
        No path leads from {from} to {to}, so the derivative is 0.
      </p>
    );
  return (
    <>
      <p>{introduction(now)}</p>
      <Listbox now={now} label={`Paths from ${from} to ${to}`} />
      <Total now={now} />
      <Factored now={now} />
      <OperationTable now={now} />
    </>
  );
}

function introduction({ list }: PathsNow): string {
  const many = manyText(list.count);
  if (list.count === 1n) return "One path: its product is the derivative.";
  if (list.which === "all") return `${many} paths: each is a product, and their sum is the derivative.`;
  const shown = list.listed.length;
  return list.which === "largest"
    ? `${many} paths. These ${shown} bring most.`
    : `${many} paths, too many to compare. These are the first ${shown}.`;
}

/** The choices of the list, as the store has them. */
function choicesOf({ paths }: PathsNow): readonly string[] {
  const numbers = paths.map(({ number }) => String(number));
  return numbers.length > 1 ? ["all", ...numbers] : numbers;
}

const MOVES: Readonly<Record<string, (place: number, last: number) => number>> = {
  ArrowDown: (place, last) => Math.min(last, place + 1),
  ArrowUp: (place) => Math.max(0, place - 1),
  Home: () => 0,
  End: (_place, last) => last,
};

function Listbox({ now, label }: { readonly now: PathsNow; readonly label: string }) {
  const store = useEdgewise();
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const choices = choicesOf(now);
  const active = now.chosen === null ? "all" : String(now.chosen.number);
  const choose = (path: string | undefined): void => {
    if (path !== undefined) store.getState().choose({ path });
  };
  const move = (event: KeyboardEvent): void => {
    const to = MOVES[event.key]?.(choices.indexOf(active), choices.length - 1);
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    choose(choices[to]);
  };
  useEffect(() => {
    const box = list.current;
    const chosen = box?.querySelector<HTMLElement>(`[data-path="${active}"]`);
    if (!box || !chosen) return;
    // Only the list scrolls: what is chosen by an address must not move the page.
    const [top, bottom] = [chosen.offsetTop, chosen.offsetTop + chosen.offsetHeight];
    if (top < box.scrollTop) box.scrollTop = top;
    else if (bottom > box.scrollTop + box.clientHeight) box.scrollTop = bottom - box.clientHeight;
  }, [active]);
  const option = (path: string) => ({ id: `${id}-${path}`, isChosen: path === active, path });
  return (
    <div
      ref={list}
      role="listbox"
      aria-label={label}
      aria-activedescendant={`${id}-${active}`}
      tabIndex={0}
      className="path-list"
      onKeyDown={move}
      onClick={(event) => choose((event.target as Element).closest<HTMLElement>("[data-path]")?.dataset.path)}
    >
      {choices.includes("all") && <AllPaths {...option("all")} now={now} />}
      {now.paths.map((path) => (
        <PathOption key={String(path.number)} {...option(String(path.number))} now={now} placed={path} />
      ))}
    </div>
  );
}

interface OptionProps {
  readonly id: string;
  readonly path: string;
  readonly isChosen: boolean;
  readonly now: PathsNow;
}

function AllPaths({ id, path, isChosen, now: { paths, list } }: OptionProps) {
  const some = list.which === "largest" ? `The ${MOST_THREADS} largest` : `The first ${MOST_THREADS}`;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the listbox has the focus and says which option is active
    <div id={id} role="option" aria-selected={isChosen} data-path={path} className="path">
      {paths.length > MOST_THREADS ? some : `All ${paths.length}`} at once
    </div>
  );
}

function PathOption({ id, path, isChosen, now, placed }: OptionProps & { readonly placed: PlacedPath }) {
  const { ways, still, isOne, isKnown } = now;
  const { graph } = ways;
  const { run } = still;
  const isThere = placed.edges.every(isKnown);
  const brings = isThere ? valueText(placed.contribution) : "□";
  const isScalar = !isOfTensors(run);
  const symbols = isScalar
    ? pathSymbols(graph, placed.edges, MOST_SYMBOLS)
    : pathPullback(graph, run, placed.edges);
  const equation = isOfTensors(run) ? null : pathEquation(graph, run, placed.edges, isOne, isKnown);
  const words = `Path ${placed.place}: ${wayInWords(now, placed)}, ${isThere ? `brings ${brings}` : "not back yet"}`;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the listbox has the focus and says which option is active
    <div
      id={id}
      role="option"
      aria-label={words}
      aria-selected={isChosen}
      data-path={path}
      data-tex={tex(equation ?? symbols)}
      className="path"
    >
      <Swatch place={placed.place} />
      <span className="path-products">
        <Product formula={symbols} className="path-symbols" />
        {equation === null ? (
          <span className="gradient">= {brings}</span>
        ) : (
          <Product formula={equation} className="path-equation" />
        )}
      </span>
    </div>
  );
}

function Product({ formula, className }: { readonly formula: Formula; readonly className: string }) {
  return (
    <span className={className}>
      <Tex tex={tex(formula)} plain={plainText(formula)} />
    </span>
  );
}

/** The thread's number and line, as in the picture. */
const Swatch = memo(function Swatch({ place }: { readonly place: number }) {
  return (
    <span className="swatch" aria-hidden="true">
      {place}
      <svg width="26" height="8" aria-hidden="true">
        <path className={lookClass(threadLook(place))} d="M2,4H24" strokeLinecap="round" />
      </svg>
    </span>
  );
});

/** Longer products are shown by their ends. */
const MOST_SYMBOLS = 6;

/** Of a long way, its ends. */
const MOST_WORDS = 12;

function wayInWords({ ways }: PathsNow, { edges }: PlacedPath): string {
  const nodes = pathNodes(ways, edges);
  const half = MOST_WORDS / 2;
  const shown = nodes.length <= MOST_WORDS ? nodes : [...nodes.slice(0, half), null, ...nodes.slice(-half)];
  return shown.map((node) => (node === null ? "…" : symbolText(nodeAt(ways.graph, node)))).join(" → ");
}
