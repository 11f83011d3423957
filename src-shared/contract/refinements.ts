import { type } from '@orpc/contract'
import { z } from 'zod'
import { jsonRecord } from '#shared/schema/jsonRecord.ts'
import { procedure, reading } from './procedure.ts'
import { idSchema, oneSchema } from './scope.ts'

export const refinementSteps = ['sample', 'look', 'resample', 'compare', 'decide'] as const
export type RefinementStep = (typeof refinementSteps)[number]

/** One walk through the refinement wizard: from a space to a simpler one that is as good or better. */
export interface Refinement {
  id: number
  studyId: number
  /** The space that is refined. */
  spaceId: number
  /** The refined space, once there is one. */
  refinedSpaceId: number | null
  step: RefinementStep
  /** What was chosen and typed so far; the wizard's own. */
  state: Record<string, unknown>
  decision: 'accepted' | 'rejected' | null
  reason: string | null
  createdAt: number
  changedAt: number
}

export const refinements = {
  list: reading.input(z.strictObject({ studyId: idSchema })).output(type<Refinement[]>()),
  get: reading.input(oneSchema).output(type<Refinement>()),
  begin: procedure.input(z.strictObject({ studyId: idSchema, spaceId: idSchema })).output(type<Refinement>()),
  /** Keeps where it stands; a new step is a line in the study's log, with `evidence` (what was chosen and shown). */
  save: procedure
    .input(
      z.strictObject({
        id: idSchema,
        step: z.enum(refinementSteps),
        refinedSpaceId: idSchema.nullable(),
        state: jsonRecord,
        evidence: jsonRecord.optional(),
      }),
    )
    .output(type<Refinement>()),
  /**
   * Ends it: decides the refined space, with `evidence` (numbers that were shown) in the study's log. Rejected without a
   * refined space: nothing stood out.
   */
  decide: procedure
    .input(
      z.strictObject({
        id: idSchema,
        decision: z.enum(['accepted', 'rejected']),
        reason: z.string().trim().min(1).max(10_000),
        evidence: jsonRecord,
      }),
    )
    .output(type<Refinement>()),
  remove: procedure.input(oneSchema),
}
