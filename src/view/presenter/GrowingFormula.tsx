import { type CSSProperties, useEffect, useRef } from "react";
import {
  type DerivationLine,
  type Formula,
  growingTangentLines,
  growingValue,
  isOfTensors,
  isSweepingForward,
  lineTex,
  nodeAt,
  type PieceState,
  PROJECTED_HEIGHTS,
  pieceState,
  plainText,
  row,
  seedLine,
  smallestShare,
  tangentLines,
  tangentPieceState,
  tex,
} from "../../core/index.ts";
import { useDerived } from "../context.ts";
import type { Derived } from "../derived/derived.ts";
import { DerivationLines } from "../panels/DerivationLine.tsx";
import { derivationOf } from "../panels/derivationOf.ts";
import { simplifiedOf } from "../panels/simplified.ts";
import { walkAlong } from "../pointing/usePointing.ts";
import { Tex } from "../typeset/Tex.tsx";

/** The formula that the step under way adds to: a value as it is worked out, then the derivative, factor by factor. */
export function GrowingFormula() {
  const all = useDerived((derived) => derived);
  const strip = useRef<HTMLElement>(null);
  const moving = all?.picture.moving ?? null;
  const beat = `${moving?.step.phase} ${moving?.step.id} ${moving?.beat}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is new stands elsewhere with each beat
  useEffect(() => {
    const active = strip.current?.querySelectorAll(
      ".is-active, .is-current > .line:last-child, .value-piece:last-child",
    );
    active?.[active.length - 1]?.scrollIntoView({ block: "center", inline: "nearest" });
  }, [beat]);
  if (all === null) return null;
  return (
    <section className="growing" aria-label="Derivation" ref={strip}>
      {formulaOf(all)}
    </section>
  );
}

function formulaOf(all: Derived) {
  const { graph, run, picture } = all;
  const { moving } = picture;
  if (moving?.step.phase === "forward")
    return (
      <ValueLine
        pieces={growingValue(graph, run, nodeAt(graph, moving.step.node), moving.beat)}
        hue="value"
      />
    );
  if (moving?.step.phase === "seed") return <ValueLine pieces={seedLine(graph, run)} hue="gradient" />;
  const { tangents, schedule } = all;
  const isTangent = tangents !== null && isOfTensors(run) && isSweepingForward(schedule, picture);
  const forward = isTangent ? growingTangentLines(tangentLines(graph, tangents), schedule, picture) : [];
  const lines = forward.length > 0 ? forward : shownLines(all);
  const growth = forward.length > 0 ? tangentPieceState : pieceState;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls
    // biome-ignore lint/a11y/noNoninteractiveElementInteractions: keys come from the factors inside
    <div
      className="growing-lines"
      role="group"
      aria-label="Terms and factors"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: arrows walk from here through terms and factors
      tabIndex={0}
      onKeyDown={walkAlong}
    >
      <div className="lines is-past" style={typeFor(lines.slice(0, -1), PAST)}>
        <DerivationLines all={all} lines={lines.slice(0, -1)} growth={growth} />
      </div>
      <div className="lines is-current" style={typeFor(lines.slice(-1), GROWING)}>
        <DerivationLines all={all} lines={lines.slice(-1)} growth={growth} />
      </div>
    </div>
  );
}

/**
 * The line that grows, last; before it the one that it follows from, and the symbols that all began with. The result
 * follows from the product once its like factors are struck out.
 */
function shownLines(all: Derived): readonly DerivationLine[] {
  const { schedule, picture } = all;
  const derivation = derivationOf(all);
  const has = (states: readonly PieceState[]): number =>
    derivation.findLastIndex(({ kind, terms }) =>
      terms.some((term) => term.some((piece) => states.includes(pieceState(schedule, picture, kind, piece)))),
    );
  const active = has(["active"]);
  const growing = Math.max(0, active >= 0 ? active : has(["known"]));
  const result = derivation[growing];
  if (result?.kind === "result" && growing > 0) {
    const told = tellingLines(result, simplifiedOf(all));
    const hasRoom = told.length === 1 && !isOfTensors(all.run);
    if (told.length > 0) return [...derivation.slice(0, hasRoom ? 1 : 0), ...told, result];
  }
  // Between tensors, not every line is about the same derivative.
  const follows = (line: DerivationLine): boolean =>
    tex(line.left) === tex(derivation[growing]?.left ?? line.left);
  return derivation.filter(
    (line, place) =>
      place === growing || (place === growing - 1 && follows(line)) || (place === 0 && growing > 0),
  );
}

/** What the result follows from: the product with its strokes and what they leave; or, where nothing leaves, the last line. */
function tellingLines(
  result: DerivationLine,
  simplified: readonly DerivationLine[],
): readonly DerivationLine[] {
  const own = simplified.filter(({ left }) => tex(left) === tex(result.left));
  const struck = own.findIndex(({ terms }) => terms.flat().some((piece) => piece.struck !== undefined));
  return struck < 0 ? own.slice(-1) : own.slice(struck, struck + 2);
}

interface TypeSize {
  /** The usual size, px on the screen that heights are given for. */
  readonly usual: number;
  /** How small its scripts may become. */
  readonly least: number;
}

const GROWING: TypeSize = { usual: 52, least: PROJECTED_HEIGHTS.active };
const PAST: TypeSize = { usual: 34, least: PROJECTED_HEIGHTS.rest };

/** The size at which even the smallest script can be read. */
function sizeFor(sources: readonly string[], { usual, least }: TypeSize): CSSProperties {
  const smallest = Math.min(1, ...sources.map(smallestShare));
  return { fontSize: `calc(${Math.max(usual, least / smallest)} * var(--screen))` };
}

function typeFor(lines: readonly DerivationLine[], size: TypeSize): CSSProperties {
  return sizeFor(
    lines.map((line) => lineTex(line)),
    size,
  );
}

interface ValueLineProps {
  readonly pieces: readonly Formula[];
  /** Of the last piece, once it is a number. */
  readonly hue: "value" | "gradient";
}

/** An equation whose right sides come one after the other. */
function ValueLine({ pieces, hue }: ValueLineProps) {
  const words = plainText(row(...pieces));
  return (
    // biome-ignore lint/a11y/useSemanticElements: this is a formula
    <div className="value-line" role="group" aria-label={words} style={sizeFor(pieces.map(tex), GROWING)}>
      {pieces.map((piece, place) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces keep their order
          key={place}
          className={place === pieces.length - 1 && place > 0 ? `value-piece is-new ${hue}` : "value-piece"}
        >
          <Tex tex={tex(piece)} plain={plainText(piece)} />
        </span>
      ))}
    </div>
  );
}
