import { around, type Box, type Focus, type Scene } from "../../core/index.ts";

export interface StageSize {
  /** How much of it lies under the toolbar, from the top; what is usual unless it is known. */
  readonly covered?: number;
  /** How much of it notes take at the bottom. */
  readonly below?: number;
  readonly width: number;
  readonly height: number;
}

/** A place and scale of the picture on the stage: what d3-zoom calls a transform. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/** Where a presentation wants the camera. */
export interface Aim {
  /** The scale from which on all can be read on the projector; 0 on the page. */
  readonly least: number;
  /** The place to look at; null for the step's own. */
  readonly focus: Focus | null;
}

export const NO_AIM: Aim = { least: 0, focus: null };

/** Kept free round the picture; above it stands the toolbar. */
const MARGIN = { top: 64, side: 32, bottom: 36 } as const;
/** On a phone the toolbar has two rows, and there is no room to waste. */
const MARGIN_ON_PHONES = { top: 92, side: 14, bottom: 16 } as const;
/** A small graph is not blown up beyond this. */
const LARGEST = 1.5;
/** On a projector it may grow to so many times the size from which on it can be read. */
const PROJECTED = 1.25;
/**
 * A large one is not shrunk beyond `whole`, where its labels could no longer be read with ease: the camera follows the
 * steps then, at the scale `followed`. What would gain little by that is shown whole, with its output. For a step whose ends are far apart it goes as far back as `step`, where they can
 * just be read.
 */
const SMALLEST = { whole: 0.62, followed: 0.7, step: 0.5 } as const;
/** A phone is held nearer to the eye, and nobody wants to follow what misses its screen by a few pixels. */
const SMALLEST_ON_PHONES = { whole: 0.48, followed: 0.52, step: 0.42 } as const;
const PHONE = 560;
/** Beside a second picture the stage is low: there is no room to waste. */
const MARGIN_WHERE_LOW = { top: 50, side: 24, bottom: 14 } as const;
const LOW = 400;
/** On a projector nothing stands above the picture, and every pixel is used. */
const MARGIN_PROJECTED = { top: 36, side: 16, bottom: 36 } as const;
/** Where the camera goes along, a sum may stand out of its node. */
const MARGIN_FOLLOWED = { top: 36, side: 72, bottom: 36 } as const;

interface Margin {
  readonly top: number;
  readonly side: number;
  readonly bottom: number;
}

/** Between the toolbar and the picture: the gradient's tab of the highest node stands out of its box. */
const BELOW_TOOLBAR = 14;

/** Round what a step is about, px in the picture: what travels stands out of it. */
const AIR = 32;

/** Between the picture and notes: what a check says of the lowest node stands out of its box. */
const ABOVE_NOTES = 8;

function marginOf(
  { width, height, covered = 0, below = 0 }: StageSize,
  least: number,
  isWhole: boolean,
): Margin {
  if (least > 0) return isWhole || width < PHONE ? MARGIN_PROJECTED : MARGIN_FOLLOWED;
  const usual = width < PHONE ? MARGIN_ON_PHONES : height < LOW ? MARGIN_WHERE_LOW : MARGIN;
  const bottom = usual.bottom + (below === 0 ? 0 : below + ABOVE_NOTES);
  return { ...usual, top: Math.max(usual.top, covered + BELOW_TOOLBAR), bottom };
}

/** What of a stage is free for the picture. */
export function room(stage: StageSize, least: number, isWhole = false): StageSize {
  const { top, side, bottom } = marginOf(stage, least, isWhole);
  return { width: Math.max(1, stage.width - 2 * side), height: Math.max(1, stage.height - top - bottom) };
}

/** The whole picture, centred in the room there is. For a projector, `least` above 0, a small one is drawn larger. */
export function wholeView(bounds: Scene["bounds"], stage: StageSize, least = 0): View {
  const { width, height } = room(stage, least, true);
  const margin = marginOf(stage, least, true);
  const scale = Math.min(
    width / Math.max(1, bounds.width),
    height / Math.max(1, bounds.height),
    Math.max(LARGEST, least * PROJECTED),
  );
  return {
    scale,
    x: margin.side + width / 2 - scale * (bounds.x + bounds.width / 2),
    y: margin.top + height / 2 - scale * (bounds.y + bounds.height / 2),
  };
}

/**
 * The whole picture where it can be read; otherwise the part that the step is about, at a size that can be read: all of
 * it, or as far as there is room, the place where its beat happens first. A function of step and beat alone, so
 * that the same moment is always seen the same way. `least` is the scale from which on all can be read on a projector: there the
 * picture is never smaller.
 */
export function followingView(
  bounds: Scene["bounds"],
  stage: StageSize,
  focus: Focus | null,
  least = 0,
): View {
  const whole = wholeView(bounds, stage, least);
  const smallest = stage.width < PHONE ? SMALLEST_ON_PHONES : SMALLEST;
  const [first, ...others] = focus ?? [];
  if (whole.scale >= (least || smallest.whole) || first === undefined) return whole;
  const { width, height } = room(stage, least);
  const margin = marginOf(stage, least, false);
  const air = least > 0 ? 0 : AIR;
  const fitting = (box: Box): number => Math.min(width / (box.width + air), height / (box.height + air));
  const seen = others.reduce((so, other) => {
    const both = around([so, other]);
    return fitting(both) < (least || smallest.step) ? so : both;
  }, first);
  const scale = least || Math.max(whole.scale, smallest.step, Math.min(smallest.followed, fitting(seen)));
  return {
    scale,
    x: placed(seen.x, bounds.x, bounds.width, margin.side, width, scale),
    y: placed(seen.y, bounds.y, bounds.height, margin.top, height, scale),
  };
}

/** Centres a place, but shows no more emptiness than there must be. */
function placed(
  centre: number,
  start: number,
  extent: number,
  margin: number,
  room: number,
  scale: number,
): number {
  if (extent * scale <= room) return margin + room / 2 - scale * (start + extent / 2);
  const wished = margin + room / 2 - scale * centre;
  const first = margin - scale * start;
  const last = margin + room - scale * (start + extent);
  return Math.min(first, Math.max(last, wished));
}

/** With threads in it the picture is seen whole as long as its nodes can still be told: a thread is followed from end to end. */
const SMALLEST_WITH_THREADS = 0.5;

export function isSeenWhole(bounds: Scene["bounds"], stage: StageSize): boolean {
  return wholeView(bounds, stage).scale >= SMALLEST_WITH_THREADS;
}

export function isSameView(one: View, other: View): boolean {
  return one.x === other.x && one.y === other.y && one.scale === other.scale;
}

/** A view on the way from one to another; `fraction` from 0 to 1. */
export function between(from: View, to: View, fraction: number): View {
  const eased = fraction * fraction * (3 - 2 * fraction);
  const mix = (a: number, b: number): number => a + (b - a) * eased;
  return { x: mix(from.x, to.x), y: mix(from.y, to.y), scale: mix(from.scale, to.scale) };
}
