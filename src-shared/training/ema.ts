import { z } from 'zod'
import { rounding, type HostPrecision } from './hostPrecision.ts'

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

/** How an average moves. */
export interface AverageMove {
  /** The weight of the new values; 0: the average stays as it is, whatever they are. */
  share: number
  /** The weight of the average: one minus the share. */
  rest: number
}

/** The move of the average after a step; see `emaShare`. */
export function averageMove(settings: EmaSettings, epoch: number, step: number, precision: HostPrecision): AverageMove {
  const share = emaShare(settings, epoch, step)
  const round = rounding[precision]
  return { share: round(share), rest: round(1 - share) }
}

/** Moves `average` towards `values` in place. */
export function updateAverage<T extends Float32Array | Float64Array>(
  average: T,
  values: T,
  { share, rest }: AverageMove,
  precision: HostPrecision,
): void {
  if (share === 0) return
  const round = rounding[precision]
  for (let i = 0; i < average.length; i++) average[i] = round(values[i]! * share) + round(average[i]! * rest)
}
