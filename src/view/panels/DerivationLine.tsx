import { type ReactNode, useState } from "react";
import {
  type DerivationLine,
  type DerivationPiece,
  type DerivationTerm,
  edgeAt,
  type Formula,
  type Graph,
  linePlainText,
  lineTex,
  lineTexWithConditions,
  nodeAt,
  type PieceState,
  pieceState,
  plainText,
  tex,
} from "../../core/index.ts";
import { useChoice } from "../context.ts";
import type { Derived } from "../derived/derived.ts";
import { About } from "../pointing/About.tsx";
import { Tex } from "../typeset/Tex.tsx";
import { CopyButton } from "./CopyButton.tsx";
import { MORE_PIECES, MOST_PIECES, segmentsOf } from "./longLine.ts";

/** Lines of these kinds need no numbers: what is still to come is faint, unless it is to be hidden. */
const WITHOUT_NUMBERS: ReadonlySet<string> = new Set(["symbols", "formulas", "simplified"]);

/** Lines of a derivation, one below the other; `before` is the left side of what stands above them. */
export function DerivationLines({
  all,
  lines,
  before = null,
  growth = pieceState,
}: {
  readonly all: Derived;
  readonly lines: readonly DerivationLine[];
  readonly before?: Formula | null;
  /** How far a piece has come. */
  readonly growth?: typeof pieceState;
}) {
  return lines.map((line, place) => {
    const above = lines[place - 1]?.left ?? before;
    return (
      <Line
        // biome-ignore lint/suspicious/noArrayIndexKey: lines keep their order
        key={place}
        all={all}
        line={line}
        growth={growth}
        hasLeft={above === null || tex(line.left) !== tex(above)}
      />
    );
  });
}

interface LineProps {
  readonly all: Derived;
  readonly line: DerivationLine;
  readonly growth: typeof pieceState;
  /** Whether it says what it is the derivative of; otherwise it goes on from the line above. */
  readonly hasLeft: boolean;
}

function Line({ all, line, growth, hasLeft }: LineProps) {
  const { graph, schedule, picture, target } = all;
  const isPresenting = useChoice((choices) => choices.isPresenting);
  const isHidden = useChoice(({ coming }) => coming === "hidden") || isPresenting;
  const stateOf = (piece: DerivationPiece): PieceState => growth(schedule, picture, line.kind, piece);
  const hasCome = (piece: DerivationPiece): boolean => stateOf(piece) !== "to come";
  const isFaint = WITHOUT_NUMBERS.has(line.kind) && !isHidden;
  // In the presenter's view, only lines come here that are to be seen.
  if (!isFaint && !isPresenting && !line.terms.some((term) => term.some(hasCome))) return null;
  const isShown = (piece: DerivationPiece): boolean => isFaint || hasCome(piece);
  const isStruck = line.terms.some((term) => isStruckThrough(term) && term.every(hasCome));
  const written = lineTex(line, isShown);
  const isLong = line.terms.flat().length > MOST_PIECES;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls, and this is a formula
    <div
      className="line"
      data-line={line.kind}
      data-tex={written}
      role="group"
      aria-label={linePlainText(isLong ? beginningOf(line) : line, isShown) + (isLong ? " …" : "")}
    >
      <span className="left-side">
        {hasLeft ? (
          <About ids={[nodeAt(graph, line.of ?? target).id]} label={plainText(line.left)}>
            <Tex tex={`${tex(line.left)} =`} plain={`${plainText(line.left)} =`} />
          </About>
        ) : (
          <Tex tex="=" plain="=" />
        )}
      </span>
      <span className="right-side">
        <span>
          <Terms all={all} line={line} stateOf={stateOf} isShown={isShown} />
          <Remarks line={line} isStruck={isStruck} />
        </span>
        <CopyButton tex={line.conditions === undefined ? written : lineTexWithConditions(line, isShown)} />
      </span>
    </div>
  );
}

/** What is read aloud of a long line. */
function beginningOf(line: DerivationLine): DerivationLine {
  return { ...line, terms: line.terms.slice(0, SPOKEN).map((term) => term.slice(0, SPOKEN)) };
}

/** So many terms, and factors of each, are read aloud of a long line. */
const SPOKEN = 10;

interface TermsProps {
  readonly all: Derived;
  readonly line: DerivationLine;
  readonly stateOf: (piece: DerivationPiece) => PieceState;
  readonly isShown: (piece: DerivationPiece) => boolean;
}

