import { type RefObject, useState } from "react";
import { searchGallery } from "../../lessons/gallery.ts";
import type { Example } from "../../lessons/opening.ts";
import { useEdgewise } from "../context.ts";
import { openExample } from "./openExample.ts";
import { Thumbnail } from "./Thumbnail.tsx";
import "./gallery.css";

/** The examples, with their pictures; one click opens one, and undo brings back what was there. */
export default function Gallery({ dialog }: { readonly dialog: RefObject<HTMLDialogElement | null> }) {
  const store = useEdgewise();
  const [words, setWords] = useState("");
  const found = searchGallery(words);
  const open = (example: Example): void => {
    openExample(store, example);
    dialog.current?.close();
  };
  return (
    <>
      <div className="dialog-head">
        <h2 id="gallery-title">Gallery</h2>
        <input
          ref={focusFirst}
          type="search"
          aria-label="Search the gallery"
          placeholder="Search"
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <button type="button" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </div>
      <ul className="gallery">
        {found.map((example) => (
          <li key={example.id}>
            <button type="button" className="card" onClick={() => open(example)}>
              <Thumbnail program={example.program} />
              <span className="card-title">{example.title}</span>
              <span className="card-sentence">{example.sentence}</span>
              <span className="card-source">After {example.source}</span>
            </button>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p role="status">Nothing in the gallery has these words.</p>}
    </>
  );
}

/** Whoever opens the gallery can type at once: this time, and, by the attribute that React leaves out, each other time. */
function focusFirst(field: HTMLInputElement | null): void {
  field?.setAttribute("autofocus", "");
  field?.focus();
}
