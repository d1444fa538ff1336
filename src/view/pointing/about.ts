import { partById } from "../../core/index.ts";
import { togglePin } from "../../store/pins.ts";
import type { EdgewiseStore } from "../../store/store.ts";
import { shownGraph } from "../derived/graphs.ts";

/** Ids of nodes and edges that something on the page is about. */
export type About = readonly string[];

const NOTHING: About = [];

/** What an element says it is about: parts of the picture by their own attributes, everything else by `data-about`. */
export function aboutOf(target: EventTarget | null): About {
  if (!(target instanceof Element)) return NOTHING;
  const element = target.closest<HTMLElement | SVGElement>("[data-about], [data-node], [data-edge]");
  const { about, node, edge } = element?.dataset ?? {};
  return about?.split(" ").filter((id) => id !== "") ?? [node ?? edge ?? []].flat();
}

export const sameAbout = (one: About, other: About): boolean =>
  one.length === other.length && one.every((id, place) => id === other[place]);

/** What the pointer is on, and what the focus is on: the pointer wins while it is on something. */
interface Sources {
  pointer: About;
  focus: About;
}

const sources = new WeakMap<EdgewiseStore, Sources>();

/** Tells the store what somebody points at. */
export function point(store: EdgewiseStore, by: keyof Sources, about: About): void {
  const known = sources.get(store) ?? { pointer: NOTHING, focus: NOTHING };
  sources.set(store, known);
  known[by] = about;
  const pointed = known.pointer.length > 0 ? known.pointer : known.focus;
  const { pointed: before, choose } = store.getState();
  if (!sameAbout(before, pointed)) choose({ pointed });
}

/** Pins some parts of the graph, or unpins them; where all pins are taken, the page says so. */
export function togglePinned(store: EdgewiseStore, about: About): void {
  const { pins, choose } = store.getState();
  const graph = shownGraph(store.getState());
  if (graph === null) return;
  const isThere = (id: string): boolean => partById(graph, id) !== undefined;
  const next = togglePin(pins, about.filter(isThere), isThere);
  choose(next === null ? { isPinRefused: true } : { pins: next, isPinRefused: false });
}
