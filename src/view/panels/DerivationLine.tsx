import type { ReactNode } from "react";
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
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls, and this is a formula
    <div
      className="line"
      data-line={line.kind}
      data-tex={written}
      role="group"
      aria-label={linePlainText(line, isShown)}
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
          {line.terms.map((term, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: terms keep the order of the uses
            <Term key={place} all={all} term={term}>
              {term.map((piece, factor) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: factors keep their order
                <span className="factor" key={factor}>
                  <Sign of={factor > 0 ? line : place > 0 ? "sum" : null} />
                  <Piece
                    id={idOf(graph, piece)}
                    formula={shownFormula(piece, isShown(piece), term.every(hasCome))}
                    state={stateOf(piece)}
                  />
                </span>
              ))}
            </Term>
          ))}
          <Remarks line={line} isStruck={isStruck} />
        </span>
        <CopyButton tex={lineTexWithConditions(line, isShown)} />
      </span>
    </div>
  );
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
