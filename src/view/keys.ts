import { networkOf, SWEEP_MODES } from "../core/index.ts";
import type { EdgewiseStore } from "../store/store.ts";
import { graphsOf } from "./derived/graphs.ts";
import { canPick, chooseGrain, grainMove, togglePicked } from "./grain/actions.ts";
import { travel } from "./grain/travel.ts";
import { canInspect, toggleInspected } from "./inspector/toggle.ts";
import { onlyCandidate, toggleOnly } from "./only/toggle.ts";
import { PLAYER } from "./playback.ts";
import { togglePinned } from "./pointing/about.ts";
import { PRESENTER } from "./presenter/moves.ts";
import { isInput, partAt, togglePush } from "./push/toggle.ts";
import { TOUR } from "./tour/moves.ts";

/** What keys do that is the page's business and not the store's. */
export interface PageActions {
  fit(): void;
  /** Lets the camera follow the steps again. */
  follow(): void;
  focusProgram(): void;
  toggleFullscreen(): void;
  openHelp(): void;
  openGallery(): void;
  openPrograms(): void;
}

interface KeyBinding {
  /** As `KeyboardEvent.key` gives it, with `Shift+` or `Mod+` (Ctrl, or ⌘ on a Mac) before it. */
  readonly keys: readonly string[];
  readonly does: string;
  /** Whether it holds while a control has the focus too. */
  readonly isEverywhere?: boolean;
  /** Whether the key is of use now; otherwise it is left to whatever else it does. `part` is the id of the graph's part that has the focus. */
  readonly isOfUse?: (store: EdgewiseStore, part: string | null) => boolean;
  readonly run: (store: EdgewiseStore, page: PageActions, part: string | null) => void;
}

const isPresenting = (store: EdgewiseStore): boolean => store.getState().isPresenting;
const isBlank = (store: EdgewiseStore): boolean => store.getState().isBlank;
const isTouring = ({ getState }: EdgewiseStore): boolean => {
  const { tour } = getState();
  return tour !== null && tour !== "offered";
};

/** Keys of the presenter's view, where remotes have the first say: they go before what the same keys do elsewhere. */
const PRESENTER_KEYS: readonly KeyBinding[] = [
  {
    keys: [" ", "ArrowRight", "ArrowLeft", "PageDown", "PageUp", "Escape"],
    does: "Show the screen again when it is blank",
    isEverywhere: true,
    isOfUse: isBlank,
    run: (store) => store.getState().choose({ isBlank: false }),
  },
  {
    keys: ["ArrowRight", "PageDown"],
    does: "In the presenter’s view: next beat",
    isEverywhere: true,
    isOfUse: isPresenting,
    run: (store, page) => {
      PRESENTER.nextBeat(store);
      page.follow();
    },
  },
  {
    keys: ["ArrowLeft", "PageUp"],
    does: "In the presenter’s view: previous beat",
    isEverywhere: true,
    isOfUse: isPresenting,
    run: (store, page) => {
      PRESENTER.previousBeat(store);
      page.follow();
    },
  },
  {
    keys: ["F5"],
    does: "In the presenter’s view: start from the beginning",
    isEverywhere: true,
    isOfUse: isPresenting,
    run: (store, page) => {
      PRESENTER.fromTheBeginning(store);
      page.follow();
    },
  },
  {
    keys: ["Backspace"],
    does: "In the presenter’s view: back to where the presentation was, from wherever you have looked",
    isEverywhere: true,
    isOfUse: isPresenting,
    run: (store, page) => {
      PRESENTER.backToScene(store);
      page.follow();
    },
  },
  {
    keys: ["l"],
    does: "In the presenter’s view: a spotlight round the pointer",
    isEverywhere: true,
    isOfUse: isPresenting,
    run: (store) => store.getState().choose({ hasSpotlight: !store.getState().hasSpotlight }),
  },
  {
    keys: ["p"],
    does: "The presenter’s view: the graph and its formula alone, large; again, and you are back",
    run: (store) => (isPresenting(store) ? PRESENTER.leave : PRESENTER.enter)(store),
  },
  {
    keys: ["b", "."],
    does: "Blank the screen, or show it again",
    run: (store) => store.getState().choose({ isBlank: !isBlank(store) }),
  },
];

const TOUR_KEYS: readonly KeyBinding[] = [
  {
    keys: ["t"],
    does: "The tour of the page, from its beginning",
    isOfUse: (store) => !isPresenting(store),
    run: TOUR.begin,
  },
  {
    keys: ["Enter"],
    does: "Next stop of the tour, while its card has the focus",
    isEverywhere: true,
    isOfUse: (store) => isTouring(store) && document.activeElement?.matches(".tour-card") === true,
    run: TOUR.next,
  },
  { keys: ["Escape"], does: "End the tour", isEverywhere: true, isOfUse: isTouring, run: TOUR.end },
];

