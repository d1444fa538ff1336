// The one door to the core. First what is promised to the outside and documented in the README, then what the page needs.

export { checkGradients } from "./differentiate/check.ts";
export { isByConvention } from "./differentiate/conventions.ts";
export {
  type DerivationLine,
  type DerivationPiece,
  derive,
  linePlainText,
  lineTex,
} from "./differentiate/derivation.ts";
export { CHECK_TOLERANCE, type CheckedNumber, type GradientCheck } from "./differentiate/differences.ts";
export type { EvaluationLine } from "./differentiate/evaluationLines.ts";
export { contributionFormula } from "./differentiate/localDerivative.ts";
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
export { type OutputChange, outputChange, type Push, pushOf } from "./differentiate/push.ts";
export { remarksOn } from "./differentiate/remarks.ts";
export { isOfTensors, type Run, runGraph } from "./differentiate/run.ts";
export { simplifiedLines, withSimplified } from "./differentiate/simplifiedLines.ts";
export type { Frame } from "./drawing/frame.ts";
export { cellColour, cellText, largestSize } from "./drawing/grid.ts";
export { inspectedMarks } from "./drawing/inspected.ts";
export { marginMarks } from "./drawing/margins.ts";
export { type Mark, TYPE } from "./drawing/marks.ts";
export { movingMarks } from "./drawing/moving.ts";
export { outlineMark } from "./drawing/outline.ts";
export { gaugeMarks, type PushFrame, ropeMarks } from "./drawing/push.ts";
export { pushPlotMarks } from "./drawing/pushPlot.ts";
export { productDrawing } from "./drawing/rectangles.ts";
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
export { type Diagnostic, type Fix, messageHelp, type Severity } from "./expression/diagnostics.ts";
export { type Formula, plainText, tex } from "./expression/formula.ts";
export { type TokenKind, tokenAt } from "./expression/lexer.ts";
export { numberText } from "./expression/numbers.ts";
export { type Graph, type GraphEdge, type GraphNode, isEdge, nodeAt, partById } from "./graph/graph.ts";
export { smallestShapes } from "./graph/inputShapes.ts";
export { nodeFormula, nodeText, specialRole, symbolFormula, symbolText } from "./graph/notation.ts";
export { type ReadText, readGraph } from "./graph/read.ts";
export { inferShapes, withShapes } from "./graph/shapes.ts";
export { rememberingStructure } from "./graph/structure.ts";
export { type Input, ROLES, type Role } from "./language/input.ts";
export type { Program as ReadProgram } from "./language/program.ts";
export { withRole } from "./language/roles.ts";
export { type Box, type Direction, type Point, rememberingLayout } from "./layout/index.ts";
export { constants } from "./operations/constants.ts";
export { allHelp, operationHelp } from "./operations/help.ts";
export { functionNames, operationNamed } from "./operations/table.ts";
export {
  isFiniteValue,
  numbersOf,
  plainValue,
  resized,
  SCALAR,
  type Shape,
  sameShape,
  shapeOf,
  shapeText,
  shapeWords,
  sizeOf,
  type Tensor,
  tensorOf,
  type Value,
  valueFromNumbers,
} from "./tensor/tensor.ts";
export { listText, valueText } from "./tensor/text.ts";
export { PHASES, type Phase } from "./timeline/beats.ts";
export { edgeWork } from "./timeline/edgeWork.ts";
export { gradientWork } from "./timeline/gradientWork.ts";
export { type PieceState, pieceState } from "./timeline/growth.ts";
export { narrate, type Words } from "./timeline/narration.ts";
export { nodeWork } from "./timeline/nodeWork.ts";
export { type Orders, ordersOf, type ProductOrder } from "./timeline/order.ts";
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
export { narratePush } from "./timeline/pushWords.ts";
export { type GrowingGradient, growingGradient, shownValue } from "./timeline/slots.ts";
export { type Schedule, type Step, scheduleOf } from "./timeline/steps.ts";
export { swingAt, swingSize } from "./timeline/swing.ts";
export { type Region, type Sheet, statisticsText, type Work } from "./timeline/work.ts";
