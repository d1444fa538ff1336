/** The edits that turn one word into the other: insertions, deletions, replacements, swaps of neighbours (Damerau). */
function editDistance(left: string, right: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i++) {
    const current = [i];
    for (let j = 1; j <= right.length; j++) {
      const isSame = left[i - 1] === right[j - 1];
      let edits = Math.min(
        (last[j] ?? 0) + 1,
        (current[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + (isSame ? 0 : 1),
      );
      const isSwap = i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1];
      if (isSwap) edits = Math.min(edits, (beforeLast[j - 2] ?? 0) + 1);
      current.push(edits);
    }
    beforeLast = last;
    last = current;
  }
  return last[right.length] ?? 0;
}

/**
 * The name that was probably meant, or "" where none is near: at most one edit in a short word, two in a longer one,
 * and only capitals told apart in a single letter, where an edit would leave nothing of it.
 */
export function nearName(word: string, names: Iterable<string>): string {
  if (word.length > 40) return "";
  const allowed = word.length <= 1 ? 0 : word.length <= 4 ? 1 : 2;
  let best = "";
  let fewest = allowed + 1;
  for (const name of names) {
    if (Math.abs(name.length - word.length) > allowed) continue;
    const edits = editDistance(word.toLowerCase(), name.toLowerCase());
    if (edits < fewest) {
      fewest = edits;
      best = name;
    }
  }
  return best;
}
