import { z } from 'zod'

const atLeast0 = z.number().min(0)
const percent = z.number().min(0).max(100)

/**
 * The report after every `recipe.evaluateEvery`-th epoch and after the last. This is the single list of measures, from
 * which the table `epochs`, bundles, the contract and their types are derived. To add a measure: an entry here, a
 * migration that adds its column, and its computation in the trainer; it needs a default for files that lack it.
 *
 * If evaluateEvery exceeds 1, epochs in between have no report: training measures (loss, error, images per second,
 * duration) cover all epochs since the previous report, while validation measures and learning rate are those of
 * `epoch`, the last one.
 */
export const epochReportSchema = z.strictObject({
  /** From 0. */
  epoch: z.int().min(0),
  learningRate: atLeast0,
  /** Null, as for validationLoss, if not finite: JSON and SQLite have no NaN. */
  trainLoss: z.number().nullable(),
  trainErrorPercent: percent,
  validationLoss: z.number().nullable(),
  validationErrorPercent: percent,
  /** Null for fewer than five classes. */
  validationTop5ErrorPercent: percent.nullable(),
  /** Misclassified images of the validation split. */
  validationErrors: z.int().min(0),
  /** Null without EMA. */
  emaValidationErrorPercent: percent.nullable(),
  imagesPerSecond: atLeast0,
  /** Excludes time the machine was asleep. */
  durationMs: atLeast0,
})

/** The report of an epoch as stored and transmitted. */
export type EpochReport = z.infer<typeof epochReportSchema>
export const epochFields = Object.keys(epochReportSchema.shape) as readonly (keyof EpochReport)[]

type Loss = 'trainLoss' | 'validationLoss'
/** The report of an epoch as computed, with NaN for a loss that is not a number. */
export type EpochMetrics = Omit<EpochReport, Loss> & Record<Loss, number>

const finite = (value: number) => (Number.isFinite(value) ? value : null)

/** A computed report as transmitted: non-finite losses become null and come last. */
export function reportOf({ trainLoss, validationLoss, ...rest }: EpochMetrics): EpochReport {
  return { ...rest, trainLoss: finite(trainLoss), validationLoss: finite(validationLoss) }
}

/** A transmitted report as computed, as far as it is known: null losses become NaN. */
export const metricsOf = (report: EpochReport): EpochMetrics => ({
  ...report,
  trainLoss: report.trainLoss ?? NaN,
  validationLoss: report.validationLoss ?? NaN,
})

/** The error of an epoch that counts, in percent: that of the averaged weights if there are any. */
export const epochError = ({
  emaValidationErrorPercent,
  validationErrorPercent,
}: Pick<EpochReport, 'emaValidationErrorPercent' | 'validationErrorPercent'>): number =>
  emaValidationErrorPercent ?? validationErrorPercent
