import { tangentFormula } from "../differentiate/tangentFormula.ts";
import { equalsSign, type Formula, row, superscript, symbol } from "../expression/formula.ts";
import { numberExpression } from "../expression/numbers.ts";
import { typeset } from "../expression/typeset.ts";
import { graphNotation } from "../graph/notation.ts";
import type { Box } from "../layout/index.ts";
import { plaqueSign } from "./labels.ts";
import { formulaMark, type Mark, TYPE } from "./marks.ts";
import { measureFormula } from "./measure.ts";
import type { Scene, SceneEdge } from "./scene.ts";
import type { EdgeState } from "./stillEdge.ts";

/** What a plaque says of its factor. */
export const PLAQUE_MODES = ["symbol", "formula", "number", "all"] as const;
export type PlaqueMode = (typeof PLAQUE_MODES)[number];

/** A plaque hugs what it says, round a centre that never moves. */
export function plaqueMarks(
  edge: SceneEdge,
  formula: Formula,
  look: "plaque" | "plaque to come" | "plaque gradient" | "plaque tangent",
): readonly Mark[] {
  const box = plaqueBox(edge, formula);
  return [
    { kind: "box", key: "plaque", ...box, radius: 6, look },
    formulaMark("factor", box, formula, TYPE.plaque, look === "plaque to come" ? "muted" : "ink"),
  ];
}

/** What a plaque covers while it says something. */
export function plaqueBox({ plaque }: SceneEdge, formula: Formula): Box {
  const { width, height, depth } = measureFormula(formula);
  return {
    x: plaque.x,
    y: plaque.y,
    width: width * TYPE.plaque + 20,
    height: Math.max(28, (height + depth) * TYPE.plaque + 12),
  };
}

/** What the plaque says: before its step only what needs no numbers. */
export function plaqueFormula(
  scene: Scene,
  edge: SceneEdge,
  { factor, mode, isConvention }: EdgeState,
): Formula {
  const { symbol: derivative, formula, isElided, isScalar } = edge;
  if (!isScalar) return tensorPlaque(scene, edge, { factor, mode });
  const written = isElided ? null : formula;
  const number = typeof factor === "number" ? numberFormula(scene, factor, isConvention) : null;
  switch (mode) {
    case "symbol":
      return derivative;
    case "formula":
      return factor === null ? derivative : (formula ?? number ?? derivative);
    case "number":
      return number ?? derivative;
    case "all":
      return factor === null ? derivative : equation(derivative, written, number);
  }
}

/** A plaque between tensors has no number: its formula is the factor entry by entry, or the pullback of what is none. */
function tensorPlaque(
  { graph }: Scene,
  { edge, plaque, symbol: derivative, formula, isElided }: SceneEdge,
  { factor, mode }: Pick<EdgeState, "factor" | "mode">,
): Formula {
  if (factor === null || mode === "symbol" || formula === null) return derivative;
  if (factor === "pushforward") {
    const forward = tangentFormula(graph, edge);
    const whole = mode === "all" ? row(derivative, plaqueSign(graph, edge), forward) : forward;
    // Its room was measured for the pullback.
    return measureFormula(whole).width * TYPE.plaque + 20 > plaque.width ? derivative : whole;
  }
  if (mode === "formula" || mode === "number") return formula;
  return isElided ? derivative : row(derivative, plaqueSign(graph, edge), formula);
}

/** What is there, joined by equals signs. */
export function equation(...sides: readonly (Formula | null)[]): Formula {
  const present = sides.filter((side) => side !== null);
  return row(...present.flatMap((side, place) => (place === 0 ? [side] : [equalsSign, side])));
}

const asterisk = symbol("*", "∗");

function numberFormula({ graph }: Scene, factor: number, isConvention: boolean): Formula {
  const number = typeset(numberExpression(factor), graphNotation(graph));
  return isConvention ? superscript(number, asterisk) : number;
}
