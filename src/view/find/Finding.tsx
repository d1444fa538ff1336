import { Search } from "lucide-react";
import type { Focus } from "../../core/index.ts";
import { useChoice, useEdgewise } from "../context.ts";
import OnlyNote from "../only/OnlyNote.tsx";
import { Find } from "./Find.tsx";

/** Ways through a large graph: a search, and what is left out of the picture now. */
export default function Finding({ onLook }: { readonly onLook: (at: Focus | null) => void }) {
  const store = useEdgewise();
  const isFinding = useChoice((choices) => choices.isFinding);
  const isOnly = useChoice(({ only }) => only !== null);
  return (
    <>
      {isOnly && <OnlyNote />}
      <button
        type="button"
        className="tool"
        aria-label="Find a node"
        aria-expanded={isFinding}
        title="Find a node (N)"
        onClick={() => store.getState().choose({ isFinding: !isFinding })}
      >
        <Search aria-hidden="true" />
      </button>
      {isFinding && <Find onLook={onLook} />}
    </>
  );
}
