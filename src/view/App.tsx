import { Suspense, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { Direction, Focus } from "../core/index.ts";
import { DirectionContext, useChoice, useEdgewise } from "./context.ts";
import { Dialog } from "./Dialog.tsx";
import { ProgramEditor } from "./editor/ProgramEditor.tsx";
import { FetchNotice } from "./FetchNotice.tsx";
import { fetchPart } from "./fetching.ts";
import { Guarded } from "./Guarded.tsx";
import type { StageSize } from "./graph/camera.ts";
import { GraphView } from "./graph/GraphView.tsx";
import type { Camera } from "./graph/useZoom.ts";
import { Header } from "./Header.tsx";
import { useInspected } from "./inspector/useInspected.ts";
import { Coming, fetchOncePainted, later } from "./later.tsx";
import { usePlaybackClock } from "./playback.ts";
import { Player } from "./player/Player.tsx";
import { usePointing } from "./pointing/usePointing.ts";
import { useKeeping } from "./programs/useKeeping.ts";
import { Toolbar } from "./Toolbar.tsx";
import { useAddress } from "./useAddress.ts";

// The first paint waits for none of these: what stands below the program comes at once after it, the others when they
// are first opened.
const Panels = later(() => import("./panels/Panels.tsx"));
const Narration = later(() => import("./player/Narration.tsx"));
const Help = later(() => import("./Help.tsx"));
const Programs = later(() => import("./programs/Programs.tsx"));
const StorageNotice = later(() => import("./programs/StorageNotice.tsx"));
const PushCard = later(() => import("./push/PushCard.tsx"));
const Inspector = later(() => import("./inspector/Inspector.tsx"));
const Notes = later(() => import("./graph/Notes.tsx"));
const StageNotes = later(() => import("./graph/StageNotes.tsx"));
const NetworkPanel = later(() => import("./network/NetworkPanel.tsx"));
const Presenter = later(() => import("./presenter/Presenter.tsx"));
const Blank = later(() => import("./presenter/Blank.tsx"));
const Tour = later(() => import("./tour/Tour.tsx"));
const Gallery = later(() => import("./gallery/Gallery.tsx"));

export function App() {
  const store = useEdgewise();
  const area = useRef<HTMLElement>(null);
  const help = useRef<HTMLDialogElement>(null);
  const gallery = useRef<HTMLDialogElement>(null);
  const programs = useRef<HTMLDialogElement>(null);
  const camera = useRef<Camera>({ fit: () => {}, look: () => {}, keep: () => () => {} });
  const size = useSize(area);
  const isPushing = useChoice(({ push }) => push !== null);
  const isTouring = useChoice(({ tour }) => tour !== null && tour !== "offered");
  const isPresenting = useChoice((choices) => choices.isPresenting);
  const isBlank = useChoice((choices) => choices.isBlank);
  const isInspecting = useInspected() !== null;
  const hasNoGraph = useChoice(({ goodText }) => goodText === "");
  const isNetworkShown = useChoice((choices) => choices.isNetworkShown);
  const chosen = useChoice((choices) => choices.direction);
  const direction: Direction = chosen === "auto" ? suitableDirection(size) : chosen;
  usePlaybackClock();
  useAddress();
  useTheme();
  useEffect(fetchOncePainted, []);
  useKeeping();
  usePointing();

  const page = useMemo(
    () => ({
      fit: () => camera.current.fit(),
      follow: () => camera.current.look(null),
      look: (at: Focus | null) => camera.current.look(at),
      focusProgram: () => document.querySelector<HTMLElement>('[aria-label="Program"]')?.focus(),
      toggleFullscreen: () =>
        void (document.fullscreenElement
          ? document.exitFullscreen()
          : document.documentElement.requestFullscreen()),
      openHelp: () => help.current?.showModal(),
      openGallery: () => gallery.current?.showModal(),
      openPrograms: () => programs.current?.showModal(),
    }),
    [],
  );
  useEffect(() => {
    const listening = new AbortController();
    // The first paint does not wait for the keys. Without them, everything can be done by mouse and by Tab.
    const bind = ({ handleKey }: typeof import("./keys.ts")): void => {
      if (listening.signal.aborted) return;
      const { signal } = listening;
      document.addEventListener("keydown", (event) => handleKey(event, store, page), { signal });
    };
    void fetchPart(() => import("./keys.ts")).then(bind);
    return () => listening.abort();
  }, [store, page]);

  return (
    <DirectionContext value={direction}>
      <div className={isPresenting ? "app is-presenting" : "app"}>
        <Header onPrograms={page.openPrograms} onGallery={page.openGallery} onHelp={page.openHelp} />
        <Suspense>
          <StorageNotice />
        </Suspense>
        <FetchNotice />
        <main
          className={`main${isInspecting ? " is-inspecting" : ""}${hasNoGraph ? " is-without-graph" : ""}`}
        >
          <div className="side">
            <ProgramEditor />
            <Guarded>
              <Suspense fallback={<Coming />}>
                <Panels />
              </Suspense>
            </Guarded>
          </div>
          <Guarded>
            <Suspense fallback={<Coming />}>{isInspecting && <Inspector />}</Suspense>
          </Guarded>
          <section className="graph-area" ref={area} aria-label="Graph">
            <Guarded>{size.width > 0 && <GraphView size={size} camera={camera} />}</Guarded>
            <Toolbar onFit={page.fit} onLook={page.look} />
            <div className="notes">
              <Suspense>
                <Notes />
              </Suspense>
            </div>
            <Suspense>
              <StageNotes onGallery={page.openGallery} />
            </Suspense>
          </section>
          <Guarded>
            <Suspense>{isNetworkShown && <NetworkPanel />}</Suspense>
          </Guarded>
          <section className={isPushing ? "console is-pushing" : "console"} aria-label="Player">
            {isPushing ? (
              <Suspense fallback={<SilentNarration />}>
                <PushCard />
              </Suspense>
            ) : (
              <Suspense fallback={<SilentNarration />}>
                <Narration />
              </Suspense>
            )}
            <Player />
          </section>
          <Guarded>
            <Suspense>{isPresenting && <Presenter />}</Suspense>
          </Guarded>
        </main>
      </div>
      <Suspense>{isBlank && <Blank />}</Suspense>
      <Suspense>{isTouring && <Tour camera={camera} />}</Suspense>
      <Dialog dialog={help} className="help" labelledBy="help-title">
        <Help dialog={help} />
      </Dialog>
      <Dialog dialog={programs} className="gallery-dialog" labelledBy="programs-title">
        <Programs dialog={programs} />
      </Dialog>
      <Dialog dialog={gallery} className="gallery-dialog" labelledBy="gallery-title">
        <Gallery dialog={gallery} />
      </Dialog>
    </DirectionContext>
  );
}

/** The place of the narration, until there are words. */
function SilentNarration() {
  return (
    <div className="narration-row">
      <p className="narration" role="status" aria-label="Narration" />
    </div>
  );
}

/** Left to right on a wide stage, bottom to top on a tall one. */
function suitableDirection({ width, height }: StageSize): Direction {
  return height > width * 1.1 ? "up" : "right";
}

function useSize(element: React.RefObject<HTMLElement | null>): StageSize {
  const [size, setSize] = useState<StageSize>({ width: 0, height: 0 });
  // Measured before anything is painted, so that the first frame has a graph.
  useLayoutEffect(() => {
    const observed = element.current;
    if (observed === null) return;
    const toolbar = observed.querySelector<HTMLElement>(".toolbar");
    const notes = observed.querySelector<HTMLElement>(".notes");
    const measure = (): void => {
      const covered = toolbar === null ? 0 : toolbar.offsetTop + toolbar.offsetHeight;
      const below = notes?.offsetHeight ?? 0;
      const next = { width: observed.clientWidth, height: observed.clientHeight, covered, below };
      setSize((known) => (isSameSize(known, next) ? known : next));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(observed);
    // More rows of switches cover more of the picture, and so do notes below it.
    for (const part of [toolbar, notes]) if (part !== null) observer.observe(part);
    return () => observer.disconnect();
  }, [element]);
  return size;
}

function isSameSize(one: StageSize, other: StageSize): boolean {
  return (
    one.width === other.width &&
    one.height === other.height &&
    one.covered === other.covered &&
    one.below === other.below
  );
}

function useTheme(): void {
  const theme = useChoice(({ isPresenting, theme }) => (isPresenting ? "projector" : theme));
  useEffect(() => {
    if (theme === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);
}
