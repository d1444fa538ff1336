import { type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from "react";
import type { Scene } from "../../core/index.ts";
import { walk, wayOf } from "./walk.ts";

/** How arrow keys lead from part to part of a picture. */
interface Walk {
  /** The part that Tab leads to, once an arrow has led to one. */
  readonly inOrder: string | null;
  /** Of the element with the parts. */
  readonly parts: RefObject<HTMLDivElement | null>;
  readonly walkOn: (event: KeyboardEvent) => void;
}

export function useWalk(scene: Scene | null): Walk {
  const [inOrder, setInOrder] = useState<string | null>(null);
  const parts = useRef<HTMLDivElement>(null);
  const isWalking = useRef(false);
  // A part of a large picture may be there only now.
  useLayoutEffect(() => {
    if (inOrder === null || !isWalking.current) return;
    isWalking.current = false;
    const escaped = CSS.escape(inOrder);
    parts.current?.querySelector<SVGElement>(`[data-node="${escaped}"], [data-edge="${escaped}"]`)?.focus();
  }, [inOrder]);

  function walkOn(event: KeyboardEvent): void {
    const { node, edge } = (event.target as SVGElement).dataset;
    const from = node ?? edge;
    if (scene === null || from === undefined || !event.key.startsWith("Arrow")) return;
    event.preventDefault();
    event.stopPropagation();
    const next = walk(scene.graph, from, wayOf(scene.direction, event.key));
    if (next === null) return;
    isWalking.current = true;
    setInOrder(next);
  }

  return { inOrder, parts, walkOn };
}
