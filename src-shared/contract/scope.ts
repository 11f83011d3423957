import { z } from 'zod'

/** Id of a row: a positive integer. */
export const idSchema = z.int().min(1)

/** An input that names one row. */
export const oneSchema = z.strictObject({ id: idSchema })

/** A selection of runs: listed ones, those of a population, those of a study, or all ({}). */
export const runScopeSchema = z.union([
  z.strictObject({ runIds: z.array(idSchema).min(1).max(100_000) }),
  z.strictObject({ populationId: idSchema }),
  z.strictObject({ studyId: idSchema }),
  z.strictObject({}),
])
export type RunScope = z.infer<typeof runScopeSchema>

/** States of a run. Stored: never rename one. */
export const runStatuses = [
  'queued',
  'running',
  'paused',
  'interrupted',
  'finished',
  'diverged',
  'failed',
  'cancelled',
] as const
export type RunStatus = (typeof runStatuses)[number]
export type RunCounts = Record<RunStatus, number>
