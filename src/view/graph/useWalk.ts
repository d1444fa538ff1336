import { type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from "react";
import { partById, type Scene } from "../../core/index.ts";
import { walk, wayOf } from "./walk.ts";

/** How arrow keys lead from part to part of a picture. */
export interface Walk {
  /** The part that Tab leads to: the first one, until an arrow has led to another. */
  readonly inOrder: string | null;
  /** Of the element with the parts. */
  readonly parts: RefObject<HTMLDivElement | null>;
  readonly walkOn: (event: KeyboardEvent) => void;
}

export function useWalk(scene: Scene): Walk {
  const [reached, setInOrder] = useState<string | null>(null);
  const parts = useRef<HTMLDivElement>(null);
  const isWalking = useRef(false);
  // A part of a large picture may be there only now.
  useLayoutEffect(() => {
    if (reached === null || !isWalking.current) return;
    isWalking.current = false;
    const escaped = CSS.escape(reached);
    parts.current?.querySelector<SVGElement>(`[data-node="${escaped}"], [data-edge="${escaped}"]`)?.focus();
  }, [reached]);

  function walkOn(event: KeyboardEvent): void {
    const { node, edge } = (event.target as SVGElement).dataset;
    const from = node ?? edge;
    if (from === undefined || !event.key.startsWith("Arrow")) return;
    event.preventDefault();
    event.stopPropagation();
    const next = walk(scene.graph, from, wayOf(scene.direction, event.key));
    if (next === null) return;
    isWalking.current = true;
    setInOrder(next);
  }

  const isThere = reached !== null && partById(scene.graph, reached) !== undefined;
  return { inOrder: isThere ? reached : (scene.nodes[0]?.node.id ?? null), parts, walkOn };
}
