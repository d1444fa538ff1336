import {
  type Graph,
  isSameInput,
  type Layout,
  type LayoutInput,
  LayoutMemory,
  labelsOf,
  type layoutFully,
  layoutGraph,
  type SceneLabels,
} from "../../core/index.ts";
import type { formerPlaces } from "./formerPlaces.ts";

/** From this many nodes on a graph is laid out on a worker; below that it takes no longer than a frame or two. */
const MANY = 100;
/** From this many on, what goes before and after a layout are tasks of their own: between them the page can answer. */
const HUGE = 400;

/** Thrown where a layout is asked for that is not there yet. */
export class LayoutPending extends Error {
  override readonly name = "LayoutPending";
}

export interface LaterLayouts {
  readonly layoutFully: typeof layoutFully;
  readonly formerPlaces: typeof formerPlaces;
}

export type WorkerStarter = () => Worker;

interface Pending {
  readonly input: LayoutInput;
  readonly worker: Worker;
}

/**
 * Layouts for the page: small ones at once, large ones on a worker, so that the page stays alive. There is one worker
 * at most: a newer question ends the older one. Once it has answered it stays: its code has been compiled by then, and
 * to begin anew at each letter would take longer than the layout; only after a huge graph its memory is given back.
 * Without workers, as in tests, everything is laid out at once.
 */
export class Layouts {
  /** How many have come from a worker so far. */
  arrivals = 0;
  /** Fetched after the first paint: until then nodes stand where they would in a page just opened. */
  later: LaterLayouts | null = null;
  /** Where nodes stood before an edit, for a layout that has to be made. */
  former: (placesOf: LaterLayouts["formerPlaces"]) => LayoutInput["former"] = () => undefined;
  /** Who writes something and takes it back again finds the same pictures on the way. */
  private readonly memory = new LayoutMemory(4, 4000);
  private readonly labels = new WeakMap<Graph, SceneLabels>();
  private pending: Pending | null = null;
  private idle: Worker | null = null;
  private task: ReturnType<typeof setTimeout> | null = null;
  private start: WorkerStarter | null = null;
  private onArrival: () => void = () => undefined;
  private again: () => unknown = () => undefined;

  /** From now on large graphs go to workers; `onArrival` is called when what was pending can be asked for again. */
  sendLargeTo(start: WorkerStarter, onArrival: () => void): void {
    this.start = start;
    this.onArrival = onArrival;
  }

  get isPending(): boolean {
    return this.pending !== null || this.task !== null;
  }

  /** Says what asks again, and remembers its answer, where LayoutPending was thrown; it may throw it once more. */
  awaitedBy(again: () => unknown): void {
    this.again = again;
  }

  /** The labels of a graph, made once. Throws LayoutPending while a task for them is still to come. */
  readonly label = (graph: Graph): SceneLabels => {
    const known = this.labels.get(graph);
    if (known !== undefined) return known;
    const make = (): SceneLabels => {
      const made = labelsOf(graph);
      this.labels.set(graph, made);
      return made;
    };
    if (graph.nodes.length < HUGE || this.start === null) return make();
    this.end();
    this.inTask(() => {
      make();
      this.askAgain();
    });
    throw new LayoutPending();
  };

  /** Throws LayoutPending while a worker is at it. */
  readonly layOut = (input: LayoutInput): Layout => {
    const known = this.memory.find(input);
    const isLarge = input.nodes.length >= MANY && this.start !== null;
    if (known !== null || !isLarge) {
      this.end();
      return (
        known ?? this.memory.keep(input, (this.later?.layoutFully ?? layoutGraph)(this.amidFormer(input)))
      );
    }
    if (this.pending === null || !isSameInput(this.pending.input, input)) this.ask(input);
    throw new LayoutPending();
  };

  private amidFormer(input: LayoutInput): LayoutInput {
    const former = this.later === null ? undefined : this.former(this.later.formerPlaces);
    return former === undefined ? input : { ...input, former };
  }

  private ask(input: LayoutInput): void {
    this.end();
    const worker = this.idle ?? this.start?.();
    if (worker === undefined) return;
    this.idle = null;
    this.pending = { input, worker };
    const isHuge = input.nodes.length >= HUGE;
    worker.onmessage = ({ data }: MessageEvent<Layout>) => {
      this.memory.keep(input, data);
      if (!isHuge) {
        this.idle = worker;
        this.pending = null;
      }
      this.arrive(isHuge);
    };
    // Where it cannot be fetched, the page has to wait for its layouts.
    worker.onerror = () => {
      this.start = null;
      this.arrive(false);
    };
    worker.postMessage(this.amidFormer(input));
  }

  private arrive(isHuge: boolean): void {
    this.end();
    if (isHuge) this.inTask(() => this.askAgain());
    else this.tell();
  }

  /** What was waited for is made here, so that the page, once it is told, has only to show it. */
  private askAgain(): void {
    try {
      this.again();
    } catch (error) {
      if (error instanceof LayoutPending) return;
      throw error;
    }
    this.inTask(() => this.tell());
  }

  private tell(): void {
    this.arrivals += 1;
    this.onArrival();
  }

  private inTask(work: () => void): void {
    this.task = setTimeout(() => {
      this.task = null;
      work();
    });
  }

  private end(): void {
    this.pending?.worker.terminate();
    this.pending = null;
    if (this.task !== null) clearTimeout(this.task);
    this.task = null;
  }
}
