import "@fontsource-variable/source-sans-3";
import "@fontsource-variable/source-serif-4";
import "virtual:theme.css";
import "./view/style/index.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { OPENING } from "./lessons/opening.ts";
import { newId } from "./store/newId.ts";
import { openingChoices } from "./store/opening.ts";
import { createEdgewiseStore } from "./store/store.ts";
import { App } from "./view/App.tsx";
import { StoreContext } from "./view/context.ts";
import { layouts } from "./view/derived.ts";
import { loadTypesetter } from "./view/typeset/typesetter.ts";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html lacks the root element");
const store = createEdgewiseStore({
  programId: newId(),
  ...openingChoices(location.hash, OPENING),
});
layouts.sendLargeTo(
  () => new Worker(new URL("./view/graph/layoutWorker.ts", import.meta.url), { type: "module" }),
  () => store.getState().choose({}),
);
createRoot(root).render(
  <StrictMode>
    <StoreContext value={store}>
      <App />
    </StoreContext>
  </StrictMode>,
);
// After the first paint: the page is useful before formulas are typeset.
// Where it cannot be fetched, formulas stay plain text.
requestAnimationFrame(() => setTimeout(() => loadTypesetter().catch(() => undefined)));
