/** How many results are remembered: what is seen now, and what was seen just before. */
const MOST = 2;

/** Remembers the last few results by the identity of their arguments. */
export function remember<Arguments extends readonly unknown[], Result>(
  compute: (...given: Arguments) => Result,
): (...given: Arguments) => Result {
  const recall = remembering<Arguments, Result>(
    (given) => compute(...given),
    (one, other) => one.every((argument, index) => Object.is(argument, other[index])),
  );
  return (...given) => recall(given);
}

/** Remembers the last few results by the identity of every field of their one argument. */
export function rememberFields<Fields extends object, Result>(
  compute: (fields: Fields) => Result,
): (fields: Fields) => Result {
  return remembering(compute, haveSameFields);
}

/** What is computed when it is first asked for, and then no more. */
export function once<Result>(compute: () => Result): () => Result {
  let known: { readonly result: Result } | null = null;
  return () => {
    known ??= { result: compute() };
    return known.result;
  };
}

function remembering<Given, Result>(
  compute: (given: Given) => Result,
  isSame: (one: Given, other: Given) => boolean,
): (given: Given) => Result {
  const known: { readonly given: Given; readonly result: Result }[] = [];
  return (given) => {
    const found = known.find((entry) => isSame(entry.given, given));
    if (found !== undefined) return found.result;
    const result = compute(given);
    known.unshift({ given, result });
    known.length = Math.min(known.length, MOST);
    return result;
  };
}

export function haveSameFields<Fields extends object>(one: Fields, other: Fields): boolean {
  const fields = new Map(Object.entries(other));
  return Object.entries(one).every(([name, field]) => Object.is(field, fields.get(name)));
}
