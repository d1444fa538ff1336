import { tryAgain, useIsMissing } from "./fetching.ts";

/** Says that something is missing, for as long as it is. */
export function FetchNotice() {
  if (!useIsMissing()) return null;
  return (
    <p className="notice" role="status">
      Not everything could be fetched. What is here works; the rest comes when the connection is back.{" "}
      <button type="button" onClick={tryAgain}>
        Try again
      </button>
    </p>
  );
}
