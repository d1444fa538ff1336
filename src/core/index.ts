// The one door to the core. First what is promised to the outside and documented in the README, then what the page needs.

export {
  CHECK_TOLERANCE,
  type CheckedNumber,
  checkGradients,
  type GradientCheck,
} from "./differentiate/check.ts";
export { type DerivationLine, type DerivationPiece, derive, lineTex } from "./differentiate/derivation.ts";
export {
  check,
  compile,
  type Evaluation,
  type EvaluationEdge,
  type EvaluationNode,
  type Numbers,
  type Program,
  ProgramError,
} from "./differentiate/program.ts";
export { isByConvention, remarksOn } from "./differentiate/remarks.ts";
export { type Run, runGraph } from "./differentiate/run.ts";
export type { Frame } from "./drawing/frame.ts";
export { type Mark, TYPE } from "./drawing/marks.ts";
export { movingMarks } from "./drawing/moving.ts";
export { type Scene, type SceneEdge, type SceneNode, sceneOf, stepBounds } from "./drawing/scene.ts";
export {
  type EdgeState,
  edgeMarks,
  type NodeState,
  nodeMarks,
  PLAQUE_MODES,
  type PlaqueMode,
} from "./drawing/still.ts";
export { lookClass } from "./drawing/theme.ts";
export type { Diagnostic, Fix, Severity } from "./expression/diagnostics.ts";
export { plainText, tex } from "./expression/formula.ts";
export { type TokenKind, tokenAt } from "./expression/lexer.ts";
export { numberText } from "./expression/numbers.ts";
export { buildGraph } from "./graph/build.ts";
export { type Graph, type GraphEdge, type GraphNode, isEdge, nodeAt, partById } from "./graph/graph.ts";
export { nodeText, symbolFormula, symbolText } from "./graph/notation.ts";
export type { Input } from "./language/input.ts";
export { type Program as ReadProgram, readProgram } from "./language/program.ts";
export { type Box, type Direction, type Point, rememberingLayout } from "./layout/index.ts";
export { constants } from "./operations/constants.ts";
export { allHelp, operationHelp } from "./operations/help.ts";
export { functionNames, operationNamed } from "./operations/table.ts";
export { PHASES, type Phase } from "./timeline/beats.ts";
export { type PieceState, pieceState } from "./timeline/growth.ts";
export { narrate, type Words } from "./timeline/narration.ts";
export {
  advance,
  nextBeat,
  nextPhase,
  nextStep,
  type Picture,
  type Playhead,
  pictureAt,
  playheadAt,
  positionOf,
  previousBeat,
  previousPhase,
  previousStep,
  START,
} from "./timeline/playhead.ts";
export { type GrowingGradient, growingGradient, shownValue } from "./timeline/slots.ts";
export { type Schedule, type Step, scheduleOf } from "./timeline/steps.ts";
