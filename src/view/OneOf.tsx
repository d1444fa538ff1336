import type { ReactNode } from "react";

interface OneOfProps<Choice extends string> {
  readonly legend: string;
  /** Tells its radio buttons from those of others. */
  readonly name: string;
  readonly choices: readonly Choice[];
  readonly chosen: Choice;
  readonly onChoose: (choice: Choice) => void;
  /** What is shown of a choice, its name where there is nothing else; and what it is called where a sign stands for it. */
  readonly show?: (choice: Choice) => { readonly face: ReactNode; readonly label?: string };
}

/** Choices side by side, of which one holds. */
export function OneOf<Choice extends string>({
  legend,
  name,
  choices,
  chosen,
  onChoose,
  show = (choice) => ({ face: choice }),
}: OneOfProps<Choice>) {
  return (
    <fieldset className="switch">
      <legend>{legend}</legend>
      {choices.map((choice) => {
        const { face, label } = show(choice);
        return (
          <label key={choice} title={label}>
            <input
              type="radio"
              name={name}
              aria-label={label}
              checked={choice === chosen}
              onChange={() => onChoose(choice)}
            />
            {face}
          </label>
        );
      })}
    </fieldset>
  );
}
