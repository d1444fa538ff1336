import { STARTERS } from "../../lessons/starters.ts";
import { isEmpty } from "../../store/reading.ts";
import { useChoice, useEdgewise } from "../context.ts";
import { openExample } from "../gallery/openExample.ts";
import { Thumbnail } from "../gallery/Thumbnail.tsx";
import { withCode } from "../panels/withCode.tsx";
import { useReadText } from "../useReadText.ts";
import "../gallery/gallery.css";
import "./states.css";

/** What the stage says while there is no graph to show: a text that is empty, wrong, or too large from the beginning. */
export default function StageState({ onGallery }: { readonly onGallery: () => void }) {
  const isBlank = useChoice(({ text }) => isEmpty(text));
  return <div className="stage-state">{isBlank ? <Starters onGallery={onGallery} /> : <Unread />}</div>;
}

/** What to type, and what to begin with. */
function Starters({ onGallery }: { readonly onGallery: () => void }) {
  const store = useEdgewise();
  return (
    <section aria-labelledby="starters-title">
      <h2 id="starters-title">Type a program</h2>
      <p>
        An expression will do: <code>(a+b)*(b+1)</code>. Longer ones have one statement a line,{" "}
        <code>c = a + b</code>, and the last one is the output. Names that are never assigned are inputs.
      </p>
      <ul className="gallery starters" aria-label="Programs to begin with">
        {STARTERS.map((example) => (
          <li key={example.id}>
            <button type="button" className="card" onClick={() => openExample(store, example)}>
              <Thumbnail program={example.program} />
              <span className="card-title">{example.title}</span>
              <span className="card-sentence">{example.sentence}</span>
            </button>
          </li>
        ))}
      </ul>
      <button type="button" className="more" onClick={onGallery}>
        More in the gallery
      </button>
    </section>
  );
}

const TOO_LARGE: readonly string[] = ["text-too-long", "loop-too-long", "too-many-nodes", "too-large"];

/** Why there is no graph. */
function Unread() {
  const first = useReadText()?.diagnostics[0];
  if (first === undefined) return null;
  const isTooLarge = TOO_LARGE.includes(first.code);
  return (
    <section aria-labelledby="unread-title">
      <h2 id="unread-title">{isTooLarge ? "Too large to be drawn" : "No graph yet"}</h2>
      <p>
        {withCode(first.message)} {withCode(first.hint ?? "")}
      </p>
      <p>The graph appears as soon as the text can be read.</p>
    </section>
  );
}
