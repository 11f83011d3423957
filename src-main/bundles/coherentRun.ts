import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import type { EpochReport } from '#shared/training/epochMetrics.ts'
import type { Recipe } from '#shared/training/recipe.ts'
import type { BundledRun } from './bundleSchema.ts'

type Measured = Pick<
  BundledRun,
  'status' | 'errorPercent' | 'validationErrors' | 'validationCount' | 'digest' | 'epochs'
>

interface Terms {
  recipe: Pick<Recipe, 'epochs' | 'evaluateEvery' | 'ema'>
  /** Number of images on which every run of the population is measured; null if no run says. */
  count: number | null
  /** Creates the error for a field. */
  fault: (field: string, said: Sentence) => Error
}

/** An error in percent computed from counts, bit for bit. */
const percentOf = (errors: number, count: number) => (100 * errors) / count

/** Whether the percentage corresponds to a whole number of errors. */
const isPercentOf = (percent: number, count: number) =>
  percentOf(Math.round((percent * count) / 100), count) === percent

/**
 * Number of images on which the runs of a population are measured: from a finished run, or else from the first epoch
 * with an error. Null without either.
 */
export function validationCountOf(runs: readonly Measured[]): number | null {
  const finished = runs.find(({ status, validationCount }) => status === 'finished' && validationCount !== null)
  if (finished) return finished.validationCount
  for (const { epochs } of runs) {
    const epoch = epochs.find(({ validationErrors }) => validationErrors > 0)
    if (epoch) return Math.round((100 * epoch.validationErrors) / epoch.validationErrorPercent)
  }
  return null
}

/** Throws the fault of the first value that contradicts others: those of its epochs, its recipe or the population. */
export function requireCoherent(run: Measured, terms: Terms): void {
  requireOrder(run.epochs, terms)
  const { count, fault } = terms
  run.epochs.forEach((epoch, i) => requireCoherentEpoch(epoch, `epochs[${i}]`, terms))
  if (run.status === 'finished') {
    requireResult(run, terms)
    return
  }
  for (const field of ['errorPercent', 'validationErrors', 'validationCount'] as const)
    if (run[field] !== null) throw fault(field, sentence('resultUnfinished', { status: run.status }))
  if (count !== null && (!Number.isFinite(count) || count < 1))
    throw fault('epochs', sentence('notPercentOf', { count: String(count) }))
}

/** Epochs must ascend, be those that the recipe evaluates, and end with the last if the run is finished. */
function requireOrder(epochs: readonly EpochReport[], { recipe, fault }: Terms): void {
  epochs.forEach(({ epoch }, i) => {
    const field = `epochs[${i}].epoch`
    if (epoch >= recipe.epochs) throw fault(field, sentence('epochBeyond', { epoch, epochs: recipe.epochs }))
    if (i > 0 && epoch <= epochs[i - 1]!.epoch) throw fault(field, sentence('epochNotLater', { epoch }))
    if ((epoch + 1) % recipe.evaluateEvery !== 0 && epoch + 1 !== recipe.epochs)
      throw fault(field, sentence('epochNotEvaluated', { epoch, every: recipe.evaluateEvery }))
  })
}

function requireCoherentEpoch(epoch: EpochReport, place: string, { recipe, count, fault }: Terms): void {
  const { validationErrors: errors, validationErrorPercent: percent } = epoch
  const { validationTop5ErrorPercent: top5, emaValidationErrorPercent: averaged } = epoch
  const hasAverage = recipe.ema !== null && recipe.ema !== undefined
  if ((averaged !== null) !== hasAverage)
    throw fault(`${place}.emaValidationErrorPercent`, sentence(hasAverage ? 'required' : 'averageUnasked'))
  if (top5 !== null && top5 > percent)
    throw fault(`${place}.validationTop5ErrorPercent`, sentence('isInsteadOfAtMost', { found: top5, limit: percent }))
  if (count === null) {
    // No run of the population has an error in any epoch.
    if (percent !== 0)
      throw fault(`${place}.validationErrorPercent`, sentence('isInsteadOf', { found: percent, wanted: 0 }))
    return
  }
  if (errors > count)
    throw fault(`${place}.validationErrors`, sentence('isInsteadOfAtMost', { found: errors, limit: count }))
  const wanted = percentOf(errors, count)
  if (percent !== wanted)
    throw fault(`${place}.validationErrorPercent`, sentence('isInsteadOf', { found: percent, wanted }))
  const parts = { validationTop5ErrorPercent: top5, emaValidationErrorPercent: averaged }
  for (const [field, part] of Object.entries(parts))
    if (part !== null && !isPercentOf(part, count))
      throw fault(`${place}.${field}`, sentence('notPercentOf', { count }))
}

/** The result of a finished run must be the measurement of its last epoch, of the averaged weights if there are any. */
function requireResult(run: Measured, { recipe, count, fault }: Terms): void {
  const { errorPercent, validationErrors, validationCount, digest, epochs } = run
  for (const [field, value] of Object.entries({ errorPercent, validationErrors, validationCount, digest }))
    if (value === null) throw fault(field, sentence('required'))
  const wanted = (field: string, found: number, value: number) => {
    if (found !== value) throw fault(field, sentence('isInsteadOf', { found, wanted: value }))
  }
  if (validationCount! < 1) throw fault('validationCount', sentence('atLeast', { limit: 1 }))
  wanted('validationCount', validationCount!, count!)
  if (validationErrors! > count!)
    throw fault('validationErrors', sentence('isInsteadOfAtMost', { found: validationErrors!, limit: count! }))
  wanted('errorPercent', errorPercent!, percentOf(validationErrors!, count!))
  const last = epochs.at(-1)
  if (last?.epoch !== recipe.epochs - 1) throw fault('epochs', sentence('epochsEndEarly', { epochs: recipe.epochs }))
  const place = `epochs[${epochs.length - 1}]`
  if (last.emaValidationErrorPercent !== null)
    wanted(`${place}.emaValidationErrorPercent`, last.emaValidationErrorPercent, errorPercent!)
  else wanted(`${place}.validationErrors`, last.validationErrors, validationErrors!)
}
