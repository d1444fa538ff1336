import { useEffect, useMemo, useState } from "react";
import { nameMarks, type Scene } from "../../core/index.ts";
import { useDerived } from "../context.ts";
import type { StageSize, View } from "./camera.ts";
import { quarterOctave } from "./level.ts";
import type { Looking } from "./looking.ts";
import { MarkLayers } from "./MarkLayers.tsx";
import { cellsInView, isHuge, isInRegion, isSameRegion, type Region, SMALLEST_LEGIBLE } from "./region.ts";

export interface NamesLayerProps {
  readonly scene: Scene;
  readonly size: StageSize;
  readonly looking: { readonly current: Looking };
  /** Whether the backward graph, where it is shown, is named too. */
  readonly hasGradients?: boolean;
}

/** How small the picture is, and what of it is in sight; null while its formulas can be read. */
interface Afar {
  readonly scale: number;
  readonly region: Region;
}

/** The names that stand in a picture which is too small for its formulas. */
export default function NamesLayer({ scene, size, looking, hasGradients = false }: NamesLayerProps) {
  const afar = useAfar(size, looking);
  const backward = useDerived((all) => (hasGradients ? all.backward : null));
  const marks = useMemo(() => {
    if (afar === null) return [];
    // All of a picture that is not huge is there.
    const isSeen = isHuge(scene)
      ? (place: Parameters<typeof isInRegion>[0]) => isInRegion(place, afar.region)
      : undefined;
    return nameMarks(scene, afar.scale, isSeen, backward);
  }, [scene, afar, backward]);
  return <MarkLayers marks={marks} className="moving names" />;
}

function afarAt(view: View, size: StageSize): Afar | null {
  if (view.scale >= SMALLEST_LEGIBLE) return null;
  return { scale: quarterOctave(view.scale), region: cellsInView(view, size) };
}

function useAfar(size: StageSize, looking: NamesLayerProps["looking"]): Afar | null {
  const [afar, setAfar] = useState(() => afarAt(looking.current.view, size));
  useEffect(() => {
    const { hear, view } = looking.current;
    const listener = (next: View): void =>
      setAfar((known) => {
        const seen = afarAt(next, size);
        if (known === null || seen === null) return seen;
        return known.scale === seen.scale && isSameRegion(known.region, seen.region) ? known : seen;
      });
    hear.add(listener);
    listener(view);
    return () => void hear.delete(listener);
  }, [size, looking]);
  return afar;
}
