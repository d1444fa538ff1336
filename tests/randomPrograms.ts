/** Lengths of names, and so of labels: x1; alpha1; learning_rate_1. */
const STEMS = ["x", "alpha", "learning_rate_"] as const;

interface RandomProgram {
  readonly text: string;
}

/** Programs of 2 to 14 statements over up to four inputs, with labels of three sizes by turns; the same for a seed. */
export function randomPrograms(count: number, seed: number): readonly RandomProgram[] {
  // The minimal standard generator (Park and Miller, 1988).
  let state = seed;
  const choose = (below: number): number => {
    state = (state * 48271) % 2147483647;
    return Math.floor((state / 2147483647) * below);
  };
  return Array.from({ length: count }, (_, place) => {
    const stem = STEMS[Math.floor(place / 2) % STEMS.length] ?? "x";
    const names = Array.from({ length: 1 + choose(4) }, (_unused, input) => `${stem}${input}`);
    const take = (): string => names[Math.max(choose(names.length), choose(names.length))] ?? "x";
    const lines = Array.from({ length: 2 + choose(13) }, (_unused, line) => {
      const name = `${stem}n${line}`;
      const terms = [
        () => `${take()} * ${take()}`,
        () => `${take()} + ${take()}`,
        () => `${take()} - ${take()}`,
        () => `tanh(${take()})`,
        () => `sin(${take()} * ${take()})`,
        () => `max(${take()}, ${take()}, ${take()})`,
        () => `${take()} + ${take()} - ${take()} + ${take()}`,
        () => `${take()} * ${take()} * ${take()}`,
        () => `${take()} / (1 + ${take()}^2)`,
      ];
      const text = `${name} = ${terms[choose(terms.length)]?.() ?? "x"}`;
      names.push(name);
      return text;
    });
    return { text: lines.join("\n") };
  });
}
