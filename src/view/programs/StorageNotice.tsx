import { forgetProblem, useStored } from "./storage.ts";

/** Says once that the browser keeps nothing. */
export default function StorageNotice() {
  const { problem } = useStored();
  if (problem === null || problem === "") return null;
  return (
    <p className="notice" role="status">
      {problem}{" "}
      <button type="button" onClick={forgetProblem}>
        Understood
      </button>
    </p>
  );
}
