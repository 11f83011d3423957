import type { PopulationSummary } from '#shared/contract/populations.ts'
import type { RunRow } from '#shared/contract/runs.ts'
import { stream } from '#shared/random/stream.ts'
import { comparePopulations, type Comparison } from '#shared/statistics/comparePopulations.ts'
import { runErrors } from '#renderer/components/runErrors.ts'

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

/** The errors of a population's finished runs. */
export function spaceNumbers(population: PopulationSummary, rows: readonly RunRow[]): SpaceNumbers {
  return {
    population,
    errors: runErrors(rows),
    diverged: rows.reduce((count, { status }) => count + Number(status === 'diverged'), 0),
  }
}

/** Above this probability a step counts as a gain: the 95 % range leaves out zero on that side. */
const decisive = 0.975
const resamples = 1000

/** The change of the mean error from parent to child; undefined where one of them has no finished run. */
export function meanStep(
  errors: readonly number[],
  parentErrors: readonly number[],
): (Comparison & { readonly isGain: boolean }) | undefined {
  if (errors.length === 0 || parentErrors.length === 0) return undefined
  const { mean } = comparePopulations(errors, parentErrors, stream(0, 'resample'), { resamples })
  return { ...mean, isGain: mean.probabilityNewBetter > decisive }
}
