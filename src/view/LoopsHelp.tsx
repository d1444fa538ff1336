import { Fragment } from "react";
import { check, LOOP_FORMS, REFUSED_LOOPS } from "../core/index.ts";

/** What can be written as a loop, and what is refused and why. */
export function LoopsHelp() {
  return (
    <details>
      <summary>Loops: what is accepted, and what is refused</summary>
      <dl className="said">
        {LOOP_FORMS.map(({ program, means }) => (
          <Fragment key={program}>
            <dt>
              <code>{program.replaceAll("\n", "; ")}</code>
            </dt>
            <dd>{means}</dd>
          </Fragment>
        ))}
      </dl>
      <h4>Refused</h4>
      <dl className="said">
        {REFUSED_LOOPS.map((program) => (
          <Fragment key={program}>
            <dt>
              <code>{program}</code>
            </dt>
            <dd>{check(program)[0]?.message.replaceAll("`", "")}</dd>
          </Fragment>
        ))}
      </dl>
    </details>
  );
}
