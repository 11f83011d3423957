import { z } from 'zod'

/** Exponential moving average of the weights, in pycls's terms. */
export const emaSchema = z.strictObject({
  /** pycls's EMA_ALPHA; see `emaShare` for what it means. */
  alpha: z.number().positive(),
  /** Steps between updates, counted from the start of each epoch. */
  periodSteps: z.int().min(1).default(32),
})
export type Ema = z.infer<typeof emaSchema>

/** The part of a recipe on which the average depends. */
export interface EmaSettings {
  ema: Ema
  batchSize: number
  epochs: number
  warmupEpochs: number
}

/**
 * The share of the new weights in the average after step `step` of epoch `epoch` (both from 0): 0 between updates, 1
 * during warm-up, else alpha * batchSize / epochs * periodSteps, at most 1. As in pycls, longer training with smaller
 * batches averages over more steps.
 */
export function emaShare({ ema, batchSize, epochs, warmupEpochs }: EmaSettings, epoch: number, step: number): number {
  if (step % ema.periodSteps !== 0) return 0
  return epoch < warmupEpochs ? 1 : Math.min(1, (ema.alpha * batchSize * ema.periodSteps) / epochs)
}

/** Moves `average` towards `values` in place. */
export function updateAverage<T extends Float32Array | Float64Array>(average: T, values: T, share: number): void {
  if (share === 0) return
  for (let i = 0; i < average.length; i++) average[i] = values[i]! * share + average[i]! * (1 - share)
}
