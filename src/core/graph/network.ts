/** One number of a graph: an entry, from 0, of a node's value; of a single number, entry 0. */
export interface Place {
  readonly node: number;
  readonly entry: number;
}

/** A circle of the picture. */
export interface Unit extends Place {
  /** Its value for example e is at `entry + e · stride`. */
  readonly stride: number;
  /** The nodes that calculate it, its value's last; of an input, that alone. */
  readonly nodes: readonly number[];
}

/** Units side by side. */
export interface Layer {
  readonly units: readonly Unit[];
  /** The node by whose name the layer goes; null where its units have names of their own. */
  readonly title: number | null;
  /** The nodes that join its units to one vector, often with a 1 for the bias. */
  readonly joins: readonly number[];
}

/** What multiplies one unit on its way to another, or the 1 of a bias. */
export interface Weight extends Place {
  /** What it is in the graph besides its node: the edges that bring it in, by index. */
  readonly edges: readonly number[];
}

/** From each layer to the next, weights by the places of the units; null where two units are not connected. */
export interface Dense {
  readonly weight: (from: number, to: number) => Weight | null;
  /** Of the unit to which it is added; null where it has none, or one that is no input. */
  readonly bias: (to: number) => Weight | null;
}

/** A layered network as books draw it. */
export interface Network {
  /** The inputs first. */
  readonly layers: readonly Layer[];
  /** One fewer than layers: the first leads from the inputs to the layer after them. */
  readonly steps: readonly Dense[];
  /** How many examples go through it at a time: rows of X in `X @ W`, columns in `W @ X`. */
  readonly examples: number;
}

/** A network has at least so many weighted steps; one alone is a neuron, or a product. */
export const LEAST_STEPS = 2;

/** All weights of a step that are there, with the places of their units. */
export function weightsOf(
  { layers, steps }: Network,
  step: number,
): readonly { readonly from: number; readonly to: number; readonly weight: Weight }[] {
  const [before, after] = [layers[step]?.units ?? [], layers[step + 1]?.units ?? []];
  return before.flatMap((_source, from) =>
    after.flatMap((_unit, to) => {
      const weight = steps[step]?.weight(from, to) ?? null;
      return weight === null ? [] : [{ from, to, weight }];
    }),
  );
}
