import { Fragment, type RefObject } from "react";
import { functionNames, operationHelp, operationNamed, plainText, tex } from "../core/index.ts";
import { KEY_BINDINGS, keyName } from "./keys.ts";
import { Tex } from "./typeset/Tex.tsx";

/** What to type and which keys there are, from the tables that define them. */
export function Help({ dialog }: { readonly dialog: RefObject<HTMLDialogElement | null> }) {
  const close = (): void => dialog.current?.close();
  return (
    <dialog ref={dialog} className="help" aria-labelledby="help-title">
      <form method="dialog">
        <h2 id="help-title">Help</h2>
        <button type="submit" className="close" onClick={close}>
          Close
        </button>
      </form>
      <h3>The program</h3>
      <p>
        One statement a line, or several with <code>;</code> between them: <code>c = a + b</code>. The last
        one is the output. Names that are never assigned are inputs. <code>+ - * / ^</code> work as on paper,{" "}
        <code>**</code> is <code>^</code>, <code>2x</code> is a product, and <code># …</code> is a comment.
      </p>
      <dl className="functions">
        {functionNames.map((name) => {
          const key = operationNamed(name);
          const help = key === undefined ? null : operationHelp(key);
          if (help === null) return null;
          return (
            <Fragment key={name}>
              <dt>
                <code>{help.usage}</code>
              </dt>
              <dd>
                {help.doc} <Tex tex={tex(help.formula)} plain={plainText(help.formula)} />
              </dd>
            </Fragment>
          );
        })}
      </dl>
      <h3>Keys, while no control has the focus</h3>
      <dl className="keys">
        {KEY_BINDINGS.map(({ keys, does }) => (
          <Fragment key={does}>
            <dt>
              <kbd>{keyName(keys[0] ?? "")}</kbd>
            </dt>
            <dd>{does}</dd>
          </Fragment>
        ))}
      </dl>
      <p>
        In the graph, Tab reaches a node and the arrow keys walk along the edges. Wheel, pinch and drag move
        the picture; a double click fits it.
      </p>
    </dialog>
  );
}
