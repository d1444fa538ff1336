export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

type Size = Pick<Box, "width" | "height">;
type Point = Pick<Box, "left" | "top">;

/** Between what is shown and the card, and between the card and the window's edge, in pixels. */
const GAP = 16;

/**
 * Where a card stands that is about something: beside it, below or above it, wherever it covers nothing of it; and where
 * that is nowhere, in the corner at the bottom right. All in pixels of the window.
 */
export function placeCard(about: Box, card: Size, view: Size): Point {
  const within = (at: number, size: number, most: number): number =>
    Math.max(GAP, Math.min(at, most - size - GAP));
  const left = within(about.left, card.width, view.width);
  const top = within(about.top, card.height, view.height);
  const places: readonly Point[] = [
    { left: about.left + about.width + GAP, top },
    { left, top: about.top + about.height + GAP },
    { left, top: about.top - card.height - GAP },
    { left: about.left - card.width - GAP, top },
  ];
  const fits = (place: Point): boolean =>
    place.left >= GAP &&
    place.top >= GAP &&
    place.left + card.width <= view.width - GAP &&
    place.top + card.height <= view.height - GAP;
  return (
    places.find(fits) ?? {
      left: Math.max(GAP, view.width - card.width - GAP),
      top: Math.max(GAP, view.height - card.height - GAP),
    }
  );
}
