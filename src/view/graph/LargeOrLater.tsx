import { type ComponentProps, type ComponentType, Suspense, useState } from "react";
import { later } from "../later.tsx";

type LargeLayer = typeof import("./LargeLayer.tsx").default;
type LargeProps = ComponentProps<LargeLayer>;

let fetched: LargeLayer | null = null;

const fetchLayer = async (): Promise<{ readonly default: ComponentType<LargeProps> }> => {
  const layer = await import("./LargeLayer.tsx");
  fetched = layer.default;
  return layer;
};

const Later = later<LargeProps>(fetchLayer);

/** Fetches what draws large pictures, to be there when the first of them has its places. */
export function expectLarge(): void {
  // Where it cannot be fetched now, it is asked for again when it is shown.
  fetchLayer().catch(() => undefined);
}

/** The still picture of a large graph. What is there already is not waited for: React holds back what comes late. */
export function LargeOrLater(props: LargeProps) {
  const [Layer] = useState(() => fetched ?? Later);
  return (
    <Suspense>
      <Layer {...props} />
    </Suspense>
  );
}
