import { AudioWaveform } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";
import { nodeAt, numberText, plainText, symbolFormula, tex } from "../../core/index.ts";
import { useChoice, useDerived, useEdgewise } from "../context.ts";
import { freeValues } from "../derived.ts";
import { togglePush } from "../push/toggle.ts";
import { Tex } from "../typeset/Tex.tsx";

/** A slider and a field for each input: free names and names assigned a literal. */
export function Inputs() {
  const all = useDerived((derived) => derived.program.inputs);
  if (all === null || all.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="inputs-title">
      <h2 id="inputs-title">Inputs</h2>
      {all.map(({ name }) => (
        <InputRow key={name} name={name} />
      ))}
    </section>
  );
}

function InputRow({ name }: { readonly name: string }) {
  const store = useEdgewise();
  const value = useChoice(({ goodText, values }) => freeValues(goodText, values).get(name));
  const literal = useDerived(
    ({ program }) => program.inputs.find((input) => input.name === name)?.value ?? null,
  );
  const node = useDerived(({ graph }) => nodeAt(graph, graph.byName.get(name) ?? 0));
  const formula = node && symbolFormula(node);
  const isWrong = useChoice(({ text, goodText }) => text !== goodText);
  const gesture = useGesture(name);
  const shown = literal ?? value ?? 0;
  const set = (next: number): void => store.getState().setInput(name, next, gesture.current());
  // While the text is wrong there is no literal in it to write anew.
  const isDisabled = isWrong && literal !== null;
  const reach = useReach(shown);
  const id = node?.id ?? name;
  const isPushed = useChoice(({ push }) => push?.input === id);
  return (
    <div className="input-row">
      <span className="input-name">{formula && <Tex tex={tex(formula)} plain={plainText(formula)} />}</span>
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
      <NumberField name={name} value={shown} isDisabled={isDisabled} onBegin={gesture.begin} onChange={set} />
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
    </div>
  );
}

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

let gestures = 0;

/** Tells one drag, or one visit to a field, from the next, so that each is one entry of the history. */
function useGesture(name: string): { readonly current: () => string; readonly begin: () => void } {
  const id = useRef(`${name}:0`);
  return {
    current: () => id.current,
    begin: () => {
      gestures += 1;
      id.current = `${name}:${gestures}`;
    },
  };
}

interface NumberFieldProps {
  readonly name: string;
  readonly value: number;
  readonly isDisabled: boolean;
  readonly onBegin: () => void;
  readonly onChange: (value: number) => void;
}

/** A field that keeps what is typed: a number takes effect at once, anything else is marked and waits. */
function NumberField({ name, value, isDisabled, onBegin, onChange }: NumberFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const message = useId();
  const number = draft === null ? value : readNumber(draft);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a value from elsewhere replaces a finished draft
  useEffect(() => {
    if (number === value) setDraft(null);
  }, [value]);
  return (
    <span className="number-field">
      <input
        type="text"
        inputMode="decimal"
        aria-label={name}
        aria-invalid={number === null}
        aria-describedby={number === null ? message : undefined}
        value={draft ?? String(value)}
        disabled={isDisabled}
        onFocus={onBegin}
        onChange={(event) => {
          const text = event.currentTarget.value;
          setDraft(text);
          const typed = readNumber(text);
          if (typed !== null) onChange(typed);
        }}
        onBlur={() => setDraft(null)}
      />
      {number === null && (
        <span className="field-message" id={message}>
          Not a number
        </span>
      )}
    </span>
  );
}

/** A number as people type it, with a point or a comma; null for anything else. */
function readNumber(text: string): number | null {
  const plain = text.trim().replace(",", ".").replace("−", "-");
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)) return null;
  const number = Number(plain);
  return Number.isFinite(number) ? number : null;
}
