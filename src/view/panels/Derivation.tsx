import { memo, Suspense, useRef } from "react";
import { differentiatedText, nodeAt, outputNode, symbolText } from "../../core/index.ts";
import { useChoice, useDerived, useEdgewise } from "../context.ts";
import type { Derived } from "../derived/derived.ts";
import { later } from "../later.tsx";
import { walkAlong } from "../pointing/usePointing.ts";
import { useAfterPaint } from "../useAfterPaint.ts";
import { DerivationLines } from "./DerivationLine.tsx";
import { derivationOf } from "./derivationOf.ts";

const Signs = later(() => import("./Signs.tsx"));
const TangentLines = later(() => import("./TangentLines.tsx"));
const SimplifiedLines = later(() => import("./SimplifiedLines.tsx"));

/** The derivation of a larger graph is as long as a book. */
const LONG = 300;
/** That of a larger one is seldom all in sight: it is laid out only where it is near the window. */
const HIGH = 20;

/** The derivative of the output with respect to one input, written out line by line as the gradient comes back. */
export function Derivation() {
  const now = useDerived((derived) => derived);
  const painted = useAfterPaint(now);
  const all = followsPicture(now, painted) ? painted : now;
  const isLong = all !== null && all.graph.nodes.length > LONG;
  const calm = useStepwise(isLong ? painted : all);
  return calm === null ? null : <Lines all={calm} />;
}

/**
 * Whether the lines wait until the picture has been drawn: while somebody types or moves a number. They may need more
 * room than before, and then everything below them moves. Where only the playhead or the target is another, they go along.
 */
function followsPicture(now: Derived | null, painted: Derived | null): boolean {
  if (now === null || painted === null) return false;
  if (now.schedule !== painted.schedule) return true;
  return now.picture === painted.picture && now.target === painted.target;
}

/** Of a long derivation the same from one beat of the playhead to the next: it is not drawn anew in each frame. */
function useStepwise(all: Derived | null): Derived | null {
  const held = useRef(all);
  const before = held.current;
  const isSame =
    all !== null &&
    before !== null &&
    all.graph.nodes.length > LONG &&
    all.run === before.run &&
    all.schedule === before.schedule &&
    all.target === before.target &&
    all.picture.settled === before.picture.settled &&
    all.picture.moving?.step === before.picture.moving?.step;
  if (!isSame) held.current = all;
  return held.current;
}

const Lines = memo(function Lines({ all }: { readonly all: Derived }) {
  return all.program.inputs.length === 0 ? <NoInputs all={all} /> : <LinesOf all={all} />;
});

function NoInputs({ all: { graph, run } }: { readonly all: Derived }) {
  return (
    <section className="panel derivation" aria-label="Derivation">
      <h2>Derivative of {differentiatedText(graph, run.seed)}</h2>
      <p className="remark">
        This program has no inputs, so there is nothing to differentiate by. A name without a value is one, or
        a name that is given a number.
      </p>
    </section>
  );
}

function LinesOf({ all }: { readonly all: Derived }) {
  const store = useEdgewise();
  const { graph, program, target, schedule } = all;
  const derivation = derivationOf(all);
  const { mode } = schedule.sweeps;
  const hasTangentLines = !schedule.isOfNumbers && mode !== "reverse" && derivation.length > 1;
  const output = differentiatedText(graph, all.run.seed);
  const names = program.inputs.map(({ name }) => name);
  const numbersAt = derivation.findIndex(({ kind }) => kind === "numbers" || kind === "result");
  return (
    <section className="panel derivation" aria-label="Derivation">
      <h2>
        <label>
          Derivative of {output} with respect to{" "}
          <select
            value={nodeAt(graph, target).name ?? ""}
            onChange={(event) => store.getState().choose({ target: event.currentTarget.value })}
          >
            {names.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
      </h2>
      <ComingSwitch />
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls */}
      {/* biome-ignore lint/a11y/noNoninteractiveElementInteractions: keys come from the factors inside */}
      <div
        className={graph.nodes.length > HIGH ? "lines is-long" : "lines"}
        role="group"
        aria-label="Terms and factors"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrows walk from here through terms and factors
        tabIndex={0}
        onKeyDown={walkAlong}
      >
        <Suspense>{hasTangentLines && <TangentLines all={all} />}</Suspense>
        {hasTangentLines && mode === "forward" ? null : (
          <>
            <DerivationLines all={all} lines={derivation.slice(0, numbersAt)} />
            <Suspense>
              <SimplifiedLines all={all} />
            </Suspense>
            <DerivationLines
              all={all}
              lines={derivation.slice(numbersAt)}
              before={numbersAt > 0 ? (derivation[0]?.left ?? null) : null}
            />
          </>
        )}
      </div>
      {derivation.length === 1 && <p className="remark">{reasonForShortness(all)}</p>}
      <Suspense>
        <Signs all={all} />
      </Suspense>
    </section>
  );
}

function reasonForShortness({ graph, target }: Derived): string {
  const output = symbolText(outputNode(graph));
  const name = symbolText(nodeAt(graph, target));
  return target === graph.output
    ? output === name
      ? `${output} is the output itself.`
      : `${output} is another name of ${name}: when one changes, the other does by just as much.`
    : `${output} does not use ${symbolText(nodeAt(graph, target))}.`;
}

/** A component of its own, so that a slider that is moved does not render it. */
const ComingSwitch = memo(function ComingSwitch() {
  const store = useEdgewise();
  const isHidden = useChoice(({ coming }) => coming === "hidden");
  return (
    <label className="coming">
      <input
        type="checkbox"
        checked={isHidden}
        onChange={(event) =>
          store.getState().choose({ coming: event.currentTarget.checked ? "hidden" : "faint" })
        }
      />
      Hide what is still to come
    </label>
  );
});
