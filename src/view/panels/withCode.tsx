import type { ReactNode } from "react";

/** Words with what stands between backticks as code. */
export function withCode(words: string): ReactNode {
  return words.split("`").map((part, place) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence keep their places
    place % 2 === 1 ? <code key={place}>{part}</code> : part,
  );
}
