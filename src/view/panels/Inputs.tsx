import { memo, useMemo, useRef } from "react";
import {
  type Graph,
  type GraphNode,
  inputNamed,
  isOfTensors,
  nodeAt,
  plainText,
  type Role,
  symbolFormula,
  tex,
  type Value,
} from "../../core/index.ts";
import { readingOf } from "../../store/reading.ts";
import { useChoice, useDerived } from "../context.ts";
import { freeValues } from "../derived/inputValues.ts";
import { About } from "../pointing/About.tsx";
import { Tex } from "../typeset/Tex.tsx";
import { useAfterPaint } from "../useAfterPaint.ts";
import { NumberInput } from "./NumberInput.tsx";
import { useReading } from "./reading.ts";
import { SeedInput } from "./SeedInput.tsx";
import { TensorInput } from "./TensorInput.tsx";
import { useGrowing } from "./useGrowing.ts";

/** So many rows are made at a time. */
const AT_ONCE = 12;
/** The least height of a row, px. */
const ROW = 60;

/** A slider and a field for each input: free names and names assigned a literal. */
export function Inputs() {
  const count = useDerived(({ program }) => program.inputs.length) ?? 0;
  const shown = useGrowing(count, AT_ONCE);
  const now = useRows();
  const held = useRef(now);
  // Who types sees the new input in the graph first: a row more moves on all that stands below.
  if (useAfterPaint(now.length) === now.length) held.current = now;
  const rows = held.current;
  if (rows.length === 0) return null;
  // What stands below need not move on as the rows come.
  const isLong = rows.length > AT_ONCE;
  return (
    <section
      className={isLong ? "panel is-long" : "panel"}
      style={isLong ? { minBlockSize: ROW * rows.length } : undefined}
      aria-labelledby="inputs-title"
    >
      <h2 id="inputs-title">Inputs</h2>
      {rows.slice(0, shown).map((row) => (
        <InputRow key={row.name} {...row} />
      ))}
      <SeedInput />
    </section>
  );
}

interface RowProps {
  readonly name: string;
  readonly value: Value;
  readonly role: Role;
  readonly isDisabled: boolean;
  readonly isRoleDisabled: boolean;
  readonly node: GraphNode;
  /** The graph whose shapes say whether a vector would do; null between numbers. */
  readonly tensors: Graph | null;
  readonly isPushed: boolean;
}

/** What each row shows. The store is asked once for all of them: a program may have hundreds of inputs. */
function useRows(): readonly RowProps[] {
  const program = useDerived((all) => all.program);
  const free = useChoice(({ goodText, values }) => freeValues(goodText, values));
  // While only the shapes are wrong, the text's own numbers can be seen and mended.
  const read = useChoice(({ text, goodText }) => readingOf(text).program ?? readingOf(goodText).program);
  const reading = useReading();
  const pushed = useChoice(({ push }) => push?.input ?? null);
  // From graphs that stay while numbers change: a slider renders its own row and no other.
  const graph = useDerived(({ scene }) => scene.graph);
  const tensors = useDerived(({ whole, run }) => (isOfTensors(run) ? whole : null));
  if (program === null || graph === null) return [];
  return program.inputs.map(({ name, role }) => {
    const literal = read === null ? undefined : inputNamed(read, name)?.value;
    const node = nodeAt(graph, graph.byName.get(name) ?? 0);
    return {
      name,
      value: literal ?? free.get(name) ?? 0,
      role,
      // While the text is wrong there is no literal in it to write anew.
      isDisabled: reading === "none" && literal !== undefined,
      // A text that is no program has no inputs whose roles could be told apart from prose.
      isRoleDisabled: reading !== "shown",
      node,
      tensors,
      isPushed: pushed === node.id,
    };
  });
}

const InputRow = memo(function InputRow(row: RowProps) {
  const { node, value, role, isRoleDisabled, tensors, isPushed, ...given } = row;
  const { id } = node;
  const formula = symbolFormula(node);
  const [written, plain] = [tex(formula), plainText(formula)];
  // The same element for the same words, so that what is below is not drawn anew.
  const label = useMemo(
    () => (
      <About ids={[id]}>
        <Tex tex={written} plain={plain} />
      </About>
    ),
    [id, written, plain],
  );
  const purpose = { role, isRoleDisabled };
  // Whoever moves its slider, or types in its field, points at it as well.
  return (
    <div className="input-about" data-about={id}>
      {typeof value === "number" ? (
        <NumberInput {...given} {...purpose} {...{ id, label, value, tensors, isPushed }} />
      ) : (
        <TensorInput {...given} {...purpose} label={label} value={value} />
      )}
    </div>
  );
});
