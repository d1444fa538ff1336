import type { PlaqueMode, SceneEdge, SceneNode } from "../../core/index.ts";
import { type Still, strengthsFor } from "../derived/still.ts";
import { marksOf } from "./PartView.tsx";
import { currentBrushes, paintMarks } from "./paint.ts";
import type { Region } from "./region.ts";
import { settlingBetween } from "./settling.ts";

/** In each frame, painting takes about so many milliseconds: the time is looked at after so many parts. */
const BUDGET = 9;
const SLICE = 40;
/** More pixels than this are drawn coarser. */
const MOST_PIXELS = 8_000_000;
/** More parts than this are not painted between two frames. */
const MOST_PATCHED = 150;

/** All that a picture from afar depends on. */
export interface FarPicture {
  readonly still: Still;
  readonly mode: PlaqueMode;
  readonly region: Region;
  /** Pixels of the stage for each of the picture's. */
  readonly scale: number;
  readonly parts: readonly (SceneNode | SceneEdge)[];
  /** Whether it stands for the whole picture. From afar, how strong the gradient is on an edge is all that can be told of it. */
  readonly isFar: boolean;
  /** Another word whenever colours are others. */
  readonly colours: string;
}

/**
 * One image of a large picture. It is painted in slices, beside what is there, and then takes its place; where there is
 * nothing yet, before one's eyes. What settles meanwhile, or later, is painted over it, and nothing else.
 */
export class FarPainting {
  private shown: FarPicture;
  /** The newest picture that can be reached from the one shown by painting some parts anew. */
  private wanted: FarPicture;
  private readonly context: CanvasRenderingContext2D | null;
  private readonly brushes: ReturnType<typeof currentBrushes>;
  private isWhole = false;
  private frame = 0;

  constructor(host: HTMLElement, picture: FarPicture) {
    this.shown = picture;
    this.wanted = picture;
    const canvas = canvasFor(picture);
    this.context = contextOf(canvas, picture);
    this.brushes = currentBrushes(host);
    if (host.childElementCount === 0) host.append(canvas);
    let next = 0;
    const { parts } = picture;
    const slice = (): void => {
      const began = performance.now();
      do {
        this.paint(parts.slice(next, next + SLICE));
        next += SLICE;
      } while (next < parts.length && performance.now() - began < BUDGET);
      if (next < parts.length) this.frame = requestAnimationFrame(slice);
      else {
        host.replaceChildren(canvas);
        this.isWhole = true;
        this.patch();
      }
    };
    this.frame = requestAnimationFrame(slice);
  }

  /** Shows another picture by painting what has settled since; false where all has to be painted. */
  follow(picture: FarPicture): boolean {
    if (!isSameBut(picture, this.shown) || this.changed(picture) === null) return false;
    this.wanted = picture;
    if (this.isWhole) this.patch();
    return true;
  }

  stop(): void {
    cancelAnimationFrame(this.frame);
  }

  private patch(): void {
    const parts = this.changed(this.wanted) ?? [];
    this.shown = this.wanted;
    this.paint(parts);
  }

  /** The parts that are others in a picture with more steps done; null for too many. */
  private changed({ still, parts }: FarPicture): readonly (SceneNode | SceneEdge)[] | null {
    const { scene, schedule, settled } = still;
    const settling = settlingBetween(scene.graph, schedule, this.shown.still.settled, settled);
    if (settling === null || settling.nodes.size + settling.edges.size > MOST_PATCHED) return null;
    const { nodes, edges } = settling;
    if (nodes.size === 0) return [];
    return parts.filter((part) => ("edge" in part ? edges.has(part.edge.index) : nodes.has(part.node.index)));
  }

  private paint(parts: readonly (SceneNode | SceneEdge)[]): void {
    const { still, mode, scale, isFar } = this.shown;
    if (this.context === null) return;
    const told = isFar ? { ...still, strengths: strengthsFor(still.run) } : still;
    for (const part of parts) paintMarks(this.context, marksOf(told, part, mode), scale, this.brushes);
  }
}

/** Whether two pictures differ in nothing but how many steps are done. */
function isSameBut(one: FarPicture, other: FarPicture): boolean {
  const isSame =
    one.mode === other.mode &&
    one.isFar === other.isFar &&
    one.region === other.region &&
    one.scale === other.scale &&
    one.parts === other.parts &&
    one.colours === other.colours;
  const before = new Map<string, unknown>(Object.entries(other.still));
  return (
    isSame &&
    Object.entries(one.still).every(([name, part]) => name === "settled" || before.get(name) === part)
  );
}

function resolutionOf({ region, scale }: FarPicture): number {
  const [width, height] = [region.right - region.left, region.bottom - region.top];
  return Math.min(scale * devicePixelRatio, Math.sqrt(MOST_PIXELS / (width * height)));
}

function canvasFor(picture: FarPicture): HTMLCanvasElement {
  const { left, right, top, bottom } = picture.region;
  const [width, height] = [right - left, bottom - top];
  const resolution = resolutionOf(picture);
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(width * resolution);
  canvas.height = Math.ceil(height * resolution);
  Object.assign(canvas.style, {
    position: "absolute",
    left: `${left}px`,
    top: `${top}px`,
    width: `${width}px`,
    height: `${height}px`,
  });
  return canvas;
}

function contextOf(canvas: HTMLCanvasElement, picture: FarPicture): CanvasRenderingContext2D | null {
  const context = canvas.getContext("2d");
  if (context === null) return null;
  const { left, top } = picture.region;
  const resolution = resolutionOf(picture);
  context.setTransform(resolution, 0, 0, resolution, -left * resolution, -top * resolution);
  context.lineCap = "round";
  context.lineJoin = "round";
  return context;
}
