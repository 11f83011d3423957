import { z } from 'zod'
import { issueMessage } from '#shared/schema/parseStrictly.ts'
import { sentence } from '#shared/sentences/sentence.ts'

/** Smallest number of networks that are trained in full before others may be dropped. */
export const fewestInFull = 8

const isAscending = (shares: readonly number[]): boolean =>
  shares.every((share, i) => i === 0 || share > shares[i - 1]!)

/** That a population drops its worst networks early; see refinement/stopping/halving.ts. */
export const halvingSchema = z.strictObject({
  /** When networks are judged, as ascending shares of their epochs in (0, 1). */
  rungs: z
    .array(z.number().gt(0).lt(1))
    .min(1)
    .max(5)
    .refine(isAscending, issueMessage(sentence('rungsNotAscending')))
    .default([0.25, 0.5]),
  /** The share of networks that goes on at each rung, in (0, 1). */
  keep: z.number().gt(0).lt(1).default(0.5),
  /** How many networks, from the start of the sample, are trained in full, whatever their errors. */
  inFull: z.int().min(fewestInFull).max(10_000).default(16),
})
export type Halving = z.infer<typeof halvingSchema>

/**
 * After how many epochs networks are judged: the first at which an epoch is evaluated, from each rung on; ascending, each once,
 * and before the last epoch.
 */
export function rungEpochs(
  { rungs }: Pick<Halving, 'rungs'>,
  { epochs, evaluateEvery }: { readonly epochs: number; readonly evaluateEvery: number },
): number[] {
  // Rounded, as 0.1 * 30 is a little above 3.
  const evaluated = rungs.map((share) => evaluateEvery * Math.ceil(Number((share * epochs).toFixed(9)) / evaluateEvery))
  return [...new Set(evaluated)].filter((epoch) => epoch < epochs)
}
