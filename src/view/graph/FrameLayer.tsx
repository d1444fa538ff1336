import { useCallback, useRef } from "react";
import type { Frame, Mark, Playhead, Scene } from "../../core/index.ts";
import { useChoice, useFrames } from "../context.ts";
import type { Derived } from "../derived/derived.ts";
import { pictureWithin } from "../derived/schedule.ts";
import { useTypesetter, writeTypeset } from "../typeset/typesetter.ts";
import { MarkWriter, type WriteFormula } from "./writeMarks.ts";

/** What moves, from all that a frame is drawn from. */
export type MarksOf = (frame: Frame & Derived) => readonly Mark[];

/**
 * Marks that move from frame to frame, on a layer of their own: a frame writes what differs from the one before, renders
 * nothing, and paints nothing of what stands still. `marksOf` is the same function from one render to the next.
 */
export function FrameLayer({ marksOf }: { readonly marksOf: MarksOf }) {
  const mode = useChoice(({ plaques }) => plaques);
  const inTurn = useChoice(({ isPresenting }) => isPresenting);
  const isPlayed = useChoice(({ goal }) => goal !== null);
  const typesetter = useTypesetter();
  const layer = useRef<HTMLDivElement>(null);
  const pen = useRef<Pen | null>(null);
  useFrames(
    useCallback(
      (all: Derived | null, playhead: Playhead) => {
        const host = layer.current;
        if (host === null) return;
        if (pen.current?.host !== host) pen.current = penFor(host, typesetter);
        const frame = all && {
          ...all,
          mode,
          inTurn,
          picture: pictureWithin(all.picture, all.schedule.steps, playhead),
        };
        pen.current.write(
          frame === null ? [] : marksOf(frame),
          all === null ? "" : extentOf(all.scene.bounds),
        );
      },
      [marksOf, mode, inTurn, typesetter],
    ),
  );
  return (
    // Formulas that stood as plain text are written anew once there is a typesetter.
    <div
      key={typesetter === null ? "plain" : "typeset"}
      ref={layer}
      className={isPlayed ? "layer frame is-played" : "layer frame"}
      aria-hidden="true"
    >
      <svg className="layer moving" />
      <div className="layer formulas moving" />
      {/* What travels stands over the formulas of what does not. */}
      <svg className="layer moving" />
      <div className="layer formulas moving" />
    </div>
  );
}

interface Pen {
  readonly host: Element;
  readonly write: (marks: readonly Mark[], extent: string) => void;
}

/** What travels passes by the outermost nodes no further than this, px. */
const BESIDE = 400;

/** All of a picture, as a path. */
function extentOf({ x, y, width, height }: Scene["bounds"]): string {
  const [across, down] = [width + 2 * BESIDE, height + 2 * BESIDE];
  return `M${x - BESIDE},${y - BESIDE}h${across}v${down}h${-across}Z`;
}

function penFor(host: Element, typesetter: ((tex: string) => string) | null): Pen {
  const writeFormula: WriteFormula = (place, tex, plain) => {
    if (typesetter === null) place.textContent = plain;
    else writeTypeset(place, typesetter(tex));
  };
  const [shapes, formulas, topShapes, topFormulas] = host.children;
  const under = shapes && formulas && new MarkWriter(shapes, formulas, writeFormula);
  const over = topShapes && topFormulas && new MarkWriter(topShapes, topFormulas, writeFormula);
  return {
    host,
    write: (marks, extent) => {
      under?.write(
        marks.filter(({ isOnTop }) => isOnTop !== true),
        extent,
      );
      over?.write(
        marks.filter(({ isOnTop }) => isOnTop === true),
        extent,
      );
    },
  };
}
