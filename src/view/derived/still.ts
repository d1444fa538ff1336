import {
  type DrawnCheck,
  type drawnCheck,
  type Findings,
  type findingsIn,
  type Graph,
  type Run,
  type Scene,
  type Schedule,
  type Strengths,
  strengthsOf,
  type Tangents,
} from "../../core/index.ts";
import { inputsFrom, type Values } from "./inputValues.ts";
import { remember, rememberFields } from "./remember.ts";

/** What the still picture shows: the same from one settled step to the next. */
export interface Still {
  readonly scene: Scene;
  readonly schedule: Schedule;
  readonly run: Run;
  /** Those of the schedule's sweep forward, if it has one. */
  readonly tangents: Tangents | null;
  readonly settled: number;
  /** Whether anything is shown yet. */
  readonly hasBegun: boolean;
  /** What differences say, when that was asked for. */
  readonly check: DrawnCheck | null;
  /** Ids of the nodes where something happened that a person has to be told. */
  readonly remarked: () => ReadonlySet<string>;
  /** What there is to say of gradients, once they are there. */
  readonly health: Findings;
  /** How strong the gradient is on each edge, when that was asked for. */
  readonly strengths: Strengths | null;
}

/** The still picture, the same object while all its parts are the same. */
export const sameStill: (still: Still) => Still = rememberFields((still) => still);

export const checkFor: (
  checking: typeof drawnCheck,
  graph: Graph,
  written: Graph,
  run: Run,
  values: Values,
) => DrawnCheck = remember((checking, graph, written, run, values) =>
  checking(graph, run, inputsFrom(graph, written, values)),
);

export const healthFor: (finding: typeof findingsIn | null, graph: Graph, run: Run) => Findings = remember(
  (finding, graph, run) => finding?.(graph, run) ?? NO_HEALTH,
);

const NO_HEALTH: Findings = { edge: () => null, node: () => null };

export const strengthsFor: (run: Run) => Strengths = remember(strengthsOf);
