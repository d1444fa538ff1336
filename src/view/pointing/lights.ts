import { useCallback, useSyncExternalStore } from "react";
import { type Light, lightingOf } from "../../core/index.ts";
import type { EdgewiseStore } from "../../store/store.ts";
import { useEdgewise } from "../context.ts";
import { shownGraph } from "../derived/graphs.ts";

type Kind = "part" | "row";

/** Tells only those whose light changes: a page of a thousand parts is not asked to draw itself anew. */
class Lights {
  private classes: ReadonlyMap<string, string> = new Map();
  private readonly listeners = new Map<string, Set<() => void>>();

  constructor(store: EdgewiseStore) {
    let before = store.getState();
    const light = (): void => {
      const { pointed, pins } = store.getState();
      const graph = shownGraph(store.getState());
      this.show(graph === null || pointed.length + pins.length === 0 ? new Map() : lit(graph, pointed, pins));
    };
    store.subscribe((now) => {
      const isSame =
        now.pointed === before.pointed && now.pins === before.pins && now.goodText === before.goodText;
      before = now;
      if (!isSame) light();
    });
    light();
  }

  /** The classes of what shows a part. */
  of(key: string): string {
    return this.classes.get(key) ?? "";
  }

  subscribe(key: string, listener: () => void): () => void {
    const listening = this.listeners.get(key) ?? new Set();
    this.listeners.set(key, listening.add(listener));
    return () => {
      listening.delete(listener);
      if (listening.size === 0 && this.listeners.get(key) === listening) this.listeners.delete(key);
    };
  }

  private show(next: ReadonlyMap<string, string>): void {
    const before = this.classes;
    this.classes = next;
    for (const key of new Set([...before.keys(), ...next.keys()]))
      if (before.get(key) !== next.get(key)) for (const listener of this.listeners.get(key) ?? []) listener();
  }
}

function lit(...given: Parameters<typeof lightingOf>): ReadonlyMap<string, string> {
  const { parts, rows } = lightingOf(...given);
  return new Map([
    ...[...parts].map(([id, light]) => [`part ${id}`, classesOf(light)] as const),
    ...[...rows].map(([id, light]) => [`row ${id}`, classesOf(light)] as const),
  ]);
}

/** The classes of a light, as the stylesheet has them. */
function classesOf({ isPointed, pins }: Light): string {
  return [isPointed ? "is-pointed" : "", ...pins.map((pin) => `is-pin-${pin}`)]
    .filter((name) => name !== "")
    .join(" ");
}

const lights = new WeakMap<EdgewiseStore, Lights>();

export function lightsOf(store: EdgewiseStore): Lights {
  const known = lights.get(store) ?? new Lights(store);
  lights.set(store, known);
  return known;
}

/** The classes of what shows a part, or a row of the table; empty while it is not lit. */
export function useLight(kind: Kind, id: string): string {
  const known = lightsOf(useEdgewise());
  const key = `${kind} ${id}`;
  const subscribe = useCallback((listener: () => void) => known.subscribe(key, listener), [known, key]);
  return useSyncExternalStore(subscribe, () => known.of(key));
}
