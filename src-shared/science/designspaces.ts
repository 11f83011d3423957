/**
 * Design spaces as data: the paper's, exact sampling under constraints, exact cardinalities, and the quantised linear fit.
 *
 * @module
 */
export {
  constraintIds,
  constraintSchema,
  type Constraint,
  type ConstraintId,
} from '#shared/designspaces/constraints/constraints.ts'
export {
  designSpaceSchema,
  regimeSchema,
  type DesignSpace,
  type DesignSpaceInput,
  type Regime,
} from '#shared/designspaces/designSpace.ts'
export { blockWidths, fitQuantizedLinear, fittedRange, type QuantizedLinearFit } from '#shared/designspaces/fit/fit.ts'
export { parseDesignSpace, parseRegime } from '#shared/designspaces/parse.ts'
export {
  presets,
  presetIds,
  presetNamed,
  scales,
  scaleSpace,
  type PresetId,
  type SpaceScale,
} from '#shared/designspaces/presets.ts'
export type { AcceptedCandidate } from '#shared/designspaces/sampling/candidateSource.ts'
export { cardinality, type Cardinality } from '#shared/designspaces/sampling/cardinality.ts'
export {
  samplePopulation,
  type SampledPopulation,
  type SampleRequest,
} from '#shared/designspaces/sampling/samplePopulation.ts'
export { ValueError } from '#shared/sentences/sentence.ts'
