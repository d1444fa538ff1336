import { AudioWaveform } from "lucide-react";
import { memo, type ReactNode, useMemo, useRef, useState } from "react";
import { type Graph, nodeAt, numberText, type Role, vectorInstead } from "../../core/index.ts";
import { useEdgewise } from "../context.ts";
import { togglePush } from "../push/toggle.ts";
import { NumberField } from "./NumberField.tsx";
import { RoleControl } from "./RoleControl.tsx";
import { useGesture } from "./useGesture.ts";

interface NumberInputProps {
  readonly name: string;
  /** Of its node. */
  readonly id: string;
  readonly label: ReactNode;
  readonly role: Role;
  readonly isRoleDisabled: boolean;
  readonly value: number;
  readonly isDisabled: boolean;
  /** The graph whose shapes say whether a vector would do; null between numbers, where it can be pushed. */
  readonly tensors: Graph | null;
  readonly isPushed: boolean;
}

/** An input that is a number: a slider, a field, and what else can be done with it. */
export const NumberInput = memo(function NumberInput(props: NumberInputProps) {
  const { name, id, label, role, isRoleDisabled, value: shown, isDisabled, tensors, isPushed } = props;
  const store = useEdgewise();
  const gesture = useGesture(name);
  const set = (next: number): void => store.getState().setInput(name, next, gesture.current());
  const reach = useReach(shown);
  const [messages, setMessages] = useState<HTMLElement | null>(null);
  return (
    <div className="input-row">
      <span className="input-name">{label}</span>
      <div className="slider-and-role">
        <input
          type="range"
          aria-label={`${name}, slider`}
          aria-valuetext={numberText(shown)}
          min={-reach}
          max={reach}
          step={reach / 50}
          value={shown}
          disabled={isDisabled}
          onPointerDown={gesture.begin}
          onKeyDown={gesture.begin}
          onChange={(event) => set(rounded(event.currentTarget.valueAsNumber))}
        />
        <RoleControl name={name} role={role} isDisabled={isRoleDisabled} />
        {tensors !== null && <VectorButton name={name} value={shown} graph={tensors} />}
      </div>
      <NumberField
        name={name}
        value={shown}
        isDisabled={isDisabled}
        messagesIn={messages}
        onBegin={gesture.begin}
        onChange={set}
      />
      {tensors === null && <PushButton name={name} id={id} isPushed={isPushed} />}
      <div className="field-messages" ref={setMessages} />
    </div>
  );
});

interface VectorButtonProps {
  readonly name: string;
  readonly value: number;
  readonly graph: Graph;
}

/** For a free number where a vector would do as well: in `W @ x + b`, most expect one. */
function VectorButton({ name, value, graph }: VectorButtonProps) {
  const store = useEdgewise();
  const gesture = useGesture(`${name}:shape`);
  const size = useMemo(() => {
    const node = nodeAt(graph, graph.byName.get(name) ?? 0);
    return node.kind === "input" && node.literal === null ? vectorInstead(graph, node.index) : null;
  }, [graph, name]);
  if (size === null) return null;
  const words = `a vector of ${size}`;
  return (
    <button
      type="button"
      className="vector-button"
      aria-label={`Make ${name} ${words}`}
      title={`Make ${name} ${words}, with an entry for each`}
      onClick={() => {
        gesture.begin();
        const vector = { shape: [size], data: new Float64Array(size).fill(value) };
        store.getState().setInput(name, vector, gesture.current());
      }}
    >
      → {words}
    </button>
  );
}

interface PushButtonProps {
  readonly name: string;
  readonly id: string;
  readonly isPushed: boolean;
}

const PushButton = memo(function PushButton({ name, id, isPushed }: PushButtonProps) {
  const store = useEdgewise();
  return (
    <button
      type="button"
      className="push-button"
      aria-label={`Push ${name}`}
      title={`Push ${name}, and watch how far it is felt`}
      aria-pressed={isPushed}
      onClick={() => togglePush(store, id)}
    >
      <AudioWaveform aria-hidden="true" />
    </button>
  );
});

/** A slider's steps are decimal, its sums are not: 0.1 · 3 is shown as 0.3. */
function rounded(value: number): number {
  return Number(value.toPrecision(12));
}

/** The half-width of a slider: it grows when a value leaves it, and stays while the value is inside. */
function useReach(value: number): number {
  const reach = useRef(5);
  while (Math.abs(value) > reach.current && reach.current < 1e12) reach.current *= 2;
  return reach.current;
}
