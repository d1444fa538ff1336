import { useEffect, useRef, useState } from "react";
import { useChoice } from "../context.ts";
import { FarPainting, type FarPicture } from "./farPainting.ts";

/** A large picture from afar, as one image: the same marks, as much of each as can be seen. */
export function FarCanvas({ still, mode, region, scale, parts, isFar }: Omit<FarPicture, "colours">) {
  const host = useRef<HTMLDivElement>(null);
  const painting = useRef<FarPainting | null>(null);
  const theme = useChoice(({ theme, isPresenting }) => `${theme} ${isPresenting}`);
  const colours = `${theme} ${useColours()}`;
  useEffect(() => {
    const picture = { still, mode, region, scale, parts, isFar, colours };
    if (host.current === null || painting.current?.follow(picture)) return;
    painting.current?.stop();
    painting.current = new FarPainting(host.current, picture);
  }, [still, mode, region, scale, parts, isFar, colours]);
  useEffect(
    () => () => {
      painting.current?.stop();
      painting.current = null;
    },
    [],
  );
  return <div ref={host} className="layer far" aria-hidden="true" />;
}

/** Another number whenever the system's colours are others. */
function useColours(): number {
  const [count, setCount] = useState(0);
  useEffect(() => {
    const queries = ["(prefers-color-scheme: dark)", "(forced-colors: active)"].map((query) =>
      matchMedia(query),
    );
    const hear = (): void => setCount((known) => known + 1);
    for (const query of queries) query.addEventListener("change", hear);
    return () => {
      for (const query of queries) query.removeEventListener("change", hear);
    };
  }, []);
  return count;
}
