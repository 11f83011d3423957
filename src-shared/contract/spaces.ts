import { type } from '@orpc/contract'
import { z } from 'zod'
import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import { basedOnSchema, procedure, reading } from './procedure.ts'
import { idSchema, oneSchema } from './scope.ts'

export const spaceStates = ['draft', 'accepted', 'rejected'] as const
export type SpaceState = (typeof spaceStates)[number]

/** A design space in a study's lineage. */
export interface StudySpace {
  id: number
  studyId: number
  /** The space that it refines; null: a root. */
  parentId: number | null
  definition: DesignSpace
  /** A draft can be changed until it has a population. */
  state: SpaceState
  /** Why it was accepted or rejected. */
  reason: string | null
  createdAt: number
  trashedAt: number | null
}

export const spaces = {
  list: reading.input(z.strictObject({ studyId: idSchema })).output(type<StudySpace[]>()),
  /** The lab assigns the id of its definition. Refused with 'invalid' if the study has a space of that name. */
  add: procedure
    .input(z.strictObject({ studyId: idSchema, parentId: idSchema.nullable(), definition: z.unknown() }))
    .output(type<StudySpace>()),
  /**
   * The id of its definition is kept. Refused with 'invalid' once the space has a population, or if the name is taken.
   * `basedOn`: its definition.
   */
  change: procedure
    .input(z.strictObject({ id: idSchema, definition: z.unknown(), basedOn: basedOnSchema }))
    .output(type<StudySpace>()),
  /** `basedOn`: its state and reason. */
  decide: procedure
    .input(
      z.strictObject({
        id: idSchema,
        state: z.enum(spaceStates),
        reason: z.string().max(10_000).nullable(),
        basedOn: basedOnSchema,
      }),
    )
    .output(type<StudySpace>()),
  trash: procedure.input(oneSchema).output(type<StudySpace>()),
  restore: procedure.input(oneSchema).output(type<StudySpace>()),
}
