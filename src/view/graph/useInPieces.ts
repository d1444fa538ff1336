import { startTransition, useEffect, useMemo, useState } from "react";
import type { SceneEdge, SceneNode } from "../../core/index.ts";
import { afterPaint } from "../useAfterPaint.ts";
import { idOf } from "./PartView.tsx";

/** So many parts come with each frame: to typeset and to place them takes no longer than a hand would notice. */
const AT_ONCE = 32;

const NONE: ReadonlySet<string> = new Set();

/** The ids of the parts that are drawn by now: those that were, and with each paint some more, until all are. */
export function useInPieces(parts: readonly (SceneNode | SceneEdge)[]): ReadonlySet<string> {
  const [known, setKnown] = useState(NONE);
  const shown = useMemo(() => {
    const ids = new Set<string>();
    let isOld = true;
    let more = AT_ONCE;
    for (const id of parts.map(idOf)) {
      if (known.has(id)) ids.add(id);
      else if (more > 0) {
        ids.add(id);
        more -= 1;
        isOld = false;
      }
    }
    return isOld && ids.size === known.size ? known : ids;
  }, [parts, known]);
  useEffect(
    () => (shown === known ? undefined : afterPaint(() => startTransition(() => setKnown(shown)))),
    [shown, known],
  );
  return shown;
}
