import { afterPaint } from "../useAfterPaint.ts";
import type { LitPlace } from "./decorations.ts";

/** Shows a text in the editor, with what is lit in it. */
export type Show = (text: string, lit: () => readonly LitPlace[]) => void;

/** A text that is still to be shown. The editor reads its own layout at each change: the picture need not wait for that. */
export class Coming {
  private readonly show: Show;
  private next: Parameters<Show> | null = null;
  callOff: () => void = () => undefined;

  constructor(show: Show) {
    this.show = show;
  }

  /** Shows a text at once, or else once the frame is painted. */
  await(text: string, lit: () => readonly LitPlace[], isUrgent: boolean): void {
    const isAwaited = this.next !== null;
    this.next = [text, lit];
    if (isUrgent) this.bring();
    else if (!isAwaited) this.callOff = afterPaint(() => this.bring());
  }

  /** The person has written on: what was to come is of a text before. */
  forget(): void {
    this.callOff();
    this.next = null;
  }

  /** Shows what has not been shown yet. */
  bring(): void {
    this.callOff();
    const { next } = this;
    this.next = null;
    if (next !== null) this.show(...next);
  }
}
