import { isSameInput, type Layout, type LayoutInput, LayoutMemory, layoutGraph } from "../../core/index.ts";

/** From this many nodes on a graph is laid out on a worker; below that it takes no longer than a frame or two. */
const MANY = 100;

/** Thrown where a layout is asked for that is not there yet. */
export class LayoutPending extends Error {
  override readonly name = "LayoutPending";
}

export type WorkerStarter = () => Worker;

interface Pending {
  readonly input: LayoutInput;
  readonly worker: Worker;
}

/**
 * Layouts for the page: small ones at once, large ones on a worker, so that the page stays alive. There is one worker
 * at most: a newer question ends the older one. Without workers, as in tests, everything is laid out at once.
 */
export class Layouts {
  /** How many have come from a worker so far. */
  arrivals = 0;
  /** Where nodes stood before an edit, for a layout that has to be made. */
  former: () => LayoutInput["former"] = () => undefined;
  /** Who writes something and takes it back again finds the same pictures on the way. */
  private readonly memory = new LayoutMemory(4, 4000);
  private pending: Pending | null = null;
  private start: WorkerStarter | null = null;
  private onArrival: () => void = () => undefined;

  /** From now on large graphs go to workers; `onArrival` is called when what was pending can be asked for again. */
  sendLargeTo(start: WorkerStarter, onArrival: () => void): void {
    this.start = start;
    this.onArrival = onArrival;
  }

  get isPending(): boolean {
    return this.pending !== null;
  }

  /** Throws LayoutPending while a worker is at it. */
  readonly layOut = (input: LayoutInput): Layout => {
    const known = this.memory.find(input);
    const isLarge = input.nodes.length >= MANY && this.start !== null;
    if (known !== null || !isLarge) {
      this.end();
      return known ?? this.memory.keep(input, layoutGraph(this.amidFormer(input)));
    }
    if (this.pending === null || !isSameInput(this.pending.input, input)) this.ask(input);
    throw new LayoutPending();
  };

  private amidFormer(input: LayoutInput): LayoutInput {
    const former = this.former();
    return former === undefined ? input : { ...input, former };
  }

  private ask(input: LayoutInput): void {
    this.end();
    const worker = this.start?.();
    if (worker === undefined) return;
    this.pending = { input, worker };
    worker.onmessage = ({ data }: MessageEvent<Layout>) => {
      this.memory.keep(input, data);
      this.arrive();
    };
    // Where it cannot be fetched, the page has to wait for its layouts.
    worker.onerror = () => {
      this.start = null;
      this.arrive();
    };
    worker.postMessage(this.amidFormer(input));
  }

  private arrive(): void {
    this.end();
    this.arrivals += 1;
    this.onArrival();
  }

  private end(): void {
    this.pending?.worker.terminate();
    this.pending = null;
  }
}
