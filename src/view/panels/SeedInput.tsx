import { outputNode, symbolText } from "../../core/index.ts";
import { useChoice, useDerived, useEdgewise } from "../context.ts";
import { TensorField } from "./TensorInput.tsx";
import { useGesture } from "./useGesture.ts";

/** The gradient placed on an output that is no single number: a choice, and shown as one. */
export function SeedInput() {
  const store = useEdgewise();
  const gesture = useGesture("seed");
  const seed = useDerived(({ run }) => run.seed);
  const isChosen = useChoice((choices) => choices.seed !== null);
  const output = useDerived(({ scene: { graph } }) => symbolText(outputNode(graph)));
  if (seed === null || typeof seed === "number") return null;
  const isOnes = seed.data.every((entry) => entry === 1);
  return (
    <TensorField
      name="seed"
      label={`seed: gradient of ${output}`}
      value={seed}
      isDisabled={false}
      hasFixedShape
      action={
        isChosen && !isOnes ? (
          <button type="button" onClick={() => store.getState().setSeed(null)}>
            Back to ones
          </button>
        ) : null
      }
      onBegin={gesture.begin}
      onChange={(value) => store.getState().setSeed(value, gesture.current())}
    />
  );
}
