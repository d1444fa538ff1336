import { Fragment, type RefObject } from "react";
import {
  allHelp,
  constants,
  EXPLODING,
  FINDING_WORDS,
  messageHelp,
  plainText,
  ROLES,
  type Role,
  SATURATED,
  SIGN_KINDS,
  SIGNS,
  tex,
  VANISHING,
} from "../core/index.ts";
import { useEdgewise } from "./context.ts";
import { Sign } from "./health/Sign.tsx";
import { LoopsHelp } from "./LoopsHelp.tsx";
import { RoleSign } from "./panels/RoleControl.tsx";
import { SignList } from "./panels/Signs.tsx";
import { Shortcuts } from "./Shortcuts.tsx";
import { TOUR } from "./tour/moves.ts";
import { Tex } from "./typeset/Tex.tsx";

const ROLE_WORDS: Readonly<Record<Role, string>> = {
  parameter: "A rounded box is a parameter.",
  data: "A leaning box is data: what is known of each example. The rows of a matrix are a batch of them.",
  constant: "A double line with square corners is a constant.",
};

/** What to type and which keys there are, from the tables that define them. */
export default function Help({ dialog }: { readonly dialog: RefObject<HTMLDialogElement | null> }) {
  const store = useEdgewise();
  return (
    <>
      <div className="dialog-head">
        <h2 id="help-title">Help</h2>
        <button type="button" onClick={() => document.getElementById("keys-title")?.scrollIntoView()}>
          Keys
        </button>
        <button
          type="button"
          onClick={() => {
            dialog.current?.close();
            TOUR.begin(store);
          }}
        >
          Take the tour
        </button>
        <button type="button" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </div>
      <h3>The program</h3>
      <p>
        One statement a line, or several with <code>;</code> between them: <code>c = a + b</code>. The last
        one is the output. Names that are never assigned are inputs. <code>+ - * / ^</code> work as on paper,{" "}
        <code>**</code> is <code>^</code>, <code>2x</code> is a product, and <code># …</code> is a comment. A
        product binds alike with and without its sign: <code>1/2x</code> is <code>(1/2)*x</code>. Functions of
        your own are written <code>f(x) = …</code>. Greek letters, <code>·</code>, <code>√</code> and{" "}
        <code>x²</code> are understood, and <code>theta_2</code> is <code>θ₂</code>.
      </p>
      <p>
        Vectors are written <code>[x1, x2, 1]</code>, matrices by rows <code>[[1, 2], [3, 4]]</code>; other
        vectors in brackets are joined end to end. <code>* / + - ^</code> go entry by entry,{" "}
        <code>W @ x</code> is the matrix product, <code>A'</code> the transpose. Entries are counted from 1,
        as in mathematics: <code>x[1]</code>, <code>W[1,2]</code>, <code>W[1,:]</code> for a row,{" "}
        <code>x[1:2]</code> for the first and the second. In formulas between vectors and matrices there are
        signs that no program has:
      </p>
      <SignList signs={SIGNS} />
      <p>
        Below, each operation on a whole vector or matrix says what its operands get of{" "}
        <Tex tex="\delta" plain="δ" />: a bar marks that.
      </p>
      <p>
        <code>h[t] = tanh(w*h[t-1] + u*x[t]) for t = 1..3</code> is three statements, for <code>h1</code>,{" "}
        <code>h2</code> and <code>h3</code>. What they share, as <code>w</code>, is one input; <code>h0</code>{" "}
        is where they start.
      </p>
      <LoopsHelp />
      <p>
        An input has a role, chosen beside it or written in a comment: <code># data: x, y</code>,{" "}
        <code># constants: k</code>. A loop's <code>x1</code>, <code>x2</code>, … may go by <code>x</code>{" "}
        there. All others are parameters, which is what training would change. In the graph, each role has its
        shape:
      </p>
      <dl className="functions">
        {ROLES.map((role) => (
          <Fragment key={role}>
            <dt>
              <RoleSign role={role} />
            </dt>
            <dd>{ROLE_WORDS[role]}</dd>
          </Fragment>
        ))}
      </dl>
      <dl className="functions">
        {constants.map(([name, { doc, formula }]) => (
          <Fragment key={name}>
            <dt>
              <code>{name}</code>
            </dt>
            <dd>
              {doc} <Tex tex={tex(formula)} plain={plainText(formula)} />
            </dd>
          </Fragment>
        ))}
      </dl>
      <dl className="functions">
        {allHelp().map(({ usage, doc, formula, derivatives }) => (
          <Fragment key={usage}>
            <dt>
              <code>{usage}</code>
            </dt>
            <dd>
              {doc} <Tex tex={tex(formula)} plain={plainText(formula)} />
              {derivatives.map(({ symbol, formula: slope }) => (
                <span key={symbol.tex} className="slope">
                  <Tex
                    tex={`${symbol.tex} = ${tex(slope)}`}
                    plain={`${symbol.plain} = ${plainText(slope)}`}
                  />
                </span>
              ))}
            </dd>
          </Fragment>
        ))}
      </dl>
      <h3>Messages</h3>
      <details>
        <summary>Everything that may be said of a program, with an example each</summary>
        <dl className="said">
          {messageHelp().map(({ code, severity, means, example, inWords }) => (
            <Fragment key={code}>
              <dt>
                <code>{inWords ?? example.replaceAll("\n", "; ")}</code>
              </dt>
              <dd>
                {means}{" "}
                <span className="code">
                  {severity}, {code}
                </span>
              </dd>
            </Fragment>
          ))}
        </dl>
      </details>
      <Shortcuts />
      <p>
        In the graph, Tab reaches a node and the arrow keys walk along the edges. Wheel, pinch and drag move
        the picture; a double click fits it. An input of the graph that is held is pushed: it swings by ±Δ,
        and the wiggle travels to the output, where what the derivative predicts stands beside what happens.
        The wave beside an input&rsquo;s field does the same.
      </p>
      <p>
        Whatever you point at, with the pointer or the focus, is lit wherever it stands: a node, an edge, a
        factor or a whole product of the derivation, a name or an operation in the text, a row of the table,
        an input, a word of the narration. Arrow keys walk through the derivation and the table. A click with
        Ctrl or ⌘, or M, pins it: up to four things stay lit, each with a number and a colour of its own, also
        for whoever opens the address.
      </p>
      <p>
        &ldquo;backward graph&rdquo; shows the calculation of the gradients as a graph of its own: each
        gradient is a sum of what its uses bring, each of these a product of the gradient that arrives and a
        factor. Blue pills are values that the way forward has stored and a factor borrows.
      </p>
      <p>
        &ldquo;network&rdquo; is there for a layered network, in vectors and matrices or written out in
        numbers: it draws a circle for each unit and a line for each weight, green above 0, violet and dashed
        below, the wider the larger. Once its gradient is there, a line shows that instead. Arrow keys walk
        from circle to line to circle; a click or Enter looks into the entry. In the graph, a quiet frame
        stands behind what belongs together, a call, a step of a loop, a layer or a neuron, where it would
        hold nothing else.
      </p>
      <p>
        <strong>Grain</strong>, under the derivation, says what one node stands for: a statement, a call, or
        any operations with one result that you pick by Shift and a click can be shown as one node; sigmoid
        opens into its four gates, a small matrix product into sums and products of its entries. On the node
        that has the focus, − folds and + opens. A click on a folded node or its edge shows what is inside,
        and why its derivative is what it is.
      </p>
      <p>
        &ldquo;Sums and products as one&rdquo;, there, makes <code>a + b - c + d</code> one node of four
        operands, each with factor 1 or −1, and <code>a*b*c*d</code> one whose factor for an operand is the
        product of the others. What a name is given to stays a node of its own, and so does what is used
        twice, the result of a call, and what has another shape; tensors are added and multiplied entry by
        entry.
      </p>
      <p>
        <strong>copies</strong> is there where edges of an input that is used more than once cross others:
        such an edge then begins at a dashed copy beside its use. A copy is the input itself, drawn again: it
        is lit and pinned with it, and what comes back to it, <code>+ 3</code>, is added to the input&rsquo;s
        own gradient. Tensors and the backward graph have no copies.
      </p>
      <p>
        With <strong>strength</strong>, an edge is as wide as the gradient through it is large; one without a
        gradient is dotted. Signs stand where a gradient is lost or grows too large, and{" "}
        <strong>Gates and health</strong>, under the derivation, says why. A gradient has vanished below{" "}
        {VANISHING} of the output&rsquo;s and exploded above {EXPLODING} times it; a function is saturated
        where its slope is below {100 * SATURATED}&nbsp;% of its steepest.
      </p>
      <dl className="functions">
        {SIGN_KINDS.map((kind) => (
          <Fragment key={kind}>
            <dt>
              <Sign kind={kind} />
            </dt>
            <dd>{FINDING_WORDS[kind]}</dd>
          </Fragment>
        ))}
      </dl>
      <p>
        In a program with vectors or matrices, a click on a node or an edge opens the inspector: the whole
        tensor, the pullback with its operands, and how any entry came about. Arrow keys go from entry to
        entry.
      </p>
    </>
  );
}
