import { z } from 'zod'

const atLeast0 = z.number().min(0)
const percent = z.number().min(0).max(100)

/**
 * What is reported after every `recipe.evaluateEvery`-th epoch and the last: the one list of measures, of which the table
 * `epochs`, bundles, the contract and their types are made. A new measure is an entry here, a migration that adds its
 * column, and its computation in the trainer; it needs a default, which stands in files that do not have it.
 *
 * Where evaluateEvery is more than 1, epochs between have no report: what is measured in training (loss, error, images per
 * second, duration) then covers all epochs since the report before, and the validation measures and the learning rate
 * are those of `epoch`, the last of them.
 */
export const epochReportSchema = z.strictObject({
  /** From 0. */
  epoch: z.int().min(0),
  learningRate: atLeast0,
  /** Null, as validationLoss: no number. JSON and SQLite have no NaN. */
  trainLoss: z.number().nullable(),
  trainErrorPercent: percent,
  validationLoss: z.number().nullable(),
  validationErrorPercent: percent,
  /** Null: fewer than five classes. */
  validationTop5ErrorPercent: percent.nullable(),
  /** Wrong images of the validation split. */
  validationErrors: z.int().min(0),
  /** Null: no EMA. */
  emaValidationErrorPercent: percent.nullable(),
  imagesPerSecond: atLeast0,
  /** While the machine was awake. */
  durationMs: atLeast0,
})

/** The report of an epoch as it is stored and told. */
export type EpochReport = z.infer<typeof epochReportSchema>
export const epochFields = Object.keys(epochReportSchema.shape) as readonly (keyof EpochReport)[]

type Loss = 'trainLoss' | 'validationLoss'
/** The report of an epoch as it is computed: a loss that is no number is NaN. */
export type EpochMetrics = Omit<EpochReport, Loss> & Record<Loss, number>

const finite = (value: number) => (Number.isFinite(value) ? value : null)

/** A computed report as it is told: losses that are no finite number are null, and stand last. */
export function reportOf({ trainLoss, validationLoss, ...rest }: EpochMetrics): EpochReport {
  return { ...rest, trainLoss: finite(trainLoss), validationLoss: finite(validationLoss) }
}

/** A told report as it was computed, as far as that is known. */
export const metricsOf = (report: EpochReport): EpochMetrics => ({
  ...report,
  trainLoss: report.trainLoss ?? NaN,
  validationLoss: report.validationLoss ?? NaN,
})

/** The error of an epoch that counts, in percent: of the averaged weights where there are some. */
export const epochError = ({
  emaValidationErrorPercent,
  validationErrorPercent,
}: Pick<EpochReport, 'emaValidationErrorPercent' | 'validationErrorPercent'>): number =>
  emaValidationErrorPercent ?? validationErrorPercent
