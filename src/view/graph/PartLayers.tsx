import type { CSSProperties } from "react";
import { marginMarks } from "../../core/index.ts";
import { useChoice } from "../context.ts";
import type { Still } from "../derived/still.ts";
import { FormulaView } from "./MarkView.tsx";
import { type Beyond, FormulaGroup, type Group, holds, PartGroup } from "./PartGroup.tsx";
import type { Walk } from "./useWalk.ts";

interface PartLayersProps {
  readonly groups: readonly Group[];
  readonly still: Still;
  /** What parts out of sight show. */
  readonly later: Still;
  readonly walk: Walk;
  readonly beyond?: Beyond;
  /** The id of what says more of the picture. */
  readonly describedBy?: string;
  /** The scale of a picture from afar, in which what is pointed at has to stand out all the same. */
  readonly far?: number | undefined;
}

/** The parts of a still picture: their shapes, and on a layer above them their formulas. */
export function PartLayers({
  groups,
  still,
  later,
  walk,
  beyond = "absent",
  describedBy,
  far,
}: PartLayersProps) {
  const mode = useChoice(({ plaques }) => plaques);
  const { inOrder, parts, walkOn } = walk;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveElementInteractions: arrows walk between the focusable parts inside */}
      <div
        ref={parts}
        className={far === undefined ? "layer" : "layer is-far"}
        style={far === undefined ? undefined : farStyle(far)}
        role="graphics-document"
        aria-label="Computational graph"
        aria-describedby={describedBy}
        data-nodes={still.scene.nodes.length}
        onKeyDown={walkOn}
      >
        {groups.map((group) => (
          <PartGroup
            key={group.key}
            group={group}
            still={group.hasSeen ? still : later}
            later={later}
            mode={mode}
            inOrder={holds(group, inOrder) ? inOrder : null}
          />
        ))}
      </div>
      <div className="layer formulas" aria-hidden="true">
        {marginMarks(still.scene.margin).map((mark) =>
          mark.kind === "formula" ? <FormulaView key={mark.key} mark={mark} /> : null,
        )}
        {groups.map((group) =>
          group.hasSeen || beyond !== "absent" ? (
            <FormulaGroup key={group.key} group={group} still={still} mode={mode} beyond={beyond} />
          ) : null,
        )}
      </div>
    </>
  );
}

function farStyle(scale: number): CSSProperties {
  return Object.fromEntries([["--pixel", `${1 / scale}px`]]);
}
