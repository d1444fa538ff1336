import { Fragment } from "react";
import { narrate, nodeAt, type Words } from "../../core/index.ts";
import { isEmpty } from "../../store/reading.ts";
import { useChoice, useDerived, useEdgewise } from "../context.ts";
import { openSeed } from "../inspector/seed.ts";
import { About } from "../pointing/About.tsx";

/** What this step does, in one to three sentences. */
export default function Narration() {
  const hasNoGraph = useChoice(({ goodText }) => goodText === "");
  const text = useChoice((choices) => choices.text);
  const graph = useDerived((all) => all.graph);
  const schedule = useDerived((all) => all.schedule);
  const run = useDerived((all) => all.run);
  const tangents = useDerived((all) => all.tangents);
  const step = useDerived(({ picture }) => picture.moving?.step ?? null);
  const words = graph && schedule && run ? narrate(graph, schedule, run, step, tangents) : [];
  const isSeed = step?.phase === "seed" && run !== null && typeof run.seed !== "number";
  return (
    <div className="narration-row">
      <p className="narration" role="status" aria-label="Narration">
        {hasNoGraph ? emptyWords(text) : words.map(piece)}
      </p>
      {isSeed && graph !== null && <SeedButton output={nodeAt(graph, graph.output).id} />}
    </div>
  );
}

/** The way from the step that places the seed to where it is changed. */
function SeedButton({ output }: { readonly output: string }) {
  const store = useEdgewise();
  return (
    <button type="button" className="seed-button" onClick={() => openSeed(store, output)}>
      Change the seed
    </button>
  );
}

function emptyWords(text: string): string {
  return isEmpty(text)
    ? "Type a program, and its graph appears here."
    : "This text is not a program yet: mend what is marked in it, and its graph appears here.";
}

function piece({ text, hue, about }: Words, place: number) {
  const word = hue === undefined ? text : <strong className={hue}>{text}</strong>;
  return about === undefined ? (
    <Fragment key={place}>{word}</Fragment>
  ) : (
    <About key={place} className="word" ids={[about]}>
      {word}
    </About>
  );
}
