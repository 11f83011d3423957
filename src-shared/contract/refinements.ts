import { type } from '@orpc/contract'
import { z } from 'zod'
import { jsonRecord } from '#shared/schema/jsonRecord.ts'
import { ref } from '#shared/schema/references.ts'
import { basedOnSchema, procedure, reading } from './procedure.ts'
import { idSchema, oneSchema } from './scope.ts'
import type { SpaceState } from './spaces.ts'

export const refinementSteps = ['sample', 'look', 'resample', 'compare', 'decide'] as const
export type RefinementStep = (typeof refinementSteps)[number]

/**
 * The state of a session of the refinement wizard: its step, and the choices and inputs so far; private to the wizard.
 */
export interface RefinementWalk {
  step: RefinementStep
  /** The refined space, once it exists. */
  refinedSpaceId: number | null
  state: Record<string, unknown>
}

/** The row ids in the wizard's state; the rest of it is private to the wizard. */
export const walkStateRefs = z.object({
  /** Populations of the space to learn from; null: all of them. */
  populationIds: z.array(ref('populations')).nullable(),
  /** The refined space's population used in the comparison. */
  refinedPopulationId: ref('populations').nullable(),
})

/** The state that a decision is based on. */
export interface Undecided {
  /** The refined space; null: no constraint stood out. */
  refinedSpaceId: number | null
  /** State of the refined space. */
  state: SpaceState | null
  reason: string | null
}

/** A session of the refinement wizard: from a space to a simpler one that is as good or better. */
export interface Refinement extends RefinementWalk {
  id: number
  studyId: number
  /** The space to refine. */
  spaceId: number
  decision: 'accepted' | 'rejected' | null
  reason: string | null
  createdAt: number
  changedAt: number
}

/** A refined space that populations have put to the test; see refinement/tried. */
export interface TriedSpace {
  spaceId: number
  /** The p-value of its comparison with the space above it, in [0, 1]. */
  p: number
}

export const refinements = {
  list: reading.input(z.strictObject({ studyId: idSchema })).output(type<Refinement[]>()),
  get: reading.input(oneSchema).output(type<Refinement>()),
  /** The refinements of a study that populations have put to the test, whatever was decided about them. */
  tried: reading.input(z.strictObject({ studyId: idSchema })).output(type<TriedSpace[]>()),
  begin: procedure.input(z.strictObject({ studyId: idSchema, spaceId: idSchema })).output(type<Refinement>()),
  /**
   * Saves the state; a new step is logged in the study, with `evidence` (what was chosen and shown). `basedOn`: its
   * RefinementWalk.
   */
  save: procedure
    .input(
      z.strictObject({
        id: idSchema,
        step: z.enum(refinementSteps),
        refinedSpaceId: idSchema.nullable(),
        state: jsonRecord,
        evidence: jsonRecord.optional(),
        basedOn: basedOnSchema,
      }),
    )
    .output(type<Refinement>()),
  /**
   * Ends the session: decides on the refined space, with `evidence` (the numbers shown) in the study's log. Without a
   * refined space it is rejected: no constraint stood out. `basedOn`: the state decided on, an Undecided.
   */
  decide: procedure
    .input(
      z.strictObject({
        id: idSchema,
        decision: z.enum(['accepted', 'rejected']),
        reason: z.string().trim().min(1).max(10_000),
        evidence: jsonRecord,
        basedOn: basedOnSchema,
      }),
    )
    .output(type<Refinement>()),
  remove: procedure.input(oneSchema),
}
