import { z } from 'zod'

/** Exponential moving average of the weights, with pycls's parameters. */
export const emaSchema = z.strictObject({
  /** pycls's EMA_ALPHA; see `emaShare` for its meaning. */
  alpha: z.number().positive(),
  /** Steps between updates, counted from the start of each epoch. */
  periodSteps: z.int().min(1).default(32),
})
export type Ema = z.infer<typeof emaSchema>

/** The recipe settings that determine the average. */
export interface EmaSettings {
  ema: Ema
  batchSize: number
  epochs: number
  warmupEpochs: number
}

/**
 * The weight of the new values in the average after step `step` of epoch `epoch` (both from 0): 0 between updates, 1
 * during warm-up, otherwise alpha * batchSize / epochs * periodSteps, capped at 1. As in pycls, longer training and
 * smaller batches average over more steps.
 */
export function emaShare({ ema, batchSize, epochs, warmupEpochs }: EmaSettings, epoch: number, step: number): number {
  if (step % ema.periodSteps !== 0) return 0
  return epoch < warmupEpochs ? 1 : Math.min(1, (ema.alpha * batchSize * ema.periodSteps) / epochs)
}

/** Moves `average` towards `values` in place, by `share` of the difference. */
export function updateAverage<T extends Float32Array | Float64Array>(average: T, values: T, share: number): void {
  if (share === 0) return
  for (let i = 0; i < average.length; i++) average[i] = values[i]! * share + average[i]! * (1 - share)
}
