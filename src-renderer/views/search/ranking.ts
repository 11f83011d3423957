import type { PopulationSummary } from '#shared/contract/populations.ts'
import type { RunRow } from '#shared/contract/runs.ts'
import { networkKey } from '#shared/designspaces/toNetwork.ts'
import { isCounted } from '#shared/statistics/countedRun.ts'
import { wilsonRange } from '#shared/statistics/ranges/wilsonRange.ts'
import type { Interval } from '#shared/statistics/ranges/interval.ts'
import { planDifferences } from '#renderer/components/plan/planDifferences.ts'
import type { ShownPopulation } from '#renderer/lib/populations/shownPopulation.ts'

type Population = Pick<ShownPopulation, 'rows'> & { readonly summary: PopulationSummary }
export type CountedRow = RunRow & { readonly errorPercent: number }

/**
 * The populations among which the best network is looked for, oldest first: the first one and those trained alike, as other
 * errors do not compare. None that trains one network again.
 */
export function searched<P extends Population>(populations: readonly P[]): P[] {
  const [first, ...others] = populations.toSorted((a, b) => a.summary.id - b.summary.id)
  if (!first) return []
  const isAlike = ({ summary, rows }: P) =>
    !isOneNetwork(rows) && planDifferences(summary.plan, first.summary.plan).length === 0
  return [first, ...others.filter(isAlike)]
}

const isOneNetwork = (rows: readonly RunRow[]): boolean =>
  rows.length > 0 && new Set(rows.map(({ network }) => networkKey(network))).size === 1

/** The runs that count, the lowest error first; of equal errors the one trained first. */
export const ranked = (populations: readonly Pick<Population, 'rows'>[]): CountedRow[] =>
  populations
    .flatMap(({ rows }) => rows.filter(isCounted))
    .toSorted((a, b) => a.errorPercent - b.errorPercent || a.id - b.id)

/** Wilson's 95 % range of an error in percent, measured on so many images; undefined if their number is not known. */
export function errorRange(errorPercent: number, images: number | null): Interval | undefined {
  if (!images) return undefined
  const { low, high } = wilsonRange(Math.round((errorPercent / 100) * images), images)
  return { value: errorPercent, low: 100 * low, high: 100 * high }
}

/** What training a network again gave. */
export interface TrainedAgain {
  readonly id: number
  readonly name: string
  readonly epochs: number
  readonly seeds: number
  readonly mean: number
  readonly lowest: number
  readonly highest: number
}

/** The populations that hold this network alone and have a result. */
export function trainedAgain(populations: readonly Population[], { network }: Pick<RunRow, 'network'>): TrainedAgain[] {
  const key = networkKey(network)
  return populations.flatMap(({ summary, rows }) => {
    if (rows.some((row) => networkKey(row.network) !== key)) return []
    const errors = rows.filter(isCounted).map(({ errorPercent }) => errorPercent)
    if (errors.length === 0) return []
    const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length
    const [lowest, highest] = [Math.min(...errors), Math.max(...errors)]
    const { id, name, plan } = summary
    return [{ id, name, epochs: plan.recipe.epochs, seeds: errors.length, mean, lowest, highest }]
  })
}
