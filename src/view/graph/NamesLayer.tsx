import { useEffect, useMemo, useState } from "react";
import { nameMarks, type Scene } from "../../core/index.ts";
import { useDerived } from "../context.ts";
import type { StageSize, View } from "./camera.ts";
import { quarterOctave } from "./level.ts";
import type { Looking } from "./looking.ts";
import { FormulaView, MarkView } from "./MarkView.tsx";
import { cellsInView, isHuge, isInRegion, isSameRegion, type Region, SMALLEST_LEGIBLE } from "./region.ts";

interface NamesLayerProps {
  readonly scene: Scene;
  readonly size: StageSize;
  readonly looking: { readonly current: Looking };
}

/** How small the picture is, and what of it is in sight; null while its formulas can be read. */
interface Afar {
  readonly scale: number;
  readonly region: Region;
}

/** The names that stand in a picture which is too small for its formulas. */
export default function NamesLayer({ scene, size, looking }: NamesLayerProps) {
  const afar = useAfar(size, looking);
  const backward = useDerived((all) => all.backward);
  const marks = useMemo(() => {
    if (afar === null) return [];
    // All of a picture that is not huge is there.
    const isSeen = isHuge(scene)
      ? (place: Parameters<typeof isInRegion>[0]) => isInRegion(place, afar.region)
      : undefined;
    return nameMarks(scene, afar.scale, isSeen, backward);
  }, [scene, afar, backward]);
  if (marks.length === 0) return null;
  return (
    <>
      <svg className="layer moving" aria-hidden="true">
        {marks.map((mark) => (
          <MarkView key={mark.key} mark={mark} />
        ))}
      </svg>
      <div className="layer formulas names" aria-hidden="true">
        {marks.map((mark) => (
          <FormulaView key={mark.key} mark={mark} />
        ))}
      </div>
    </>
  );
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
