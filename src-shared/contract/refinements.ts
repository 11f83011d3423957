import { type } from '@orpc/contract'
import { z } from 'zod'
import { jsonRecord } from '#shared/schema/jsonRecord.ts'
import { ref } from '#shared/schema/references.ts'
import { basedOnSchema, procedure, reading } from './procedure.ts'
import { idSchema, oneSchema } from './scope.ts'
import type { SpaceState } from './spaces.ts'

export const refinementSteps = ['sample', 'look', 'resample', 'compare', 'decide'] as const
export type RefinementStep = (typeof refinementSteps)[number]

/** Where a walk through the refinement wizard stands, and what was chosen and typed so far; the wizard's own. */
export interface RefinementWalk {
  step: RefinementStep
  /** The refined space, once there is one. */
  refinedSpaceId: number | null
  state: Record<string, unknown>
}

/** The rows that a walk's state names; the rest of it is the wizard's own. */
export const walkStateRefs = z.object({
  /** Populations of the space to learn from; null: all of them. */
  populationIds: z.array(ref('populations')).nullable(),
  /** The refined space's population that is compared. */
  refinedPopulationId: ref('populations').nullable(),
})

/** What a decision is on. */
export interface Undecided {
  /** The refined space; null: nothing stood out. */
  refinedSpaceId: number | null
  /** Of the refined space. */
  state: SpaceState | null
  reason: string | null
}

/** One walk through the refinement wizard: from a space to a simpler one that is as good or better. */
export interface Refinement extends RefinementWalk {
  id: number
  studyId: number
  /** The space that is refined. */
  spaceId: number
  decision: 'accepted' | 'rejected' | null
  reason: string | null
  createdAt: number
  changedAt: number
}

export const refinements = {
  list: reading.input(z.strictObject({ studyId: idSchema })).output(type<Refinement[]>()),
  get: reading.input(oneSchema).output(type<Refinement>()),
  begin: procedure.input(z.strictObject({ studyId: idSchema, spaceId: idSchema })).output(type<Refinement>()),
  /** Keeps where it stands; a new step is a line in the study's log, with `evidence` (what was chosen and shown). `basedOn`: its RefinementWalk. */
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
   * Ends it: decides the refined space, with `evidence` (numbers that were shown) in the study's log. Rejected without a
   * refined space: nothing stood out. `basedOn`: what is decided on, an Undecided.
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