/** The sum of products; of a long one its beginning and what is under way, and a button for more. */
function Terms({ all, line, stateOf, isShown }: TermsProps) {
  const { graph } = all;
  const [most, setMost] = useState(MOST_PIECES);
  const pieces = line.terms.flat();
  const active = pieces.length > most ? pieces.findIndex((piece) => stateOf(piece) === "active") : -1;
  const lengths = line.terms.map((term) => term.length);
  return segmentsOf(lengths, most, active).map((segment, place) => {
    if (segment.kind === "gap")
      return (
        <button
          // biome-ignore lint/suspicious/noArrayIndexKey: a gap has no other name
          key={`gap${place}`}
          type="button"
          className="more-pieces"
          onClick={() => setMost((known) => known + MORE_PIECES)}
        >
          ⋯ {segment.pieces} more
        </button>
      );
    const { term: index, from, to } = segment;
    const term = line.terms[index] ?? [];
    const isWhole = term.every((piece) => stateOf(piece) !== "to come");
    return (
      <Term key={`${index}.${from}`} all={all} term={term.slice(from, to)}>
        {term.slice(from, to).map((piece, offset) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: factors keep their order
          <span className="factor" key={from + offset}>
            <Sign of={from + offset > 0 ? line : index > 0 ? "sum" : null} />
            <Piece
              id={idOf(graph, piece)}
              formula={shownFormula(piece, isShown(piece), isWhole)}
              state={stateOf(piece)}
            />
          </span>
        ))}
      </Term>
    );
  });
}

function isStruckThrough(term: readonly DerivationPiece[]): boolean {
  return term.some(({ struck }) => struck !== undefined);
}

const SQUARE: Formula = { kind: "symbol", tex: "\\square", glyphs: "□", face: "upright", space: "none" };

/** A stroke needs both of what it strikes out: until then nothing is struck. */
function shownFormula(
  { formula, struck = formula }: DerivationPiece,
  isShown: boolean,
  isWhole: boolean,
): Formula {
  if (!isShown) return SQUARE;
  return isWhole ? struck : formula;
}

/** What strokes mean here, and what must hold for the line to follow. */
export function Remarks({ line, isStruck }: { readonly line: DerivationLine; readonly isStruck: boolean }) {
  const { kind, conditions = [], note } = line;
  if (kind === "symbols" && isStruck)
    return (
      <span className="remark">
        Struck out as an aid to memory, on this one path only: ∂ signs are not numbers to divide by.
      </span>
    );
  const words = note === undefined ? null : <span className="remark">{note}</span>;
  if (conditions.length === 0) return words;
  return (
    <>
      <span className="remark">
        where{" "}
        {conditions.map((condition, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions keep their order
          <span className="condition" key={place}>
            {place > 0 && (place === conditions.length - 1 ? " and " : ", ")}
            <Tex tex={tex(condition)} plain={plainText(condition)} />
            <span className="spoken">{plainText(condition)}</span>
          </span>
        ))}
      </span>
      {words}
    </>
  );
}

function idOf(graph: Graph, { about }: DerivationPiece): string {
  return about.kind === "edge" ? edgeAt(graph, about.edge).id : nodeAt(graph, about.node).id;
}

/** What stands before a factor, and stays with it where the line wraps: that of a product's line, or of a sum. */
function Sign({ of }: { readonly of: DerivationLine | "sum" | null }) {
  if (of === null) return null;
  if (of === "sum") return <Tex tex="{}+{}" plain=" + " />;
  return of.isEntrywise ? <Tex tex="{}\odot{}" plain=" ⊙ " /> : <Tex tex="{}\cdot{}" plain=" · " />;
}

/** A product, which lights all its factors; one alone does so by itself. */
function Term({
  all: { graph },
  term,
  children,
}: {
  readonly all: Derived;
  readonly term: DerivationTerm;
  readonly children: ReactNode;
}) {
  if (term.length === 1) return <span className="term">{children}</span>;
  const words = term.map(({ formula }) => plainText(formula)).join(" · ");
  return (
    <About className="term" ids={term.map((piece) => idOf(graph, piece))} label={words}>
      {children}
    </About>
  );
}

interface PieceProps {
  readonly id: string;
  readonly formula: Formula;
  readonly state: PieceState;
}

/** A factor that lights its edge, its node and its place in the program, and is lit by them. */
function Piece({ id, formula, state }: PieceProps) {
  const words = formula === SQUARE ? "still to come" : plainText(formula);
  return (
    <About className={`piece is-${state.replace(" ", "-")}`} ids={[id]} label={words}>
      <Tex tex={tex(formula)} plain={plainText(formula)} />
    </About>
  );
}
