/**
 * From a measured population to a simpler space: evidence for each parameter, suggested constraints and what they would
 * do, the refined space, and the verdict on it.
 *
 * @module
 */
export { compareSpaces, spaceVerdict, type SpaceComparison } from '#shared/refinement/comparison/compareSpaces.ts'
export {
  judgeStep,
  type MeasuredPopulation,
  type StepJudgement,
  type StepVerdict,
} from '#shared/refinement/comparison/judgeStep.ts'
export {
  measuredNetwork,
  measuredRun,
  type MeasuredNetwork,
  type MeasuredRun,
} from '#shared/refinement/evidence/measuredRun.ts'
export {
  networkParameters,
  networkParameterIds,
  type NetworkParameterId,
} from '#shared/refinement/evidence/networkParameters.ts'
export {
  parameterEvidence,
  type Evidence,
  type ParameterEvidence,
} from '#shared/refinement/evidence/parameterEvidence.ts'
export { previewConstraint, type ConstraintPreview } from '#shared/refinement/evidence/previewConstraint.ts'
export { suggestConstraints, type Suggestion } from '#shared/refinement/evidence/suggestConstraints.ts'
export { spaceSize, type SpaceSize } from '#shared/refinement/size/spaceSize.ts'
export { describeRefinement, type RefinementDescription } from '#shared/refinement/steps/describeRefinement.ts'
export { formulaText } from '#shared/refinement/steps/formulaText.ts'
export { rangeToRefinement } from '#shared/refinement/steps/rangeToRefinement.ts'
export { refineSpace } from '#shared/refinement/steps/refineSpace.ts'
export { fulfils, refinementSchema, type Refinement } from '#shared/refinement/steps/refinement.ts'
