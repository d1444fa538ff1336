import { X } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { type Focus, type GraphNode, nodesFound, nodeText, symbolText, valueText } from "../../core/index.ts";
import { useDerived, useEdgewise } from "../context.ts";
import { OnlyButton } from "../only/OnlyButton.tsx";
import { point } from "../pointing/about.ts";

/** So many matches are listed; more letters find fewer. */
const MOST_LISTED = 40;

const MOVES: Readonly<Record<string, number>> = { ArrowDown: 1, Enter: 1, ArrowUp: -1, "Shift+Enter": -1 };

/** A field for a name or an operation: the camera goes to what is found, match by match, and it is lit. */
export function Find({ onLook }: { readonly onLook: (focus: Focus | null) => void }) {
  const store = useEdgewise();
  const scene = useDerived((all) => all.scene);
  const run = useDerived((all) => all.run);
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const came = useRef<Element | null>(null);
  const [letters, setLetters] = useState("");
  const [chosen, setChosen] = useState(-1);
  const name = useId();
  const found = useMemo(() => (scene === null ? [] : nodesFound(scene.graph, letters)), [scene, letters]);
  const listed = found.slice(0, MOST_LISTED);
  const current = listed[chosen];

  useEffect(() => {
    came.current = document.activeElement;
    field.current?.focus();
  }, []);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  });
  if (scene === null || run === null) return null;

  const go = (place: number): void => {
    const box = scene.nodes[listed[place]?.index ?? -1]?.box;
    const id = listed[place]?.id;
    if (box === undefined || id === undefined) return;
    setChosen(place);
    onLook([box]);
    point(store, "focus", [id]);
  };
  const close = (): void => {
    store.getState().choose({ isFinding: false });
    point(store, "focus", []);
    onLook(null);
    if (came.current instanceof HTMLElement || came.current instanceof SVGElement) came.current.focus();
  };
  const hear = (event: KeyboardEvent): void => {
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
    if (event.target !== field.current || listed.length === 0) return;
    const move = MOVES[event.shiftKey ? `Shift+${event.key}` : event.key];
    if (move === undefined) return;
    event.preventDefault();
    go((Math.max(chosen, move > 0 ? -1 : 0) + move + listed.length) % listed.length);
  };
  const valueIn = ({ index }: GraphNode): string => valueText(run.values[index] ?? Number.NaN);
  const optionId = (place: number): string => `${name}-${place}`;
  return (
    // biome-ignore lint/a11y/noNoninteractiveElementInteractions: keys come from the field and the buttons
    <search className="find" aria-label="Find a node" onKeyDown={hear}>
      <div className="find-field">
        <input
          ref={field}
          type="text"
          role="combobox"
          aria-label="Name, symbol or operation"
          aria-expanded={listed.length > 0}
          aria-controls={`${name}-list`}
          aria-activedescendant={current === undefined ? undefined : optionId(chosen)}
          aria-autocomplete="list"
          placeholder="Name or operation"
          autoComplete="off"
          spellCheck={false}
          value={letters}
          onChange={(event) => {
            setLetters(event.currentTarget.value);
            setChosen(-1);
            point(store, "focus", []);
          }}
        />
        {current && <OnlyButton id={current.id} words={symbolText(current)} />}
        <button type="button" aria-label="End the search" title="End the search (Esc)" onClick={close}>
          <X aria-hidden="true" />
        </button>
      </div>
      <p role="status" className="find-count">
        {letters.trim() === "" ? "" : countWords(found.length, chosen)}
      </p>
      <div className="find-list" ref={list} id={`${name}-list`} role="listbox" aria-label="Nodes found">
        {listed.map((node, place) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field's keys choose
          <div
            key={node.id}
            id={optionId(place)}
            role="option"
            aria-selected={place === chosen}
            onClick={() => go(place)}
          >
            <span>{nodeText(scene.graph, node)}</span>
            <span className="value">{valueIn(node)}</span>
          </div>
        ))}
      </div>
    </search>
  );
}

function countWords(count: number, chosen: number): string {
  if (count === 0) return "No node is called so, and no operation has it.";
  const place = chosen < 0 ? "" : `${chosen + 1} of `;
  const rest = count > MOST_LISTED ? `; the first ${MOST_LISTED} are listed` : "";
  return `${place}${count === 1 ? "1 node" : `${count} nodes`}${rest}`;
}
