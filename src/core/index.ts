// The one door to the core. First what is promised to the outside and documented in the README, then what the page needs.

export { isByConvention } from "./differentiate/conventions.ts";
export { type Cost, costText, forwardCost, reverseCost, totalCost } from "./differentiate/costs.ts";
export {
  type DerivationLine,
  type DerivationPiece,
  type DerivationTerm,
  derive,
  linePlainText,
  lineTex,
  lineTexWithConditions,
} from "./differentiate/derivation.ts";
export type { CheckedNumber, Verdict } from "./differentiate/differences.ts";
export { SATURATED } from "./differentiate/edgeHealth.ts";
export type { EvaluationLine } from "./differentiate/evaluationLines.ts";
export type { Path, Paths } from "./differentiate/evaluationPaths.ts";
export { FINDING_WORDS } from "./differentiate/findingWords.ts";
export { type Gate, gateRole, gatesOf } from "./differentiate/gates.ts";
export {
  differentiatedText,
  entryText,
  gradientSymbol,
  outputTexts,
  unitPlace,
} from "./differentiate/gradientSymbol.ts";
export { EXPLODING, type Findings, findingsIn, healthOf, VANISHING } from "./differentiate/health.ts";
export { edgeSentence, gateName } from "./differentiate/healthWords.ts";
export { nodeSentence } from "./differentiate/inputHealthWords.ts";
export {
  type EntryOf,
  entriesOfNodes,
  jacobianOf,
} from "./differentiate/jacobian.ts";
export {
  contributionFormula,
  edgeFormula,
  edgeSymbol,
} from "./differentiate/localDerivative.ts";
export { onesOf, type PathCosts, pathCosts } from "./differentiate/pathCosts.ts";
export {
  type FactoredLine,
  factoredForm,
  pathEquation,
  pathPullback,
  pathSymbols,
} from "./differentiate/pathFormula.ts";
export { type ListedPath, listPaths, type PathList, pathNumbered } from "./differentiate/pathList.ts";
export { pathNodes, type Ways, waysFrom } from "./differentiate/paths.ts";
export {
  check,
  compile,
  type Evaluation,
  type EvaluationEdge,
  type EvaluationJacobian,
  type EvaluationNode,
  type EvaluationTangent,
  type Numbers,
  type Program,
  ProgramError,
} from "./differentiate/program.ts";
export { type OutputChange, outputChange, type Push, pushOf } from "./differentiate/push.ts";
export { remarksOn } from "./differentiate/remarks.ts";
export { isOfTensors, type Run, runGraph } from "./differentiate/run.ts";
export { simplifiedAtGrain } from "./differentiate/simplifiedGroups.ts";
export { simplifiedLines, withSimplified } from "./differentiate/simplifiedLines.ts";
export { type Strengths, shareOf, sizeOfGradient, strengthsOf } from "./differentiate/strength.ts";
export { subjectFormula } from "./differentiate/subject.ts";
export { tangentFormula } from "./differentiate/tangentFormula.ts";
export { tangentLines } from "./differentiate/tangentLines.ts";
export { sweepTangents, type Tangents, unitOf } from "./differentiate/tangents.ts";
export {
  adjointMarks,
  backwardTitleMark,
  borrowedMarks,
  contributionMarks,
  linkMark,
} from "./drawing/backward.ts";
export {
  type AdjointScene,
  type BackwardScene,
  type Beside,
  besideFocus,
  besideScenes,
  type ContributionScene,
} from "./drawing/backwardScene.ts";
export { cellColour } from "./drawing/cellColour.ts";
export { type DrawnCheck, drawnCheck } from "./drawing/checkMarks.ts";
export type { Frame } from "./drawing/frame.ts";
export { frameMarks, groupFrames } from "./drawing/frames.ts";
export { GHOST, type GhostState, ghostMarks } from "./drawing/ghost.ts";
export { copiable, ghostEdges, untangledScene } from "./drawing/ghosts.ts";
export { gatheredScene, isRearranged } from "./drawing/glide.ts";
export { cellText, largestSize } from "./drawing/grid.ts";
export { inspectedMarks, pickedMarks } from "./drawing/inspected.ts";
export { labelsOf, type SceneLabels } from "./drawing/labels.ts";
export { legibleScale, PROJECTED_HEIGHTS, smallestShare } from "./drawing/legibility.ts";
export { lookClass } from "./drawing/lookClass.ts";
export { marginMarks } from "./drawing/margins.ts";
export { type Mark, TYPE } from "./drawing/marks.ts";
export { movingMarks } from "./drawing/moving.ts";
export { besideMovingMarks } from "./drawing/movingBeside.ts";
export { nameMarks } from "./drawing/names.ts";
export { type NetworkCircle, type NetworkLine, type NetworkScene, networkScene } from "./drawing/network.ts";
export {
  captionMarks,
  circleMarks,
  lineMarks,
  lineNumberMarks,
  lineScaleOf,
  litCircleMark,
  litLineMark,
  placeOfUnit,
  type Sweep,
} from "./drawing/networkMarks.ts";
export { outlineMark } from "./drawing/outline.ts";
export { pinMarks } from "./drawing/pins.ts";
export { PLAQUE_MODES, type PlaqueMode } from "./drawing/plaques.ts";
export { presentedIds, presentedParts, productBox, veilMark } from "./drawing/presented.ts";
export { gaugeMarks, type PushFrame, ropeMarks } from "./drawing/push.ts";
export { pushPlotMarks } from "./drawing/pushPlot.ts";
export { productDrawing } from "./drawing/rectangles.ts";
export {
  around,
  type Focus,
  focusOfStep,
  type Scene,
  type SceneEdge,
  type SceneNode,
  sceneOf,
} from "./drawing/scene.ts";
export { SIGN_KINDS, SIGN_RADIUS, type SignKind, signMarks } from "./drawing/signs.ts";
export { type EdgeState, edgeMarks } from "./drawing/stillEdge.ts";
export { type NodeState, nodeMarks } from "./drawing/stillNode.ts";
export { strengthScale, strengthWidth } from "./drawing/strength.ts";
export {
  chosenMarks,
  MOST_THREADS,
  type Thread,
  type ThreadStates,
  threadLook,
  threadMarks,
} from "./drawing/threads.ts";
export { abroad } from "./expression/abroad.ts";
export type { Diagnostic, Fix, Severity } from "./expression/diagnostics.ts";
export { messageHelp } from "./expression/explanations.ts";
export { equalsSign, type Formula, plainText, row, runningText, tex } from "./expression/formula.ts";
export { type TokenKind, tokenAt } from "./expression/lexer.ts";
export type { Abroad } from "./expression/look.ts";
export { numberText } from "./expression/numbers.ts";
export { affecting } from "./graph/affecting.ts";
export { constantNumber } from "./graph/constant.ts";
export { type Opening, openedText, openingsOf } from "./graph/definitions.ts";
export { nodesFound } from "./graph/finding.ts";
export { FOLD_FAULTS, foldableKeys, foldOf } from "./graph/fold.ts";
export { gatherableText } from "./graph/gatherableText.ts";
export { type Gatherable, gatherables } from "./graph/gathered.ts";
export { type Grain, OPERATIONS } from "./graph/grain.ts";
export {
  edgeAt,
  type Family,
  type Graph,
  type GraphEdge,
  type GraphNode,
  isComputed,
  isEdge,
  nodeAt,
  partById,
  shapeAt,
} from "./graph/graph.ts";
export { groupsOf } from "./graph/groups.ts";
export { smallestShapes, vectorInstead } from "./graph/inputShapes.ts";
export { insideOf } from "./graph/inside.ts";
export { type Light, lightingOf, MOST_PINS } from "./graph/lighting.ts";
export type { Network, Place } from "./graph/network.ts";
export {
  nodeFormula,
  nodeText,
  otherNames,
  outputNode,
  ownText,
  specialRole,
  symbolFormula,
  symbolText,
  withSymbolsText,
} from "./graph/notation.ts";
export { partsAt, partsWithin, placesOf } from "./graph/places.ts";
export { type ReadText, readGraph } from "./graph/read.ts";
export { networkOf } from "./graph/recogniseNetwork.ts";
export { alike } from "./graph/repeated.ts";
export { rereadNumber } from "./graph/reread.ts";
export { inferShapes, withShapes } from "./graph/shapes.ts";
export { shapesAround } from "./graph/splitLists.ts";
export { rememberingStructure } from "./graph/structure.ts";
export { type Input, ROLES, type Role } from "./language/input.ts";
export { LOOP_FORMS, REFUSED_LOOPS } from "./language/loopHelp.ts";
export { inputNamed, type Program as ReadProgram } from "./language/program.ts";
export { withRole } from "./language/withRole.ts";
export {
  type Box,
  curveSamples,
  type Direction,
  isSameInput,
  type Layout,
  type LayoutInput,
  LayoutMemory,
  layoutFully,
  layoutGraph,
  type Point,
} from "./layout/index.ts";
export { constants } from "./operations/constants.ts";
export { allHelp, operationHelp } from "./operations/help.ts";
export { SIGNS, type Sign, signsIn } from "./operations/signs.ts";
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
export { adjointState, contributionState, isBorrowing } from "./timeline/backwardStates.ts";
export { PHASES, type Phase } from "./timeline/beats.ts";
export { carriedPlayhead } from "./timeline/carry.ts";
export { edgeWork } from "./timeline/edgeWork.ts";
export { gradientWork } from "./timeline/gradientWork.ts";
export { growingValue, seedLine } from "./timeline/growingValue.ts";
export { type PieceState, pieceState } from "./timeline/growth.ts";
export { narrate, type Words } from "./timeline/narration.ts";
export { type NetworkNumbers, networkNumbers } from "./timeline/networkNumbers.ts";
export { nodeWork } from "./timeline/nodeWork.ts";
export { type Orders, ordersOf, type ProductOrder } from "./timeline/order.ts";
export { paceAt } from "./timeline/pace.ts";
export {
  advance,
  momentOf,
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
export { type GrowingGradient, growingGradient, growingTangent, shownValue } from "./timeline/slots.ts";
export {
  type Schedule,
  type Step,
  SWEEP_MODES,
  type SweepMode,
  type Sweeps,
  scheduleOf,
} from "./timeline/steps.ts";
export { swingAt, swingSize } from "./timeline/swing.ts";
export { growingTangentLines, isSweepingForward, tangentPieceState } from "./timeline/tangentGrowth.ts";
export { turnAt } from "./timeline/turns.ts";
export { type Region, type Sheet, statisticsText, type Work } from "./timeline/work.ts";
