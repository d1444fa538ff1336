import { type Layers, renumber, type Vertex, vertexCount } from "./layered.ts";

/**
 * Stage 2b: an order of whole edges (global sifting: Bachmaier, Brunner and Gleißner, "Global k-level crossing
 * reduction", 2011).
 *
 * A layer at a time, an edge over many layers can hardly get out of another's way: each of its bends is held where it
 * is by those before and after. So a node is a block and the whole inside of an edge is one; all blocks stand in one
 * order, which is that of every layer, and each is tried at every place in it.
 */
export class BlockOrder {
  private readonly layers: Layers;
  private readonly blocks: Block[];
  /** By the index of the vertex. */
  private readonly blockOf: Block[];

  /** Takes the vertices of all layers in an order in which each bend comes after the vertex it leads to. */
  constructor(layers: Layers, vertices: readonly Vertex[]) {
    this.layers = layers;
    this.blockOf = new Array(vertexCount(layers));
    this.blocks = [];
    for (const vertex of vertices) this.add(vertex);
    for (const vertex of vertices) {
      for (const previous of vertex.before) this.link(previous, vertex);
    }
  }

  private add(vertex: Vertex): void {
    const block = this.joined(vertex) ?? this.begun(vertex);
    block.first = vertex.layer;
    this.blockOf[vertex.index] = block;
  }

  private joined({ role, after: [next] }: Vertex): Block | undefined {
    return role === "bend" && next ? this.blockOf[next.index] : undefined;
  }

  private begun({ layer, port, after: [next] }: Vertex): Block {
    const share = next ? port / (next.breadth + 1) : 0;
    const place = this.blocks.length;
    const block: Block = { first: layer, last: layer, before: [], after: [], port: share, place };
    this.blocks.push(block);
    return block;
  }

  private link(vertex: Vertex, next: Vertex): void {
    const [from, to] = [this.blockOf[vertex.index], this.blockOf[next.index]];
    if (!from || !to || from === to) return;
    from.after.push(to);
    to.before.push(from);
  }

  /** Orders the layers anew. All sweeps but the first begin by drawing blocks to their neighbours, by turns. */
  sweep(number: number): void {
    if (number > 0) this.sortByMean(SIDES[(number - 1) % SIDES.length] ?? []);
    for (let round = 0; round < ROUNDS && this.sift(); round++);
    for (const layer of this.layers) {
      layer.sort((a, b) => this.placeOf(a) - this.placeOf(b));
      renumber(layer);
    }
  }

  private placeOf({ index }: Vertex): number {
    return this.blockOf[index]?.place ?? 0;
  }

  private sortByMean(sides: readonly Side[]): void {
    const means = this.blocks.map((block) => {
      const neighbours = sides.flatMap((side) => block[side]);
      const sum = neighbours.reduce((places, { place }) => places + place, 0);
      return neighbours.length > 0 ? sum / neighbours.length : block.place;
    });
    this.blocks.sort((a, b) => (means[a.place] ?? 0) - (means[b.place] ?? 0));
    this.renumber(0, this.blocks.length - 1);
  }

  /** Moves each block to where it crosses least; false if all stand there already. */
  private sift(): boolean {
    let changed = false;
    for (const block of [...this.blocks]) {
      const { place } = block;
      const best = this.bestPlace(block);
      if (best === place) continue;
      this.blocks.splice(place, 1);
      this.blocks.splice(best, 0, block);
      this.renumber(Math.min(place, best), Math.max(place, best));
      changed = true;
    }
    return changed;
  }

  private bestPlace(block: Block): number {
    let best = block.place;
    let most = 0;
    for (const step of [-1, 1]) {
      let saved = 0;
      for (let place = block.place + step; place >= 0 && place < this.blocks.length; place += step) {
        const other = this.blocks[place];
        if (!other || block.first > other.last || other.first > block.last) continue;
        saved += step < 0 ? savedBySwap(other, block, place) : savedBySwap(block, other, place);
        if (saved <= most) continue;
        best = place;
        most = saved;
      }
    }
    return best;
  }

  private renumber(from: number, to: number): void {
    for (let place = from; place <= to; place++) {
      const block = this.blocks[place];
      if (block) block.place = place;
    }
  }
}

/** A node, or the plaque and bends of an edge. */
interface Block {
  /** Its layer nearest the inputs, and nearest the results. */
  first: number;
  readonly last: number;
  readonly before: Block[];
  readonly after: Block[];
  /** Where it ends on its consumer, in places from the consumer's. */
  readonly port: number;
  place: number;
}

type Side = "before" | "after";

const SIDES: readonly (readonly Side[])[] = [["after"], ["before"], ["after", "before"]];

/** Passes over all blocks a sweep. */
const ROUNDS = 2;

/**
 * How many crossings it saves to swap two neighbours of the order that share a layer, `place` being where both stand
 * among the others. Where both pass on to the next layer they keep apart; where one ends, its edges cross the other.
 */
function savedBySwap(first: Block, second: Block, place: number): number {
  let saved = 0;
  if (first.first === second.first) {
    for (const a of first.before) for (const b of second.before) saved += Math.sign(a.place - b.place);
  } else if (first.first > second.first) {
    for (const a of first.before) saved += a.place > place ? 1 : -1;
  } else {
    for (const b of second.before) saved += b.place < place ? 1 : -1;
  }
  if (first.last === second.last) {
    const apart = first.port - second.port;
    for (const a of first.after) {
      for (const b of second.after) saved += Math.sign(a.place - b.place + apart);
    }
  } else if (first.last < second.last) {
    for (const a of first.after) saved += a.place > place ? 1 : -1;
  } else {
    for (const b of second.after) saved += b.place < place ? 1 : -1;
  }
  return saved;
}
