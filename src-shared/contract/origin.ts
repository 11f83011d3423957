import { z } from 'zod'
import { mappingSchema } from '#shared/results/mapping.ts'
import { resultFormats } from '#shared/results/resultTable.ts'
import { limits } from '#shared/schema/limits.ts'

const percent = z.number().min(0).max(100)

/**
 * Where a population was brought in from, if its networks were trained elsewhere: recipe, images and machine are then
 * not known, and its runs can be neither resumed nor trained again.
 */
export const originSchema = z.strictObject({
  /** Name of the file. */
  file: z.string().max(limits.word),
  format: z.enum(resultFormats),
  /** SHA-256 of the file. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  /** What its columns meant. */
  mapping: mappingSchema,
})
export type Origin = z.infer<typeof originSchema>

/** What a file of results says of a run beyond its network and error. */
export const runOriginSchema = z.strictObject({
  /** Line of the file, or number of the entry in a list; from 1. */
  place: z.int().min(1),
  /** Null, as all here: the file does not say. */
  epochs: z.int().min(1).max(limits.epochs).nullable(),
  seed: z.int().min(0).nullable(),
  top5ErrorPercent: percent.nullable(),
  /** Top-1 error in percent after each epoch; empty if the file does not say. */
  errorCurve: z.array(percent).max(limits.epochs),
})
export type RunOrigin = z.infer<typeof runOriginSchema>
