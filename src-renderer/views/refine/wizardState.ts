import { z } from 'zod'
import { walkStateRefs } from '#shared/contract/refinements.ts'
import { networkParameterIds, type NetworkParameterId } from '#shared/refinement/evidence/networkParameters.ts'
import { refinementSchema, type Refinement } from '#shared/refinement/steps/refinement.ts'

const parameterSchema = z.custom<NetworkParameterId>((value) =>
  networkParameterIds.includes(value as NetworkParameterId),
)

/**
 * What was chosen and typed in the wizard so far. Each part that cannot be read is as at the start: a state comes from a
 * study that another version may have written.
 */
const wizardStateSchema = z.object({
  populationIds: walkStateRefs.shape.populationIds.catch(null),
  /** What is asked of the space. */
  choice: refinementSchema.nullable().catch(null),
  /** Whether the choice was written by hand and is not one of the suggestions. */
  isOwn: z.boolean().catch(false),
  /** The parameter whose plot is open. */
  parameter: parameterSchema.nullable().catch(null),
  /** Of the refined space; empty: as proposed. */
  name: z.string().catch(''),
  refinedPopulationId: walkStateRefs.shape.refinedPopulationId.catch(null),
  decision: z.enum(['accepted', 'rejected']).nullable().catch(null),
  /** Null: the sentence computed from the numbers. */
  reason: z.string().nullable().catch(null),
  /** Networks that are missing for a verdict, to be sampled by the step that is open; null: none were asked for. */
  wanted: z.int().min(1).nullable().catch(null),
  /** That the runs were looked at and nothing was worth a step. */
  nothingStandsOut: z.boolean().catch(false),
})
export type WizardState = z.infer<typeof wizardStateSchema>

const handedOverSchema = z.object({
  constraint: z.unknown(),
  parameterId: parameterSchema,
})

/**
 * The state of a refinement as stored. A constraint handed over from a plot ({constraint, parameterId, low, high}) is a
 * choice of one's own.
 */
export function wizardState(stored: Readonly<Record<string, unknown>>): WizardState {
  const state = wizardStateSchema.parse(stored)
  const handed = handedOverSchema.safeParse(stored)
  if (state.choice || !handed.success) return state
  const choice = readRefinement(handed.data.constraint)
  return choice ? { ...state, choice, isOwn: true, parameter: handed.data.parameterId } : state
}

function readRefinement(value: unknown): Refinement | undefined {
  const whole = refinementSchema.safeParse(value)
  if (whole.success) return whole.data
  const constraint = refinementSchema.safeParse({ kind: 'constraint', constraint: value })
  return constraint.success ? constraint.data : undefined
}
