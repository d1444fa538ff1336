/** A binary heap: the item that comes before all others is at hand, whatever has been put in. */
export class Heap<Item> {
  private readonly items: Item[] = [];
  private readonly isBefore: (one: Item, other: Item) => boolean;

  constructor(isBefore: (one: Item, other: Item) => boolean) {
    this.isBefore = isBefore;
  }

  push(item: Item): void {
    const { items } = this;
    let place = items.length;
    items.push(item);
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = items[parent];
      if (above === undefined || !this.isBefore(item, above)) break;
      items[place] = above;
      place = parent;
    }
    items[place] = item;
  }

  /** Takes out the item that comes before all others; undefined where there is none. */
  pop(): Item | undefined {
    const { items } = this;
    const first = items[0];
    const last = items.pop();
    if (last === undefined || items.length === 0) return first;
    let place = 0;
    for (;;) {
      const child = this.firstChild(place);
      const below = items[child];
      if (below === undefined || !this.isBefore(below, last)) break;
      items[place] = below;
      place = child;
    }
    items[place] = last;
    return first;
  }

  private firstChild(place: number): number {
    const left = 2 * place + 1;
    const [one, other] = [this.items[left], this.items[left + 1]];
    return one !== undefined && other !== undefined && this.isBefore(other, one) ? left + 1 : left;
  }
}