const PLAYER_KEYS: readonly KeyBinding[] = [
  { keys: [" "], does: "Play or pause", run: PLAYER.playOrPause },
  { keys: ["ArrowRight"], does: "Next step", run: PLAYER.nextStep },
  { keys: ["ArrowLeft"], does: "Previous step", run: PLAYER.previousStep },
  { keys: ["PageDown"], does: "Next step, wherever the focus is", isEverywhere: true, run: PLAYER.nextStep },
  {
    keys: ["PageUp"],
    does: "Previous step, wherever the focus is",
    isEverywhere: true,
    run: PLAYER.previousStep,
  },
  { keys: ["]"], does: "Next beat of the step", run: PLAYER.nextBeat },
  { keys: ["["], does: "Previous beat of the step", run: PLAYER.previousBeat },
  { keys: ["Shift+ArrowRight"], does: "To the end of the phase", run: PLAYER.nextPhase },
  { keys: ["Shift+ArrowLeft"], does: "To the beginning of the phase", run: PLAYER.previousPhase },
  { keys: ["Home"], does: "To the beginning", run: PLAYER.first },
  { keys: ["End"], does: "To the end", run: PLAYER.last },
  { keys: ["r"], does: "Replay the step", run: PLAYER.replay },
  {
    keys: ["w"],
    does: "Which sweeps are played: reverse mode, forward mode, or both",
    run: (store) => {
      const { mode, choose } = store.getState();
      choose({ mode: SWEEP_MODES[(SWEEP_MODES.indexOf(mode) + 1) % SWEEP_MODES.length] ?? "reverse" });
    },
  },
];

const GRAPH_KEYS: readonly KeyBinding[] = [
  {
    keys: ["Enter"],
    does: "Push the input that has the focus in the graph, or end the push",
    isEverywhere: true,
    isOfUse: isInput,
    run: (store, _page, part) => {
      if (part !== null) togglePush(store, part);
    },
  },
  {
    keys: ["Enter"],
    does: "Look into the node or edge that has the focus, in a program with vectors or matrices",
    isEverywhere: true,
    isOfUse: canInspect,
    run: (store, _page, part) => {
      if (part !== null) toggleInspected(store, part);
    },
  },
  {
    keys: ["Escape"],
    does: "End the push",
    isEverywhere: true,
    isOfUse: (store) => store.getState().push !== null,
    run: (store) => store.getState().choose({ push: null }),
  },
  {
    keys: ["Escape"],
    does: "Close the inspector",
    isEverywhere: true,
    isOfUse: (store) => store.getState().inspected !== null,
    run: (store) => store.getState().choose({ inspected: null }),
  },
  {
    keys: ["-"],
    does: "Fold the node that has the focus with what belongs to it",
    isEverywhere: true,
    isOfUse: (store, part) => grainMove(store, part, "fold") !== null,
    run: (store, _page, part) => {
      const grain = grainMove(store, part, "fold");
      if (grain !== null) chooseGrain(store, grain);
    },
  },
  {
    keys: ["+", "Shift++", "="],
    does: "Unfold or open the node that has the focus",
    isEverywhere: true,
    isOfUse: (store, part) => grainMove(store, part, "unfold") !== null,
    run: (store, _page, part) => {
      const grain = grainMove(store, part, "unfold");
      if (grain !== null) chooseGrain(store, grain);
    },
  },
  {
    keys: ["s"],
    does: "Pick the operation that has the focus, to fold it with others",
    isEverywhere: true,
    isOfUse: canPick,
    run: (store, _page, part) => {
      if (part !== null) togglePicked(store, part);
    },
  },
  {
    keys: ["m"],
    does: "Pin what is pointed at in a colour of its own, or unpin it",
    isEverywhere: true,
    isOfUse: (store) => store.getState().pointed.length > 0 && !isTyping(),
    run: (store) => togglePinned(store, store.getState().pointed),
  },
  {
    keys: ["n"],
    does: "Find a node by its name or operation; Escape ends it",
    run: (store) => store.getState().choose({ isFinding: true }),
  },
  {
    keys: ["a"],
    does: "Only what affects the node you are at, or is affected by it; again, and all is there",
    isEverywhere: true,
    isOfUse: (store, part) => !isTyping() && onlyAt(store, part) !== null,
    run: (store, _page, part) => {
      const id = onlyAt(store, part);
      if (id !== null) toggleOnly(store, id);
    },
  },
  {
    keys: ["k"],
    does: "The network of circles and weights beside the graph, where the program is one",
    isOfUse: hasNetwork,
    run: (store) => store.getState().choose({ isNetworkShown: !store.getState().isNetworkShown }),
  },
  { keys: ["0"], does: "Fit the graph", run: (_store, page) => page.fit() },
];

