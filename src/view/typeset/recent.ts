/** Texts by key, those asked for last: of any number, while all texts together have at most so many characters. */
export class RecentTexts {
  // In the order in which they were asked for.
  private readonly known = new Map<string, string>();
  private readonly most: number;
  private characters = 0;

  constructor(most: number) {
    this.most = most;
  }

  /** The text of a key; undefined for one that is not known. */
  find(key: string): string | undefined {
    const text = this.known.get(key);
    if (text === undefined) return undefined;
    this.known.delete(key);
    this.known.set(key, text);
    return text;
  }

  /** Keeps a text, whatever its length, in the place of those that nobody has asked for the longest. */
  keep(key: string, text: string): void {
    this.drop(key);
    this.known.set(key, text);
    this.characters += text.length;
    for (const oldest of this.known.keys()) {
      if (this.characters <= this.most || oldest === key) return;
      this.drop(oldest);
    }
  }

  private drop(key: string): void {
    this.characters -= this.known.get(key)?.length ?? 0;
    this.known.delete(key);
  }
}
