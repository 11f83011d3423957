import type { EpochMetrics } from '#main/trainer/messages.ts'
import type { BundledEpoch } from './bundleSchema.ts'

/** An epoch as written: NaN becomes null, since JSON has no NaN. */
export function bundledEpoch({ trainLoss, validationLoss, ...rest }: EpochMetrics): BundledEpoch {
  const finite = (value: number) => (Number.isFinite(value) ? value : null)
  return { ...rest, trainLoss: finite(trainLoss), validationLoss: finite(validationLoss) }
}

/** An epoch of a bundle as stored in the database. */
export const storedEpoch = (epoch: BundledEpoch): EpochMetrics => ({
  ...epoch,
  trainLoss: epoch.trainLoss ?? NaN,
  validationLoss: epoch.validationLoss ?? NaN,
})
