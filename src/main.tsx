import "@fontsource-variable/source-sans-3";
import "@fontsource-variable/source-serif-4";
import "virtual:theme.css";
import "./view/style/index.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { OPERATIONS } from "./core/index.ts";
import { OPENING } from "./lessons/opening.ts";
import { hasGrain } from "./store/grained.ts";
import { newId } from "./store/newId.ts";
import { openingChoices } from "./store/opening.ts";
import { createEdgewiseStore } from "./store/store.ts";
import { App } from "./view/App.tsx";
import { StoreContext } from "./view/context.ts";
import { layouts } from "./view/derived/places.ts";
import { fetchPart, tryAgain } from "./view/fetching.ts";
import { expectLarge } from "./view/graph/LargeOrLater.tsx";
import { loadTypesetter } from "./view/typeset/typesetter.ts";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html lacks the root element");

const opening = () => openingChoices(location.hash, OPENING);

function start(element: HTMLElement): void {
  const store = createEdgewiseStore({ programId: newId(), ...opening() });
  layouts.sendLargeTo(
    () => {
      // What draws large pictures comes while they are laid out.
      expectLarge();
      return new Worker(new URL("./view/graph/layoutWorker.ts", import.meta.url), { type: "module" });
    },
    () => store.getState().choose({}),
  );
  createRoot(element).render(
    <StrictMode>
      <StoreContext value={store}>
        <App />
      </StoreContext>
    </StrictMode>,
  );
  // After the first paint: the page is useful before formulas are typeset.
  // Where it cannot be fetched, formulas stay plain text. Then comes what nobody has needed yet.
  requestAnimationFrame(() =>
    setTimeout(async () => {
      await fetchPart(loadTypesetter);
      await (await fetchPart(() => import("./view/ahead.ts"))).fetchAhead();
    }),
  );
  addEventListener("online", tryAgain);
}

// An address with folded or opened nodes waits for what makes them, which comes with the panels: its step is one of
// theirs. Where it cannot be fetched, all operations are shown.
if (hasGrain(opening().grain ?? OPERATIONS)) start(root);
else import("./view/panels/Panels.tsx").catch(() => undefined).finally(() => start(root));
