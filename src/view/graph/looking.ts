import { useEffect, useState } from "react";
import type { StageSize, View } from "./camera.ts";
import { isSameRegion } from "./region.ts";
import { isSameSight, type Sight, sightOf } from "./sight.ts";

/** Where the camera is, and who wants to hear of it. */
export interface Looking {
  view: View;
  readonly hear: Set<(view: View) => void>;
}

/** What of a large picture is in sight. */
export function useSight(size: StageSize, looking: { readonly current: Looking }): Sight {
  const [sight, setSight] = useState(() => sightOf(looking.current.view, size));
  useEffect(() => {
    const { hear, view } = looking.current;
    const listener = (next: View): void =>
      setSight((known) => {
        const seen = sightOf(next, size);
        if (isSameSight(known, seen)) return known;
        // What is painted is the same while its region is.
        return isSameRegion(known.region, seen.region) ? { ...seen, region: known.region } : seen;
      });
    hear.add(listener);
    listener(view);
    return () => void hear.delete(listener);
  }, [size, looking]);
  return sight;
}
