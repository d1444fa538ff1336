import { CircleHelp, FolderOpen, LayoutGrid, Moon, Presentation, Redo2, Sun, Undo2 } from "lucide-react";
import { Suspense } from "react";
import { useStore } from "zustand";
import type { Theme } from "../store/store.ts";
import { useChoice, useEdgewise } from "./context.ts";
import { travel } from "./grain/travel.ts";
import { later } from "./later.tsx";

const NEXT_THEME: Readonly<Record<Theme, Theme>> = {
  system: "dark",
  dark: "light",
  light: "projector",
  projector: "system",
};
const THEME_WORDS: Readonly<Record<Theme, string>> = {
  system: "as the system",
  dark: "dark",
  light: "light",
  projector: "for a projector",
};

const TourOffer = later(() => import("./tour/TourOffer.tsx"));

interface HeaderProps {
  readonly onPrograms: () => void;
  readonly onGallery: () => void;
  readonly onHelp: () => void;
}

export function Header({ onPrograms, onGallery, onHelp }: HeaderProps) {
  const store = useEdgewise();
  const theme = useChoice((choices) => choices.theme);
  const isOffered = useChoice(({ tour }) => tour === "offered");
  const canUndo = useStore(store.temporal, ({ pastStates }) => pastStates.length > 0);
  const canRedo = useStore(store.temporal, ({ futureStates }) => futureStates.length > 0);
  return (
    <header className="header">
      <h1>
        Edge<span>wise</span>
      </h1>
      <button type="button" className="named" aria-label="Gallery" onClick={onGallery}>
        <LayoutGrid aria-hidden="true" />
        <span>Gallery</span>
      </button>
      <button type="button" className="named" aria-label="Programs" onClick={onPrograms}>
        <FolderOpen aria-hidden="true" />
        <span>Programs</span>
      </button>
      <p className="tagline">The chain rule, one edge at a time</p>
      <Suspense>{isOffered && <TourOffer />}</Suspense>
      <div className="header-buttons">
        <button type="button" aria-label="Undo" disabled={!canUndo} onClick={() => travel(store, "undo")}>
          <Undo2 aria-hidden="true" />
        </button>
        <button type="button" aria-label="Redo" disabled={!canRedo} onClick={() => travel(store, "redo")}>
          <Redo2 aria-hidden="true" />
        </button>
        <button
          type="button"
          aria-label={`Theme: ${THEME_WORDS[theme]}`}
          onClick={() => store.getState().choose({ theme: NEXT_THEME[theme] })}
        >
          {theme === "dark" ? (
            <Moon aria-hidden="true" />
          ) : theme === "light" ? (
            <Sun aria-hidden="true" />
          ) : (
            <HalfSun />
          )}
        </button>
        <button
          type="button"
          aria-label="Present"
          title="Present: the graph and its formula alone, large (P)"
          onClick={() => store.getState().choose({ isPresenting: true })}
        >
          <Presentation aria-hidden="true" />
        </button>
        <button type="button" aria-label="Help" onClick={onHelp}>
          <CircleHelp aria-hidden="true" />
        </button>
      </div>
    </header>
  );
}

/** Half light, half dark: whatever the system says. */
function HalfSun() {
  return (
    <svg
      width="24"
      height="24"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      aria-hidden="true"
    >
      <circle cx="12" cy="12" r="8" />
      <path d="M12 4a8 8 0 0 1 0 16z" fill="currentColor" />
    </svg>
  );
}
