import type { Diagnostic, Grain, Graph, Run } from "../../core/index.ts";
import type { Fetched } from "./fetched.ts";
import { writtenAtGrain } from "./graphs.ts";
import type { Values } from "./inputValues.ts";
import { once, remember } from "./remember.ts";

/** What there is to tell of a run; it is found when it is first asked for, and most pictures never ask. */
export interface Remarks {
  /** Ids of the nodes where something happened that a person has to be told. */
  readonly nodes: () => ReadonlySet<string>;
  readonly list: () => readonly Diagnostic[];
}

export const remarksFor: (
  remark: Fetched["remark"],
  graph: Graph,
  run: Run,
  written: Graph,
  values: Values,
  grain: Grain,
) => Remarks = remember((remark, graph, run, written, values, grain) => ({
  // Of which nodes there is something to tell follows from the graph that is kept, where in the text does not.
  nodes: once(() => new Set(remarksOf(remark, graph, run).flatMap(({ node }) => node ?? []))),
  list: () => {
    const remarks = remarksOf(remark, graph, run);
    return remarks.length === 0 ? remarks : remarksOf(remark, writtenAtGrain(written, values, grain), run);
  },
}));

/** What is told: what does not fit, or else the remarks. */
export const toldOf: (remarks: Remarks, unfit: readonly Diagnostic[]) => () => readonly Diagnostic[] =
  remember((remarks, unfit) => (unfit.length > 0 ? () => unfit : remarks.list));

const NO_REMARKS: readonly Diagnostic[] = [];

const remarksOf: (remark: Fetched["remark"], graph: Graph, run: Run) => readonly Diagnostic[] = remember(
  (remark, graph, run) => remark?.(graph, run) ?? NO_REMARKS,
);
