import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { expressionShaped } from "../../../bench/programs.ts";
import { type LayoutInput, readGraph, type Scene, sceneOf } from "../../core/index.ts";
import { LayoutPending, Layouts } from "./layouts.ts";

/** A worker that answers when it is told to. */
class HeldWorker {
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onerror: (() => void) | null = null;
  isEnded = false;
  private input: LayoutInput | null = null;
  postMessage(input: LayoutInput): void {
    this.input = input;
  }
  answer(): void {
    const nodes = this.input?.nodes.map(({ id }) => ({ id, x: 0, y: 0 }));
    this.onmessage?.({ data: { nodes, routes: [], bounds: { x: 0, y: 0, width: 1, height: 1 } } });
  }
  terminate(): void {
    this.isEnded = true;
  }
}

function graphOf(nodes: number) {
  const { graph } = readGraph(expressionShaped(nodes));
  if (graph === null) throw new Error("the program has no graph");
  return graph;
}

describe("layouts on a worker", () => {
  const workers: HeldWorker[] = [];
  let told = 0;
  let layouts: Layouts;
  const ask = (graph: ReturnType<typeof graphOf>): Scene | null => {
    const make = () => sceneOf(graph, "right", true, layouts.layOut, "reverse", layouts.label(graph));
    try {
      return make();
    } catch (error) {
      if (!(error instanceof LayoutPending)) throw error;
      layouts.awaitedBy(make);
      return null;
    }
  };

  beforeEach(() => {
    vi.useFakeTimers();
    workers.length = 0;
    told = 0;
    layouts = new Layouts();
    layouts.sendLargeTo(
      () => {
        const worker = new HeldWorker();
        workers.push(worker);
        return worker as unknown as Worker;
      },
      () => {
        told += 1;
      },
    );
  });
  afterEach(() => vi.useRealTimers());

  test("a small graph is laid out at once", () => {
    expect(ask(graphOf(40))?.nodes).toHaveLength(40);
    expect([workers.length, told, layouts.isPending]).toEqual([0, 0, false]);
  });

  test("a huge graph takes a task for its labels, one for its scene and one to tell of it", () => {
    const graph = graphOf(420);
    expect(ask(graph)).toBeNull();
    expect([workers.length, layouts.isPending]).toEqual([0, true]);
    vi.advanceTimersToNextTimer();
    expect([workers.length, told]).toEqual([1, 0]);
    workers[0]?.answer();
    expect([told, layouts.isPending]).toEqual([0, true]);
    vi.advanceTimersToNextTimer();
    expect([told, layouts.isPending]).toEqual([0, true]);
    vi.advanceTimersToNextTimer();
    expect([told, layouts.isPending]).toEqual([1, false]);
    expect(ask(graph)?.edges).toHaveLength(graph.edges.length);
  });

  test("a newer question ends what was under way for the older one, at every stage", () => {
    ask(graphOf(420));
    const newer = graphOf(430);
    expect(ask(newer)).toBeNull();
    vi.advanceTimersToNextTimer();
    expect(vi.getTimerCount()).toBe(0);
    expect(workers).toHaveLength(1);
    const newest = graphOf(440);
    expect(ask(newest)).toBeNull();
    expect(workers[0]?.isEnded).toBe(true);
    vi.runAllTimers();
    workers[1]?.answer();
    vi.runAllTimers();
    expect([told, workers.length]).toEqual([1, 2]);
    expect(ask(newest)?.nodes).toHaveLength(440);
  });

  test("a worker that has answered is asked again, one that has not is ended", () => {
    const [first, second, third] = [graphOf(120), graphOf(121), graphOf(122)];
    ask(first);
    workers[0]?.answer();
    expect(ask(first)?.nodes).toHaveLength(120);
    ask(second);
    expect(workers.map(({ isEnded }) => isEnded)).toEqual([false]);
    ask(third);
    expect(workers.map(({ isEnded }) => isEnded)).toEqual([true, false]);
    workers[1]?.answer();
    expect(ask(third)?.nodes).toHaveLength(122);
    expect(told).toBe(2);
  });

  test("the memory of a huge graph's worker is given back", () => {
    ask(graphOf(420));
    vi.advanceTimersToNextTimer();
    workers[0]?.answer();
    expect(workers[0]?.isEnded).toBe(true);
  });
});
