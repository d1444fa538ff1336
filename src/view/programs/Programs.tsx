import { type RefObject, useRef, useState } from "react";
import { keep, remove, restore, type SavedProgram } from "../../formats/library.ts";
import { newId } from "../../store/newId.ts";
import { useChoice, useEdgewise } from "../context.ts";
import { Thumbnail } from "../gallery/Thumbnail.tsx";
import { changeLibrary, useStored } from "./storage.ts";
import { openProgram } from "./useKeeping.ts";
import "../gallery/gallery.css";

interface Deleted {
  readonly program: SavedProgram;
  readonly place: number;
}

/** The programs that stay in this browser: open, duplicate, and delete with a way back. */
export default function Programs({ dialog }: { readonly dialog: RefObject<HTMLDialogElement | null> }) {
  const store = useEdgewise();
  const { library } = useStored();
  const current = useChoice(({ programId }) => programId);
  const [deleted, setDeleted] = useState<Deleted | null>(null);

  const list = useRef<HTMLUListElement>(null);

  const begin = (): void => {
    openProgram(store, { id: newId(), program: "", values: {}, target: null });
    dialog.current?.close();
  };
  const open = ({ id, text, values, target }: SavedProgram): void => {
    openProgram(store, { id, program: text, values, target });
    dialog.current?.close();
  };
  const duplicate = (program: SavedProgram): void =>
    changeLibrary((programs) => keep(programs, { ...program, id: newId() }));
  const erase = (program: SavedProgram): void => {
    setDeleted({ program, place: library.findIndex(({ id }) => id === program.id) });
    changeLibrary((programs) => remove(programs, program.id));
  };
  const bringBack = ({ program, place }: Deleted): void => {
    changeLibrary((programs) => restore(programs, program, place));
    setDeleted(null);
    list.current?.focus();
  };

  return (
    <>
      <div className="dialog-head">
        <h2 id="programs-title">Your programs</h2>
        <button type="button" onClick={begin}>
          New program
        </button>
        <button type="button" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </div>
      {deleted !== null && (
        <p role="status" className="deleted" key={deleted.program.id}>
          Deleted: {lastLine(deleted.program)}{" "}
          <button type="button" ref={takeFocus} onClick={() => bringBack(deleted)}>
            Undo
          </button>
        </p>
      )}
      {library.length === 0 && <p>What you type stays here, in this browser, up to fifty programs.</p>}
      <ul className="gallery" ref={list} tabIndex={-1} aria-label="Programs">
        {library.map((program) => (
          <li key={program.id} className="saved" aria-current={program.id === current}>
            <Thumbnail program={program.text} />
            <code>{lastLine(program)}</code>
            <span className="saved-buttons">
              <button type="button" aria-label={`Open: ${lastLine(program)}`} onClick={() => open(program)}>
                Open
              </button>
              <button
                type="button"
                aria-label={`Duplicate: ${lastLine(program)}`}
                onClick={() => duplicate(program)}
              >
                Duplicate
              </button>
              <button
                type="button"
                aria-label={`Delete: ${lastLine(program)}`}
                onClick={() => erase(program)}
              >
                Delete
              </button>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The button that was pressed is gone with its program: what can bring that back has the focus then. */
function takeFocus(button: HTMLButtonElement | null): void {
  button?.focus();
}

/** What tells a program from another: its last line, where the output is. */
function lastLine({ text }: SavedProgram): string {
  const line = text.trim().split("\n").at(-1) ?? "";
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}
