import { Fragment } from "react";
import { KEY_GROUPS, keyName } from "./keys.ts";

/** Every key of the page, from the table that binds them. */
export function Shortcuts() {
  return (
    <section className="shortcuts" aria-labelledby="keys-title">
      <h3 id="keys-title">Keys, while no control has the focus</h3>
      {KEY_GROUPS.map(({ title, bindings }) => (
        <section key={title}>
          <h4>{title}</h4>
          <dl className="keys">
            {bindings.map(({ keys, does }) => (
              <Fragment key={does}>
                <dt>
                  {namesOf(keys).map((name, place) => (
                    <Fragment key={name}>
                      {place > 0 && " or "}
                      <kbd>{name}</kbd>
                    </Fragment>
                  ))}
                </dt>
                <dd>{does}</dd>
              </Fragment>
            ))}
          </dl>
        </section>
      ))}
    </section>
  );
}

/** A sign that is typed with Shift on some keyboards only is one key. */
function namesOf(keys: readonly string[]): readonly string[] {
  return keys.filter((key) => !(key.startsWith("Shift+") && keys.includes(key.slice(6)))).map(keyName);
}
