import { z } from 'zod'
import { walkStateRefs } from '#shared/contract/refinements.ts'
import { networkParameterIds, type NetworkParameterId } from '#shared/refinement/evidence/networkParameters.ts'
import { refinementSchema, type Refinement } from '#shared/refinement/steps/refinement.ts'

const parameterSchema = z.custom<NetworkParameterId>((value) =>
  networkParameterIds.includes(value as NetworkParameterId),
)

/**
 * The choices and typed texts of the wizard. A part that cannot be read falls back to its initial value, since another
 * version may have written the study.
 */
const wizardStateSchema = z.object({
  populationIds: walkStateRefs.shape.populationIds.catch(null),
  /** The refinement of the space. */
  choice: refinementSchema.nullable().catch(null),
  /** Whether the choice was typed rather than picked from the suggestions. */
  isOwn: z.boolean().catch(false),
  /** The parameter whose plot is open. */
  parameter: parameterSchema.nullable().catch(null),
  /** Name of the refined space; empty: as proposed. */
  name: z.string().catch(''),
  refinedPopulationId: walkStateRefs.shape.refinedPopulationId.catch(null),
  decision: z.enum(['accepted', 'rejected']).nullable().catch(null),
  /** Null: the sentence computed from the numbers. */
  reason: z.string().nullable().catch(null),
  /** Number of networks missing for a verdict, to be sampled by the open step; null: none requested. */
  wanted: z.int().min(1).nullable().catch(null),
  /** Whether the user found no constraint worth a step. */
  nothingStandsOut: z.boolean().catch(false),
})
export type WizardState = z.infer<typeof wizardStateSchema>

const handedOverSchema = z.object({
  constraint: z.unknown(),
  /** Null: its axis is not one of the wizard's plots. */
  parameterId: parameterSchema.nullable(),
})

/**
 * The state of a refinement as stored. A constraint handed over by a plot ({constraint, parameterId, low, high})
 * becomes a choice of the user's own.
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
