import { Fragment } from "react";
import { narrate, type Words } from "../../core/index.ts";
import { readingOf } from "../../store/reading.ts";
import { useChoice, useDerived } from "../context.ts";
import { About } from "../pointing/About.tsx";

/** What this step does, in one to three sentences. */
export function Narration() {
  const isEmpty = useChoice(({ text, goodText }) => goodText === "" && readingOf(text).graph === null);
  const text = useChoice((choices) => choices.text);
  const graph = useDerived((all) => all.graph);
  const schedule = useDerived((all) => all.schedule);
  const run = useDerived((all) => all.run);
  const tangents = useDerived((all) => all.tangents);
  const step = useDerived(({ picture }) => picture.moving?.step ?? null);
  const words = graph && schedule && run ? narrate(graph, schedule, run, step, tangents) : [];
  return (
    <p className="narration" role="status" aria-label="Narration">
      {isEmpty ? emptyWords(text) : words.map(piece)}
    </p>
  );
}

function emptyWords(text: string): string {
  return text.trim() === ""
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
