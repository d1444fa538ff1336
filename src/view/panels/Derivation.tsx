import type { ReactNode } from "react";
import {
  type DerivationLine,
  type DerivationPiece,
  type DerivationTerm,
  edgeAt,
  type Graph,
  lineTex,
  nodeAt,
  outputNode,
  type PieceState,
  pieceState,
  plainText,
  symbolText,
  tex,
} from "../../core/index.ts";
import { useDerived, useEdgewise } from "../context.ts";
import type { Derived } from "../derived.ts";
import { About } from "../pointing/About.tsx";
import { walkAlong } from "../pointing/usePointing.ts";
import { Tex } from "../typeset/Tex.tsx";
import { Signs } from "./Signs.tsx";

/** The derivative of the output with respect to one input, written out line by line as the gradient comes back. */
export function Derivation() {
  const all = useDerived((derived) => derived);
  const store = useEdgewise();
  if (all === null) return null;
  const { graph, program, target, derivation } = all;
  const output = symbolText(outputNode(graph));
  const names = program.inputs.map(({ name }) => name);
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
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: arrows walk from here through terms and factors */}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls */}
      {/* biome-ignore lint/a11y/noNoninteractiveElementInteractions: keys come from the factors inside */}
      <div className="lines" role="group" aria-label="Terms and factors" tabIndex={0} onKeyDown={walkAlong}>
        {derivation.map((line, place) => (
          <Line
            // biome-ignore lint/suspicious/noArrayIndexKey: lines keep their order
            key={place}
            all={all}
            line={line}
            hasLeft={place === 0 || tex(line.left) !== tex(derivation[place - 1]?.left ?? line.left)}
          />
        ))}
      </div>
      {derivation.length === 1 && <p className="remark">{reasonForShortness(all)}</p>}
      <Signs />
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

function Line({
  all,
  line,
  hasLeft,
}: {
  readonly all: Derived;
  readonly line: DerivationLine;
  /** Whether it says what it is the derivative of; otherwise it goes on from the line above. */
  readonly hasLeft: boolean;
}) {
  const { graph, schedule, picture, target } = all;
  const stateOf = (piece: DerivationPiece): PieceState => pieceState(schedule, picture, line.kind, piece);
  const hasBegun = line.terms.some((term) => term.some((piece) => stateOf(piece) !== "to come"));
  if (line.kind !== "symbols" && !hasBegun) return null;
  // Symbols need no numbers: what is still to come is faint, not hidden.
  const isShown = (piece: DerivationPiece): boolean =>
    line.kind === "symbols" || stateOf(piece) !== "to come";
  return (
    <div className="line" data-line={line.kind} data-tex={lineTex(line, isShown)}>
      <span className="left-side">
        {hasLeft ? (
          <About ids={[nodeAt(graph, target).id]} label={plainText(line.left)}>
            <Tex tex={`${tex(line.left)} =`} plain={`${plainText(line.left)} =`} />
          </About>
        ) : (
          <Tex tex="=" plain="=" />
        )}
      </span>
      <span className="right-side">
        {line.terms.map((term, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: terms keep the order of the uses
          <Term key={place} all={all} term={term} isFirst={place === 0}>
            {term.map((piece, factor) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: factors keep their order
              <span className="factor" key={factor}>
                {factor > 0 && <Tex tex="{}\cdot{}" plain=" · " />}
                <Piece all={all} piece={piece} state={stateOf(piece)} isShown={isShown(piece)} />
              </span>
            ))}
          </Term>
        ))}
      </span>
    </div>
  );
}

function idOf(graph: Graph, { about }: DerivationPiece): string {
  return about.kind === "edge" ? edgeAt(graph, about.edge).id : nodeAt(graph, about.node).id;
}

/** A product, which lights all its factors; one alone does so by itself. */
function Term({
  all: { graph },
  term,
  isFirst,
  children,
}: {
  readonly all: Derived;
  readonly term: DerivationTerm;
  readonly isFirst: boolean;
  readonly children: ReactNode;
}) {
  const words = term.map(({ formula }) => plainText(formula)).join(" · ");
  return (
    <>
      {!isFirst && <Tex tex="{}+{}" plain=" + " />}
      {term.length > 1 ? (
        <About className="term" ids={term.map((piece) => idOf(graph, piece))} label={words}>
          {children}
        </About>
      ) : (
        <span className="term">{children}</span>
      )}
    </>
  );
}

interface PieceProps {
  readonly all: Derived;
  readonly piece: DerivationPiece;
  readonly state: PieceState;
  readonly isShown: boolean;
}

/** A factor that lights its edge, its node and its place in the program, and is lit by them. */
function Piece({ all: { graph }, piece, state, isShown }: PieceProps) {
  const words = isShown ? plainText(piece.formula) : "still to come";
  return (
    <About className={`piece is-${state.replace(" ", "-")}`} ids={[idOf(graph, piece)]} label={words}>
      {isShown ? (
        <Tex tex={tex(piece.formula)} plain={plainText(piece.formula)} />
      ) : (
        <Tex tex="\square" plain="□" />
      )}
    </About>
  );
}
