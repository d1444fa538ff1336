import { useChoice, useEdgewise } from "./context.ts";

interface ToolSwitchProps {
  readonly choice: "isBackwardShown" | "isNetworkShown" | "isChecking" | "showsStrength" | "hasCopies";
  /** What it says, and what it does. */
  readonly name: string;
  readonly title: string;
}

/** A button of the toolbar that turns something of the picture on and off. */
export function ToolSwitch({ choice, name, title }: ToolSwitchProps) {
  const store = useEdgewise();
  const isOn = useChoice((choices) => choices[choice]);
  const turn = (): void => {
    const turned: Partial<Record<typeof choice, boolean>> = { [choice]: !isOn };
    store.getState().choose(turned);
  };
  return (
    <button type="button" className="tool" aria-pressed={isOn} title={title} onClick={turn}>
      {name}
    </button>
  );
}
