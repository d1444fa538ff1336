import type { Layout, LayoutInput, Size } from "./graph.ts";

/**
 * The last results: a text in which only numbers have changed is not laid out again. Where nodes stood before does not
 * count, so that a graph comes back as it was seen.
 */
export class LayoutMemory {
  private readonly known: { readonly input: LayoutInput; readonly layout: Layout }[] = [];
  private readonly fewest: number;
  private readonly mostNodes: number;

  /** Of the last few, and of more while all that are kept have at most so many nodes together. */
  constructor(fewest: number, mostNodes = 0) {
    this.fewest = fewest;
    this.mostNodes = mostNodes;
  }

  /** Equal inputs get the very same object; null for one that is not known. */
  find(input: LayoutInput): Layout | null {
    return this.known.find((entry) => isSameInput(entry.input, input))?.layout ?? null;
  }

  keep(input: LayoutInput, layout: Layout): Layout {
    this.known.unshift({ input, layout });
    let nodes = 0;
    const end = this.known.findIndex((entry, place) => {
      nodes += Math.max(1, entry.layout.nodes.length);
      return place >= this.fewest && nodes > this.mostNodes;
    });
    if (end >= 0) this.known.length = end;
    return layout;
  }
}

export function isSameInput(one: LayoutInput, other: LayoutInput): boolean {
  if (one.direction !== other.direction) return false;
  if (one.nodes.length !== other.nodes.length || one.edges.length !== other.edges.length) return false;
  const haveSameNodes = one.nodes.every((node, index) => {
    const counterpart = other.nodes[index];
    return node.id === counterpart?.id && isSameSize(node, counterpart);
  });
  return (
    haveSameNodes &&
    one.edges.every((edge, index) => {
      const counterpart = other.edges[index];
      return (
        edge.id === counterpart?.id &&
        edge.from === counterpart.from &&
        edge.to === counterpart.to &&
        edge.operand === counterpart.operand &&
        isSameSize(edge.plaque, counterpart.plaque)
      );
    })
  );
}

function isSameSize(one: Size | null, other: Size | null): boolean {
  return one?.width === other?.width && one?.height === other?.height;
}