const PAGE_KEYS: readonly KeyBinding[] = [
  {
    keys: ["Escape"],
    does: "Leave the presenter’s view",
    isEverywhere: true,
    isOfUse: isPresenting,
    run: PRESENTER.leave,
  },
  { keys: ["f"], does: "Full screen", run: (_store, page) => page.toggleFullscreen() },
  { keys: ["/"], does: "Go to the program; Escape leaves it", run: (_store, page) => page.focusProgram() },
  { keys: ["g"], does: "Gallery", run: (_store, page) => page.openGallery() },
  { keys: ["o"], does: "Your programs", run: (_store, page) => page.openPrograms() },
  { keys: ["?", "Shift+?"], does: "This help", run: (_store, page) => page.openHelp() },
  { keys: ["Mod+z"], does: "Undo", isEverywhere: true, run: (store) => travel(store, "undo") },
  {
    keys: ["Mod+Shift+z", "Mod+y"],
    does: "Redo",
    isEverywhere: true,
    run: (store) => travel(store, "redo"),
  },
];

/** Whether the program is a layered network. */
function hasNetwork(store: EdgewiseStore): boolean {
  const whole = graphsOf(store.getState())?.whole ?? null;
  return whole !== null && networkOf(whole) !== null;
}

/** The node that has the focus or is pointed at, or the one that is shown alone already. */
function onlyAt(store: EdgewiseStore, part: string | null): string | null {
  const { pointed, only } = store.getState();
  return onlyCandidate(store, part ?? pointed[0] ?? only);
}

interface KeyGroup {
  readonly title: string;
  readonly bindings: readonly KeyBinding[];
  /** Whether its keys have their say before what the same keys do elsewhere. */
  readonly goesFirst?: true;
}

/** Every key of the page, once: the listener and the help both read this table. */
export const KEY_GROUPS: readonly KeyGroup[] = [
  { title: "Steps", bindings: PLAYER_KEYS },
  { title: "The graph", bindings: GRAPH_KEYS },
  { title: "The page", bindings: PAGE_KEYS },
  { title: "The presenter\u2019s view", bindings: PRESENTER_KEYS, goesFirst: true },
  { title: "The tour", bindings: TOUR_KEYS, goesFirst: true },
];

const KEY_BINDINGS = [
  ...KEY_GROUPS.filter(({ goesFirst }) => goesFirst),
  ...KEY_GROUPS.filter(({ goesFirst }) => !goesFirst),
].flatMap(({ bindings }) => bindings);

/** What letters go into. */
const TEXTS =
  'input:not([type="range"], [type="radio"], [type="checkbox"]), textarea, select, [contenteditable="true"]';

function isTyping(): boolean {
  return document.activeElement?.matches(TEXTS) === true;
}

function keyOf(event: KeyboardEvent): string {
  const modifiers = [event.ctrlKey || event.metaKey ? "Mod+" : "", event.shiftKey ? "Shift+" : ""].join("");
  return modifiers + (event.key.length === 1 ? event.key.toLowerCase() : event.key);
}

const PRESSING: readonly string[] = ["Enter", " "];
const MOVING: readonly string[] = [
  ...["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"].flatMap((key) => [key, `Shift+${key}`]),
  ...["Home", "End", "PageUp", "PageDown"],
];

/** What can have the focus, with the keys that it uses itself; all of them where there are none. */
const OWN_KEYS: readonly (readonly [selector: string, keys: readonly string[] | null])[] = [
  [`${TEXTS}, dialog`, null],
  [
    'input:is([type="range"], [type="radio"]), [role=graphics-symbol], [role=listbox], [data-scrolls]',
    [...PRESSING, ...MOVING],
  ],
  ['button, a, summary, input[type="checkbox"]', PRESSING],
];

/** Whether a key is one that what has the focus uses itself: a field, a slider, a button, a part of the graph. */
function belongsToControl(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof Element)) return false;
  return OWN_KEYS.some(
    ([selector, keys]) => target.closest(selector) !== null && (keys === null || keys.includes(key)),
  );
}

/** Runs what the table has for a key; the key is then used up. */
export function handleKey(event: KeyboardEvent, store: EdgewiseStore, page: PageActions): void {
  if (event.altKey || event.defaultPrevented) return;
  // What is open in a dialog has all keys to itself.
  if (event.target instanceof Element && event.target.closest("dialog") !== null) return;
  const key = keyOf(event);
  const part = partAt(event.target);
  // One key can do several things, each where it is of use.
  const binding = KEY_BINDINGS.find(
    ({ keys, isOfUse }) => keys.includes(key) && isOfUse?.(store, part) !== false,
  );
  if (binding === undefined) return;
  if (binding.isEverywhere !== true && belongsToControl(event.target, key)) return;
  event.preventDefault();
  binding.run(store, page, part);
}

const KEY_NAMES: Readonly<Record<string, string>> = {
  " ": "Space",
  ArrowRight: "→",
  ArrowLeft: "←",
  PageDown: "Page Down",
  PageUp: "Page Up",
  Mod: "Ctrl",
};

/** A key as it is written on the help page. */
export function keyName(key: string): string {
  return key
    .split(/\+(?=.)/)
    .map((part) => KEY_NAMES[part] ?? (part.length === 1 ? part.toUpperCase() : part))
    .join(" + ");
}
