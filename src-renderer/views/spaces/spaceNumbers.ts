import type { PopulationSummary } from '#shared/contract/populations.ts'
import type { RunOutline } from '#shared/contract/runs.ts'
import { normalCdf } from '#shared/random/normalCdf.ts'
import { stream } from '#shared/random/stream.ts'
import { comparePopulations, type Comparison } from '#shared/statistics/comparePopulations.ts'
import { meanOf } from '#shared/statistics/summary.ts'
import { countedErrors, isCountedDiverged } from '#shared/statistics/countedRun.ts'

/** What a space's population says so far. */
export interface SpaceNumbers {
  readonly population: PopulationSummary
  /** Of the finished runs, in percent. */
  readonly errors: readonly number[]
  readonly diverged: number
}

/** The population by which a space is known: the one with the most finished runs, the newest of equals. */
export function knownPopulation(
  populations: readonly PopulationSummary[],
  spaceId: number,
): PopulationSummary | undefined {
  return populations
    .filter((population) => population.spaceId === spaceId && population.trashedAt === null)
    .sort((a, b) => b.runs.finished - a.runs.finished || b.id - a.id)[0]
}

/** The errors of a population's runs that count. */
export function spaceNumbers(population: PopulationSummary, rows: readonly RunOutline[]): SpaceNumbers {
  return {
    population,
    errors: countedErrors(rows),
    diverged: rows.filter(isCountedDiverged).length,
  }
}

/** Above this probability a step counts as a gain: the 95 % range leaves out zero on that side. */
const decisive = 0.975
const resamples = 1000
/** From so many runs on, means of resamples are normal to within what is shown, and drawing them would take seconds. */
const manyRuns = 500

/** The change of the mean error from parent to child; undefined where one of them has no finished run. */
export function meanStep(
  errors: readonly number[],
  parentErrors: readonly number[],
): (Comparison & { readonly isGain: boolean }) | undefined {
  if (errors.length === 0 || parentErrors.length === 0) return undefined
  const mean =
    Math.min(errors.length, parentErrors.length) >= manyRuns
      ? normalStep(errors, parentErrors)
      : comparePopulations(errors, parentErrors, stream(0, 'resample'), { resamples }).mean
  return { ...mean, isGain: mean.probabilityNewBetter > decisive }
}

/** What the bootstrap of the difference of two means tends to. */
function normalStep(errors: readonly number[], parentErrors: readonly number[]): Comparison {
  const value = meanOf(errors) - meanOf(parentErrors)
  const deviation = Math.sqrt(varianceOfMean(errors) + varianceOfMean(parentErrors))
  const half = 1.96 * deviation
  const probabilityNewBetter = deviation > 0 ? normalCdf(-value / deviation) : value === 0 ? 0.5 : Number(value < 0)
  return { value, low: value - half, high: value + half, probabilityNewBetter }
}

function varianceOfMean(errors: readonly number[]): number {
  const mean = meanOf(errors)
  return errors.reduce((sum, error) => sum + (error - mean) ** 2, 0) / errors.length ** 2
}
