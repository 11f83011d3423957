import type { EpochMetrics } from '#main/trainer/messages.ts'
import type { BundledEpoch } from './bundleSchema.ts'

/** An epoch as it is written: JSON has no NaN, null stands for it. */
export function bundledEpoch({ trainLoss, validationLoss, ...rest }: EpochMetrics): BundledEpoch {
  const finite = (value: number) => (Number.isFinite(value) ? value : null)
  return { ...rest, trainLoss: finite(trainLoss), validationLoss: finite(validationLoss) }
}

/** An epoch of a bundle as it is stored. */
export const storedEpoch = (epoch: BundledEpoch): EpochMetrics => ({
  ...epoch,
  trainLoss: epoch.trainLoss ?? NaN,
  validationLoss: epoch.validationLoss ?? NaN,
})
