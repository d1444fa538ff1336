import { AudioWaveform } from "lucide-react";
import { memo, type ReactNode, useMemo, useRef, useState } from "react";
import {
  inputNamed,
  isOfTensors,
  nodeAt,
  numberText,
  plainText,
  symbolFormula,
  tex,
  vectorInstead,
} from "../../core/index.ts";
import { readingOf } from "../../store/reading.ts";
import { useChoice, useDerived, useEdgewise } from "../context.ts";
import { freeValues } from "../derived.ts";
import { About } from "../pointing/About.tsx";
import { togglePush } from "../push/toggle.ts";
import { Tex } from "../typeset/Tex.tsx";
import { NumberField } from "./NumberField.tsx";
import { RoleControl } from "./RoleControl.tsx";
import { ReadingContext, useReading, useRowReading } from "./reading.ts";
import { SeedInput } from "./SeedInput.tsx";
import { TensorInput } from "./TensorInput.tsx";
import { useGesture } from "./useGesture.ts";
import { useGrowing } from "./useGrowing.ts";

/** So many rows are made at a time. */
const AT_ONCE = 12;
/** The least height of a row, px. */
const ROW = 40;

/** A slider and a field for each input: free names and names assigned a literal. */
export function Inputs() {
  const all = useDerived((derived) => derived.program.inputs);
  const shown = useGrowing(all?.length ?? 0, AT_ONCE);
  const reading = useReading();
  if (all === null || all.length === 0) return null;
  // What stands below need not move on as the rows come.
  const isLong = all.length > AT_ONCE;
  return (
    <section
      className={isLong ? "panel is-long" : "panel"}
      style={isLong ? { minBlockSize: ROW * all.length } : undefined}
      aria-labelledby="inputs-title"
    >
      <h2 id="inputs-title">Inputs</h2>
      <ReadingContext value={reading}>
        {all.slice(0, shown).map(({ name }) => (
          <InputRow key={name} name={name} />
        ))}
      </ReadingContext>
      <SeedInput />
    </section>
  );
}

// Where a literal moves, the program is another one, and its rows are the same.
const InputRow = memo(function InputRow({ name }: { readonly name: string }) {
  const value = useChoice(({ goodText, values }) => freeValues(goodText, values).get(name));
  // While only the shapes are wrong, the text's own numbers can be seen and mended.
  const literal = useChoice(({ text, goodText }) => {
    const program = readingOf(text).program ?? readingOf(goodText).program;
    return (program && inputNamed(program, name)?.value) ?? null;
  });
  // From the graph that stays while numbers change: a slider renders its own row and no other.
  const node = useDerived(({ scene: { graph } }) => nodeAt(graph, graph.byName.get(name) ?? 0));
  const formula = node && symbolFormula(node);
  const shown = literal ?? value ?? 0;
  // While the text is wrong there is no literal in it to write anew.
  const isDisabled = useRowReading() === "none" && literal !== null;
  const id = node?.id ?? name;
  // The same element for the same words, so that what is below is not drawn anew.
  const [written, plain] = formula === null ? ["", ""] : [tex(formula), plainText(formula)];
  const label = useMemo(
    () => (
      <About ids={[id]}>
        <Tex tex={written} plain={plain} />
      </About>
    ),
    [id, written, plain],
  );
  const given = { name, label, isDisabled };
  // Whoever moves its slider, or types in its field, points at it as well.
  return (
    <div className="input-about" data-about={id}>
      {typeof shown === "number" ? (
        <NumberInput {...given} value={shown} />
      ) : (
        <TensorInput {...given} value={shown} />
      )}
    </div>
  );
});

interface NumberInputProps {
  readonly name: string;
  readonly label: ReactNode;
  readonly value: number;
  readonly isDisabled: boolean;
}

const NumberInput = memo(function NumberInput({ name, label, value: shown, isDisabled }: NumberInputProps) {
  const store = useEdgewise();
  const gesture = useGesture(name);
  const set = (next: number): void => store.getState().setInput(name, next, gesture.current());
  const reach = useReach(shown);
  const canBePushed = useDerived(({ run }) => !isOfTensors(run));
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
        <RoleControl name={name} />
        <VectorButton name={name} value={shown} />
      </div>
      <NumberField
        name={name}
        value={shown}
        isDisabled={isDisabled}
        messagesIn={messages}
        onBegin={gesture.begin}
        onChange={set}
      />
      {canBePushed && <PushButton name={name} />}
      <div className="field-messages" ref={setMessages} />
    </div>
  );
});

/** For a free number where a vector would do as well: in `W @ x + b`, most expect one. */
function VectorButton({ name, value }: { readonly name: string; readonly value: number }) {
  const store = useEdgewise();
  const gesture = useGesture(`${name}:shape`);
  const size = useDerived(({ whole: graph, run }) => {
    const index = graph.byName.get(name);
    const node = index === undefined ? undefined : graph.nodes[index];
    const isFree = isOfTensors(run) && node?.kind === "input" && node.literal === null;
    return isFree ? vectorInstead(graph, node.index) : null;
  });
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

const PushButton = memo(function PushButton({ name }: { readonly name: string }) {
  const store = useEdgewise();
  const id = useDerived(({ graph }) => nodeAt(graph, graph.byName.get(name) ?? 0).id) ?? name;
  const isPushed = useChoice(({ push }) => push?.input === id);
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
