import { memo } from "react";
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
import { freeValues } from "../derived.ts";
import { About } from "../pointing/About.tsx";
import { Tex } from "../typeset/Tex.tsx";
import { NumberInput } from "./NumberInput.tsx";
import { RoleControl } from "./RoleControl.tsx";
import { SeedInput } from "./SeedInput.tsx";
import { TensorInput } from "./TensorInput.tsx";
import { useGrowing } from "./useGrowing.ts";

/** So many rows are made at a time. */
const AT_ONCE = 24;

/** A slider and a field for each input: free names and names assigned a literal. */
export function Inputs() {
  const count = useDerived(({ program }) => program.inputs.length) ?? 0;
  const shown = useGrowing(count, AT_ONCE);
  const rows = useRows();
  if (rows.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="inputs-title">
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
  const isWrong = useChoice(({ text }) => readingOf(text).program === null);
  // A text that is no program has no inputs whose roles could be told apart from prose.
  const isRoleDisabled = useChoice(({ text, goodText }) => text !== goodText);
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
      isDisabled: isWrong && literal !== undefined,
      isRoleDisabled,
      node,
      tensors,
      isPushed: pushed === node.id,
    };
  });
}

const InputRow = memo(function InputRow(row: RowProps) {
  const { name, value, role, isDisabled, isRoleDisabled, node, tensors, isPushed } = row;
  const formula = symbolFormula(node);
  const given = {
    name,
    label: (
      <About ids={[node.id]}>
        <Tex tex={tex(formula)} plain={plainText(formula)} />
      </About>
    ),
    role: <RoleControl name={name} role={role} isDisabled={isRoleDisabled} />,
    isDisabled,
  };
  // Whoever moves its slider, or types in its field, points at it as well.
  return (
    <div className="input-about" data-about={node.id}>
      {typeof value === "number" ? (
        <NumberInput {...given} value={value} id={node.id} tensors={tensors} isPushed={isPushed} />
      ) : (
        <TensorInput {...given} value={value} />
      )}
    </div>
  );
});
